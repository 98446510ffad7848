//! The semantic layer: what tables and columns mean.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// The body of create and update. In an update, what is absent stays as it is.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({
    "datamartName": "sales-analytics",
    "tables": [{
        "name": "orders", "description": "What was bought", "synonyms": ["purchases"],
        "columns": [{"name": "status", "columnType": "ENUM",
                     "columnTypeConfig": {"paid": "The money came"}}]
    }],
    "feedback": "Amounts are in euro"
}))]
pub struct SemanticLayerBody {
    /// An existing datamart, in its exact spelling.
    pub datamart_name: String,
    /// The tables of which something is said; required on create.
    pub tables: Option<Vec<TableMeaningBody>>,
    /// General remarks.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub feedback: Patch<String>,
}

/// What is said of a table.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TableMeaningBody {
    /// A table of the datamart.
    pub name: String,
    /// Its schema, where two tables of the datamart have the name.
    pub schema_name: Option<String>,
    /// In a sentence or two.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// Other words for it, at most ten.
    pub synonyms: Option<Vec<String>>,
    /// Anything else.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Object>)]
    pub miscellaneous_info: Patch<Value>,
    /// The columns of which something is said.
    pub columns: Option<Vec<ColumnMeaningBody>>,
}

/// What is said of a column.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ColumnMeaningBody {
    /// A column of the table.
    pub name: String,
    /// In a sentence or two.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// Other words for it, at most ten.
    pub synonyms: Option<Vec<String>>,
    /// Anything else.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Object>)]
    pub miscellaneous_info: Patch<Value>,
    /// `String`, `Number`, `ENUM`, `Range`, `Identifier`, `Expression` or `JSON`.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub column_type: Patch<String>,
    /// Value to description for `ENUM` and `String`, `{lowerLimit, upperLimit}` for `Range`, a text
    /// for `Expression` and `JSON`.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Object>)]
    pub column_type_config: Patch<Value>,
    /// Its values identify rows.
    pub is_identifier: Option<bool>,
    /// Its values are kept out of search indexes.
    pub is_not_indexed: Option<bool>,
}

/// Absent leaves a field as it is, null clears it, and a value sets it.
pub type Patch<T> = Option<Option<T>>;

fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Patch<T>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

/// A datamart's semantic layer: every table and column, described or not.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SemanticLayerReply {
    /// The datamart's name.
    pub datamart_name: String,
    /// Its tables.
    pub tables: Vec<TableMeaningReply>,
    /// General remarks, or nothing.
    pub feedback: String,
    /// The share of tables and columns that have a description, in percent, rounded down.
    #[schema(example = 75)]
    pub completion_score: usize,
    /// When it was last changed.
    pub last_updated: String,
}

/// A table and what it means.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TableMeaningReply {
    /// Its name.
    pub name: String,
    /// Its schema.
    pub schema_name: String,
    /// In a sentence or two, or null.
    pub description: Option<String>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Anything else, or null.
    #[schema(value_type = Option<Object>)]
    pub miscellaneous_info: Option<Value>,
    /// Its columns.
    pub columns: Vec<ColumnMeaningReply>,
}

/// A column and what it means.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ColumnMeaningReply {
    /// Its name.
    pub name: String,
    /// The datasource's name for its type; empty for a custom column.
    pub datatype: String,
    /// In a sentence or two, or null.
    pub description: Option<String>,
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Anything else, or null.
    #[schema(value_type = Option<Object>)]
    pub miscellaneous_info: Option<Value>,
    /// What kind of values it holds, or null.
    pub column_type: Option<&'static str>,
    /// More about the values, or null.
    #[schema(value_type = Option<Object>)]
    pub column_type_config: Option<Value>,
    /// Its values identify rows.
    pub is_identifier: bool,
    /// Its values are kept out of search indexes.
    pub is_not_indexed: bool,
}
