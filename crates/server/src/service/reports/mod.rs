//! Scheduled reports of a tenant's people: made, changed and removed in an embed that allows it, and sent
//! when their time comes.
//!
//! A report keeps the tenant and everything that the token which made it was made with; its questions
//! are asked with exactly that. Whoever changes a report gives it the rights of their own token in
//! place of the former ones, so nobody can have another's rows sent to themselves.

mod list;
mod run;
mod send;
mod times;

pub use list::{delete_of_embed, list_of_embed, stop_of_clients};
pub use send::send_due;

use chrono::{DateTime, Utc};
use serde_json::Map;
use souk_model::{DocumentId, ErrorCode, Report, ReportOwner, to_document};
use souk_store::{Change, DocumentKind};

use super::mail::Mailer;
use crate::http::{ApiError, Caller};
use crate::service::documents::{self, Stored, creation};
use crate::service::embedded::{self, View, Wanted};
use crate::service::{Services, query};
use crate::wire::Guid;
use crate::wire::reports::{OwnReport, ReportDraft};

/// As many as one tenant may have in one embed.
const MOST_REPORTS: usize = 100;
const MOST_METRICS: usize = 20;
const MOST_RECIPIENTS: usize = 20;

/// The viewer's reports, oldest first.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`.
pub async fn list(
    services: &Services,
    caller: &Caller,
    view: &View,
) -> Result<Vec<OwnReport>, ApiError> {
    embedded::require_reports(view)?;
    let target = view.embed.link();
    let all = documents::linked::<Report>(services, caller.organisation(), target).await?;
    Ok(all.into_iter().filter(|stored| is_own(view, &stored.body)).map(shown).collect())
}

/// Makes a report.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, `EMAIL_NOT_CONFIGURED`, what is wrong with it.
pub async fn create(
    services: &Services,
    caller: &Caller,
    view: &View,
    draft: ReportDraft,
    now: DateTime<Utc>,
) -> Result<String, ApiError> {
    embedded::require_reports(view)?;
    let mailer = mailer(services)?;
    let organisation = caller.organisation();
    let all = documents::linked::<Report>(services, organisation, view.embed.link()).await?;
    let is_tenants =
        |stored: &&Stored<Report>| stored.body.owner.client_id == view.viewer.client_id;
    if all.iter().filter(is_tenants).count() >= MOST_REPORTS {
        return Err(ApiError::invalid(format!("there are {MOST_REPORTS} reports already")));
    }
    let report = report(caller, view, draft, now)?;
    check(services, caller, view, mailer, &report).await?;
    let name = DocumentId::random().to_string();
    let change = creation(&name, &report, vec![view.embed.link()])?;
    let Change::CreateDocument(document) = &change else {
        return Err(ApiError::internal("a creation is none"));
    };
    let schedule = schedule(document.id, None, report.next_at);
    services.store.commit(organisation, &caller.actor(), vec![change, schedule]).await?;
    Ok(name)
}

/// Changes one of the viewer's reports. It has the rights of their token from then on.
///
/// # Errors
/// As [`create`]; `REPORT_NOT_FOUND`.
pub async fn update(
    services: &Services,
    caller: &Caller,
    view: &View,
    id: Guid,
    draft: ReportDraft,
    now: DateTime<Utc>,
) -> Result<(), ApiError> {
    embedded::require_reports(view)?;
    let mailer = mailer(services)?;
    let stored = find(services, caller, view, id).await?;
    let drafted = report(caller, view, draft, now)?;
    check(services, caller, view, mailer, &drafted).await?;
    let report = Report { last: stored.body.last.clone(), ..drafted };
    let update = stored.update(&report, vec![view.embed.link()])?;
    let schedule = schedule(stored.id, None, report.next_at);
    let changes = vec![update, schedule];
    Ok(services.store.commit(caller.organisation(), &caller.actor(), changes).await?)
}

/// Removes one of the viewer's reports.
///
/// # Errors
/// `ACTION_NOT_ALLOWED`, `REPORT_NOT_FOUND`.
pub async fn delete(
    services: &Services,
    caller: &Caller,
    view: &View,
    id: Guid,
) -> Result<(), ApiError> {
    embedded::require_reports(view)?;
    let stored = find(services, caller, view, id).await?;
    let changes = vec![stored.deletion()];
    Ok(services.store.commit(caller.organisation(), &caller.actor(), changes).await?)
}

fn mailer(services: &Services) -> Result<&Mailer, ApiError> {
    services.mailer.as_ref().ok_or_else(|| {
        let message = "this server has no mail server, so it cannot send reports";
        ApiError::new(ErrorCode::EMAIL_NOT_CONFIGURED, message)
    })
}

