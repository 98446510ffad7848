//! The `souk` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    souk_server::cli::main()
}
