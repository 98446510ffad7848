//! ClickHouse over HTTP: the connector and its engine.
//!
//! Knows how the parts fit together. Credentials ([`target`]), requests ([`client`]), which
//! server it is ([`flavour`]), statements ([`question`], [`bind`], [`scan`], [`literal`]), answers
//! ([`input`], [`native`], [`cell`], [`types`]), schemas ([`introspect`]) and tenants' databases
//! ([`tenants`]) each have a file of their own.

mod bind;
mod cell;
mod client;
mod errors;
mod flavour;
mod input;
mod introspect;
mod literal;
mod native;
mod question;
mod scan;
mod target;
mod tenants;
mod types;

use std::fmt;
use std::sync::Arc;

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::{DataType as ArrowType, Field, Schema};
use async_trait::async_trait;
use futures::TryStreamExt;
use souk_model::Catalog;
use souk_query::{Compiled, Dialect, Value};
use tokio::sync::{OnceCell, Semaphore};
use tokio::time::timeout;

use crate::internals::RunStatement;
use crate::network::ServerOptions;
use crate::pool::no_answer;
use crate::run::Statement;
use crate::{
    Batches, Connector, Credentials, CredentialsError, Engine, EngineError, Limits, Progress, Rows,
    answer_schema,
};
use bind::bind;
use client::Client;
use errors::not_clickhouse;
use flavour::{Flavour, INTRODUCTION, Server};
use input::Input;
use introspect::{Columns, Texts};
use native::Blocks;
use question::{Gate, Question};
use target::Target;
use tenants::Known;

/// See [`tenants::names_database`].
const LEAVES_TENANT: &str = "a tenant's question names the datasource's own database";
/// What an answer about the server itself may take.
const OWN_BYTES: usize = 64 << 20;

/// Serves `clickhouse` datasources.
#[derive(Debug, Default)]
pub struct ClickhouseConnector {
    options: ServerOptions,
}

impl ClickhouseConnector {
    /// A connector with bounds of its own.
    #[must_use]
    pub const fn new(options: ServerOptions) -> Self {
        Self { options }
    }
}

#[async_trait]
impl Connector for ClickhouseConnector {
    fn datasource_types(&self) -> &'static [&'static str] {
        &["clickhouse"]
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        Ok(Arc::new(ClickhouseEngine::new(credentials, self.options.clone())?))
    }
}

/// One ClickHouse datasource.
pub(crate) struct ClickhouseEngine {
    database: String,
    bounds: ServerOptions,
    gate: Gate,
    server: OnceCell<Server>,
    tenants: Known,
}

impl fmt::Debug for ClickhouseEngine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ClickhouseEngine").finish_non_exhaustive()
    }
}

impl ClickhouseEngine {
    /// An engine that has connected to nothing yet.
    pub(crate) fn new(
        credentials: &Credentials,
        bounds: ServerOptions,
    ) -> Result<Self, CredentialsError> {
        let target = Target::read(credentials)?;
        let database = target.database.clone();
        let gate = Gate {
            client: Arc::new(Client::new(target, &bounds)?),
            permits: Arc::new(Semaphore::new(bounds.connections.max(1))),
            patience: bounds.connect,
        };
        Ok(Self { database, bounds, gate, server: OnceCell::new(), tenants: Known::default() })
    }

    async fn server(&self) -> Result<Server, EngineError> {
        self.server.get_or_try_init(|| self.introduce()).await.copied()
    }

    /// Asks the server who it is. Names the database, so that a wrong one is noticed.
    async fn introduce(&self) -> Result<Server, EngineError> {
        let answer = timeout(self.bounds.connect, self.introduction()).await;
        let [version, zone, readonly] =
            answer.map_err(|_| no_answer("the first answer"))??.pop().ok_or_else(not_clickhouse)?;
        Server::of(&version, &zone, &readonly)
    }

    async fn introduction(&self) -> Result<Texts<3>, EngineError> {
        let parameters = [("database", self.database.as_str()), ("default_format", "Native")];
        let response = self.gate.client.post(&parameters, INTRODUCTION.to_owned()).await?;
        let mut blocks = Blocks::new(Input::new(response), text_schema(3), OWN_BYTES)?;
        let batch = blocks.next().await.map_err(|trouble| match trouble.into_engine_error(0) {
            EngineError::Query(_) | EngineError::TooManyBytes(_) => not_clickhouse(),
            other => other,
        })?;
        Ok(batch.iter().flat_map(texts).collect())
    }

