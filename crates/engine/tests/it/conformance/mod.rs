//! What every connector promises, asked of each of them in the same words.
//!
//! A [`Subject`] says how its engine spells what a promise needs; the promises are in [`promises`].

mod clickhouse;
mod cockroachdb;
mod flightsql;
mod mariadb;
mod postgres;
mod promises;
mod redshift;
mod singlestore;
mod sqlite;

use std::time::Duration;

use futures::TryStreamExt;
use souk_engine::arrow::array::RecordBatch;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits};
use souk_model::DataType;
use souk_query::Value;

use crate::support::{columns, texts};

/// One session at a time, so that a statement that still runs keeps the next one waiting.
const SESSIONS: usize = 1;
/// How long a question waits for the session: long for a cancelled statement, short for an endless one.
const PATIENCE: Duration = Duration::from_secs(5);

/// One engine over a database of its own, which holds `conformance/<name>.sql`.
struct Subject {
    engine: RawEngine,
    /// Keeps what the database lives in.
    _home: Box<dyn std::any::Any + Send + Sync>,
    words: &'static Words,
}

/// How an engine spells things.
struct Words {
    /// The schema of its tables; `None` for the name of the database.
    schema: Option<&'static str>,
    /// The table `kinds`, as a statement names it.
    table: &'static str,
    /// The types of the columns of `kinds`, in order.
    kinds: [DataType; 8],
    /// The rows of `kinds` without their ids, as an answer shows them.
    rows: [[&'static str; 8]; 3],
    /// Whether the engine knows keys and references.
    has_keys: bool,
    /// The columns of `parent` that an index begins with; `None` where the server does not tell.
    indexed: Option<&'static [&'static str]>,
    /// The numbers of tables that are told while the schema is read.
    told: &'static [usize],
    /// Two placeholders.
    placeholders: [&'static str; 2],
    /// One column of the whole numbers from 1 to 20,000.
    series: &'static str,
    /// A statement that ends never and gives nothing.
    endless: &'static str,
    /// A statement that gives rows of a thousand letters for ever.
    stream: &'static str,
    /// Statements that would write.
    writes: &'static [&'static str],
}

/// After each table.
const EACH: &[usize] = &[0, 1, 2, 3, 4];

/// What most engines keep of the rows of `kinds`.
const ROWS: [[&str; 8]; 3] = [
    [
        "true",
        "9223372036854775807",
        "1234567890.25",
        "0.1",
        "Üzgün 😀 'x' \\ \"y\"",
        "00ff",
        "2024-02-29",
        "2024-02-29T23:59:59.250",
    ],
    ["false", "-9223372036854775808", "-0.50", "-2.5", "", "", "1969-12-31", "1969-12-31T23:59:59"],
    ["NULL"; 8],
];

impl Subject {
    async fn ask(
        &self,
        sql: &str,
        parameters: &[Value],
        types: &[DataType],
        limits: &Limits,
    ) -> Result<Vec<RecordBatch>, EngineError> {
        let rows = self.engine.run(sql, parameters, &columns(types), None, limits).await?;
        rows.batches.try_collect().await
    }

    async fn rows(&self, sql: &str, types: &[DataType]) -> Result<Vec<Vec<String>>, EngineError> {
        let batches = self.ask(sql, &[], types, &Limits::default()).await?;
        Ok(batches.iter().flat_map(texts).collect())
    }

    /// That the only session is free again, which it is not while a statement runs in it.
    async fn is_free(&self) {
        let rows = self.rows("SELECT 7", &[DataType::Int64]).await;
        assert_eq!(rows.unwrap(), [["7"]]);
    }
}

/// The promises, as tests of one engine.
macro_rules! conforms {
    ($make:path, $refused:path) => {
        use super::promises;

        #[tokio::test]
        async fn it_answers_and_names_its_dialect() {
            promises::it_answers(&$make().await).await;
        }
        #[tokio::test]
        async fn types_make_the_round_trip() {
            promises::types_make_the_round_trip(&$make().await).await;
        }
        #[tokio::test]
        async fn values_are_bound_and_never_read_as_sql() {
            promises::values_are_bound(&$make().await).await;
        }
        #[tokio::test]
        async fn tables_columns_and_keys_are_found() {
            promises::tables_columns_and_keys_are_found(&$make().await).await;
        }
        #[tokio::test]
        async fn the_reading_of_a_schema_tells_how_far_it_came() {
            promises::progress_is_told(&$make().await).await;
        }
        #[tokio::test]
        async fn reaching_a_limit_is_an_error_and_frees_the_session() {
            promises::limits_are_errors(&$make().await).await;
        }
        #[tokio::test]
        async fn an_abandoned_question_is_cancelled() {
            promises::abandoned_questions_are_cancelled(&$make().await).await;
        }
        #[tokio::test]
        async fn nothing_can_be_written() {
            promises::nothing_can_be_written(&$make().await).await;
        }
        #[tokio::test]
        async fn errors_say_what_is_wrong() {
            promises::errors_say_what_is_wrong(&$make().await).await;
        }
        #[tokio::test]
        async fn an_unknown_tenants_database_is_unknown() {
            promises::unknown_databases_are_unknown(&$make().await).await;
        }
        #[tokio::test]
        async fn bad_credentials_are_refused_without_telling_them() {
            promises::bad_credentials(&$refused().await).await;
        }
    };
}
use conforms;
