//! What the MySQL connector promises, against a real MariaDB.

mod credentials;
mod login;
mod schema;
mod sessions;
mod singlestore;
mod tenants;
mod values;

use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;
use souk_query::Value;
use souk_testkit::mariadb::Server;
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection};
use sqlx::{AssertSqlSafe, Connection};

use crate::support::{columns, credentials, texts};

/// A fresh database, an engine over it, and a way past the engine.
pub(crate) struct Database {
    pub(crate) engine: RawEngine,
    pub(crate) options: MySqlConnectOptions,
}

impl Database {
    /// An empty database.
    pub(crate) async fn fresh() -> Self {
        Self::with(ServerOptions::default()).await
    }

    /// An empty database; the engine has these bounds.
    pub(crate) async fn with(bounds: ServerOptions) -> Self {
        let options = Server::shared().fresh_database().await;
        let engine = RawEngine::mysql(&credentials(&fields(&options)), bounds).unwrap();
        Self { engine, options }
    }

    /// A fresh database after these statements.
    pub(crate) async fn holding(sql: &str) -> Self {
        let database = Self::fresh().await;
        database.execute(sql).await;
        database
    }

    /// Its name.
    pub(crate) fn name(&self) -> &str {
        self.options.get_database().unwrap()
    }

    /// Runs statements as root, past the engine.
    pub(crate) async fn execute(&self, sql: &str) {
        let mut connection = self.connection().await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// A connection of root's past the engine.
    pub(crate) async fn connection(&self) -> MySqlConnection {
        MySqlConnection::connect_with(&self.options).await.unwrap()
    }

    /// The answer as text, row by row.
    pub(crate) async fn rows(
        &self,
        sql: &str,
        parameters: &[Value],
        types: &[DataType],
    ) -> Result<Vec<Vec<String>>, EngineError> {
        let (columns, limits) = (columns(types), Limits::default());
        let rows = self.engine.run(sql, parameters, &columns, None, &limits).await?;
        let batches: Vec<_> = rows.batches.try_collect().await?;
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

/// The credentials that lead to the same database, as root.
pub(crate) fn fields(options: &MySqlConnectOptions) -> Json {
    json!({
        "name": "test",
        "host": options.get_host(),
        "port": options.get_port(),
        "username": options.get_username(),
        "password": "",
        "database": options.get_database(),
    })
}
