//! Tenancy level DATABASE over files: a folder per tenant.
//!
//! A step `{tenant}` of the credentials' paths stands for the tenant's folder. A `clientId` becomes
//! part of a path only after the folder around it was found to hold a folder of exactly that name.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use souk_engine::EngineError;
use tokio::sync::OnceCell;

use crate::glob;
use crate::origin::Origin;
use crate::session::Session;

const TENANT: &str = "{tenant}";

/// Paths that name the tenant.
#[derive(Debug)]
pub(crate) struct Folders {
    paths: Vec<String>,
    /// The folder that holds the tenants' folders.
    base: String,
}

impl Folders {
    /// `None` where no path names the tenant.
    pub(crate) fn of(paths: &[String]) -> Result<Option<Self>, &'static str> {
        if !paths.iter().any(|path| path.contains(TENANT)) {
            return Ok(None);
        }
        let bases: Option<Vec<_>> = paths.iter().map(|path| base(path)).collect();
        let bases =
            bases.ok_or("must have {tenant} as one whole step, without wildcards before")?;
        match bases.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other == first) => {
                Ok(Some(Self { paths: paths.to_vec(), base: first.clone() }))
            }
            _ => Err("must have {tenant} in the same folder everywhere"),
        }
    }

    /// The paths of one tenant's files.
    pub(crate) fn of_tenant(&self, listed: &str) -> Vec<String> {
        let path = |path: &String| {
            let steps = path.split('/').map(|step| if step == TENANT { listed } else { step });
            steps.collect::<Vec<_>>().join("/")
        };
        self.paths.iter().map(path).collect()
    }

    /// The tenants' folders, by name.
    pub(crate) async fn list(&self, origin: &Origin) -> Result<Vec<String>, EngineError> {
        let mut names = origin.folders(&self.base).await?;
        names.retain(|name| !name.starts_with(['.', '_']) && !glob::is_pattern(name));
        names.sort();
        Ok(names)
    }

    /// Whether a folder that was listed before is still there.
    pub(crate) async fn still_has(
        &self,
        listed: &str,
        origin: &Origin,
    ) -> Result<bool, EngineError> {
        origin.has_folder(&self.base, listed).await
    }
}

/// What comes before the only step that is the tenant's.
fn base(path: &str) -> Option<String> {
    let steps: Vec<_> = path.split('/').collect();
    let at = steps.iter().position(|step| *step == TENANT)?;
    let is_once = path.matches(TENANT).count() == 1;
    let base = steps.get(..at)?.join("/");
    let is_root = base.is_empty() && at == 1;
    (is_once && !glob::is_pattern(&base)).then(|| if is_root { "/".to_owned() } else { base })
}

/// The tenants' sessions in use, the most recently used last.
#[derive(Default)]
pub(crate) struct TenantSessions(Mutex<Vec<(String, Slot)>>);

/// Filled by whoever comes first; the others wait for the same reading.
pub(crate) type Slot = Arc<OnceCell<Arc<Session>>>;

impl TenantSessions {
    pub(crate) fn known(&self, name: &str) -> Option<Slot> {
        let mut sessions = self.lock();
        let index = sessions.iter().position(|(known, _)| known == name)?;
        let entry = sessions.remove(index);
        let slot = Arc::clone(&entry.1);
        sessions.push(entry);
        Some(slot)
    }

    /// Keeps a place for a listed tenant, at most `bound` of them.
    pub(crate) fn remember(&self, name: &str, bound: usize) -> Slot {
        if let Some(known) = self.known(name) {
            return known;
        }
        let mut sessions = self.lock();
        if sessions.len() >= bound.max(1) {
            sessions.remove(0);
        }
        let slot = Slot::default();
        sessions.push((name.to_owned(), Arc::clone(&slot)));
        slot
    }

    pub(crate) fn forget(&self, name: &str) {
        self.lock().retain(|(known, _)| known != name);
    }

    /// The files are read again when they are next asked for.
    pub(crate) fn forget_all(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(String, Slot)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
