//! Where a datasource's files lie: folders of the disk, or the names below a prefix of a bucket.
//!
//! Answers what is where, always within what may be read. Reads no file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use souk_engine::{EngineError, Roots, has_parent_steps};

/// What finding tables asks.
#[derive(Debug)]
pub(crate) enum Place {
    /// As it is now.
    Disk(Roots),
    /// As it was when it was listed.
    Listed(Listing),
}

impl Place {
    /// What `path` really is, if it exists and may be read.
    pub(crate) fn resolve(&self, path: &Path) -> Option<PathBuf> {
        match self {
            Self::Disk(roots) => roots.resolve(path),
            Self::Listed(listing) => listing.resolve(path),
        }
    }

    pub(crate) fn is_folder(&self, path: &Path) -> bool {
        match self {
            Self::Disk(_) => path.is_dir(),
            Self::Listed(listing) => listing.folders.contains_key(path),
        }
    }

    pub(crate) fn is_file(&self, path: &Path) -> bool {
        match self {
            Self::Disk(_) => path.is_file(),
            Self::Listed(listing) => listing.files.contains(path),
        }
    }

    /// What the folder holds.
    pub(crate) fn entries(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        match self {
            Self::Disk(_) => {
                fs::read_dir(folder)?.map(|entry| entry.map(|one| one.path())).collect()
            }
            Self::Listed(listing) => {
                let names = listing.folders.get(folder).into_iter().flatten();
                Ok(names.map(|name| folder.join(name)).collect())
            }
        }
    }

    /// What to say of a path that cannot be resolved.
    pub(crate) fn not_allowed(&self, path: &str) -> EngineError {
        let words = match self {
            Self::Disk(_) => {
                format!("\"{path}\" is no file or folder below a folder that this server may read")
            }
            Self::Listed(_) => format!("\"{path}\" is no object or folder below the prefix"),
        };
        EngineError::Unreachable(words, None)
    }
}

/// Names of objects, which have folders where they have slashes. Every path begins with a slash.
#[derive(Debug)]
pub(crate) struct Listing {
    /// The folder of the prefix.
    base: PathBuf,
    files: BTreeSet<PathBuf>,
    folders: BTreeMap<PathBuf, BTreeSet<String>>,
}

impl Listing {
    /// Without objects yet.
    pub(crate) fn below(base: PathBuf) -> Self {
        Self { base, files: BTreeSet::new(), folders: BTreeMap::new() }
    }

    /// Adds an object, unless it is not below the prefix. Its folders come with it.
    pub(crate) fn add(&mut self, path: PathBuf) {
        if !path.starts_with(&self.base) || has_parent_steps(&path) {
            return;
        }
        let mut entry = path.as_path();
        while let (Some(folder), Some(name)) = (entry.parent(), entry.file_name()) {
            let name = name.to_string_lossy().into_owned();
            let is_new = self.folders.entry(folder.to_owned()).or_default().insert(name);
            if !is_new || folder == self.base {
                break;
            }
            entry = folder;
        }
        self.files.insert(path);
    }

    /// A name that is an object's and a folder's too: only one of the two could be read.
    pub(crate) fn ambiguous(&self) -> Option<&Path> {
        self.files.iter().map(PathBuf::as_path).find(|file| self.folders.contains_key(*file))
    }

    fn resolve(&self, path: &Path) -> Option<PathBuf> {
        if has_parent_steps(path) {
            return None;
        }
        let whole = if path.is_absolute() { path.to_owned() } else { self.base.join(path) };
        // The same steps, without empty ones.
        let whole: PathBuf = whole.components().collect();
        let is_there = self.files.contains(&whole) || self.folders.contains_key(&whole);
        (is_there && whole.starts_with(&self.base)).then_some(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing() -> Place {
        let mut listing = Listing::below(PathBuf::from("/shop"));
        for name in ["/shop/a.csv", "/shop/orders/1.csv", "/shop2/b.csv", "/shop/../c.csv"] {
            listing.add(PathBuf::from(name));
        }
        Place::Listed(listing)
    }

    #[test]
    fn names_below_the_prefix_are_found_and_no_others() {
        let place = listing();
        for (path, expected) in [
            ("a.csv", "/shop/a.csv"),
            (".", "/shop"),
            ("", "/shop"),
            ("orders/", "/shop/orders"),
            ("orders//1.csv", "/shop/orders/1.csv"),
            ("/shop/orders", "/shop/orders"),
        ] {
            assert_eq!(place.resolve(Path::new(path)), Some(PathBuf::from(expected)), "{path}");
        }
        for path in ["../shop2/b.csv", "/shop2/b.csv", "/", "/shop/../c.csv", "b.csv", "orders/2"] {
            assert_eq!(place.resolve(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn folders_hold_what_lies_in_them() {
        let place = listing();
        let base = Path::new("/shop");
        assert_eq!(place.entries(base).unwrap(), [base.join("a.csv"), base.join("orders")]);
        assert!(place.is_folder(&base.join("orders")) && !place.is_file(&base.join("orders")));
        assert!(place.is_file(&base.join("orders/1.csv")));
    }
}