    /// Asks about the datasource's own database.
    async fn ask_for_texts<const WIDTH: usize>(
        &self,
        sql: &str,
        parameters: &[Value],
    ) -> Result<Texts<WIDTH>, EngineError> {
        let batches = self.ask_for_batches(sql, parameters, WIDTH).await?;
        let batches: Vec<_> = batches.try_collect().await?;
        Ok(batches.iter().flat_map(texts).collect())
    }

    /// The same, as it arrives.
    async fn ask_for_batches(
        &self,
        sql: &str,
        parameters: &[Value],
        width: usize,
    ) -> Result<Batches, EngineError> {
        let server = self.server().await?;
        let statement = Statement { sql, parameters, columns: &[] };
        let question = Question {
            bound: bind(statement, server.flavour)?,
            database: self.database.clone(),
            schema: text_schema(width),
            limits: Limits { time: self.bounds.statement, rows: usize::MAX, bytes: OWN_BYTES },
        };
        Ok(self.gate.clone().ask(server, question).await?.batches)
    }

    /// That the server lists the tenant's database.
    async fn check_tenant(&self, name: &str) -> Result<(), EngineError> {
        if tenants::is_never(name) {
            return Err(EngineError::UnknownDatabase);
        }
        if self.tenants.holds(name) {
            return Ok(());
        }
        let values = [Value::Text(name.to_owned())];
        let listed: Texts<1> = self.ask_for_texts(tenants::LISTED, &values).await?;
        if listed != [[name.to_owned()]] {
            return Err(EngineError::UnknownDatabase);
        }
        self.tenants.remember(name, self.bounds.databases);
        Ok(())
    }
}

fn text_schema(width: usize) -> Arc<Schema> {
    let field = |index: usize| Field::new(index.to_string(), ArrowType::Utf8, true);
    Arc::new(Schema::new((0..width).map(field).collect::<Vec<_>>()))
}

/// The rows of a batch of texts; NULL is empty.
fn texts<const WIDTH: usize>(batch: &RecordBatch) -> Texts<WIDTH> {
    let text = |column: usize, row: usize| {
        let column = batch.columns().get(column)?.as_string_opt::<i32>()?;
        Some(column.value(row).to_owned())
    };
    let row = |row| std::array::from_fn(|column| text(column, row).unwrap_or_default());
    (0..batch.num_rows()).map(row).collect()
}

#[async_trait]
impl RunStatement for ClickhouseEngine {
    async fn run_statement(
        &self,
        statement: Statement<'_>,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        let server = self.server().await?;
        let limits = Limits { time: limits.time.min(self.bounds.statement), ..*limits };
        let bound = bind(statement, server.flavour)?;
        if let Some(name) = database {
            if name != self.database && tenants::names_database(statement.sql, &self.database) {
                return Err(EngineError::Query(LEAVES_TENANT.into()));
            }
            self.check_tenant(name).await?;
        }
        let question = Question {
            bound,
            database: database.unwrap_or(&self.database).to_owned(),
            schema: answer_schema(statement.columns),
            limits,
        };
        let rows = self.gate.clone().ask(server, question).await;
        if let (Some(name), Err(EngineError::UnknownDatabase)) = (database, &rows) {
            self.tenants.forget(name);
        }
        rows
    }
}

#[async_trait]
impl Engine for ClickhouseEngine {
    async fn ready(&self) -> Result<(), EngineError> {
        self.server().await.map(|_| ())
    }

    fn dialect(&self) -> &'static dyn Dialect {
        self.server.get().map_or(Flavour::Current, |server| server.flavour).dialect()
    }

    async fn test(&self) -> Result<(), EngineError> {
        let server = self.introduce().await?;
        let _ = self.server.set(server);
        Ok(())
    }

    async fn introspect(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        let (tables, rows) = match self.server().await?.flavour {
            Flavour::Current => (introspect::TABLES, introspect::ROWS),
            Flavour::Old => (introspect::TABLES_WITHOUT_COMMENTS, introspect::ROWS_OF_PARTS),
        };
        let tables = self.ask_for_texts(tables, &[]).await?;
        let mut reading = progress.begin(tables.len());
        let rows = self.ask_for_texts(rows, &[]).await?;
        let mut columns = Columns::default();
        let mut batches = self.ask_for_batches(introspect::COLUMNS, &[], 4).await?;
        while let Some(batch) = batches.try_next().await? {
            columns.add(texts(&batch), &mut reading);
        }
        reading.finish();
        Ok(introspect::catalog(&self.database, tables, columns, rows))
    }

    async fn run(
        &self,
        question: &Compiled,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        self.run_statement(question.into(), database, limits).await
    }
}
