//! Replies of one JSON object per line, each line sent as soon as it is known.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use futures::{Stream, StreamExt};
use tower_http::compression::predicate::{DefaultPredicate, Predicate};

const MEDIA_TYPE: &str = "application/x-ndjson";

/// A reply whose lines come one by one. Dropped by the client, it stops what makes them.
pub(super) fn response(lines: impl Stream<Item = Vec<u8>> + Send + 'static) -> Response {
    let lines = lines.map(|mut line| {
        line.push(b'\n');
        Ok::<_, Infallible>(Bytes::from(line))
    });
    let mut response = Response::new(Body::from_stream(lines));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    response
}

/// What is worth compressing: a compressor would hold lines back until it has enough of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct NotStreamed;

impl Predicate for NotStreamed {
    fn should_compress<B>(&self, response: &axum::http::Response<B>) -> bool
    where
        B: axum::body::HttpBody,
    {
        let media_type = response.headers().get(CONTENT_TYPE);
        media_type.is_none_or(|value| value != MEDIA_TYPE)
            && DefaultPredicate::new().should_compress(response)
    }
}
