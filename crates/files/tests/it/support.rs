//! A folder for each test, and short ways to ask it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::arrow::record_batch::RecordBatch;
use souk_engine::arrow::util::display::{ArrayFormatter, FormatOptions};
use souk_engine::{Credentials, EngineError, Limits, Progress};
use souk_files::internals::RawFiles;
use souk_files::{FilesConnector, FilesOptions};
use souk_model::{Catalog, DataType};
use souk_query::{ColumnRole, OutputColumn, Value};
use tempfile::TempDir;

/// A folder that the server may read, in one that it may not.
pub(crate) struct Folder {
    outside: TempDir,
    root: PathBuf,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let outside = TempDir::new().unwrap();
        let root = outside.path().join("root");
        fs::create_dir(&root).unwrap();
        Self { outside, root }
    }

    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (name, text) in files {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn path(&self) -> &Path {
        &self.root
    }

    /// The folder around the one that may be read.
    pub(crate) fn outside(&self) -> &Path {
        self.outside.path()
    }

    pub(crate) fn options(&self) -> FilesOptions {
        FilesOptions { roots: vec![self.root.clone()], threads: 2, ..FilesOptions::default() }
    }

    /// An engine over the whole folder.
    pub(crate) fn engine(&self) -> RawFiles {
        self.engine_over(&json!({"path": self.root}))
    }

    pub(crate) fn engine_over(&self, fields: &Json) -> RawFiles {
        let connector = FilesConnector::new(self.options()).unwrap();
        RawFiles::new(&connector, &credentials(fields)).unwrap()
    }

    /// The catalog of these credentials.
    pub(crate) async fn read(&self, fields: &Json) -> Result<Catalog, EngineError> {
        self.engine_over(fields).engine().introspect(&Progress::default()).await
    }

    pub(crate) async fn read_all(&self) -> Result<Catalog, EngineError> {
        self.read(&json!({"path": self.root})).await
    }
}

pub(crate) fn credentials(fields: &Json) -> Credentials {
    Credentials::new(fields.as_object().unwrap().clone())
}

pub(crate) fn names(catalog: &Catalog) -> Vec<&str> {
    catalog.tables.iter().map(|table| table.name.as_str()).collect()
}

/// The words of a file that could not be read.
pub(crate) fn bad_file<T: std::fmt::Debug>(answer: Result<T, EngineError>) -> String {
    match answer {
        Err(EngineError::BadFile(words, _)) => words,
        other => panic!("{other:?}"),
    }
}

/// Columns `c0`, `c1`, … of these types.
pub(crate) fn columns(types: &[DataType]) -> Vec<OutputColumn> {
    let column = |(index, data_type): (usize, &DataType)| OutputColumn {
        name: format!("c{index}"),
        data_type: *data_type,
        label: String::new(),
        role: ColumnRole::Dimension,
    };
    types.iter().enumerate().map(column).collect()
}

pub(crate) async fn ask(
    engine: &RawFiles,
    sql: &str,
    parameters: &[Value],
    types: &[DataType],
    limits: &Limits,
) -> Result<Vec<RecordBatch>, EngineError> {
    let rows = engine.run(sql, parameters, &columns(types), None, limits).await?;
    rows.batches.try_collect().await
}

/// The answer as text, row by row; NULL is `NULL`.
pub(crate) async fn rows(
    engine: &RawFiles,
    sql: &str,
    parameters: &[Value],
    types: &[DataType],
) -> Result<Vec<Vec<String>>, EngineError> {
    let batches = ask(engine, sql, parameters, types, &Limits::default()).await?;
    Ok(batches.iter().flat_map(texts).collect())
}

pub(crate) async fn value(
    engine: &RawFiles,
    sql: &str,
    data_type: DataType,
) -> Result<String, EngineError> {
    Ok(rows(engine, sql, &[], &[data_type]).await?[0][0].clone())
}

pub(crate) fn texts(batch: &RecordBatch) -> Vec<Vec<String>> {
    let options = FormatOptions::new().with_null("NULL");
    let columns = batch.columns().iter();
    let columns: Vec<_> =
        columns.map(|column| ArrayFormatter::try_new(column, &options).unwrap()).collect();
    let row = |row: usize| columns.iter().map(|column| column.value(row).to_string()).collect();
    (0..batch.num_rows()).map(row).collect()
}

/// An engine over one table `t` with a number, for SQL that needs no data of its own.
pub(crate) fn plain() -> &'static RawFiles {
    static PLAIN: OnceLock<(Folder, RawFiles)> = OnceLock::new();
    let (_, engine) = PLAIN.get_or_init(|| {
        let folder = Folder::with(&[("t.csv", "id,name\n1,one\n2,two\n3,\n")]);
        let engine = folder.engine();
        (folder, engine)
    });
    engine
}
