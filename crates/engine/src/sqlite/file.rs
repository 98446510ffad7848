//! Which file a SQLite datasource is.
//!
//! What lies outside the allowed folders is reported in the same words as what does not exist.

use std::fs::Metadata;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::{Credentials, CredentialsError, Roots, has_parent_steps};

const PATH: [&str; 1] = ["path"];

/// A path as the vendor wrote it, and where it may lead.
#[derive(Debug, Clone)]
pub(super) struct File {
    path: PathBuf,
    roots: Roots,
}

/// A file as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    device: u64,
    number: u64,
}

impl File {
    /// Reads the credentials' only field.
    pub(super) fn read(credentials: &Credentials, roots: Roots) -> Result<Self, CredentialsError> {
        let mut reader = credentials.reader();
        let path = PathBuf::from(reader.required_text(&PATH));
        if has_parent_steps(&path) {
            reader.problem(&PATH, "must not contain \"..\"");
        }
        reader.finish(Self { path, roots })
    }

    /// The file, if it exists and may be read. A file that was put in its place is another one.
    pub(super) fn find(&self) -> io::Result<Found> {
        let path = self.roots.resolve(&self.path).ok_or(io::ErrorKind::NotFound)?;
        let metadata = path.metadata()?;
        if !metadata.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(found(path, &metadata))
    }

    /// Whether the file is still the one that was found.
    pub(super) fn is_still(&self, found: &Found) -> bool {
        self.find().is_ok_and(|now| now == *found)
    }
}

fn found(path: PathBuf, metadata: &Metadata) -> Found {
    Found { path, device: metadata.dev(), number: metadata.ino() }
}

impl AsRef<Path> for Found {
    fn as_ref(&self) -> &Path {
        &self.path
    }
}
