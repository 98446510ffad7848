//! The embedded engine beside the library inside of it, asked without Souk, and beside DuckDB.
//!
//! `cargo run --release -p souk-bench-server --bin embedded -- [--scale N] [--rounds N] [--data DIR]
//! [--duckdb PYTHON]`: TPC-H's questions 1, 3 and 6 over Parquet files of this scale, which are kept below
//! DIR. PYTHON is an interpreter that has PyPI's `duckdb`; without it DuckDB is left out.
//!
//! All are asked in turns over the same files, and give the same answer. Souk's time is that of
//! `Engine::run` to the last batch, converted to the types of the answer. The bare library has its
//! default settings, none of what Souk keeps it from, and as many threads as Souk: one per processor, as
//! has DuckDB.
#![expect(clippy::print_stdout, reason = "a benchmark's work is to print")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use arrow::record_batch::RecordBatch;
use arrow::util::pretty::pretty_format_batches;
use futures::TryStreamExt;
use serde_json::{Map, Value as Json};
use souk_bench_server::duckdb::DuckDb;
use souk_bench_server::{Outcome, tpch};
use souk_engine::{Credentials, Limits, answer_schema, convert};
use souk_files::internals::{Bare, RawFiles};
use souk_files::{FilesConnector, FilesOptions};
use souk_model::DataType;
use souk_query::{ColumnRole, OutputColumn};

const TARGET: f64 = 1.1;
const LONG: Duration = Duration::from_secs(3600);

struct Question {
    name: &'static str,
    sql: &'static str,
    types: &'static [DataType],
}

const QUESTIONS: [Question; 3] = [
    Question {
        name: "Q1",
        sql: include_str!("../embedded/q1.sql"),
        types: &[
            DataType::Text,
            DataType::Text,
            DataType::Numeric,
            DataType::Numeric,
            DataType::Numeric,
            DataType::Numeric,
            DataType::Numeric,
            DataType::Numeric,
            DataType::Numeric,
            DataType::Int64,
        ],
    },
    Question {
        name: "Q3",
        sql: include_str!("../embedded/q3.sql"),
        types: &[DataType::Int64, DataType::Numeric, DataType::Date, DataType::Int32],
    },
    Question { name: "Q6", sql: include_str!("../embedded/q6.sql"), types: &[DataType::Numeric] },
];

struct Options {
    scale: f64,
    rounds: usize,
    data: PathBuf,
    duckdb: Option<PathBuf>,
}

impl Options {
    fn read() -> Outcome<Self> {
        let data = std::env::temp_dir().join("souk-embedded");
        let mut options = Self { scale: 1.0, rounds: 9, data, duckdb: None };
        let mut arguments = std::env::args().skip(1);
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{name} takes a value"))?;
            match name.as_str() {
                "--scale" => options.scale = value.parse()?,
                "--rounds" => options.rounds = value.parse()?,
                "--data" => options.data = value.into(),
                "--duckdb" => options.duckdb = Some(value.into()),
                _ => return Err(format!("{name} is not known").into()),
            }
        }
        Ok(options)
    }
}

/// Everybody who is asked.
struct Contest {
    souk: RawFiles,
    bare: Bare,
    duckdb: Option<DuckDb>,
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let options = Options::read()?;
    let files = tpch::files(&options.data, options.scale)?;
    let duckdb =
        options.duckdb.as_deref().map(|python| DuckDb::start(python, &files)).transpose()?;
    let souk = souk(&files)?;
    let mut contest = Contest { souk, bare: Bare::open(&files).await?, duckdb };
    println!("TPC-H at scale {}, {} rounds, medians", options.scale, options.rounds);
    for question in &QUESTIONS {
        contest.ask(question, options.rounds).await?;
    }
    Ok(())
}

fn souk(files: &Path) -> Outcome<RawFiles> {
    let options = FilesOptions { any: true, ..FilesOptions::default() };
    let path = Json::from(files.display().to_string());
    let fields = Map::from_iter([("path".to_owned(), path)]);
    Ok(RawFiles::new(&FilesConnector::new(options)?, &Credentials::new(fields))?)
}

impl Contest {
    async fn ask(&mut self, question: &Question, rounds: usize) -> Outcome<()> {
        self.check(question).await?;
        let mut times = [const { Vec::new() }; 3];
        for round in 0..rounds {
            let start = Instant::now();
            // Who goes first changes.
            if round % 2 == 0 {
                self.souks(question).await?;
                times[0].push(start.elapsed());
                let start = Instant::now();
                self.bare.collect(question.sql).await?;
                times[1].push(start.elapsed());
            } else {
                self.bare.collect(question.sql).await?;
                times[1].push(start.elapsed());
                let start = Instant::now();
                self.souks(question).await?;
                times[0].push(start.elapsed());
            }
            if let Some(duckdb) = &mut self.duckdb {
                times[2].push(duckdb.ask(question.sql)?.took);
            }
        }
        report(question.name, times);
        Ok(())
    }

    /// All give the same answer; the first time of each does not count.
    async fn check(&mut self, question: &Question) -> Outcome<()> {
        let schema = answer_schema(&columns(question));
        let souks = self.souks(question).await?;
        let bare = self.bare.collect(question.sql).await?;
        let bare: Vec<_> =
            bare.iter().map(|batch| convert(batch, &schema)).collect::<Result<_, _>>()?;
        let (one, other) = (pretty_format_batches(&souks)?, pretty_format_batches(&bare)?);
        if one.to_string() != other.to_string() {
            return Err(format!("{}: other answers\n{one}\n{other}", question.name).into());
        }
        let rows: usize = souks.iter().map(RecordBatch::num_rows).sum();
        if let Some(duckdb) = &mut self.duckdb {
            let theirs = duckdb.ask(question.sql)?.rows;
            if theirs != rows {
                return Err(format!("{}: {rows} rows and {theirs}", question.name).into());
            }
        }
        Ok(())
    }

    async fn souks(&self, question: &Question) -> Outcome<Vec<RecordBatch>> {
        let limits = Limits { time: LONG, ..Limits::default() };
        let rows = self.souk.run(question.sql, &[], &columns(question), None, &limits).await?;
        Ok(rows.batches.try_collect().await?)
    }
}

fn columns(question: &Question) -> Vec<OutputColumn> {
    let column = |(place, data_type): (usize, &DataType)| OutputColumn {
        name: format!("c{place}"),
        data_type: *data_type,
        label: String::new(),
        role: ColumnRole::Dimension,
    };
    question.types.iter().enumerate().map(column).collect()
}

fn report(name: &str, times: [Vec<Duration>; 3]) {
    let [souk, bare, duckdb] = times.map(|mut times| {
        times.sort_unstable();
        let at = |place: usize| times.get(place).map(Duration::as_secs_f64);
        at(times.len() / 2).zip(at(0))
    });
    let (Some((souk, least)), Some((bare, least_bare))) = (souk, bare) else { return };
    println!(
        "{name}: Souk {:.1} ms, bare DataFusion {:.1} ms: ratio {:.3} (target {TARGET}); \
         fastest {:.1} and {:.1} ms: {:.3}",
        souk * 1e3,
        bare * 1e3,
        souk / bare,
        least * 1e3,
        least_bare * 1e3,
        least / least_bare
    );
    if let Some((duckdb, _)) = duckdb {
        println!("    DuckDB {:.1} ms: Souk's time by DuckDB's {:.2}", duckdb * 1e3, souk / duckdb);
    }
}
