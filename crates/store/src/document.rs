//! Documents: named JSON bodies with a revision. Knows nothing of what a body means.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use souk_model::{DocumentId, OrganisationId};

/// What a document describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A connection to a database, a warehouse or files.
    Datasource,
    /// What a datasource holds, as last synced.
    Catalog,
    /// A governed subset of one datasource.
    Datamart,
    /// What the columns of a datamart mean.
    SemanticLayer,
    /// Holds metrics and dashboards.
    Workspace,
    /// A saved question and how to draw it.
    Metric,
    /// A layout of metrics.
    Dashboard,
    /// The vendor's own product.
    DataApp,
    /// What a data app embeds.
    Embed,
    /// Where a tenant has put the blocks of an embed.
    Layout,
    /// What a tenant has sent by e-mail, and when.
    Report,
    /// Values of a dashboard's filters that a tenant has saved under a name.
    DashboardView,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Datasource,
        Self::Catalog,
        Self::Datamart,
        Self::SemanticLayer,
        Self::Workspace,
        Self::Metric,
        Self::Dashboard,
        Self::DataApp,
        Self::Embed,
        Self::Layout,
        Self::Report,
        Self::DashboardView,
    ];

    /// The kind as it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Datasource => "datasource",
            Self::Catalog => "catalog",
            Self::Datamart => "datamart",
            Self::SemanticLayer => "semantic_layer",
            Self::Workspace => "workspace",
            Self::Metric => "metric",
            Self::Dashboard => "dashboard",
            Self::DataApp => "data_app",
            Self::Embed => "embed",
            Self::Layout => "layout",
            Self::Report => "report",
            Self::DashboardView => "dashboard_view",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A text that names no document kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a document kind")]
pub struct UnknownDocumentKind(pub String);

impl FromStr for DocumentKind {
    type Err = UnknownDocumentKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownDocumentKind(text.to_owned()))
    }
}

/// A stored document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What it describes.
    pub kind: DocumentKind,
    /// Which one.
    pub id: DocumentId,
    /// Unique in its organisation and kind.
    pub name: String,
    /// As it was given.
    pub body: serde_json::Value,
    /// 1 when made, one more with every update.
    pub revision: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last updated.
    pub updated_at: DateTime<Utc>,
}

/// A document without its body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DocumentRef {
    /// What it describes.
    pub kind: DocumentKind,
    /// Which one.
    pub id: DocumentId,
    /// Its name.
    pub name: String,
}

/// A document whose time has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Due {
    /// Whose document.
    pub organisation: OrganisationId,
    /// Which one.
    pub id: DocumentId,
    /// The time that it waited for.
    pub at: DateTime<Utc>,
}

/// A part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// At most this many rows.
    pub limit: i64,
    /// After leaving out this many.
    pub offset: i64,
}

impl Page {
    /// The whole list.
    pub const ALL: Self = Self { limit: i64::MAX, offset: 0 };

    /// A limit that both databases take: PostgreSQL adds limit and offset in 64 bits.
    pub(crate) fn clamped(self) -> (i64, i64) {
        const MOST: i64 = i64::MAX / 2;
        (self.limit.clamp(0, MOST), self.offset.clamp(0, MOST))
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::ALL
    }
}
