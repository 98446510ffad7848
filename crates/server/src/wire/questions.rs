//! Questions to a datamart and their answers.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use souk_query::{Explanation, QueryRequest, SqlQuery};
use utoipa::ToSchema;

/// A question to a datamart.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QuestionBody {
    /// The datamart.
    #[schema(example = "shop")]
    pub datamart_name: String,
    /// The tenant; a guest token carries its own.
    #[serde(default, deserialize_with = "client_id")]
    #[schema(example = "7")]
    pub client_id: Option<String>,
    /// Cube's query vocabulary: `measures`, `dimensions`, `timeDimensions`, `filters`, `order`,
    /// `limit`, `offset`, `timezone`, `total`; and `joinPath`, `totals`, `top`, `pivot`, `rows`,
    /// `weekStart`, `fiscalYearStart`. The guide to questions says what each means.
    #[schema(value_type = Option<Object>, example = json!({
        "measures": ["orders.revenue",
            {"table": "orders", "column": "amount", "aggregate": "SUM", "name": "gross"}],
        "dimensions": ["customers.city"],
        "timeDimensions": [{"dimension": "orders.created_at", "granularity": "month",
            "dateRange": ["2024-01-01", "2024-12-31"]}],
        "filters": [{"member": "orders.status", "operator": "equals", "values": ["paid"]}],
        "order": [{"member": "orders.revenue", "direction": "desc"}],
        "limit": 100, "offset": 0, "timezone": "Europe/Oslo", "total": true}))]
    pub query: Option<QueryRequest>,
    /// In place of `query`: one SELECT in the datasource's own SQL, over the datamart's tables, of which
    /// the tenant's rows are read only: `sql`, `variables`, `values`, `limit`, `offset`, `timezone`,
    /// `total`. Not with a guest token. The guide to SQL metrics says what it may hold.
    #[schema(value_type = Option<Object>, example = json!({
        "sql": "SELECT status, COUNT(*) AS orders FROM orders WHERE status IN ({{statuses}}) GROUP BY status",
        "variables": [{"name": "statuses", "dataType": "text", "multiple": true}],
        "values": {"statuses": ["paid"]}}))]
    pub sql_metric: Option<SqlQuery>,
}

/// Back ends often hold their keys as numbers.
pub(super) fn client_id<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(source)? {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Number(number) if number.is_i64() || number.is_u64() => Ok(Some(number.to_string())),
        _ => Err(serde::de::Error::custom("must be a string")),
    }
}

/// The rows, and what is known about them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerReply {
    /// One object per row: the members' names and values.
    #[schema(value_type = Vec<Object>, example = json!([{"customers.city": "Oslo",
        "orders.created_at.month": "2024-01-01T00:00:00.000", "orders.revenue": 12.50}]))]
    pub data: Vec<Value>,
    /// One object with the measures over all rows, where the question asked for `totals`.
    #[schema(value_type = Option<Vec<Object>>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totals: Option<Vec<Value>>,
    /// The rest.
    #[serde(flatten)]
    pub details: AnswerDetails,
}

/// Everything beside the rows.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerDetails {
    /// The columns.
    pub meta_data: AnswerMetaData,
    /// All rows of the question where it asked for `total`, else those in `data`.
    #[schema(example = 1)]
    pub total_records: u64,
    /// Milliseconds.
    #[schema(example = 3)]
    pub time_taken: u64,
    /// When the rows were read.
    pub as_of: DateTime<Utc>,
    /// `miss`: the datasource was asked.
    #[schema(example = "miss")]
    pub cache: String,
    /// Always null.
    pub error: Option<()>,
}

/// The columns of an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerMetaData {
    /// In the order of the question: dimensions, time dimensions, measures.
    pub columns: Vec<AnswerColumn>,
}

/// One column of an answer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerColumn {
    /// Its key in each row.
    #[schema(example = "customers.city")]
    pub name: String,
    /// `string`, `number`, `date` or `boolean`.
    #[schema(example = "string")]
    pub data_type: String,
    /// For people.
    #[schema(example = "City")]
    pub label: String,
    /// For the columns that a pivot made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pivot: Option<AnswerPivot>,
}

/// Where a pivoted column comes from.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerPivot {
    /// The measure's name.
    pub measure: String,
    /// The value of the pivoted dimension, as text; null for rows without one.
    pub value: Option<String>,
}

/// What would be done for a question.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExplainReply {
    /// The engine's SQL.
    #[schema(example = "postgres")]
    pub dialect: String,
    /// The statement, with `$1`, `$2`, … for its parameters.
    pub sql: String,
    /// The bound values, as text.
    pub parameters: Vec<String>,
    /// The tenant's database, under tenancy level DATABASE.
    pub database: Option<String>,
    /// The plan as a tree, the last step first, and the rule of each table. Not for a SQL metric, whose
    /// plan is its text.
    #[schema(value_type = Option<Object>)]
    #[serde(flatten)]
    pub explanation: Option<Explanation>,
    /// Always null.
    pub error: Option<()>,
}
