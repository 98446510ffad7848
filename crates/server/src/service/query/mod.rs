//! The one entry for questions. Whatever reads rows of a datasource goes through here.
//!
//! This module knows who asks and for which tenant, finds the datamart's model and engine, has the
//! question compiled and guarded, and runs it within the configured limits.

mod failure;
mod pivot;
mod prepared;
mod row_rules;
mod verify;

use std::time::{Duration, Instant};

use arrow::array::{Array, AsArray};
use arrow::datatypes::{Int64Type, SchemaRef};
use arrow::record_batch::RecordBatch;
use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use metrics::{counter, histogram};
use souk_engine::{EngineError, Limits, Rows, Turn};
use souk_model::ErrorCode;
use souk_query::{
    Compiled, Explanation, OutputColumn, Purpose, QueryRequest, RowRules, Scope, SqlQuery, compile,
    compile_sql, explain as plan,
};

use crate::http::{ApiError, Caller};
use crate::service::Services;

use pivot::Pivot;
pub use pivot::PivotColumn;
use prepared::Prepared;
pub use prepared::PreparedDatamarts;
pub use verify::{Verified, VerifiedCheck, verify};

/// A question and for whom it is asked.
#[derive(Debug)]
pub struct Ask {
    /// The datamart.
    pub datamart: String,
    /// The tenant that a back end names. A guest token carries its own.
    pub client_id: Option<String>,
    /// What is asked.
    pub asked: Asked,
}

/// What is asked, in one of two ways.
#[derive(Debug)]
pub enum Asked {
    /// Members of the datamart.
    Question(Box<QueryRequest>),
    /// A SELECT of the vendor's own.
    Sql(SqlQuery),
}

impl Asked {
    fn set_now(&mut self, now: DateTime<Utc>) {
        match self {
            Self::Question(question) => question.now = Some(now),
            Self::Sql(metric) => metric.now = Some(now),
        }
    }

    const fn wants_total(&self) -> bool {
        match self {
            Self::Question(question) => question.total,
            Self::Sql(metric) => metric.total,
        }
    }

    const fn wants_totals(&self) -> bool {
        matches!(self, Self::Question(question) if question.totals)
    }
}

/// The rows of an answer, all of them.
#[derive(Debug)]
pub struct Answer {
    /// What each column is.
    pub columns: Vec<OutputColumn>,
    /// The columns' Arrow fields.
    pub schema: SchemaRef,
    /// The rows.
    pub batches: Vec<RecordBatch>,
    /// The columns that a pivot made; they come last.
    pub pivoted: Vec<PivotColumn>,
    /// One row with the measures over all rows, where the question asked for totals.
    pub totals: Option<Totals>,
    /// Rows without limit and offset where the question asked for it, else the rows here.
    pub total: u64,
    /// From the question's arrival to its last row.
    pub time_taken: Duration,
    /// When the rows were read.
    pub as_of: DateTime<Utc>,
}

/// The measures over all rows.
#[derive(Debug)]
pub struct Totals {
    /// What each column is.
    pub columns: Vec<OutputColumn>,
    /// One row.
    pub batches: Vec<RecordBatch>,
}

/// What would be done for a question. For the vendor only.
#[derive(Debug)]
pub struct Explained {
    /// The engine's dialect.
    pub dialect: &'static str,
    /// Plan and rules in words; none for a SQL metric.
    pub explanation: Option<Explanation>,
    /// The statement and its parameters.
    pub compiled: Compiled,
    /// Under tenancy level DATABASE, the database.
    pub database: Option<String>,
}

/// Answers a question for one tenant.
///
/// # Errors
/// What is wrong with the question, the tenant or the datamart; what the datasource refused; a
/// limit that was reached.
pub async fn answer(services: &Services, caller: &Caller, ask: Ask) -> Result<Answer, ApiError> {
    let started = Instant::now();
    let answer = answer_from(services, caller, ask, started).await;
    let outcome = answer.as_ref().map_or_else(|error| error.code().code, |_| "answered");
    counter!("souk_questions_total", "outcome" => outcome).increment(1);
    histogram!("souk_question_duration_seconds").record(started.elapsed());
    answer
}

async fn answer_from(
    services: &Services,
    caller: &Caller,
    ask: Ask,
    started: Instant,
) -> Result<Answer, ApiError> {
    let prepared = prepared::find(services, caller, &ask.datamart).await?;
    let now = Utc::now();
    let scope = scope(services, &prepared, caller, ask.client_id.as_deref(), now)?;
    let tenant = tenant(caller, ask.client_id.as_deref());
    let run = Run { services, prepared: &prepared, scope: &scope, caller, tenant };
    let mut asked = ask.asked;
    refuse_sql_of_guests(caller, &asked)?;
    asked.set_now(now);
    let pivot = match &mut asked {
        Asked::Question(question) => Pivot::take(question),
        Asked::Sql(_) => None,
    };
    let compile = |purpose| run.compile(&asked, purpose);
    let compiled = compile(Purpose::Rows)?;
    let count = asked.wants_total().then(|| compile(Purpose::Total)).transpose()?;
    let totals = asked.wants_totals().then(|| compile(Purpose::Totals)).transpose()?;
    let (schema, batches) = run.collect(&compiled).await?;
    let returned: usize = batches.iter().map(RecordBatch::num_rows).sum();
    let total = match count {
        Some(question) => run.count(&question).await?,
        None => returned as u64,
    };
    let totals = match totals {
        None => None,
        Some(question) => {
            let (_, batches) = run.collect(&question).await?;
            Some(Totals { columns: question.columns().to_vec(), batches })
        }
    };
    let columns = compiled.columns().to_vec();
    let (time_taken, as_of, pivoted) = (started.elapsed(), Utc::now(), Vec::new());
    let answer = Answer { columns, schema, batches, pivoted, totals, total, time_taken, as_of };
    match pivot {
        None => Ok(answer),
        Some(asked) => pivot::pivot(answer, &asked),
    }
}

