//! A datasource as it is stored.

use serde::{Deserialize, Serialize};

use crate::Tenancy;

/// A connection to one database, warehouse or set of files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Datasource {
    /// Unique in the organisation, and its identifier on the wire. Never changes.
    pub name: String,
    /// The `datasourceType` of the wire. Never changes.
    pub datasource_type: String,
    /// The credentials under the server's key. Unreadable here.
    pub sealed_credentials: String,
    /// Whose rows are whose, where this was said for the datasource as a whole.
    #[serde(default)]
    pub tenancy: Option<Tenancy>,
}
