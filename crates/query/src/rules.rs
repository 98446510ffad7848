//! Row rules: what a guest token narrows the rows of a table by, beside the tenant's own rule.
//!
//! A rule names a table of the datamart, one of its columns, an operator of filters and values, all
//! typed by the column; values are bound. It stands in every scan of its table, next to the tenant's
//! rule, so that no question can be written that leaves it out. It says nothing about other tables.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use serde_json::Value as Json;
use souk_model::{ErrorCode, Problem, suggestion};

use crate::author;
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
#[serde(try_from = "Sent")]
pub struct RowRule {
    /// The table, as questions name it.
    pub table: String,
    /// What its rows must satisfy.
    pub test: RowTest,
}

/// What the rows of a table must satisfy.
#[derive(Debug, Clone, PartialEq)]
pub enum RowTest {
    /// A test of a column's values, as in a filter.
    Column {
        /// One of the table's columns, hidden ones and custom columns too.
        column: String,
        /// An operator of filters.
        operator: String,
        /// What the operator takes.
        values: Vec<Json>,
    },
    /// One condition in the datasource's SQL, of the grammar of custom columns.
    Sql(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Sent {
    table: String,
    column: Option<String>,
    operator: Option<String>,
    values: Option<Vec<Json>>,
    sql: Option<String>,
}

impl TryFrom<Sent> for RowRule {
    type Error = &'static str;

    fn try_from(sent: Sent) -> Result<Self, Self::Error> {
        let Sent { table, column, operator, values, sql } = sent;
        let test = match (column, sql) {
            (Some(column), None) => RowTest::Column {
                column,
                operator: operator.unwrap_or_else(|| "equals".to_owned()),
                values: values.unwrap_or_default(),
            },
            (None, Some(sql)) if operator.is_none() && values.is_none() => RowTest::Sql(sql),
            (None, None) => return Err("needs a column"),
            _ => return Err("has either sql, or a column with operator and values"),
        };
        Ok(Self { table, test })
    }
}

/// What rules are read under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleContext {
    /// The moment of asking.
    pub now: DateTime<Utc>,
    /// In which days begin.
    pub zone: Tz,
    /// Whether conditions in SQL are taken.
    pub allows_sql: bool,
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
    pub fn read(
        model: &Model,
        rules: &[RowRule],
        context: RuleContext,
    ) -> Result<Self, Vec<Problem>> {
        let (mut read, mut problems) = (Vec::new(), Vec::new());
        for (position, rule) in rules.iter().enumerate() {
            match condition(model, rule, context) {
                Ok(condition) => read.push(condition),
                Err(hint) => problems.push(problem(position, hint)),
            }
        }
        if problems.is_empty() { Ok(Self(read)) } else { Err(problems) }
    }

    /// The tables that are narrowed.
    pub(crate) fn tables(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(table, _)| *table)
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

fn condition(model: &Model, rule: &RowRule, context: RuleContext) -> Result<(usize, Expr), String> {
    let table = table(model, &rule.table)?;
    let condition = match &rule.test {
        RowTest::Column { column, operator, values } => {
            typed(model, table, column, operator, values, context)?
        }
        RowTest::Sql(_) if !context.allows_sql => {
            return Err("rules in SQL are not taken here".to_owned());
        }
        RowTest::Sql(sql) => {
            author::condition(sql, model, table).map_err(|refusal| refusal.to_string())?
        }
    };
    Ok((table, condition))
}

fn typed(
    model: &Model,
    table: usize,
    column: &str,
    operator: &str,
    values: &[Json],
    context: RuleContext,
) -> Result<Expr, String> {
    let described = &model.tables[table];
    let position = described.column_position(column).ok_or_else(|| {
        let names = described.columns.iter().map(|column| &*column.name);
        format!("there is no column {column}{}", suggestion(column, names))
    })?;
    let column = &described.columns[position];
    let surroundings = Surroundings {
        zone: context.zone,
        now: Some(context.now),
        week_start: WeekStart::Monday,
        fiscal_year_start: 1,
    };
    let operand = Operand {
        data_type: column.data_type,
        zone: column.zone(context.zone),
        values,
        surroundings: &surroundings,
    };
    let test = operand.test(operator)?;
    Ok(conditions::lower(&test, &read_column(model, column), column.data_type))
}

/// Hidden tables too: rules are the vendor's.
fn table(model: &Model, name: &str) -> Result<usize, String> {
    let is_named = |table: &ModelTable| *table.key == *name || table.name.to_string() == name;
    let found = model.tables.iter().position(is_named);
    found.ok_or_else(|| {
        let names = model.tables.iter().map(|table| &*table.key);
        format!("there is no table {name}{}", suggestion(name, names))
    })
}
