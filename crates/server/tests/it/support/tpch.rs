//! TPC-H for tests: the demonstration's rows, as Parquet files and in PostgreSQL.
//!
//! ```text
//! let files = tpch::files(0.01);             // files.roots() opened to the server, files.path() read
//! let url = tpch::postgres(0.01).await;      // the same rows, primary keys declared; do not write
//! let cluster = tpch::clickhouse(0.01);      // the same rows, spread over two nodes
//! let body = souk_server::demo::datamart_body("portal", "source", None);   // Some("public") there
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use arrow::csv::WriterBuilder;
use arrow::datatypes::{DataType, Field};
use arrow::record_batch::RecordBatch;
use souk_server::demo::{Slice, TpchTable, generate};
use souk_testkit::clickhouse::Cluster;
use souk_testkit::postgres::Server;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// A folder with a Parquet file per table; removed when the last test that uses it is done.
#[derive(Debug)]
pub(crate) struct TpchFiles {
    roots: TempDir,
    path: PathBuf,
}

impl TpchFiles {
    /// The folder to open to file datasources.
    pub(crate) fn roots(&self) -> &Path {
        self.roots.path()
    }

    /// The folder with the tables, below the other.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

/// All tables at this scale, shared by the tests that run at the same time.
pub(crate) fn files(scale: f64) -> Arc<TpchFiles> {
    static SHARED: Mutex<BTreeMap<String, Weak<TpchFiles>>> = Mutex::new(BTreeMap::new());
    let slice = slice(scale);
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(files) = shared.get(&slice.to_string()).and_then(Weak::upgrade) {
        return files;
    }
    let roots = tempfile::tempdir().expect("a folder");
    let made = generate(roots.path(), slice, &CancellationToken::new(), &|_| {});
    let files = Arc::new(TpchFiles { path: made.expect("TPC-H files").folder, roots });
    shared.insert(slice.to_string(), Arc::downgrade(&files));
    files
}

/// The URL of a database with all tables at this scale in the schema `public`, shared by all tests
/// of the process: it is to be read only.
pub(crate) async fn postgres(scale: f64) -> String {
    static SHARED: tokio::sync::Mutex<BTreeMap<String, String>> =
        tokio::sync::Mutex::const_new(BTreeMap::new());
    let slice = slice(scale);
    let mut shared = SHARED.lock().await;
    if let Some(url) = shared.get(&slice.to_string()) {
        return url.clone();
    }
    let url = Server::shared().fresh_database().await;
    load(&url, slice).await;
    shared.insert(slice.to_string(), url.clone());
    url
}

/// Loads a slice into an empty database, which is the test's own to change.
pub(crate) async fn load(url: &str, slice: Slice) {
    let mut connection = PgConnection::connect(url).await.expect("a connection");
    for table in TpchTable::ALL {
        run(&mut connection, create_table(table)).await;
        let statement = format!("COPY {} FROM STDIN (FORMAT csv)", table.name());
        let mut copy = connection.copy_in_raw(&statement).await.expect("a copy");
        for batch in table.batches(slice) {
            copy.send(as_csv(&batch.expect("rows"))).await.expect("rows are taken");
        }
        copy.finish().await.expect("a finished copy");
    }
    // The planner has estimates, as in a database that was there before.
    run(&mut connection, "ANALYZE".to_owned()).await;
    connection.close().await.expect("a closed connection");
}

/// A ClickHouse cluster with all tables at this scale. The last column of a table's key says which node
/// a row is on, so that the lines of one order are on both.
pub(crate) fn clickhouse(scale: f64) -> Cluster {
    let cluster = Cluster::start();
    for table in TpchTable::ALL {
        let (name, schema) = (table.name(), table.schema());
        let columns: Vec<_> =
            schema.fields().iter().map(|field| clickhouse_column(field)).collect();
        let key = table.primary_key().last().expect("a column of a key");
        cluster.create_table(name, &columns.join(", "), &format!("intHash64({key})"));
        let mut rows = 0;
        for batch in table.batches(slice(scale)) {
            let batch = batch.expect("rows");
            rows += batch.num_rows() as u64;
            cluster.insert(name, &String::from_utf8(as_csv(&batch)).expect("text"));
        }
        let parts = cluster.parts(name);
        assert_eq!(parts.iter().sum::<u64>(), rows, "{name}: {parts:?}");
        assert!(parts.iter().all(|rows| *rows > 0), "{name}: {parts:?}");
    }
    cluster
}

fn clickhouse_column(field: &Field) -> String {
    let data_type = match field.data_type() {
        DataType::Int64 => "Int64".to_owned(),
        DataType::Int32 => "Int32".to_owned(),
        DataType::Date32 => "Date".to_owned(),
        DataType::Decimal128(precision, scale) => format!("Decimal({precision}, {scale})"),
        DataType::Utf8View => "String".to_owned(),
        other => panic!("no ClickHouse type for {other}"),
    };
    format!("{} {data_type}", field.name())
}

async fn run(connection: &mut PgConnection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.expect("a statement that runs");
}

fn slice(scale: f64) -> Slice {
    Slice::new(scale, None).expect("a scale")
}

fn create_table(table: TpchTable) -> String {
    let schema = table.schema();
    let columns: Vec<_> = schema.fields().iter().map(|field| column(field)).collect();
    let (name, key) = (table.name(), table.primary_key().join(", "));
    format!("CREATE TABLE {name} ({}, PRIMARY KEY ({key}))", columns.join(", "))
}

fn column(field: &Field) -> String {
    let data_type = match field.data_type() {
        DataType::Int64 => "bigint".to_owned(),
        DataType::Int32 => "integer".to_owned(),
        DataType::Date32 => "date".to_owned(),
        DataType::Decimal128(precision, scale) => format!("numeric({precision}, {scale})"),
        DataType::Utf8View => "text".to_owned(),
        other => panic!("no PostgreSQL type for {other}"),
    };
    format!("{} {data_type} NOT NULL", field.name())
}

fn as_csv(batch: &RecordBatch) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = WriterBuilder::new().with_header(false).build(&mut bytes);
    writer.write(batch).expect("rows as CSV");
    drop(writer);
    bytes
}

#[tokio::test]
async fn files_and_postgres_hold_the_same_rows() {
    let url = postgres(0.001).await;
    let mut connection = PgConnection::connect(&url).await.expect("a connection");
    let files = files(0.001);
    assert!(files.path().starts_with(files.roots()));
    for table in TpchTable::ALL {
        let rows: usize = table.batches(slice(0.001)).map(|batch| batch.unwrap().num_rows()).sum();
        let sql = format!("SELECT count(*) FROM {}", table.name());
        let counted: i64 =
            sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap();
        assert_eq!(counted, i64::try_from(rows).unwrap(), "{}", table.name());
        assert!(files.path().join(table.name()).with_extension("parquet").is_file());
    }
    // Each line names an offer that exists, and each offer a supplier.
    let sql = "SELECT count(*) FROM lineitem JOIN partsupp ON (ps_partkey, ps_suppkey) = \
               (l_partkey, l_suppkey) JOIN supplier ON s_suppkey = ps_suppkey";
    let joined: i64 = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
    let lines: i64 = sqlx::query_scalar("SELECT count(*) FROM lineitem")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(joined, lines);
}
