//! Operators of filters: what a value is tested for, typed by what is tested.
//!
//! Letter case matters to `equals`, `in`, `like` and `regex`, and not to `contains`, `startsWith`,
//! `endsWith`. A negated operator holds for NULL (`notEquals "a"` keeps rows that have no value); no
//! other operator does, except `notSet` and an explicit null among the values of `equals`.

use chrono_tz::Tz;
use serde_json::Value as Json;
use souk_model::{DataType, TypeFamily, suggestion};

use super::periods::Surroundings;
use super::ranges::{ResolvedRange, TimeColumn};
use super::{Comparison, Test, UpperBound, patterns, relative, values};
use crate::Value;

const OPERATORS: [&str; 26] = [
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
    "like",
    "notLike",
    "regex",
    "notRegex",
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

const DATE_RANGE_OF: &str =
    "a date range is one date, the first and the last, or a text such as last 7 days";

/// What is tested, and with which values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operand<'v> {
    pub(crate) data_type: DataType,
    /// Whose wall clock a time is shown in; UTC where the question's zone does not move it.
    pub(crate) zone: Tz,
    pub(crate) values: &'v [Json],
    pub(crate) surroundings: &'v Surroundings,
}

type Tested = Result<Test, String>;

impl Operand<'_> {
    /// What `operator` asks for.
    ///
    /// # Errors
    /// What does not fit, in words.
    pub(crate) fn test(&self, operator: &str) -> Tested {
        if self.values.len() > MOST_VALUES {
            return Err(format!("a filter takes at most {MOST_VALUES} values"));
        }
        match operator {
            "equals" | "in" => self.one_of(false),
            "notEquals" | "notIn" => self.one_of(true),
            "contains" => self.part("%", "%", false),
            "notContains" => self.part("%", "%", true),
            "startsWith" => self.part("", "%", false),
            "notStartsWith" => self.part("", "%", true),
            "endsWith" => self.part("%", "", false),
            "notEndsWith" => self.part("%", "", true),
            "like" => self.like(false),
            "notLike" => self.like(true),
            "regex" => self.regex(false),
            "notRegex" => self.regex(true),
            "gt" => self.compare(Comparison::Greater),
            "gte" => self.compare(Comparison::GreaterOrEqual),
            "lt" => self.compare(Comparison::Less),
            "lte" => self.compare(Comparison::LessOrEqual),
            "between" => self.between(),
            "set" => Ok(Test::IsNull { negated: true }),
            "notSet" => Ok(Test::IsNull { negated: false }),
            "inDateRange" | "onTheDate" => Ok(self.date_range()?.test()),
            "notInDateRange" => Ok(self.date_range()?.test_outside()),
            "beforeDate" => self.compare_moment(Comparison::Less),
            "afterDate" => self.compare_moment(Comparison::Greater),
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

    fn value(&self, json: &Json) -> Result<Value, String> {
        values::read(json, self.data_type, self.zone)
    }

    /// The values, where the operator is one of text.
    fn texts(&self) -> Result<Vec<&str>, String> {
        if self.data_type.family() != TypeFamily::Text {
            return Err(format!("the operator needs text, not a {}", self.data_type.wire_name()));
        }
        if self.values.is_empty() {
            return Err("values must hold at least one value".to_owned());
        }
        let texts: Option<Vec<_>> = self.values.iter().map(Json::as_str).collect();
        let texts = texts.ok_or("values must be strings")?;
        if texts.iter().any(|text| text.contains('\0')) {
            return Err("text cannot hold a NUL character".to_owned());
        }
        Ok(texts)
    }

    fn part(&self, before: &str, after: &str, negated: bool) -> Tested {
        let quoted = |text: &str| format!("{before}{}{after}", patterns::quote(text));
        let patterns = self.texts()?.into_iter().map(quoted).collect();
        Ok(Test::Like { patterns, ignores_case: true, negated })
    }

    fn like(&self, negated: bool) -> Tested {
        let patterns: Result<_, _> = self.texts()?.into_iter().map(patterns::like).collect();
        Ok(Test::Like { patterns: patterns?, ignores_case: false, negated })
    }

    fn regex(&self, negated: bool) -> Tested {
        let patterns: Result<_, _> = self.texts()?.into_iter().map(patterns::regex).collect();
        Ok(Test::Regex { patterns: patterns?, negated })
    }

    fn single(&self) -> Result<&Json, String> {
        match self.values {
            [one] if !one.is_null() => Ok(one),
            _ => Err("values must hold exactly one value that is not null".to_owned()),
        }
    }

    fn compare(&self, comparison: Comparison) -> Tested {
        let value = self.single()?;
        self.require_order()?;
        if self.data_type.is_temporal() {
            return self.compare_moment(comparison);
        }
        Ok(Test::Compare(comparison, self.value(value)?))
    }

    fn require_order(&self) -> Result<(), String> {
        match self.data_type.family() {
            TypeFamily::Number | TypeFamily::Text | TypeFamily::Temporal => Ok(()),
            TypeFamily::Boolean | TypeFamily::Opaque => {
                Err(format!("a {} has no order", self.data_type.wire_name()))
            }
        }
    }

    /// Later than a day is after its end; from a day on includes it. So with every range.
    fn compare_moment(&self, comparison: Comparison) -> Tested {
        let column = self.time_column()?;
        let text = self.text_of_date(self.single()?)?;
        let Test::Range { from, to, .. } = relative::read(text, column, self.surroundings)?.test()
        else {
            return Err(DATE_RANGE_OF.to_owned());
        };
        let compared = match comparison {
            Comparison::Less | Comparison::GreaterOrEqual => {
                from.map(|from| Test::Compare(comparison, from))
            }
            Comparison::LessOrEqual => {
                to.map(|to| Test::Range { from: None, to: Some(to), negated: false })
            }
            Comparison::Greater => to.map(after),
        };
        compared.ok_or_else(|| DATE_RANGE_OF.to_owned())
    }

    fn between(&self) -> Tested {
        let [low, high] = self.values else {
            return Err("between takes two values".to_owned());
        };
        self.require_order()?;
        if self.data_type.is_temporal() {
            return Ok(self.date_range()?.test());
        }
        let from = Some(self.value(low)?);
        let to = UpperBound { value: self.value(high)?, is_included: true };
        Ok(Test::Range { from, to: Some(to), negated: false })
    }

    fn time_column(&self) -> Result<TimeColumn, String> {
        if self.data_type.is_temporal() {
            return Ok(TimeColumn { data_type: self.data_type, zone: self.zone });
        }
        Err(format!("the operator needs a date, not a {}", self.data_type.wire_name()))
    }

    fn text_of_date<'j>(&self, json: &'j Json) -> Result<&'j str, String> {
        json.as_str().ok_or_else(|| "the value is not a date; write 2024-01-31".to_owned())
    }

    fn date_range(&self) -> Result<ResolvedRange, String> {
        let column = self.time_column()?;
        match self.values {
            [one] => relative::read(self.text_of_date(one)?, column, self.surroundings),
            [first, last] => {
                let (first, last) = (self.text_of_date(first)?, self.text_of_date(last)?);
                relative::read_pair(first, last, column, self.surroundings)
            }
            _ => Err(DATE_RANGE_OF.to_owned()),
        }
    }
}

fn after(end: UpperBound) -> Test {
    let comparison = if end.is_included { Comparison::Greater } else { Comparison::GreaterOrEqual };
    Test::Compare(comparison, end.value)
}

fn unknown_operator(unknown: &str) -> String {
    let near = suggestion(unknown, OPERATORS);
    format!("there is no operator {unknown}{near} Operators are {}", OPERATORS.join(", "))
}
