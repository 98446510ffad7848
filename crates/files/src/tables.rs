//! The tables of a datasource, each read when it is first named: what one of them costs, or is refused for,
//! is no affair of a question about another.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::catalog::{SchemaProvider, TableProvider};
use datafusion::error::{DataFusionError, Result as DataFusionResult};
use datafusion::execution::SessionState;
use souk_engine::{EngineError, Progress};
use souk_model::Catalog;
use tokio::sync::OnceCell;

use crate::discover::Source;
use crate::store::Files;
use crate::table::{self, Table};

/// All of them, by their names.
pub(crate) struct Tables {
    tables: BTreeMap<String, (Source, OnceCell<Table>)>,
    files: Arc<Files>,
    /// What files are read with. It has no tables itself.
    state: SessionState,
}

impl fmt::Debug for Tables {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Tables").finish_non_exhaustive()
    }
}

impl Tables {
    /// Nothing is read yet.
    pub(crate) fn new(sources: &[Source], files: Arc<Files>, state: SessionState) -> Self {
        let unread = |source: &Source| (source.name.clone(), (source.clone(), OnceCell::new()));
        Self { tables: sources.iter().map(unread).collect(), files, state }
    }

    /// Reads whatever was not read yet.
    pub(crate) async fn catalog(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        let mut catalog = Catalog::default();
        let mut reading = progress.begin(self.tables.len());
        for (index, (source, table)) in self.tables.values().enumerate() {
            catalog.tables.push(self.open(source, table).await?.entry.clone());
            reading.came_to(index + 1);
        }
        Ok(catalog)
    }

    /// Whoever comes while the table is being read waits for the same reading.
    async fn open<'a>(
        &self,
        source: &Source,
        table: &'a OnceCell<Table>,
    ) -> Result<&'a Table, EngineError> {
        table.get_or_try_init(|| table::open(source, &self.files, &self.state)).await
    }
}

#[async_trait]
impl SchemaProvider for Tables {
    fn table_names(&self) -> Vec<String> {
        self.tables.keys().cloned().collect()
    }

    async fn table(&self, name: &str) -> DataFusionResult<Option<Arc<dyn TableProvider>>> {
        let Some((source, table)) = self.tables.get(name) else { return Ok(None) };
        let opened = self.open(source, table).await;
        let table = opened.map_err(|error| DataFusionError::External(error.into()))?;
        Ok(Some(Arc::clone(&table.provider) as Arc<dyn TableProvider>))
    }

    fn table_exist(&self, name: &str) -> bool {
        self.tables.contains_key(name)
    }
}
