//! The command line: what there is to run, and the flags of every setting.

mod check_config;
mod demo;
mod flags;
mod migrate;
mod openapi;
mod serve;
mod token;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Flags, Loaded, Sources, load};

/// What a command ends with.
pub type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

#[derive(Debug, Parser)]
#[command(name = "souk", version, about = "An open datamart server for embedded analytics.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server.
    Serve(serve::Arguments),
    /// Bring the store's schema up to date.
    Migrate(migrate::Arguments),
    /// Make, list and revoke service tokens.
    Token(token::Arguments),
    /// Check the configuration, and show what holds and where it comes from.
    CheckConfig(check_config::Arguments),
    /// Print the OpenAPI document.
    Openapi,
    /// Run a server with data and a datamart of its own, and show a first question.
    Demo(demo::Arguments),
}

/// Parses the command line and runs the command.
#[must_use]
pub fn main() -> ExitCode {
    // The error says that a provider is there already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(run(arguments.command)),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(error.as_ref()),
    }
}

async fn run(command: Command) -> Outcome {
    match command {
        Command::Serve(arguments) => serve::run(arguments).await,
        Command::Migrate(arguments) => migrate::run(arguments).await,
        Command::Token(arguments) => token::run(arguments).await,
        Command::CheckConfig(arguments) => check_config::run(arguments),
        Command::Openapi => openapi::run(),
        Command::Demo(arguments) => demo::run(arguments).await,
    }
}

fn complain(error: &(dyn Error + Send + Sync + 'static)) -> ExitCode {
    let mut text = format!("souk: {error}");
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(&format!(": {cause}"));
        next = cause.source();
    }
    // Where standard error is closed, nobody is there to be told.
    let _ = writeln!(io::stderr(), "{text}");
    ExitCode::FAILURE
}

fn configuration(flags: Flags) -> Result<Loaded, crate::config::ConfigError> {
    let environment = std::env::vars_os()
        .filter_map(|(name, text)| Some((name.into_string().ok()?, text.into_string().ok()?)))
        .collect();
    load(&Sources { environment, flags })
}
