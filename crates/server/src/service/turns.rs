//! Fair turns at every datasource, so that one tenant's flood does not hold up another.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use souk_engine::{ServerOptions, Turns};
use souk_model::DocumentId;

/// The turns of datasources that were asked since the server started.
#[derive(Debug, Default)]
pub struct DatasourceTurns(Mutex<HashMap<DocumentId, Turns>>);

impl DatasourceTurns {
    /// As many places as a connector has connections with a datasource.
    pub(super) fn of(&self, datasource: DocumentId) -> Turns {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = || Turns::new(ServerOptions::default().connections);
        turns.entry(datasource).or_insert_with(fresh).clone()
    }

    /// The datasource is gone.
    pub(super) fn forget(&self, datasource: DocumentId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&datasource);
    }
}
