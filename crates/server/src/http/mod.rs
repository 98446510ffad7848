//! HTTP: routing, credentials, bodies, errors. Knows nothing of what a route does.

pub mod auth;
pub mod body;
mod cors;
pub mod error;
pub mod metrics;
mod multipart;
mod ndjson;
pub mod openapi;
pub mod page;
pub mod permissions;
mod request_id;
mod router;
pub mod routes;
pub mod serve;

use std::sync::Arc;

pub use auth::Caller;
pub use body::{JsonBody, QueryString};
pub use error::ApiError;
pub use page::Pagination;
pub use router::router;

use crate::service::Services;

/// What handlers take as `State`.
pub type AppState = Arc<Services>;

/// What handlers return.
pub type ApiResult<T> = Result<T, ApiError>;
