//! Every operator on every family of types, with a row that has no value, against a table written
//! by hand. The condition is evaluated here, in three-valued logic.

use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use souk_model::{DataType, TypeFamily};

use super::asked_at;
use crate::Value;
use crate::conditions;
use crate::resolve::operators::Operand;
use crate::resolve::periods::Surroundings;
use crate::resolve::{Test, values};
use crate::sql::{BinaryOperator, Expr, Function};

use chrono_tz::Tz;

const ALL_TYPES: [DataType; 14] = [
    DataType::Boolean,
    DataType::Int32,
    DataType::Int64,
    DataType::UInt64,
    DataType::Float32,
    DataType::Float64,
    DataType::Decimal { precision: 12, scale: 2 },
    DataType::Numeric,
    DataType::Text,
    DataType::Uuid,
    DataType::Date,
    DataType::Timestamp,
    DataType::TimestampTz,
    DataType::Json,
];

fn surroundings() -> Surroundings {
    asked_at("2024-05-15T10:37:42Z", Tz::UTC)
}

fn tested(data_type: DataType, operator: &str, values: &[Json]) -> Result<Test, String> {
    let surroundings = surroundings();
    Operand { data_type, zone: Tz::UTC, values, surroundings: &surroundings }.test(operator)
}

/// Three values in order, as they are asked for.
fn three(data_type: DataType) -> [Json; 3] {
    match data_type.family() {
        TypeFamily::Boolean => [json!(false), json!(true), json!(true)],
        TypeFamily::Number => [json!(-1), json!("2"), json!(10)],
        TypeFamily::Text if data_type == DataType::Uuid => [
            json!("00000000-0000-0000-0000-000000000001"),
            json!("7f000000-0000-0000-0000-000000000002"),
            json!("ffffffff-0000-0000-0000-000000000003"),
        ],
        TypeFamily::Text => [json!("Apple"), json!("apple pie"), json!("b_r%")],
        TypeFamily::Temporal if data_type == DataType::Date => {
            [json!("2024-05-14"), json!("2024-05-15"), json!("2024-05-16")]
        }
        TypeFamily::Temporal => {
            [json!("2024-05-14T12:00:00"), json!("2024-05-15T12:00:00"), json!("2024-05-16T12:00")]
        }
        TypeFamily::Opaque => [json!("a"), json!("b"), json!("c")],
    }
}

/// Which of three rows and a fourth without a value are kept.
fn kept(data_type: DataType, test: &Test) -> String {
    let subject = Expr::Column { of: None, name: "column".into() };
    let condition = conditions::lower(test, &subject, data_type);
    let rows = three(data_type).map(|json| values::read(&json, data_type, Tz::UTC).ok());
    let letters = ["a", "b", "c", "N"];
    let rows = rows.into_iter().chain([None]);
    let kept =
        letters.iter().zip(rows).filter(|(_, row)| truth(&condition, row.as_ref()) == Some(true));
    kept.map(|(letter, _)| *letter).collect()
}

fn assert_kept(data_type: DataType, operator: &str, values: &[Json], rows: &str) {
    let test = tested(data_type, operator, values)
        .unwrap_or_else(|refused| panic!("{operator} {values:?} of {data_type:?}: {refused}"));
    assert_eq!(kept(data_type, &test), rows, "{operator} {values:?} of {data_type:?}");
}

fn of_families<const COUNT: usize>(families: [TypeFamily; COUNT]) -> Vec<DataType> {
    ALL_TYPES.into_iter().filter(|one| families.contains(&one.family())).collect()
}

#[test]
fn values_are_among_others_or_not() {
    for data_type in of_families([TypeFamily::Number, TypeFamily::Text, TypeFamily::Temporal]) {
        let [a, b, _] = three(data_type);
        let null = Json::Null;
        for (operator, values, rows) in [
            ("equals", vec![b.clone()], "b"),
            ("equals", vec![a.clone(), b.clone()], "ab"),
            ("equals", vec![b.clone(), null.clone()], "bN"),
            ("equals", vec![null.clone()], "N"),
            ("in", vec![a.clone(), b.clone()], "ab"),
            ("notEquals", vec![b.clone()], "acN"),
            ("notEquals", vec![a.clone(), b.clone()], "cN"),
            ("notEquals", vec![b.clone(), null.clone()], "ac"),
            ("notEquals", vec![null.clone()], "abc"),
            ("notIn", vec![a.clone(), b.clone()], "cN"),
            ("set", vec![], "abc"),
            ("notSet", vec![], "N"),
        ] {
            assert_kept(data_type, operator, &values, rows);
        }
    }
}

