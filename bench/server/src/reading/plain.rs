//! The plain loops.

use std::error::Error;
use std::str::FromStr;

use arrow::record_batch::RecordBatch;
use async_trait::async_trait;
use futures::TryStreamExt;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgSslMode};
use sqlx::{AssertSqlSafe, Connection, Row};
use tokio_postgres::types::{FromSql, Type};
use tokio_postgres::{NoTls, Statement};

use super::columns::{Batches, Values};
use super::{Reader, SELECT};
use crate::Outcome;

/// A loop over sqlx, the driver that Souk uses.
#[derive(Debug)]
pub struct SqlxLoop(PgConnection);

impl SqlxLoop {
    /// Connects.
    ///
    /// # Errors
    /// What kept the connection from being made.
    pub async fn over(url: &str) -> Outcome<Self> {
        let options = PgConnectOptions::from_str(url)?.ssl_mode(PgSslMode::Disable);
        Ok(Self(PgConnection::connect_with(&options).await?))
    }
}

#[async_trait(?Send)]
impl Reader for SqlxLoop {
    fn name(&self) -> &'static str {
        "plain loop over sqlx"
    }

    async fn read(&mut self) -> Outcome<Vec<RecordBatch>> {
        let mut batches = Batches::new()?;
        let mut rows = sqlx::query(AssertSqlSafe(SELECT)).fetch(&mut self.0);
        while let Some(row) = rows.try_next().await? {
            let mut values: Values<'_> = [None; 10];
            for (index, value) in values.iter_mut().enumerate() {
                // The only error is NULL.
                *value = row.try_get_raw(index)?.as_bytes().ok();
            }
            batches.push(values)?;
        }
        batches.finish()
    }
}

/// A loop over tokio-postgres.
pub struct TokioPostgresLoop {
    client: tokio_postgres::Client,
    statement: Statement,
}

impl std::fmt::Debug for TokioPostgresLoop {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TokioPostgresLoop").finish_non_exhaustive()
    }
}

impl TokioPostgresLoop {
    /// Connects.
    ///
    /// # Errors
    /// What kept the connection from being made.
    pub async fn over(url: &str) -> Outcome<Self> {
        // What follows is for sqlx.
        let (address, _) = url.split_once('?').unwrap_or((url, ""));
        let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
        tokio::spawn(connection);
        let statement = client.prepare(SELECT).await?;
        Ok(Self { client, statement })
    }
}

/// The bytes of a value of any type.
struct Bytes<'r>(&'r [u8]);

impl<'r> FromSql<'r> for Bytes<'r> {
    fn from_sql(_: &Type, bytes: &'r [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(bytes))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

#[async_trait(?Send)]
impl Reader for TokioPostgresLoop {
    fn name(&self) -> &'static str {
        "plain loop over tokio-postgres"
    }

    async fn read(&mut self) -> Outcome<Vec<RecordBatch>> {
        let mut batches = Batches::new()?;
        let none: [i64; 0] = [];
        let rows = self.client.query_raw(&self.statement, none).await?;
        let mut rows = std::pin::pin!(rows);
        while let Some(row) = rows.try_next().await? {
            let mut values: Values<'_> = [None; 10];
            for (index, value) in values.iter_mut().enumerate() {
                *value = row.try_get::<_, Option<Bytes<'_>>>(index)?.map(|bytes| bytes.0);
            }
            batches.push(values)?;
        }
        batches.finish()
    }
}
