//! The cases. Rows of an answer are parted by `;`, their columns by `|`.

use chrono_tz::Tz;
use souk_model::DataType;

use super::rows::{
    aggregate, binary, call, cast, column, moment, name, numbers, of, project, rows, table, text,
    texts, time, truth, whole,
};
use crate::sql::{
    AggregateFunction, BinaryOperator, Expr, Frame, Function, Join, JoinKind, OrderKey, OrderTerm,
    Select, Source, Unit, WindowFunction, WindowOrder,
};
use crate::{Dialect, Value};

pub(super) struct Case {
    pub(super) name: String,
    pub(super) select: Select,
    pub(super) answer: String,
}

fn window(aggregate: Expr, partition_by: Vec<Expr>) -> Expr {
    let aggregate = Box::new(aggregate);
    Expr::Over { aggregate, partition_by, order_by: Vec::new(), frame: None }
}

/// A value over the rows in an order.
fn running(value: Expr, by: &str, descending: bool, frame: Option<Frame>) -> Expr {
    Expr::Over {
        aggregate: Box::new(value),
        partition_by: Vec::new(),
        order_by: vec![WindowOrder { key: column(by), descending }],
        frame,
    }
}

fn ordered_windows() -> Vec<Case> {
    let shown = |over| by_key(over_rows(vec![column("k"), over]));
    let sum = || aggregate(AggregateFunction::Sum, column("n"));
    let rank = Expr::Over {
        aggregate: Box::new(Expr::Ranked(WindowFunction::Rank, Vec::new())),
        partition_by: vec![column("b")],
        order_by: vec![WindowOrder { key: column("n"), descending: false }],
        frame: None,
    };
    let place = Expr::Ranked(WindowFunction::RowNumber, Vec::new());
    let before = Expr::Ranked(WindowFunction::Lag, vec![column("n"), Expr::Integer(1)]);
    vec![
        case("place in an order", shown(running(place, "n", true, None)), "1|4;2|3;3|2;4|5;5|1"),
        case("rank in a part", shown(rank), "1|1;2|1;3|2;4|1;5|3"),
        case(
            "value before",
            shown(running(before, "k", false, None)),
            "1|NULL;2|10;3|20;4|30;5|NULL",
        ),
        case(
            "running sum by peers",
            shown(running(sum(), "k", false, None)),
            "1|10;2|30;3|60;4|60;5|160",
        ),
        case(
            "running sum of rows",
            shown(running(sum(), "k", true, Some(Frame::Before))),
            "1|160;2|150;3|130;4|100;5|100",
        ),
        case(
            "sum of two rows",
            shown(running(sum(), "k", false, Some(Frame::Preceding(1)))),
            "1|10;2|30;3|50;4|30;5|100",
        ),
    ]
}

pub(super) fn case(called: &str, select: Select, answer: &str) -> Case {
    Case { name: called.to_owned(), select, answer: answer.to_owned() }
}

pub(super) fn cases(dialect: &'static dyn Dialect) -> Vec<Case> {
    let mut all = ordering();
    all.extend(conditions());
    all.extend(joins());
    all.extend(times());
    all.extend(zones());
    all.extend(aggregates());
    all.extend(ordered_windows());
    all.extend(sums(dialect));
    all.extend(scalars());
    all.extend(tenants(dialect));
    all.extend(super::author::cases(dialect));
    all
}

/// Expressions over the rows, one answer row.
pub(super) fn over_rows(expressions: Vec<Expr>) -> Select {
    Select {
        with: vec![rows()],
        columns: project(expressions),
        from: Some(Source::common(&name("v"))),
        ..Select::default()
    }
}

fn position(position: usize, descending: bool) -> OrderTerm {
    OrderTerm { key: OrderKey::Position(position), descending, is_present: false }
}

pub(super) fn by_key(mut select: Select) -> Select {
    select.order_by.push(position(1, false));
    select
}

fn is_key(key: i64) -> Expr {
    Expr::equal(column("k"), whole(key))
}

/// The keys of the rows that satisfy a condition.
fn keys_where(condition: Expr) -> Select {
    by_key(Select { filter: vec![condition], ..over_rows(vec![column("k")]) })
}

