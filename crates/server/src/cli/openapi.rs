//! `souk openapi`.

use std::io::{self, Write};

use crate::cli::Outcome;
use crate::http::openapi;

pub(super) fn run() -> Outcome {
    write!(io::stdout(), "{}", openapi::json())?;
    Ok(())
}
