//! A prefix of an S3 bucket: what lies below it, and the store that reads it.
//!
//! Knows the credentials ([`target`]), the only requests that are made ([`fence`]) and what a refusal means
//! ([`errors`]). What the objects hold is for others.

mod connector;
mod errors;
mod fence;
mod target;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures::TryStreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{BackoffConfig, ObjectStore, ObjectStoreExt, RetryConfig};
use souk_engine::{CredentialsError, EngineError, Web};

pub use connector::BucketConnector;
pub(crate) use errors::said_by_bucket;
use fence::Fence;
use target::{Keys, Target};

use crate::glob;
use crate::place::Listing;

/// How many objects a datasource may find. Each is remembered.
const MOST_OBJECTS: usize = 100_000;

/// A prefix of one bucket, which can only be read.
pub(crate) struct Bucket {
    store: Arc<AmazonS3>,
    base: Path,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Bucket").finish_non_exhaustive()
    }
}

impl Bucket {
    fn new(target: &Target, web: Web) -> Result<Self, CredentialsError> {
        let Target { bucket, base, region, endpoint, keys } = target;
        let fence = Fence::around(web, endpoint, bucket, base);
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(region)
            .with_endpoint(endpoint)
            .with_allow_http(true)
            .with_retry(retries())
            .with_http_connector(fence);
        builder = match keys {
            Keys::Given { id, secret, token } => {
                let builder = builder.with_access_key_id(id).with_secret_access_key(secret);
                token.iter().fold(builder, |builder, token| builder.with_token(token))
            }
            Keys::OfTheServer => builder.with_credentials(own_role(bucket)?.credentials().clone()),
        };
        let store = builder.build().map_err(|error| unusable(&error))?;
        Ok(Self { store: Arc::new(store), base: base.clone() })
    }

    pub(crate) fn store(&self) -> Arc<dyn ObjectStore> {
        Arc::clone(&self.store) as Arc<dyn ObjectStore>
    }

    /// The objects at these paths.
    pub(crate) async fn list(&self, paths: &[String]) -> Result<Listing, EngineError> {
        let mut listing = Listing::below(absolute(&self.base));
        let mut count = 0;
        for path in paths {
            let (folder, _) = glob::split(path);
            let folder = self.below(&folder.to_string_lossy())?;
            if folder != self.base && self.is_object(&folder).await? {
                listing.add(absolute(&folder));
                continue;
            }
            let mut objects = self.store.list(Some(&folder));
            while let Some(object) = objects.try_next().await.map_err(failed)? {
                count += 1;
                if count > MOST_OBJECTS {
                    return Err(too_many());
                }
                // A folder that somebody made by hand is an object without a byte.
                if object.size > 0 || object.location.extension().is_some() {
                    listing.add(absolute(&object.location));
                }
            }
        }
        match listing.ambiguous() {
            Some(path) => Err(ambiguous(path)),
            None => Ok(listing),
        }
    }

    /// The names of the folders in a folder.
    pub(crate) async fn folders(&self, base: &str) -> Result<Vec<String>, EngineError> {
        let folder = self.below(base)?;
        let listed = self.store.list_with_delimiter(Some(&folder)).await.map_err(failed)?;
        let names = listed.common_prefixes.iter().filter_map(Path::filename);
        Ok(names.map(str::to_owned).collect())
    }

    /// Whether any object lies in a folder that was listed before.
    pub(crate) async fn has_folder(&self, base: &str, listed: &str) -> Result<bool, EngineError> {
        let folder = self.below(&format!("{base}/{listed}"))?;
        Ok(self.store.list(Some(&folder)).try_next().await.map_err(failed)?.is_some())
    }

    async fn is_object(&self, path: &Path) -> Result<bool, EngineError> {
        match self.store.head(path).await.map_err(failed) {
            Ok(object) => Ok(object.size > 0 || path.extension().is_some()),
            Err(EngineError::Missing(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Steps below the prefix.
    fn below(&self, path: &str) -> Result<Path, EngineError> {
        let steps = path.split('/').filter(|step| !matches!(*step, "" | "."));
        let steps: Vec<_> = self.base.as_ref().split('/').chain(steps).collect();
        let path = steps.into_iter().filter(|step| !step.is_empty()).collect::<Vec<_>>().join("/");
        Path::parse(path).map_err(|error| EngineError::Query(error.into()))
    }
}

/// The names of objects as paths of the disk have them.
fn absolute(path: &Path) -> PathBuf {
    PathBuf::from(format!("/{path}"))
}

fn retries() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(100),
            max_backoff: Duration::from_secs(1),
            base: 2.,
        },
        max_retries: 2,
        retry_timeout: Duration::from_secs(20),
    }
}

/// The keys or the role that the server's own surroundings give it: the environment, a token of the
/// cluster, the metadata service of the machine. Requests for them do not go through the fence.
fn own_role(bucket: &str) -> Result<AmazonS3, CredentialsError> {
    let builder = AmazonS3Builder::from_env().with_bucket_name(bucket).with_retry(retries());
    builder.build().map_err(|error| unusable(&error))
}

fn unusable(error: &object_store::Error) -> CredentialsError {
    CredentialsError(vec![error.to_string()])
}

fn failed(error: object_store::Error) -> EngineError {
    said_by_bucket(&error).unwrap_or_else(|| EngineError::Query(error.into()))
}

fn too_many() -> EngineError {
    let words = format!("more than {MOST_OBJECTS} objects are below the path: name a narrower one");
    EngineError::BadFile(words, None)
}

fn ambiguous(path: &std::path::Path) -> EngineError {
    let name = crate::discover::shown(path);
    EngineError::BadFile(format!("{name} is an object and a folder too"), None)
}
