//! The promises themselves.

use std::time::{Duration, Instant};

use futures::StreamExt;
use souk_engine::{EngineError, Limits, Progress, TablesRead};
use souk_model::{CatalogTable, DataType, ForeignKey};
use souk_query::Value;

use super::Subject;
use crate::support::{columns, ears, texts};

/// Shown by no error.
pub(super) const SECRET: &str = "hunter2";

pub(super) async fn it_answers(subject: &Subject) {
    let engine = subject.engine.engine();
    engine.test().await.unwrap();
    subject.is_free().await;
    assert!(!engine.dialect().name().is_empty());
}

/// The rows are those that the file of statements says, whatever the engine stores them as.
pub(super) async fn types_make_the_round_trip(subject: &Subject) {
    let columns = "truth, number, amount, ratio, words, octets, day, moment";
    let sql = format!("SELECT {columns} FROM {} ORDER BY id", subject.words.table);
    let rows = subject.rows(&sql, &subject.words.kinds).await.unwrap();
    assert_eq!(rows, subject.words.rows);
}

pub(super) async fn values_are_bound(subject: &Subject) {
    let [first, second] = subject.words.placeholders;
    let table = subject.words.table;
    let hostile = "x' OR '1'='1'; DROP TABLE kinds; -- \\' \" ` 😀";
    let sql = format!("SELECT id FROM {table} WHERE words = {first} OR words = {second}");
    let found = "Üzgün 😀 'x' \\ \"y\"";
    let values = [Value::Text(hostile.to_owned()), Value::Text(found.to_owned())];
    let batches = subject.ask(&sql, &values, &[DataType::Int64], &Limits::default()).await.unwrap();
    assert_eq!(batches.iter().flat_map(texts).collect::<Vec<_>>(), [["1"]]);
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE number < {first} AND id > {second}");
    let values = [Value::Integer(0), Value::Integer(1)];
    let batches = subject.ask(&sql, &values, &[DataType::Int64], &Limits::default()).await.unwrap();
    assert_eq!(texts(&batches[0]), [["1"]]);
}

pub(super) async fn tables_columns_and_keys_are_found(subject: &Subject) {
    let catalog = subject.engine.engine().introspect(&Progress::default()).await.unwrap();
    let names: Vec<_> = catalog.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["child", "everyone", "kinds", "parent"]);
    let (parent, child) = (&catalog.tables[3], &catalog.tables[0]);
    if let Some(schema) = subject.words.schema {
        assert_eq!(parent.schema, schema);
    }
    let nullable: Vec<_> =
        parent.columns.iter().map(|column| (column.name.as_str(), column.nullable)).collect();
    assert_eq!(nullable, [("area", false), ("number", false), ("name", true)]);
    let expected = subject.words.indexed.map(|names| names.iter().map(ToString::to_string));
    let expected = expected.map(Iterator::collect::<Vec<_>>);
    assert_eq!(parent.indexed_columns, expected, "the number is the second column of its index");
    assert_eq!(catalog.tables[1].indexed_columns, None, "a view has no indexes of its own");
    check_keys(subject, parent, child);
    let kinds: Vec<_> = catalog.tables[2].columns.iter().map(|column| column.data_type).collect();
    assert_eq!(kinds[1..], subject.words.kinds);
    assert_eq!(catalog.tables[1].columns[0].name, "name", "the view has columns too");
}

/// Where there are none, none must be claimed: keys decide what a join does to a measure.
fn check_keys(subject: &Subject, parent: &CatalogTable, child: &CatalogTable) {
    if !subject.words.has_keys {
        for table in [parent, child] {
            let keys = (&table.primary_key, &table.unique_keys, &table.foreign_keys);
            assert_eq!(keys, (&vec![], &vec![], &vec![]), "{}", table.name);
        }
        return;
    }
    assert_eq!(parent.primary_key, ["area", "number"]);
    assert_eq!(parent.unique_keys, [vec!["name"]]);
    assert_eq!(child.primary_key, ["id"]);
    let reference = ForeignKey {
        columns: vec!["parent_area".into(), "parent_number".into()],
        references_schema: parent.schema.clone(),
        references_table: "parent".into(),
        references_columns: vec!["area".into(), "number".into()],
    };
    assert_eq!(child.foreign_keys, [reference]);
}

