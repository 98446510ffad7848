//! Rows of the driver, gathered into record batches of the answer's schema.

use std::mem;

use arrow::datatypes::SchemaRef;
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use sqlx::postgres::PgRow;
use sqlx::{Column as _, Row as _};

use super::cell::Source;
use super::column::Column;
use crate::EngineError;

const BATCH_ROWS: usize = 8192;
/// Long texts make a batch of fewer rows, so that a byte limit is noticed in time.
const BATCH_BYTES: usize = 4 << 20;

/// A batch under construction. Columns are matched by position.
pub(super) struct BatchBuilder {
    schema: SchemaRef,
    columns: Vec<Column>,
    sources: Vec<Source>,
    rows: usize,
    bytes: usize,
}

impl BatchBuilder {
    /// An empty batch of this schema.
    pub(super) fn new(schema: SchemaRef) -> Result<Self, EngineError> {
        let columns = schema.fields().iter().map(|field| {
            Column::for_field(field).ok_or_else(|| refuse(field.name(), "its type has no column"))
        });
        let columns = columns.collect::<Result<_, _>>()?;
        Ok(Self { schema, columns, sources: Vec::new(), rows: 0, bytes: 0 })
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: &PgRow) -> Result<(), EngineError> {
        if self.sources.is_empty() {
            self.sources = self.sources_of(row)?;
        }
        let cells = self.columns.iter_mut().zip(&self.sources).enumerate();
        for (index, (column, source)) in cells {
            let value = row.try_get_raw(index).map_err(|error| EngineError::Query(error.into()))?;
            self.bytes += push_value(column, *source, &value)
                .map_err(|words| refuse(self.schema.field(index).name(), words))?;
        }
        self.rows += 1;
        Ok(())
    }

    /// The batch, once it is full.
    pub(super) fn take_full(&mut self) -> Result<Option<RecordBatch>, EngineError> {
        let is_full = self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES;
        if is_full { self.take_rest() } else { Ok(None) }
    }

    /// The batch, unless it is empty.
    pub(super) fn take_rest(&mut self) -> Result<Option<RecordBatch>, EngineError> {
        let rows = mem::take(&mut self.rows);
        self.bytes = 0;
        if rows == 0 {
            return Ok(None);
        }
        let arrays = self.columns.iter_mut().map(Column::take).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(self.schema.clone(), arrays, &options);
        batch.map(Some).map_err(|error| EngineError::Query(error.into()))
    }

    fn sources_of(&self, row: &PgRow) -> Result<Vec<Source>, EngineError> {
        if row.len() != self.columns.len() {
            return Err(refuse("", "the answer has another number of columns than promised"));
        }
        let sources = row.columns().iter().zip(self.schema.fields()).map(|(column, field)| {
            let source = Source::of(column.type_info());
            source.ok_or_else(|| refuse(field.name(), "its type must be cast to text to be shown"))
        });
        sources.collect()
    }
}

fn push_value(
    column: &mut Column,
    source: Source,
    value: &sqlx::postgres::PgValueRef<'_>,
) -> Result<usize, &'static str> {
    // The driver's only error here is NULL.
    let Ok(bytes) = value.as_bytes() else {
        column.push_null();
        return Ok(1);
    };
    let cell = source.read(bytes).ok_or("a value is malformed or out of range")?;
    column.push(cell)?;
    Ok(bytes.len())
}

fn refuse(column: &str, words: &str) -> EngineError {
    EngineError::Query(format!("column \"{column}\": {words}").into())
}
