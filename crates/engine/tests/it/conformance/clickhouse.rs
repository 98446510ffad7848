//! ClickHouse 18.16. It knows no keys, no truths, no bytes, no fractions of seconds and no day before
//! 1970, and a session there cannot make tables out of functions.

use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, ServerOptions};
use souk_model::DataType;

use super::promises::SECRET;
use super::{EACH, PATIENCE, SESSIONS, Subject, Words, conforms};
use crate::clickhouse::{Database, fields};
use crate::support::credentials;

static WORDS: Words = Words {
    schema: None,
    table: "kinds",
    kinds: [
        DataType::Int32,
        DataType::Int64,
        DataType::Decimal { precision: 15, scale: 2 },
        DataType::Float64,
        DataType::Text,
        DataType::Text,
        DataType::Date,
        DataType::TimestampTz,
    ],
    rows: [
        [
            "1",
            "9223372036854775807",
            "1234567890.25",
            "0.1",
            "Üzgün 😀 'x' \\ \"y\"",
            "ÿ",
            "2024-02-29",
            "2024-02-29T23:59:59Z",
        ],
        [
            "0",
            "-9223372036854775808",
            "-0.50",
            "-2.5",
            "",
            "",
            "1970-01-02",
            "2105-12-31T23:59:59Z",
        ],
        ["NULL"; 8],
    ],
    has_keys: false,
    indexed: Some(&["area"]),
    told: EACH,
    placeholders: ["{p1:String}", "{p2:String}"],
    series: "SELECT number + 1 FROM (SELECT number FROM system.numbers LIMIT 10000)
        UNION ALL SELECT number + 10001 FROM (SELECT number FROM system.numbers LIMIT 10000)",
    endless: "SELECT COUNT(*) FROM system.numbers WHERE number % 7 = 9",
    stream: "SELECT concat(arrayStringConcat(arrayMap(x -> 'x', range(1000))), toString(number))
        FROM system.numbers",
    writes: &[
        "INSERT INTO kinds (id) VALUES (4)",
        "INSERT INTO kinds (id) SELECT 4",
        "CREATE TABLE other (id Int32) ENGINE = Memory",
        "CREATE TEMPORARY TABLE other (id Int32)",
        "DROP TABLE kinds",
        "TRUNCATE TABLE kinds",
        "ALTER TABLE kinds DELETE WHERE 1",
        "SELECT 1; DROP TABLE kinds",
        "SET readonly = 0",
        "SELECT * FROM file('/etc/passwd', TSV, 'x String')",
        "SELECT * FROM url('http://127.0.0.1/', TSV, 'x String')",
        "SELECT 1 INTO OUTFILE '/tmp/outfile'",
    ],
};

async fn subject() -> Subject {
    let bounds =
        ServerOptions { connections: SESSIONS, connect: PATIENCE, ..ServerOptions::default() };
    let database = Database::with(bounds);
    for sql in include_str!("clickhouse.sql").split_inclusive(";\n") {
        database.execute(sql.trim_end().trim_end_matches(';'));
    }
    Subject { engine: database.engine, _home: Box::new(()), words: &WORDS }
}

async fn refused() -> EngineError {
    let mut fields = fields("default");
    fields["username"] = json!("vendor");
    fields["password"] = json!(SECRET);
    let engine = RawEngine::clickhouse(&credentials(&fields), ServerOptions::default()).unwrap();
    engine.engine().test().await.unwrap_err()
}

conforms!(super::clickhouse::subject, super::clickhouse::refused);
