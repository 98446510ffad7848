//! One row of an answer, whichever database gave it.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Database, Decode, Postgres, Row as _, Sqlite, Type};
use uuid::Uuid;

use crate::{Result, StoreError};

/// A row; columns are numbered from 0 in the order of the statement.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// A type that a database gives as a column.
pub(crate) trait Column<D: Database>: for<'r> Decode<'r, D> + Type<D> {}
impl<D: Database, T: for<'r> Decode<'r, D> + Type<D>> Column<D> for T {}

impl Row {
    pub(crate) fn get<T: Column<Sqlite> + Column<Postgres>>(&self, column: usize) -> Result<T> {
        let value = match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        };
        Ok(value?)
    }

    pub(crate) fn text(&self, column: usize) -> Result<String> {
        self.get(column)
    }

    pub(crate) fn integer(&self, column: usize) -> Result<i64> {
        self.get(column)
    }

    pub(crate) fn id<T: From<Uuid>>(&self, column: usize) -> Result<T> {
        self.get::<Uuid>(column).map(T::from)
    }

    /// A text that names one of a fixed set.
    pub(crate) fn named<T>(&self, column: usize) -> Result<T>
    where
        T: FromStr<Err: Into<Box<dyn std::error::Error + Send + Sync>>>,
    {
        self.text(column)?.parse().map_err(StoreError::corrupt)
    }

    pub(crate) fn json(&self, column: usize) -> Result<serde_json::Value> {
        serde_json::from_str(&self.text(column)?).map_err(StoreError::corrupt)
    }

    pub(crate) fn time(&self, column: usize) -> Result<DateTime<Utc>> {
        time_of(self.integer(column)?)
    }

    pub(crate) fn time_or_null(&self, column: usize) -> Result<Option<DateTime<Utc>>> {
        self.get::<Option<i64>>(column)?.map(time_of).transpose()
    }
}

fn time_of(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| StoreError::corrupt(format!("{micros} is not a time")))
}