fn truth_number() -> Expr {
    let branches =
        vec![(column("b"), Expr::Integer(1)), (Expr::Not(Box::new(column("b"))), Expr::Integer(0))];
    Expr::Case { branches, otherwise: None }
}

fn ordering() -> Vec<Case> {
    let by_text = |descending| Select {
        order_by: vec![OrderTerm {
            key: OrderKey::Text(column("t")),
            descending,
            is_present: false,
        }],
        ..over_rows(vec![column("k"), column("t")])
    };
    let by_number = |descending| Select {
        order_by: vec![position(2, descending)],
        ..over_rows(vec![column("k"), column("n")])
    };
    let grouped = Select {
        group_by: 1,
        is_grouped: true,
        having: vec![binary(BinaryOperator::Less, Expr::CountRows, whole(2))],
        order_by: vec![OrderTerm {
            key: OrderKey::Text(column("t")),
            descending: false,
            is_present: false,
        }],
        ..over_rows(vec![column("t"), Expr::CountRows])
    };
    let grouped_by_value = Select {
        group_by: 1,
        is_grouped: true,
        order_by: vec![position(2, true), position(1, false)],
        ..over_rows(vec![
            Expr::Case {
                branches: vec![(
                    binary(BinaryOperator::Less, column("n"), whole(25)),
                    text("small"),
                )],
                otherwise: Some(Box::new(text("large"))),
            },
            Expr::CountRows,
        ])
    };
    let by_expression = Select {
        order_by: vec![OrderTerm {
            key: OrderKey::Text(grouped_by_value.columns[0].expression.clone()),
            descending: false,
            is_present: false,
        }],
        ..grouped_by_value.clone()
    };
    let union = Select {
        union_all: vec![Select { with: Vec::new(), ..over_rows(vec![column("n")]) }],
        order_by: vec![position(1, false)],
        limit: Some(3),
        ..Select { filter: vec![is_key(1)], ..over_rows(vec![column("n")]) }
    };
    let last_of_union = Select {
        order_by: vec![position(1, false)],
        limit: None,
        offset: Some(5),
        ..union.clone()
    };
    vec![
        case("text in byte order", by_text(false), "2|B;5|a%b_c;1|b;3|å;4|NULL"),
        case("text in byte order, descending", by_text(true), "3|å;1|b;5|a%b_c;2|B;4|NULL"),
        case("numbers ascending", by_number(false), "1|10;2|20;3|30;5|100;4|NULL"),
        case("numbers descending", by_number(true), "5|100;3|30;2|20;1|10;4|NULL"),
        case(
            "limit and offset",
            Select { limit: Some(2), offset: Some(1), ..by_number(false) },
            "2|20;3|30",
        ),
        case("offset alone", Select { offset: Some(3), ..by_number(false) }, "5|100;4|NULL"),
        case("limit alone", Select { limit: Some(1), ..by_number(true) }, "5|100"),
        case("groups keep letter case apart", grouped, "B|1;a%b_c|1;b|1;å|1;NULL|1"),
        case("groups in the order of such an expression", by_expression, "large|3;small|2"),
        case("groups by an expression with values", grouped_by_value, "large|3;small|2"),
        case(
            "distinct",
            Select {
                distinct: true,
                order_by: vec![position(1, false)],
                ..over_rows(vec![truth_number()])
            },
            "0;1;NULL",
        ),
        case("union", union, "10;10;20"),
        case("union, NULL last", last_of_union, "NULL"),
    ]
}

fn like(pattern: &str, negated: bool) -> Expr {
    let (operand, pattern) = (Box::new(column("t")), Box::new(text(pattern)));
    Expr::Like { operand, pattern, negated }
}

fn regex(pattern: &str, negated: bool) -> Expr {
    let (operand, pattern) = (Box::new(column("t")), Box::new(text(pattern)));
    Expr::Regex { operand, pattern, negated }
}

fn lower(operand: Expr) -> Expr {
    call(Function::Lower, vec![operand])
}

