//! Which connector serves which `datasourceType`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use souk_engine::{Connector, PostgresConnector};

use crate::config::Settings;

/// The connectors of this build, by the type names that they serve.
#[derive(Clone, Default)]
pub struct Connectors(BTreeMap<&'static str, Arc<dyn Connector>>);

impl Connectors {
    /// Every connector of this build.
    #[must_use]
    pub fn standard(_settings: &Settings) -> Self {
        let mut connectors = Self::default();
        connectors.add(Arc::new(PostgresConnector::default()));
        connectors
    }

    /// Adds a connector for all the types that it serves.
    pub fn add(&mut self, connector: Arc<dyn Connector>) {
        for name in connector.datasource_types() {
            self.0.insert(name, Arc::clone(&connector));
        }
    }

    /// The connector for a type.
    #[must_use]
    pub fn get(&self, datasource_type: &str) -> Option<&Arc<dyn Connector>> {
        self.0.get(datasource_type)
    }

    /// Every type, in alphabetical order.
    pub fn types(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

impl fmt::Debug for Connectors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}
