//! The one entry for questions. Whatever reads rows of a datasource goes through here.
//!
//! This module knows who asks and for which tenant, finds the datamart's model and engine, has the
//! question compiled and guarded, and runs it within the configured limits.

mod failure;
mod pivot;
mod prepared;
mod row_rules;
mod verify;

use std::fmt;
use std::time::{Duration, Instant};

use arrow::array::{Array, AsArray};
use arrow::datatypes::{Int64Type, SchemaRef};
use arrow::record_batch::RecordBatch;
use chrono::{DateTime, Utc};
use futures::stream::{self, BoxStream};
use futures::{StreamExt, TryStreamExt};
use metrics::{counter, histogram};
use souk_engine::{EngineError, Limits, Rows, Turn};
use souk_model::{ErrorCode, TableName, TableTenancySetting};
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
    /// Where the question comes from a saved metric or dashboard, and not from the caller.
    pub saved: Option<Saved>,
}

/// A question that the vendor saved. What the caller's token fixes for metrics and dashboards is part
/// of it already, and its SQL is the vendor's own.
#[derive(Debug, Clone, Default)]
pub struct Saved {
    /// Client columns that the embed gives tables without one.
    pub client_columns: Vec<TableTenancySetting>,
}

impl Ask {
    fn whom(&self) -> Whom<'_> {
        Whom { client_id: self.client_id.as_deref(), saved: self.saved.as_ref() }
    }
}

/// For whom a question is asked.
#[derive(Debug, Clone, Copy)]
struct Whom<'a> {
    client_id: Option<&'a str>,
    saved: Option<&'a Saved>,
}

/// What is asked, in one of two ways.
#[derive(Debug, Clone)]
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

/// The rows of an answer as they come.
pub struct AnswerRows {
    /// What each column is.
    pub columns: Vec<OutputColumn>,
    /// The rows. Dropping them stops the question.
    pub batches: BoxStream<'static, Result<RecordBatch, ApiError>>,
}

impl fmt::Debug for AnswerRows {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AnswerRows").field("columns", &self.columns).finish_non_exhaustive()
    }
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
    let scope = scope(services, &prepared, caller, ask.whom(), now)?;
    refuse_sql_of_guests(caller, &ask)?;
    let tenant = tenant(caller, ask.client_id.as_deref());
    let run = Run { services, prepared: &prepared, scope: &scope, caller, tenant };
    let mut asked = ask.asked;
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

/// Answers a question row by row, for files. A pivot needs all rows first.
///
/// # Errors
/// As [`answer`]; what happens after the first rows is an item of the stream.
pub async fn rows(services: &Services, caller: &Caller, ask: Ask) -> Result<AnswerRows, ApiError> {
    let is_pivot = matches!(&ask.asked, Asked::Question(question) if question.pivot.is_some());
    if is_pivot {
        let Answer { columns, batches, .. } = answer(services, caller, ask).await?;
        let batches = stream::iter(batches.into_iter().map(Ok)).boxed();
        return Ok(AnswerRows { columns, batches });
    }
    let prepared = prepared::find(services, caller, &ask.datamart).await?;
    let now = Utc::now();
    let scope = scope(services, &prepared, caller, ask.whom(), now)?;
    refuse_sql_of_guests(caller, &ask)?;
    let tenant = tenant(caller, ask.client_id.as_deref());
    let run = Run { services, prepared: &prepared, scope: &scope, caller, tenant };
    let mut asked = ask.asked;
    asked.set_now(now);
    let compiled = run.compile(&asked, Purpose::Rows)?;
    let (Rows { batches, .. }, turn) = run.begin(&compiled).await?;
    let caller = caller.clone();
    let fail = move |error| {
        // The place is held as long as the rows come.
        let _held = &turn;
        failure::of_engine(error, &caller)
    };
    let batches = batches.map_err(fail).boxed();
    Ok(AnswerRows { columns: compiled.columns().to_vec(), batches })
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
    let scope = scope(services, &prepared, caller, ask.whom(), now)?;
    refuse_sql_of_guests(caller, &ask)?;
    let mut asked = ask.asked;
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

/// The columns that a question's answer would have. Nothing is run.
///
/// # Errors
/// As [`answer`], short of running it.
pub async fn columns(
    services: &Services,
    caller: &Caller,
    ask: &Ask,
) -> Result<Vec<OutputColumn>, ApiError> {
    let prepared = prepared::find(services, caller, &ask.datamart).await?;
    let now = Utc::now();
    let scope = scope(services, &prepared, caller, ask.whom(), now)?;
    refuse_sql_of_guests(caller, ask)?;
    let tenant = tenant(caller, ask.client_id.as_deref());
    let run = Run { services, prepared: &prepared, scope: &scope, caller, tenant };
    let mut asked = ask.asked.clone();
    asked.set_now(now);
    Ok(run.compile(&asked, Purpose::Rows)?.columns().to_vec())
}

/// SQL is the vendor's. A guest's own question is made of names only.
fn refuse_sql_of_guests(caller: &Caller, ask: &Ask) -> Result<(), ApiError> {
    match (caller, &ask.asked, &ask.saved) {
        (Caller::Guest { .. }, Asked::Sql(_), None) => {
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
    whom: Whom<'_>,
    now: DateTime<Utc>,
) -> Result<Scope, ApiError> {
    let named = whom.client_id;
    let mut rules = RowRules::default();
    let client_id = match caller {
        Caller::Guest { client_id, grant, .. } => {
            let allows_sql = services.settings.guest_sql_rules;
            if whom.saved.is_none() {
                row_rules::refuse_metric_rules(&grant.params)?;
            }
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
    let scope = scope.map_err(|problem| ApiError::from(vec![problem]))?.with_row_rules(rules);
    let supplied = whom.saved.into_iter().flat_map(|saved| &saved.client_columns);
    Ok(scope.with_client_columns(client_columns(prepared, supplied)))
}

/// Settings of an embed, as tables of the datamart. One that names no table supplies nothing.
fn client_columns<'s>(
    prepared: &Prepared,
    settings: impl Iterator<Item = &'s TableTenancySetting>,
) -> Vec<(TableName, String)> {
    let tables = &prepared.model.datamart().tables;
    let named = |setting: &TableTenancySetting| {
        let is_named =
            |name: &TableName| name.name == setting.name || name.to_string() == setting.name;
        let table = tables.iter().find(|table| is_named(&table.name))?;
        Some((table.name.clone(), setting.client_column.clone()))
    };
    settings.filter_map(named).collect()
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
        let (Rows { schema, batches }, _turn) = self.begin(question).await?;
        let fail = |error| failure::of_engine(error, self.caller);
        Ok((schema, batches.try_collect().await.map_err(fail)?))
    }

    /// The rows, and the place at the datasource that they take.
    async fn begin(&self, question: &Compiled) -> Result<(Rows, Option<Turn>), ApiError> {
        let settings = &self.services.settings;
        let limits = Limits {
            time: settings.query_timeout,
            rows: settings.query_max_rows,
            bytes: settings.query_max_bytes,
        };
        let fail = |error| failure::of_engine(error, self.caller);
        let turn = self.turn(limits.time).await.map_err(fail)?;
        let running = self.prepared.engine.run(question, self.scope.database(), &limits);
        Ok((running.await.map_err(fail)?, turn))
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