#[test]
fn a_truth_is_equal_or_not_and_has_no_order() {
    for (operator, values, rows) in [
        ("equals", vec![json!(true)], "bc"),
        ("equals", vec![json!("FALSE")], "a"),
        ("equals", vec![json!(true), Json::Null], "bcN"),
        ("notEquals", vec![json!(true)], "aN"),
        ("in", vec![json!(true), json!(false)], "abc"),
        ("notIn", vec![json!(true), json!(false)], "N"),
        ("set", vec![], "abc"),
        ("notSet", vec![], "N"),
    ] {
        assert_kept(DataType::Boolean, operator, &values, rows);
    }
}

#[test]
fn ordered_types_are_compared_and_a_missing_value_never_passes() {
    for data_type in of_families([TypeFamily::Number, TypeFamily::Text, TypeFamily::Temporal]) {
        let [a, b, c] = three(data_type);
        for (operator, values, rows) in [
            ("gt", vec![b.clone()], "c"),
            ("gte", vec![b.clone()], "bc"),
            ("lt", vec![b.clone()], "a"),
            ("lte", vec![b.clone()], "ab"),
            ("between", vec![a.clone(), b.clone()], "ab"),
            ("between", vec![b.clone(), c.clone()], "bc"),
            ("between", vec![b.clone(), b.clone()], "b"),
            ("between", vec![c.clone(), a.clone()], ""),
        ] {
            assert_kept(data_type, operator, &values, rows);
        }
    }
}

#[test]
fn dates_are_in_ranges_written_out_or_in_words() {
    for data_type in of_families([TypeFamily::Temporal]) {
        let day = json!("2024-05-15");
        let next = json!("2024-05-16");
        for (operator, values, rows) in [
            ("inDateRange", vec![day.clone()], "b"),
            ("inDateRange", vec![day.clone(), next.clone()], "bc"),
            ("inDateRange", vec![json!("today")], "b"),
            ("inDateRange", vec![json!("yesterday"), json!("now")], "ab"),
            ("inDateRange", vec![json!("last 7 days")], "a"),
            ("onTheDate", vec![day.clone()], "b"),
            ("onTheDate", vec![json!("tomorrow")], "c"),
            ("notInDateRange", vec![day.clone()], "acN"),
            ("notInDateRange", vec![json!("this week")], "N"),
            ("beforeDate", vec![day.clone()], "a"),
            ("beforeDate", vec![json!("tomorrow")], "ab"),
            ("beforeDate", vec![json!("this week")], ""),
            ("afterDate", vec![day.clone()], "c"),
            ("afterDate", vec![json!("last month")], "abc"),
            ("between", vec![day.clone(), next.clone()], "bc"),
            ("between", vec![json!("2 days ago"), json!("today")], "ab"),
            ("gt", vec![day.clone()], "c"),
            ("gte", vec![day.clone()], "bc"),
            ("lt", vec![day.clone()], "a"),
            ("lte", vec![day.clone()], "ab"),
            ("lte", vec![json!("yesterday")], "a"),
        ] {
            assert_kept(data_type, operator, &values, rows);
        }
    }
}

