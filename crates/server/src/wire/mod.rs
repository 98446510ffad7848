//! The JSON of requests and replies, one file per family. No meaning, only form.

/// `Debug` for types that hold a secret: their name and nothing else.
macro_rules! hidden {
    ($($name:ident),*) => {
        $(impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(concat!(stringify!($name), "(…)"))
            }
        })*
    };
}

pub mod accounts;
pub mod api_tokens;
pub mod dashboards;
pub mod data;
pub mod data_apps;
pub mod datamart;
pub mod datasource;
pub mod drift;
pub mod embeds;
pub mod guest;
pub mod guest_tokens;
mod guid;
pub mod metrics;
pub mod questions;
pub mod reports;
pub mod semantic_layer;
pub mod verification;
pub mod views;
pub mod workspaces;

mod lenient;
mod name;

pub use guid::Guid;
pub use lenient::{Flag, Number};
pub use name::Name;

use serde::Serialize;
use utoipa::ToSchema;

/// `{"id": …}`, without an `error` key.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdReply {
    /// The identifier: the name, where the thing has one.
    pub id: String,
}

/// `{"id": …, "error": null}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdOrErrorReply {
    /// The identifier: the name, where the thing has one.
    pub id: String,
    /// Always null.
    pub error: Option<()>,
}

/// `{"name": …}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct NameReply {
    /// The name.
    pub name: String,
}

/// `{"data": …}`, without an `error` key.
#[derive(Debug, Serialize, ToSchema)]
pub struct DataReply<T> {
    /// The content.
    pub data: T,
}

/// `{"data": …, "error": null}`.
#[derive(Debug, Serialize, ToSchema)]
pub struct DataOrErrorReply<T> {
    /// The content.
    pub data: T,
    /// Always null.
    pub error: Option<()>,
}

impl<T> DataOrErrorReply<T> {
    /// A reply without an error.
    pub const fn new(data: T) -> Self {
        Self { data, error: None }
    }
}

impl IdOrErrorReply {
    /// A reply without an error.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), error: None }
    }
}

/// What every failure looks like.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorReply {
    /// The failure.
    pub error: ErrorBody,
}

/// The inside of `error`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorBody {
    /// A stable code; `docs/reference/errors.md` lists them.
    #[schema(example = "INVALID_REQUEST_BODY")]
    pub code: String,
    /// What is wrong.
    #[schema(example = "\"name\" is required")]
    pub message: String,
    /// Everything else that is wrong, and what would be right.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub hints: Vec<String>,
    /// Where in the request the first problem is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}
