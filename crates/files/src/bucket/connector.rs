//! The `awss3` datasource: the embedded engine over a bucket.

use std::sync::Arc;

use async_trait::async_trait;
use souk_engine::{Connector, Credentials, CredentialsError, Engine, ServerOptions, Web};

use super::Bucket;
use super::target::Target;
use crate::FilesConnector;
use crate::engine::{FilesEngine, read_paths};
use crate::origin::Origin;

/// Serves `awss3` datasources: files of every known format, in S3 buckets.
#[derive(Debug)]
pub struct BucketConnector {
    files: Arc<FilesConnector>,
    server: ServerOptions,
    role: bool,
}

impl BucketConnector {
    /// A connector that shares the files connector's bounds and threads. `server` says where buckets may
    /// be; `role` whether a datasource without keys reads with those of this process's surroundings.
    #[must_use]
    pub const fn new(files: Arc<FilesConnector>, server: ServerOptions, role: bool) -> Self {
        Self { files, server, role }
    }

    /// An engine that has read nothing yet.
    pub(crate) fn engine(
        &self,
        credentials: &Credentials,
    ) -> Result<FilesEngine, CredentialsError> {
        let mut reader = credentials.reader();
        let target = Target::read(&mut reader, self.role);
        let web = Web::read(&mut reader, &self.server)?;
        let mut read = read_paths(&mut reader);
        if read.paths.is_empty() {
            // Everything below the prefix.
            read.paths.push(String::new());
        }
        if read.paths.iter().any(|path| path.starts_with('/') || path.contains("://")) {
            reader.problem(&["path"], "must be below the prefix, without a slash before it");
        }
        reader.finish(())?;
        let bucket = Bucket::new(&target, web)?;
        self.files.over(Origin::Bucket(bucket), read)
    }
}

#[async_trait]
impl Connector for BucketConnector {
    fn datasource_types(&self) -> &'static [&'static str] {
        &["awss3"]
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        Ok(Arc::new(self.engine(credentials)?))
    }
}
