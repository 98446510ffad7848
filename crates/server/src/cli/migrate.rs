//! `souk migrate`.

use std::io::{self, Write};

use crate::cli::{Outcome, configuration};
use crate::config::Flags;
use crate::service::start;

/// The flags.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    flags: Flags,
}

pub(super) async fn run(arguments: Arguments) -> Outcome {
    let settings = configuration(arguments.flags)?.settings;
    start::migrate(&settings).await?;
    writeln!(io::stdout(), "The store's schema is up to date.")?;
    Ok(())
}
