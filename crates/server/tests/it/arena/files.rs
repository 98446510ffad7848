//! A world's tables as Parquet files.

use std::path::Path;
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int32Array, Int64Array,
    StringArray, TimestampMicrosecondArray,
};
use arrow::datatypes::{Field, Schema};
use arrow::record_batch::RecordBatch;
use chrono::NaiveDate;
use souk_engine::arrow_type;
use souk_files::write_parquet;
use souk_model::DataType;
use souk_testkit::generate::{Cell, World, WorldTable};

/// Writes a file per table into the folder.
pub(super) fn write(world: &World, folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    for table in &world.tables {
        let batch = batch(table);
        let path = folder.join(format!("{}.parquet", table.name));
        write_parquet(&path, batch.schema(), [batch]).expect("a file");
    }
}

fn batch(table: &WorldTable) -> RecordBatch {
    let fields: Vec<_> = table
        .columns
        .iter()
        .map(|column| Field::new(&column.name, arrow_type(column.data_type), true))
        .collect();
    let arrays = table.columns.iter().enumerate().map(|(position, column)| {
        let cells: Vec<_> = table.rows.iter().map(|row| &row.cells[position]).collect();
        array(column.data_type, &cells)
    });
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays.collect()).expect("a batch")
}

fn collect<T>(cells: &[&Cell], read: impl Fn(&Cell) -> Option<T>) -> Vec<Option<T>> {
    cells.iter().map(|cell| read(cell)).collect()
}

fn array(data_type: DataType, cells: &[&Cell]) -> ArrayRef {
    match data_type {
        DataType::Boolean => Arc::new(BooleanArray::from(collect(cells, |cell| match cell {
            Cell::Boolean(truth) => Some(*truth),
            _ => None,
        }))),
        DataType::Int32 => Arc::new(Int32Array::from(collect(cells, |cell| {
            integer(cell).map(|number| i32::try_from(number).expect("32 bits"))
        }))),
        DataType::Int64 => Arc::new(Int64Array::from(collect(cells, integer))),
        DataType::Float64 => Arc::new(Float64Array::from(collect(cells, |cell| match cell {
            Cell::Float(number) => Some(*number),
            _ => None,
        }))),
        DataType::Decimal { precision, scale } => {
            let array = Decimal128Array::from(collect(cells, |cell| mantissa(cell, scale.into())));
            let scale = i8::try_from(scale).expect("a scale");
            Arc::new(array.with_precision_and_scale(precision, scale).expect("a decimal type"))
        }
        DataType::Date => Arc::new(Date32Array::from(collect(cells, days))),
        DataType::Timestamp => Arc::new(TimestampMicrosecondArray::from(collect(cells, micros))),
        DataType::TimestampTz => {
            Arc::new(TimestampMicrosecondArray::from(collect(cells, micros)).with_timezone("UTC"))
        }
        _ => Arc::new(StringArray::from(collect(cells, |cell| match cell {
            Cell::Text(text) => Some(text.clone()),
            _ => None,
        }))),
    }
}

fn integer(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Integer(number) => Some(*number),
        _ => None,
    }
}

fn mantissa(cell: &Cell, scale: u32) -> Option<i128> {
    let Cell::Decimal(number) = cell else { return None };
    let mut number = *number;
    number.rescale(scale);
    Some(number.mantissa())
}

fn days(cell: &Cell) -> Option<i32> {
    let Cell::Date(day) = cell else { return None };
    let days = day.signed_duration_since(NaiveDate::default()).num_days();
    Some(i32::try_from(days).expect("a day"))
}

fn micros(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Timestamp(time) => Some(time.and_utc().timestamp_micros()),
        Cell::Instant(time) => Some(time.timestamp_micros()),
        _ => None,
    }
}
