//! Filters: operators and values typed by the column or measure they test.
//!
//! Letter case matters to `equals` and `in`, and not to `contains`, `startsWith`, `endsWith`.
//! A negated operator holds for NULL (`notEquals "a"` keeps rows that have no value); no other
//! operator does, except `notSet` and an explicit null among the values of `equals`.

use chrono_tz::Tz;
use serde_json::Value as Json;
use souk_model::{DataType, TypeFamily, nearest};

use super::members::Names;
use super::moments::Moment;
use super::{Comparison, Condition, Test, values};
use crate::model::{ColumnId, Member};
use crate::request::{ConditionRequest, DateRangeRequest, FilterRequest, QueryRequest};

const OPERATORS: [&str; 22] = [
    "equals",
    "notEquals",
    "in",
    "notIn",
    "contains",
    "notContains",
    "startsWith",
    "notStartsWith",
    "endsWith",
    "notEndsWith",
    "gt",
    "gte",
    "lt",
    "lte",
    "between",
    "set",
    "notSet",
    "inDateRange",
    "notInDateRange",
    "beforeDate",
    "afterDate",
    "onTheDate",
];

const MOST_VALUES: usize = 10_000;

/// The conditions on rows and on groups.
pub(super) fn resolve(
    names: &mut Names<'_>,
    request: &QueryRequest,
    zone: Tz,
) -> (Vec<Condition>, Vec<Condition>) {
    let mut reader = Reader { names, zone };
    let mut found: Vec<_> = request
        .filters
        .iter()
        .enumerate()
        .filter_map(|(index, filter)| reader.filter(filter, &format!("query.filters[{index}]")))
        .collect();
    found.extend(reader.date_ranges(request));
    found.into_iter().partition(|condition| !mentions_measure(condition))
}

fn mentions_measure(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(mentions_measure),
        Condition::OnColumn(..) => false,
        Condition::OnMeasure(..) => true,
    }
}

fn mentions_column(condition: &Condition) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(mentions_column),
        Condition::OnColumn(..) => true,
        Condition::OnMeasure(..) => false,
    }
}

struct Reader<'n, 'm> {
    names: &'n mut Names<'m>,
    zone: Tz,
}

impl Reader<'_, '_> {
    fn filter(&mut self, filter: &FilterRequest, path: &str) -> Option<Condition> {
        match filter {
            FilterRequest::Condition(condition) => self.condition(condition, path),
            FilterRequest::And(group) => {
                let parts = self.parts(&group.and, &format!("{path}.and"))?;
                self.unmixed(Condition::All(parts), path)
            }
            FilterRequest::Or(group) => {
                let parts = self.parts(&group.or, &format!("{path}.or"))?;
                self.unmixed(Condition::Any(parts), path)
            }
        }
    }

    fn parts(&mut self, filters: &[FilterRequest], path: &str) -> Option<Vec<Condition>> {
        let parts: Vec<_> = filters
            .iter()
            .enumerate()
            .map(|(index, filter)| self.filter(filter, &format!("{path}[{index}]")))
            .collect();
        parts.into_iter().collect()
    }

    /// A group is checked before or after aggregation, so it cannot hold both kinds.
    fn unmixed(&mut self, condition: Condition, path: &str) -> Option<Condition> {
        if mentions_measure(&condition) && mentions_column(&condition) {
            let hint = "conditions on dimensions and on measures cannot stand in one group; \
                        write them as separate filters";
            self.names.invalid(path, hint);
            return None;
        }
        Some(condition)
    }

    fn condition(&mut self, condition: &ConditionRequest, path: &str) -> Option<Condition> {
        match self.names.member(&condition.member, &format!("{path}.member"))? {
            Member::Column(column) => {
                let described = self.names.model.column(column);
                let (data_type, zone) = (described.data_type, self.zone_of(column));
                let test = self.test(condition, data_type, zone, path)?;
                Some(Condition::OnColumn(column, test))
            }
            Member::Measure { .. } => {
                let measure = self.names.declared(&condition.member, path)?;
                let test = self.test(condition, measure.output.data_type, self.zone, path)?;
                Some(Condition::OnMeasure(measure, test))
            }
        }
    }

