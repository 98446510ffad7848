//! `souk demo`.

use crate::cli::{Outcome, configuration};
use crate::config::Flags;
use crate::logging;

/// The flags.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How much data: 1 is about a gigabyte.
    #[arg(long, default_value_t = 0.01)]
    scale: f64,
    /// How many tenants.
    #[arg(long, default_value_t = 10)]
    tenants: u32,
}

pub(super) async fn run(arguments: Arguments) -> Outcome {
    let settings = configuration(arguments.flags)?.settings;
    logging::start(&settings);
    crate::demo::run(settings, arguments.scale, arguments.tenants).await
}
