//! The compatible reply: `data` as one object per row, and what is known about it.

use arrow::record_batch::RecordBatch;
use serde::Serialize;
use souk_query::OutputColumn;

use super::cells::{Cells, Kind};
use crate::http::ApiError;
use crate::service::query::Answer;
use crate::wire::questions::{AnswerColumn, AnswerDetails, AnswerMetaData, AnswerPivot};

pub(super) fn write(answer: &Answer) -> Result<Vec<u8>, ApiError> {
    let mut out = Vec::with_capacity(4096);
    out.extend_from_slice(b"{\"data\":");
    rows(&answer.columns, &answer.batches, &mut out)?;
    if let Some(totals) = &answer.totals {
        out.extend_from_slice(b",\"totals\":");
        rows(&totals.columns, &totals.batches, &mut out)?;
    }
    append(&mut out, &details(answer))?;
    Ok(out)
}

/// The details are an object of their own; its brace becomes the comma between the two.
pub(super) fn append(out: &mut Vec<u8>, details: &impl Serialize) -> Result<(), ApiError> {
    let details = serde_json::to_vec(details).map_err(ApiError::internal)?;
    out.push(b',');
    out.extend_from_slice(details.get(1..).unwrap_or_default());
    Ok(())
}

pub(super) fn details(answer: &Answer) -> AnswerDetails {
    let first_pivoted = answer.columns.len() - answer.pivoted.len();
    let columns = answer.columns.iter().enumerate().map(|(position, column)| AnswerColumn {
        name: column.name.clone(),
        data_type: column.data_type.wire_name().to_owned(),
        label: column.label.clone(),
        pivot: position
            .checked_sub(first_pivoted)
            .and_then(|one| answer.pivoted.get(one))
            .map(|one| AnswerPivot { measure: one.measure.clone(), value: one.value.clone() }),
    });
    AnswerDetails {
        meta_data: AnswerMetaData { columns: columns.collect() },
        total_records: answer.total,
        time_taken: u64::try_from(answer.time_taken.as_millis()).unwrap_or(u64::MAX),
        as_of: answer.as_of,
        cache: "miss".to_owned(),
        error: None,
    }
}

pub(super) fn rows(
    columns: &[OutputColumn],
    batches: &[RecordBatch],
    out: &mut Vec<u8>,
) -> Result<(), ApiError> {
    let keys: Result<Vec<_>, _> = columns.iter().map(|column| string(&column.name)).collect();
    let keys = keys?;
    out.push(b'[');
    let mut is_first = true;
    for batch in batches {
        write_batch(batch, &keys, &mut is_first, out)?;
    }
    out.push(b']');
    Ok(())
}

fn write_batch(
    batch: &RecordBatch,
    keys: &[Vec<u8>],
    is_first: &mut bool,
    out: &mut Vec<u8>,
) -> Result<(), ApiError> {
    let schema = batch.schema();
    let columns: Vec<_> = batch
        .columns()
        .iter()
        .zip(schema.fields())
        .map(|(array, field)| Cells::new(field, array))
        .collect();
    let mut cell = String::new();
    for row in 0..batch.num_rows() {
        if !std::mem::take(is_first) {
            out.push(b',');
        }
        for (index, (column, key)) in columns.iter().zip(keys).enumerate() {
            out.push(if index == 0 { b'{' } else { b',' });
            out.extend_from_slice(key);
            out.push(b':');
            match column.write(row, &mut cell)? {
                Kind::Null => out.extend_from_slice(b"null"),
                Kind::Number | Kind::Boolean => out.extend_from_slice(cell.as_bytes()),
                Kind::Text => write_string(&cell, out)?,
            }
        }
        out.push(b'}');
    }
    Ok(())
}

fn string(text: &str) -> Result<Vec<u8>, ApiError> {
    let mut out = Vec::with_capacity(text.len() + 2);
    write_string(text, &mut out)?;
    Ok(out)
}

pub(super) fn write_string(text: &str, out: &mut Vec<u8>) -> Result<(), ApiError> {
    text.serialize(&mut serde_json::Serializer::new(out)).map_err(ApiError::internal)
}
