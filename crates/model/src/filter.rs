//! Filters of metrics and dashboards: what a person may choose, and which column that narrows.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A filter. One of a metric has a `member` or a `variable`, one of a dashboard has `applyOn`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Filter {
    /// Unique among its neighbours; the key of its value in requests and tokens.
    pub name: String,
    /// For people; the name when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What its values are.
    #[serde(rename = "type")]
    pub filter_type: FilterType,
    /// How a value is chosen.
    pub variant: FilterVariant,
    /// What can be chosen; anything when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<FilterOptions>,
    /// The value while none is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Of a metric's filter: the column that is narrowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// Of a SQL metric's filter: the variable that takes the value; the filter's name when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// Of a dashboard's filter: the filters whose values narrow its options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
    /// Of a dashboard's filter: what it narrows, by datamart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apply_on: Vec<ApplyOn>,
    /// Of a dashboard's filter: metrics that it leaves alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except_metrics: Vec<String>,
}

/// What the values of a filter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FilterType {
    /// Texts; also truths, for columns of truths.
    String,
    /// Numbers.
    Number,
    /// Days and times.
    Date,
}

/// How a value of a filter is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FilterVariant {
    /// One of a list.
    Select,
    /// Some of a list.
    Multiselect,
    /// Any text that contains what was typed.
    Search,
    /// From here to there.
    Range,
    /// A day.
    Date,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FilterOptions {
    /// These.
    Fixed(Vec<FilterOption>),
    /// What is found when the list is opened.
    Found(OptionSource),
}

/// A value and its label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilterOption {
    /// A text or a number.
    pub value: Value,
    /// The value's own text when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// Where options are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "lowercase", deny_unknown_fields)]
pub enum OptionSource {
    /// The values that the column has in the tenant's rows.
    Column,
    /// The first column of a SELECT of the vendor's, and labels in the second one if it has one.
    Sql {
        /// The SELECT.
        sql: String,
    },
}

/// What a dashboard's filter narrows in the metrics of one datamart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApplyOn {
    /// The datamart.
    pub datamart_name: String,
    /// The column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The variable of SQL metrics; the filter's name when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
}

impl Filter {
    /// What people read.
    #[must_use]
    pub fn shown_label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}
