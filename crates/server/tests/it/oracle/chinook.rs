//! Chinook, a store of digital music, by hand-written SQL: where its script lies beside the
//! repository, in `../shared/data/chinook`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, StringArray};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use arrow::record_batch::RecordBatch;
use souk_files::write_parquet;
use souk_testkit::postgres::Server;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Row};

use super::by_hand::ByHand;
use super::datamarts;

const LEAST_CASES: usize = 40;
const LEAST_SQL: usize = 120;

#[tokio::test(flavor = "multi_thread")]
async fn answers_over_chinook_are_those_of_hand_written_sql() {
    let script = script();
    let Ok(sql) = std::fs::read_to_string(&script) else {
        let text = format!("NOT RUN: the cases of Chinook, which is not at {}\n", script.display());
        // Not captured, so that it shows although the test passes.
        std::io::stderr().write_all(text.as_bytes()).expect("a standard error");
        return;
    };
    let url = Server::shared().fresh_database().await;
    let mut connection = PgConnection::connect(&url).await.expect("a connection");
    let script = AssertSqlSafe(without_database(&sql));
    sqlx::raw_sql(script).execute(&mut connection).await.expect("Chinook's own script");
    let roots = tempfile::tempdir().expect("a folder");
    let folder = roots.path().join("chinook");
    write_files(&mut connection, &folder).await;
    let mut by_hand = ByHand::new(roots.path(), &folder, &url).await;
    for datamart in datamarts::chinook() {
        by_hand.ask(&datamart).await;
    }
    by_hand.assert_right(LEAST_CASES, LEAST_SQL);
}

/// `SOUK_CHINOOK` says where it is for a repository that does not lie beside it.
fn script() -> PathBuf {
    if let Some(path) = std::env::var_os("SOUK_CHINOOK") {
        return PathBuf::from(path);
    }
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let repository = repository.canonicalize().expect("the repository");
    let beside = repository.parent().expect("a folder around the repository");
    beside.join("shared/data/chinook/chinook_postgres.sql")
}

/// The script makes a database of its own and connects to it; here the database is there.
fn without_database(script: &str) -> String {
    const LEFT_OUT: [&str; 3] = ["DROP DATABASE", "CREATE DATABASE", "\\c"];
    let is_kept = |line: &&str| LEFT_OUT.iter().all(|start| !line.starts_with(start));
    script.lines().filter(is_kept).collect::<Vec<_>>().join("\n")
}

/// The same rows as Parquet files, with the types that PostgreSQL says.
async fn write_files(connection: &mut PgConnection, folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    let sql = "SELECT table_name::text, \
                      json_agg(json_build_array(column_name, data_type, numeric_precision, \
                                                numeric_scale) ORDER BY ordinal_position)::text \
               FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name";
    let tables = sqlx::query(sql).fetch_all(&mut *connection).await.expect("columns");
    for table in &tables {
        let name: String = table.get(0);
        let columns: Vec<(String, String, Option<u8>, Option<i8>)> =
            serde_json::from_str(table.get(1)).expect("columns");
        let fields: Vec<_> = columns
            .iter()
            .map(|(name, kind, precision, scale)| {
                Field::new(name, arrow_type(kind, precision.zip(*scale)), true)
            })
            .collect();
        let batch = batch(connection, &name, fields).await;
        let path = folder.join(format!("{name}.parquet"));
        write_parquet(&path, batch.schema(), [batch]).expect("a file");
    }
}

fn arrow_type(kind: &str, digits: Option<(u8, i8)>) -> DataType {
    match (kind, digits) {
        ("integer", _) => DataType::Int32,
        ("numeric", Some((precision, scale))) => DataType::Decimal128(precision, scale),
        ("character varying", _) => DataType::Utf8,
        ("timestamp without time zone", _) => DataType::Timestamp(TimeUnit::Microsecond, None),
        other => panic!("no Arrow type for {other:?}"),
    }
}

/// Every value is read as text and cast by Arrow.
async fn batch(connection: &mut PgConnection, table: &str, fields: Vec<Field>) -> RecordBatch {
    let columns: Vec<_> = fields.iter().map(|field| format!("{}::text", field.name())).collect();
    let sql = format!("SELECT {} FROM {table}", columns.join(", "));
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(connection).await.expect("rows");
    let strict = CastOptions { safe: false, ..CastOptions::default() };
    let arrays = fields.iter().enumerate().map(|(position, field)| -> ArrayRef {
        let texts = rows.iter().map(|row| row.get::<Option<String>, _>(position));
        let texts: StringArray = texts.collect();
        cast_with_options(&texts, field.data_type(), &strict).expect("values of the type")
    });
    let arrays = arrays.collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).expect("a batch")
}
