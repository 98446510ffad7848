//! Columns as an engine of Arrow's own computed them, converted to the types that the answer promises.
//!
//! A value is converted exactly or the query fails; the exceptions are decimals shown as
//! floating-point numbers, and fractions of a microsecond.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StringBuilder};
use arrow::compute::kernels::cmp::not_distinct;
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::{DataType as ArrowType, Decimal128Type, Decimal256Type, Field, SchemaRef};
use arrow::error::ArrowError;
use arrow::record_batch::{RecordBatch, RecordBatchOptions};
use arrow::util::display::{ArrayFormatter, FormatOptions};

use crate::{DECIMAL_KEY, EngineError};

const STRICT: CastOptions<'static> =
    CastOptions { safe: false, format_options: FormatOptions::new() };

/// The batch in the answer's schema; columns are matched by position.
///
/// # Errors
/// [`EngineError::Query`] where a value does not fit its column exactly.
pub fn convert(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, EngineError> {
    if batch.num_columns() != schema.fields().len() {
        return Err(refuse("", "the answer has another number of columns than promised"));
    }
    let columns = batch.columns().iter().zip(schema.fields()).map(|(column, field)| {
        column_as(column, field).map_err(|error| {
            let words = format!("column \"{}\": {error}", field.name());
            EngineError::Query(words.into())
        })
    });
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
    let batch = RecordBatch::try_new_with_options(Arc::clone(schema), columns, &options);
    batch.map_err(|error| EngineError::Query(error.into()))
}

fn column_as(column: &ArrayRef, field: &Field) -> Result<ArrayRef, ArrowError> {
    check_precision(column)?;
    if column.data_type() == field.data_type() && !field.metadata().contains_key(DECIMAL_KEY) {
        return Ok(Arc::clone(column));
    }
    if field.metadata().contains_key(DECIMAL_KEY) {
        check_is_exact_number(column.data_type())?;
    }
    if column.data_type().is_nested() && *field.data_type() == ArrowType::Utf8 {
        return shown_as_text(column);
    }
    let converted = cast_with_options(column, field.data_type(), &STRICT)?;
    check_precision(&converted)?;
    if may_lose(column.data_type(), field.data_type()) {
        check_nothing_lost(column, &converted)?;
    }
    Ok(converted)
}

/// Sums and products of decimals can outgrow their type without an error.
fn check_precision(column: &ArrayRef) -> Result<(), ArrowError> {
    match column.data_type() {
        ArrowType::Decimal128(precision, _) => {
            column.as_primitive::<Decimal128Type>().validate_decimal_precision(*precision)
        }
        ArrowType::Decimal256(precision, _) => {
            column.as_primitive::<Decimal256Type>().validate_decimal_precision(*precision)
        }
        _ => Ok(()),
    }
}

fn check_is_exact_number(from: &ArrowType) -> Result<(), ArrowError> {
    if from.is_integer() || from.is_decimal() || from.is_null() || is_text(from) {
        return Ok(());
    }
    Err(ArrowError::CastError(format!("{from} is no exact decimal")))
}

/// Conversions in which arrow rounds or cuts where this engine must not.
fn may_lose(from: &ArrowType, to: &ArrowType) -> bool {
    match (from, to) {
        (_, ArrowType::Utf8 | ArrowType::Binary) => false,
        (ArrowType::Timestamp(..), ArrowType::Timestamp(..)) => false,
        (from, to) if from.is_decimal() && to.is_floating() => false,
        (from, to) if from.is_integer() && to.is_integer() => false,
        (from, _) => !is_text(from) && !from.is_null(),
    }
}

fn check_nothing_lost(before: &ArrayRef, after: &ArrayRef) -> Result<(), ArrowError> {
    let back = cast_with_options(after, before.data_type(), &STRICT)?;
    let is_same = not_distinct(before, &back)?;
    if is_same.true_count() == is_same.len() {
        return Ok(());
    }
    let words = format!("{} does not fit into {}", before.data_type(), after.data_type());
    Err(ArrowError::CastError(words))
}

const fn is_text(data_type: &ArrowType) -> bool {
    matches!(data_type, ArrowType::Utf8 | ArrowType::LargeUtf8 | ArrowType::Utf8View)
}

fn shown_as_text(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let options = FormatOptions::new();
    let formatter = ArrayFormatter::try_new(column, &options)?;
    let mut texts = StringBuilder::new();
    for row in 0..column.len() {
        if column.is_null(row) {
            texts.append_null();
        } else {
            texts.append_value(formatter.value(row).try_to_string()?);
        }
    }
    Ok(Arc::new(texts.finish()))
}

fn refuse(column: &str, words: &str) -> EngineError {
    EngineError::Query(format!("column \"{column}\": {words}").into())
}
