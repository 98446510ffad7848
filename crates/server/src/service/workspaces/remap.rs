//! Filters of dashboards that narrow other columns from now on.

use souk_model::{ApplyOn, Dashboard, Datamart, ErrorCode, Filter, OrganisationId, Workspace};
use souk_store::Actor;

use super::find;
use crate::http::ApiError;
use crate::service::documents::{self, Stored};
use crate::service::{Services, dashboards, datamarts};
use crate::wire::workspaces::{ApplyOnTable, DashboardRemap, RemapRequest};

/// Maps filters to other columns, all or none.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`, `DASHBOARD_PARAM_ERROR`, a column that no datamart of the dashboard has.
pub async fn remap(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    request: &RemapRequest,
) -> Result<(), ApiError> {
    let workspace = find(services, organisation, &request.workspace_name).await?;
    let mut changes = Vec::new();
    for asked in &request.dashboards {
        let stored = dashboard(services, organisation, asked, &request.workspace_name).await?;
        let datamarts = datamarts_of(services, organisation, &workspace, &stored.body).await?;
        let mut dashboard = stored.body.clone();
        for filter in &asked.filters {
            let columns = mapped(&datamarts, &filter.apply_on_tables)?;
            let named =
                |one: &&mut Filter| one.shown_label() == filter.name || one.name == filter.name;
            if let Some(known) = dashboard.filters.iter_mut().find(named) {
                known.apply_on = columns;
            }
        }
        let links = dashboards::links(services, organisation, &dashboard).await?;
        changes.push(stored.update(&dashboard, links)?);
    }
    if !changes.is_empty() {
        services.store.commit(organisation, actor, changes).await?;
    }
    Ok(())
}

async fn dashboard(
    services: &Services,
    organisation: OrganisationId,
    asked: &DashboardRemap,
    workspace: &str,
) -> Result<Stored<Dashboard>, ApiError> {
    let found = documents::named::<Dashboard>(services, organisation, &asked.dashboard_id).await?;
    let found = found.filter(|stored| stored.body.workspace_name == workspace);
    let unknown = || ApiError::new(ErrorCode::DASHBOARD_PARAM_ERROR, "Invalid dashboard id");
    found.ok_or_else(|| unknown().at("dashboardId"))
}

/// The datamarts that the dashboard's metrics may ask.
async fn datamarts_of(
    services: &Services,
    organisation: OrganisationId,
    workspace: &Stored<Workspace>,
    dashboard: &Dashboard,
) -> Result<Vec<Datamart>, ApiError> {
    let mut names: Vec<String> = workspace.body.datamart_name.iter().cloned().collect();
    for id in dashboard.metric_ids() {
        let metric = documents::named::<souk_model::Metric>(services, organisation, id).await?;
        names.extend(metric.and_then(|stored| stored.body.datamart_name));
    }
    names.sort();
    names.dedup();
    let mut found = Vec::new();
    for name in names {
        found.push(datamarts::load(services, organisation, &name).await?.datamart);
    }
    Ok(found)
}

/// Each column in every datamart that has it.
fn mapped(datamarts: &[Datamart], tables: &[ApplyOnTable]) -> Result<Vec<ApplyOn>, ApiError> {
    let mut columns = Vec::new();
    for asked in tables {
        let before = columns.len();
        for datamart in datamarts.iter().filter(|datamart| has(datamart, asked)) {
            let ApplyOnTable { schema_name, table_name, column_name, .. } = asked;
            let member = Some(format!("{schema_name}.{table_name}.{column_name}"));
            let datamart_name = datamart.name.clone();
            columns.push(ApplyOn { datamart_name, member, variable: None });
        }
        if columns.len() == before {
            let message = format!("there is no column {}.{}", asked.table_name, asked.column_name);
            return Err(ApiError::invalid(message).at("applyOnTables"));
        }
    }
    Ok(columns)
}

fn has(datamart: &Datamart, asked: &ApplyOnTable) -> bool {
    datamart.tables.iter().any(|table| {
        table.name.schema == asked.schema_name
            && table.name.name == asked.table_name
            && table.columns.iter().any(|column| column.name == asked.column_name)
    })
}
