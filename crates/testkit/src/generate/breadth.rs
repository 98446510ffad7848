//! How much of the vocabulary worlds and questions use.

/// How much of the vocabulary worlds and questions use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breadth {
    /// One measured table, joins to single rows, plain aggregates.
    Today,
    /// All of it.
    Full,
}

/// What the compiler can answer.
pub const BREADTH: Breadth = Breadth::Full;
