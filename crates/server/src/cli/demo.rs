//! `souk demo`.

mod progress;

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::cli::{Outcome, configuration};
use crate::config::{Flags, Origin, Settings};
use crate::demo::{
    Asker, GenerateError, Generated, PORTAL, Slice, generate, portal, row_by_row, seed,
};
use crate::http::serve::{serve_with, stop_on_signals};
use crate::logging;
use crate::service::{Services, start};
use progress::Display;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The flags.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    flags: Flags,
    /// How much data, from 0.001 to 10: 1 is about a gigabyte of text.
    #[arg(long, default_value_t = 0.01)]
    scale: f64,
    /// How many tenants; without it, all that the scale has.
    #[arg(long, value_name = "NUMBER")]
    tenants: Option<u32>,
}

pub(super) async fn run(arguments: Arguments) -> Outcome {
    let loaded = configuration(arguments.flags)?;
    let mut settings = loaded.settings;
    if loaded.origins.get("log_level") == Some(&Origin::Default) {
        // The terminal is for the question and its answer.
        "warn".clone_into(&mut settings.log_level);
    }
    logging::start(&settings);
    let slice = Slice::new(arguments.scale, arguments.tenants)?;
    check_address(&settings)?;
    let stop = stop_on_signals()?;
    match demonstrate(settings, slice, &stop).await {
        // Whatever was under way failed because it was stopped.
        Err(_) if stop.is_cancelled() => {}
        outcome => outcome?,
    }
    // Where standard error is closed, nobody is there to be told.
    let _ = writeln!(io::stderr(), "stopped");
    Ok(())
}

/// Fails before data is made rather than afterwards.
fn check_address(settings: &Settings) -> Outcome {
    let address = settings.listen;
    if !address.ip().is_loopback() {
        let message = "the demonstration listens on loopback only, and its key is no secret";
        return Err(format!("{message}; `souk serve` listens on {address}").into());
    }
    std::net::TcpListener::bind(address)
        .map(drop)
        .map_err(|error| format!("cannot listen on {address}: {error}").into())
}

async fn demonstrate(mut settings: Settings, slice: Slice, stop: &CancellationToken) -> Outcome {
    let display = Arc::new(Display::new(slice));
    let files = settings.data_dir.join("files");
    start::migrate(&settings).await?;
    let generated = make_data(&files, slice, stop, &display).await?;
    if !settings.file_roots.is_empty() {
        settings.file_roots.push(files);
    }
    let settings = Arc::new(settings);
    let services = unless_stopped(stop, start::open(Arc::clone(&settings))).await??;
    let services = Arc::new(services);
    let say = |step: &str| display.say(step);
    let api_key = unless_stopped(stop, seed(&services, slice, &say)).await??;
    let listener = TcpListener::bind(settings.listen).await?;
    let host_page = portal(slice, &api_key);
    let asker = Asker::new(listener.local_addr()?, api_key);
    let serving = serve_with(listener, Arc::clone(&services), host_page, stop.clone());
    let server = tokio::spawn(serving);
    let shown = unless_stopped(stop, show(&services, &asker, slice, &generated)).await;
    if !matches!(shown, Ok(Ok(()))) {
        stop.cancel();
    }
    server.await??;
    // A stop while the server ran is how the demonstration ends.
    shown.unwrap_or(Ok(()))
}

/// Threads cannot be dropped, so the generator watches `stop` itself.
async fn make_data(
    files: &Path,
    slice: Slice,
    stop: &CancellationToken,
    display: &Arc<Display>,
) -> Result<Generated, Failure> {
    let (files, stop, shown) = (files.to_owned(), stop.clone(), Arc::clone(display));
    let making = move || generate(&files, slice, &stop, &|progress| shown.made(progress));
    let generated = tokio::task::spawn_blocking(making).await?;
    display.end();
    let generated = generated?;
    let rows: u64 = generated.rows.values().sum();
    let kilobytes = generated.bytes / 1000;
    let verb = if generated.reused { "found" } else { "made" };
    let folder = generated.folder.display();
    display.say(&format!("{verb} {rows} rows, {kilobytes} kB, in {folder}"));
    Ok(generated)
}

/// What is dropped here is whole at every moment: commits of the store, reads, a reply.
async fn unless_stopped<T>(
    stop: &CancellationToken,
    work: impl Future<Output = T>,
) -> Result<T, GenerateError> {
    stop.run_until_cancelled(work).await.ok_or(GenerateError::Stopped)
}

async fn show(services: &Services, asker: &Asker, slice: Slice, generated: &Generated) -> Outcome {
    const TENANT: i64 = 1;
    const OTHER: i64 = 2;
    let answer = asker.ask(TENANT).await?;
    let other = if slice.suppliers() < OTHER { None } else { Some(asker.ask(OTHER).await?) };
    let mut out = io::stdout().lock();
    let lines = generated.rows.get("lineitem").copied().unwrap_or_default();
    let tenants = slice.suppliers();
    writeln!(
        out,
        "\nThe datamart {PORTAL}: {tenants} suppliers, each a tenant, {lines} sales lines."
    )?;
    writeln!(out, "What did supplier {TENANT} earn, by quarter and market segment?\n")?;
    writeln!(out, "{}\n\n{}\n", asker.curl(TENANT), row_by_row(&answer))?;
    if let Some(other) = other {
        writeln!(out, "The same for supplier {OTHER}, with \"clientId\": \"{OTHER}\":\n")?;
        writeln!(out, "{}\n", row_by_row(&other))?;
    }
    let folder = services.settings.data_dir.display();
    let program = std::env::args().next().unwrap_or_else(|| "souk".to_owned());
    writeln!(out, "A portal that embeds it: {}", asker.portal())?;
    writeln!(out, "The API, page by page:  {}", asker.docs())?;
    writeln!(out, "A token for all of it:  {program} token create --data-dir {folder} --name me")?;
    writeln!(out, "To stop:                Ctrl-C; the next run starts with this data")?;
    Ok(out.flush()?)
}
