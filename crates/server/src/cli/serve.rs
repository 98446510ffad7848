//! `souk serve`.

use std::io::{self, Write};
use std::sync::Arc;

use tokio::net::TcpListener;

use crate::cli::{Outcome, configuration};
use crate::config::{Flags, Settings};
use crate::http::serve::{serve, stop_on_signals};
use crate::logging;
use crate::service::start;

/// The flags.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    flags: Flags,
}

pub(super) async fn run(arguments: Arguments) -> Outcome {
    let settings = configuration(arguments.flags)?.settings;
    logging::start(&settings);
    run_with(Arc::new(settings)).await
}

async fn run_with(settings: Arc<Settings>) -> Outcome {
    let stop = stop_on_signals()?;
    let services = Arc::new(start::open(Arc::clone(&settings)).await?);
    if let Some(token) = start::first_service_token(services.store.as_ref()).await? {
        announce(&token.to_string())?;
    }
    let listener = TcpListener::bind(settings.listen).await?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    serve(listener, services, stop).await?;
    tracing::info!("stopped");
    Ok(())
}

fn announce(token: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "The first service token, which is shown only this once:\n\n    {token}\n")?;
    writeln!(out, "Lose it, and `souk token create` makes another.")?;
    out.flush()
}