#[test]
fn texts_are_searched() {
    for (operator, values, rows) in [
        ("contains", vec![json!("APPLE")], "ab"),
        ("contains", vec![json!("PIE"), json!("_")], "bc"),
        ("contains", vec![json!("%")], "c"),
        ("notContains", vec![json!("apple")], "cN"),
        ("notContains", vec![json!("pie"), json!("b_")], "aN"),
        ("startsWith", vec![json!("app")], "ab"),
        ("startsWith", vec![json!("pie")], ""),
        ("notStartsWith", vec![json!("app")], "cN"),
        ("endsWith", vec![json!("E")], "ab"),
        ("notEndsWith", vec![json!("pie")], "acN"),
        ("like", vec![json!("apple%")], "b"),
        ("like", vec![json!("_pple")], "a"),
        ("like", vec![json!("%p%"), json!("b%")], "abc"),
        ("like", vec![json!(r"b\_r\%")], "c"),
        ("like", vec![json!("pie")], ""),
        ("notLike", vec![json!("apple%")], "acN"),
        ("notLike", vec![json!("%p%"), json!("b%")], "N"),
        ("regex", vec![json!("^a")], "b"),
        ("regex", vec![json!("[Aa]pple$")], "a"),
        ("regex", vec![json!("pie"), json!("_r")], "bc"),
        ("notRegex", vec![json!("^a")], "acN"),
        ("notRegex", vec![json!("pie"), json!("_r")], "aN"),
    ] {
        assert_kept(DataType::Text, operator, &values, rows);
    }
}

/// The families on which an operator has no meaning.
#[test]
fn operators_are_refused_on_types_that_they_do_not_fit() {
    use TypeFamily::{Boolean, Number, Opaque, Temporal, Text};
    const TEXT_ONLY: [TypeFamily; 4] = [Boolean, Number, Temporal, Opaque];
    const DATES_ONLY: [TypeFamily; 4] = [Boolean, Number, Text, Opaque];
    for (operators, families) in [
        (vec!["equals", "notEquals", "in", "notIn"], vec![Opaque]),
        (vec!["gt", "gte", "lt", "lte"], vec![Boolean, Opaque]),
        (vec!["like", "notLike", "regex", "notRegex", "contains", "notContains"], TEXT_ONLY.into()),
        (vec!["startsWith", "notStartsWith", "endsWith", "notEndsWith"], TEXT_ONLY.into()),
        (vec!["inDateRange", "notInDateRange", "onTheDate"], DATES_ONLY.into()),
        (vec!["beforeDate", "afterDate"], DATES_ONLY.into()),
    ] {
        for data_type in ALL_TYPES.into_iter().filter(|one| families.contains(&one.family())) {
            for operator in &operators {
                let [value, ..] = three(data_type);
                let refused = tested(data_type, operator, &[value]);
                assert!(refused.is_err(), "{operator} of {data_type:?}: {refused:?}");
            }
        }
    }
    for data_type in of_families([Boolean, Opaque]) {
        let [low, high, _] = three(data_type);
        assert!(tested(data_type, "between", &[low, high]).is_err(), "{data_type:?}");
    }
}

