//! Comma-separated values (RFC 4180) with a line of names. Text that a spreadsheet would take for a
//! formula is neutralised with an apostrophe; numbers stay numbers.

use arrow::record_batch::RecordBatch;
use axum::body::{Body, Bytes};
use csv::Writer;
use futures::{StreamExt, stream};
use souk_query::OutputColumn;

use super::cells::{Cells, Kind};
use crate::http::ApiError;
use crate::service::query::{Answer, AnswerRows};

pub(super) fn write(answer: &Answer) -> Result<Vec<u8>, ApiError> {
    let mut text = header(&answer.columns)?;
    for batch in &answer.batches {
        text.extend(rows(batch)?);
    }
    Ok(text)
}

/// A body whose lines are written as their rows come. A failure in the middle ends the connection, so
/// that half a file is never taken for a whole one.
pub(super) fn stream(found: AnswerRows) -> Result<Body, ApiError> {
    let first = Ok(header(&found.columns)?);
    let rest = found.batches.map(|batch| rows(&batch?));
    let all = stream::iter([first]).chain(rest).map(|text| text.map(Bytes::from));
    Ok(Body::from_stream(all))
}

fn header(columns: &[OutputColumn]) -> Result<Vec<u8>, ApiError> {
    let names: Vec<_> = columns.iter().map(|column| neutral(&column.name)).collect();
    let mut writer = Writer::from_writer(Vec::with_capacity(4096));
    writer.write_record(&names).map_err(ApiError::internal)?;
    written(writer)
}

fn rows(batch: &RecordBatch) -> Result<Vec<u8>, ApiError> {
    let mut writer = Writer::from_writer(Vec::with_capacity(4096));
    let mut cell = String::new();
    let schema = batch.schema();
    let columns: Vec<_> = batch
        .columns()
        .iter()
        .zip(schema.fields())
        .map(|(array, field)| Cells::new(field, array))
        .collect();
    for row in 0..batch.num_rows() {
        for column in &columns {
            match column.write(row, &mut cell)? {
                Kind::Text => writer.write_field(neutral(&cell)),
                Kind::Null | Kind::Number | Kind::Boolean => writer.write_field(&cell),
            }
            .map_err(ApiError::internal)?;
        }
        writer.write_record(None::<&[u8]>).map_err(ApiError::internal)?;
    }
    written(writer)
}

fn written(writer: Writer<Vec<u8>>) -> Result<Vec<u8>, ApiError> {
    writer.into_inner().map_err(|error| ApiError::internal(error.to_string()))
}

/// Text that no spreadsheet takes for a formula.
pub(super) fn neutral(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{text}");
    }
    text.to_owned()
}
