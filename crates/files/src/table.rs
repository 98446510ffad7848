//! One table: its files' schema, checked and mended, as DataFusion and the catalog have it.

use std::collections::HashSet;
use std::error::Error;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType as ArrowType, Field, Schema, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::error::Result as DataFusionResult;
use datafusion::execution::SessionState;
use datafusion::object_store::ObjectStore;
use datafusion::object_store::path::Path as StorePath;
use futures::FutureExt;
use futures::stream::{self, StreamExt, TryStreamExt};
use souk_engine::EngineError;
use souk_model::CatalogTable;
use url::Url;

use crate::arrow_ipc;
use crate::discover::{Source, shown};
use crate::errors::{engine_error, told};
use crate::footer;
use crate::format::{Format, INFERENCE_ROWS, starts_with_bracket};
use crate::store::{AT_ONCE, Files};
use crate::types::catalog_columns;

/// The schema that every file datasource has.
pub(crate) const SCHEMA: &str = "public";

/// A table that queries can name, and its entry in the catalog.
pub(crate) struct Table {
    pub(crate) provider: Arc<ListingTable>,
    pub(crate) entry: CatalogTable,
}

/// Reads the files' schema (and no data, but for the rows that text formats infer it from).
pub(crate) async fn open(
    source: &Source,
    store: &Arc<Files>,
    state: &SessionState,
) -> Result<Table, EngineError> {
    let row_estimate = row_count(source, store).await?;
    let reading = Reading { source, store, state, reader: source.format.reader() };
    let schema = reading.schema().await?;
    let provider = reading.provider(Arc::clone(&schema)).map_err(|error| reading.failed(error))?;
    let entry = CatalogTable {
        schema: SCHEMA.to_owned(),
        name: source.name.clone(),
        columns: catalog_columns(&provider.schema()),
        primary_key: Vec::new(),
        unique_keys: Vec::new(),
        indexed_columns: None,
        foreign_keys: Vec::new(),
        row_estimate,
        comment: None,
    };
    Ok(Table { provider: Arc::new(provider), entry })
}

/// Whether the files are arrays of documents, as the first of them is. One that cannot be read is refused when
/// its table is named.
pub(crate) async fn is_of_arrays(source: &Source, store: &Files) -> Result<bool, EngineError> {
    let first = source.files.first().filter(|_| source.format == Format::Json);
    let Some(first) = first else { return Ok(false) };
    let is_array = store.look(first, starts_with_bracket).await;
    match is_array.map_err(|error| unread(error, String::new)) {
        Err(EngineError::BadFile(..)) => Ok(false),
        other => other,
    }
}

/// What a file could not be looked at for: the way to it, or else the file.
fn unread(
    error: impl Into<Box<dyn Error + Send + Sync>>,
    words: impl FnOnce() -> String,
) -> EngineError {
    let error = error.into();
    told(&*error).unwrap_or_else(|| EngineError::BadFile(words(), Some(error)))
}

struct Reading<'a> {
    source: &'a Source,
    store: &'a Arc<Files>,
    state: &'a SessionState,
    reader: Arc<dyn FileFormat>,
}

