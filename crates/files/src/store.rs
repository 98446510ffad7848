//! The one way from DataFusion to the disk: reading the files of one datasource.
//!
//! Whatever a query says, it can only open what was registered here; there is nothing to list,
//! write, copy or delete. A file whose place was taken by a link out of the allowed folders is
//! refused when it is opened.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::error::{DataFusionError, Result as DataFusionResult};
use datafusion::execution::object_store::ObjectStoreRegistry;
use datafusion::object_store::local::LocalFileSystem;
use datafusion::object_store::path::Path as StorePath;
use datafusion::object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};
use futures::stream::{self, BoxStream, StreamExt};
use souk_engine::Roots;
use url::Url;

/// The files of one datasource, and nothing else.
#[derive(Debug)]
pub(crate) struct Files {
    disk: LocalFileSystem,
    known: HashMap<StorePath, PathBuf>,
    roots: Roots,
}

impl Files {
    /// Allows reading these resolved paths.
    pub(crate) fn new(paths: &[PathBuf], roots: Roots) -> Result<Self> {
        let known = paths.iter().map(|path| {
            let location = StorePath::from_absolute_path(path)?;
            Ok((location, path.clone()))
        });
        Ok(Self { disk: LocalFileSystem::new(), known: known.collect::<Result<_>>()?, roots })
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
        self.disk.get_opts(location, options).await
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

    /// Folders are never registered. DataFusion comes here when a file is gone, to read it as an
    /// empty folder: that must stay an error, or a lost file would be an answer of no rows.
    fn list(&self, prefix: Option<&StorePath>) -> BoxStream<'static, Result<ObjectMeta>> {
        let path = prefix.map(ToString::to_string).unwrap_or_default();
        let error = Error::NotFound { path, source: "the file is gone".into() };
        stream::once(async { Err(error) }).boxed()
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
