//! Where an `awss3` datasource is.
//!
//! Knows the credentials' fields. Connects to nothing.

use http::Uri;
use object_store::path::Path;
use souk_engine::CredentialsReader;

const BUCKET: [&str; 2] = ["bucket", "bucketName"];
const PREFIX: [&str; 1] = ["prefix"];
const REGION: [&str; 1] = ["region"];
const ENDPOINT: [&str; 1] = ["endpoint"];
const ID: [&str; 2] = ["accessKeyId", "accessKey"];
const SECRET: [&str; 2] = ["secretAccessKey", "secretKey"];
const TOKEN: [&str; 1] = ["sessionToken"];

/// Where servers that are not Amazon's are said to be, if nobody says it.
const USUAL_REGION: &str = "us-east-1";

/// A prefix of a bucket at one server.
pub(super) struct Target {
    pub(super) bucket: String,
    /// What is not below it is not read.
    pub(super) base: Path,
    pub(super) region: String,
    /// Scheme, host and port.
    pub(super) endpoint: String,
    pub(super) keys: Keys,
}

/// Who asks.
pub(super) enum Keys {
    Given {
        id: String,
        secret: String,
        token: Option<String>,
    },
    /// Whoever the server's own surroundings say that it is.
    OfTheServer,
}

impl Target {
    /// Reads every field but the paths. `role` says whether the server lends its own.
    pub(super) fn read(reader: &mut CredentialsReader<'_>, role: bool) -> Self {
        let bucket = reader.required_text(&BUCKET);
        if !bucket.is_empty() && !is_bucket(&bucket) {
            reader.problem(&BUCKET, "must be the name of a bucket");
        }
        let base = base(reader);
        let endpoint = reader.optional_text(&ENDPOINT);
        let region = reader.optional_text(&REGION);
        if region.is_none() && endpoint.is_none() {
            reader.problem(&REGION, "is required");
        }
        let region = region.unwrap_or_else(|| USUAL_REGION.to_owned());
        // The region becomes a part of the server's name.
        if !region.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
            reader.problem(&REGION, "must be letters, digits and hyphens");
        }
        let endpoint = match endpoint {
            Some(endpoint) => server(reader, &endpoint),
            None => format!("https://s3.{region}.amazonaws.com"),
        };
        let keys = keys(reader, role);
        Self { bucket, base, region, endpoint, keys }
    }
}

fn is_bucket(name: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || ".-_".contains(letter);
    let is_plain = |letter: char| letter.is_ascii_alphanumeric();
    (3..=255).contains(&name.len()) && name.chars().all(fits) && name.starts_with(is_plain)
}

fn base(reader: &mut CredentialsReader<'_>) -> Path {
    let prefix = reader.optional_text(&PREFIX).unwrap_or_default();
    Path::parse(prefix.trim_matches('/')).unwrap_or_else(|_| {
        reader.problem(&PREFIX, "must be a folder of the bucket, without \"..\" and empty steps");
        Path::default()
    })
}

/// Scheme, host and port as a URL has them, and nothing more: a login or a path would go elsewhere than it
/// looks.
fn server(reader: &mut CredentialsReader<'_>, endpoint: &str) -> String {
    let plain = url::Url::parse(endpoint).ok().filter(|url| {
        let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let is_nobody = url.username().is_empty() && url.password().is_none();
        matches!(url.scheme(), "http" | "https") && url.has_host() && is_bare && is_nobody
    });
    let plain = plain.map(|url| url.as_str().trim_end_matches('/').to_owned());
    let plain = plain.filter(|text| text.parse::<Uri>().is_ok());
    plain.unwrap_or_else(|| {
        reader.problem(&ENDPOINT, "must be http:// or https:// with a host and perhaps a port");
        String::new()
    })
}

fn keys(reader: &mut CredentialsReader<'_>, role: bool) -> Keys {
    let id = reader.optional_text(&ID);
    let secret = reader.optional_text(&SECRET);
    let token = reader.optional_text(&TOKEN);
    match (id, secret) {
        (Some(id), Some(secret)) => return Keys::Given { id, secret, token },
        (Some(_), None) => reader.problem(&SECRET, "is required"),
        (None, Some(_)) => reader.problem(&ID, "is required"),
        (None, None) if token.is_some() => reader.problem(&ID, "is required"),
        (None, None) if !role => {
            let words = "is required: this server does not lend its own role (setting s3_role)";
            reader.problem(&ID, words);
        }
        (None, None) => {}
    }
    Keys::OfTheServer
}
