//! TPC-H as Parquet files and in PostgreSQL, with keys and the indexes that an expert would make.

use std::path::{Path, PathBuf};

use arrow::csv::WriterBuilder;
use arrow::datatypes::{DataType, Field};
use arrow::record_batch::RecordBatch;
use souk_server::demo::{Slice, TpchTable, generate};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor, Row};
use tokio_util::sync::CancellationToken;

use crate::Outcome;

/// The columns of foreign keys, and what they lead to.
const FOREIGN_KEYS: [(&str, &str, &str); 8] = [
    ("nation", "n_regionkey", "region"),
    ("supplier", "s_nationkey", "nation"),
    ("customer", "c_nationkey", "nation"),
    ("partsupp", "ps_partkey", "part"),
    ("partsupp", "ps_suppkey", "supplier"),
    ("orders", "o_custkey", "customer"),
    ("lineitem", "l_orderkey", "orders"),
    ("lineitem", "l_partkey, l_suppkey", "partsupp"),
];
/// Indexes besides those of the keys: foreign keys that no primary key begins with, and the
/// supplier's lines.
const INDEXES: [&str; 7] = [
    "supplier (s_nationkey)",
    "customer (c_nationkey)",
    "partsupp (ps_suppkey)",
    "orders (o_custkey)",
    "lineitem (l_partkey, l_suppkey)",
    "lineitem (l_suppkey)",
    "orders (o_orderdate)",
];

/// The folder of the files of this scale below `parent`, made where it is missing.
///
/// # Errors
/// Why there is none.
pub fn files(parent: &Path, scale: f64) -> Outcome<PathBuf> {
    Ok(generate(parent, Slice::new(scale, None)?, &CancellationToken::new(), &|_| {})?.folder)
}

/// The URL of a database of this scale on the server of `url`, made where it is missing.
///
/// # Errors
/// What the server refused.
pub async fn postgres(url: &str, scale: f64) -> Outcome<String> {
    let name = format!("experts_{}", scale.to_string().replace('.', "_"));
    let own =
        url.rsplit_once('/').map_or_else(String::new, |(server, _)| format!("{server}/{name}"));
    let mut connection = PgConnection::connect(url).await?;
    let known = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1").bind(&name);
    if known.fetch_optional(&mut connection).await?.is_some() {
        return Ok(own);
    }
    let draft = format!("{name}_draft");
    execute(&mut connection, format!("DROP DATABASE IF EXISTS {draft}")).await?;
    execute(&mut connection, format!("CREATE DATABASE {draft}")).await?;
    let (server, _) = own.rsplit_once('/').ok_or("no database in the URL")?;
    load(&format!("{server}/{draft}"), Slice::new(scale, None)?).await?;
    execute(&mut connection, format!("ALTER DATABASE {draft} RENAME TO {name}")).await?;
    Ok(own)
}

async fn execute(connection: &mut PgConnection, sql: String) -> sqlx::Result<()> {
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.map(|_| ())
}

async fn load(url: &str, slice: Slice) -> Outcome<()> {
    let mut connection = PgConnection::connect(url).await?;
    for table in TpchTable::ALL {
        execute(&mut connection, create_table(table)?).await?;
        let statement = format!("COPY {} FROM STDIN (FORMAT csv)", table.name());
        let mut copy = connection.copy_in_raw(&statement).await?;
        for batch in table.batches(slice) {
            copy.send(as_csv(&batch?)?).await?;
        }
        copy.finish().await?;
        let key = table.primary_key().join(", ");
        let sql = format!("ALTER TABLE {} ADD PRIMARY KEY ({key})", table.name());
        execute(&mut connection, sql).await?;
    }
    for (table, columns, other) in FOREIGN_KEYS {
        let sql = format!("ALTER TABLE {table} ADD FOREIGN KEY ({columns}) REFERENCES {other}");
        execute(&mut connection, sql).await?;
    }
    for index in INDEXES {
        execute(&mut connection, format!("CREATE INDEX ON {index}")).await?;
    }
    execute(&mut connection, "VACUUM ANALYZE".to_owned()).await?;
    let row = sqlx::query("SELECT count(*) FROM lineitem").fetch_one(&mut connection).await?;
    let lines: i64 = row.try_get(0)?;
    if lines == 0 {
        return Err("no lines were loaded".into());
    }
    Ok(connection.close().await?)
}

fn create_table(table: TpchTable) -> Outcome<String> {
    let schema = table.schema();
    let columns: Vec<_> =
        schema.fields().iter().map(|field| column(field)).collect::<Result<_, _>>()?;
    Ok(format!("CREATE TABLE {} ({})", table.name(), columns.join(", ")))
}

fn column(field: &Field) -> Outcome<String> {
    let data_type = match field.data_type() {
        DataType::Int64 => "bigint".to_owned(),
        DataType::Int32 => "integer".to_owned(),
        DataType::Date32 => "date".to_owned(),
        DataType::Decimal128(precision, scale) => format!("numeric({precision}, {scale})"),
        DataType::Utf8View => "text".to_owned(),
        other => return Err(format!("no PostgreSQL type for {other}").into()),
    };
    Ok(format!("{} {data_type} NOT NULL", field.name()))
}

fn as_csv(batch: &RecordBatch) -> Outcome<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = WriterBuilder::new().with_header(false).build(&mut bytes);
    writer.write(batch)?;
    drop(writer);
    Ok(bytes)
}