    fn zone_of(&self, column: ColumnId) -> Tz {
        if self.names.model.column(column).applies_timezone { self.zone } else { Tz::UTC }
    }

    fn test(
        &mut self,
        condition: &ConditionRequest,
        data_type: DataType,
        zone: Tz,
        path: &str,
    ) -> Option<Test> {
        let operand = Operand { data_type, zone, values: &condition.values };
        match operand.test(&condition.operator) {
            Ok(test) => Some(test),
            Err(hint) => {
                self.names.invalid(path, hint);
                None
            }
        }
    }

    fn date_ranges(&mut self, request: &QueryRequest) -> Vec<Condition> {
        let mut found = Vec::new();
        for (index, time) in request.time_dimensions.iter().enumerate() {
            let Some(range) = &time.date_range else { continue };
            let path = format!("query.timeDimensions[{index}].dateRange");
            // An unknown column has been reported with the time dimensions.
            let Some(crate::model::Lookup::One(Member::Column(column))) =
                self.names.model.member(&time.dimension)
            else {
                continue;
            };
            let values = match range {
                DateRangeRequest::One(day) => vec![Json::from(day.as_str())],
                DateRangeRequest::Several(days) => {
                    days.iter().map(|day| Json::from(day.as_str())).collect()
                }
            };
            let data_type = self.names.model.column(column).data_type;
            let operand = Operand { data_type, zone: self.zone_of(column), values: &values };
            match operand.date_range(false) {
                Ok(test) => found.push(Condition::OnColumn(column, test)),
                Err(hint) => self.names.invalid(&path, hint),
            }
        }
        found
    }
}

/// What is compared, and with which values.
struct Operand<'v> {
    data_type: DataType,
    zone: Tz,
    values: &'v [Json],
}

type Tested = Result<Test, String>;

