//! How far the syncs of this server came, while they run and after.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use souk_engine::{Progress, TablesRead};
use souk_model::{DocumentId, OrganisationId};

use crate::http::ApiError;
use crate::wire::datasource::ProgressStatus;

type Key = (OrganisationId, DocumentId);

/// How far the last sync of each datasource came, since this server started.
#[derive(Debug, Clone, Default)]
pub struct SyncProgress(Arc<Mutex<HashMap<Key, Came>>>);

#[derive(Debug, Clone, Default)]
struct Came {
    read: TablesRead,
    error: String,
}

impl SyncProgress {
    /// A sync begins, which is expected to find so many tables.
    pub(super) fn begin(&self, key: Key, total: usize) -> Running {
        let read = TablesRead { done: 0, total };
        self.open().insert(key, Came { read, error: String::new() });
        let error = Some("Error: the sync was left before its end".to_owned());
        Running { shown: self.clone(), key, error }
    }

    /// `None` where nothing was synced.
    pub(super) fn get(&self, key: Key) -> Option<ProgressStatus> {
        let Came { read, error } = self.open().get(&key)?.clone();
        Some(ProgressStatus { progress: format!("{}/{}", read.done, read.total), error })
    }

    pub(super) fn forget(&self, key: Key) {
        self.open().remove(&key);
    }

    fn came_to(&self, key: Key, read: TablesRead) {
        if let Some(came) = self.open().get_mut(&key) {
            came.read = read;
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Key, Came>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A sync under way. One whose caller has gone says so.
pub(super) struct Running {
    shown: SyncProgress,
    key: Key,
    /// What is wrong when this is dropped.
    error: Option<String>,
}

impl Running {
    /// Where the engine tells how far it came.
    pub(super) fn progress(&self) -> Progress {
        let (shown, key) = (self.shown.clone(), self.key);
        Progress::told_to(move |read| shown.came_to(key, read))
    }

    /// So many tables are there, and all are read and stored.
    pub(super) fn succeeded(mut self, tables: usize) {
        self.shown.came_to(self.key, TablesRead { done: tables, total: tables });
        self.error = None;
    }

    pub(super) fn failed(mut self, error: &ApiError) {
        self.error = Some(format!("Error: {}", error.message()));
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let Some(error) = self.error.take() else { return };
        if let Some(came) = self.shown.open().get_mut(&self.key) {
            came.error = error;
        }
    }
}
