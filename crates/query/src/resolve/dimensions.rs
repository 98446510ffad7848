//! What rows are grouped by: columns, periods of time columns, bins of numbers, buckets.

use rust_decimal::Decimal;
use souk_model::DataType;

use super::members::Names;
use super::ranges::{ResolvedRange, TimeColumn};
use super::{Bucket, Cut, Dimension, Time, filters};
use crate::ColumnRole;
use crate::compiled::OutputColumn;
use crate::model::ColumnId;
use crate::request::{
    BinRequest, DateRangeRequest, DimensionRequest, GroupedDimension, QueryRequest,
    TimeDimensionRequest,
};

/// Finds the dimensions and the times of a question.
pub(super) fn resolve(names: &mut Names<'_>, request: &QueryRequest) {
    for (index, dimension) in request.dimensions.iter().enumerate() {
        let path = format!("query.dimensions[{index}]");
        let found = match dimension {
            DimensionRequest::Member(name) => column(names, name, &path),
            DimensionRequest::Grouped(grouped) => self::grouped(names, grouped, &path),
        };
        names.dimensions.extend(found);
    }
    for (index, request) in request.time_dimensions.iter().enumerate() {
        time(names, request, &format!("query.timeDimensions[{index}]"));
    }
}

/// The columns of a question about rows.
pub(super) fn resolve_rows(names: &mut Names<'_>, request: &QueryRequest) {
    for (index, name) in request.rows.iter().enumerate() {
        let found = column(names, name, &format!("query.rows[{index}]"));
        names.dimensions.extend(found);
    }
}

fn column(names: &mut Names<'_>, name: &str, path: &str) -> Option<Dimension> {
    let column = names.column_member(name, path)?;
    let described = names.model.column(column);
    let output = OutputColumn {
        name: name.to_owned(),
        data_type: described.data_type,
        label: described.label.to_string(),
        role: ColumnRole::Dimension,
    };
    Some(Dimension { column, cut: Cut::Value, output })
}

fn time(names: &mut Names<'_>, request: &TimeDimensionRequest, path: &str) {
    let Some(column) = names.time_member(&request.dimension, &format!("{path}.dimension")) else {
        return;
    };
    let range = match &request.date_range {
        None => None,
        Some(range) => {
            let Some(found) = read_range(names, column, range, path) else { return };
            Some(found)
        }
    };
    let dimension = request.granularity.map(|granularity| {
        let output = OutputColumn {
            name: format!("{}.{}", request.dimension, granularity.word()),
            data_type: DataType::Timestamp,
            label: names.model.column(column).label.to_string(),
            role: ColumnRole::TimeDimension,
        };
        names.dimensions.push(Dimension { column, cut: Cut::Period(granularity), output });
        names.dimensions.len() - 1
    });
    let mut periods = Vec::new();
    if request.fill {
        let Some(all) = all_periods(names, request, range, path) else { return };
        periods = all;
    }
    names.times.push(Time { column, dimension, range, is_filled: request.fill, periods });
}

/// The starts of the periods that are shown whether they have rows or not.
fn all_periods(
    names: &mut Names<'_>,
    request: &TimeDimensionRequest,
    range: Option<ResolvedRange>,
    path: &str,
) -> Option<Vec<chrono::NaiveDateTime>> {
    let path = format!("{path}.fill");
    if names.times.iter().any(|time| time.is_filled) {
        names.invalid(&path, "only one time dimension can be filled");
        return None;
    }
    let calendar = names.around.calendar();
    let periods =
        request.granularity.zip(range).and_then(|(unit, range)| range.periods(calendar, unit));
    match periods {
        Some(Ok(periods)) => Some(periods),
        Some(Err(too_many)) => {
            names.invalid(&path, too_many.to_string());
            None
        }
        None => {
            names.invalid(&path, "filling needs a granularity and a dateRange with both ends");
            None
        }
    }
}

fn read_range(
    names: &mut Names<'_>,
    column: ColumnId,
    range: &DateRangeRequest,
    path: &str,
) -> Option<ResolvedRange> {
    let around = names.around;
    let described = names.model.column(column);
    let zone = described.zone(around.zone);
    match ResolvedRange::read(range, TimeColumn { data_type: described.data_type, zone }, &around) {
        Ok(range) => Some(range),
        Err(hint) => {
            names.invalid(&format!("{path}.dateRange"), hint);
            None
        }
    }
}

fn grouped(names: &mut Names<'_>, grouped: &GroupedDimension, path: &str) -> Option<Dimension> {
    let column = names.column_member(&grouped.member, path)?;
    let data_type = names.model.column(column).data_type;
    let (cut, output_type, word) = match (&grouped.bin, grouped.buckets.is_empty()) {
        (Some(bin), true) if data_type.is_number() => {
            (self::bin(names, *bin, path)?, bin_type(data_type), "bin")
        }
        (None, false) => (buckets(names, grouped, column, path)?, DataType::Text, "bucket"),
        (Some(_), true) => {
            names.invalid(path, "only numbers have bins");
            return None;
        }
        _ => {
            names.invalid(path, "give one of bin and buckets");
            return None;
        }
    };
    let name = grouped.name.clone().unwrap_or_else(|| format!("{}.{word}", grouped.member));
    let label = names.model.column(column).label.to_string();
    let role = ColumnRole::Dimension;
    Some(Dimension {
        column,
        cut,
        output: OutputColumn { name, data_type: output_type, label, role },
    })
}

/// Steps are exact where the numbers are.
const fn bin_type(data_type: DataType) -> DataType {
    match data_type {
        DataType::Float32 | DataType::Float64 => DataType::Float64,
        _ => DataType::Decimal { precision: 38, scale: 6 },
    }
}

fn bin(names: &mut Names<'_>, bin: BinRequest, path: &str) -> Option<Cut> {
    let exact = |number| Decimal::try_from(number).ok().filter(|one| one.scale() <= 6);
    match (exact(bin.width), exact(bin.offset)) {
        (Some(width), Some(offset)) if width > Decimal::ZERO => Some(Cut::Bin { width, offset }),
        _ => {
            let hint = "the width of a bin is greater than 0, and both have at most 6 decimals";
            names.invalid(&format!("{path}.bin"), hint);
            None
        }
    }
}

fn buckets(
    names: &mut Names<'_>,
    grouped: &GroupedDimension,
    column: ColumnId,
    path: &str,
) -> Option<Cut> {
    let mut buckets = Vec::with_capacity(grouped.buckets.len());
    for (index, bucket) in grouped.buckets.iter().enumerate() {
        let path = format!("{path}.buckets[{index}]");
        let tests = bucket
            .filters
            .iter()
            .map(|test| filters::test(names, column, &test.operator, &test.values, &path));
        let tests: Option<Vec<_>> = tests.collect();
        buckets.push(Bucket { label: bucket.label.clone(), tests: tests? });
    }
    let labels = buckets.iter().map(|bucket| &bucket.label).chain(&grouped.otherwise);
    if labels.into_iter().any(|label| label.contains('\0')) {
        names.invalid(path, "text cannot hold a NUL character");
    }
    Some(Cut::Buckets { buckets, otherwise: grouped.otherwise.clone() })
}
