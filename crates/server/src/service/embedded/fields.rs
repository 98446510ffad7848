//! What the builder may use: the visible tables, columns and measures of the embed's datamart.

use serde::Serialize;
use souk_model::{Catalog, Column, Datamart, ErrorCode, Table};
use utoipa::ToSchema;

use super::View;
use super::permissions::require;
use crate::http::{ApiError, Caller};
use crate::service::{Services, datamarts};

/// A table of the builder.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldTable {
    /// Its name in questions.
    pub table: String,
    /// For people.
    pub label: String,
    /// What can be grouped and filtered by.
    pub columns: Vec<FieldColumn>,
    /// What can be measured.
    pub measures: Vec<FieldMeasure>,
}

/// A column of the builder.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FieldColumn {
    /// Its name in questions.
    pub member: String,
    /// For people.
    pub label: String,
    /// `string`, `number`, `date` or `boolean`; absent for custom columns.
    pub data_type: Option<&'static str>,
}

/// A measure of the builder.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldMeasure {
    /// Its name in questions.
    pub member: String,
    /// For people.
    pub label: String,
}

/// The tables of the embed's datamart.
///
/// # Errors
/// `ACTION_NOT_ALLOWED` where the viewer may neither make nor change metrics.
pub async fn tables(
    services: &Services,
    caller: &Caller,
    view: &View,
) -> Result<Vec<FieldTable>, ApiError> {
    require(view.permissions.create_metrics || view.permissions.update_metrics)?;
    let name = datamart(view)?;
    let loaded = datamarts::load(services, caller.organisation(), &name).await?;
    let tables = loaded.datamart.tables.iter().filter(|table| !table.is_hidden);
    Ok(tables.map(|table| shown(table, &loaded.datamart, &loaded.catalog)).collect())
}

/// The datamart that metrics of the tenants' own ask.
pub(super) fn datamart(view: &View) -> Result<String, ApiError> {
    let settings = &view.embed.body.access_settings;
    let named = settings.datamart_name.as_ref().or(view.workspace.datamart_name.as_ref());
    let none = || ApiError::new(ErrorCode::INVALID_DATAMART, "Invalid datamart");
    named.cloned().ok_or_else(none)
}

fn shown(table: &Table, datamart: &Datamart, catalog: &Catalog) -> FieldTable {
    let is_twice =
        datamart.tables.iter().filter(|one| one.name.name == table.name.name).count() > 1;
    let key = if is_twice { table.name.to_string() } else { table.name.name.clone() };
    let label = |own: &Option<String>, name: &str| own.clone().unwrap_or_else(|| name.to_owned());
    let column = |column: &Column| {
        let found = catalog.find(Some(&table.name.schema), &table.name.name).ok();
        let found = found.and_then(|found| found.column(&column.name));
        FieldColumn {
            member: format!("{key}.{}", column.name),
            label: label(&column.label, &column.name),
            data_type: found.map(|found| found.data_type.wire_name()),
        }
    };
    let named = |name: &str, own: &Option<String>| FieldMeasure {
        member: format!("{key}.{name}"),
        label: label(own, name),
    };
    let measures = table.measures.iter().map(|measure| named(&measure.name, &measure.label));
    let formulas = table.formulas.iter().map(|formula| named(&formula.name, &formula.label));
    let columns = table.columns.iter().filter(|one| !one.is_hidden && !one.is_aggregate);
    FieldTable {
        label: label(&table.label, &table.name.name),
        columns: columns.map(column).collect(),
        measures: measures.chain(formulas).collect(),
        table: key,
    }
}
