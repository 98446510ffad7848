//! `/api/v2/data-app/datamarts/query`, `…/explain` and `…/verify`: questions, what would be done for
//! them, and whether the data is as declared.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::http::{ApiError, ApiResult, AppState, Caller, JsonBody};
use crate::reply;
use crate::service::query::{self, Ask, Asked};
use crate::wire::ErrorReply;
use crate::wire::questions::{AnswerReply, ExplainReply, QuestionBody};
use crate::wire::verification::{VerifyBody, VerifyReply};

/// Ask a datamart for one tenant's numbers.
///
/// As JSON, or by `Accept` as `text/csv` or `application/vnd.apache.arrow.stream`.
#[utoipa::path(post, path = "/api/v2/data-app/datamarts/query", tag = "Questions",
    request_body = QuestionBody,
    responses((status = 200, body = AnswerReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_DATAMART`, `CLIENT_ID_ERROR`, `UNKNOWN_MEMBER`, `INVALID_QUESTION`, \
            `UNSUPPORTED_QUESTION`, `TABLE_NOT_SCOPED`, `DATAMART_OUTDATED`, `RESULT_TOO_LARGE`"),
        (status = 406, body = ErrorReply, description = "`NOT_ACCEPTABLE`"),
        (status = 502, body = ErrorReply, description = "`QUERY_FAILED`"),
        (status = 503, body = ErrorReply, description = "`DATASOURCE_UNAVAILABLE`"),
        (status = 504, body = ErrorReply, description = "`QUERY_TIMEOUT`")))]
pub async fn answer(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    JsonBody(body): JsonBody<QuestionBody>,
) -> ApiResult<Response> {
    let format = reply::negotiate(&headers)?;
    let answer = query::answer(&state, &caller, ask(body)?).await?;
    reply::write(&answer, format)
}

/// Say what would be done for a question: plan, SQL, parameters, rules. Nothing is run.
#[utoipa::path(post, path = "/api/v2/data-app/datamarts/explain", tag = "Questions",
    request_body = QuestionBody,
    responses((status = 200, body = ExplainReply),
        (status = 400, body = ErrorReply, description = "as for the question itself")))]
pub async fn explain(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<QuestionBody>,
) -> ApiResult<Json<ExplainReply>> {
    let explained = query::explain(&state, &caller, ask(body)?).await?;
    Ok(Json(ExplainReply {
        dialect: explained.dialect.to_owned(),
        sql: explained.compiled.sql().to_owned(),
        parameters: explained.compiled.parameters().iter().map(ToString::to_string).collect(),
        database: explained.database,
        explanation: explained.explanation,
        error: None,
    }))
}

/// Check what a datamart says about its data against the rows of one tenant.
///
/// Declared cardinality and primary keys (duplicates), references that lead nowhere, and tables that
/// no question can read.
#[utoipa::path(post, path = "/api/v2/data-app/datamarts/verify", tag = "Questions",
    request_body = VerifyBody,
    responses((status = 200, body = VerifyReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`, \
            `INVALID_DATAMART`, `CLIENT_ID_ERROR`"),
        (status = 502, body = ErrorReply, description = "`QUERY_FAILED`"),
        (status = 503, body = ErrorReply, description = "`DATASOURCE_UNAVAILABLE`"),
        (status = 504, body = ErrorReply, description = "`QUERY_TIMEOUT`")))]
pub async fn verify(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<VerifyBody>,
) -> ApiResult<Json<VerifyReply>> {
    let client_id = body.client_id.as_deref();
    let verified = query::verify(&state, &caller, &body.datamart_name, client_id).await?;
    Ok(Json(verified.into()))
}

fn ask(body: QuestionBody) -> ApiResult<Ask> {
    let QuestionBody { datamart_name: datamart, client_id, query, sql_metric } = body;
    let asked = match (query, sql_metric) {
        (Some(question), None) => Asked::Question(Box::new(question)),
        (None, Some(metric)) => Asked::Sql(metric),
        (None, None) => return Err(ApiError::invalid("\"query\" is required").at("query")),
        (Some(_), Some(_)) => {
            let message = "\"query\" and \"sqlMetric\" exclude each other";
            return Err(ApiError::invalid(message).at("sqlMetric"));
        }
    };
    Ok(Ask { datamart, client_id, asked, saved: None })
}
