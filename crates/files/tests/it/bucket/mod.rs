//! What `awss3` datasources promise, asked of moto's S3 server.

mod access;
mod credentials;
mod failures;
mod reading;
mod tenants;

use serde_json::{Value as Json, json};
use souk_engine::ServerOptions;
use souk_files::internals::RawFiles;
use souk_files::{BucketConnector, FilesConnector, FilesOptions};
use souk_testkit::moto::Server;

use crate::support::credentials;

/// Shown by no error.
const SECRET: &str = "hunter2hunter2hunter2";

/// A bucket of its own at the server that all tests share.
pub(crate) struct Bucket {
    server: &'static Server,
    name: String,
}

impl Bucket {
    pub(crate) fn with(objects: &[(&str, &str)]) -> Self {
        let server = Server::shared();
        let bucket = Self { server, name: server.fresh_bucket() };
        for (key, text) in objects {
            bucket.put(key, text.as_bytes());
        }
        bucket
    }

    pub(crate) fn put(&self, key: &str, bytes: &[u8]) {
        self.server.put(&self.name, key, bytes);
    }

    /// The credentials, and these fields with them.
    fn fields(&self, others: &Json) -> Json {
        let mut fields = json!({"bucket": self.name, "endpoint": self.server.endpoint(),
            "accessKeyId": "test", "secretAccessKey": SECRET});
        for (name, value) in others.as_object().unwrap() {
            fields[name] = value.clone();
        }
        fields
    }

    pub(crate) fn engine(&self, others: &Json) -> RawFiles {
        engine(&self.fields(others), ServerOptions::default())
    }
}

fn connector(server: ServerOptions) -> BucketConnector {
    let options = FilesOptions { threads: 2, ..FilesOptions::default() };
    BucketConnector::new(FilesConnector::new(options).unwrap().into(), server, false)
}

fn engine(fields: &Json, server: ServerOptions) -> RawFiles {
    RawFiles::in_bucket(&connector(server), &credentials(fields)).unwrap()
}
