//! Datamarts: what callers send and what the list shows. The two name the same things differently,
//! as the wire has it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::wire::{Flag, Number};

mod item;
mod request;

pub use item::{
    CompanyIntegration, DatamartItem, DatamartOrganization, DatamartRelationship, DatamartTable,
    DatamartTableColumn, ItemDetails,
};
pub use request::{ColumnBody, MeasureBody, RelationshipBody, TableBody, TenancyBody};

/// The body of a create request.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({
    "name": "sales-analytics",
    "datasourceName": "postgres-main",
    "tableList": [{
        "schemaName": "public", "name": "orders", "clientColumn": "tenant_id",
        "columns": [{"name": "order_id", "label": "Order ID"}, {"name": "amount"}],
        "measures": [{"name": "revenue", "aggregate": "SUM", "column": "amount"}]
    }],
    "tenancySettings": {
        "tenancyLevel": "TABLE", "clientColumnType": "NUMBER", "schemaName": "public",
        "tableName": "clients", "tableClientNameColumn": "name", "tablePrimaryKeyColumn": "id"
    }
}))]
pub struct CreateDatamart {
    /// Unique in the organisation; never changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = String)]
    pub name: Option<String>,
    /// An existing datasource, in its exact spelling.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = String)]
    pub datasource_name: Option<String>,
    /// The tables that questions may use; at least one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = Vec<TableBody>)]
    pub table_list: Option<Vec<TableBody>>,
    /// Whose rows are whose; absent for a single tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenancy_settings: Option<TenancyBody>,
    /// How tables join.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationships: Option<Vec<RelationshipBody>>,
}

/// The body of an update: what is present replaces what is stored.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({
    "datamartName": "sales-analytics",
    "tableList": [{"schemaName": "public", "name": "orders", "columns": [{"name": "order_id"}]}]
}))]
pub struct UpdateDatamart {
    /// An existing datamart, in its exact spelling.
    pub datamart_name: String,
    /// The whole new table list; absent leaves the tables as they are.
    pub table_list: Option<Vec<TableBody>>,
    /// The whole new tenancy; absent leaves it as it is.
    pub tenancy_settings: Option<TenancyBody>,
    /// All relationships from now on; absent leaves them as they are.
    pub relationships: Option<Vec<RelationshipBody>>,
}

/// The body of a partial update. Tables are found by schema and name, columns and measures by name,
/// relationships by `relationshipName`; what is found is merged key by key (`null` takes a key
/// away), what is not is added, and `"remove": true` takes the entry away.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({
    "datamartName": "sales-analytics",
    "tableList": [{"name": "orders", "label": "Orders",
                   "columns": [{"name": "amount", "isHide": true}, {"name": "note", "remove": true}]}]
}))]
pub struct PatchDatamart {
    /// An existing datamart, in its exact spelling.
    pub datamart_name: String,
    /// Tables to merge in, add or remove.
    #[schema(value_type = Option<Vec<Object>>)]
    pub table_list: Option<Vec<Value>>,
    /// Keys to merge into the tenancy; `null` takes the tenancy away.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Object>)]
    pub tenancy_settings: Option<Value>,
    /// Relationships to merge in, add or remove.
    #[schema(value_type = Option<Vec<Object>>)]
    pub relationships: Option<Vec<Value>>,
}

/// Keeps `null` apart from absence.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// The query string of the list.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDatamartsQuery {
    /// `true` for pages of ten.
    #[param(required = false, value_type = bool)]
    pub is_pagination: Option<Flag>,
    /// The page, counted from 1.
    #[param(required = false, value_type = u64)]
    pub page_number: Option<Number>,
    /// `true`, or absent, for tables and relationships; any other text leaves them out.
    #[param(required = false)]
    pub expand_details: Option<String>,
}

/// The body of the list's oldest path.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListDatamartsBody {
    /// `true` for pages of ten.
    #[schema(value_type = Option<bool>)]
    pub is_pagination: Option<Flag>,
    /// The page, counted from 1.
    #[schema(value_type = Option<u64>)]
    pub page_number: Option<Number>,
}

/// The query string, or the body, of a delete.
#[derive(Debug, Clone, Deserialize, IntoParams, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeleteDatamart {
    /// An existing datamart, in its exact spelling.
    pub datamart_name: String,
    /// `true` tells what would go and changes nothing.
    #[param(required = false, value_type = bool)]
    #[schema(value_type = Option<bool>)]
    pub dry_run: Option<Flag>,
    /// `true` refuses with 409 where anything uses the datamart.
    #[param(required = false, value_type = bool)]
    #[schema(value_type = Option<bool>)]
    pub if_unused: Option<Flag>,
}

/// The query string of endpoints that take one datamart.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DatamartNameQuery {
    /// An existing datamart, in its exact spelling.
    pub datamart_name: String,
}

/// The reply to a delete; the last two keys only for `dryRun=true`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({"id": "sales-analytics", "error": null}))]
pub struct DeleteDatamartReply {
    /// The datamart's name.
    pub id: String,
    /// Always null.
    pub error: Option<()>,
    /// What would be deleted, the datamart itself included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_delete: Option<Vec<Dependent>>,
    /// What uses the datamart and would keep it from being deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked_by: Option<Vec<Dependent>>,
}

/// A document that uses another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"kind": "embed", "name": "portal", "id": "7a6c0d0e-0000-4000-8000-000000000000"}))]
pub struct Dependent {
    /// What it is: `embed`, `workspace`, `semantic_layer`, ….
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its identifier.
    pub id: String,
}

/// The wire's times: UTC, in milliseconds.
pub fn wire_time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
