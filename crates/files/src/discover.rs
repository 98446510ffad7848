//! From the credentials' paths to named tables, each a list of files of one format.
//!
//! Knows files, folders, globs and names. Does not look inside a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use souk_engine::EngineError;

use crate::compression::plain_name;
use crate::format::Format;
use crate::glob;
use crate::partitions::{Partitions, column_of};
use crate::place::Place;

/// One table to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) format: Format,
    /// Resolved, allowed, at least one, in the order of their names.
    pub(crate) files: Vec<PathBuf>,
    /// Columns that folders name.
    pub(crate) partitions: Option<Partitions>,
}

/// Finds the tables that these paths hold.
pub(crate) fn discover(
    paths: &[String],
    format: Option<Format>,
    place: &Place,
) -> Result<Vec<Source>, EngineError> {
    let finder = Finder { format, place };
    let mut tables = BTreeMap::new();
    for path in paths {
        for source in finder.sources(path)? {
            insert(&mut tables, source)?;
        }
    }
    if tables.is_empty() {
        return Err(bad(
            "there is no file of a known format (csv, tsv, json, jsonl, parquet, arrow)",
        ));
    }
    Ok(tables.into_values().collect())
}

struct Finder<'a> {
    format: Option<Format>,
    place: &'a Place,
}

impl Finder<'_> {
    fn sources(&self, text: &str) -> Result<Vec<Source>, EngineError> {
        if glob::is_pattern(text) {
            return self.matches(text);
        }
        let resolved = self.place.resolve(Path::new(text));
        let path = resolved.ok_or_else(|| self.place.not_allowed(text))?;
        if self.place.is_folder(&path) { self.folder(&path) } else { Ok(vec![self.file(&path)?]) }
    }

    fn matches(&self, pattern: &str) -> Result<Vec<Source>, EngineError> {
        let (base, steps) = glob::split(pattern);
        let resolved = self.place.resolve(&base);
        let base = resolved.ok_or_else(|| self.place.not_allowed(pattern))?;
        let found =
            glob::walk(self.place, &base, &steps).map_err(|error| unreadable(&base, error))?;
        let mut sources = Vec::new();
        for path in found {
            let path = self.inside(&path)?;
            if self.place.is_folder(&path) {
                sources.extend(self.sub_folder(&path)?);
            } else if self.format_of(&path).is_some() {
                sources.push(self.file(&path)?);
            }
        }
        Ok(sources)
    }

    /// A table per file, and one per sub-folder; one alone where the sub-folders name a column.
    fn folder(&self, folder: &Path) -> Result<Vec<Source>, EngineError> {
        let mut sources = Vec::new();
        let entries = self.entries(folder)?;
        if entries.iter().any(|path| self.is_partition(path)) {
            return Ok(self.partitioned(folder)?.into_iter().collect());
        }
        for path in entries {
            if self.place.is_folder(&path) {
                sources.extend(self.sub_folder(&path)?);
            } else if self.format_of(&path).is_some() {
                sources.push(self.file(&path)?);
            }
        }
        Ok(sources)
    }

    /// All files of a sub-folder are one table; a sub-folder without files is none.
    fn sub_folder(&self, folder: &Path) -> Result<Option<Source>, EngineError> {
        let entries = self.entries(folder)?;
        if entries.iter().any(|path| self.is_partition(path)) {
            return self.partitioned(folder);
        }
        let files = entries.into_iter().filter(|path| self.place.is_file(path));
        self.table_of(folder, files.collect())
    }

    fn table_of(&self, folder: &Path, files: Vec<PathBuf>) -> Result<Option<Source>, EngineError> {
        let known = files.into_iter().filter_map(|path| Some((self.format_of(&path)?, path)));
        let known: Vec<_> = known.collect();
        let Some((format, _)) = known.first() else { return Ok(None) };
        if known.iter().any(|(other, _)| other != format) {
            return Err(bad(&format!("the folder {} holds several formats", shown(folder))));
        }
        let name = name_of(folder.file_name(), folder)?;
        let files = known.iter().map(|(_, path)| path.clone()).collect();
        Ok(Some(Source { name, format: *format, files, partitions: None }))
    }

    /// The files of all folders below are one table, whose folders' names are columns.
    fn partitioned(&self, folder: &Path) -> Result<Option<Source>, EngineError> {
        let files = self.files_below(folder)?;
        let Some(mut source) = self.table_of(folder, files)? else { return Ok(None) };
        let partitions = Partitions::of(folder, &source.files)
            .map_err(|words| bad(&format!("the folder {}: {words}", shown(folder))))?;
        source.partitions = Some(partitions);
        Ok(Some(source))
    }

    fn files_below(&self, folder: &Path) -> Result<Vec<PathBuf>, EngineError> {
        let mut files = Vec::new();
        for path in self.entries(folder)? {
            if self.place.is_folder(&path) {
                files.extend(self.files_below(&path)?);
            } else {
                files.push(path);
            }
        }
        Ok(files)
    }

    fn file(&self, path: &Path) -> Result<Source, EngineError> {
        let format = self.format_of(path).ok_or_else(|| {
            bad(&format!("{} has no known format: name it as `format`", shown(path)))
        })?;
        let name = name_of(plain_name(path).file_stem(), path)?;
        Ok(Source { name, format, files: vec![path.to_owned()], partitions: None })
    }

    /// The visible entries of a folder, each resolved and allowed, by name.
    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, EngineError> {
        let entries = self.place.entries(folder).map_err(|error| unreadable(folder, error))?;
        let mut paths = Vec::new();
        for entry in entries {
            let name = entry.file_name().unwrap_or_default();
            let is_hidden = matches!(name.as_encoded_bytes().first(), Some(b'.' | b'_'));
            if !is_hidden {
                paths.push(self.inside(&entry)?);
            }
        }
        paths.sort();
        Ok(paths)
    }

    /// A link that leads out of the allowed folders makes the whole datasource wrong: leaving it
    /// out silently would answer from fewer rows.
    fn inside(&self, path: &Path) -> Result<PathBuf, EngineError> {
        self.place.resolve(path).ok_or_else(|| self.place.not_allowed(&shown(path)))
    }

    fn is_partition(&self, path: &Path) -> bool {
        column_of(path).is_some() && self.place.is_folder(path)
    }

    fn format_of(&self, path: &Path) -> Option<Format> {
        self.format.or_else(|| Format::of(path))
    }
}

fn insert(tables: &mut BTreeMap<String, Source>, source: Source) -> Result<(), EngineError> {
    if let Some(first) = tables.get(&source.name) {
        if *first == source {
            return Ok(());
        }
        let files = [first, &source].map(|source| source.files.first().map(|file| shown(file)));
        let [first, second] = files.map(Option::unwrap_or_default);
        let name = &source.name;
        return Err(bad(&format!("{first} and {second} would both be the table \"{name}\"")));
    }
    tables.insert(source.name.clone(), source);
    Ok(())
}

fn name_of(name: Option<&std::ffi::OsStr>, path: &Path) -> Result<String, EngineError> {
    let name = name.and_then(std::ffi::OsStr::to_str);
    let name = name.ok_or_else(|| bad(&format!("the name of {} is not UTF-8", shown(path))))?;
    Ok(name.to_owned())
}

/// File names are shown without their folders.
pub(crate) fn shown(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

pub(crate) fn unreadable(path: &Path, error: std::io::Error) -> EngineError {
    EngineError::BadFile(format!("{} cannot be read", shown(path)), Some(error.into()))
}

fn bad(words: &str) -> EngineError {
    EngineError::BadFile(words.to_owned(), None)
}
