//! Rows of a driver, gathered into record batches of the answer's schema.

use std::mem;

use arrow::datatypes::{Field, SchemaRef};
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use sqlx::Row;

use super::column::Column;
use crate::EngineError;

const BATCH_ROWS: usize = 8192;
/// Long texts make a batch of fewer rows, so that a byte limit is noticed in time.
const BATCH_BYTES: usize = 4 << 20;

/// How one column of a driver's rows is read. Made from the first row.
pub(crate) trait Source: Sized {
    /// The driver's row.
    type Row: Row;

    /// How the values at `index` become values of `field`, or in a few words why they cannot.
    fn of(row: &Self::Row, index: usize, field: &Field) -> Result<Self, &'static str>;

    /// Adds the value at `index` to the column; says how many bytes it took.
    fn push(
        &self,
        row: &Self::Row,
        index: usize,
        column: &mut Column,
    ) -> Result<usize, &'static str>;
}

/// A batch under construction. Columns are matched by position.
pub(crate) struct BatchBuilder<S> {
    schema: SchemaRef,
    columns: Vec<Column>,
    sources: Vec<S>,
    rows: usize,
    bytes: usize,
}

impl<S: Source> BatchBuilder<S> {
    /// An empty batch of this schema.
    pub(crate) fn new(schema: SchemaRef) -> Result<Self, EngineError> {
        let columns = schema.fields().iter().map(|field| {
            Column::for_field(field).ok_or_else(|| refuse(field.name(), "its type has no column"))
        });
        let columns = columns.collect::<Result<_, _>>()?;
        Ok(Self { schema, columns, sources: Vec::new(), rows: 0, bytes: 0 })
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, row: &S::Row) -> Result<(), EngineError> {
        if self.sources.is_empty() {
            self.sources = self.sources_of(row)?;
        }
        let cells = self.columns.iter_mut().zip(&self.sources).enumerate();
        for (index, (column, source)) in cells {
            let pushed = source.push(row, index, column);
            self.bytes += pushed.map_err(|words| refuse(self.schema.field(index).name(), words))?;
        }
        self.rows += 1;
        Ok(())
    }

    /// The batch, once it is full.
    pub(crate) fn take_full(&mut self) -> Result<Option<RecordBatch>, EngineError> {
        let is_full = self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES;
        if is_full { self.take_rest() } else { Ok(None) }
    }

    /// The batch, unless it is empty.
    pub(crate) fn take_rest(&mut self) -> Result<Option<RecordBatch>, EngineError> {
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

    fn sources_of(&self, row: &S::Row) -> Result<Vec<S>, EngineError> {
        if row.len() != self.columns.len() {
            return Err(refuse("", "the answer has another number of columns than promised"));
        }
        let fields = self.schema.fields().iter().enumerate();
        let sources = fields.map(|(index, field)| {
            S::of(row, index, field).map_err(|words| refuse(field.name(), words))
        });
        sources.collect()
    }
}

fn refuse(column: &str, words: &str) -> EngineError {
    EngineError::Query(format!("column \"{column}\": {words}").into())
}