/// Says what would be done for a question, and does nothing.
///
/// # Errors
/// As [`answer`], short of running it.
pub async fn explain(
    services: &Services,
    caller: &Caller,
    ask: Ask,
) -> Result<Explained, ApiError> {
    let prepared = prepared::find(services, caller, &ask.datamart).await?;
    let now = Utc::now();
    let scope = scope(services, &prepared, caller, ask.client_id.as_deref(), now)?;
    let mut asked = ask.asked;
    refuse_sql_of_guests(caller, &asked)?;
    asked.set_now(now);
    let planned = match &asked {
        Asked::Question(question) => plan(&prepared.model, question, &scope, Purpose::Rows)
            .map(|(explanation, compiled)| (Some(explanation), compiled)),
        Asked::Sql(metric) => compile_sql(&prepared.model, metric, &scope, Purpose::Rows)
            .map(|compiled| (None, compiled)),
    };
    let (explanation, compiled) = planned.map_err(|refused| failure::refused(refused, caller))?;
    let database = scope.database().map(str::to_owned);
    Ok(Explained { dialect: prepared.engine.dialect().name(), explanation, compiled, database })
}

/// SQL is the vendor's. A guest's question is made of names only.
fn refuse_sql_of_guests(caller: &Caller, asked: &Asked) -> Result<(), ApiError> {
    match (caller, asked) {
        (Caller::Guest { .. }, Asked::Sql(_)) => {
            let message = "\"sqlMetric\" is not allowed with a guest token";
            Err(ApiError::invalid(message).at("sqlMetric"))
        }
        _ => Ok(()),
    }
}

/// A guest's tenant comes from the token and from nowhere else.
fn scope(
    services: &Services,
    prepared: &Prepared,
    caller: &Caller,
    named: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Scope, ApiError> {
    let mut rules = RowRules::default();
    let client_id = match caller {
        Caller::Guest { client_id, grant, .. } => {
            let allows_sql = services.settings.guest_sql_rules;
            rules = row_rules::read(&prepared.model, &grant.params, now, allows_sql)?;
            if named.is_some_and(|named| named != client_id) {
                let message = "Invalid client id";
                let hint = "a guest token carries its own clientId";
                return Err(ApiError::new(ErrorCode::CLIENT_ID_ERROR, message)
                    .at("clientId")
                    .with_hint(hint));
            }
            Some(client_id.as_str())
        }
        Caller::Admin { .. } | Caller::Service { .. } | Caller::ApiKey { .. } => named,
    };
    let scope = Scope::new(&prepared.model, client_id);
    Ok(scope.map_err(|problem| ApiError::from(vec![problem]))?.with_row_rules(rules))
}

/// Whose turn it is: the tenant's, whoever asks.
fn tenant<'a>(caller: &'a Caller, named: Option<&'a str>) -> Option<&'a str> {
    match caller {
        Caller::Guest { client_id, .. } => Some(client_id),
        Caller::Admin { .. } | Caller::Service { .. } | Caller::ApiKey { .. } => named,
    }
}

struct Run<'a> {
    services: &'a Services,
    prepared: &'a Prepared,
    scope: &'a Scope,
    caller: &'a Caller,
    tenant: Option<&'a str>,
}

impl Run<'_> {
    fn compile(&self, asked: &Asked, purpose: Purpose) -> Result<Compiled, ApiError> {
        let (model, scope) = (&self.prepared.model, self.scope);
        let compiled = match asked {
            Asked::Question(question) => compile(model, question, scope, purpose),
            Asked::Sql(metric) => compile_sql(model, metric, scope, purpose),
        };
        compiled.map_err(|refused| failure::refused(refused, self.caller))
    }

    async fn collect(
        &self,
        question: &Compiled,
    ) -> Result<(SchemaRef, Vec<RecordBatch>), ApiError> {
        let settings = &self.services.settings;
        let limits = Limits {
            time: settings.query_timeout,
            rows: settings.query_max_rows,
            bytes: settings.query_max_bytes,
        };
        let fail = |error| failure::of_engine(error, self.caller);
        let _turn = self.turn(limits.time).await.map_err(fail)?;
        let engine = &self.prepared.engine;
        let Rows { schema, batches } =
            engine.run(question, self.scope.database(), &limits).await.map_err(fail)?;
        Ok((schema, batches.try_collect().await.map_err(fail)?))
    }

    /// A place at the datasource. Without tenants all places are everybody's, and a tenant's own
    /// database has connections of its own.
    async fn turn(&self, limit: Duration) -> Result<Option<Turn>, EngineError> {
        let has_tenants = self.prepared.model.datamart().tenancy.is_some();
        let (true, None, Some(tenant)) = (has_tenants, self.scope.database(), self.tenant) else {
            return Ok(None);
        };
        let turns = self.services.turns.of(self.prepared.datasource_id());
        let turn = tokio::time::timeout(limit, turns.wait(tenant)).await;
        turn.map(Some).map_err(|_| EngineError::Timeout)
    }

    async fn count(&self, question: &Compiled) -> Result<u64, ApiError> {
        let (_, batches) = self.collect(question).await?;
        batches
            .iter()
            .find(|batch| batch.num_rows() == 1)
            .and_then(|batch| {
                let counts = batch.column(0).as_primitive_opt::<Int64Type>()?;
                counts.is_valid(0).then(|| counts.value(0))
            })
            .and_then(|count| u64::try_from(count).ok())
            .ok_or_else(|| ApiError::internal("a count gave no number"))
    }
}
