//! MariaDB, by the MySQL connector.

use souk_testkit::generate::Draw;

use super::sample::{Kind, Sample, hexadecimal};
use super::{Declared, ROUNDS, Spelling, check, fill};
use crate::mysql::Database;

/// 838:59:59, the longest that a TIME can be.
const LONGEST: i64 = 3_020_399_000_000;

pub(super) const COLUMNS: &[Declared] = &[
    ("boolean", Kind::Boolean),
    ("tinyint", Kind::Whole(i8::MIN as i128, i8::MAX as i128)),
    ("tinyint unsigned", Kind::Whole(0, u8::MAX as i128)),
    ("smallint", Kind::Whole(i16::MIN as i128, i16::MAX as i128)),
    ("smallint unsigned", Kind::Whole(0, u16::MAX as i128)),
    ("mediumint", Kind::Whole(-8_388_608, 8_388_607)),
    ("mediumint unsigned", Kind::Whole(0, 16_777_215)),
    ("int", Kind::Whole(i32::MIN as i128, i32::MAX as i128)),
    ("int unsigned", Kind::Whole(0, u32::MAX as i128)),
    ("bigint", Kind::Whole(i64::MIN as i128, i64::MAX as i128)),
    ("bigint unsigned", Kind::Whole(0, u64::MAX as i128)),
    ("bit(10)", Kind::Whole(0, 1023)),
    ("decimal(5,2)", Kind::Decimal(5, 2)),
    ("decimal(38,0)", Kind::Decimal(38, 0)),
    ("decimal(38,10)", Kind::Decimal(38, 10)),
    ("decimal(38,38)", Kind::Decimal(38, 38)),
    ("decimal(65,7)", Kind::Digits(38, 7)),
    ("float", Kind::Single),
    ("double", Kind::Double),
    ("varchar(200)", Kind::Text(200)),
    ("longtext", Kind::Text(1000)),
    ("varchar(40) COLLATE utf8mb4_turkish_ci", Kind::Text(40)),
    ("varbinary(40)", Kind::Bytes(40)),
    ("blob", Kind::Bytes(40)),
    ("date", Kind::Day(1000, 9999)),
    ("date", Kind::OneOf(&[("'0000-00-00'", "NULL"), ("'2024-00-00'", "NULL")])),
    ("datetime(6)", Kind::Moment(1000, 9999, 1)),
    ("datetime", Kind::Moment(1000, 9999, 1_000_000)),
    ("datetime", Kind::OneOf(&[("'0000-00-00 00:00:00'", "NULL")])),
    ("timestamp(6)", Kind::Instant(1971, 2037, 1)),
    ("time(6)", Kind::Clock(-LONGEST, LONGEST, true)),
    ("year", Kind::Whole(1901, 2155)),
    ("json", Kind::OneOf(&[("'{\"b\": 1,  \"a\": [\"é\"]}'", "{\"b\": 1,  \"a\": [\"é\"]}")])),
    ("enum('glad', 'Üzgün ''x''')", Kind::OneOf(&[("'glad'", "glad"), ("2", "Üzgün 'x'")])),
    ("set('a', 'b', 'c')", Kind::OneOf(&[("'c,a'", "a,c"), ("''", "")])),
    ("uuid", Kind::Uuid),
];

const SPELLING: Spelling = Spelling {
    create: "CREATE TABLE {table} ({columns})",
    key: "bigint PRIMARY KEY",
    nullable: "{type} NULL",
    literal,
};

fn literal(value: &Sample) -> String {
    match value {
        Sample::Text(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''")),
        Sample::Bytes(bytes) => format!("x'{}'", hexadecimal(bytes)),
        Sample::Boolean(_) | Sample::Whole(_) | Sample::Decimal(..) => value.shown(),
        Sample::Single(number) => format!("{number:e}"),
        Sample::Double(number) => format!("{number:e}"),
        Sample::Literal(literal, _) => (*literal).to_owned(),
        other => format!("'{}'", other.written()),
    }
}

/// The server takes days that no calendar has, as it did by default for years.
const SESSION: &str = "SET sql_mode = '', time_zone = '+00:00', NAMES utf8mb4;";

#[tokio::test]
async fn random_values_come_back_exactly() {
    let database = Database::fresh().await;
    for seed in 0..ROUNDS {
        let filled = fill(&mut Draw::new(seed), &format!("t{seed}"), COLUMNS, &SPELLING);
        database.execute(&format!("{SESSION} {}", filled.statements.join(";\n"))).await;
        check(database.engine.engine(), seed, &filled).await;
    }
}
