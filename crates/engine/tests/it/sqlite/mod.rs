//! What the SQLite connector promises.

mod files;
mod schema;
mod values;

use futures::TryStreamExt;
use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, Roots, SqliteOptions};
use souk_model::DataType;
use souk_query::Value;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tempfile::TempDir;

use crate::support::{columns, credentials, texts};

/// A folder with one file, and an engine over it.
pub(crate) struct Database {
    pub(crate) engine: RawEngine,
    pub(crate) folder: TempDir,
}

impl Database {
    /// A file after these statements.
    pub(crate) async fn holding(sql: &str) -> Self {
        Self::with(SqliteOptions::default(), sql).await
    }

    /// A file after these statements; the engine has these bounds.
    pub(crate) async fn with(bounds: SqliteOptions, sql: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let roots = Roots::new(&[folder.path().to_owned()], false);
        let options = SqliteOptions { roots, ..bounds };
        let engine = RawEngine::sqlite(&credentials(&json!({"path": "shop.db"})), &options);
        let database = Self { engine: engine.unwrap(), folder };
        database.execute(sql).await;
        database
    }

    /// Writes to the file, past the engine.
    pub(crate) async fn execute(&self, sql: &str) {
        let mut connection = self.connection().await;
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    /// A writer's connection past the engine.
    pub(crate) async fn connection(&self) -> SqliteConnection {
        let path = self.folder.path().join("shop.db");
        let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
        options.foreign_keys(false).connect().await.unwrap()
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
