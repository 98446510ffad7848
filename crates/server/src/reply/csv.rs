//! Comma-separated values (RFC 4180) with a line of names. Text that a spreadsheet would take for a
//! formula is neutralised with an apostrophe; numbers stay numbers.

use csv::Writer;

use super::cells::{Cells, Kind};
use crate::http::ApiError;
use crate::service::query::Answer;

pub(super) fn write(answer: &Answer) -> Result<Vec<u8>, ApiError> {
    let mut writer = Writer::from_writer(Vec::with_capacity(4096));
    let header: Vec<_> = answer.columns.iter().map(|column| neutral(&column.name)).collect();
    writer.write_record(&header).map_err(ApiError::internal)?;
    let mut cell = String::new();
    for batch in &answer.batches {
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
    }
    writer.into_inner().map_err(|error| ApiError::internal(error.to_string()))
}

fn neutral(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{text}");
    }
    text.to_owned()
}
