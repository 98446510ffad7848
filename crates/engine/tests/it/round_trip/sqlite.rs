//! SQLite, whose columns hold what their declared types say.

use souk_testkit::generate::Draw;

use super::sample::{Kind, Sample, hexadecimal};
use super::{Declared, ROUNDS, Spelling, check, fill};
use crate::sqlite::Database;

pub(super) const COLUMNS: &[Declared] = &[
    ("BOOLEAN", Kind::Boolean),
    ("SMALLINT", Kind::Whole(i16::MIN as i128, i16::MAX as i128)),
    ("INTEGER", Kind::Whole(i64::MIN as i128, i64::MAX as i128)),
    ("BIGINT", Kind::Whole(i64::MIN as i128, i64::MAX as i128)),
    // The file keeps fifteen digits of a number that is not whole.
    ("DECIMAL(12,2)", Kind::Decimal(12, 2)),
    ("DECIMAL(15,6)", Kind::Decimal(15, 6)),
    ("DOUBLE", Kind::Double),
    ("TEXT", Kind::Text(1000)),
    ("VARCHAR(20) COLLATE NOCASE", Kind::Text(20)),
    ("BLOB", Kind::Bytes(40)),
    ("DATE", Kind::Day(1, 9999)),
    // Its functions of time count milliseconds.
    ("DATETIME", Kind::Moment(1, 9999, 1000)),
    ("JSON", Kind::OneOf(&[("'{\"b\": 1,  \"a\": [\"é\"]}'", "{\"b\": 1,  \"a\": [\"é\"]}")])),
    ("UUID", Kind::Uuid),
];

const SPELLING: Spelling = Spelling {
    create: "CREATE TABLE {table} ({columns})",
    key: "INTEGER PRIMARY KEY",
    nullable: "{type}",
    literal,
};

fn literal(value: &Sample) -> String {
    match value {
        Sample::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Sample::Bytes(bytes) => format!("x'{}'", hexadecimal(bytes)),
        Sample::Boolean(_) | Sample::Whole(_) | Sample::Decimal(..) => value.shown(),
        Sample::Double(number) => exactly(*number),
        Sample::Literal(literal, _) => (*literal).to_owned(),
        other => format!("'{}'", other.written()),
    }
}

/// SQLite's reading of digits may be off in the last bit; its arithmetic is not.
fn exactly(number: f64) -> String {
    const STEP: i32 = 50;
    let bits = number.to_bits();
    let exponent = i32::try_from(bits >> 52 & 0x7FF).unwrap() - 1075;
    let mantissa = if number == 0.0 { 0 } else { bits & ((1 << 52) - 1) | 1 << 52 };
    let factor = (1_i64 << STEP).to_string();
    let operator = if exponent < 0 { "/" } else { "*" };
    let steps = exponent.unsigned_abs() / STEP.unsigned_abs();
    let rest = 1_i64 << (exponent.unsigned_abs() % STEP.unsigned_abs());
    let far = format!(" {operator} {factor}.0").repeat(usize::try_from(steps).unwrap());
    let sign = if number < 0.0 { "-" } else { "" };
    format!("({sign}{mantissa}.0 {operator} {rest}.0{far})")
}

#[tokio::test]
async fn random_values_come_back_exactly() {
    let database = Database::holding("SELECT 1").await;
    for seed in 0..ROUNDS {
        let filled = fill(&mut Draw::new(seed), &format!("t{seed}"), COLUMNS, &SPELLING);
        database.execute(&filled.statements.join(";\n")).await;
        check(database.engine.engine(), seed, &filled).await;
    }
}