fn conditions() -> Vec<Case> {
    let list = |negated| Expr::InList {
        operand: Box::new(column("k")),
        list: vec![whole(1), whole(4)],
        negated,
    };
    let null = |negated| Expr::IsNull { operand: Box::new(column("t")), negated };
    let folded = Expr::Like {
        operand: Box::new(lower(column("t"))),
        pattern: Box::new(lower(text("B%"))),
        negated: false,
    };
    let truths = vec![
        column("k"),
        is_key(1),
        Expr::Not(Box::new(is_key(1))),
        Expr::binary(BinaryOperator::Less, column("n"), whole(5)),
    ];
    let pairs = vec![column("k"), column("n")];
    let row_query = Select {
        columns: vec![
            crate::sql::Projection { expression: of("v", "k"), alias: None },
            crate::sql::Projection { expression: of("v", "n"), alias: None },
        ],
        from: Some(Source::common(&name("v"))),
        filter: vec![binary(BinaryOperator::Greater, column("k"), whole(2))],
        ..Select::default()
    };
    let exists = Expr::Exists(Box::new(Select {
        columns: vec![crate::sql::Projection { expression: Expr::Integer(1), alias: None }],
        from: Some(Source::named(&name("v"), &name("w"))),
        filter: vec![Expr::equal(
            of("w", "n"),
            binary(BinaryOperator::Multiply, of("u", "n"), whole(2)),
        )],
        ..Select::default()
    }));
    let exists_case = by_key(Select {
        columns: project(vec![of("u", "k")]),
        from: Some(Source::named(&name("v"), &name("u"))),
        filter: vec![exists],
        ..over_rows(Vec::new())
    });
    let scalar = Expr::Scalar(Box::new(Select {
        columns: vec![crate::sql::Projection {
            expression: aggregate(AggregateFunction::Max, of("v", "n")),
            alias: None,
        }],
        from: Some(Source::common(&name("v"))),
        ..Select::default()
    }));
    vec![
        case("escaped pattern", keys_where(like(r"a\%b\_%", false)), "5"),
        case("escaped pattern, negated", keys_where(like(r"a\%b\_%", true)), "1;2;3"),
        case("pattern minds letter case", keys_where(like("b%", false)), "1"),
        case("pattern without letter case", keys_where(folded), "1;2"),
        case("regular expression", keys_where(regex("^[ab]", false)), "1;5"),
        case("regular expression, negated", keys_where(regex("^[ab]", true)), "2;3"),
        case("regular expression inside", keys_where(regex("b_", false)), "5"),
        case("list", keys_where(list(false)), "1;4"),
        case("list, negated", keys_where(list(true)), "2;3;5"),
        case("is null", keys_where(null(false)), "4"),
        case("is not null", keys_where(null(true)), "1;2;3;5"),
        case("all of nothing", keys_where(Expr::And(Vec::new())), "1;2;3;4;5"),
        case("any of nothing", keys_where(Expr::Or(Vec::new())), ""),
        case("a truth is a condition", keys_where(column("b")), "1;3;5"),
        case(
            "a condition is a value",
            by_key(over_rows(truths)),
            "1|1|0|0;2|0|1|0;3|0|1|0;4|0|1|NULL;5|0|1|0",
        ),
        case("same", keys_where(Expr::Same(Box::new(column("n")), Box::new(Expr::Null))), "4"),
        case(
            "not the same",
            keys_where(Expr::Not(Box::new(Expr::Same(Box::new(column("n")), Box::new(whole(10)))))),
            "2;3;4;5",
        ),
        case(
            "rows in a query",
            keys_where(Expr::InQuery { operands: pairs, query: Box::new(row_query) }),
            "3;5",
        ),
        case("exists", exists_case, "1"),
        case("scalar query", keys_where(Expr::equal(column("n"), scalar)), "5"),
    ]
}

