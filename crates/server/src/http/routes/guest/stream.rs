//! Streams: what is known at once comes first, then each metric's answer as it is ready.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use futures::stream::{self, Stream, StreamExt};
use serde::Serialize;
use serde_json::json;
use serde_json::value::RawValue;
use souk_model::Metric;
use tokio::sync::Semaphore;
use tokio::task::{Id, JoinSet};

use super::{TAG, check_origin, open};
use crate::http::{ApiError, ApiResult, AppState, Caller, JsonBody, ndjson};
use crate::reply;
use crate::service::embedded::{self, View, Wanted};
use crate::wire::guest::{
    GuestDashboardRequest, GuestMetricQuery, GuestMetricRequest, GuestQueryRequest,
};
use crate::wire::{ErrorBody, ErrorReply};

/// Metrics of one request that are asked at the same time.
const AT_ONCE: usize = 8;
/// More than a dashboard has.
const MOST_METRICS: usize = 200;

/// A dashboard, then the answers of its metrics.
///
/// One JSON object per line: `dashboard`, an `answer` for each metric, `end`.
#[utoipa::path(post, path = "/api/v2/guest/dashboard", tag = TAG,
    request_body = GuestDashboardRequest,
    responses((status = 200, body = String, content_type = "application/x-ndjson"),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `INVALID_DASHBOARD_ID`"),
        (status = 403, body = ErrorReply, description = "`ORIGIN_NOT_ALLOWED`")))]
pub async fn dashboard(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<GuestDashboardRequest>,
) -> ApiResult<Response> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    view.check_filters(&body.filters)?;
    let (shown, metrics) = embedded::show_dashboard(&state, &caller, &view).await?;
    let first = line(&json!({"kind": "dashboard", "dashboard": shown}))?;
    let is_asked = body.data.is_none_or(|data| data.0);
    let asked = metrics.into_iter().filter(|_| is_asked).map(|metric| {
        let filters = body.filters.clone();
        Asked::Metric(Box::new(metric), Box::new(Wanted { filters, ..Wanted::default() }))
    });
    let answers = Answers::new(state, caller, view).all(asked.collect());
    Ok(ndjson::response(stream::iter([first]).chain(answers).chain(end())))
}

/// A metric, then its answer.
///
/// One JSON object per line: `metric`, `answer`, `end`.
#[utoipa::path(post, path = "/api/v2/guest/metric", tag = TAG,
    request_body = GuestMetricRequest,
    responses((status = 200, body = String, content_type = "application/x-ndjson"),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `INVALID_DASHBOARD_ID`, `INVALID_METRIC_ID`"),
        (status = 403, body = ErrorReply, description = "`ORIGIN_NOT_ALLOWED`")))]
pub async fn metric(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<GuestMetricRequest>,
) -> ApiResult<Response> {
    let view = match &body.dashboard_id {
        Some(dashboard) => open(&state, &caller, &headers, dashboard).await?,
        None => {
            let view = embedded::open_metric(&state, &caller, &body.metric_id).await?;
            check_origin(&view, &headers)?;
            view
        }
    };
    view.check_filters(&body.filters)?;
    let metric = view.metric(&state, &caller, &body.metric_id).await?.body;
    let shown = embedded::show_metric(&view, &metric);
    let around = json!({"embedId": view.embed.body.embed_id, "permissions": view.permissions,
        "timezone": view.timezone().unwrap_or("UTC"), "theme": view.theme()});
    let first = line(&json!({"kind": "metric", "metric": shown, "view": around}))?;
    let wanted = Wanted { filters: body.filters, ..Wanted::default() };
    let asked = vec![Asked::Metric(Box::new(metric), Box::new(wanted))];
    let answers = Answers::new(state, caller, view).all(asked);
    Ok(ndjson::response(stream::iter([first]).chain(answers).chain(end())))
}

/// The answers of some metrics.
///
/// One JSON object per line: an `answer` for each metric, `end`.
#[utoipa::path(post, path = "/api/v2/guest/query", tag = TAG,
    request_body = GuestQueryRequest,
    responses((status = 200, body = String, content_type = "application/x-ndjson"),
        (status = 400, body = ErrorReply,
            description = "`INVALID_REQUEST_BODY`, `INVALID_DASHBOARD_ID`"),
        (status = 403, body = ErrorReply, description = "`ORIGIN_NOT_ALLOWED`")))]
