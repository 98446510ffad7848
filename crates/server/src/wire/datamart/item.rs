//! A datamart as the list shows it. Extensions appear only where they are set.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use souk_model::{
    Catalog, CatalogColumn, Column, DataType, Datamart, Relationship, Table, TableName,
};
use utoipa::ToSchema;

use super::request::{MeasureBody, RelationshipBody, TenancyBody};
use super::wire_time;

/// One datamart of the list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatamartItem {
    /// Its name, which identifies it.
    pub name: String,
    /// When it was made.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
    /// Its tenancy, or null.
    pub datamart_organization: Option<DatamartOrganization>,
    /// Its datasource.
    pub company_integration: CompanyIntegration,
    /// Tables and relationships, unless they are left out.
    #[serde(flatten)]
    pub details: Option<ItemDetails>,
}

/// What `expandDetails=false` leaves out.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ItemDetails {
    /// Its tables.
    pub datamart_tables: Vec<DatamartTable>,
    /// How they join.
    pub datamart_relationships: Vec<DatamartRelationship>,
}

/// The datasource of a datamart.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CompanyIntegration {
    /// Its name.
    pub name: String,
}

/// The tenancy of a datamart.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatamartOrganization {
    /// `TABLE` or `DATABASE`.
    pub tenancy_level: Option<String>,
    /// Schema of the mapping table.
    pub schema_name: Option<String>,
    /// The mapping table.
    pub table_name: Option<String>,
    /// `NUMBER` or `STRING`.
    pub client_column_type: Option<String>,
    /// The column with the tenant's name.
    pub table_client_name_column: Option<String>,
    /// The column with the tenant's key.
    pub table_primary_key_column: Option<String>,
    /// Extension: `NAME` where `clientId` is the tenant's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_identifier: Option<String>,
}

/// A table of a datamart.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatamartTable {
    /// Its schema.
    pub schema_name: String,
    /// Its name.
    pub table_name: String,
    /// Its display name.
    pub label: Option<String>,
    /// The column that says whose row it is.
    pub client_column: Option<String>,
    /// Whether questions cannot name it.
    pub is_hide: bool,
    /// Its columns.
    pub datamart_table_columns: Vec<DatamartTableColumn>,
    /// Extension: every tenant may read every row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_shared: Option<bool>,
    /// Extension: the relationship through which rows belong to a tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_via: Option<String>,
    /// Extension: the columns that identify a row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub primary_key: Vec<String>,
    /// Extension: named aggregations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub measures: Vec<MeasureBody>,
}

/// A column of a datamart.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatamartTableColumn {
    /// Its name.
    pub column_name: String,
    /// The datasource's name for its type; empty for a custom column.
    pub datatype: String,
    /// Its other name.
    pub alias: Option<String>,
    /// Its display name.
    pub label: Option<String>,
    /// Whether questions cannot name it.
    pub is_hide: bool,
    /// Whether it is an expression.
    pub is_custom_column: bool,
    /// The expression, or nothing.
    pub sql: String,
    /// Whether a question's time zone moves it.
    pub is_apply_timezone: bool,
    /// Extension: the custom column aggregates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_aggregate_column: Option<bool>,
}

/// A relationship of a datamart.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatamartRelationship {
    /// The table that cardinality is read from.
    pub parent_table_name: Option<String>,
    /// Its key column, or the first of them.
    pub parent_column_name: Option<String>,
    /// The other table.
    pub child_table_name: Option<String>,
    /// Its key column, or the first of them.
    pub child_column_name: Option<String>,
    /// Its name.
    pub relationship_name: Option<String>,
    /// Read from parent to child; null where it was not declared.
    pub cardinality: Option<String>,
    /// `LEFT JOIN` and so on.
    pub join: Option<String>,
    /// Extension: the parent's schema, where two tables have its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_schema_name: Option<String>,
    /// Extension: the child's schema, where two tables have its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_schema_name: Option<String>,
    /// Extension: the parent's columns of a composite key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_column_names: Option<Vec<String>>,
    /// Extension: the child's columns of a composite key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_column_names: Option<Vec<String>>,
    /// Extension: true where each row of the side that refers was declared to have a partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referential_integrity: Option<bool>,
}

