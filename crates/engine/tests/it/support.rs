//! A database for each test, and short ways to ask it.

use std::str::FromStr;
use std::sync::{Arc, Mutex};

use futures::TryStreamExt;
use serde_json::{Map, Value as Json, json};
use souk_engine::arrow::array::{Array, RecordBatch};
use souk_engine::arrow::util::display::{ArrayFormatter, FormatOptions};
use souk_engine::internals::RawEngine;
use souk_engine::{Credentials, EngineError, Limits, Progress, ServerOptions, TablesRead};
use souk_model::DataType;
use souk_query::{ColumnRole, OutputColumn, Value};
use souk_testkit::postgres::Server;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection};

/// A fresh database, an engine over it, and a way past the engine.
pub(crate) struct Database {
    pub(crate) engine: RawEngine,
    pub(crate) options: PgConnectOptions,
}

impl Database {
    /// An empty database.
    pub(crate) async fn fresh() -> Self {
        Self::with(ServerOptions::default()).await
    }

    /// An empty database; the engine has these bounds.
    pub(crate) async fn with(bounds: ServerOptions) -> Self {
        let url = Server::shared().fresh_database().await;
        let options = PgConnectOptions::from_str(&url).unwrap();
        let engine = RawEngine::postgres(&credentials_of(&options), bounds).unwrap();
        Self { engine, options }
    }

    /// A fresh database after these statements.
    pub(crate) async fn holding(sql: &str) -> Self {
        let database = Self::fresh().await;
        database.execute(sql).await;
        database
    }

    /// Runs statements as the superuser, past the engine.
    pub(crate) async fn execute(&self, sql: &str) {
        let mut connection = self.connection().await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// A superuser's connection past the engine.
    pub(crate) async fn connection(&self) -> PgConnection {
        PgConnection::connect_with(&self.options).await.unwrap()
    }

    /// All batches of an answer.
    pub(crate) async fn ask(
        &self,
        sql: &str,
        parameters: &[Value],
        types: &[DataType],
        limits: &Limits,
    ) -> Result<Vec<RecordBatch>, EngineError> {
        let rows = self.engine.run(sql, parameters, &columns(types), None, limits).await?;
        rows.batches.try_collect().await
    }

    /// The answer as text, row by row.
    pub(crate) async fn rows(
        &self,
        sql: &str,
        parameters: &[Value],
        types: &[DataType],
    ) -> Result<Vec<Vec<String>>, EngineError> {
        let batches = self.ask(sql, parameters, types, &Limits::default()).await?;
        Ok(batches.iter().flat_map(texts).collect())
    }

    /// The only value of the answer.
    pub(crate) async fn value(
        &self,
        sql: &str,
        data_type: DataType,
    ) -> Result<String, EngineError> {
        let rows = self.rows(sql, &[], &[data_type]).await?;
        Ok(rows.into_iter().flatten().next().unwrap())
    }
}

/// The credentials that lead to the same database.
pub(crate) fn credentials_of(options: &PgConnectOptions) -> Credentials {
    credentials(&json!({
        "name": "test",
        "host": options.get_host(),
        "port": options.get_port(),
        "username": options.get_username(),
        "password": "unused",
        "database": options.get_database(),
    }))
}

pub(crate) fn credentials(object: &Json) -> Credentials {
    let fields: Map<_, _> = object.as_object().unwrap().clone();
    Credentials::new(fields)
}

/// Columns `c0`, `c1`, … of these types.
pub(crate) fn columns(types: &[DataType]) -> Vec<OutputColumn> {
    let column = |(index, data_type): (usize, &DataType)| OutputColumn {
        name: format!("c{index}"),
        data_type: *data_type,
        label: String::new(),
        role: ColumnRole::Dimension,
    };
    types.iter().enumerate().map(column).collect()
}

/// A listener, and everything that it was told.
pub(crate) fn ears() -> (Progress, Arc<Mutex<Vec<TablesRead>>>) {
    let told = Arc::<Mutex<Vec<_>>>::default();
    let ears = Arc::clone(&told);
    (Progress::told_to(move |read| ears.lock().unwrap().push(read)), told)
}

/// The rows of a batch as text; NULL is `NULL`.
pub(crate) fn texts(batch: &RecordBatch) -> Vec<Vec<String>> {
    let options = FormatOptions::new().with_null("NULL");
    let columns = batch.columns().iter();
    let columns: Vec<_> =
        columns.map(|column| ArrayFormatter::try_new(column, &options).unwrap()).collect();
    let row = |row: usize| columns.iter().map(|column| column.value(row).to_string()).collect();
    (0..batch.num_rows()).map(row).collect()
}

/// Whether the column holds NULL in this row.
pub(crate) fn is_null(batch: &RecordBatch, column: usize, row: usize) -> bool {
    batch.column(column).is_null(row)
}