fn joined(kind: JoinKind, on: Vec<Expr>) -> Select {
    let left = [Some(1), Some(2), None];
    let right = [Some(2), Some(3), None];
    Select {
        with: vec![numbers("l", &left), numbers("r", &right)],
        columns: project(vec![
            Expr::CountRows,
            aggregate(AggregateFunction::Count, of("l", "a")),
            aggregate(AggregateFunction::Count, of("r", "a")),
        ]),
        from: Some(Source::common(&name("l"))),
        joins: vec![Join { kind, source: Source::common(&name("r")), on }],
        ..Select::default()
    }
}

fn joins() -> Vec<Case> {
    let equal = || vec![Expr::equal(of("l", "a"), of("r", "a"))];
    let same = || vec![Expr::Same(Box::new(of("l", "a")), Box::new(of("r", "a")))];
    let less = || vec![binary(BinaryOperator::Less, of("l", "a"), of("r", "a"))];
    let folded = Select {
        with: vec![texts("l", &["b", "B", "b "]), texts("r", &["b", "b "])],
        columns: project(vec![Expr::CountRows]),
        from: Some(Source::common(&name("l"))),
        joins: vec![Join {
            kind: JoinKind::Inner,
            source: Source::common(&name("r")),
            on: vec![Expr::SameKey(Box::new(of("l", "t")), Box::new(of("r", "t")))],
        }],
        ..Select::default()
    };
    vec![
        case("inner join", joined(JoinKind::Inner, equal()), "1|1|1"),
        case("left join", joined(JoinKind::Left, equal()), "3|2|1"),
        case("right join", joined(JoinKind::Right, equal()), "3|1|2"),
        case("full join", joined(JoinKind::Full, equal()), "5|2|2"),
        case("cross join", joined(JoinKind::Cross, Vec::new()), "9|6|6"),
        case("inner join on same", joined(JoinKind::Inner, same()), "2|1|1"),
        case("left join on same", joined(JoinKind::Left, same()), "3|2|1"),
        case("full join on same", joined(JoinKind::Full, same()), "4|2|2"),
        case("left join on less", joined(JoinKind::Left, less()), "4|3|3"),
        case("joins keep letter case and blanks apart", folded, "2"),
    ]
}

