//! SQLite connections that only read, kept open between look-ups.
//!
//! Why not the driver's own pool: after every use it sends a ping to the connection's thread, from
//! a task of its own, and waking threads is most of what a look-up costs. Here a connection is free
//! again the moment its answer was read, and is closed when that went wrong or nobody waited.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::database::{sqlite_row, sqlite_rows};
use super::row::Row;
use super::statement::Statement;
use crate::{Result, StoreError};

/// A bounded set of connections to one file.
#[derive(Debug)]
pub(crate) struct Readers {
    options: Box<SqliteConnectOptions>,
    patience: Duration,
    permits: Semaphore,
    /// The one used last is taken first: its thread is the likeliest to be awake.
    idle: Mutex<Vec<SqliteConnection>>,
}

impl Readers {
    /// At most `number` connections, of which the first is opened now, so that a file that is no
    /// store is noticed at once; a look-up waits for a free one at most as long as `patience`.
    pub(crate) async fn open(
        options: SqliteConnectOptions,
        number: usize,
        patience: Duration,
    ) -> Result<Self> {
        let first = SqliteConnection::connect_with(&options).await?;
        let permits = Semaphore::new(number.max(1));
        let options = Box::new(options);
        Ok(Self { options, patience, permits, idle: Mutex::new(vec![first]) })
    }

    /// Reads all rows of an answer.
    pub(crate) async fn rows(&self, statement: Statement) -> Result<Vec<Row>> {
        let _permit = self.permit().await?;
        let mut connection = self.connection().await?;
        let rows = sqlite_rows(&mut connection, statement).await?;
        self.idle().push(connection);
        Ok(rows)
    }

    /// Reads the first row of an answer, and no more of it.
    pub(crate) async fn row(&self, statement: Statement) -> Result<Option<Row>> {
        let _permit = self.permit().await?;
        let mut connection = self.connection().await?;
        let row = sqlite_row(&mut connection, statement).await?;
        self.idle().push(connection);
        Ok(row)
    }

    async fn permit(&self) -> Result<SemaphorePermit<'_>> {
        let permit = tokio::time::timeout(self.patience, self.permits.acquire()).await;
        permit.map_err(StoreError::unavailable)?.map_err(StoreError::unavailable)
    }

    async fn connection(&self) -> Result<SqliteConnection> {
        let idle = self.idle().pop();
        match idle {
            Some(connection) => Ok(connection),
            None => Ok(SqliteConnection::connect_with(&self.options).await?),
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<SqliteConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
