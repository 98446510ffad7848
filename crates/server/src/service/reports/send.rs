//! Sending what is due. Of several servers over one store, the one that moves a report's time has
//! claimed it. The claim ends by itself: a server that is killed meanwhile costs a delay, and no report.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::{StreamExt, stream};
use souk_model::{Report, ReportOutcome};
use souk_store::{Actor, DocumentKind, Due, StoreError};

use super::run::{self, Failure, Written};
use super::{schedule, times};
use crate::http::ApiError;
use crate::service::Services;
use crate::service::documents::{self, Stored};
use crate::service::mail::{MailError, Mailer};

/// Reports that are looked for, and that are sent, at the same time.
const AT_ONCE: usize = 4;
const AT_ONE_LOOK: i64 = 100;
/// How long a claim holds; asking and sending must end before.
const CLAIM: TimeDelta = TimeDelta::minutes(15);
const LONGEST: Duration = Duration::from_secs(12 * 60);
/// How often an occurrence is tried, and how long after a failure.
const MOST_TRIES: u32 = 4;
const PAUSE: TimeDelta = TimeDelta::minutes(5);

/// Sends the reports whose time has come, and says how many this server has sent.
///
/// # Errors
/// The store's, where it cannot say what is due.
pub async fn send_due(services: &Services, now: DateTime<Utc>) -> Result<usize, ApiError> {
    let Some(mailer) = &services.mailer else { return Ok(0) };
    let due = services.store.due(DocumentKind::Report, now, AT_ONE_LOOK).await?;
    let sent = stream::iter(due).map(async |due| {
        let outcome = claim_and_send(services, mailer, due, now).await;
        outcome.unwrap_or_else(|error| {
            tracing::warn!(%error, report = %due.id, "a report could not be handled");
            false
        })
    });
    Ok(sent.buffer_unordered(AT_ONCE).filter(|sent| std::future::ready(*sent)).count().await)
}

async fn claim_and_send(
    services: &Services,
    mailer: &Mailer,
    due: Due,
    now: DateTime<Utc>,
) -> Result<bool, ApiError> {
    let until = now + CLAIM;
    let claim = vec![schedule(due.id, Some(due.at), until)];
    match services.store.commit(due.organisation, &Actor::System, claim).await {
        // Another server has it, or somebody has changed or removed it.
        Err(StoreError::Rescheduled { .. } | StoreError::NotFound { .. }) => return Ok(false),
        outcome => outcome?,
    }
    let found = documents::identified::<Report>(services, due.organisation, due.id).await?;
    let Some(stored) = found else { return Ok(false) };
    let work = attempt(services, mailer, due, &stored);
    let attempt = match tokio::time::timeout(LONGEST, work).await {
        Ok(attempt) => attempt,
        Err(_) => Attempt::later("it took too long", stored.body.reached.clone()),
    };
    finish(services, due, &stored, attempt, (now, until)).await
}

/// What came of one try.
struct Attempt {
    /// Everybody who has the report of this occurrence by now.
    reached: Vec<String>,
    /// Why not everything was sent.
    problem: Option<String>,
    /// Whether trying again may help.
    is_worth_another: bool,
}

impl Attempt {
    fn later(problem: impl Into<String>, reached: Vec<String>) -> Self {
        Self { reached, problem: Some(problem.into()), is_worth_another: true }
    }
}

async fn attempt(
    services: &Services,
    mailer: &Mailer,
    due: Due,
    stored: &Stored<Report>,
) -> Attempt {
    let report = &stored.body;
    let is_last = report.tries + 1 >= MOST_TRIES;
    match run::write(services, due.organisation, &stored.name, report, is_last).await {
        Ok(written) => deliver(mailer, report, &written).await,
        Err(Failure::Later(why)) => Attempt::later(why, report.reached.clone()),
        Err(Failure::Refused(why)) => {
            Attempt { reached: report.reached.clone(), problem: Some(why), is_worth_another: false }
        }
    }
}

/// To each on their own: one wrong address keeps nobody else from the report, and nobody who has it gets
/// it again.
async fn deliver(mailer: &Mailer, report: &Report, written: &Written) -> Attempt {
    let mut attempt =
        Attempt { reached: report.reached.clone(), problem: None, is_worth_another: false };
    let mut problems: Vec<_> =
        written.missing.iter().map(|line| format!("not included: {line}")).collect();
    for to in report.recipients.iter().filter(|to| !report.reached.contains(to)) {
        match mailer.send(&written.letter, to).await {
            Ok(()) => attempt.reached.push(to.clone()),
            Err(error) => {
                tracing::warn!(%error, "a report was not sent");
                attempt.is_worth_another |= matches!(error, MailError::Later(_));
                // The mail server's own words are for the log.
                problems.push(format!("not sent to {to}"));
            }
        }
    }
    attempt.problem = (!problems.is_empty()).then(|| problems.join("; "));
    attempt
}

/// Ends the claim: with the next occurrence, or with another try of this one.
async fn finish(
    services: &Services,
    due: Due,
    stored: &Stored<Report>,
    attempt: Attempt,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool, ApiError> {
    let mut report = stored.body.clone();
    let has_sent = attempt.reached.len() > report.reached.len();
    report.last = Some(ReportOutcome { at: now, problem: attempt.problem });
    let then = if attempt.is_worth_another && report.tries + 1 < MOST_TRIES {
        report.tries += 1;
        report.reached = attempt.reached;
        now + PAUSE
    } else {
        report.tries = 0;
        report.reached.clear();
        report.next_at = times::next(&report.time, now.max(report.next_at));
        report.next_at
    };
    let links = vec![(DocumentKind::Embed, report.owner.embed)];
    let changes = vec![stored.update(&report, links)?, schedule(due.id, Some(until), then)];
    match services.store.commit(due.organisation, &Actor::System, changes).await {
        // Somebody has changed or removed it meanwhile, and what they want counts.
        Err(
            StoreError::Rescheduled { .. } | StoreError::NotFound { .. } | StoreError::Stale { .. },
        ) => {}
        outcome => outcome?,
    }
    Ok(has_sent)
}
