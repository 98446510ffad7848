//! What is in a report: its metrics as files, asked as the person who made it would be answered now.

use std::sync::Arc;

use axum::body::Body;
use chrono::{DateTime, Utc};
use futures::StreamExt;
use souk_model::{OrganisationId, Report, ReportFormat, from_document};

use super::{mailer, wanted};
use crate::http::{ApiError, Caller};
use crate::reply;
use crate::service::embedded::{self, View, Wanted};
use crate::service::mail::{Attached, Letter};
use crate::service::{Services, query};

/// A report that is ready to be sent.
pub(super) struct Written {
    pub(super) letter: Letter,
    /// The metrics that are not in it, and why.
    pub(super) missing: Vec<String>,
}

/// Why there is nothing to send.
pub(super) enum Failure {
    /// It would be the same again.
    Refused(String),
    /// The datasource or the store may be there again later.
    Later(String),
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        const SERVER: u16 = 500;
        let text = format!("{}: {}", error.code().code, error.message());
        if error.status() >= SERVER { Self::Later(text) } else { Self::Refused(text) }
    }
}

/// The letter of an occurrence. With `is_last`, metrics that cannot be had now are left out.
pub(super) async fn write(
    services: &Services,
    organisation: OrganisationId,
    name: &str,
    report: &Report,
    is_last: bool,
) -> Result<Written, Failure> {
    mailer(services)?;
    let caller = caller(organisation, report)?;
    let view = embedded::open(services, &caller, &report.owner.embed_id).await?;
    if view.embed.id != report.owner.embed {
        return Err(Failure::Refused("the embed is another one now".to_owned()));
    }
    embedded::require_reports(&view)?;
    let wanted = wanted(&report.filters);
    view.check_filters(&wanted.filters)?;
    let mut files = Files::new(services.settings.smtp.max_attachment_bytes);
    let (mut missing, mut first) = (Vec::new(), None);
    for id in &report.metric_ids {
        let asked = Asked { services, caller: &caller, view: &view, wanted: &wanted };
        match asked.metric(id, report.format, &mut files).await {
            Ok(()) => {}
            Err((_, Failure::Later(why))) if !is_last => return Err(Failure::Later(why)),
            Err((name, failure)) => {
                let (Failure::Refused(why) | Failure::Later(why)) = &failure;
                missing.push(format!("{name}: {why}"));
                first.get_or_insert(failure);
            }
        }
    }
    if let (true, Some(failure)) = (files.attached.is_empty(), first) {
        return Err(failure);
    }
    let text = text(&view, report, &files, &missing);
    let id = format!("{name}.{}", report.next_at.timestamp());
    let letter = Letter { subject: report.subject.clone(), text, files: files.attached, id };
    Ok(Written { letter, missing })
}

/// A guest with the rights of the token that the report was made with.
fn caller(organisation: OrganisationId, report: &Report) -> Result<Caller, ApiError> {
    let owner = &report.owner;
    Ok(Caller::Guest {
        organisation,
        token: owner.token,
        data_app: owner.data_app,
        client_id: owner.client_id.clone(),
        grant: Arc::new(from_document(owner.grant.clone()).map_err(ApiError::internal)?),
    })
}

struct Asked<'a> {
    services: &'a Services,
    caller: &'a Caller,
    view: &'a View,
    wanted: &'a Wanted,
}

impl Asked<'_> {
    /// Adds a metric's file; a failure comes with what the metric is called.
    async fn metric(
        &self,
        id: &str,
        format: ReportFormat,
        files: &mut Files,
    ) -> Result<(), (String, Failure)> {
        let Self { services, caller, view, wanted } = *self;
        let found = view.metric(services, caller, id).await;
        let metric = found.map_err(|error| (id.to_owned(), error.into()))?.body;
        let named = |error: ApiError| (metric.name.clone(), error.into());
        let ask = embedded::ask(services, caller, view, &metric, wanted).await.map_err(named)?;
        let rows = query::rows(services, caller, ask).await.map_err(named)?;
        let (body, media_type, extension) = match format {
            ReportFormat::Csv => (reply::csv_stream(rows).map_err(named)?, reply::CSV, "csv"),
            ReportFormat::Xlsx => (reply::xlsx(rows).await.map_err(named)?, reply::XLSX, "xlsx"),
        };
        let bytes = collect(body, files.left).await.map_err(named)?;
        files.add(&metric.name, extension, media_type, bytes);
        Ok(())
    }
}

/// The files of a letter, and how much more it may hold.
struct Files {
    attached: Vec<Attached>,
    left: usize,
}

impl Files {
    const fn new(left: usize) -> Self {
        Self { attached: Vec::new(), left }
    }

    fn add(&mut self, name: &str, extension: &str, media_type: &'static str, bytes: Vec<u8>) {
        self.left = self.left.saturating_sub(bytes.len());
        let mut file_name = reply::file_name(name, extension);
        if self.attached.iter().any(|file| file.name == file_name) {
            let name = format!("{name} {}", self.attached.len() + 1);
            file_name = reply::file_name(&name, extension);
        }
        self.attached.push(Attached { name: file_name, media_type, bytes });
    }
}

/// The whole file, or the failure that ended it.
async fn collect(body: Body, most: usize) -> Result<Vec<u8>, ApiError> {
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(part) = stream.next().await {
        let part = part.map_err(|error| {
            let cause = error.into_inner().downcast::<ApiError>();
            cause.map_or_else(ApiError::internal, |error| *error)
        })?;
        if bytes.len() + part.len() > most {
            let message = "the file is too large for an e-mail";
            return Err(ApiError::new(souk_model::ErrorCode::RESULT_TOO_LARGE, message));
        }
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}

fn text(view: &View, report: &Report, files: &Files, missing: &[String]) -> String {
    let embed = &view.embed.body;
    let title = view.dashboard.as_ref().map_or(&embed.name, |dashboard| &dashboard.name);
    let mut lines = vec![title.clone(), local(report.next_at, &report.time.timezone)];
    let filters = report.filters.iter().filter(|(_, value)| !value.is_null());
    lines.extend(filters.map(|(name, value)| format!("{name}: {value}")));
    lines.push(String::new());
    lines.extend(files.attached.iter().map(|file| format!("- {}", file.name)));
    if !missing.is_empty() {
        lines.push(String::new());
        lines.push("Not included:".to_owned());
        lines.extend(missing.iter().map(|line| format!("- {line}")));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn local(at: DateTime<Utc>, zone: &str) -> String {
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    format!("{} ({})", at.with_timezone(&zone).format("%Y-%m-%d %H:%M"), zone.name())
}