/// Another tenant's, another person's and another embed's look like none.
async fn find(
    services: &Services,
    caller: &Caller,
    view: &View,
    id: Guid,
) -> Result<Stored<Report>, ApiError> {
    let name = id.0.to_string();
    let found = documents::named::<Report>(services, caller.organisation(), &name).await?;
    let own = found.filter(|stored| is_own(view, &stored.body));
    own.ok_or_else(|| ApiError::new(ErrorCode::REPORT_NOT_FOUND, "Report not found").at("reportId"))
}

/// A person's are that person's; those of tokens that name nobody are shared by such tokens.
fn is_own(view: &View, report: &Report) -> bool {
    let ReportOwner { embed, client_id, user, .. } = &report.owner;
    *embed == view.embed.id && *client_id == view.viewer.client_id && *user == view.viewer.user
}

/// What the viewer asks for, with the rights of their token.
fn report(
    caller: &Caller,
    view: &View,
    draft: ReportDraft,
    now: DateTime<Utc>,
) -> Result<Report, ApiError> {
    let Caller::Guest { token, data_app, client_id, grant, .. } = caller else {
        return Err(ApiError::internal("a guest's route was asked by somebody else"));
    };
    let time = times::read(&draft.time_configurations)?;
    let next_at = times::next(&time, now);
    let owner = ReportOwner {
        embed: view.embed.id,
        embed_id: view.embed.body.embed_id.clone(),
        data_app: *data_app,
        client_id: client_id.clone(),
        user: view.viewer.user.clone(),
        token: *token,
        grant: to_document(grant.as_ref()).map_err(ApiError::internal)?,
    };
    Ok(Report {
        subject: draft.subject.into_string(),
        metric_ids: draft.metric_ids,
        recipients: draft.recipients,
        format: draft.format,
        time,
        changed_at: now,
        filters: draft.filters.into_iter().collect(),
        owner,
        next_at,
        tries: 0,
        reached: Vec::new(),
        last: None,
    })
}

/// A report must be one that can be sent: its questions are compiled and not run.
async fn check(
    services: &Services,
    caller: &Caller,
    view: &View,
    mailer: &Mailer,
    report: &Report,
) -> Result<(), ApiError> {
    check_recipients(mailer, &report.recipients)?;
    check_number("metricIds", report.metric_ids.len(), MOST_METRICS)?;
    let wanted = wanted(&report.filters);
    view.check_stored_filters(&wanted.filters, "report.filters")?;
    for (position, id) in report.metric_ids.iter().enumerate() {
        let at = |error: ApiError| error.at(format!("report.metricIds[{position}]"));
        if report.metric_ids[..position].contains(id) {
            return Err(at(ApiError::invalid(format!("{id:?} must be named once"))));
        }
        let metric = view.metric(services, caller, id).await.map_err(at)?.body;
        let question = embedded::ask(services, caller, view, &metric, &wanted).await?;
        query::columns(services, caller, &question).await?;
    }
    Ok(())
}

fn check_recipients(mailer: &Mailer, recipients: &[String]) -> Result<(), ApiError> {
    check_number("recipients", recipients.len(), MOST_RECIPIENTS)?;
    for (position, text) in recipients.iter().enumerate() {
        let path = format!("report.recipients[{position}]");
        if recipients[..position].contains(text) {
            return Err(ApiError::invalid(format!("{text:?} must be named once")).at(path));
        }
        mailer
            .address(text)
            .map_err(|phrase| ApiError::invalid(format!("{text:?} {phrase}")).at(path))?;
    }
    Ok(())
}

fn check_number(key: &str, number: usize, most: usize) -> Result<(), ApiError> {
    if (1..=most).contains(&number) {
        return Ok(());
    }
    let path = format!("report.{key}");
    Err(ApiError::invalid(format!("\"{path}\" must hold 1 to {most}")).at(path))
}

fn wanted(filters: &Map<String, serde_json::Value>) -> Wanted {
    let filters = filters.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    Wanted { filters, ..Wanted::default() }
}

const fn schedule(id: DocumentId, expected: Option<DateTime<Utc>>, due: DateTime<Utc>) -> Change {
    Change::Schedule { kind: DocumentKind::Report, id, expected, due: Some(due) }
}

fn shown(stored: Stored<Report>) -> OwnReport {
    let Report { subject, metric_ids, recipients, format, time, filters, next_at, last, .. } =
        stored.body;
    let (last_at, problem) = last.map_or((None, None), |last| (Some(last.at), last.problem));
    OwnReport {
        id: stored.name,
        subject,
        metric_ids,
        recipients,
        format,
        time_configurations: times::write(&time),
        filters,
        next_at,
        last_at,
        problem,
    }
}
