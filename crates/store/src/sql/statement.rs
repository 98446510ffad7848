//! One SQL statement with its values, before it is known which database runs it.
//!
//! Both databases take the same text: `$1` placeholders, `ON CONFLICT`, `RETURNING`. Values are
//! always bound, never written into the text.

use chrono::{DateTime, Utc};
use sqlx::{Arguments, Database, Encode, Type};
use uuid::Uuid;

use crate::{Result, StoreError};

#[derive(Debug, Clone)]
enum Value {
    Text(Option<String>),
    Integer(Option<i64>),
    Bytes(Option<Vec<u8>>),
    Uuid(Option<Uuid>),
}

/// A statement and the values of `$1`, `$2`, … in order.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    sql: &'static str,
    values: Vec<Value>,
}

/// A type that a database takes as an argument.
pub(crate) trait Argument<D: Database>: Encode<'static, D> + Type<D> {}
impl<D: Database, T: Encode<'static, D> + Type<D>> Argument<D> for T {}

impl Statement {
    pub(crate) const fn new(sql: &'static str) -> Self {
        let values = Vec::new();
        Self { sql, values }
    }

    pub(crate) const fn sql(&self) -> &'static str {
        self.sql
    }

    pub(crate) fn text(self, text: impl Into<String>) -> Self {
        self.with(Value::Text(Some(text.into())))
    }

    pub(crate) fn text_or_null(self, text: Option<String>) -> Self {
        self.with(Value::Text(text))
    }

    pub(crate) fn integer(self, integer: i64) -> Self {
        self.integer_or_null(Some(integer))
    }

    pub(crate) fn integer_or_null(self, integer: Option<i64>) -> Self {
        self.with(Value::Integer(integer))
    }

    pub(crate) fn bytes(self, bytes: &[u8]) -> Self {
        self.bytes_or_null(Some(bytes))
    }

    pub(crate) fn bytes_or_null(self, bytes: Option<&[u8]>) -> Self {
        self.with(Value::Bytes(bytes.map(<[u8]>::to_vec)))
    }

    pub(crate) fn id(self, id: Uuid) -> Self {
        self.id_or_null(Some(id))
    }

    pub(crate) fn id_or_null(self, id: Option<Uuid>) -> Self {
        self.with(Value::Uuid(id))
    }

    pub(crate) fn time(self, time: DateTime<Utc>) -> Self {
        self.time_or_null(Some(time))
    }

    pub(crate) fn time_or_null(self, time: Option<DateTime<Utc>>) -> Self {
        self.integer_or_null(time.map(|time| time.timestamp_micros()))
    }

    fn with(mut self, value: Value) -> Self {
        self.values.push(value);
        self
    }

    /// The values as one database takes them.
    pub(crate) fn arguments<A>(self) -> Result<A>
    where
        A: Arguments,
        Option<String>: Argument<A::Database>,
        Option<i64>: Argument<A::Database>,
        Option<Vec<u8>>: Argument<A::Database>,
        Option<Uuid>: Argument<A::Database>,
    {
        let mut arguments = A::default();
        for value in self.values {
            let added = match value {
                Value::Text(text) => arguments.add(storable(text)?),
                Value::Integer(integer) => arguments.add(integer),
                Value::Bytes(bytes) => arguments.add(bytes),
                Value::Uuid(uuid) => arguments.add(uuid),
            };
            added.map_err(StoreError::corrupt)?;
        }
        Ok(arguments)
    }
}

/// PostgreSQL keeps no NUL in a text. SQLite would; both refuse it here.
fn storable(text: Option<String>) -> Result<Option<String>> {
    match text {
        Some(text) if text.contains('\0') => {
            Err(StoreError::invalid_name(&text, "it has a NUL character"))
        }
        text => Ok(text),
    }
}

/// The fixed-length key by which a text of any length is looked up.
pub(crate) fn text_key(text: &str) -> [u8; 32] {
    blake3::hash(text.as_bytes()).into()
}
