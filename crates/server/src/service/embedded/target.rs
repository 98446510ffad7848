//! Which datamart a metric asks, and which of its columns a dashboard's filter narrows there.

use souk_model::{ApplyOn, ConnectionType, Datamart, ErrorCode, Filter, Metric};
use souk_query::{DimensionRequest, MeasureRequest, QueryRequest};
use souk_store::DocumentKind;

use super::View;
use crate::http::{ApiError, Caller};
use crate::service::Services;
use crate::service::documents;
use crate::service::filters::Target;
use crate::service::query::Asked;

/// The datamart and datasource that a request names, beside those of the token.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// For workspaces over several datamarts.
    pub datamart: Option<String>,
    /// For workspaces over several datasources.
    pub datasource: Option<String>,
}

/// The name of the datamart that a metric asks for this viewer.
pub(super) async fn datamart(
    services: &Services,
    caller: &Caller,
    view: &View,
    metric: &Metric,
    named: &Named,
) -> Result<String, ApiError> {
    if let Some(own) = &metric.datamart_name {
        return Ok(own.clone());
    }
    let workspace = &view.workspace;
    let missing = |what: &str| ApiError::invalid(format!("\"{what}\" is required")).at(what);
    match workspace.connection_type {
        ConnectionType::Datamart => {
            workspace.datamart_name.clone().ok_or_else(|| missing("datamartName"))
        }
        ConnectionType::MultiDatamart => {
            let given = named.datamart.as_deref().or_else(|| view.named_datamart());
            given.map(str::to_owned).ok_or_else(|| missing("datamartName"))
        }
        ConnectionType::Datasource => {
            let own = workspace.datasource_name.as_deref();
            only_datamart(services, caller, own.ok_or_else(|| missing("datasourceName"))?).await
        }
        ConnectionType::MultiDatasource => {
            let given = named.datasource.as_deref().or_else(|| view.named_datasource());
            only_datamart(services, caller, given.ok_or_else(|| missing("datasourceName"))?).await
        }
    }
}

/// The one datamart of a datasource.
async fn only_datamart(
    services: &Services,
    caller: &Caller,
    datasource: &str,
) -> Result<String, ApiError> {
    let organisation = caller.organisation();
    let kind = DocumentKind::Datasource;
    let invalid = || {
        let message = "Invalid datasource name";
        ApiError::new(ErrorCode::DATASOURCE_NAME_ERROR, message).at("datasourceName")
    };
    let link = documents::link(services, organisation, kind, datasource).await?;
    let (_, id) = link.ok_or_else(invalid)?;
    let mut users = services.store.dependents(organisation, kind, id).await?;
    users.retain(|user| user.kind == DocumentKind::Datamart);
    match users.as_slice() {
        [only] => Ok(only.name.clone()),
        _ => {
            let hint = "the datasource must have one datamart, or the metric must name its own";
            Err(ApiError::new(ErrorCode::INVALID_DATAMART, "Invalid datamart").with_hint(hint))
        }
    }
}

/// What a dashboard's filter narrows in a question; nothing where it leaves the metric alone.
pub(super) fn of_dashboard<'a>(
    filter: &'a Filter,
    metric: &Metric,
    datamart: &str,
    asked: &Asked,
) -> Option<Target<'a>> {
    if filter.except_metrics.contains(&metric.metric_id) {
        return None;
    }
    let here = || filter.apply_on.iter().filter(|one| one.datamart_name == datamart);
    let named = |one: &'a ApplyOn| one.variable.as_deref().unwrap_or(&filter.name);
    match asked {
        Asked::Question(question) => {
            let tables = tables(question);
            let uses = |one: &&ApplyOn| {
                let table = one.member.as_deref().and_then(table_of);
                table.is_some_and(|table| tables.iter().any(|used| is_same(used, table)))
            };
            let with_member = || here().filter(|one| one.member.is_some());
            let found = with_member().find(uses).or_else(|| with_member().next())?;
            Some(Target { member: found.member.as_deref(), variable: &filter.name })
        }
        Asked::Sql(query) => {
            let is_declared =
                |name: &str| query.variables.iter().any(|variable| variable.name == name);
            let found = here().map(named).find(|name| is_declared(name))?;
            Some(Target { member: None, variable: found })
        }
    }
}

/// What a metric's own filter narrows.
pub(super) fn of_metric(filter: &Filter) -> Target<'_> {
    Target {
        member: filter.member.as_deref(),
        variable: filter.variable.as_deref().unwrap_or(&filter.name),
    }
}

/// The part of a member before its own name.
#[must_use]
pub(super) fn table_of(member: &str) -> Option<&str> {
    member.rsplit_once('.').map(|(table, _)| table)
}

/// `schema.table` and `table` may be the same.
fn is_same(one: &str, other: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    ends(one, other) || ends(other, one)
}

/// The tables whose measures and columns a question shows.
pub(super) fn tables(question: &QueryRequest) -> Vec<&str> {
    let measured = question.measures.iter().filter_map(measured_table);
    let grouped = question.dimensions.iter().map(DimensionRequest::member);
    let times = question.time_dimensions.iter().map(|one| one.dimension.as_str());
    let rows = question.rows.iter().map(String::as_str);
    measured.chain(grouped.chain(times).chain(rows).filter_map(table_of)).collect()
}

/// The table that a measure aggregates.
pub(super) fn measured_table(measure: &MeasureRequest) -> Option<&str> {
    match measure {
        MeasureRequest::Declared(member) => table_of(member),
        MeasureRequest::Inline(inline) => Some(&inline.table),
        MeasureRequest::Modified(modified) => measured_table(&modified.measure),
        MeasureRequest::Formula(_) => None,
    }
}

/// A table of a datamart by the name that questions use.
pub(super) fn table_named<'d>(datamart: &'d Datamart, name: &str) -> Option<&'d souk_model::Table> {
    datamart.tables.iter().find(|table| table.name.name == name || table.name.to_string() == name)
}
