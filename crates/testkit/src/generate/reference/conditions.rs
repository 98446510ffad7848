//! Filters. NULL fails every test but the negated ones, `notSet`, and `equals` with a null value.

use std::cmp::Ordering;

use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use souk_model::DataType;
use souk_query::{ConditionRequest, DateRangeRequest, FilterRequest, TimeDimensionRequest};

use super::members::{ColumnAt, Members, Place};
use super::moments;
use super::order::compare;
use crate::generate::cell::Cell;

/// A condition on rows, or on the measures of a row of the answer.
pub(super) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Column(ColumnAt, Test),
    /// The measure of the question at this position.
    Measure(usize, Test),
}

pub(super) struct Test {
    operator: String,
    values: Vec<Json>,
    data_type: DataType,
    zone: Tz,
}

/// Finds the measure that a condition names, and the type of its values.
pub(super) type FindMeasure<'f> = &'f mut dyn FnMut(&str) -> Option<(usize, DataType)>;

/// Reads a filter. `None` where it makes no sense.
pub(super) fn read(
    members: Members<'_>,
    filter: &FilterRequest,
    zone: Tz,
    find: FindMeasure<'_>,
) -> Option<Condition> {
    let mut all = |filters: &[FilterRequest]| -> Option<Vec<_>> {
        filters.iter().map(|one| read(members, one, zone, find)).collect()
    };
    let condition = match filter {
        FilterRequest::Or(group) => Condition::Any(all(&group.or)?),
        FilterRequest::And(group) => Condition::All(all(&group.and)?),
        FilterRequest::Condition(condition) => {
            return read_condition(members, condition, zone, find);
        }
    };
    (!(condition.tests_column() && condition.tests_measure())).then_some(condition)
}

fn read_condition(
    members: Members<'_>,
    asked: &ConditionRequest,
    zone: Tz,
    find: FindMeasure<'_>,
) -> Option<Condition> {
    if let Some(column) = members.column(&asked.member) {
        let test = Test::of(column, &asked.operator, &asked.values, zone)?;
        return Some(Condition::Column(column, test));
    }
    let (measure, data_type) = find(&asked.member)?;
    let test = Test::new(&asked.operator, &asked.values, data_type, zone)?;
    Some(Condition::Measure(measure, test))
}

/// The date range of a time dimension; `None` inside where it has none.
pub(super) fn range(
    members: Members<'_>,
    time: &TimeDimensionRequest,
    zone: Tz,
) -> Option<Option<(ColumnAt, Test)>> {
    let Some(range) = &time.date_range else { return Some(None) };
    let days = match range {
        DateRangeRequest::One(day) => vec![Json::from(day.as_str())],
        DateRangeRequest::Several(days) => {
            days.iter().map(|day| Json::from(day.as_str())).collect()
        }
    };
    let column = members.column(&time.dimension)?;
    Some(Some((column, Test::of(column, "inDateRange", &days, zone)?)))
}

impl Condition {
    fn parts(&self) -> &[Self] {
        match self {
            Self::All(parts) | Self::Any(parts) => parts,
            Self::Column(..) | Self::Measure(..) => &[],
        }
    }

    fn tests_column(&self) -> bool {
        matches!(self, Self::Column(..)) || self.parts().iter().any(Self::tests_column)
    }

    pub(super) fn tests_measure(&self) -> bool {
        matches!(self, Self::Measure(..)) || self.parts().iter().any(Self::tests_measure)
    }

    pub(super) fn places(&self) -> Vec<Place> {
        match self {
            Self::Column(column, _) => vec![column.place],
            Self::Measure(..) => Vec::new(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::places).collect(),
        }
    }

    /// For a joined row.
    pub(super) fn holds(&self, cell: &dyn Fn(ColumnAt) -> Cell) -> bool {
        self.check(&|condition| match condition {
            Self::Column(column, test) => test.holds(&cell(*column)),
            _ => false,
        })
    }

    /// For a row of the answer.
    pub(super) fn holds_for_group(&self, value: &dyn Fn(usize) -> Cell) -> bool {
        self.check(&|condition| match condition {
            Self::Measure(measure, test) => test.holds(&value(*measure)),
            _ => false,
        })
    }

    fn check(&self, leaf: &dyn Fn(&Self) -> bool) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.check(leaf)),
            Self::Any(parts) => parts.iter().any(|part| part.check(leaf)),
            _ => leaf(self),
        }
    }
}

impl Test {
    /// Of a column, at its own wall clock. `None` where a value cannot be read as its type.
    pub(super) fn of(column: ColumnAt, operator: &str, values: &[Json], zone: Tz) -> Option<Self> {
        let zone = if column.moves_with_zone { zone } else { Tz::UTC };
        Self::new(operator, values, column.data_type, zone)
    }

