//! A datamart as a caller describes it: nothing resolved, nothing checked.
//!
//! Fields are optional wherever their absence has a message of its own.

use crate::{Fraction, Last};

/// A whole datamart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DatamartDraft {
    /// `name`.
    pub name: Option<String>,
    /// `tableList`.
    pub tables: Option<Vec<TableDraft>>,
    /// `tenancySettings`.
    pub tenancy: Option<TenancyDraft>,
    /// `relationships`.
    pub relationships: Vec<RelationshipDraft>,
}

/// An element of `tableList`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableDraft {
    /// `name`.
    pub name: Option<String>,
    /// `schemaName`.
    pub schema: Option<String>,
    /// `label`.
    pub label: Option<String>,
    /// `clientColumn`.
    pub client_column: Option<String>,
    /// `isShared`.
    pub is_shared: bool,
    /// `tenantVia`.
    pub tenant_via: Option<String>,
    /// `isHide`.
    pub is_hidden: bool,
    /// `primaryKey`.
    pub primary_key: Vec<String>,
    /// `columns`.
    pub columns: Option<Vec<ColumnDraft>>,
    /// `measures`.
    pub measures: Vec<MeasureDraft>,
}

/// An element of `columns`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnDraft {
    /// `name`.
    pub name: Option<String>,
    /// `alias`.
    pub alias: Option<String>,
    /// `label`.
    pub label: Option<String>,
    /// `isHide`.
    pub is_hidden: bool,
    /// `isCustomColumn`.
    pub is_custom: bool,
    /// `sql`.
    pub sql: Option<String>,
    /// `isAggregateColumn`.
    pub is_aggregate: bool,
    /// `isApplyTimezone`.
    pub apply_timezone: Option<bool>,
}

/// An element of `measures`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeasureDraft {
    /// `name`.
    pub name: Option<String>,
    /// `label`.
    pub label: Option<String>,
    /// `aggregate`.
    pub aggregate: Option<String>,
    /// `column`.
    pub column: Option<String>,
    /// `sql`.
    pub sql: Option<String>,
    /// `filter`.
    pub filter: Option<String>,
    /// `percentile`.
    pub percentile: Option<Fraction>,
    /// `separator`.
    pub separator: Option<String>,
    /// `last`.
    pub last: Option<Last>,
    /// `formula`: arithmetic over other measures, instead of an aggregate.
    pub formula: Option<String>,
}

/// `tenancySettings`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TenancyDraft {
    /// `tenancyLevel`.
    pub level: Option<String>,
    /// `clientColumnType`.
    pub client_column_type: Option<String>,
    /// `schemaName`.
    pub schema: Option<String>,
    /// `tableName`.
    pub table: Option<String>,
    /// `tableClientNameColumn`.
    pub name_column: Option<String>,
    /// `tablePrimaryKeyColumn`.
    pub key_column: Option<String>,
    /// `clientIdentifier`.
    pub client_identifier: Option<String>,
}

/// An element of `relationships`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RelationshipDraft {
    /// `relationshipName`.
    pub name: Option<String>,
    /// The side that cardinality is read from.
    pub parent: SideDraft,
    /// The other side.
    pub child: SideDraft,
    /// `cardinality`.
    pub cardinality: Option<String>,
    /// `join`.
    pub join: Option<String>,
    /// `referentialIntegrity`.
    pub referential_integrity: bool,
}

/// One side of a relationship.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SideDraft {
    /// `parentSchemaName` or `childSchemaName`.
    pub schema: Option<String>,
    /// `parentTableName` or `childTableName`: `table`, or `schema.table`.
    pub table: Option<String>,
    /// `parentColumnName` or `childColumnName`.
    pub column: Option<String>,
    /// `parentColumnNames` or `childColumnNames`.
    pub columns: Vec<String>,
}
