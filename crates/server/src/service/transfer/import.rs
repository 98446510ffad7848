//! A file as a dashboard. Its metrics come with it, under identifiers of their own where theirs are
//! taken; everything is made, or nothing.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Map, Value};
use souk_model::{
    Block, Dashboard, DocumentId, ErrorCode, Filter, Metric, OrganisationId, Tab, Workspace,
};
use souk_store::{Actor, Change, DocumentKind, StoreError};

use crate::http::ApiError;
use crate::http::body::from_value;
use crate::service::documents::{self, Links, Stored, creation};
use crate::service::{Services, dashboards, identifiers, metrics, workspaces};
use crate::wire::workspaces::{ImportDashboardRequest, Imported, SchemaPair};

/// The `data` of an export.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    name: Option<String>,
    description: Option<String>,
    #[serde(default)]
    tabs: Vec<Tab>,
    #[serde(default)]
    layout: Vec<Block>,
    #[serde(default)]
    filters: Vec<Filter>,
    #[serde(default)]
    metrics: Vec<Metric>,
}

/// A dashboard that is ready to be made.
pub(super) struct Ready {
    pub(super) dashboard: Dashboard,
    /// What the dashboard uses.
    pub(super) links: Links,
    /// Its metrics.
    pub(super) changes: Vec<Change>,
}

/// How a file is read.
pub(super) struct Reading<'a> {
    pub(super) workspace: &'a Stored<Workspace>,
    pub(super) dashboard_id: String,
    pub(super) schema_pairs: &'a [SchemaPair],
    pub(super) with_metrics: bool,
}

/// Makes a dashboard of a file.
///
/// # Errors
/// `WORKSPACE_ID_ERROR`, `INVALID_DASHBOARD_ID` where the identifier is taken, a file that is none.
pub async fn import(
    services: &Services,
    organisation: OrganisationId,
    actor: &Actor,
    request: ImportDashboardRequest,
) -> Result<Imported, ApiError> {
    let workspace = workspaces::find(services, organisation, &request.workspace_name).await?;
    let data = request.import_dashboard_data;
    let named = data.get("name").and_then(Value::as_str).unwrap_or("dashboard");
    let made = || identifiers::from_name(named);
    let pairs = request.schema_pairs.unwrap_or_default();
    let reading = Reading {
        workspace: &workspace,
        dashboard_id: request.dashboard_id.map_or_else(made, |id| id.into_string()),
        schema_pairs: &pairs,
        with_metrics: true,
    };
    let mut ready = read(services, organisation, data, reading).await?;
    if let Some(name) = request.dashboard_name {
        ready.dashboard.name = name.into_string();
    }
    let imported = Imported {
        message: format!("Imported Dashboard with {} metrics", ready.changes.len()),
        dashboard_id: ready.dashboard.dashboard_id.clone(),
        dashboard_name: ready.dashboard.name.clone(),
        workspace_name: request.workspace_name,
    };
    let Ready { dashboard, links, mut changes } = ready;
    changes.push(creation(&dashboard.dashboard_id, &dashboard, links)?);
    match services.store.commit(organisation, actor, changes).await {
        Err(StoreError::NameTaken { .. }) => Err(dashboards::taken()),
        outcome => {
            outcome?;
            Ok(imported)
        }
    }
}

/// Reads a file, and finds places for its metrics.
pub(super) async fn read(
    services: &Services,
    organisation: OrganisationId,
    data: Map<String, Value>,
    reading: Reading<'_>,
) -> Result<Ready, ApiError> {
    let Reading { workspace, dashboard_id, schema_pairs, with_metrics } = reading;
    let data = renamed(Value::Object(data), schema_pairs);
    let content: Content = from_value(data).map_err(|error| {
        let path = error.path().map_or_else(String::new, |path| format!(".{path}"));
        error.at(format!("importDashboardData{path}"))
    })?;
    let mut dashboard = Dashboard {
        name: content.name.unwrap_or_else(|| dashboard_id.clone()),
        dashboard_id,
        workspace_name: workspace.name.clone(),
        description: content.description,
        tabs: content.tabs,
        blocks: content.layout,
        filters: content.filters,
        metadata: Map::new(),
        owner: None,
    };
    let metrics = if with_metrics { content.metrics } else { Vec::new() };
    let mut incoming = Incoming { services, organisation, workspace, ids: HashMap::new() };
    let mut changes = Vec::new();
    let mut links = vec![workspace.link()];
    for metric in metrics {
        let (change, id) = incoming.metric(metric).await?;
        links.push((DocumentKind::Metric, id));
        changes.push(change);
    }
    incoming.settle(&mut dashboard);
    dashboards::check(&dashboard)?;
    Ok(Ready { dashboard, links, changes })
}

