//! The one way from DataFusion to the disk: reading the files of one datasource.
//!
//! Whatever a query says, it can only open what was registered here; there is nothing to list,
//! write, copy or delete. A file whose place was taken by a link out of the allowed folders is
//! refused when it is opened.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::error::{DataFusionError, Result as DataFusionResult};
use datafusion::execution::object_store::ObjectStoreRegistry;
use datafusion::object_store::local::LocalFileSystem;
use datafusion::object_store::path::Path as StorePath;
use datafusion::object_store::{
    Attributes, CopyOptions, Error, GetOptions, GetResult, GetResultPayload, ListResult,
    MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt, PutMultipartOptions, PutOptions,
    PutPayload, PutResult, Result,
};
use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use souk_engine::Roots;
use url::Url;

use crate::compression::{Compression, pieces};
use crate::discover::Source;

/// The files of one datasource, and nothing else.
#[derive(Debug, Clone)]
pub(crate) struct Files {
    disk: LocalFileSystem,
    known: HashMap<StorePath, PathBuf>,
    /// The folders of tables whose folders name columns.
    tables: Vec<StorePath>,
    roots: Roots,
}

/// What a compressed text may hold: some formats are read as a whole to tell their columns.
const MOST: u64 = 4 << 30;

impl Files {
    /// Allows reading these tables' files.
    pub(crate) fn new(sources: &[Source], roots: Roots) -> Result<Self> {
        let paths = sources.iter().flat_map(|source| &source.files);
        let known = paths.map(|path| {
            let location = StorePath::from_absolute_path(path)?;
            Ok((location, path.clone()))
        });
        let known = known.collect::<Result<_>>()?;
        let partitions = sources.iter().filter_map(|source| source.partitions.as_ref());
        let tables = partitions.map(|one| Ok(StorePath::from_absolute_path(&one.base)?));
        let tables = tables.collect::<Result<_>>()?;
        Ok(Self { disk: LocalFileSystem::new(), known, tables, roots })
    }

    /// The files of the table whose folder this is or lies in, in the order of their names: all of them,
    /// as a folder's name can say a value in many ways. The reader compares the values themselves.
    async fn files_of_table(&self, prefix: &StorePath) -> Result<Vec<ObjectMeta>> {
        let table = self.tables.iter().find(|table| prefix.prefix_matches(table));
        let table = table.ok_or_else(|| Error::NotFound {
            path: prefix.to_string(),
            source: "the file is gone".into(),
        })?;
        let mut locations: Vec<_> =
            self.known.keys().filter(|location| location.prefix_matches(table)).collect();
        locations.sort();
        let mut files = Vec::with_capacity(locations.len());
        for location in locations {
            files.push(self.head(location).await?);
        }
        Ok(files)
    }

    /// A compressed file is text, which is read from its beginning to its end.
    async fn decompressed(&self, location: &StorePath, path: &Path) -> Result<GetResult> {
        let meta = self.disk.head(location).await?;
        let bytes = pieces(path, MOST)
            .map_err(|error| Error::Generic { store: "compressed file", source: error.into() });
        let range = 0..meta.size;
        let payload = GetResultPayload::Stream(bytes.boxed());
        Ok(GetResult { payload, meta, range, attributes: Attributes::default() })
    }

    fn check(&self, location: &StorePath) -> Result<()> {
        let path = self.known.get(location).ok_or_else(|| refused(location))?;
        match self.roots.still_allows(path) {
            Ok(true) => Ok(()),
            Ok(false) => Err(refused(location)),
            Err(error) => {
                Err(Error::NotFound { path: location.to_string(), source: Box::new(error) })
            }
        }
    }
}

impl fmt::Display for Files {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("files of the datasource")
    }
}

#[async_trait]
impl ObjectStore for Files {
    async fn get_opts(&self, location: &StorePath, options: GetOptions) -> Result<GetResult> {
        self.check(location)?;
        match self.known.get(location) {
            Some(path) if Compression::of(path).is_some() && !options.head => {
                if options.range.is_some() {
                    return Err(refused(location));
                }
                self.decompressed(location, path).await
            }
            _ => self.disk.get_opts(location, options).await,
        }
    }

    async fn put_opts(&self, to: &StorePath, _: PutPayload, _: PutOptions) -> Result<PutResult> {
        Err(refused(to))
    }

    async fn put_multipart_opts(
        &self,
        to: &StorePath,
        _: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        Err(refused(to))
    }

    fn delete_stream(
        &self,
        locations: BoxStream<'static, Result<StorePath>>,
    ) -> BoxStream<'static, Result<StorePath>> {
        locations.map(|location| Err(refused(&location?))).boxed()
    }

    /// Only tables whose folders name columns are listed. DataFusion also comes here when a file is
    /// gone, to read it as an empty folder: that must stay an error, or a lost file would be an answer
    /// of no rows.
    fn list(&self, prefix: Option<&StorePath>) -> BoxStream<'static, Result<ObjectMeta>> {
        let (files, prefix) = (self.clone(), prefix.cloned().unwrap_or_default());
        let listed = async move { files.files_of_table(&prefix).await };
        stream::once(listed)
            .map_ok(|found| stream::iter(found.into_iter().map(Ok)))
            .try_flatten()
            .boxed()
    }

    async fn list_with_delimiter(&self, prefix: Option<&StorePath>) -> Result<ListResult> {
        Err(refused(prefix.unwrap_or(&StorePath::default())))
    }

    async fn copy_opts(&self, _: &StorePath, to: &StorePath, _: CopyOptions) -> Result<()> {
        Err(refused(to))
    }
}

fn refused(location: &StorePath) -> Error {
    let source = "not a file of this datasource".into();
    Error::PermissionDenied { path: location.to_string(), source }
}

/// Knows the scheme `file` alone, and no store but this.
#[derive(Debug)]
pub(crate) struct OnlyFiles(pub(crate) Arc<Files>);

impl ObjectStoreRegistry for OnlyFiles {
    fn register_store(&self, _: &Url, _: Arc<dyn ObjectStore>) -> Option<Arc<dyn ObjectStore>> {
        None
    }

    fn get_store(&self, url: &Url) -> DataFusionResult<Arc<dyn ObjectStore>> {
        if url.scheme() == "file" {
            return Ok(Arc::clone(&self.0) as Arc<dyn ObjectStore>);
        }
        Err(DataFusionError::Plan("only files can be read".to_owned()))
    }
}
