//! The Native format: blocks of columns, as ClickHouse keeps them itself.
//!
//! Why this one: values are exact and of a stated type, an answer is streamed block by block, servers of
//! all ages write it, and a failure after the first block cannot be taken for data. The server then
//! writes its message where a block should begin, and a block begins with the number of columns, which
//! is known. Sixty-seven columns are the letter C of "Code: …"; such a message is caught by the names
//! and types of the columns, which are the same in every block.

use std::sync::Arc;

use arrow::datatypes::{Field, SchemaRef};
use arrow::record_batch::{RecordBatch, RecordBatchOptions};

use super::cell::Source;
use super::errors::{Trouble, exception, refuse};
use super::input::Input;
use super::types::{Declared, Kind, Layout};
use crate::EngineError;
use crate::answer::column::Column;

/// Reads the blocks of one answer.
pub(super) struct Blocks {
    input: Input,
    schema: SchemaRef,
    columns: Vec<Column>,
    /// What every block says of each column; learnt from the first.
    heads: Vec<(Head, Source)>,
    /// No block may take more than this.
    bytes: usize,
}

/// A column's name and type, as the server writes them.
#[derive(Debug, PartialEq, Eq)]
struct Head(Vec<u8>, String);

impl Blocks {
    pub(super) fn new(input: Input, schema: SchemaRef, bytes: usize) -> Result<Self, EngineError> {
        let columns = schema.fields().iter().map(|field| {
            Column::for_field(field).ok_or_else(|| refuse(field.name(), "its type has no column"))
        });
        let columns = columns.collect::<Result<_, _>>()?;
        Ok(Self { input, schema, columns, heads: Vec::new(), bytes })
    }

    /// The next block with rows in it; `None` at the answer's end.
    pub(super) async fn next(&mut self) -> Result<Option<RecordBatch>, Trouble> {
        while !self.input.is_at_end().await? {
            let rows = self.begin().await?;
            for index in 0..self.columns.len() {
                self.head(index).await?;
                if rows > 0 {
                    self.column(index, rows).await?;
                }
            }
            if rows > 0 {
                return self.batch(rows).map(Some).map_err(Trouble::Engine);
            }
        }
        Ok(None)
    }

    /// How many rows the block has.
    async fn begin(&mut self) -> Result<usize, Trouble> {
        self.input.allow(self.bytes);
        let count = variable_length(self.columns.len());
        if !self.input.starts_with(&count).await? {
            return Err(Trouble::Engine(self.foreign().await));
        }
        self.input.take(count.len()).await?;
        self.input.count().await
    }

    /// What the body says instead of a block.
    async fn foreign(&mut self) -> EngineError {
        let words = self.input.words().await;
        exception(&words)
            .unwrap_or_else(|| refuse("", "the answer has another number of columns than promised"))
    }

    async fn head(&mut self, index: usize) -> Result<(), Trouble> {
        let name = self.input.text().await?.to_vec();
        let type_name = self.input.text().await?.to_vec();
        let type_name = String::from_utf8(type_name).map_err(|_| Trouble::NotNative)?;
        let head = Head(name, type_name);
        match self.heads.get(index) {
            Some((known, _)) if *known == head => Ok(()),
            Some(_) => Err(Trouble::NotNative),
            None => {
                let source = source(&head.1, self.schema.field(index))?;
                self.heads.push((head, source));
                Ok(())
            }
        }
    }

    async fn column(&mut self, index: usize, rows: usize) -> Result<(), Trouble> {
        let (Some((_, source)), Some(column)) =
            (self.heads.get(index), self.columns.get_mut(index))
        else {
            return Err(Trouble::NotNative);
        };
        let mut reading = Reading { input: &mut self.input, source, column };
        let read = reading.read(rows).await;
        read.map_err(|trouble| trouble.in_column(self.schema.field(index).name()))
    }