pub async fn query(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<GuestQueryRequest>,
) -> ApiResult<Response> {
    let view = open(&state, &caller, &headers, &body.dashboard_id).await?;
    view.check_filters(&body.filters)?;
    if body.metrics.len() > MOST_METRICS {
        let message = format!("\"metrics\" must hold at most {MOST_METRICS} metrics");
        return Err(ApiError::invalid(message).at("metrics"));
    }
    let filters = body.filters;
    let asked = body.metrics.into_iter().map(|one| {
        let id = one.metric_id.clone();
        Asked::Named(id, Box::new(wanted(one, &filters)))
    });
    let answers = Answers::new(state, caller, view).all(asked.collect());
    Ok(ndjson::response(answers.chain(end())))
}

fn wanted(
    asked: GuestMetricQuery,
    filters: &std::collections::BTreeMap<String, serde_json::Value>,
) -> Wanted {
    Wanted {
        filters: filters.clone(),
        metric_filters: asked.filters,
        cross_filters: asked.cross_filters,
        drill: asked.drill,
        order: asked.order,
        limit: asked.limit,
        offset: asked.offset,
        search: asked.search,
        ..Wanted::default()
    }
}

/// A metric and what is asked of it.
enum Asked {
    Metric(Box<Metric>, Box<Wanted>),
    Named(String, Box<Wanted>),
}

impl Asked {
    fn id(&self) -> &str {
        match self {
            Self::Metric(metric, _) => &metric.metric_id,
            Self::Named(id, _) => id,
        }
    }
}

/// Asks metrics at the same time.
#[derive(Clone)]
struct Answers {
    state: AppState,
    caller: Caller,
    view: Arc<View>,
    places: Arc<Semaphore>,
}

impl Answers {
    fn new(state: AppState, caller: Caller, view: View) -> Self {
        let places = Arc::new(Semaphore::new(AT_ONCE));
        Self { state, caller, view: Arc::new(view), places }
    }

    /// A line for each metric, in the order in which they are ready. What is still asked when nobody
    /// reads on is stopped.
    fn all(self, asked: Vec<Asked>) -> impl Stream<Item = Vec<u8>> + use<> {
        let (mut running, mut names) = (JoinSet::new(), HashMap::new());
        for one in asked {
            let (own, id) = (self.clone(), one.id().to_owned());
            let handle = running.spawn(async move { own.line(one).await });
            names.insert(handle.id(), id);
        }
        stream::unfold((running, names), next)
    }

    async fn line(self, asked: Asked) -> Vec<u8> {
        let id = asked.id().to_owned();
        let answered = self.answer(asked).await;
        answered.unwrap_or_else(|error| failed(&id, &error.into_body()))
    }

    async fn answer(self, asked: Asked) -> ApiResult<Vec<u8>> {
        let _place = self.places.acquire().await.map_err(ApiError::internal)?;
        let Self { state, caller, view, .. } = &self;
        let id = asked.id().to_owned();
        let (metric, wanted) = match asked {
            Asked::Metric(metric, wanted) => (*metric, wanted),
            Asked::Named(id, wanted) => (view.metric(state, caller, &id).await?.body, wanted),
        };
        let found = embedded::answer(state, caller, view, &metric, &wanted).await?;
        let text = String::from_utf8(reply::metric(&found, None)?).map_err(ApiError::internal)?;
        let answer = RawValue::from_string(text).map_err(ApiError::internal)?;
        line(&AnswerLine { kind: "answer", metric_id: &id, answer })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AnswerLine<'a> {
    kind: &'static str,
    metric_id: &'a str,
    answer: Box<RawValue>,
}

type Running = (JoinSet<Vec<u8>>, HashMap<Id, String>);

async fn next((mut running, names): Running) -> Option<(Vec<u8>, Running)> {
    let line = match running.join_next().await? {
        Ok(line) => line,
        // A defect; the panic's own words are on standard error.
        Err(error) => {
            let id = names.get(&error.id()).map_or("", String::as_str);
            failed(id, &ApiError::internal(error).into_body())
        }
    };
    Some((line, (running, names)))
}

fn failed(metric_id: &str, error: &ErrorBody) -> Vec<u8> {
    let reply = json!({"kind": "answer", "metricId": metric_id, "error": error});
    serde_json::to_vec(&reply).unwrap_or_default()
}

fn line(value: &impl Serialize) -> ApiResult<Vec<u8>> {
    serde_json::to_vec(value).map_err(ApiError::internal)
}

fn end() -> impl Stream<Item = Vec<u8>> {
    stream::iter([br#"{"kind":"end"}"#.to_vec()])
}
