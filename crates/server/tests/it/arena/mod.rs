//! A random world in both engines, twice: with the rows of all tenants, and with the asking
//! tenant's alone.

mod cells;
mod failures;
mod files;

use std::str::FromStr;

use futures::TryStreamExt;
use serde_json::{Map, Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{Credentials, Engine, EngineError, Limits, Rows, ServerOptions};
use souk_files::internals::RawFiles;
use souk_files::{FilesConnector, FilesOptions};
use souk_model::{ErrorCode, Problem};
use souk_query::{Compiled, Model, OutputColumn, Purpose, QueryRequest, Scope, Value, compile};
use souk_testkit::generate::{Cell, World, postgres_script};
use souk_testkit::postgres::Server;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection};
use tempfile::TempDir;

pub(crate) use failures::{Case, Failures, shrink};

/// How many questions a run asks, unless `SOUK_CASES` says otherwise.
const CASES: usize = 300;

/// The number of questions to ask.
pub(crate) fn cases() -> usize {
    std::env::var("SOUK_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(CASES)
}

/// The first seed: always the same, unless `SOUK_SEED` says otherwise.
pub(crate) fn first_seed() -> u64 {
    std::env::var("SOUK_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// How many questions were asked, how many answered, and how many with a value.
#[derive(Debug, Default)]
pub(crate) struct Shares {
    asked: usize,
    answered: usize,
    with_values: usize,
}

impl Shares {
    pub(crate) fn is_done(&self) -> bool {
        self.asked >= cases()
    }

    pub(crate) fn count(&mut self, outcome: &Outcome) {
        self.asked += 1;
        self.answered += usize::from(outcome.is_answer());
        self.with_values += usize::from(outcome.has_values());
    }

    /// A question that is refused, or finds nothing, shows little.
    pub(crate) fn assert_enough(&self) {
        const LEAST_ANSWERED_PERCENT: usize = 60;
        const LEAST_WITH_VALUES_PERCENT: usize = 40;
        say(&format!("{self:?}"));
        assert!(self.answered * 100 >= self.asked * LEAST_ANSWERED_PERCENT, "{self:?}");
        assert!(self.with_values * 100 >= self.asked * LEAST_WITH_VALUES_PERCENT, "{self:?}");
    }
}

/// Says how a run went, to whoever asks for the output.
#[expect(clippy::print_stdout, reason = "shares and counts are worth seeing")]
pub(crate) fn say(text: &str) {
    println!("{text}");
}

/// Both engines, ready to be given one world after the other.
pub(crate) struct Arena {
    connector: FilesConnector,
    folder: TempDir,
    databases: [PgConnectOptions; 2],
    loads: usize,
}

/// One engine over the rows of all tenants and over those of one.
pub(crate) struct Pair {
    pub(crate) engine: &'static str,
    /// Whether the engine knows the tables' primary keys.
    pub(crate) keys_known: bool,
    pub(crate) all: Side,
    pub(crate) alone: Side,
}

/// A datamart over one engine.
pub(crate) struct Side {
    raw: Raw,
    pub(crate) model: Model,
}

enum Raw {
    Files(RawFiles),
    Postgres(Box<RawEngine>),
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// The rows, and their number without limit and offset where it was asked for.
    Rows { rows: Vec<Vec<Cell>>, total: Option<i64> },
    /// Not compiled, and why.
    Refused(Vec<Problem>),
    /// The engine failed, in its own words.
    Failed(String),
}

impl Outcome {
    /// Whether it is an answer that holds at least one value.
    pub(crate) fn has_values(&self) -> bool {
        matches!(self, Self::Rows { rows, .. } if rows.iter().flatten().any(|one| !one.is_null()))
    }

    pub(crate) const fn is_answer(&self) -> bool {
        matches!(self, Self::Rows { .. })
    }

    /// Whether it is a refusal whose first problem has this code.
    pub(crate) fn is_refused_as(&self, code: ErrorCode) -> bool {
        matches!(self, Self::Refused(problems) if problems.first().is_some_and(|one| one.code == code))
    }
}

impl Arena {
    pub(crate) async fn new() -> Self {
        let options = FilesOptions { any: true, threads: 2, ..FilesOptions::default() };
        let server = Server::shared();
        let urls = [server.fresh_database().await, server.fresh_database().await];
        Self {
            connector: FilesConnector::new(options).expect("threads"),
            folder: tempfile::tempdir().expect("a folder"),
            databases: urls.map(|url| PgConnectOptions::from_str(&url).expect("a URL")),
            loads: 0,
        }
    }

    /// Puts a world into both engines. The pairs are good until the next call.
    pub(crate) async fn load(&mut self, world: &World) -> [Pair; 2] {
        let alone = world.alone();
        self.loads += 1;
        let files = Pair {
            engine: "files",
            keys_known: false,
            all: self.files(world, "all").await,
            alone: self.files(&alone, "alone").await,
        };
        let postgres = Pair {
            engine: "postgres",
            keys_known: true,
            all: postgres(world, &self.databases[0]).await,
            alone: postgres(&alone, &self.databases[1]).await,
        };
        [files, postgres]
    }

    async fn files(&self, world: &World, name: &str) -> Side {
        let folder = self.folder.path().join(format!("{name}{}", self.loads));
        files::write(world, &folder);
        let credentials = credentials(json!({"name": "files", "path": folder}));
        let raw = RawFiles::new(&self.connector, &credentials).expect("an engine");
        Side::new(Raw::Files(raw), world).await
    }
}

async fn postgres(world: &World, options: &PgConnectOptions) -> Side {
    let mut connection = PgConnection::connect_with(options).await.expect("a connection");
    let script = AssertSqlSafe(postgres_script(world));
    sqlx::raw_sql(script).execute(&mut connection).await.expect("the world's tables");
    connection.close().await.expect("a closed connection");
    let credentials = credentials(json!({
        "name": "postgres",
        "host": options.get_host(),
        "port": options.get_port(),
        "username": options.get_username(),
        "password": "unused",
        "database": options.get_database(),
    }));
    let bounds = ServerOptions { connections: 1, ..ServerOptions::default() };
    let raw = RawEngine::postgres(&credentials, bounds).expect("an engine");
    Side::new(Raw::Postgres(Box::new(raw)), world).await
}

fn credentials(object: Json) -> Credentials {
    let Json::Object(fields) = object else { return Credentials::new(Map::new()) };
    Credentials::new(fields)
}

impl Side {
    async fn new(raw: Raw, world: &World) -> Self {
        let engine = raw.engine();
        let catalog = engine.introspect().await.expect("a schema");
        let model = Model::build(&world.datamart, &catalog, engine.dialect());
        Self { model: model.expect("a datamart that fits"), raw }
    }

    /// Compiles and asks.
    pub(crate) async fn ask(&self, world: &World, request: &QueryRequest) -> Outcome {
        let compiled = match self.compile(world, request, Purpose::Rows) {
            Ok(compiled) => compiled,
            Err(problems) => return Outcome::Refused(problems),
        };
        let rows = match self.run(&compiled).await {
            Ok(rows) => rows,
            Err(error) => return Outcome::Failed(in_full(&error)),
        };
        if !request.total {
            return Outcome::Rows { rows, total: None };
        }
        let counted = match self.compile(world, request, Purpose::Total) {
            Ok(compiled) => self.run(&compiled).await,
            Err(problems) => return Outcome::Refused(problems),
        };
        match counted.as_deref() {
            Ok([row]) => match row.as_slice() {
                [Cell::Integer(total)] => Outcome::Rows { rows, total: Some(*total) },
                other => Outcome::Failed(format!("a total of {other:?}")),
            },
            Ok(other) => Outcome::Failed(format!("a total of {other:?}")),
            Err(error) => Outcome::Failed(in_full(error)),
        }
    }

    /// The question's SQL for the world's asking tenant.
    pub(crate) fn compile(
        &self,
        world: &World,
        request: &QueryRequest,
        purpose: Purpose,
    ) -> Result<Compiled, Vec<Problem>> {
        let scope =
            Scope::new(&self.model, world.client_id.as_deref()).map_err(|problem| vec![problem])?;
        compile(&self.model, request, &scope, purpose).map_err(|error| error.problems)
    }

    async fn run(&self, compiled: &Compiled) -> Result<Vec<Vec<Cell>>, EngineError> {
        self.run_text(compiled.sql(), compiled.parameters(), compiled.columns()).await
    }

    /// Runs a text that need not be the compiler's.
    pub(crate) async fn run_text(
        &self,
        sql: &str,
        parameters: &[Value],
        columns: &[OutputColumn],
    ) -> Result<Vec<Vec<Cell>>, EngineError> {
        let limits = Limits::default();
        let Rows { batches, .. } = match &self.raw {
            Raw::Files(raw) => raw.run(sql, parameters, columns, None, &limits).await?,
            Raw::Postgres(raw) => raw.run(sql, parameters, columns, None, &limits).await?,
        };
        let batches: Vec<_> = batches.try_collect().await?;
        Ok(batches.iter().flat_map(cells::rows).collect())
    }
}

impl Raw {
    fn engine(&self) -> &dyn Engine {
        match self {
            Self::Files(raw) => raw.engine(),
            Self::Postgres(raw) => raw.engine(),
        }
    }
}

fn in_full(error: &EngineError) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}
