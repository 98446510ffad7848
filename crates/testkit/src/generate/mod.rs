//! Random datamarts, their rows and questions about them, and a slow evaluator that says what the
//! right answers are.
//!
//! A [`World`] is a datamart over tables whose rows belong to known tenants: who owns a row is
//! decided before its values are made, and every row that the asking tenant must not see holds
//! nothing but [poison](is_poison). The [`reference`] answers questions row by row. Nothing here
//! uses the compiler: questions are made and answered from their definition alone.

mod agreement;
mod breadth;
mod cell;
mod consistent;
#[cfg(test)]
mod coverage;
mod draw;
mod ownership;
mod plan;
mod question;
pub mod reference;
mod rows;
mod script;
mod shrink;
mod sketch;
mod tenants;
mod traps;
mod values;
mod world;

pub use agreement::{Leniency, disagreement, is_value};
pub use breadth::{BREADTH, Breadth};
pub use cell::{Cell, is_poison};
pub use draw::Draw;
pub use question::question;
pub use script::Script;
pub use shrink::smaller_questions;
pub use shrink::smaller_worlds;
pub use sketch::{answer_rows, sketch};
pub use traps::{Trap, traps};
pub use world::{Owners, World, WorldColumn, WorldRow, WorldTable, world};