    fn new(operator: &str, values: &[Json], data_type: DataType, zone: Tz) -> Option<Self> {
        let test = Self { operator: operator.to_owned(), values: values.to_vec(), data_type, zone };
        let readable = test
            .values
            .iter()
            .all(|value| value.is_null() || data_type.is_temporal() || test.value(value).is_some());
        readable.then_some(test)
    }

    pub(super) fn holds(&self, cell: &Cell) -> bool {
        match self.operator.as_str() {
            "set" => !cell.is_null(),
            "notSet" => cell.is_null(),
            "equals" | "in" => self.is_listed(cell),
            "notEquals" | "notIn" => {
                if cell.is_null() {
                    !self.values.iter().any(Json::is_null)
                } else {
                    !self.is_listed(cell)
                }
            }
            "notContains" | "notStartsWith" | "notEndsWith" => {
                cell.is_null() || !self.matches(cell)
            }
            "contains" | "startsWith" | "endsWith" => self.matches(cell),
            "notInDateRange" => cell.is_null() || !self.is_between(cell),
            _ if cell.is_null() => false,
            "inDateRange" | "onTheDate" | "between" => self.is_between(cell),
            operator => self.compares(operator, cell),
        }
    }

    fn is_listed(&self, cell: &Cell) -> bool {
        self.values.iter().any(|value| {
            if value.is_null() || cell.is_null() {
                return value.is_null() && cell.is_null();
            }
            self.value(value).is_some_and(|value| compare(cell, &value) == Ordering::Equal)
        })
    }

    fn matches(&self, cell: &Cell) -> bool {
        let Cell::Text(text) = cell else { return false };
        let text = text.to_ascii_lowercase();
        let patterns = self.values.iter().filter_map(Json::as_str).map(str::to_ascii_lowercase);
        let kind = self.operator.trim_start_matches("not").to_ascii_lowercase();
        patterns.into_iter().any(|pattern| match kind.as_str() {
            "contains" => text.contains(&pattern),
            "startswith" => text.starts_with(&pattern),
            _ => text.ends_with(&pattern),
        })
    }

    fn is_between(&self, cell: &Cell) -> bool {
        let (Some(first), Some(last)) = (self.values.first(), self.values.last()) else {
            return false;
        };
        if self.data_type.is_temporal() {
            return !self.is_before(cell, first) && !self.is_after(cell, last);
        }
        let bounds = (self.value(first), self.value(last));
        let (Some(low), Some(high)) = bounds else { return false };
        compare(cell, &low).is_ge() && compare(cell, &high).is_le()
    }

    fn compares(&self, operator: &str, cell: &Cell) -> bool {
        let Some(value) = self.values.first() else { return false };
        if self.data_type.is_temporal() {
            return match operator {
                "gt" | "afterDate" => self.is_after(cell, value),
                "gte" => !self.is_before(cell, value),
                "lt" | "beforeDate" => self.is_before(cell, value),
                _ => !self.is_after(cell, value),
            };
        }
        let Some(value) = self.value(value) else { return false };
        let ordering = compare(cell, &value);
        match operator {
            "gt" => ordering.is_gt(),
            "gte" => ordering.is_ge(),
            "lt" => ordering.is_lt(),
            _ => ordering.is_le(),
        }
    }

    /// Before the first instant that the value covers.
    fn is_before(&self, cell: &Cell, value: &Json) -> bool {
        moments::covered(value, self.data_type, self.zone)
            .is_some_and(|covered| compare(cell, &covered.first).is_lt())
    }

    /// Of a date range: whether a time is not past its end.
    pub(super) fn is_not_past(&self, cell: &Cell) -> bool {
        !cell.is_null() && self.values.last().is_some_and(|last| !self.is_after(cell, last))
    }

    /// The first and the last value.
    pub(super) fn ends(&self) -> Option<(&Json, &Json)> {
        Some((self.values.first()?, self.values.last()?))
    }

    /// After the last instant that the value covers.
    fn is_after(&self, cell: &Cell, value: &Json) -> bool {
        moments::covered(value, self.data_type, self.zone)
            .is_some_and(|covered| covered.ends_before(cell))
    }

    fn value(&self, json: &Json) -> Option<Cell> {
        if self.data_type.is_temporal() {
            return moments::covered(json, self.data_type, self.zone).map(|covered| covered.first);
        }
        let text = match json {
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        match self.data_type {
            DataType::Boolean => text.to_ascii_lowercase().parse().ok().map(Cell::Boolean),
            DataType::Text | DataType::Uuid => Some(Cell::Text(text)),
            _ => {
                let exact = text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok());
                exact.map(Cell::Decimal)
            }
        }
    }
}