impl Reading<'_> {
    async fn schema(&self) -> Result<SchemaRef, EngineError> {
        self.check_headers().await?;
        let schema = match self.source.format {
            Format::Arrow => self.arrow_schema().await?,
            Format::Parquet => self.parquet_schema().await.map_err(|error| self.failed(error))?,
            Format::Csv | Format::Tsv | Format::Json => self.text_schema().await?,
        };
        self.mend(&schema)
    }

    async fn arrow_schema(&self) -> Result<SchemaRef, EngineError> {
        let files = self.source.files.iter();
        let schemas: Vec<_> = files.map(|path| arrow_schema_of(path, self.store).boxed()).collect();
        let schemas = stream::iter(schemas).buffered(AT_ONCE);
        let schemas: Vec<_> = schemas.map_ok(Arc::unwrap_or_clone).try_collect().await?;
        self.merged(schemas)
    }

    async fn parquet_schema(&self) -> DataFusionResult<SchemaRef> {
        let locations = self.source.files.iter().map(StorePath::from_absolute_path);
        let files = self.store.heads(locations.collect::<Result<_, _>>()?).await?;
        let store = Arc::clone(self.store) as Arc<dyn ObjectStore>;
        self.reader.infer_schema(self.state, &store, &files).await
    }

    /// By the first rows of the table, which may be those of its first files.
    async fn text_schema(&self) -> Result<SchemaRef, EngineError> {
        let (mut schemas, mut rows) = (Vec::new(), INFERENCE_ROWS);
        for path in &self.source.files {
            let (schema, read) = self.columns(path, rows).await?;
            schemas.push(schema);
            rows = rows.saturating_sub(read);
            if rows == 0 {
                break;
            }
        }
        self.merged(schemas)
    }

    fn merged(&self, schemas: Vec<Schema>) -> Result<SchemaRef, EngineError> {
        let merged = Schema::try_merge(schemas).map_err(|error| self.failed(error.into()))?;
        Ok(Arc::new(merged))
    }

    /// Separated values are matched by position: another order in a second file would put values
    /// into the wrong columns.
    async fn check_headers(&self) -> Result<(), EngineError> {
        if !self.source.format.is_positional() {
            return Ok(());
        }
        let files = self.source.files.iter();
        let headers: Vec<_> = files.map(|path| self.header(path).boxed()).collect();
        let mut headers = stream::iter(headers).buffered(AT_ONCE);
        let mut first: Option<Vec<String>> = None;
        while let Some(header) = headers.try_next().await? {
            self.check_names(&header)?;
            if *first.get_or_insert_with(|| header.clone()) != header {
                return Err(self.bad("its files have different columns or another order of them"));
            }
        }
        Ok(())
    }

    async fn header(&self, path: &Path) -> Result<Vec<String>, EngineError> {
        let (schema, _) = self.columns(path, 0).await?;
        Ok(schema.fields().iter().map(|field| field.name().clone()).collect())
    }

    async fn columns(&self, path: &Path, rows: usize) -> Result<(Schema, usize), EngineError> {
        let format = self.source.format;
        let look = move |text: &mut dyn Read| format.columns(text, rows).map_err(io::Error::other);
        let columns = self.store.look(path, look).await;
        columns.map_err(|error| {
            unread(error, || format!("{}: its columns cannot be told", shown(path)))
        })
    }

    fn check_names(&self, header: &[String]) -> Result<(), EngineError> {
        let mut names = HashSet::new();
        let names = header.iter().find(|name| !name.is_empty() && !names.insert(name.as_str()));
        match names {
            Some(twice) => Err(self.bad(&format!("it has two columns of the name \"{twice}\""))),
            None => Ok(()),
        }
    }

    /// Names every column once, gives columns without values a type, and promises no value.
    fn mend(&self, schema: &Schema) -> Result<SchemaRef, EngineError> {
        if schema.fields().is_empty() {
            return Err(self.bad("it is empty or has no columns"));
        }
        let mut names = HashSet::new();
        let mut fields = Vec::new();
        for (index, field) in schema.fields().iter().enumerate() {
            let name = self.column_name(index, field.name());
            if !names.insert(name.clone()) {
                return Err(self.bad(&format!("it has two columns of the name \"{name}\"")));
            }
            let data_type = match field.data_type() {
                ArrowType::Null => ArrowType::Utf8,
                known => known.clone(),
            };
            fields.push(Field::new(name, data_type, true).with_metadata(field.metadata().clone()));
        }
        let partitions = self.source.partitions.iter().flat_map(|partitions| &partitions.columns);
        for (column, _) in partitions {
            if !names.insert(column.clone()) {
                return Err(self.bad(&format!("a folder and its files both name \"{column}\"")));
            }
        }
        Ok(Arc::new(Schema::new(fields)))
    }

    /// Spreadsheets put a byte order mark before the first name, and leave an index without one.
    fn column_name(&self, index: usize, name: &str) -> String {
        if !self.source.format.is_positional() {
            return name.to_owned();
        }
        let name = name.trim_start_matches('\u{feff}');
        if name.is_empty() { format!("column_{}", index + 1) } else { name.to_owned() }
    }

    fn provider(&self, schema: SchemaRef) -> DataFusionResult<ListingTable> {
        let urls = self.urls().into_iter().map(|url| ListingTableUrl::try_new(url, None));
        let partitions = self.source.partitions.as_ref();
        let columns = partitions.map(|partitions| partitions.columns.clone()).unwrap_or_default();
        let options = ListingOptions::new(Arc::clone(&self.reader))
            .with_file_extension("")
            .with_table_partition_cols(columns);
        let config = ListingTableConfig::new_with_multi_paths(urls.collect::<Result<_, _>>()?)
            .with_listing_options(options)
            .with_schema(schema);
        let cache = self.state.runtime_env().cache_manager.get_file_statistic_cache();
        Ok(ListingTable::try_new(config)?.with_cache(cache))
    }

    /// The files, or the folder that says the partitions of each.
    fn urls(&self) -> Vec<Url> {
        match &self.source.partitions {
            Some(partitions) => Url::from_directory_path(&partitions.base).into_iter().collect(),
            None => self.source.files.iter().flat_map(Url::from_file_path).collect(),
        }
    }

    fn failed(&self, error: datafusion::error::DataFusionError) -> EngineError {
        match engine_error(error) {
            EngineError::BadFile(words, cause) => {
                EngineError::BadFile(format!("{}: {words}", self.file_name()), cause)
            }
            EngineError::Query(cause) => EngineError::BadFile(
                format!("{}: its columns cannot be told", self.file_name()),
                Some(cause),
            ),
            other => other,
        }
    }

    fn bad(&self, words: &str) -> EngineError {
        EngineError::BadFile(format!("{}: {words}", self.file_name()), None)
    }

    fn file_name(&self) -> String {
        match self.source.files.as_slice() {
            [file] => shown(file),
            _ => self.source.name.clone(),
        }
    }
}

async fn arrow_schema_of(path: &Path, store: &Files) -> Result<SchemaRef, EngineError> {
    let words = || format!("{}: it is no whole Arrow file", shown(path));
    arrow_ipc::schema(store, path).await.map_err(|error| unread(error, words))
}

/// Parquet files say how many rows they have.
async fn row_count(source: &Source, store: &Files) -> Result<Option<u64>, EngineError> {
    if source.format != Format::Parquet {
        return Ok(None);
    }
    let counts: Vec<_> = source.files.iter().map(|path| rows_of(path, store).boxed()).collect();
    let mut counts = stream::iter(counts).buffered(AT_ONCE);
    let mut rows: u64 = 0;
    while let Some(count) = counts.try_next().await? {
        rows = rows.saturating_add(count);
    }
    Ok(Some(rows))
}

async fn rows_of(path: &Path, store: &Files) -> Result<u64, EngineError> {
    let words = || format!("{}: it is no whole Parquet file", shown(path));
    let location = StorePath::from_absolute_path(path).map_err(|error| unread(error, words))?;
    footer::rows(store, &location).await.map_err(|error| unread(error, words))
}
