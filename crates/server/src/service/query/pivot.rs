//! A dimension's values as columns. The engine answers in long form; here each value gets a column
//! for each measure, and a row for each combination of the other dimensions.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Int64Array, Scalar, UInt64Array};
use arrow::compute::kernels::zip::zip;
use arrow::compute::{cast, concat_batches, is_not_null, take};
use arrow::datatypes::{Field, FieldRef, Schema};
use arrow::record_batch::RecordBatch;
use souk_model::ErrorCode;
use souk_query::{ColumnRole, OutputColumn, QueryRequest};

use super::Answer;
use crate::http::ApiError;
use crate::reply::cell_text;

/// More columns help nobody, and a request could ask for a million.
const MOST_COLUMNS: usize = 1_000;

/// Where a pivoted column comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PivotColumn {
    /// The measure's name.
    pub measure: String,
    /// The value of the pivoted dimension, as text; absent for NULL.
    pub value: Option<String>,
}

/// A pivot that is asked for.
pub(super) struct Pivot {
    dimension: String,
    limit: Option<u32>,
    offset: Option<u32>,
    counts_all: bool,
}

impl Pivot {
    /// The pivot of a question. A limit counts rows of the pivot, so it is not the engine's.
    pub(super) fn take(question: &mut QueryRequest) -> Option<Self> {
        let dimension = question.pivot.as_ref()?.dimension.clone();
        let (limit, offset) = (question.limit.take(), question.offset.take());
        Some(Self { dimension, limit, offset, counts_all: question.total })
    }
}

/// Makes columns of the values of the pivot's dimension.
pub(super) fn pivot(answer: Answer, asked: &Pivot) -> Result<Answer, ApiError> {
    let long = concat_batches(&answer.schema, &answer.batches).map_err(ApiError::internal)?;
    let wide = Wide::read(&answer, &long, &asked.dimension)?;
    let all_rows = wide.rows.len();
    let first = (asked.offset.unwrap_or(0) as usize).min(all_rows);
    let most = asked.limit.map_or(usize::MAX, |limit| limit as usize);
    let shown = most.min(all_rows - first);
    let batch = wide.batch(&answer, &long)?.slice(first, shown);
    let total = if asked.counts_all { all_rows } else { shown } as u64;
    let (columns, pivoted) = wide.columns(&answer);
    Ok(Answer { columns, pivoted, schema: batch.schema(), batches: vec![batch], total, ..answer })
}

/// Which row of the long form goes where.
struct Wide {
    /// Columns that stay, by position.
    kept: Vec<usize>,
    measures: Vec<usize>,
    /// The pivoted values in the order of their first row, as text.
    values: Vec<Option<String>>,
    /// For each row of the answer: a row that has its kept values, and the row of each value.
    rows: Vec<(u64, Vec<Option<u64>>)>,
}

impl Wide {
    fn read(answer: &Answer, long: &RecordBatch, dimension: &str) -> Result<Self, ApiError> {
        let positions = || answer.columns.iter().enumerate();
        let is_measure = |column: &OutputColumn| column.role.is_measure();
        let pivoted = positions()
            .find(|(_, column)| column.name == dimension && !is_measure(column))
            .map(|(position, _)| position)
            .ok_or_else(|| ApiError::internal("the pivoted dimension is not in the answer"))?;
        let kept: Vec<_> = positions()
            .filter(|(position, column)| *position != pivoted && !is_measure(column))
            .map(|(position, _)| position)
            .collect();
        let measures: Vec<_> = positions()
            .filter(|(_, column)| is_measure(column))
            .map(|(position, _)| position)
            .collect();
        let mut wide = Self { kept, measures, values: Vec::new(), rows: Vec::new() };
        let mut value_positions = HashMap::new();
        let mut row_positions: HashMap<Vec<Option<String>>, usize> = HashMap::new();
        for row in 0..long.num_rows() {
            let value = cell_text(long, pivoted, row)?;
            let next = wide.values.len();
            let value_position = *value_positions.entry(value.clone()).or_insert_with(|| {
                wide.values.push(value);
                next
            });
            if wide.values.len() * wide.measures.len() > MOST_COLUMNS {
                return Err(too_many_columns());
            }
            let key: Result<Vec<_>, _> =
                wide.kept.iter().map(|column| cell_text(long, *column, row)).collect();
            let next = wide.rows.len();
            let row_position = *row_positions.entry(key?).or_insert_with(|| {
                wide.rows.push((row as u64, Vec::new()));
                next
            });
            let cells = &mut wide.rows[row_position].1;
            cells.resize(cells.len().max(value_position + 1), None);
            cells[value_position] = Some(row as u64);
        }
        Ok(wide)
    }

    fn columns(&self, answer: &Answer) -> (Vec<OutputColumn>, Vec<PivotColumn>) {
        let mut columns: Vec<_> =
            self.kept.iter().map(|column| answer.columns[*column].clone()).collect();
        let mut pivoted = Vec::new();
        for value in &self.values {
            for measure in self.measures.iter().map(|one| &answer.columns[*one]) {
                let shown = value.as_deref().unwrap_or("null");
                columns.push(OutputColumn {
                    name: format!("{}[{shown}]", measure.name),
                    label: shown.to_owned(),
                    ..measure.clone()
                });
                pivoted.push(PivotColumn { measure: measure.name.clone(), value: value.clone() });
            }
        }
        (columns, pivoted)
    }

    fn batch(&self, answer: &Answer, long: &RecordBatch) -> Result<RecordBatch, ApiError> {
        let (columns, _) = self.columns(answer);
        let first_rows: UInt64Array = self.rows.iter().map(|(row, _)| Some(*row)).collect();
        let mut fields: Vec<FieldRef> = Vec::with_capacity(columns.len());
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(columns.len());
        for &column in &self.kept {
            fields.push(Arc::clone(&long.schema().fields()[column]));
            arrays.push(take(long.column(column), &first_rows, None).map_err(ApiError::internal)?);
        }
        for value in 0..self.values.len() {
            let rows: UInt64Array =
                self.rows.iter().map(|(_, cells)| cells.get(value).copied().flatten()).collect();
            for &measure in &self.measures {
                let field: Field = long.schema().field(measure).clone();
                let name = &columns[fields.len()].name;
                fields.push(Arc::new(field.with_name(name).with_nullable(true)));
                let cells = take(long.column(measure), &rows, None).map_err(ApiError::internal)?;
                let is_count = answer.columns[measure].role == ColumnRole::Count;
                arrays.push(if is_count { with_zeros(&cells)? } else { cells });
            }
        }
        let schema = Arc::new(Schema::new(fields));
        let options =
            arrow::record_batch::RecordBatchOptions::new().with_row_count(Some(self.rows.len()));
        RecordBatch::try_new_with_options(schema, arrays, &options).map_err(ApiError::internal)
    }
}

/// A count of what is not there is 0.
fn with_zeros(counts: &ArrayRef) -> Result<ArrayRef, ApiError> {
    let zero = Int64Array::from(vec![0]);
    let zero = cast(&zero, counts.data_type()).map_err(ApiError::internal)?;
    let has_value = is_not_null(counts).map_err(ApiError::internal)?;
    zip(&has_value, counts, &Scalar::new(zero)).map_err(ApiError::internal)
}

fn too_many_columns() -> ApiError {
    let message = format!("the pivot has more than {MOST_COLUMNS} columns");
    ApiError::new(ErrorCode::UNSUPPORTED_QUESTION, message)
        .at("query.pivot")
        .with_hint("filter the dimension, or use top with others")
}
