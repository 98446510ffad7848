//! `souk check-config`.

use std::io::{self, Write};

use crate::cli::{Outcome, configuration};
use crate::config::Flags;

/// The flags.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    flags: Flags,
}

pub(super) fn run(arguments: Arguments) -> Outcome {
    let loaded = configuration(arguments.flags)?;
    write!(io::stdout(), "{}", loaded.describe())?;
    Ok(())
}
