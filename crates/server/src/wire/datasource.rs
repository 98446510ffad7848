//! Datasources: what callers send, and the little that is ever shown of one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use souk_model::{Catalog, CatalogTable};
use utoipa::{IntoParams, ToSchema};

use crate::wire::datamart::TenancyBody;
use crate::wire::{Flag, Number};

/// The body of create, update and test.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({
    "datasourceType": "postgres",
    "credentials": {
        "name": "postgres-main", "host": "db.example.com", "port": 5432, "username": "souk",
        "password": "secret", "database": "shop", "schema": "public"
    }
}))]
pub struct DatasourceBody {
    /// One of the wire's type names: `csv`, `postgres`, ….
    pub datasource_type: String,
    /// `name`, and what the type needs to connect.
    #[schema(value_type = Object)]
    pub credentials: Map<String, Value>,
    /// Whose rows are whose, for the datasource as a whole.
    pub tenancy_settings: Option<TenancyBody>,
}

// Written by hand, so that credentials never reach a log.
impl std::fmt::Debug for DatasourceBody {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("DatasourceBody")
            .field("datasource_type", &self.datasource_type)
            .finish_non_exhaustive()
    }
}

/// The query string of delete and schema.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DatasourceNameQuery {
    /// An existing datasource, in its exact spelling.
    pub datasource_name: String,
}

/// The query string of the list.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListDatasourcesQuery {
    /// `true` for pages of ten.
    #[param(required = false, value_type = bool)]
    pub is_pagination: Option<Flag>,
    /// The page, counted from 1.
    #[param(required = false, value_type = u64)]
    pub page_number: Option<Number>,
}

/// One datasource of the list: its name and nothing else.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DatasourceItem {
    /// Its name, which identifies it.
    #[schema(example = "postgres-main")]
    pub name: String,
}

/// The reply to a delete.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeleteDatasourceReply {
    /// The identifier it had.
    pub id: String,
    /// That it is gone.
    #[schema(example = "Datasource deleted successfully")]
    pub message: &'static str,
}

/// The body of sync and progress.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SyncBody {
    /// Which datasource.
    pub input: SyncInput,
}

/// Which datasource, by identifier or, as an extension, by name.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"datasourceId": "7a6c0d0e-0000-4000-8000-000000000000"}))]
pub struct SyncInput {
    /// Its identifier.
    pub datasource_id: Option<String>,
    /// Extension: its name.
    pub datasource_name: Option<String>,
}

/// The reply to a progress request.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProgressReply {
    /// How far the last sync came.
    pub status: ProgressStatus,
}

/// How far a sync came.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProgressStatus {
    /// Tables read, of tables expected.
    #[schema(example = "16/16")]
    pub progress: String,
    /// Why it failed, or nothing.
    pub error: String,
}

/// Extension: the outcome of a connection test.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TestReply {
    /// That it connected.
    #[schema(example = "Connection test succeeded")]
    pub message: &'static str,
    /// How many tables the login can see.
    pub tables: usize,
}

/// Extension: the cached schema.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SchemaReply {
    /// The datasource's name.
    pub name: String,
    /// Its identifier, as sync takes it.
    pub datasource_id: String,
    /// Its type.
    pub datasource_type: String,
    /// When the schema was read.
    pub synced_at: String,
    /// Every table and view that the login can see.
    pub tables: Vec<SchemaTable>,
}

/// One table of a schema.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SchemaTable {
    /// Its schema.
    pub schema_name: String,
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<SchemaColumn>,
    /// The columns of its primary key.
    pub primary_key: Vec<String>,
    /// Further sets of columns that are unique.
    pub unique_keys: Vec<Vec<String>>,
    /// The columns that an index begins with, or null where the datasource does not tell.
    pub indexed_columns: Option<Vec<String>>,
    /// References to other tables.
    pub foreign_keys: Vec<SchemaForeignKey>,
    /// About how many rows it holds, or null.
    pub row_estimate: Option<u64>,
    /// What the database's owner wrote about it, or null.
    pub comment: Option<String>,
}

/// One column of a schema.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SchemaColumn {
    /// Its name.
    pub name: String,
    /// The datasource's name for its type.
    pub datatype: String,
    /// The kind of values: `string`, `number`, `date` or `boolean`.
    pub data_type: &'static str,
    /// Whether it may be NULL.
    pub is_nullable: bool,
    /// What the database's owner wrote about it, or null.
    pub comment: Option<String>,
}

/// One reference of a schema.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SchemaForeignKey {
    /// The referring columns.
    pub columns: Vec<String>,
    /// Schema of the table referred to.
    pub references_schema: String,
    /// The table referred to.
    pub references_table: String,
    /// The columns referred to.
    pub references_columns: Vec<String>,
}

/// The tables of a cached schema.
#[must_use]
pub fn schema_tables(catalog: &Catalog) -> Vec<SchemaTable> {
    catalog.tables.iter().map(schema_table).collect()
}

fn schema_table(table: &CatalogTable) -> SchemaTable {
    let columns = table.columns.iter().map(|column| SchemaColumn {
        name: column.name.clone(),
        datatype: column.native_type.clone(),
        data_type: column.data_type.wire_name(),
        is_nullable: column.nullable,
        comment: column.comment.clone(),
    });
    let references = table.foreign_keys.iter().map(|key| SchemaForeignKey {
        columns: key.columns.clone(),
        references_schema: key.references_schema.clone(),
        references_table: key.references_table.clone(),
        references_columns: key.references_columns.clone(),
    });
    SchemaTable {
        schema_name: table.schema.clone(),
        name: table.name.clone(),
        columns: columns.collect(),
        primary_key: table.primary_key.clone(),
        unique_keys: table.unique_keys.clone(),
        indexed_columns: table.indexed_columns.clone(),
        foreign_keys: references.collect(),
        row_estimate: table.row_estimate,
        comment: table.comment.clone(),
    }
}
