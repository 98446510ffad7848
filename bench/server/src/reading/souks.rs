//! The same by Souk's engine, as the server runs it.

use std::time::Duration;

use arrow::datatypes::SchemaRef;
use arrow::record_batch::RecordBatch;
use async_trait::async_trait;
use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{Credentials, Limits, ServerOptions, answer_schema};
use souk_model::DataType;
use souk_query::{ColumnRole, OutputColumn};

use super::{Reader, SELECT};
use crate::Outcome;

const LONG: Duration = Duration::from_secs(3600);

/// The table's columns and their types.
const COLUMNS: [(&str, DataType); 10] = [
    ("id", DataType::Int64),
    ("quantity", DataType::Int32),
    ("is_paid", DataType::Boolean),
    ("weight", DataType::Float64),
    ("amount", DataType::Decimal { precision: 15, scale: 2 }),
    ("city", DataType::Text),
    ("note", DataType::Text),
    ("due", DataType::Date),
    ("ordered", DataType::Timestamp),
    ("paid_at", DataType::TimestampTz),
];

/// The engine of a `postgres` datasource.
#[derive(Debug)]
pub struct SouksReader(RawEngine);

impl SouksReader {
    /// An engine that has connected to nothing yet.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn over(url: &str) -> Outcome<Self> {
        let url = reqwest::Url::parse(url)?;
        let Json::Object(fields) = json!({"host": url.host_str(), "port": url.port(),
            "username": url.username(), "password": url.password().unwrap_or("none"),
            "database": url.path().trim_start_matches('/'), "sslMode": "disable"})
        else {
            return Err("no object".into());
        };
        let options = ServerOptions { statement: LONG, ..ServerOptions::default() };
        Ok(Self(RawEngine::postgres(&Credentials::new(fields), options)?))
    }
}

#[async_trait(?Send)]
impl Reader for SouksReader {
    fn name(&self) -> &'static str {
        "Souk's engine"
    }

    async fn read(&mut self) -> Outcome<Vec<RecordBatch>> {
        let limits = Limits { time: LONG, rows: usize::MAX, bytes: usize::MAX };
        let rows = self.0.run(SELECT, &[], &columns(), None, &limits).await?;
        Ok(rows.batches.try_collect().await?)
    }
}

/// The schema of the answer.
pub(super) fn schema() -> SchemaRef {
    answer_schema(&columns())
}

fn columns() -> Vec<OutputColumn> {
    let column = |(name, data_type): (&str, DataType)| OutputColumn {
        name: name.to_owned(),
        data_type,
        label: String::new(),
        role: ColumnRole::Dimension,
    };
    COLUMNS.map(column).into()
}
