//! The parts of create and update bodies, and how they become a draft to validate.

use serde::{Deserialize, Serialize};
use souk_model::validate::{
    ColumnDraft, DatamartDraft, MeasureDraft, RelationshipDraft, SideDraft, TableDraft,
    TenancyDraft,
};
use souk_model::{
    Cardinality, ClientColumnType, ClientIdentifier, Datamart, Fraction, Last, Operand, Tenancy,
};
use utoipa::ToSchema;

use super::CreateDatamart;

/// One table.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TableBody {
    /// The table's name in the datasource.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = String)]
    pub name: Option<String>,
    /// Its schema, where the datasource has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema_name: Option<String>,
    /// Display name, never used in SQL.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The column that says whose row it is, under tenancy level TABLE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_column: Option<String>,
    /// Hides the table from questions; it still serves relationships. False where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_hide: Option<bool>,
    /// The columns that questions may use; at least one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = Vec<ColumnBody>)]
    pub columns: Option<Vec<ColumnBody>>,
    /// Extension: every tenant may read every row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_shared: Option<bool>,
    /// Extension: the relationship through which rows belong to a tenant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant_via: Option<String>,
    /// Extension: the columns that identify a row, where the datasource declares none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_key: Option<Vec<String>>,
    /// Extension: named aggregations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measures: Option<Vec<MeasureBody>>,
}

/// One column.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ColumnBody {
    /// The column's name in the table, or a custom column's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = String)]
    pub name: Option<String>,
    /// Another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// Display name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Hides the column from questions. False where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_hide: Option<bool>,
    /// The column is an expression. False where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_custom_column: Option<bool>,
    /// The expression of a custom column, over columns of the same table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sql: Option<String>,
    /// The custom column aggregates. False where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_aggregate_column: Option<bool>,
    /// Whether a question's time zone moves the column; true for timestamps where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_apply_timezone: Option<bool>,
}

/// One measure.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({"name": "revenue", "aggregate": "SUM", "column": "amount"}))]
pub struct MeasureBody {
    /// Unique among the table's columns and measures.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = String)]
    pub name: Option<String>,
    /// Display name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// `COUNT`, `COUNT_DISTINCT`, `APPROX_DISTINCT`, `SUM`, `AVG`, `MIN`, `MAX`, `MEDIAN`,
    /// `PERCENTILE`, `STDDEV`, `ANY`, `ALL` or `STRING_AGG`; absent beside `formula`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregate: Option<String>,
    /// The column whose values are aggregated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Or an expression over the table's columns. `COUNT` needs neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sql: Option<String>,
    /// A condition over the table's columns: only rows for which it is true count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// From 0 to 1, for `PERCENTILE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<f64>)]
    pub percentile: Option<Fraction>,
    /// What `STRING_AGG` puts between the texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<String>,
    /// Only the rows of the latest time count: `{"by": "day", "per": ["account"]}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub last: Option<Last>,
    /// Instead of an aggregate, arithmetic over measures: `revenue / customers.count`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
}

/// Whose rows are whose.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TenancyBody {
    /// `TABLE` or `DATABASE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = String)]
    pub tenancy_level: Option<String>,
    /// `NUMBER` or `STRING`; required for `TABLE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_column_type: Option<String>,
    /// Schema of the mapping table; required for `TABLE`, except for files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema_name: Option<String>,
    /// The table with a row per tenant; required for `TABLE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table_name: Option<String>,
    /// Its column with the tenant's name; required for `TABLE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table_client_name_column: Option<String>,
    /// Its key, which client columns hold; the table's primary key where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table_primary_key_column: Option<String>,
    /// Extension: what a `clientId` is, `PRIMARY_KEY` (where absent) or `NAME`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_identifier: Option<String>,
}

/// One relationship.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({
    "parentTableName": "orders", "parentColumnName": "customer_id",
    "childTableName": "customers", "childColumnName": "id",
    "cardinality": "ManyToOne", "join": "LEFT JOIN"
}))]
pub struct RelationshipBody {
    /// Unique in the datamart; made from tables and columns where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relationship_name: Option<String>,
    /// A table of the list, `table` or `schema.table`; cardinality reads from this side.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = String)]
    pub parent_table_name: Option<String>,
    /// Extension: its schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_schema_name: Option<String>,
    /// Its key column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_column_name: Option<String>,
    /// Extension: its key columns, for a composite key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_column_names: Option<Vec<String>>,
    /// The other table.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = true, value_type = String)]
    pub child_table_name: Option<String>,
    /// Extension: its schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_schema_name: Option<String>,
    /// Its key column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_column_name: Option<String>,
    /// Extension: its key columns, in the order of the parent's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_column_names: Option<Vec<String>>,
    /// `ManyToMany`, `ManyToOne`, `OneToMany`, `OneToOne`, or null where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cardinality: Option<String>,
    /// `LEFT JOIN` (where absent), `INNER JOIN`, `RIGHT JOIN` or `FULL JOIN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub join: Option<String>,
    /// Extension: each row of the side that refers (the parent, under `OneToMany` the child) has a
    /// partner, or null in all of its key columns. Tables that are only on the way to others are then
    /// not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referential_integrity: Option<bool>,
}

