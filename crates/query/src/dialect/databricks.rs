//! Databricks SQL.

use sqlparser::dialect::DatabricksDialect;

use super::spark::{Flavour, Spark};

/// Databricks.
pub static DATABRICKS: Spark = Spark { flavour: &DATABRICKS_SQL };

static DATABRICKS_SQL: Flavour = Flavour {
    name: "databricks",
    title: "Databricks",
    parser: &DatabricksDialect {},
    settings: &[("TIMEZONE", "UTC"), ("ANSI_MODE", "true")],
    orders_groups: true,
    has_percentiles: true,
};
