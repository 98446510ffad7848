//! Which files may be read at all.
//!
//! Every path is resolved to what it really is (symbolic links and all) before it is compared with
//! the allowed folders. What lies outside is reported in the same words as what does not exist.

use std::io;
use std::path::{Component, Path, PathBuf};

/// The allowed folders, resolved.
#[derive(Debug, Clone, Default)]
pub struct Roots {
    folders: Vec<PathBuf>,
    any: bool,
}

impl Roots {
    /// The folders that exist; one that does not allows nothing. `any` allows every folder.
    #[must_use]
    pub fn new(folders: &[PathBuf], any: bool) -> Self {
        let folders = folders.iter().filter_map(|root| root.canonicalize().ok()).collect();
        Self { folders, any }
    }

    /// What `path` really is, if it exists and may be read. A relative path is looked up below each
    /// allowed folder in turn.
    #[must_use]
    pub fn resolve(&self, path: &Path) -> Option<PathBuf> {
        if has_parent_steps(path) {
            return None;
        }
        if path.is_absolute() {
            return self.allowed(path).ok().flatten();
        }
        self.folders.iter().find_map(|root| self.allowed(&root.join(path)).ok().flatten())
    }

    /// Whether this resolved path is still itself: no link has taken its place.
    ///
    /// # Errors
    /// A path that cannot be looked up any more.
    pub fn still_allows(&self, resolved: &Path) -> io::Result<bool> {
        Ok(self.allowed(resolved)?.is_some_and(|now| now == resolved))
    }

    fn allowed(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        let real = path.canonicalize()?;
        let is_below = self.any || self.folders.iter().any(|root| real.starts_with(root));
        Ok(is_below.then_some(real))
    }
}

/// Whether the path has a `..` in it.
#[must_use]
pub fn has_parent_steps(path: &Path) -> bool {
    path.components().any(|step| step == Component::ParentDir)
}
