//! A datasource that is only a schema: what the services do with a connector, without a database.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use souk_engine::{
    Connector, Credentials, CredentialsError, Engine, EngineError, Limits, Progress, Rows,
};
use souk_model::{Catalog, CatalogColumn, CatalogTable, DataType};
use souk_query::{Compiled, Dialect};

/// Serves `firebolt` and, as a type without schemas, `awss3`.
#[derive(Default)]
pub(crate) struct StandIn {
    connections: AtomicUsize,
    is_gone: Arc<AtomicBool>,
    is_slow: Arc<AtomicBool>,
    extra: Arc<Mutex<Vec<CatalogTable>>>,
}

struct StandInEngine {
    fails: Option<String>,
    is_gone: Arc<AtomicBool>,
    is_slow: Arc<AtomicBool>,
    extra: Arc<Mutex<Vec<CatalogTable>>>,
}

impl StandIn {
    /// How many engines were made.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// From now on nothing answers.
    pub(crate) fn go_away(&self) {
        self.is_gone.store(true, Ordering::SeqCst);
    }

    /// Whether a schema's second table keeps whoever reads it waiting from now on.
    pub(crate) fn is_slow(&self, is_slow: bool) {
        self.is_slow.store(is_slow, Ordering::SeqCst);
    }

    /// Adds a table to every schema that is read from now on.
    pub(crate) fn add_table(&self, table: CatalogTable) {
        self.extra.lock().expect("not poisoned").push(table);
    }
}

impl fmt::Debug for StandIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("StandIn")
    }
}

#[async_trait]
impl Connector for StandIn {
    fn datasource_types(&self) -> &'static [&'static str] {
        &["firebolt", "awss3"]
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        let mut reader = credentials.reader();
        reader.required_text_or_empty(&["password"]);
        let fails = reader.optional_text(&["fails"]);
        let fails = reader.finish(fails)?;
        self.connections.fetch_add(1, Ordering::SeqCst);
        Ok(Arc::new(StandInEngine {
            fails,
            is_gone: Arc::clone(&self.is_gone),
            is_slow: Arc::clone(&self.is_slow),
            extra: Arc::clone(&self.extra),
        }))
    }
}

#[async_trait]
impl Engine for StandInEngine {
    fn dialect(&self) -> &'static dyn Dialect {
        &souk_query::POSTGRES
    }

    async fn test(&self) -> Result<(), EngineError> {
        match self.fails.as_deref() {
            Some("test") => Err(EngineError::Authentication("role hunter2 does not exist".into())),
            _ => Ok(()),
        }
    }

    async fn introspect(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        if self.is_gone.load(Ordering::SeqCst) {
            return Err(EngineError::Unreachable("db.example".to_owned(), None));
        }
        if self.fails.as_deref() == Some("schema") {
            return Err(EngineError::Permission("pg_catalog is locked".into()));
        }
        let mut tables = vec![
            table(
                "orders",
                &[
                    ("id", DataType::Int64, "bigint"),
                    ("tenant_id", DataType::Int64, "bigint"),
                    ("customer_id", DataType::Int64, "bigint"),
                    ("status", DataType::Text, "varchar"),
                    ("amount", DataType::Float64, "double precision"),
                    ("created_at", DataType::Timestamp, "timestamp"),
                ],
            ),
            table(
                "customers",
                &[("id", DataType::Int64, "bigint"), ("city", DataType::Text, "varchar")],
            ),
            table(
                "clients",
                &[("id", DataType::Int64, "bigint"), ("name", DataType::Text, "varchar")],
            ),
        ];
        tables.extend(self.extra.lock().expect("not poisoned").iter().cloned());
        let mut reading = progress.begin(tables.len());
        reading.came_to(1);
        while self.is_slow.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        reading.finish();
        Ok(Catalog { tables })
    }

    async fn run(
        &self,
        _question: &Compiled,
        _database: Option<&str>,
        _limits: &Limits,
    ) -> Result<Rows, EngineError> {
        Err(EngineError::Timeout)
    }
}

/// A table of the schema `public` whose key is `id`.
pub(crate) fn table(name: &str, columns: &[(&str, DataType, &str)]) -> CatalogTable {
    let columns = columns.iter().map(|(name, data_type, native)| CatalogColumn {
        name: (*name).to_owned(),
        data_type: *data_type,
        native_type: (*native).to_owned(),
        nullable: *name != "id",
        comment: None,
    });
    CatalogTable {
        schema: "public".to_owned(),
        name: name.to_owned(),
        columns: columns.collect(),
        primary_key: vec!["id".to_owned()],
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate: Some(100),
        comment: None,
    }
}
