//! The only requests that a datasource makes: reading, from one bucket, below one prefix, at one server.
//!
//! The last line: whatever was asked above it, nothing else leaves.

use std::sync::Arc;

use async_trait::async_trait;
use futures::TryStreamExt;

use http::{Method, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Limited, StreamBody};
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse,
    HttpResponseBody, HttpService,
};
use object_store::path::Path;
use percent_encoding::percent_decode_str;
use souk_engine::{Answer, EngineError, Web};

use super::errors::Refused;

/// Documents of errors are short.
const LONGEST_REFUSAL: usize = 64 << 10;

/// One server, one bucket, one prefix.
#[derive(Debug, Clone)]
pub(super) struct Fence {
    web: Web,
    bounds: Arc<Bounds>,
}

#[derive(Debug)]
struct Bounds {
    /// Scheme, host and port.
    server: String,
    bucket: String,
    /// With a slash at its end, unless it is empty.
    prefix: String,
}

/// A request that would read something else, or write.
#[derive(Debug, thiserror::Error)]
#[error("a request that this datasource may not make")]
struct Fenced;

impl Fence {
    pub(super) fn around(web: Web, server: &str, bucket: &str, base: &Path) -> Self {
        let prefix = if base.as_ref().is_empty() { String::new() } else { format!("{base}/") };
        let bounds = Bounds { server: server.to_owned(), bucket: bucket.to_owned(), prefix };
        Self { web, bounds: Arc::new(bounds) }
    }
}

impl Bounds {
    fn admit(&self, method: &Method, uri: &Uri) -> bool {
        let server = uri.scheme_str().zip(uri.authority());
        let is_here = server
            .is_some_and(|(scheme, authority)| format!("{scheme}://{authority}") == self.server);
        let Ok(path) = percent_decode_str(uri.path()).decode_utf8() else { return false };
        let Some(path) = path.strip_prefix('/') else { return false };
        let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
        let is_inside = if key.is_empty() {
            method == Method::GET && self.admits_list(uri.query().unwrap_or_default())
        } else {
            matches!(*method, Method::GET | Method::HEAD) && self.admits(key)
        };
        is_here && bucket == self.bucket && is_inside
    }

    fn admits(&self, key: &str) -> bool {
        let is_plain = |step: &str| !matches!(step, "." | "..");
        key.starts_with(&self.prefix) && key.split('/').all(is_plain)
    }

    /// A list of names, all of which begin with the prefix.
    fn admits_list(&self, query: &str) -> bool {
        let mut fields = url::form_urlencoded::parse(query.as_bytes());
        let mut prefixes = fields.filter(|(name, _)| name == "prefix");
        let prefix = prefixes.next().map(|(_, prefix)| prefix).unwrap_or_default();
        let is_list = fields.any(|(name, value)| name == "list-type" && value == "2");
        is_list && prefixes.next().is_none() && self.admits(&prefix)
    }
}

impl HttpConnector for Fence {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Fence {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let is_admitted = self.bounds.admit(request.method(), request.uri());
        if !is_admitted || !request.body().is_empty() {
            return Err(HttpError::new(HttpErrorKind::Unknown, Fenced));
        }
        let answer = self.web.send(request.map(drop)).await.map_err(failed)?;
        let status = answer.status();
        if status.is_success() || is_passing(status) {
            return Ok(answer.map(body));
        }
        let document = document(answer).await?;
        Err(HttpError::new(HttpErrorKind::Unknown, Refused::new(status, &document)))
    }
}

/// What a second request may mend: whoever asked tries again.
fn is_passing(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}

/// A failure of the network is tried again only where the answer had begun.
fn failed(error: EngineError) -> HttpError {
    HttpError::new(HttpErrorKind::Unknown, error)
}

fn body(answer: Answer) -> HttpResponseBody {
    let interrupted = |error| HttpError::new(HttpErrorKind::Interrupted, error);
    let frames = answer.map_ok(http_body::Frame::data).map_err(interrupted);
    HttpResponseBody::new(StreamBody::new(frames))
}

