//! Arrow batches as plain values.

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Float64Type, Int32Type, Int64Type,
    TimestampMicrosecondType,
};
use arrow::record_batch::RecordBatch;
use chrono::{DateTime, Duration, NaiveDate};
use rust_decimal::Decimal;
use souk_testkit::generate::Cell;

/// The rows of a batch.
pub(super) fn rows(batch: &RecordBatch) -> Vec<Vec<Cell>> {
    let row = |row: usize| batch.columns().iter().map(|column| cell(column, row)).collect();
    (0..batch.num_rows()).map(row).collect()
}

fn cell(column: &ArrayRef, row: usize) -> Cell {
    if column.is_null(row) {
        return Cell::Null;
    }
    match column.data_type() {
        DataType::Boolean => Cell::Boolean(column.as_boolean().value(row)),
        DataType::Int32 => Cell::Integer(column.as_primitive::<Int32Type>().value(row).into()),
        DataType::Int64 => Cell::Integer(column.as_primitive::<Int64Type>().value(row)),
        DataType::Float64 => Cell::Float(column.as_primitive::<Float64Type>().value(row)),
        DataType::Decimal128(_, scale) => {
            let mantissa = column.as_primitive::<Decimal128Type>().value(row);
            let scale = u32::try_from(*scale).expect("a scale");
            Cell::Decimal(Decimal::from_i128_with_scale(mantissa, scale))
        }
        DataType::Utf8 => Cell::Text(column.as_string::<i32>().value(row).to_owned()),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(row);
            Cell::Date(NaiveDate::default() + Duration::days(days.into()))
        }
        DataType::Timestamp(_, zone) => {
            let micros = column.as_primitive::<TimestampMicrosecondType>().value(row);
            let instant = DateTime::from_timestamp_micros(micros).expect("a time");
            if zone.is_some() {
                Cell::Instant(instant)
            } else {
                Cell::Timestamp(instant.naive_utc())
            }
        }
        other => panic!("an answer with {other}"),
    }
}
