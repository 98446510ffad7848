//! What the tables and columns of a datamart mean, in words for people and language models.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::TableName;

/// The meaning of a datamart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SemanticLayer {
    /// The tables of which something was said.
    pub tables: Vec<TableMeaning>,
    /// General remarks.
    #[serde(default)]
    pub feedback: Option<String>,
}

/// The meaning of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableMeaning {
    /// Which table.
    pub name: TableName,
    /// In a sentence or two.
    #[serde(default)]
    pub description: Option<String>,
    /// Other words for it.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Anything else, as the caller sent it.
    #[serde(default)]
    pub miscellaneous: Option<Value>,
    /// The columns of which something was said.
    #[serde(default)]
    pub columns: Vec<ColumnMeaning>,
}

/// The meaning of a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnMeaning {
    /// Which column.
    pub name: String,
    /// In a sentence or two.
    #[serde(default)]
    pub description: Option<String>,
    /// Other words for it.
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// Anything else, as the caller sent it.
    #[serde(default)]
    pub miscellaneous: Option<Value>,
    /// What kind of values it holds.
    #[serde(default)]
    pub column_type: Option<SemanticType>,
    /// More about the values, in the shape that `column_type` asks for.
    #[serde(default)]
    pub column_type_config: Option<Value>,
    /// Its values identify rows.
    #[serde(default)]
    pub is_identifier: bool,
    /// Its values are kept out of search indexes.
    #[serde(default)]
    pub is_not_indexed: bool,
}

/// What kind of values a column holds. The wire spells them as here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SemanticType {
    /// Text; the config may describe single values.
    String,
    /// Numbers.
    Number,
    /// A few values; the config describes each.
    #[serde(rename = "ENUM")]
    Enum,
    /// Values between `lowerLimit` and `upperLimit`.
    Range,
    /// Keys.
    Identifier,
    /// Computed; the config says how.
    Expression,
    /// JSON documents; the config describes them.
    #[serde(rename = "JSON")]
    Json,
}

impl SemanticType {
    /// Every type and its spelling on the wire.
    pub const ALL: [(&'static str, Self); 7] = [
        ("String", Self::String),
        ("Number", Self::Number),
        ("ENUM", Self::Enum),
        ("Range", Self::Range),
        ("Identifier", Self::Identifier),
        ("Expression", Self::Expression),
        ("JSON", Self::Json),
    ];

    /// The spelling on the wire.
    #[must_use]
    pub fn wire_name(self) -> &'static str {
        Self::ALL.iter().find(|(_, known)| *known == self).map_or("String", |(name, _)| name)
    }

    /// Reads the wire spelling; letter case does not matter.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, known)| *known)
    }
}
