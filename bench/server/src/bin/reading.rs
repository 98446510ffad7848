//! Reading rows of PostgreSQL into Arrow: Souk's engine beside the fastest plain loops over Rust drivers.
//!
//! `cargo run --release -p souk-bench-server --bin reading -- [--rows N] [--rounds N]`. PostgreSQL is
//! started for the run, or `SOUK_TEST_POSTGRES_URL` names one.
//!
//! One table of ten columns of mixed types. Before anything is timed, the batches of all three are compared
//! value by value. What each does is in `souk_bench_server::reading`. They are run in turns, each on one
//! kept connection with its statement prepared; a ratio is the throughput by that of the faster loop.
#![expect(clippy::print_stdout, reason = "a benchmark's work is to print")]

use std::time::{Duration, Instant};

use arrow::record_batch::RecordBatch;
use souk_bench_server::reading::{self, Reader, SouksReader, SqlxLoop, TokioPostgresLoop};
use souk_bench_server::{Outcome, options};
use souk_testkit::postgres::Server;

const TARGET: f64 = 0.9;

#[tokio::main]
async fn main() -> Outcome<()> {
    let [rows, rounds] = options::numbers([("--rows", 1_000_000), ("--rounds", 7)])?;
    let server = Server::start();
    let url = server.fresh_database().await;
    reading::load(&url, rows).await?;
    let mut readers: [Box<dyn Reader>; 3] = [
        Box::new(SouksReader::over(&url)?),
        Box::new(SqlxLoop::over(&url).await?),
        Box::new(TokioPostgresLoop::over(&url).await?),
    ];
    check(&mut readers, rows).await?;
    let mut times = [const { Vec::new() }; 3];
    for round in 0..rounds {
        for turn in 0..readers.len() {
            // Who goes first changes.
            let place = (round + turn) % readers.len();
            let start = Instant::now();
            let batches = readers[place].read().await?;
            times[place].push(start.elapsed());
            drop(batches);
        }
    }
    report(&readers, times, rows);
    Ok(())
}

/// All read the same values.
async fn check(readers: &mut [Box<dyn Reader>; 3], rows: usize) -> Outcome<()> {
    let [souk, others @ ..] = readers;
    let expected = souk.read().await?;
    let counted: usize = expected.iter().map(RecordBatch::num_rows).sum();
    if counted != rows {
        return Err(format!("{counted} rows and not {rows}").into());
    }
    for other in others {
        if other.read().await? != expected {
            return Err(format!("{} reads other values", other.name()).into());
        }
    }
    Ok(())
}

fn report(readers: &[Box<dyn Reader>; 3], times: [Vec<Duration>; 3], rows: usize) {
    println!("{rows} rows of 10 columns into Arrow, rounds: {}", times[0].len());
    let medians = times.map(|mut times| {
        times.sort_unstable();
        (times[times.len() / 2].as_secs_f64(), times[0].as_secs_f64())
    });
    for (reader, (median, least)) in readers.iter().zip(medians) {
        println!(
            "{:28} median {:.0} ms, fastest {:.0} ms, {:.2} million rows a second",
            reader.name(),
            median * 1e3,
            least * 1e3,
            rows as f64 / median / 1e6
        );
    }
    let [(souk, fastest_souk), (sqlx, fastest_sqlx), (tokio, fastest_tokio)] = medians;
    println!(
        "Souk's throughput by the faster loop's: {:.2} at the median, {:.2} of the fastest runs \
         (target {TARGET})",
        sqlx.min(tokio) / souk,
        fastest_sqlx.min(fastest_tokio) / fastest_souk
    );
}