async fn document(answer: Response<Answer>) -> Result<String, HttpError> {
    let limited = Limited::new(body(answer.into_body()), LONGEST_REFUSAL);
    let bytes = limited.collect().await.map(|whole| whole.to_bytes()).unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use object_store::client::HttpRequestBody;
    use souk_engine::{Credentials, ServerOptions};

    use super::*;

    fn admits(method: &Method, uri: &str) -> bool {
        let bounds = Bounds {
            server: "http://s3.local:9000".to_owned(),
            bucket: "shop".to_owned(),
            prefix: "data/".to_owned(),
        };
        bounds.admit(method, &uri.parse().unwrap())
    }

    #[test]
    fn what_lies_below_the_prefix_can_be_read() {
        for path in [
            "shop/data/a.csv",
            "shop/data/%C3%9C%20b.csv",
            "shop?list-type=2&prefix=data%2F",
            "shop?delimiter=%2F&list-type=2&prefix=data/x/",
        ] {
            assert!(admits(&Method::GET, &format!("http://s3.local:9000/{path}")), "{path}");
        }
        assert!(admits(&Method::HEAD, "http://s3.local:9000/shop/data/a.csv"));
    }

    #[test]
    fn nothing_else_leaves() {
        for uri in [
            "http://s3.local:9000/shop/secret.csv",
            "http://s3.local:9000/shop/data",
            "http://s3.local:9000/shop/database.csv",
            "http://s3.local:9000/shop/data/../secret.csv",
            "http://s3.local:9000/shop/data/%2E%2E/secret.csv",
            "http://s3.local:9000/shop/data%2F..%2Fsecret.csv",
            "http://s3.local:9000/other/data/a.csv",
            "http://s3.local:9000/",
            "http://s3.local:9000/shop",
            "http://s3.local:9000/shop?list-type=2",
            "http://s3.local:9000/shop?list-type=2&prefix=",
            "http://s3.local:9000/shop?list-type=2&prefix=secret/",
            "http://s3.local:9000/shop?list-type=2&prefix=data/&prefix=secret/",
            "http://s3.local:9000/shop?policy&prefix=data/",
            "http://s3.local:9000/shop?acl",
            "https://s3.local:9000/shop/data/a.csv",
            "http://s3.local/shop/data/a.csv",
            "http://user@s3.local:9000/shop/data/a.csv",
            "http://169.254.169.254/latest/meta-data/",
        ] {
            assert!(!admits(&Method::GET, uri), "{uri}");
        }
        for method in [Method::PUT, Method::POST, Method::DELETE, Method::PATCH] {
            assert!(!admits(&method, "http://s3.local:9000/shop/data/a.csv"), "{method}");
        }
        assert!(!admits(&Method::HEAD, "http://s3.local:9000/shop?list-type=2&prefix=data/"));
    }

    /// The fence of `shop/data/` at this server.
    fn fence(server: &str) -> Fence {
        let credentials = Credentials::new(serde_json::Map::new());
        let web = Web::read(&mut credentials.reader(), &ServerOptions::default()).unwrap();
        Fence::around(web, server, "shop", &Path::from("data"))
    }

    #[tokio::test]
    async fn the_network_sees_no_request_that_may_not_be_made() {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        server.set_nonblocking(true).unwrap();
        let address = format!("http://{}", server.local_addr().unwrap());
        let fence = fence(&address);
        for (method, path, body) in [
            (Method::GET, "shop/secret.csv", ""),
            (Method::GET, "other/data/a.csv", ""),
            (Method::GET, "shop?list-type=2", ""),
            (Method::PUT, "shop/data/a.csv", ""),
            (Method::DELETE, "shop/data/a.csv", ""),
            (Method::GET, "shop/data/a.csv", "with a body"),
        ] {
            let mut request = HttpRequest::new(HttpRequestBody::from(body.to_owned()));
            *request.method_mut() = method;
            *request.uri_mut() = format!("{address}/{path}").parse().unwrap();
            let refused = fence.call(request).await.unwrap_err();
            let cause = std::error::Error::source(&refused).unwrap();
            assert!(cause.is::<Fenced>(), "{path}: {refused}");
        }
        assert!(server.accept().is_err(), "somebody came");
    }
}