impl Operand<'_> {
    fn test(&self, operator: &str) -> Tested {
        if self.values.len() > MOST_VALUES {
            return Err(format!("a filter takes at most {MOST_VALUES} values"));
        }
        match operator {
            "equals" | "in" => self.one_of(false),
            "notEquals" | "notIn" => self.one_of(true),
            "contains" => self.like("%", "%", false),
            "notContains" => self.like("%", "%", true),
            "startsWith" => self.like("", "%", false),
            "notStartsWith" => self.like("", "%", true),
            "endsWith" => self.like("%", "", false),
            "notEndsWith" => self.like("%", "", true),
            "gt" => self.compare(Comparison::Greater),
            "gte" => self.compare(Comparison::GreaterOrEqual),
            "lt" => self.compare(Comparison::Less),
            "lte" => self.compare(Comparison::LessOrEqual),
            "between" => self.between(),
            "set" => Ok(Test::IsNull { negated: true }),
            "notSet" => Ok(Test::IsNull { negated: false }),
            "inDateRange" | "onTheDate" => self.date_range(false),
            "notInDateRange" => self.date_range(true),
            "beforeDate" => self.before(),
            "afterDate" => self.after(),
            unknown => Err(unknown_operator(unknown)),
        }
    }

    fn one_of(&self, negated: bool) -> Tested {
        if self.values.is_empty() {
            return Err("values must hold at least one value".to_owned());
        }
        let (nulls, values): (Vec<_>, Vec<_>) = self.values.iter().partition(|one| one.is_null());
        let is_day = |value: &&Json| value.as_str().is_some_and(|text| text.trim().len() == 10);
        if self.is_instant() && values.iter().any(is_day) {
            return Err("a day is a range of times; use inDateRange".to_owned());
        }
        let values: Result<_, _> = values.into_iter().map(|one| self.value(one)).collect();
        Ok(Test::OneOf { values: values?, or_null: !nulls.is_empty(), negated })
    }

    fn is_instant(&self) -> bool {
        matches!(self.data_type, DataType::Timestamp | DataType::TimestampTz)
    }

    fn value(&self, json: &Json) -> Result<crate::Value, String> {
        values::read(json, self.data_type, self.zone)
    }

    fn like(&self, before: &str, after: &str, negated: bool) -> Tested {
        if self.data_type.family() != TypeFamily::Text {
            return Err(format!("the operator needs text, not a {}", self.data_type.wire_name()));
        }
        if self.values.is_empty() {
            return Err("values must hold at least one value".to_owned());
        }
        let patterns: Option<Vec<_>> = self
            .values
            .iter()
            .map(|value| Some(format!("{before}{}{after}", escape_pattern(value.as_str()?))))
            .collect();
        let patterns = patterns.ok_or("values must be strings")?;
        if patterns.iter().any(|pattern| pattern.contains('\0')) {
            return Err("text cannot hold a NUL character".to_owned());
        }
        Ok(Test::Like { patterns, negated })
    }

    fn single(&self) -> Result<&Json, String> {
        match self.values {
            [one] if !one.is_null() => Ok(one),
            _ => Err("values must hold exactly one value that is not null".to_owned()),
        }
    }

    fn compare(&self, comparison: Comparison) -> Tested {
        let value = self.single()?;
        if !matches!(
            self.data_type.family(),
            TypeFamily::Number | TypeFamily::Text | TypeFamily::Temporal
        ) {
            return Err(format!("a {} has no order", self.data_type.wire_name()));
        }
        if self.data_type.is_temporal() {
            return self.compare_moment(comparison, self.moment(value)?);
        }
        Ok(Test::Compare(comparison, self.value(value)?))
    }

    /// Later than a day is after its end; from a day on includes it.
    fn compare_moment(&self, comparison: Comparison, moment: Moment) -> Tested {
        let end = moment.end(self.data_type, self.zone);
        Ok(match comparison {
            Comparison::Less | Comparison::GreaterOrEqual => {
                Test::Compare(comparison, moment.start(self.data_type, self.zone))
            }
            Comparison::LessOrEqual => Test::Range { from: None, to: Some(end), negated: false },
            Comparison::Greater if end.is_included => Test::Compare(comparison, end.value),
            Comparison::Greater => Test::Compare(Comparison::GreaterOrEqual, end.value),
        })
    }

    fn between(&self) -> Tested {
        let [low, high] = self.values else {
            return Err("between takes two values".to_owned());
        };
        if self.data_type.is_temporal() {
            return self.date_range(false);
        }
        let from = Some(self.value(low)?);
        let to = super::UpperBound { value: self.value(high)?, is_included: true };
        Ok(Test::Range { from, to: Some(to), negated: false })
    }

    fn moment(&self, json: &Json) -> Result<Moment, String> {
        if !self.data_type.is_temporal() {
            return Err(format!("the operator needs a date, not a {}", self.data_type.wire_name()));
        }
        let shown = json.as_str().unwrap_or("the value");
        json.as_str().and_then(Moment::parse).ok_or_else(|| {
            format!("{shown} is not a date; write 2024-01-31 or 2024-01-31T12:00:00")
        })
    }

    fn date_range(&self, negated: bool) -> Tested {
        let (first, last) = match self.values {
            [day] => (day, day),
            [first, last] => (first, last),
            _ => return Err("a date range is one date, or the first and the last".to_owned()),
        };
        let from = self.moment(first)?.start(self.data_type, self.zone);
        let to = self.moment(last)?.end(self.data_type, self.zone);
        Ok(Test::Range { from: Some(from), to: Some(to), negated })
    }

    fn before(&self) -> Tested {
        self.compare_moment(Comparison::Less, self.moment(self.single()?)?)
    }

    fn after(&self) -> Tested {
        self.compare_moment(Comparison::Greater, self.moment(self.single()?)?)
    }
}

fn unknown_operator(unknown: &str) -> String {
    let near = nearest(unknown, OPERATORS)
        .map_or_else(String::new, |near| format!("; did you mean {near}?"));
    format!("there is no operator {unknown}{near} Operators are {}", OPERATORS.join(", "))
}

/// `%`, `_` and the escape character itself stand for themselves.
fn escape_pattern(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
