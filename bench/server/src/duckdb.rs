//! DuckDB, in a Python process of its own that is asked line by line.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::Outcome;

const SCRIPT: &str = include_str!("duckdb.py");

/// A running DuckDB with a view per Parquet file.
#[derive(Debug)]
pub struct DuckDb {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

/// An answer.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// From the question to the last row, as DuckDB's own process measures it.
    pub took: Duration,
    /// How many rows there are.
    pub rows: usize,
}

impl DuckDb {
    /// Starts it over a folder of Parquet files.
    ///
    /// # Errors
    /// A Python without DuckDB.
    pub fn start(python: &Path, files: &Path) -> Outcome<Self> {
        let mut command = Command::new(python);
        command.args(["-c", SCRIPT]).arg(files).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let input = process.stdin.take().ok_or("no input")?;
        let output = BufReader::new(process.stdout.take().ok_or("no output")?);
        let mut duckdb = Self { process, input, output };
        let version = duckdb.line()?;
        if version["version"].is_null() {
            return Err("DuckDB did not start".into());
        }
        Ok(duckdb)
    }

    /// Asks, and waits for all rows.
    ///
    /// # Errors
    /// What DuckDB refused.
    pub fn ask(&mut self, sql: &str) -> Outcome<Asked> {
        writeln!(self.input, "{}", json!(sql))?;
        let answer = self.line()?;
        let took = answer["seconds"].as_f64().ok_or_else(|| answer.to_string())?;
        let rows = answer["rows"].as_u64().ok_or("no number of rows")?;
        Ok(Asked { took: Duration::from_secs_f64(took), rows: usize::try_from(rows)? })
    }

    fn line(&mut self) -> Outcome<Value> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }
}

impl Drop for DuckDb {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
