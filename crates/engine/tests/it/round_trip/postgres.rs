//! PostgreSQL.

use souk_testkit::generate::Draw;

use super::sample::{Kind, Sample, hexadecimal};
use super::{Declared, ROUNDS, Spelling, check, fill};
use crate::support::Database;

const MICROSECONDS_OF_DAY: i64 = 86_400_000_000;

pub(super) const COLUMNS: &[Declared] = &[
    ("boolean", Kind::Boolean),
    ("smallint", Kind::Whole(i16::MIN as i128, i16::MAX as i128)),
    ("integer", Kind::Whole(i32::MIN as i128, i32::MAX as i128)),
    ("bigint", Kind::Whole(i64::MIN as i128, i64::MAX as i128)),
    ("oid", Kind::Whole(0, u32::MAX as i128)),
    ("numeric(5,2)", Kind::Decimal(5, 2)),
    ("numeric(38,0)", Kind::Decimal(38, 0)),
    ("numeric(38,10)", Kind::Decimal(38, 10)),
    ("numeric(38,38)", Kind::Decimal(38, 38)),
    ("numeric", Kind::Digits(30, 7)),
    ("numeric(50,7)", Kind::Digits(38, 7)),
    ("numeric", Kind::OneOf(&[("'NaN'", "NaN"), ("'Infinity'", "Infinity"), ("1e40", ONE_E40)])),
    ("real", Kind::AnySingle),
    ("double precision", Kind::AnyDouble),
    ("text", Kind::Text(1000)),
    ("varchar(20)", Kind::Text(20)),
    ("text COLLATE \"und-x-icu\"", Kind::Text(20)),
    ("bytea", Kind::Bytes(40)),
    ("date", Kind::Day(1, 9999)),
    ("time", Kind::Clock(0, MICROSECONDS_OF_DAY, false)),
    ("timestamp", Kind::Moment(1, 9999, 1)),
    ("timestamptz", Kind::Instant(1, 9999, 1)),
    ("uuid", Kind::Uuid),
    ("json", Kind::OneOf(&[("'{\"b\": 1,  \"a\": [\"é\"]}'", "{\"b\": 1,  \"a\": [\"é\"]}")])),
    ("jsonb", Kind::OneOf(&[("'{\"b\":1,\"a\":null}'", "{\"a\": null, \"b\": 1}"), ("'1'", "1")])),
    ("interval", Kind::OneOf(INTERVALS)),
    ("integer[]", Kind::OneOf(&[("'{1,NULL,-3}'", "{1,NULL,-3}"), ("'{}'", "{}")])),
    ("text[]", Kind::OneOf(&[("ARRAY['a b','x,y']", "{\"a b\",\"x,y\"}")])),
    ("mood", Kind::OneOf(&[("'glad'", "glad"), ("'Üzgün ''x'''", "Üzgün 'x'")])),
    ("price", Kind::Decimal(12, 3)),
    ("inet", Kind::OneOf(&[("'10.1.2.3'", "10.1.2.3/32"), ("'::1/64'", "::1/64")])),
];

const ONE_E40: &str = "10000000000000000000000000000000000000000";

const INTERVALS: &[(&str, &str)] = &[
    ("'1 year 2 mons 3 days 04:05:06.789'", "1 year 2 mons 3 days 04:05:06.789"),
    ("'-1 day'", "-1 days"),
    ("'0'", "00:00:00"),
];

const SPELLING: Spelling = Spelling {
    create: "CREATE TABLE {table} ({columns})",
    key: "bigint PRIMARY KEY",
    nullable: "{type}",
    literal,
};

fn literal(value: &Sample) -> String {
    match value {
        Sample::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Sample::Bytes(bytes) => format!("'\\x{}'", hexadecimal(bytes)),
        Sample::Single(number) => format!("'{number}'::real"),
        Sample::Double(number) => format!("'{number}'::float8"),
        Sample::Instant(_) => format!("'{}+00'", value.written()),
        Sample::Literal(literal, _) => (*literal).to_owned(),
        other => format!("'{}'", other.written()),
    }
}

#[tokio::test]
async fn random_values_come_back_exactly() {
    let database = Database::holding(
        "CREATE TYPE mood AS ENUM ('glad', 'Üzgün ''x'''); CREATE DOMAIN price AS numeric(12,3)",
    )
    .await;
    for seed in 0..ROUNDS {
        let filled = fill(&mut Draw::new(seed), &format!("t{seed}"), COLUMNS, &SPELLING);
        database.execute(&filled.statements.join(";\n")).await;
        check(database.engine.engine(), seed, &filled).await;
    }
}
