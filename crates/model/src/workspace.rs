//! A workspace: holds metrics and dashboards over one or several datamarts.

use serde::{Deserialize, Serialize};

use crate::Versioned;

/// What the metrics of a workspace may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConnectionType {
    /// The datamart of one datasource.
    Datasource,
    /// One datamart.
    Datamart,
    /// The datamart of the datasource that a token or a request names.
    MultiDatasource,
    /// The datamart that a metric, a token or a request names.
    MultiDatamart,
}

/// A stored workspace. Its name is the document's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Workspace {
    /// What its metrics may ask.
    pub connection_type: ConnectionType,
    /// For [`ConnectionType::Datasource`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datasource_name: Option<String>,
    /// For [`ConnectionType::Datamart`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datamart_name: Option<String>,
}

impl Versioned for Workspace {
    const WORD: &'static str = "workspace";
}