fn times() -> Vec<Case> {
    let truncate = |unit| Expr::Truncate { operand: Box::new(column("at")), unit };
    let truncated = |called: &str, unit, answer: &str| {
        case(called, by_key(over_rows(vec![column("k"), truncate(unit)])), answer)
    };
    let shifted = |called: &str, from: &str, unit, count, answer: &str| {
        let operand = Box::new(cast(time(from), DataType::Timestamp));
        let select = Select {
            filter: vec![is_key(1)],
            ..over_rows(vec![Expr::Shift { operand, unit, count }])
        };
        case(called, select, answer)
    };
    let rows = |times: [&str; 4]| {
        let [first, second, third, fifth] = times;
        format!("1|{first};2|{second};3|{third};4|NULL;5|{fifth}")
    };
    let old = "1950-05-05 10:30:15.5";
    let old_truncated =
        |unit| Expr::Truncate { operand: Box::new(cast(time(old), DataType::Timestamp)), unit };
    let old_times = Select {
        filter: vec![is_key(1)],
        ..over_rows(
            [Unit::Second, Unit::Hour, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year]
                .map(old_truncated)
                .into(),
        )
    };
    vec![
        truncated(
            "start of second",
            Unit::Second,
            &rows([
                "2024-02-29 23:59:59",
                "2024-01-31 10:30:15",
                "2023-12-31 00:00:00",
                "2024-11-04 12:00:00",
            ]),
        ),
        truncated(
            "start of minute",
            Unit::Minute,
            &rows([
                "2024-02-29 23:59:00",
                "2024-01-31 10:30:00",
                "2023-12-31 00:00:00",
                "2024-11-04 12:00:00",
            ]),
        ),
        truncated(
            "start of hour",
            Unit::Hour,
            &rows([
                "2024-02-29 23:00:00",
                "2024-01-31 10:00:00",
                "2023-12-31 00:00:00",
                "2024-11-04 12:00:00",
            ]),
        ),
        truncated(
            "start of day",
            Unit::Day,
            &rows([
                "2024-02-29 00:00:00",
                "2024-01-31 00:00:00",
                "2023-12-31 00:00:00",
                "2024-11-04 00:00:00",
            ]),
        ),
        truncated(
            "start of week",
            Unit::Week,
            &rows([
                "2024-02-26 00:00:00",
                "2024-01-29 00:00:00",
                "2023-12-25 00:00:00",
                "2024-11-04 00:00:00",
            ]),
        ),
        truncated(
            "start of month",
            Unit::Month,
            &rows([
                "2024-02-01 00:00:00",
                "2024-01-01 00:00:00",
                "2023-12-01 00:00:00",
                "2024-11-01 00:00:00",
            ]),
        ),
        truncated(
            "start of quarter",
            Unit::Quarter,
            &rows([
                "2024-01-01 00:00:00",
                "2024-01-01 00:00:00",
                "2023-10-01 00:00:00",
                "2024-10-01 00:00:00",
            ]),
        ),
        truncated(
            "start of year",
            Unit::Year,
            &rows([
                "2024-01-01 00:00:00",
                "2024-01-01 00:00:00",
                "2023-01-01 00:00:00",
                "2024-01-01 00:00:00",
            ]),
        ),
        case(
            "starts before 1970",
            old_times,
            "1950-05-05 10:30:15|1950-05-05 10:00:00|1950-05-01 00:00:00|1950-05-01 00:00:00|\
             1950-04-01 00:00:00|1950-01-01 00:00:00",
        ),
        shifted("a month on", "2024-01-31 10:30:15", Unit::Month, 1, "2024-02-29 10:30:15"),
        shifted("a month back", "2024-03-31 10:30:15", Unit::Month, -1, "2024-02-29 10:30:15"),
        shifted(
            "thirteen months on",
            "2024-01-31 00:00:00",
            Unit::Month,
            13,
            "2025-02-28 00:00:00",
        ),
        shifted("a quarter on", "2024-01-31 10:30:15", Unit::Quarter, 1, "2024-04-30 10:30:15"),
        shifted("a year on", "2024-02-29 10:30:15", Unit::Year, 1, "2025-02-28 10:30:15"),
        shifted("a year back", "2024-02-28 10:30:15", Unit::Year, -1, "2023-02-28 10:30:15"),
        shifted("a week back", "2024-03-05 10:30:15", Unit::Week, -1, "2024-02-27 10:30:15"),
        shifted("days on", "2024-02-28 10:30:15", Unit::Day, 2, "2024-03-01 10:30:15"),
        shifted("hours back", "2024-03-01 01:30:15", Unit::Hour, -2, "2024-02-29 23:30:15"),
        shifted("minutes on", "2024-02-29 23:59:15", Unit::Minute, 1, "2024-03-01 00:00:15"),
        shifted("seconds on", "2024-12-31 23:59:59", Unit::Second, 1, "2025-01-01 00:00:00"),
    ]
}

