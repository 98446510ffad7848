//! JSON bodies and query strings, read strictly; what is wrong is said in the words of the wire.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use souk_model::ErrorCode;

use crate::http::{ApiError, AppState};

mod words;

/// A JSON body. An absent body is an empty object, as the wire's own server has it.
#[derive(Debug)]
pub struct JsonBody<T>(pub T);

/// A query string. Every parameter is text, given at most once.
#[derive(Debug)]
pub struct QueryString<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, ApiError> {
        check_content_type(request.headers())?;
        let bytes = read(request.into_body(), state.settings.max_body_bytes).await?;
        parse(&bytes).map(Self)
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for QueryString<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri)
            .map_err(|_| ApiError::invalid("the query string is malformed"))?;
        let mut object = Map::new();
        for (key, value) in pairs.0 {
            if object.insert(key.clone(), Value::String(value)).is_some() {
                return Err(ApiError::invalid(format!("\"{key}\" must be given once")).at(key));
            }
        }
        serde_path_to_error::deserialize(Value::Object(object))
            .map(Self)
            .map_err(|error| words::translate(&error))
    }
}

/// Reads a value that is already JSON, such as a part of a body, with the wire's messages.
///
/// # Errors
/// `INVALID_REQUEST_BODY`.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, ApiError> {
    serde_path_to_error::deserialize(value).map_err(|error| words::translate(&error))
}

/// The bytes of a body, up to a limit.
pub(super) async fn read(body: Body, limit: usize) -> Result<Vec<u8>, ApiError> {
    match to_bytes(body, limit).await {
        Ok(bytes) => Ok(bytes.into()),
        Err(error) if is_too_long(&error) => {
            let message = format!("the body is larger than {limit} bytes");
            Err(ApiError::new(ErrorCode::REQUEST_TOO_LARGE, message))
        }
        Err(error) => Err(ApiError::invalid("the body could not be read").caused_by(error)),
    }
}

fn is_too_long(error: &axum::Error) -> bool {
    let source = std::error::Error::source(error);
    source.is_some_and(|cause| cause.to_string().contains("length limit exceeded"))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let blank = bytes.iter().all(u8::is_ascii_whitespace);
    let text: &[u8] = if blank { b"{}" } else { bytes };
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| words::translate_json(&error))?;
    deserializer.end().map_err(|error| words::not_json(&error))?;
    Ok(value)
}

fn check_content_type(headers: &HeaderMap) -> Result<(), ApiError> {
    let Some(value) = headers.get(header::CONTENT_TYPE) else { return Ok(()) };
    let text = value.to_str().unwrap_or_default();
    let essence = text.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let message = "the body must be application/json";
    Err(ApiError::new(ErrorCode::UNSUPPORTED_MEDIA_TYPE, message))
}