impl DatamartItem {
    /// The item without its details.
    #[must_use]
    pub fn brief(
        datamart: &Datamart,
        created_at: DateTime<Utc>,
        updated_at: DateTime<Utc>,
    ) -> Self {
        Self {
            name: datamart.name.clone(),
            created_at: wire_time(created_at),
            updated_at: wire_time(updated_at),
            datamart_organization: datamart.tenancy.as_ref().map(organization),
            company_integration: CompanyIntegration { name: datamart.datasource.name.clone() },
            details: None,
        }
    }

    /// The same with tables and relationships, typed by the datasource's cached schema.
    #[must_use]
    pub fn with_details(mut self, datamart: &Datamart, catalog: &Catalog) -> Self {
        let facts: HashMap<_, _> = catalog
            .tables
            .iter()
            .map(|table| ((&*table.schema, &*table.name), &*table.columns))
            .collect();
        let columns_of = |name: &TableName| {
            facts.get(&(&*name.schema, &*name.name)).copied().unwrap_or_default()
        };
        let tables = datamart.tables.iter();
        self.details = Some(ItemDetails {
            datamart_tables: tables.map(|table| item(table, columns_of(&table.name))).collect(),
            datamart_relationships: relationships(datamart),
        });
        self
    }
}

fn organization(tenancy: &souk_model::Tenancy) -> DatamartOrganization {
    let body = TenancyBody::from(tenancy);
    DatamartOrganization {
        tenancy_level: body.tenancy_level,
        schema_name: body.schema_name,
        table_name: body.table_name,
        client_column_type: body.client_column_type,
        table_client_name_column: body.table_client_name_column,
        table_primary_key_column: body.table_primary_key_column,
        client_identifier: body.client_identifier,
    }
}

fn item(table: &Table, facts: &[CatalogColumn]) -> DatamartTable {
    let facts: HashMap<_, _> = facts.iter().map(|column| (&*column.name, column)).collect();
    let columns = table.columns.iter();
    DatamartTable {
        schema_name: table.name.schema.clone(),
        table_name: table.name.name.clone(),
        label: table.label.clone(),
        client_column: table.client_column.clone(),
        is_hide: table.is_hidden,
        datamart_table_columns: columns
            .map(|column| item_column(column, facts.get(&*column.name).copied()))
            .collect(),
        is_shared: table.is_shared.then_some(true),
        tenant_via: table.tenant_via.clone(),
        primary_key: table.primary_key.clone(),
        measures: MeasureBody::of(table),
    }
}

fn item_column(column: &Column, facts: Option<&CatalogColumn>) -> DatamartTableColumn {
    let facts = facts.filter(|_| column.sql.is_none());
    let is_time = facts.is_some_and(|facts| {
        matches!(facts.data_type, DataType::Timestamp | DataType::TimestampTz)
    });
    DatamartTableColumn {
        column_name: column.name.clone(),
        datatype: facts.map(|facts| facts.native_type.clone()).unwrap_or_default(),
        alias: column.alias.clone(),
        label: column.label.clone(),
        is_hide: column.is_hidden,
        is_custom_column: column.sql.is_some(),
        sql: column.sql.clone().unwrap_or_default(),
        is_apply_timezone: column.apply_timezone.unwrap_or(is_time),
        is_aggregate_column: column.is_aggregate.then_some(true),
    }
}

fn relationships(datamart: &Datamart) -> Vec<DatamartRelationship> {
    let mut namesakes: HashMap<&str, usize> = HashMap::new();
    for table in &datamart.tables {
        *namesakes.entry(&table.name.name).or_default() += 1;
    }
    let is_ambiguous = |table: &TableName| namesakes.get(&*table.name).is_some_and(|n| *n > 1);
    let shown = |relationship: &Relationship| {
        let body = RelationshipBody::from(relationship);
        DatamartRelationship {
            parent_table_name: body.parent_table_name,
            parent_column_name: body.parent_column_name,
            child_table_name: body.child_table_name,
            child_column_name: body.child_column_name,
            relationship_name: body.relationship_name,
            cardinality: body.cardinality,
            join: body.join,
            referential_integrity: body.referential_integrity,
            parent_schema_name: body
                .parent_schema_name
                .filter(|_| is_ambiguous(&relationship.parent)),
            child_schema_name: body.child_schema_name.filter(|_| is_ambiguous(&relationship.child)),
            parent_column_names: body.parent_column_names,
            child_column_names: body.child_column_names,
        }
    };
    datamart.relationships.iter().map(shown).collect()
}