fn zones() -> Vec<Case> {
    let instants = ["2024-07-01 22:30:00", "2024-01-01 23:30:00", "2024-03-31 01:00:00"];
    let rows = instants.iter().enumerate().map(|(key, at)| {
        let instant = Value::TimestampTz(moment(at).and_utc());
        vec![whole(i64::try_from(key).unwrap()), Expr::Value(instant), time(at)]
    });
    let columns =
        [("k", DataType::Int64), ("i", DataType::TimestampTz), ("w", DataType::Timestamp)];
    let table = table("v", &columns, rows.collect());
    let local =
        |of: &str, from, zone| Expr::LocalTime { operand: Box::new(column(of)), from, zone };
    let both = |zone| {
        by_key(Select {
            with: vec![table.clone()],
            columns: project(vec![
                column("k"),
                local("i", DataType::TimestampTz, zone),
                local("w", DataType::Timestamp, zone),
            ]),
            from: Some(Source::common(&name("v"))),
            ..Select::default()
        })
    };
    let months = by_key(Select {
        group_by: 1,
        is_grouped: true,
        columns: project(vec![
            Expr::Truncate {
                operand: Box::new(local("i", DataType::TimestampTz, Tz::Europe__Oslo)),
                unit: Unit::Day,
            },
            Expr::CountRows,
        ]),
        ..both(Tz::UTC)
    });
    let days = by_key(Select {
        group_by: 1,
        is_grouped: true,
        columns: project(vec![
            Expr::Truncate {
                operand: Box::new(local("i", DataType::TimestampTz, Tz::UTC)),
                unit: Unit::Month,
            },
            Expr::CountRows,
        ]),
        ..both(Tz::UTC)
    });
    vec![
        case(
            "wall clock of UTC",
            both(Tz::UTC),
            "0|2024-07-01 22:30:00|2024-07-01 22:30:00;1|2024-01-01 23:30:00|2024-01-01 23:30:00;\
             2|2024-03-31 01:00:00|2024-03-31 01:00:00",
        ),
        case(
            "wall clock of a zone",
            both(Tz::Europe__Oslo),
            "0|2024-07-02 00:30:00|2024-07-02 00:30:00;1|2024-01-02 00:30:00|2024-01-02 00:30:00;\
             2|2024-03-31 03:00:00|2024-03-31 03:00:00",
        ),
        case(
            "days of a zone",
            months,
            "2024-01-02 00:00:00|1;2024-03-31 00:00:00|1;2024-07-02 00:00:00|1",
        ),
        case(
            "months of UTC",
            days,
            "2024-01-01 00:00:00|1;2024-03-01 00:00:00|1;2024-07-01 00:00:00|1",
        ),
    ]
}

fn aggregates() -> Vec<Case> {
    let percentile = |parts| aggregate(AggregateFunction::Percentile(parts), column("n"));
    let truths = || {
        vec![
            aggregate(AggregateFunction::Any, column("b")),
            aggregate(AggregateFunction::All, column("b")),
        ]
    };
    let filtered =
        |expressions, condition| Select { filter: vec![condition], ..over_rows(expressions) };
    let join_texts =
        || Expr::JoinTexts { operand: Box::new(column("t")), separator: Box::new(text(", ")) };
    let deviation = || aggregate(AggregateFunction::Deviation, column("d"));
    let compared = |function| {
        let condition = binary(BinaryOperator::Greater, column("n"), whole(15));
        aggregate(function, condition)
    };
    let over = |partition_by| Expr::Over {
        aggregate: Box::new(aggregate(AggregateFunction::Sum, column("n"))),
        partition_by,
        order_by: Vec::new(),
        frame: None,
    };
    vec![
        case("percentiles", over_rows(vec![percentile(500_000), percentile(900_000)]), "25|79"),
        case(
            "greatest percentile",
            over_rows(vec![percentile(1_000_000), percentile(0)]),
            "100|10",
        ),
        case("percentile of nothing", filtered(vec![percentile(500_000)], is_key(4)), "NULL"),
        case("any and all", over_rows(truths()), "1|0"),
        case("any and all of trues", filtered(truths(), is_key(1)), "1|1"),
        case("any and all of nothing", filtered(truths(), is_key(4)), "NULL|NULL"),
        case(
            "any and all of a condition",
            over_rows(vec![compared(AggregateFunction::Any), compared(AggregateFunction::All)]),
            "1|0",
        ),
        case("texts joined in byte order", over_rows(vec![join_texts()]), "B, a%b_c, b, å"),
        case("no texts joined", filtered(vec![join_texts()], is_key(4)), "NULL"),
        case("deviation", over_rows(vec![deviation()]), "2.857738033247041"),
        case("deviation of one", filtered(vec![deviation()], is_key(1)), "NULL"),
        case("deviation of nothing", filtered(vec![deviation()], is_key(4)), "NULL"),
        case(
            "counts",
            over_rows(vec![
                Expr::CountRows,
                aggregate(AggregateFunction::Count, column("t")),
                aggregate(AggregateFunction::ApproximateCount, column("t")),
                Expr::Aggregate {
                    function: AggregateFunction::Count,
                    distinct: true,
                    operand: Box::new(column("b")),
                },
            ]),
            "5|4|4|2",
        ),
        case(
            "least and greatest text",
            over_rows(vec![
                aggregate(AggregateFunction::Min, Expr::BinaryText(Box::new(column("t")))),
                aggregate(AggregateFunction::Max, Expr::BinaryText(Box::new(column("t")))),
            ]),
            "B|å",
        ),
        case(
            "least of nothing",
            filtered(
                vec![
                    aggregate(AggregateFunction::Min, column("n")),
                    aggregate(AggregateFunction::Sum, column("n")),
                    Expr::CountRows,
                ],
                is_key(6),
            ),
            "NULL|NULL|0",
        ),
        case(
            "window over all",
            by_key(over_rows(vec![column("k"), over(Vec::new())])),
            "1|160;2|160;3|160;4|160;5|160",
        ),
        case(
            "window over a part",
            by_key(over_rows(vec![column("k"), over(vec![column("b")])])),
            "1|140;2|20;3|140;4|NULL;5|140",
        ),
        case(
            "window over counts",
            by_key(over_rows(vec![
                column("k"),
                window(Expr::CountRows, Vec::new()),
                window(aggregate(AggregateFunction::Count, column("n")), vec![column("b")]),
            ])),
            "1|5|3;2|5|1;3|5|3;4|5|0;5|5|3",
        ),
        case(
            "window over groups",
            by_key(Select {
                group_by: 1,
                is_grouped: true,
                ..over_rows(vec![
                    truth_number(),
                    Expr::Over {
                        aggregate: Box::new(aggregate(
                            AggregateFunction::Sum,
                            aggregate(AggregateFunction::Sum, column("n")),
                        )),
                        partition_by: Vec::new(),
                        order_by: Vec::new(),
                        frame: None,
                    },
                ])
            }),
            "0|160;1|160;NULL|160",
        ),
    ]
}