impl From<CreateDatamart> for DatamartDraft {
    fn from(body: CreateDatamart) -> Self {
        let relationships = body.relationships.unwrap_or_default();
        Self {
            name: body.name,
            tables: body.table_list.map(|tables| tables.into_iter().map(Into::into).collect()),
            tenancy: body.tenancy_settings.map(Into::into),
            relationships: relationships.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<TableBody> for TableDraft {
    fn from(body: TableBody) -> Self {
        let measures = body.measures.unwrap_or_default();
        Self {
            name: body.name,
            schema: body.schema_name,
            label: body.label,
            client_column: body.client_column,
            is_shared: body.is_shared.unwrap_or(false),
            tenant_via: body.tenant_via,
            is_hidden: body.is_hide.unwrap_or(false),
            primary_key: body.primary_key.unwrap_or_default(),
            columns: body.columns.map(|columns| columns.into_iter().map(Into::into).collect()),
            measures: measures.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<ColumnBody> for ColumnDraft {
    fn from(body: ColumnBody) -> Self {
        Self {
            name: body.name,
            alias: body.alias,
            label: body.label,
            is_hidden: body.is_hide.unwrap_or(false),
            is_custom: body.is_custom_column.unwrap_or(false),
            sql: body.sql,
            is_aggregate: body.is_aggregate_column.unwrap_or(false),
            apply_timezone: body.is_apply_timezone,
        }
    }
}

impl From<MeasureBody> for MeasureDraft {
    fn from(body: MeasureBody) -> Self {
        Self {
            name: body.name,
            label: body.label,
            aggregate: body.aggregate,
            column: body.column,
            sql: body.sql,
            filter: body.filter,
            percentile: body.percentile,
            separator: body.separator,
            last: body.last,
            formula: body.formula,
        }
    }
}

impl From<TenancyBody> for TenancyDraft {
    fn from(body: TenancyBody) -> Self {
        Self {
            level: body.tenancy_level,
            client_column_type: body.client_column_type,
            schema: body.schema_name,
            table: body.table_name,
            name_column: body.table_client_name_column,
            key_column: body.table_primary_key_column,
            client_identifier: body.client_identifier,
        }
    }
}

impl From<RelationshipBody> for RelationshipDraft {
    fn from(body: RelationshipBody) -> Self {
        Self {
            name: body.relationship_name,
            parent: SideDraft {
                schema: body.parent_schema_name,
                table: body.parent_table_name,
                column: body.parent_column_name,
                columns: body.parent_column_names.unwrap_or_default(),
            },
            child: SideDraft {
                schema: body.child_schema_name,
                table: body.child_table_name,
                column: body.child_column_name,
                columns: body.child_column_names.unwrap_or_default(),
            },
            cardinality: body.cardinality,
            join: body.join,
            referential_integrity: body.referential_integrity.unwrap_or_default(),
        }
    }
}

/// A stored datamart as the request that would make it; updates change that and validate it whole.
impl From<&Datamart> for CreateDatamart {
    fn from(stored: &Datamart) -> Self {
        Self {
            name: Some(stored.name.clone()),
            datasource_name: Some(stored.datasource.name.clone()),
            table_list: Some(stored.tables.iter().map(Into::into).collect()),
            tenancy_settings: stored.tenancy.as_ref().map(Into::into),
            relationships: Some(stored.relationships.iter().map(Into::into).collect()),
        }
    }
}

impl From<&souk_model::Table> for TableBody {
    fn from(stored: &souk_model::Table) -> Self {
        let some = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
        let measures = MeasureBody::of(stored);
        Self {
            name: Some(stored.name.name.clone()),
            schema_name: Some(stored.name.schema.clone()),
            label: stored.label.clone(),
            client_column: stored.client_column.clone(),
            is_hide: Some(stored.is_hidden),
            columns: Some(stored.columns.iter().map(Into::into).collect()),
            is_shared: stored.is_shared.then_some(true),
            tenant_via: stored.tenant_via.clone(),
            primary_key: some(&stored.primary_key),
            measures: Some(measures).filter(|measures: &Vec<_>| !measures.is_empty()),
        }
    }
}

impl From<&souk_model::Column> for ColumnBody {
    fn from(stored: &souk_model::Column) -> Self {
        Self {
            name: Some(stored.name.clone()),
            alias: stored.alias.clone(),
            label: stored.label.clone(),
            is_hide: Some(stored.is_hidden),
            is_custom_column: Some(stored.sql.is_some()),
            sql: stored.sql.clone(),
            is_aggregate_column: stored.is_aggregate.then_some(true),
            is_apply_timezone: stored.apply_timezone,
        }
    }
}

impl MeasureBody {
    /// The measures of a table, and its formulas.
    pub(super) fn of(table: &souk_model::Table) -> Vec<Self> {
        let measures = table.measures.iter().map(Into::into);
        measures.chain(table.formulas.iter().map(Into::into)).collect()
    }
}

impl From<&souk_model::Formula> for MeasureBody {
    fn from(stored: &souk_model::Formula) -> Self {
        Self {
            name: Some(stored.name.clone()),
            label: stored.label.clone(),
            formula: Some(stored.formula.clone()),
            ..Self::default()
        }
    }
}

impl From<&souk_model::Measure> for MeasureBody {
    fn from(stored: &souk_model::Measure) -> Self {
        let (column, sql) = match &stored.operand {
            Operand::Rows => (None, None),
            Operand::Column(column) => (Some(column.clone()), None),
            Operand::Sql(sql) => (None, Some(sql.clone())),
        };
        Self {
            name: Some(stored.name.clone()),
            label: stored.label.clone(),
            aggregate: Some(stored.aggregate.wire_name().to_owned()),
            column,
            sql,
            filter: stored.filter.clone(),
            percentile: stored.percentile,
            separator: stored.separator.clone(),
            last: stored.last.clone(),
            formula: None,
        }
    }
}

impl From<&Tenancy> for TenancyBody {
    fn from(stored: &Tenancy) -> Self {
        let Tenancy::Table(table) = stored else {
            return Self { tenancy_level: Some("DATABASE".to_owned()), ..Self::default() };
        };
        let column_type = match table.client_column_type {
            ClientColumnType::Number => "NUMBER",
            ClientColumnType::String => "STRING",
        };
        let by_name = table.client_identifier == ClientIdentifier::Name;
        Self {
            tenancy_level: Some("TABLE".to_owned()),
            client_column_type: Some(column_type.to_owned()),
            schema_name: Some(table.mapping_table.schema.clone()),
            table_name: Some(table.mapping_table.name.clone()),
            table_client_name_column: Some(table.name_column.clone()),
            table_primary_key_column: Some(table.key_column.clone()),
            client_identifier: by_name.then(|| "NAME".to_owned()),
        }
    }
}

impl From<&souk_model::Relationship> for RelationshipBody {
    fn from(stored: &souk_model::Relationship) -> Self {
        let parents: Vec<_> = stored.keys.iter().map(|key| key.parent.clone()).collect();
        let children: Vec<_> = stored.keys.iter().map(|key| key.child.clone()).collect();
        let composite = stored.keys.len() > 1;
        Self {
            relationship_name: Some(stored.name.clone()),
            parent_table_name: Some(stored.parent.name.clone()),
            parent_schema_name: Some(stored.parent.schema.clone()),
            parent_column_name: parents.first().cloned(),
            parent_column_names: composite.then_some(parents),
            child_table_name: Some(stored.child.name.clone()),
            child_schema_name: Some(stored.child.schema.clone()),
            child_column_name: children.first().cloned(),
            child_column_names: composite.then_some(children),
            cardinality: stored.cardinality.map(|known| cardinality_name(known).to_owned()),
            join: Some(stored.join.wire_name().to_owned()),
            referential_integrity: stored.referential_integrity.then_some(true),
        }
    }
}

/// The wire's spelling.
pub(super) const fn cardinality_name(cardinality: Cardinality) -> &'static str {
    match cardinality {
        Cardinality::ManyToMany => "ManyToMany",
        Cardinality::ManyToOne => "ManyToOne",
        Cardinality::OneToMany => "OneToMany",
        Cardinality::OneToOne => "OneToOne",
    }
}
