//! The rows that the cases ask, and short words for building trees.

use std::sync::Arc;

use chrono::NaiveDateTime;
use souk_model::DataType;

use crate::Value;
use crate::sql::{
    AggregateFunction, BinaryOperator, CommonTable, Expr, Function, Identifier, Projection,
    Relation, Select, Source,
};

pub(super) fn name(text: &str) -> Identifier {
    Arc::from(text)
}

pub(super) fn text(value: &str) -> Expr {
    Expr::Value(Value::Text(value.to_owned()))
}

pub(super) fn whole(value: i64) -> Expr {
    Expr::Value(Value::Integer(value))
}

pub(super) fn float(value: f64) -> Expr {
    Expr::Value(Value::Float(value))
}

pub(super) fn moment(value: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(value, "%Y-%m-%d %H:%M:%S%.f").unwrap()
}

pub(super) fn time(value: &str) -> Expr {
    Expr::Value(Value::Timestamp(moment(value)))
}

pub(super) fn truth(value: bool) -> Expr {
    Expr::Value(Value::Boolean(value))
}

pub(super) fn column(of: &str) -> Expr {
    Expr::column_of(&name("v"), &name(of))
}

pub(super) fn of(table: &str, column: &str) -> Expr {
    Expr::column_of(&name(table), &name(column))
}

pub(super) fn cast(operand: Expr, data_type: DataType) -> Expr {
    Expr::Cast(Box::new(operand), data_type)
}

pub(super) fn binary(operator: BinaryOperator, left: Expr, right: Expr) -> Expr {
    Expr::binary(operator, left, right)
}

pub(super) fn call(function: Function, arguments: Vec<Expr>) -> Expr {
    Expr::Call(function, arguments)
}

pub(super) fn aggregate(function: AggregateFunction, operand: Expr) -> Expr {
    Expr::Aggregate { function, distinct: false, operand: Box::new(operand) }
}

pub(super) fn project(expressions: Vec<Expr>) -> Vec<Projection> {
    let alias = |index: usize| Some(name(&format!("c{}", index + 1)));
    expressions
        .into_iter()
        .enumerate()
        .map(|(index, expression)| Projection { expression, alias: alias(index) })
        .collect()
}

/// A source of values, with each column cast as a scan does.
pub(super) fn table(
    called: &str,
    columns: &[(&str, DataType)],
    rows: Vec<Vec<Expr>>,
) -> CommonTable {
    // A cast to an instant is not what a scan does.
    let read = |column, data_type| match data_type {
        DataType::TimestampTz => of("raw", column),
        other => cast(of("raw", column), other),
    };
    let projections = columns.iter().map(|(column, data_type)| Projection {
        expression: read(column, *data_type),
        alias: Some(name(column)),
    });
    let names = columns.iter().map(|(column, _)| name(column)).collect();
    let query = Select {
        columns: projections.collect(),
        from: Some(Source {
            relation: Relation::Values { columns: names, rows },
            alias: Some(name("raw")),
        }),
        ..Select::default()
    };
    CommonTable { name: name(called), query, is_inlined: false }
}

/// Key, text, whole number, float, time, truth.
pub(super) fn rows() -> CommonTable {
    let columns = [
        ("k", DataType::Int64),
        ("t", DataType::Text),
        ("n", DataType::Int64),
        ("d", DataType::Float64),
        ("at", DataType::Timestamp),
        ("b", DataType::Boolean),
    ];
    let null = || Expr::Null;
    let rows = vec![
        vec![
            whole(1),
            text("b"),
            whole(10),
            float(1.5),
            time("2024-02-29 23:59:59.5"),
            truth(true),
        ],
        vec![
            whole(2),
            text("B"),
            whole(20),
            float(2.5),
            time("2024-01-31 10:30:15.25"),
            truth(false),
        ],
        vec![whole(3), text("å"), whole(30), float(4.0), time("2023-12-31 00:00:00"), truth(true)],
        vec![whole(4), null(), null(), null(), null(), null()],
        vec![
            whole(5),
            text("a%b_c"),
            whole(100),
            float(8.0),
            time("2024-11-04 12:00:00"),
            truth(true),
        ],
    ];
    table("v", &columns, rows)
}

/// One column of whole numbers, some NULL.
pub(super) fn numbers(called: &str, values: &[Option<i64>]) -> CommonTable {
    let row = |value: &Option<i64>| vec![value.map_or(Expr::Null, whole)];
    table(called, &[("a", DataType::Int64)], values.iter().map(row).collect())
}

/// One column of texts.
pub(super) fn texts(called: &str, values: &[&str]) -> CommonTable {
    table(called, &[("t", DataType::Text)], values.iter().map(|value| vec![text(value)]).collect())
}