fn sums(dialect: &'static dyn Dialect) -> Vec<Case> {
    let greatest = || numbers("v", &[Some(i64::MAX), Some(i64::MAX), None]);
    let over = |with, expressions| Select {
        with: vec![with],
        columns: project(expressions),
        from: Some(Source::common(&name("v"))),
        ..Select::default()
    };
    let long = DataType::Int64;
    let decimal = DataType::Decimal { precision: 10, scale: 2 };
    let cents = |value: &str| Expr::Value(Value::Decimal(value.parse().unwrap()));
    let money = table(
        "v",
        &[("a", decimal)],
        ["0.10", "0.20", "0.40"].iter().map(|value| vec![cents(value)]).collect(),
    );
    vec![
        case(
            "a sum does not overflow",
            over(greatest(), vec![dialect.sum(column("a"), long)]),
            "18446744073709551614",
        ),
        case(
            "a mean does not overflow",
            over(greatest(), vec![dialect.average(column("a"), long)]),
            "9223372036854775807",
        ),
        case(
            "a mean of whole numbers",
            over(numbers("v", &[Some(1), Some(2), None]), vec![dialect.average(column("a"), long)]),
            "1.5",
        ),
        case(
            "a mean of nothing",
            over(
                numbers("v", &[None, None]),
                vec![
                    dialect.average(cast(column("a"), long), long),
                    dialect.sum(cast(column("a"), long), long),
                ],
            ),
            "NULL|NULL",
        ),
        case(
            "decimals",
            over(
                money,
                vec![dialect.sum(column("a"), decimal), dialect.average(column("a"), decimal)],
            ),
            "0.7|0.23333333333333334",
        ),
        case(
            "true division",
            over_rows(vec![binary(
                BinaryOperator::Divide,
                cast(aggregate(AggregateFunction::Sum, column("n")), DataType::Float64),
                cast(aggregate(AggregateFunction::Count, column("n")), DataType::Float64),
            )]),
            "40",
        ),
    ]
}

