//! Cases of what only authors of SQL metrics can ask for.

use chrono_tz::Tz;
use souk_model::DataType;

use super::cases::{Case, by_key, case, over_rows};
use super::rows::{binary, call, cast, column, float, name, project, table, time, whole};
use crate::Dialect;
use crate::dialect::Quotient;
use crate::sql::{BinaryOperator, Expr, Function, Select, Source};

pub(super) fn cases(dialect: &dyn Dialect) -> Vec<Case> {
    let mut all = divisions(dialect);
    all.extend(instants());
    all.push(parts());
    all
}

fn divisions(dialect: &dyn Dialect) -> Vec<Case> {
    let by = |left: Expr, right: Expr| binary(BinaryOperator::Divide, left, right);
    let whole_type = match dialect.division().whole {
        Quotient::Whole | Quotient::Exact => DataType::Int64,
        Quotient::Float => DataType::Float64,
    };
    let is_cut = dialect.division().whole == Quotient::Whole;
    let halves = by_key(over_rows(vec![
        column("k"),
        by(cast(column("n"), whole_type), cast(whole(40), whole_type)),
        by(cast(Expr::Negate(Box::new(column("n"))), whole_type), cast(whole(40), whole_type)),
    ]));
    let answer = if is_cut {
        "1|0|0;2|0|0;3|0|0;4|NULL|NULL;5|2|-2"
    } else {
        "1|0.25|-0.25;2|0.5|-0.5;3|0.75|-0.75;4|NULL|NULL;5|2.5|-2.5"
    };
    let floats = over_rows(vec![by(
        cast(float(1.0), DataType::Float64),
        cast(float(8.0), DataType::Float64),
    )]);
    let floats = Select { limit: Some(1), ..floats };
    vec![
        case("the engine's own division of whole numbers", halves, answer),
        case("the engine's own division of floats", floats, "0.125"),
    ]
}

fn instants() -> Vec<Case> {
    let walls = ["2024-07-01 00:30:00", "2024-01-02 00:30:00"];
    let rows = walls.iter().zip(0..).map(|(wall, key)| vec![whole(key), time(wall)]).collect();
    let rows = table("v", &[("k", DataType::Int64), ("w", DataType::Timestamp)], rows);
    let there_and_back = |zone| Expr::LocalTime {
        operand: Box::new(Expr::Instant { operand: Box::new(column("w")), zone }),
        from: DataType::TimestampTz,
        zone: Tz::UTC,
    };
    let shown = |zone| {
        by_key(Select {
            with: vec![rows.clone()],
            columns: project(vec![column("k"), there_and_back(zone)]),
            from: Some(Source::common(&name("v"))),
            ..Select::default()
        })
    };
    vec![
        case(
            "instant of a clock of UTC",
            shown(Tz::UTC),
            "0|2024-07-01 00:30:00;1|2024-01-02 00:30:00",
        ),
        case(
            "instant of a zone's clock",
            shown(Tz::Europe__Oslo),
            "0|2024-06-30 22:30:00;1|2024-01-01 23:30:00",
        ),
    ]
}

fn parts() -> Case {
    let part = |function| cast(call(function, vec![column("at")]), DataType::Int64);
    let shown = by_key(over_rows(vec![
        column("k"),
        part(Function::ExtractQuarter),
        part(Function::ExtractWeek),
        part(Function::ExtractWeekday),
        part(Function::ExtractHour),
        part(Function::ExtractMinute),
    ]));
    case(
        "quarters, weeks, days of weeks and parts of the clock",
        shown,
        "1|1|9|4|23|59;2|1|5|3|10|30;3|4|52|7|0|0;4|NULL|NULL|NULL|NULL|NULL;5|4|45|1|12|0",
    )
}
