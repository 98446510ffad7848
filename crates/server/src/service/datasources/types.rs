//! The datasource types that the wire names, and how they differ for a datamart.

use souk_model::validate::SourceTraits;

use crate::http::ApiError;
use crate::service::connectors::Connectors;

/// `name, has_schemas, has_databases`, as one reads a table.
const TYPES: [(&str, bool, bool); 20] = [
    ("snowflake", true, true),
    ("postgres", true, true),
    ("redshift", true, true),
    ("cockroachdb", true, true),
    ("mysql", false, true),
    ("mongodb", false, true),
    ("clickhouse", false, true),
    ("singlestore", false, true),
    ("bigquery", true, false),
    ("databricks", true, true),
    ("elasticsearch", false, false),
    ("opensearch", false, false),
    ("mssql", true, true),
    ("awss3", false, true),
    ("csv", false, true),
    // Extensions of the wire.
    ("sqlite", false, false),
    ("flightsql", false, false),
    ("firebolt", true, true),
    ("athena", true, false),
    ("trino", true, false),
];

/// What a datamart over this type may say.
pub(super) fn traits(datasource_type: &str) -> SourceTraits {
    let row = TYPES.iter().find(|(name, ..)| *name == datasource_type);
    let (has_schemas, has_databases) = row.map_or((true, false), |row| (row.1, row.2));
    SourceTraits { has_schemas, has_databases }
}

/// Refuses a type that the wire does not know, and one that this build cannot connect to.
pub(super) fn check(datasource_type: &str, connectors: &Connectors) -> Result<(), ApiError> {
    if connectors.get(datasource_type).is_some() {
        return Ok(());
    }
    let supported: Vec<_> = connectors.types().collect();
    let supported = supported.join(", ");
    let is_known = TYPES.iter().any(|(name, ..)| *name == datasource_type);
    let message = if is_known {
        format!(
            "\"datasourceType\" {datasource_type} is not supported by this build, which supports [{supported}]"
        )
    } else {
        let names: Vec<_> = TYPES.iter().map(|(name, ..)| *name).collect();
        format!("\"datasourceType\" must be one of [{}]", names.join(", "))
    };
    let hint = format!("this build connects to: {supported}");
    Err(ApiError::invalid(message).at("datasourceType").with_hint(hint))
}
