//! One table: its files' schema, checked and mended, as DataFusion and the catalog have it.

use std::collections::HashSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType as ArrowType, Field, Schema, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::error::Result as DataFusionResult;
use datafusion::object_store::path::Path as StorePath;
use datafusion::object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::reader::{FileReader, SerializedFileReader};
use datafusion::prelude::SessionContext;
use souk_engine::EngineError;
use souk_model::CatalogTable;
use url::Url;

use crate::arrow_ipc;
use crate::discover::{Source, shown};
use crate::errors::engine_error;
use crate::format::Format;
use crate::store::Files;
use crate::types::catalog_columns;

/// The schema that every file datasource has.
const SCHEMA: &str = "public";

/// A table that queries can name, and its entry in the catalog.
pub(crate) struct Table {
    pub(crate) provider: Arc<ListingTable>,
    pub(crate) entry: CatalogTable,
}

/// Reads the files' schema (and no data, but for the rows that text formats infer it from).
pub(crate) async fn open(
    source: &Source,
    store: &Arc<Files>,
    context: &SessionContext,
) -> Result<Table, EngineError> {
    let row_estimate = row_count(source)?;
    check_arrow(source)?;
    let reading = Reading { source, store, context, reader: reader_of(source)? };
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

fn reader_of(source: &Source) -> Result<Arc<dyn FileFormat>, EngineError> {
    source.format.reader(&source.files).map_err(|error| {
        EngineError::BadFile(format!("{} cannot be read", source.name), Some(error.into()))
    })
}

struct Reading<'a> {
    source: &'a Source,
    store: &'a Arc<Files>,
    context: &'a SessionContext,
    reader: Arc<dyn FileFormat>,
}

impl Reading<'_> {
    async fn schema(&self) -> Result<SchemaRef, EngineError> {
        self.check_headers()?;
        let mut files = Vec::new();
        for path in &self.source.files {
            files.push(self.head(path).await.map_err(|error| self.failed(error))?);
        }
        let schema = self.infer(&files).await?;
        self.mend(&schema)
    }

    async fn head(&self, path: &PathBuf) -> DataFusionResult<ObjectMeta> {
        Ok(self.store.head(&StorePath::from_absolute_path(path)?).await?)
    }

    async fn infer(&self, files: &[ObjectMeta]) -> Result<SchemaRef, EngineError> {
        let store = Arc::clone(self.store) as Arc<dyn ObjectStore>;
        let schema = self.reader.infer_schema(&self.context.state(), &store, files).await;
        schema.map_err(|error| self.failed(error))
    }

    /// Separated values are matched by position: another order in a second file would put values
    /// into the wrong columns.
    fn check_headers(&self) -> Result<(), EngineError> {
        let mut first: Option<Vec<String>> = None;
        for path in &self.source.files {
            let header = self.source.format.header(path).map_err(|error| {
                let words = format!("{}: its header cannot be read", shown(path));
                EngineError::BadFile(words, Some(error.into()))
            })?;
            let Some(header) = header else { return Ok(()) };
            self.check_names(&header)?;
            if *first.get_or_insert_with(|| header.clone()) != header {
                return Err(self.bad("its files have different columns or another order of them"));
            }
        }
        Ok(())
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
        let cache = self.context.runtime_env().cache_manager.get_file_statistic_cache();
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

fn check_arrow(source: &Source) -> Result<(), EngineError> {
    let is_arrow = source.format == Format::Arrow;
    for path in source.files.iter().filter(|_| is_arrow) {
        arrow_ipc::check(path).map_err(|error| {
            let words = format!("{}: it is no whole Arrow file", shown(path));
            EngineError::BadFile(words, Some(error.into()))
        })?;
    }
    Ok(())
}

/// Parquet files say how many rows they have. Their footers are read here before DataFusion reads
/// them, which takes a length in a damaged footer on trust.
fn row_count(source: &Source) -> Result<Option<u64>, EngineError> {
    if source.format != Format::Parquet {
        return Ok(None);
    }
    let mut rows = 0;
    for path in &source.files {
        rows += footer_rows(path).map_err(|error| {
            let words = format!("{}: it is no whole Parquet file", shown(path));
            EngineError::BadFile(words, Some(error.into()))
        })?;
    }
    Ok(Some(rows))
}

fn footer_rows(path: &Path) -> Result<u64, ParquetError> {
    let reader = SerializedFileReader::new(File::open(path)?)?;
    let rows = reader.metadata().file_metadata().num_rows();
    u64::try_from(rows).map_err(|_| ParquetError::General("a negative number of rows".to_owned()))
}
