//! A spreadsheet. Rows go to a temporary file as they come, so that its size is not the server's
//! memory. Cells are typed: numbers and truths are such, everything else is text.

use std::io::{Seek, SeekFrom};

use arrow::record_batch::RecordBatch;
use axum::body::Body;
use futures::StreamExt;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use souk_model::ErrorCode;
use souk_query::OutputColumn;
use tokio::sync::mpsc::{self, Receiver};
use tokio_util::io::ReaderStream;

use super::cells::{Cells, Kind};
use super::csv::neutral;
use crate::http::ApiError;
use crate::service::query::AnswerRows;

/// `Content-Type` of a spreadsheet.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What a sheet can hold.
const MOST_ROWS: u32 = 1_048_576;
const LONGEST_TEXT: usize = 32_767;
/// Digits that a spreadsheet's numbers keep.
const EXACT_DIGITS: usize = 15;

/// Writes all rows, and then the file as a body.
pub(super) async fn stream(found: AnswerRows) -> Result<Body, ApiError> {
    const WAITING: usize = 4;
    let AnswerRows { columns, mut batches, .. } = found;
    let (sender, receiver) = mpsc::channel(WAITING);
    let writing = tokio::task::spawn_blocking(move || write(&columns, receiver));
    let mut failure = None;
    while let Some(batch) = batches.next().await {
        match batch {
            // A writer that has stopped says why below.
            Ok(batch) => {
                if sender.send(batch).await.is_err() {
                    break;
                }
            }
            Err(error) => {
                failure = Some(error);
                break;
            }
        }
    }
    drop(sender);
    let file = writing.await.map_err(ApiError::internal)??;
    match failure {
        Some(error) => Err(error),
        None => Ok(Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(file)))),
    }
}

fn write(
    columns: &[OutputColumn],
    mut batches: Receiver<RecordBatch>,
) -> Result<std::fs::File, ApiError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(ApiError::internal)?;
    for (position, column) in (0..).zip(columns) {
        sheet.write_string(0, position, neutral(&column.label)).map_err(ApiError::internal)?;
    }
    let mut next_row = 1;
    while let Some(batch) = batches.blocking_recv() {
        next_row = write_batch(sheet, &batch, next_row)?;
    }
    let mut file = tempfile::tempfile().map_err(ApiError::internal)?;
    workbook.save_to_writer(&mut file).map_err(ApiError::internal)?;
    file.seek(SeekFrom::Start(0)).map_err(ApiError::internal)?;
    Ok(file)
}

fn write_batch(sheet: &mut Worksheet, batch: &RecordBatch, first: u32) -> Result<u32, ApiError> {
    let rows = u32::try_from(batch.num_rows()).map_err(ApiError::internal)?;
    if first.saturating_add(rows) > MOST_ROWS {
        let message = "a spreadsheet holds 1048575 rows; ask for fewer, or for csv";
        return Err(ApiError::new(ErrorCode::RESULT_TOO_LARGE, message));
    }
    let schema = batch.schema();
    let columns = batch.columns().iter().zip(schema.fields());
    let columns: Vec<_> = columns.map(|(array, field)| Cells::new(field, array)).collect();
    let mut text = String::new();
    for (place, row) in (first..).zip(0..batch.num_rows()) {
        for (position, column) in (0..).zip(&columns) {
            let kind = column.write(row, &mut text)?;
            write_cell(sheet, (place, position), kind, &text).map_err(ApiError::internal)?;
        }
    }
    Ok(first + rows)
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: Kind,
    text: &str,
) -> Result<(), XlsxError> {
    match (kind, text.parse::<f64>()) {
        (Kind::Null, _) => {}
        (Kind::Boolean, _) => drop(sheet.write_boolean(row, column, text == "true")?),
        (Kind::Number, Ok(number)) if is_exact(text) => {
            sheet.write_number(row, column, number)?;
        }
        // More digits than a spreadsheet keeps: the text is right, a number would not be.
        (Kind::Number, _) => drop(sheet.write_string(row, column, text)?),
        (Kind::Text, _) => {
            let shown: String = neutral(text).chars().take(LONGEST_TEXT).collect();
            sheet.write_string(row, column, shown)?;
        }
    }
    Ok(())
}

fn is_exact(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0');
    text.contains(['e', 'E']) || digits.count() <= EXACT_DIGITS
}
