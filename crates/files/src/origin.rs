//! The disk or a bucket, as a datasource sees it.

use std::fs;
use std::path::PathBuf;

use souk_engine::{EngineError, Roots};

use crate::bucket::Bucket;
use crate::discover::unreadable;
use crate::place::Place;
use crate::store::Holder;

/// Where a datasource's files come from.
#[derive(Debug)]
pub(crate) enum Origin {
    /// The disk, below these folders.
    Disk(Roots),
    /// A prefix of a bucket.
    Bucket(Bucket),
}

impl Origin {
    /// What can be found at these paths.
    pub(crate) async fn place(&self, paths: &[String]) -> Result<Place, EngineError> {
        match self {
            Self::Disk(roots) => Ok(Place::Disk(roots.clone())),
            Self::Bucket(bucket) => bucket.list(paths).await.map(Place::Listed),
        }
    }

    /// What gives the files' bytes.
    pub(crate) fn holder(&self) -> Holder {
        match self {
            Self::Disk(roots) => Holder::Disk(roots.clone()),
            Self::Bucket(bucket) => Holder::Bucket(bucket.store()),
        }
    }

    /// The names of the folders in a folder.
    pub(crate) async fn folders(&self, base: &str) -> Result<Vec<String>, EngineError> {
        let roots = match self {
            Self::Disk(roots) => roots,
            Self::Bucket(bucket) => return bucket.folders(base).await,
        };
        let base = resolved(roots, base)?;
        let entries = fs::read_dir(&base).map_err(|error| unreadable(&base, error))?;
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&base, error))?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            if entry.path().is_dir() {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Whether a folder that was listed before is still there.
    pub(crate) async fn has_folder(&self, base: &str, listed: &str) -> Result<bool, EngineError> {
        match self {
            Self::Disk(roots) => Ok(resolved(roots, base)?.join(listed).is_dir()),
            Self::Bucket(bucket) => bucket.has_folder(base, listed).await,
        }
    }
}

fn resolved(roots: &Roots, base: &str) -> Result<PathBuf, EngineError> {
    let path = if base.is_empty() { "." } else { base };
    let not_allowed = || Place::Disk(roots.clone()).not_allowed(base);
    roots.resolve(path.as_ref()).ok_or_else(not_allowed)
}