    fn batch(&mut self, rows: usize) -> Result<RecordBatch, EngineError> {
        let arrays = self.columns.iter_mut().map(Column::take).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.schema), arrays, &options);
        batch.map_err(|error| EngineError::Query(error.into()))
    }
}

fn source(type_name: &str, field: &Field) -> Result<Source, Trouble> {
    let layout = Declared::of(type_name).layout();
    let layout = layout.ok_or(Trouble::Value("its type must be cast to text to be shown"));
    let layout = layout.map_err(|trouble| trouble.in_column(field.name()))?;
    Ok(Source::new(layout, field))
}

fn variable_length(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(number & 0x7F).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

/// One column of one block.
struct Reading<'a> {
    input: &'a mut Input,
    source: &'a Source,
    column: &'a mut Column,
}

/// Flags of a dictionary. Source: `SerializationLowCardinality` in ClickHouse.
const SHARED_DICTIONARY: u64 = 1 << 8;
const OWN_VALUES: u64 = 1 << 9;
const INDEX_WIDTH: u64 = 0xFF;

impl Reading<'_> {
    async fn read(&mut self, rows: usize) -> Result<(), Trouble> {
        let Layout { is_nullable, is_dictionary, .. } = self.source.layout;
        if is_dictionary {
            return self.read_dictionary(rows).await;
        }
        if !is_nullable {
            return self.read_values(rows, &[]).await;
        }
        let nulls = self.input.take(rows).await?.to_vec();
        self.read_values(rows, &nulls).await
    }

    /// What lies in the place of a NULL is not looked at.
    async fn read_values(&mut self, rows: usize, nulls: &[u8]) -> Result<(), Trouble> {
        for row in 0..rows {
            let bytes = value(self.input, &self.source.layout.kind).await?;
            if nulls.get(row).is_some_and(|flag| *flag != 0) {
                self.column.push_null();
            } else {
                self.source.push(bytes, self.column).map_err(Trouble::Value)?;
            }
        }
        Ok(())
    }

    /// The values that occur, and for each row the number of its own. Where NULL may occur, it is the
    /// first of the values.
    async fn read_dictionary(&mut self, rows: usize) -> Result<(), Trouble> {
        let (_version, flags) = (self.input.word().await?, self.input.word().await?);
        if flags & SHARED_DICTIONARY != 0 || flags & OWN_VALUES == 0 {
            return Err(Trouble::NotNative);
        }
        let width = match flags & INDEX_WIDTH {
            power @ 0..=3 => 1_usize << power,
            _ => return Err(Trouble::NotNative),
        };
        let values = self.dictionary().await?;
        if self.input.word().await? != rows as u64 {
            return Err(Trouble::NotNative);
        }
        for _ in 0..rows {
            let number = self.input.take(width).await?;
            let number = number.iter().rev().fold(0, |all, byte| (all << 8) | usize::from(*byte));
            if number == 0 && self.source.layout.is_nullable {
                self.column.push_null();
                continue;
            }
            let bytes = values.get(number).ok_or(Trouble::NotNative)?;
            self.source.push(bytes, self.column).map_err(Trouble::Value)?;
        }
        Ok(())
    }

    async fn dictionary(&mut self) -> Result<Vec<Vec<u8>>, Trouble> {
        let count = self.input.word().await?;
        let mut values = Vec::new();
        for _ in 0..count {
            values.push(value(self.input, &self.source.layout.kind).await?.to_vec());
        }
        Ok(values)
    }
}

async fn value<'a>(input: &'a mut Input, kind: &Kind) -> Result<&'a [u8], Trouble> {
    match kind.width() {
        Some(width) => input.take(width).await,
        None => input.text().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_variable_length_are_as_the_format_has_them() {
        assert_eq!(variable_length(0), [0]);
        assert_eq!(variable_length(127), [127]);
        assert_eq!(variable_length(300), [0xAC, 0x02]);
    }
}
