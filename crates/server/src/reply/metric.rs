//! The reply of a metric: rows, columns, groups, and the value that it is compared with.

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::cells::{Cells, Kind};
use super::json;
use crate::http::ApiError;
use crate::service::embedded::MetricAnswer;
use crate::service::query::Answer;
use crate::wire::questions::{AnswerColumn, AnswerDetails};

/// Everything beside the rows of a metric.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MetricReply<'a> {
    /// All rows where a page of them was asked for, else those in `data`.
    total_records: u64,
    /// Milliseconds.
    time_taken: u64,
    /// The value of an earlier time.
    comparison_value: Option<Box<RawValue>>,
    meta_data: MetricMetaData<'a>,
    as_of: chrono::DateTime<chrono::Utc>,
    cache: String,
    /// Only where a back end asks; the wire spells it so.
    #[serde(rename = "metricid", skip_serializing_if = "Option::is_none")]
    metric_id: Option<&'a str>,
    error: Option<()>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct MetricMetaData<'a> {
    columns: Vec<AnswerColumn>,
    groupby_column_list: &'a [String],
}

/// An answer as the JSON of one object; with a metric's identifier for back ends.
///
/// # Errors
/// Rows that cannot be written, which would be a defect.
pub fn metric(found: &MetricAnswer, metric_id: Option<&str>) -> Result<Vec<u8>, ApiError> {
    let answer = &found.answer;
    let mut out = Vec::with_capacity(4096);
    out.extend_from_slice(b"{\"data\":");
    json::rows(&answer.columns, &answer.batches, &mut out)?;
    if let Some(totals) = &answer.totals {
        out.extend_from_slice(b",\"totals\":");
        json::rows(&totals.columns, &totals.batches, &mut out)?;
    }
    let AnswerDetails { meta_data, total_records, time_taken, as_of, cache, error } =
        json::details(answer);
    let reply = MetricReply {
        total_records,
        time_taken,
        comparison_value: comparison(found)?,
        meta_data: MetricMetaData {
            columns: meta_data.columns,
            groupby_column_list: &found.groups,
        },
        as_of,
        cache,
        metric_id,
        error,
    };
    json::append(&mut out, &reply)?;
    Ok(out)
}

fn comparison(found: &MetricAnswer) -> Result<Option<Box<RawValue>>, ApiError> {
    let Some(column) = found.comparison else { return Ok(None) };
    let cell = written(&found.answer, column)?.into_iter().next();
    let text = cell.unwrap_or_else(|| "null".to_owned());
    RawValue::from_string(text).map(Some).map_err(ApiError::internal)
}

/// The values of a column, without NULLs.
///
/// # Errors
/// Rows that cannot be written, which would be a defect.
pub fn column_values(answer: &Answer, column: usize) -> Result<Vec<Value>, ApiError> {
    let cells = written(answer, column)?;
    let values = cells.iter().filter(|text| *text != "null");
    values.map(|text| serde_json::from_str(text).map_err(ApiError::internal)).collect()
}

/// The cells of a column as JSON.
fn written(answer: &Answer, column: usize) -> Result<Vec<String>, ApiError> {
    let (mut cells, mut text) = (Vec::new(), String::new());
    for batch in &answer.batches {
        let schema = batch.schema();
        let values = Cells::new(schema.field(column), batch.column(column));
        for row in 0..batch.num_rows() {
            cells.push(match values.write(row, &mut text)? {
                Kind::Null => "null".to_owned(),
                Kind::Number | Kind::Boolean => text.clone(),
                Kind::Text => serde_json::to_string(&text).map_err(ApiError::internal)?,
            });
        }
    }
    Ok(cells)
}
