//! An answer as bytes: JSON rows, CSV or an Arrow IPC stream, as `Accept` asks.

mod accept;
mod arrow_ipc;
mod cells;
mod csv;
mod json;
mod metric;
mod xlsx;

use arrow::record_batch::RecordBatch;
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

pub use accept::Format;
pub use metric::{MetricReply, column_values, metric};
pub use xlsx::MEDIA_TYPE as XLSX;

use crate::http::ApiError;
use crate::service::query::{Answer, AnswerRows};

/// `Content-Type` of comma-separated values.
pub const CSV: &str = "text/csv; charset=utf-8";

/// The name that a file is saved under: no character that a header or a file system minds.
#[must_use]
pub fn file_name(name: &str, extension: &str) -> String {
    const LONGEST: usize = 80;
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let name: String = name.chars().take(LONGEST).map(plain).collect();
    format!("{name}.{extension}")
}

/// Writes an answer in the format that the request's headers ask for.
///
/// # Errors
/// Rows that cannot be written, which would be a defect.
pub fn write(answer: &Answer, format: Format) -> Result<Response, ApiError> {
    let bytes = match format {
        Format::Json => json::write(answer)?,
        Format::Csv => csv::write(answer)?,
        Format::ArrowStream => arrow_ipc::write(answer)?,
    };
    let mut response = Response::new(Body::from(bytes));
    let content_type = HeaderValue::from_static(format.media_type());
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    Ok(response)
}

/// Comma-separated values, sent as the rows come.
///
/// # Errors
/// Names that cannot be written, which would be a defect.
pub fn csv_stream(found: AnswerRows) -> Result<Body, ApiError> {
    csv::stream(found)
}

/// A spreadsheet.
///
/// # Errors
/// What the datasource refused; more rows than a sheet holds.
pub async fn xlsx(found: AnswerRows) -> Result<Body, ApiError> {
    xlsx::stream(found).await
}

/// A cell of an answer as its text in replies; absent where it is NULL.
///
/// # Errors
/// A type that no answer holds, which would be a defect.
pub fn cell_text(
    batch: &RecordBatch,
    column: usize,
    row: usize,
) -> Result<Option<String>, ApiError> {
    let schema = batch.schema();
    let mut text = String::new();
    let cells = cells::Cells::new(schema.field(column), batch.column(column));
    let kind = cells.write(row, &mut text)?;
    Ok((kind != cells::Kind::Null).then_some(text))
}

/// The format that `Accept` prefers.
///
/// # Errors
/// `NOT_ACCEPTABLE`, naming what can be had.
pub fn negotiate(headers: &HeaderMap) -> Result<Format, ApiError> {
    accept::negotiate(headers)
}
