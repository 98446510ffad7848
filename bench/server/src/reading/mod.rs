//! Three ways to read a PostgreSQL table into Arrow: Souk's engine, and a plain loop over each of two
//! drivers.
//!
//! A plain loop is what a careful programmer would write who knows the table: the drivers' binary protocol
//! row by row, the bytes of each value read in place without a type of the driver's in between, and appended
//! to Arrow's builders, 8,192 rows to a batch, all of them kept. It knows the columns and their types when it is
//! compiled, looks nothing up, and has no limits, no cancelling and no errors but the driver's. Souk finds
//! all of this out for each answer.

mod columns;
mod plain;
mod souks;

use arrow::record_batch::RecordBatch;
use async_trait::async_trait;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};

use crate::Outcome;

pub use plain::{SqlxLoop, TokioPostgresLoop};
pub use souks::SouksReader;

/// What is read.
pub const SELECT: &str = "SELECT id, quantity, is_paid, weight, amount, city, note, due, ordered, \
    paid_at FROM public.mixed";

/// Reads the whole table.
#[async_trait(?Send)]
pub trait Reader {
    /// For the report.
    fn name(&self) -> &'static str;

    /// All rows.
    ///
    /// # Errors
    /// What the database or the driver said.
    async fn read(&mut self) -> Outcome<Vec<RecordBatch>>;
}

/// Makes the table in an empty database. One note in ten is NULL.
///
/// # Errors
/// What the database refused.
pub async fn load(url: &str, rows: usize) -> Outcome<()> {
    let mut connection = PgConnection::connect(url).await?;
    let fill = format!(
        "INSERT INTO mixed SELECT n, n % 50, n % 3 = 0, n * 0.37, n % 1000000 * 1.37 - 5000, \
         'city ' || n % 700, CASE WHEN n % 10 > 0 THEN 'a note of some length on order ' || n END, \
         date '2020-01-01' + n % 2000, timestamp '2020-01-01' + n * interval '1.234567 s', \
         timestamptz '2020-01-01Z' + n * interval '7.654321 s' FROM generate_series(1, {rows}) n"
    );
    for statement in [
        "CREATE TABLE mixed (id bigint NOT NULL, quantity integer, is_paid boolean, \
         weight double precision, amount numeric(15, 2), city text, note text, due date, \
         ordered timestamp, paid_at timestamptz)",
        &fill,
        "VACUUM ANALYZE mixed",
    ] {
        connection.execute(sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))).await?;
    }
    Ok(connection.close().await?)
}
