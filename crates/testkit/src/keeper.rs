//! A process that keeps a throw-away server: a shell script that starts it, says `ready`, and stops
//! and removes it when its standard input ends, which it does when this process is gone for whatever
//! reason.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Instant;

/// The free port that was found may be taken before the server has it.
const ATTEMPTS: usize = 3;

/// A running script.
#[derive(Debug)]
pub(crate) struct Keeper {
    process: Child,
    /// Held open: its end is the sign to stop.
    stop: Option<ChildStdin>,
}

impl Keeper {
    /// Starts the script as `owner` with a free port and the other arguments; says which port.
    pub(crate) fn start(
        script: &str,
        owner: &str,
        arguments: &[&str],
    ) -> Result<(Self, u16), String> {
        let mut failure = String::new();
        for _ in 0..ATTEMPTS {
            let port = free_port()?;
            match Self::start_on(port, script, owner, arguments) {
                Ok(keeper) => return Ok((keeper, port)),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    /// Starts the script with this port.
    pub(crate) fn start_on(
        port: u16,
        script: &str,
        owner: &str,
        arguments: &[&str],
    ) -> Result<Self, String> {
        let mut process = as_owner(owner)
            .args(["sh", "-c", script, "keeper"])
            .arg(port.to_string())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let stop = process.stdin.take();
        let mut keeper = Self { process, stop };
        keeper.wait_until_ready().map(|()| keeper)
    }

    fn wait_until_ready(&mut self) -> Result<(), String> {
        let started = Instant::now();
        let output = self.process.stdout.take().ok_or("no output")?;
        let mut line = String::new();
        let read = BufReader::new(output).read_line(&mut line);
        if read.is_ok() && line.trim() == "ready" {
            return Ok(());
        }
        self.stop();
        let errors = self.process.stderr.take().ok_or("no error output")?;
        let errors = std::io::read_to_string(errors).unwrap_or_default();
        Err(format!("after {:?}: {errors}", started.elapsed()))
    }

    /// Says a word to the script, which does what it knows to do.
    pub(crate) fn say(&self, word: &str) -> Result<(), String> {
        let mut input = self.stop.as_ref().ok_or("the script has ended")?;
        writeln!(input, "{word}").map_err(|error| error.to_string())
    }

    /// Tells the script to stop, and waits until it has.
    pub(crate) fn stop(&mut self) {
        drop(self.stop.take());
        let _ = self.process.wait();
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Database servers refuse to run as root; root becomes the user that the package made.
fn as_owner(owner: &str) -> Command {
    let is_root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if !is_root {
        return Command::new("env");
    }
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={owner}")).arg(format!("--regid={owner}")).arg("--init-groups");
    command
}

/// A port that nobody listens on now.
pub(crate) fn free_port() -> Result<u16, String> {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    port.map(|address| address.port()).map_err(|error| error.to_string())
}