#[test]
fn values_that_do_not_fit_are_refused() {
    for (data_type, operator, values) in [
        (DataType::Int64, "between", json!([1])),
        (DataType::Int64, "between", json!([1, null])),
        (DataType::Int64, "between", json!([1, "many"])),
        (DataType::Int64, "gt", json!([null])),
        (DataType::Int64, "gt", json!([])),
        (DataType::Float64, "equals", json!(["NaN"])),
        (DataType::Float64, "equals", json!(["1e999"])),
        (DataType::Text, "like", json!([])),
        (DataType::Text, "like", json!([null])),
        (DataType::Text, "like", json!([1])),
        (DataType::Text, "like", json!([r"50\"])),
        (DataType::Text, "like", json!([r"a\b"])),
        (DataType::Text, "like", json!(["a\u{0}"])),
        (DataType::Text, "regex", json!(["a\u{0}"])),
        (DataType::Text, "regex", json!([r"(a)\1"])),
        (DataType::Text, "regex", json!(["a".repeat(1_001)])),
        (DataType::Uuid, "equals", json!(["apple"])),
        (DataType::Date, "between", json!(["2024-01-01"])),
        (DataType::Date, "between", json!(["2024-01-01", null])),
        (DataType::Date, "between", json!(["2024-01-01", "someday"])),
        (DataType::Date, "inDateRange", json!([20_240_101])),
        (DataType::Date, "inDateRange", json!(["2024-01-01", "2024-01-02", "2024-01-03"])),
        (DataType::Date, "beforeDate", json!(["2024-01-01", "2024-01-02"])),
    ] {
        let values = values.as_array().unwrap();
        let refused = tested(data_type, operator, values);
        assert!(refused.is_err(), "{operator} {values:?} of {data_type:?}: {refused:?}");
    }
}

/// What SQL says of a condition on one value.
fn truth(condition: &Expr, row: Option<&Value>) -> Option<bool> {
    match condition {
        Expr::And(parts) => all(parts.iter().map(|part| truth(part, row))),
        Expr::Or(parts) => {
            all(parts.iter().map(|part| truth(part, row).map(|one| !one))).map(|one| !one)
        }
        Expr::IsNull { operand, negated } => Some(value(operand, row).is_none() != *negated),
        Expr::InList { operand, list, negated } => {
            let found = value(operand, row)?;
            Some(list.iter().any(|one| value(one, row).as_ref() == Some(&found)) != *negated)
        }
        Expr::Binary(operator, left, right) => {
            let (left, right) = (value(left, row)?, value(right, row)?);
            let order = order(&left, &right);
            Some(match operator {
                BinaryOperator::Equal => order.is_eq(),
                BinaryOperator::NotEqual => order.is_ne(),
                BinaryOperator::Less => order.is_lt(),
                BinaryOperator::LessOrEqual => order.is_le(),
                BinaryOperator::Greater => order.is_gt(),
                BinaryOperator::GreaterOrEqual => order.is_ge(),
                other => panic!("{other:?}"),
            })
        }
        Expr::Like { operand, pattern, negated } => {
            let (text, pattern) = (text(operand, row)?, text(pattern, row)?);
            let (text, pattern): (Vec<_>, Vec<_>) =
                (text.chars().collect(), pattern.chars().collect());
            Some(is_like(&text, &pattern) != *negated)
        }
        Expr::Regex { operand, pattern, negated } => {
            let pattern = regex::Regex::new(&text(pattern, row)?).unwrap();
            Some(pattern.is_match(&text(operand, row)?) != *negated)
        }
        other => panic!("{other:?}"),
    }
}

fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let parts: Vec<_> = parts.collect();
    if parts.contains(&Some(false)) {
        return Some(false);
    }
    if parts.contains(&None) { None } else { Some(true) }
}

fn value(expression: &Expr, row: Option<&Value>) -> Option<Value> {
    match expression {
        Expr::Column { .. } => row.cloned(),
        Expr::Value(value) => Some(value.clone()),
        Expr::BinaryText(operand) => value(operand, row),
        Expr::Call(Function::Lower, arguments) => {
            text(&arguments[0], row).map(|text| Value::Text(text.to_lowercase()))
        }
        other => panic!("{other:?}"),
    }
}

fn text(expression: &Expr, row: Option<&Value>) -> Option<String> {
    match value(expression, row)? {
        Value::Text(text) => Some(text),
        other => panic!("{other:?} is no text"),
    }
}

fn order(left: &Value, right: &Value) -> std::cmp::Ordering {
    match (left, right) {
        (Value::Integer(_) | Value::Decimal(_), Value::Integer(_) | Value::Decimal(_)) => {
            number(left).cmp(&number(right))
        }
        (Value::Boolean(left), Value::Boolean(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => left.as_bytes().cmp(right.as_bytes()),
        (Value::Uuid(left), Value::Uuid(right)) => left.cmp(right),
        (Value::Date(left), Value::Date(right)) => left.cmp(right),
        (Value::Timestamp(left), Value::Timestamp(right)) => left.cmp(right),
        (Value::TimestampTz(left), Value::TimestampTz(right)) => left.cmp(right),
        other => panic!("{other:?} are of two types"),
    }
}

fn number(value: &Value) -> Decimal {
    match value {
        Value::Integer(whole) => Decimal::from(*whole),
        Value::Decimal(exact) => *exact,
        other => panic!("{other:?} is no number"),
    }
}

fn is_like(text: &[char], pattern: &[char]) -> bool {
    match pattern {
        [] => text.is_empty(),
        ['%', rest @ ..] => (0..=text.len()).any(|skipped| is_like(&text[skipped..], rest)),
        ['\\', literal, rest @ ..] => text.first() == Some(literal) && is_like(&text[1..], rest),
        ['_', rest @ ..] => !text.is_empty() && is_like(&text[1..], rest),
        [literal, rest @ ..] => text.first() == Some(literal) && is_like(&text[1..], rest),
    }
}
