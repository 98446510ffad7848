//! The question compiler, judged by golden cases, refusals and hostile text.

mod golden;
mod guard;
mod refusals;
mod support;
