//! The two databases behind one set of calls. The only file that runs statements.

use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool};

use super::readers::Readers;
use super::row::Row;
use super::statement::Statement;
use crate::error::is_broken_connection;
use crate::{Result, StoreError};

/// How many broken connections a call may meet before it gives up: a pool's worth.
const BROKEN_CONNECTIONS: usize = 20;

/// The connections to one database.
#[derive(Debug)]
pub(crate) enum Database {
    /// One connection that writes, several that only read.
    Sqlite {
        reader: Readers,
        writer: SqlitePool,
    },
    Postgres(PgPool),
}

impl Database {
    /// Reads all rows of an answer.
    pub(crate) async fn rows(&self, statement: Statement) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite { reader, .. } => reader.rows(statement).await,
            Self::Postgres(pool) => patient_rows(pool, statement).await,
        }
    }

    /// Reads the first row of an answer.
    pub(crate) async fn row(&self, statement: Statement) -> Result<Option<Row>> {
        match self {
            Self::Sqlite { reader, .. } => reader.row(statement).await,
            Self::Postgres(pool) => Ok(patient_rows(pool, statement).await?.into_iter().next()),
        }
    }

    /// Starts a transaction that may write. SQLite's takes the write lock at once, so that it
    /// cannot fail for the lack of it later.
    pub(crate) async fn begin(&self) -> Result<Transaction> {
        match self {
            Self::Sqlite { writer, .. } => {
                let begun = writer.begin_with("BEGIN IMMEDIATE").await?;
                Ok(Transaction::Sqlite(begun))
            }
            Self::Postgres(pool) => Ok(Transaction::Postgres(patient_begin(pool).await?)),
        }
    }
}

/// A transaction; dropped without [`Transaction::commit`], it has changed nothing.
pub(crate) enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    /// Runs a statement and returns how many rows it changed.
    pub(crate) async fn execute(&mut self, statement: Statement) -> Result<u64> {
        let sql = statement.sql();
        match self {
            Self::Sqlite(transaction) => {
                let query =
                    sqlx::query_with::<Sqlite, SqliteArguments>(sql, statement.arguments()?);
                Ok(query.execute(&mut **transaction).await?.rows_affected())
            }
            Self::Postgres(transaction) => {
                let query = sqlx::query_with::<Postgres, PgArguments>(sql, statement.arguments()?);
                Ok(query.execute(&mut **transaction).await?.rows_affected())
            }
        }
    }

    /// Runs a statement and returns all rows of its answer.
    pub(crate) async fn rows(&mut self, statement: Statement) -> Result<Vec<Row>> {
        match self {
            Self::Sqlite(transaction) => sqlite_rows(&mut **transaction, statement).await,
            Self::Postgres(transaction) => postgres_rows(&mut **transaction, statement).await,
        }
    }

    /// Runs a statement and returns the first row of its answer.
    pub(crate) async fn row(&mut self, statement: Statement) -> Result<Option<Row>> {
        Ok(self.rows(statement).await?.into_iter().next())
    }

    /// Makes the changes last. When this returns, they are on disk.
    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(transaction) => Ok(transaction.commit().await?),
            Self::Postgres(transaction) => Ok(transaction.commit().await?),
        }
    }
}

pub(super) async fn sqlite_rows(
    executor: impl sqlx::Executor<'_, Database = Sqlite>,
    statement: Statement,
) -> Result<Vec<Row>> {
    let sql = statement.sql();
    let query = sqlx::query_with::<Sqlite, SqliteArguments>(sql, statement.arguments()?);
    let rows = query.fetch_all(executor).await?;
    Ok(rows.into_iter().map(Row::Sqlite).collect())
}

/// The connection's thread sends nothing after the first row.
pub(super) async fn sqlite_row(
    executor: impl sqlx::Executor<'_, Database = Sqlite>,
    statement: Statement,
) -> Result<Option<Row>> {
    let sql = statement.sql();
    let query = sqlx::query_with::<Sqlite, SqliteArguments>(sql, statement.arguments()?);
    Ok(query.fetch_optional(executor).await?.map(Row::Sqlite))
}

async fn postgres_rows(
    executor: impl sqlx::Executor<'_, Database = Postgres>,
    statement: Statement,
) -> Result<Vec<Row>> {
    let sql = statement.sql();
    let query = sqlx::query_with::<Postgres, PgArguments>(sql, statement.arguments()?);
    let rows = query.fetch_all(executor).await?;
    Ok(rows.into_iter().map(Row::Postgres).collect())
}

/// Counts the broken connections that a call met before it changed anything.
#[derive(Default)]
struct Patience {
    met: usize,
}

impl Patience {
    /// Whether the call may be made again, on another connection.
    fn forgives(&mut self, error: &StoreError) -> bool {
        self.met += 1;
        self.met <= BROKEN_CONNECTIONS && is_broken(error)
    }
}

async fn patient_rows(pool: &PgPool, statement: Statement) -> Result<Vec<Row>> {
    let mut patience = Patience::default();
    loop {
        match postgres_rows(pool, statement.clone()).await {
            Err(error) if patience.forgives(&error) => {}
            outcome => return outcome,
        }
    }
}

async fn patient_begin(pool: &PgPool) -> Result<sqlx::Transaction<'static, Postgres>> {
    let mut patience = Patience::default();
    loop {
        match pool.begin().await.map_err(StoreError::from) {
            Err(error) if patience.forgives(&error) => {}
            outcome => return outcome,
        }
    }
}

fn is_broken(error: &StoreError) -> bool {
    let StoreError::Unavailable(source) = error else {
        return false;
    };
    let source = source.downcast_ref::<sqlx::Error>();
    source.is_some_and(is_broken_connection)
}
