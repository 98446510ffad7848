//! The question compiler, judged by golden cases, refusals and hostile text.

mod golden;
mod refusals;
mod support;