fn scalars() -> Vec<Case> {
    let one = |expressions| Select { filter: vec![is_key(3)], ..over_rows(expressions) };
    let null = || Select { filter: vec![is_key(4)], ..over_rows(Vec::new()) };
    let rounding =
        |function, value| call(function, vec![cast(super::rows::float(value), DataType::Float64)]);
    let day = Expr::Value(Value::Date(moment("2024-02-29 00:00:00").date()));
    vec![
        case(
            "texts",
            one(vec![
                call(Function::Upper, vec![text("ab")]),
                call(Function::Trim, vec![text("  ab ")]),
                call(Function::CharLength, vec![text("åæ ")]),
                call(Function::Substring, vec![text("åæø"), whole(2), whole(1)]),
                call(Function::Substring, vec![text("åæø"), whole(2)]),
                call(Function::Replace, vec![text("aba"), text("a"), text("x")]),
                binary(BinaryOperator::Concat, column("t"), text("!")),
            ]),
            "AB|ab|3|æ|æø|xbx|å!",
        ),
        case("letter case beyond ASCII", one(vec![lower(text("ÅB"))]), "åb"),
        case(
            "NULL in texts",
            Select {
                columns: project(vec![
                    binary(BinaryOperator::Concat, column("t"), text("!")),
                    call(Function::Concat, vec![column("t"), text("a"), text("b")]),
                    call(Function::Coalesce, vec![column("t"), text("none")]),
                    call(Function::NullIf, vec![column("k"), whole(4)]),
                ]),
                ..null()
            },
            "NULL|ab|none|NULL",
        ),
        case(
            "numbers",
            one(vec![
                call(Function::Abs, vec![Expr::Negate(Box::new(column("n")))]),
                rounding(Function::Floor, -1.5),
                rounding(Function::Floor, 2.0),
                rounding(Function::Ceil, 1.25),
                rounding(Function::Ceil, -1.25),
                rounding(Function::Round, 1.4),
                binary(BinaryOperator::Modulo, column("n"), whole(7)),
            ]),
            "30|-2|2|2|-1|1|2",
        ),
        case(
            "parts of a time",
            one(vec![
                cast(call(Function::ExtractYear, vec![column("at")]), DataType::Int64),
                cast(call(Function::ExtractMonth, vec![column("at")]), DataType::Int64),
                cast(call(Function::ExtractDay, vec![column("at")]), DataType::Int64),
            ]),
            "2023|12|31",
        ),
        case(
            "casts",
            one(vec![
                cast(text("42"), DataType::Int64),
                cast(column("n"), DataType::Text),
                cast(text("1.25"), DataType::Decimal { precision: 10, scale: 2 }),
                cast(column("n"), DataType::Float64),
                cast(cast(day, DataType::Date), DataType::Timestamp),
            ]),
            "42|30|1.25|30|2024-02-29 00:00:00",
        ),
        case(
            "chosen values",
            by_key(over_rows(vec![
                column("k"),
                Expr::Case {
                    branches: vec![
                        (Expr::IsNull { operand: Box::new(column("n")), negated: false }, whole(0)),
                        (column("b"), column("n")),
                    ],
                    otherwise: None,
                },
            ])),
            "1|10;2|NULL;3|30;4|0;5|100",
        ),
        case(
            "values of one row",
            Select {
                with: vec![table("v", &[("b", DataType::Boolean)], vec![vec![truth(true)]])],
                columns: project(vec![column("b")]),
                from: Some(Source::common(&name("v"))),
                ..Select::default()
            },
            "1",
        ),
    ]
}

fn tenants(dialect: &dyn Dialect) -> Vec<Case> {
    let counted = |with, condition| Select {
        with: vec![with],
        columns: project(vec![Expr::CountRows]),
        from: Some(Source::common(&name("v"))),
        filter: vec![condition],
        ..Select::default()
    };
    let keys = texts("v", &["acme", "ACME", "acme ", "acmé"]);
    // As the scope writes it.
    let tenant_number = match dialect.compares_numbers_exactly() {
        true => Expr::equal(column("a"), whole(7)),
        false => Expr::tenant_key(column("a"), whole(7)),
    };
    let numbers = numbers("v", &[Some(7), Some(70), None]);
    vec![
        case(
            "the tenant's text key",
            counted(keys, Expr::tenant_key(column("t"), text("acme"))),
            "1",
        ),
        case("the tenant's number", counted(numbers, tenant_number), "1"),
    ]
}