pub(super) async fn progress_is_told(subject: &Subject) {
    let (progress, told) = ears();
    let catalog = subject.engine.engine().introspect(&progress).await.unwrap();
    let total = catalog.tables.len();
    let expected = subject.words.told.iter().map(|&done| TablesRead { done, total });
    assert_eq!(*told.lock().unwrap(), expected.collect::<Vec<_>>());
}

pub(super) async fn limits_are_errors(subject: &Subject) {
    let types = [DataType::Int64];
    let series = subject.words.series;
    let limits = |rows| Limits { rows, ..Limits::default() };
    let batches = subject.ask(series, &[], &types, &limits(20_000)).await.unwrap();
    assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 20_000);
    assert!(batches.len() > 1, "an answer is streamed");
    let answer = subject.ask(series, &[], &types, &limits(19_999)).await;
    assert!(matches!(answer, Err(EngineError::TooManyRows(19_999))), "{answer:?}");
    subject.is_free().await;

    let bytes = Limits { bytes: 10 << 20, rows: usize::MAX, ..Limits::default() };
    let answer = subject.ask(subject.words.stream, &[], &[DataType::Text], &bytes).await;
    assert!(matches!(answer, Err(EngineError::TooManyBytes(_))), "{answer:?}");
    subject.is_free().await;

    let time = Limits { time: Duration::from_millis(300), ..Limits::default() };
    let started = Instant::now();
    let answer = subject.ask(subject.words.endless, &[], &types, &time).await;
    assert!(matches!(answer, Err(EngineError::Timeout)), "{answer:?}");
    assert!(started.elapsed() < Duration::from_secs(3));
    subject.is_free().await;
}

pub(super) async fn abandoned_questions_are_cancelled(subject: &Subject) {
    let types = [DataType::Int64];
    let question = subject.rows(subject.words.endless, &types);
    assert!(tokio::time::timeout(Duration::from_millis(300), question).await.is_err());
    subject.is_free().await;

    let (columns, limits) = (columns(&[DataType::Text]), Limits::default());
    let limits = Limits { rows: usize::MAX, bytes: usize::MAX, ..limits };
    let sql = subject.words.stream;
    let mut rows = subject.engine.run(sql, &[], &columns, None, &limits).await.unwrap();
    assert!(rows.batches.next().await.unwrap().is_ok());
    drop(rows);
    subject.is_free().await;
}

pub(super) async fn nothing_can_be_written(subject: &Subject) {
    for sql in subject.words.writes {
        let answer = subject.rows(sql, &[DataType::Int64]).await;
        assert!(answer.is_err(), "{sql}: {answer:?}");
    }
    let sql = format!("SELECT COUNT(*) FROM {}", subject.words.table);
    let count = subject.rows(&sql, &[DataType::Int64]).await.unwrap();
    assert_eq!(count, [["3"]]);
}

pub(super) async fn errors_say_what_is_wrong(subject: &Subject) {
    let gone = format!("SELECT no_such_column FROM {}", subject.words.table);
    for sql in ["SELECT 1 FROM nowhere", &gone] {
        let answer = subject.rows(sql, &[DataType::Int64]).await;
        assert!(matches!(answer, Err(EngineError::Missing(_))), "{sql}: {answer:?}");
    }
    let answer = subject.rows("SELECT FROM WHERE", &[DataType::Int64]).await;
    assert!(matches!(answer, Err(EngineError::Query(_))), "{answer:?}");
    let answer = subject.rows("SELECT 1, 2", &[DataType::Int64]).await;
    assert!(matches!(answer, Err(EngineError::Query(_))), "{answer:?}");
    subject.is_free().await;
}

pub(super) async fn unknown_databases_are_unknown(subject: &Subject) {
    let columns = columns(&[DataType::Int64]);
    for name in ["", "no_such_database", "x' OR '1'='1", "None", "a\0b"] {
        let limits = Limits::default();
        let answer = subject.engine.run("SELECT 1", &[], &columns, Some(name), &limits).await;
        assert!(matches!(answer, Err(EngineError::UnknownDatabase)), "{name}: {answer:?}");
    }
}

/// `error` came of credentials that hold the secret.
pub(super) async fn bad_credentials(error: &EngineError) {
    let is_right_kind =
        matches!(error, EngineError::Authentication(_) | EngineError::Unreachable(..));
    assert!(is_right_kind, "{error:?}");
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(SECRET), "{shown}");
}
