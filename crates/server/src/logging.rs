//! Log lines on standard error. They never hold bodies, tokens or secrets.

use std::io;

use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{LogFormat, Settings};

/// Starts to log; where something logs already, nothing changes.
pub fn start(settings: &Settings) {
    let filter = EnvFilter::try_new(&settings.log_level).unwrap_or_default();
    let lines = fmt().with_env_filter(filter).with_writer(io::stderr);
    // The error says that a logger is there already.
    let _ = match settings.log_format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
}
