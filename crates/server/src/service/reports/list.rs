//! The reports of an embed for the data app's own back end, which may also end them.

use souk_model::{ErrorCode, Report};
use souk_store::Change;

use super::times;
use crate::http::{ApiError, Caller, Pagination};
use crate::service::documents::{self, Stored};
use crate::service::{Services, embeds};
use crate::wire::reports::{
    DeleteReportsQuery, ReportChart, ReportItem, ReportMetric, ReportsQuery,
};

/// The reports of an embed, of all its tenants or of one, oldest first.
///
/// # Errors
/// `INVALID_EMBED_ID`.
pub async fn list_of_embed(
    services: &Services,
    caller: &Caller,
    query: &ReportsQuery,
    pagination: Pagination,
) -> Result<Vec<ReportItem>, ApiError> {
    let (client, user) = (query.client_id.as_deref(), query.user_identifier.as_deref());
    let found = find(services, caller, &query.embed_id, client, user).await?;
    Ok(pagination.of(found.into_iter().map(item)))
}

/// Removes one report of an embed, or those of a tenant, and says how many those were.
///
/// # Errors
/// `INVALID_EMBED_ID`, a query that selects nothing in particular.
pub async fn delete_of_embed(
    services: &Services,
    caller: &Caller,
    query: &DeleteReportsQuery,
) -> Result<usize, ApiError> {
    if query.id.is_none() && query.client_id.is_none() {
        return Err(ApiError::invalid("one of \"id\" and \"clientId\" is required").at("id"));
    }
    let (client, user) = (query.client_id.as_deref(), query.user_identifier.as_deref());
    let mut found = find(services, caller, &query.embed_id, client, user).await?;
    if let Some(id) = query.id {
        found.retain(|stored| stored.name == id.0.to_string());
        if found.is_empty() {
            let unknown = ApiError::new(ErrorCode::REPORT_NOT_FOUND, "Report not found");
            return Err(unknown.at("id"));
        }
    }
    let deleted = found.len();
    let changes = found.iter().map(Stored::deletion).collect();
    services.store.commit(caller.organisation(), &caller.actor(), changes).await?;
    Ok(deleted)
}

async fn find(
    services: &Services,
    caller: &Caller,
    embed: &str,
    client_id: Option<&str>,
    user: Option<&str>,
) -> Result<Vec<Stored<Report>>, ApiError> {
    let embed = embeds::find(services, caller, embed).await?;
    let mut found =
        documents::linked::<Report>(services, caller.organisation(), embed.link()).await?;
    found.retain(|stored| {
        let owner = &stored.body.owner;
        client_id.is_none_or(|client| owner.client_id == client)
            && user.is_none_or(|user| owner.user.as_deref() == Some(user))
    });
    Ok(found)
}

/// The changes that end the reports of a tenant whose tokens are revoked: who may no longer look may no
/// longer be written to. Without a data app, those of all.
///
/// # Errors
/// The store's.
pub async fn stop_of_clients(
    services: &Services,
    caller: &Caller,
    is_meant: impl Fn(&Report) -> bool,
) -> Result<Vec<Change>, ApiError> {
    let all = documents::all::<Report>(services, caller.organisation()).await?;
    Ok(all.iter().filter(|stored| is_meant(&stored.body)).map(Stored::deletion).collect())
}

fn item(stored: Stored<Report>) -> ReportItem {
    let Stored { name, created_at, body, .. } = stored;
    let Report { subject, metric_ids, recipients, time, changed_at, owner, next_at, last, .. } =
        body;
    let (last_at, problem) = last.map_or((None, None), |last| (Some(last.at), last.problem));
    let charts = metric_ids
        .into_iter()
        .map(|metric_id| ReportChart { external_metric: ReportMetric { metric_id } });
    ReportItem {
        id: name,
        subject,
        schedule_email_report_charts: charts.collect(),
        time_configurations: times::write(&time),
        created_at,
        updated_at: changed_at.max(created_at),
        client_id: owner.client_id,
        embed_id: owner.embed_id,
        created_by_identifier: owner.user,
        recipients,
        next_at,
        last_at,
        problem,
    }
}
