//! Row rules: what a guest token narrows the rows of a table by, beside the tenant's own rule.
//!
//! A rule names a table of the datamart, one of its columns, an operator of filters and values, all
//! typed by the column; values are bound. It stands in every scan of its table, next to the tenant's
//! rule, so that no question can be written that leaves it out. It says nothing about other tables.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value as Json;
use souk_model::{ErrorCode, Problem, nearest};

use crate::conditions;
use crate::model::{Model, ModelTable};
use crate::request::WeekStart;
use crate::resolve::{Operand, Surroundings};
use crate::scope::read_column;
use crate::sql::Expr;

/// A condition on the rows of one table.
///
/// ```
/// let rule: souk_query::RowRule = serde_json::from_str(
///     r#"{"table": "orders", "column": "region", "operator": "in", "values": ["EU", "UK"]}"#,
/// )?;
/// assert_eq!(rule.table, "orders");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowRule {
    /// The table, as questions name it.
    pub table: String,
    /// One of its columns, hidden ones and custom columns too.
    pub column: String,
    /// An operator of filters.
    #[serde(default = "equals")]
    pub operator: String,
    /// What the operator takes.
    #[serde(default)]
    pub values: Vec<Json>,
}

fn equals() -> String {
    "equals".to_owned()
}

/// What the words of time in a rule depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleTime {
    /// The moment of asking.
    pub now: DateTime<Utc>,
    /// In which days begin.
    pub zone: Tz,
}

/// Rules that fit a datamart, each with the position of its table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RowRules(Vec<(usize, Expr)>);

impl RowRules {
    /// Reads rules against a datamart.
    ///
    /// # Errors
    /// `RLS_SETTINGS_PARAM_ERROR` for each rule that names what is not there or does not fit its
    /// column: a rule that cannot be applied closes the datamart to the token.
    pub fn read(model: &Model, rules: &[RowRule], time: RuleTime) -> Result<Self, Vec<Problem>> {
        let (mut read, mut problems) = (Vec::new(), Vec::new());
        for (position, rule) in rules.iter().enumerate() {
            match condition(model, rule, time) {
                Ok(condition) => read.push(condition),
                Err(hint) => problems.push(problem(position, hint)),
            }
        }
        if problems.is_empty() { Ok(Self(read)) } else { Err(problems) }
    }

    /// The conditions on the rows of a table.
    pub(crate) fn of(&self, table: usize) -> impl Iterator<Item = Expr> {
        self.0.iter().filter(move |(of, _)| *of == table).map(|(_, condition)| condition.clone())
    }
}

fn problem(position: usize, hint: String) -> Problem {
    let message = "a row rule of the guest token does not fit the datamart";
    let path = format!("params.rowRules[{position}]");
    Problem::new(ErrorCode::RLS_SETTINGS_PARAM_ERROR, message, path, hint)
}

fn condition(model: &Model, rule: &RowRule, time: RuleTime) -> Result<(usize, Expr), String> {
    let table = table(model, &rule.table)?;
    let described = &model.tables[table];
    let position = described.column_position(&rule.column).ok_or_else(|| {
        let names = described.columns.iter().map(|column| &*column.name);
        unknown("column", &rule.column, nearest(&rule.column, names))
    })?;
    let column = &described.columns[position];
    let surroundings = Surroundings {
        zone: time.zone,
        now: Some(time.now),
        week_start: WeekStart::Monday,
        fiscal_year_start: 1,
    };
    let operand = Operand {
        data_type: column.data_type,
        zone: column.zone(time.zone),
        values: &rule.values,
        surroundings: &surroundings,
    };
    let test = operand.test(&rule.operator)?;
    Ok((table, conditions::lower(&test, &read_column(model, column), column.data_type)))
}

/// Hidden tables too: rules are the vendor's.
fn table(model: &Model, name: &str) -> Result<usize, String> {
    let is_named = |table: &ModelTable| *table.key == *name || table.name.to_string() == name;
    let found = model.tables.iter().position(is_named);
    found.ok_or_else(|| {
        unknown("table", name, nearest(name, model.tables.iter().map(|table| &*table.key)))
    })
}

fn unknown(kind: &str, name: &str, near: Option<&str>) -> String {
    match near {
        Some(near) => format!("there is no {kind} {name}; did you mean {near}?"),
        None => format!("there is no {kind} {name}"),
    }
}
