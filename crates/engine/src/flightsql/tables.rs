//! The files that become tables of a session, for servers whose own catalog does not have them.
//!
//! Knows how the files are found and how the statements are written. A folder is listed here only below
//! the folders that this server may read; elsewhere (a bucket, a disk that only the cluster sees) the
//! credentials name the tables.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use super::literal::{write_name, write_text};
use crate::{EngineError, Roots};

/// What the credentials say about files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    path: String,
    /// Files and folders below the path; all of them, where none is named.
    entries: Vec<String>,
}

/// One table: its name, and where its file or folder is for the cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) path: String,
}

const EXTENSION: &str = "parquet";
const NOT_LISTED: &str = "the folder of \"credentials.path\" is not there or not below the folders that this \
    server may read; \"credentials.tables\" can name the files";

impl Source {
    /// Or the field that is wrong, and how.
    pub(super) fn of(
        path: &str,
        entries: Vec<String>,
    ) -> Result<Self, (&'static str, &'static str)> {
        let is_url = path.contains("://");
        if !is_url && !path.starts_with('/') {
            return Err(("path", "must be an absolute path or a URL"));
        }
        if is_url && entries.is_empty() {
            return Err(("tables", "is required, as a URL is not listed here"));
        }
        if path.contains("/../") || path.ends_with("/..") {
            return Err(("path", "must not contain \"..\""));
        }
        if !entries.iter().all(|entry| is_below(entry)) {
            return Err(("tables", "must hold paths below \"path\", without \"..\""));
        }
        Ok(Self { path: path.trim_end_matches('/').to_owned(), entries })
    }

    /// The tables as they are now, in the order of their names.
    pub(super) fn tables(&self, roots: &Roots) -> Result<Vec<Table>, EngineError> {
        let mut tables = if self.entries.is_empty() { self.listed(roots)? } else { self.named() };
        tables.sort_by(|left, right| left.name.cmp(&right.name));
        if tables.windows(2).any(|two| matches!(two, [left, right] if left.name == right.name)) {
            let words = "two files of \"credentials.path\" would be tables of the same name";
            return Err(EngineError::BadFile(words.to_owned(), None));
        }
        Ok(tables)
    }

    fn named(&self) -> Vec<Table> {
        let table = |entry: &String| {
            let path = format!("{}/{entry}", self.path);
            Some(Table { name: stem(Path::new(entry))?, path })
        };
        self.entries.iter().filter_map(table).collect()
    }

    fn listed(&self, roots: &Roots) -> Result<Vec<Table>, EngineError> {
        let refused = || EngineError::BadFile(NOT_LISTED.to_owned(), None);
        let folder = roots.resolve(Path::new(&self.path)).ok_or_else(refused)?;
        let entries = fs::read_dir(folder).map_err(|_| refused())?;
        let entries = entries.filter_map(|entry| Some(entry.ok()?.path()));
        Ok(entries.filter_map(|entry| table(&entry, roots)).collect())
    }
}

/// A table, if this is a file of Parquet or a folder, and really below the allowed folders.
fn table(entry: &Path, roots: &Roots) -> Option<Table> {
    let real = roots.resolve(entry)?;
    let name = stem(entry).filter(|name| !name.starts_with(['.', '_']))?;
    let is_table = real.is_dir() || entry.extension() == Some(OsStr::new(EXTENSION));
    is_table.then(|| Some(Table { name, path: real.to_str()?.to_owned() })).flatten()
}

fn stem(path: &Path) -> Option<String> {
    let ends = path.extension() == Some(OsStr::new(EXTENSION));
    let name = if ends { path.file_stem() } else { path.file_name() };
    name?.to_str().map(str::to_owned)
}

fn is_below(entry: &str) -> bool {
    entry.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

impl Table {
    /// The statement that gives the file its name, in the database `global_temp`: every table of a
    /// statement is named with its database, and a view of one session has none.
    pub(super) fn registration(&self) -> String {
        let mut sql = "CREATE OR REPLACE GLOBAL TEMP VIEW ".to_owned();
        write_name(&mut sql, &self.name);
        sql.push_str(" USING parquet OPTIONS (path ");
        write_text(&mut sql, &self.path);
        sql.push(')');
        sql
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(entries: &[&str]) -> Result<Source, (&'static str, &'static str)> {
        Source::of("s3://bucket/x/", entries.iter().map(|&entry| entry.to_owned()).collect())
    }

    #[test]
    fn tables_are_named_by_the_stems_of_their_files() {
        let source = named(&["b.parquet", "deep/a", "c.v2.parquet"]).unwrap();
        let tables = source.tables(&Roots::default()).unwrap();
        let found: Vec<_> =
            tables.iter().map(|one| (one.name.as_str(), one.path.as_str())).collect();
        let expected = [
            ("a", "s3://bucket/x/deep/a"),
            ("b", "s3://bucket/x/b.parquet"),
            ("c.v2", "s3://bucket/x/c.v2.parquet"),
        ];
        assert_eq!(found, expected);
        let twice = named(&["a.parquet", "x/a"]).unwrap();
        assert!(twice.tables(&Roots::default()).is_err());
    }

    #[test]
    fn nothing_leads_out_of_the_path() {
        for entry in ["../x", "a/../../x", "/etc/x", "", "a//b", "./a"] {
            assert!(named(&[entry]).is_err(), "{entry}");
        }
        assert!(Source::of("relative", vec!["a".to_owned()]).is_err());
        assert!(Source::of("/data/../etc", Vec::new()).is_err());
        assert!(named(&[]).is_err(), "a URL needs names");
    }

    #[test]
    fn a_folder_is_listed_below_the_roots_only() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        for name in ["b.parquet", "notes.txt", "_done.parquet", ".hidden.parquet"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("a")).unwrap();
        fs::write(outside.path().join("x.parquet"), "").unwrap();
        let link = folder.path().join("x.parquet");
        std::os::unix::fs::symlink(outside.path().join("x.parquet"), link).unwrap();
        let source = Source::of(folder.path().to_str().unwrap(), Vec::new()).unwrap();
        let roots = Roots::new(&[folder.path().to_owned()], false);
        let names: Vec<_> =
            source.tables(&roots).unwrap().into_iter().map(|table| table.name).collect();
        assert_eq!(names, ["a", "b"]);
        assert!(source.tables(&Roots::new(&[outside.path().to_owned()], false)).is_err());
    }

    #[test]
    fn names_and_paths_are_quoted() {
        let table = Table { name: "a`b' c".to_owned(), path: "/x'); DROP \\".to_owned() };
        let expected = "CREATE OR REPLACE GLOBAL TEMP VIEW `a``b' c` USING parquet OPTIONS (path \
            '/x\\'); DROP \\\\')";
        assert_eq!(table.registration(), expected);
    }
}
