//! Whether a tenant's data is what the datamart says. Part of the one entry for questions: the checks
//! are statements that the compiler made and the guard has passed.

use chrono::Utc;
use souk_model::Problem;
use souk_query::{Check, OutputColumn, Promise, Unindexed, verify as plan};

use super::{Run, Whom, prepared, scope, tenant};
use crate::http::{ApiError, Caller};
use crate::reply::cell_text;
use crate::service::Services;

/// What was found.
#[derive(Debug)]
pub struct Verified {
    /// One for each promise of the datamart.
    pub checks: Vec<VerifiedCheck>,
    /// Tables that no question can read.
    pub unreadable: Vec<Problem>,
    /// Tables whose client column no index begins with.
    pub unindexed: Vec<Unindexed>,
}

/// A promise and what breaks it.
#[derive(Debug)]
pub struct VerifiedCheck {
    /// What is promised.
    pub promise: Promise,
    /// Of which table.
    pub table: String,
    /// About which columns.
    pub columns: Vec<String>,
    /// How many values break it.
    pub broken: u64,
    /// Some of them, as text; only for a service token.
    pub examples: Vec<Vec<Option<String>>>,
}

/// Checks a datamart against the rows of one tenant.
///
/// # Errors
/// As for a question.
pub async fn verify(
    services: &Services,
    caller: &Caller,
    datamart: &str,
    client_id: Option<&str>,
) -> Result<Verified, ApiError> {
    let prepared = prepared::find(services, caller, datamart).await?;
    let whom = Whom { client_id, saved: None };
    let scope = scope(services, &prepared, caller, whom, Utc::now())?;
    let planned = plan(&prepared.model, &scope).map_err(|problem| ApiError::from(vec![problem]))?;
    let tenant = tenant(caller, client_id);
    let run = Run { services, prepared: &prepared, scope: &scope, caller, tenant };
    let mut checks = Vec::with_capacity(planned.checks.len());
    for check in planned.checks {
        checks.push(run.checked(check).await?);
    }
    Ok(Verified { checks, unreadable: planned.unreadable, unindexed: planned.unindexed })
}

impl Run<'_> {
    async fn checked(&self, check: Check) -> Result<VerifiedCheck, ApiError> {
        let Check { promise, table, columns, count, examples } = check;
        let broken = self.count(&count).await?;
        let shows_examples = broken > 0 && matches!(self.caller, Caller::Service { .. });
        let examples = match shows_examples {
            true => self.rows_as_text(&examples).await?,
            false => Vec::new(),
        };
        Ok(VerifiedCheck { promise, table, columns, broken, examples })
    }

    async fn rows_as_text(
        &self,
        question: &souk_query::Compiled,
    ) -> Result<Vec<Vec<Option<String>>>, ApiError> {
        let (_, batches) = self.collect(question).await?;
        let columns: &[OutputColumn] = question.columns();
        let mut rows = Vec::new();
        for batch in &batches {
            for row in 0..batch.num_rows() {
                let cells = (0..columns.len()).map(|column| cell_text(batch, column, row));
                rows.push(cells.collect::<Result<_, _>>()?);
            }
        }
        Ok(rows)
    }
}