struct Incoming<'a> {
    services: &'a Services,
    organisation: OrganisationId,
    workspace: &'a Stored<Workspace>,
    /// Identifiers of the file, and those that its metrics get here.
    ids: HashMap<String, String>,
}

impl Incoming<'_> {
    async fn metric(&mut self, metric: Metric) -> Result<(Change, DocumentId), ApiError> {
        let taken = documents::named::<Metric>(self.services, self.organisation, &metric.metric_id);
        let is_twice = self.ids.contains_key(&metric.metric_id);
        let id = match taken.await? {
            None if !is_twice => metric.metric_id.clone(),
            _ => identifiers::further(&metric.metric_id),
        };
        self.ids.insert(metric.metric_id.clone(), id.clone());
        let own = self.workspace.body.datamart_name.clone();
        let metric = Metric {
            metric_id: id,
            workspace_name: self.workspace.name.clone(),
            datamart_name: own.or(metric.datamart_name),
            owner: None,
            ..metric
        };
        metrics::check(&metric)?;
        let links = metrics::links(self.services, self.organisation, &metric).await?;
        let change = creation(&metric.metric_id, &metric, links)?;
        match &change {
            Change::CreateDocument(document) => {
                let id = document.id;
                Ok((change, id))
            }
            _ => Err(ApiError::internal("a creation that makes nothing")),
        }
    }

    /// Blocks and filters name the metrics that came along, and the workspace's own datamart.
    fn settle(&self, dashboard: &mut Dashboard) {
        dashboard
            .blocks
            .retain(|block| block.metric_id.as_ref().is_none_or(|id| self.ids.contains_key(id)));
        for block in &mut dashboard.blocks {
            if let Some(id) = &mut block.metric_id
                && let Some(own) = self.ids.get(id)
            {
                id.clone_from(own);
            }
        }
        for filter in &mut dashboard.filters {
            for id in &mut filter.except_metrics {
                if let Some(own) = self.ids.get(id) {
                    id.clone_from(own);
                }
            }
            for applied in &mut filter.apply_on {
                if let Some(own) = &self.workspace.body.datamart_name {
                    applied.datamart_name.clone_from(own);
                }
            }
        }
    }
}

/// Members that name a schema name another one. SQL is left as it is: it would have to be parsed.
fn renamed(value: Value, pairs: &[SchemaPair]) -> Value {
    match value {
        Value::String(text) => {
            let is_member = text.matches('.').count() >= 2 && !text.contains(char::is_whitespace);
            let found = pairs.iter().filter(|_| is_member).find_map(|pair| {
                let rest = text.strip_prefix(&pair.replace_schema)?.strip_prefix('.')?;
                Some(format!("{}.{rest}", pair.target_schema))
            });
            Value::String(found.unwrap_or(text))
        }
        Value::Array(list) => list.into_iter().map(|one| renamed(one, pairs)).collect(),
        Value::Object(object) => {
            let entries = object.into_iter().map(|(key, one)| (key, renamed(one, pairs)));
            Value::Object(entries.collect())
        }
        other => other,
    }
}

/// A file that is none, for callers that have their own code for it.
pub(super) fn unknown_template() -> ApiError {
    let message = "Invalid template dashboard id";
    ApiError::new(ErrorCode::TEMPLATE_DASHBOARD_ERROR, message).at("templateDashboardId")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn schemas_are_renamed_in_members_and_nowhere_else() {
        let pair = SchemaPair { replace_schema: "a".into(), target_schema: "b".into() };
        let before = json!({"member": "a.t.c", "list": ["a.t.c", "t.c", "ab.t.c"],
            "sql": "SELECT a.t.c FROM a.t", "a.t.c": 1});
        let after = json!({"member": "b.t.c", "list": ["b.t.c", "t.c", "ab.t.c"],
            "sql": "SELECT a.t.c FROM a.t", "a.t.c": 1});
        assert_eq!(renamed(before, &[pair]), after);
    }
}
