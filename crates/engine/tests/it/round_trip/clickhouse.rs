//! ClickHouse 18.16. What later versions add is played by recorded answers, see `clickhouse::current`.

use souk_testkit::generate::Draw;

use super::sample::{Kind, Sample};
use super::{Declared, ROUNDS, Spelling, check, fill};
use crate::clickhouse::Database;

pub(super) const COLUMNS: &[Declared] = &[
    ("Nullable(Int8)", Kind::Whole(i8::MIN as i128, i8::MAX as i128)),
    ("Nullable(Int16)", Kind::Whole(i16::MIN as i128, i16::MAX as i128)),
    ("Nullable(Int32)", Kind::Whole(i32::MIN as i128, i32::MAX as i128)),
    ("Nullable(Int64)", Kind::Whole(i64::MIN as i128, i64::MAX as i128)),
    ("Nullable(UInt8)", Kind::Whole(0, u8::MAX as i128)),
    ("Nullable(UInt16)", Kind::Whole(0, u16::MAX as i128)),
    ("Nullable(UInt32)", Kind::Whole(0, u32::MAX as i128)),
    ("Nullable(UInt64)", Kind::Whole(0, u64::MAX as i128)),
    ("Nullable(Decimal(9, 2))", Kind::Decimal(9, 2)),
    ("Nullable(Decimal(18, 4))", Kind::Decimal(18, 4)),
    ("Nullable(Decimal(38, 10))", Kind::Decimal(38, 10)),
    ("Nullable(Float32)", Kind::AnySingle),
    ("Nullable(Float64)", Kind::AnyDouble),
    ("Nullable(String)", Kind::Text(1000)),
    ("LowCardinality(Nullable(String))", Kind::Text(40)),
    ("Nullable(UUID)", Kind::Uuid),
    ("Nullable(Date)", Kind::Day(1971, 2105)),
    ("Nullable(DateTime)", Kind::Instant(1971, 2104, 1_000_000)),
    ("Nullable(DateTime('Asia/Tokyo'))", Kind::OneOf(TOKYO)),
    // 18.16 fails to write NULL of an enum as text where 0 is no member of it.
    ("Nullable(Enum8('glad' = 0, 'it\\'s' = 2))", Kind::OneOf(MOODS)),
    ("Nullable(Enum16('glad' = 0, 'it\\'s' = 3000))", Kind::OneOf(MOODS)),
];

const TOKYO: &[(&str, &str)] = &[("'2024-02-29 09:00:00'", "2024-02-29T00:00:00Z")];
const MOODS: &[(&str, &str)] = &[("'glad'", "glad"), ("'it\\'s'", "it's")];

const SPELLING: Spelling = Spelling {
    create: "CREATE TABLE {table} ({columns}) ENGINE = MergeTree ORDER BY id",
    key: "Int64",
    nullable: "{type}",
    literal,
};

fn literal(value: &Sample) -> String {
    match value {
        Sample::Text(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        Sample::Whole(_) | Sample::Decimal(..) => value.shown(),
        // The server's reading of digits may be off in the last bit.
        Sample::Single(number) if number.is_finite() => {
            format!("reinterpretAsFloat32(reinterpretAsString(toUInt32({})))", number.to_bits())
        }
        Sample::Double(number) if number.is_finite() => {
            format!("reinterpretAsFloat64(reinterpretAsString(toUInt64({})))", number.to_bits())
        }
        Sample::Single(_) | Sample::Double(_) => value.shown().to_lowercase(),
        Sample::Literal(literal, _) => (*literal).to_owned(),
        other => format!("'{}'", other.written()),
    }
}

#[tokio::test]
async fn random_values_come_back_exactly() {
    let database = Database::fresh();
    for seed in 0..ROUNDS {
        let filled = fill(&mut Draw::new(seed), &format!("t{seed}"), COLUMNS, &SPELLING);
        for statement in &filled.statements {
            database.execute(statement);
        }
        check(database.engine.engine(), seed, &filled).await;
    }
}
