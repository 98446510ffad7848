//! `/api/v2/data-app/datamarts/semantic-layer`.

use axum::Json;
use axum::extract::State;

use crate::http::{ApiResult, AppState, Caller, JsonBody, QueryString};
use crate::service::semantic_layer;
use crate::wire::datamart::DatamartNameQuery;
use crate::wire::semantic_layer::{SemanticLayerBody, SemanticLayerReply};
use crate::wire::{DataReply, ErrorReply, IdReply};

const TAG: &str = "Semantic layer";

/// What the tables and columns of a datamart mean.
#[utoipa::path(get, path = "/api/v2/data-app/datamarts/semantic-layer", tag = TAG,
    params(DatamartNameQuery),
    responses((status = 200, body = DataReply<SemanticLayerReply>),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 403, body = ErrorReply, description = "`AUTHENTICATION_ERROR`: a data app's key"),
        (status = 404, body = ErrorReply, description = "`SEMANTIC_LAYER_NOT_FOUND`")))]
pub async fn show(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DatamartNameQuery>,
) -> ApiResult<Json<DataReply<SemanticLayerReply>>> {
    let name = &query.datamart_name;
    let data = semantic_layer::show(&state, caller.organisation(), name).await?;
    Ok(Json(DataReply { data }))
}

/// Makes the semantic layer of a datamart that has none.
#[utoipa::path(post, path = "/api/v2/data-app/datamarts/semantic-layer", tag = TAG,
    request_body = SemanticLayerBody,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 403, body = ErrorReply, description = "`AUTHENTICATION_ERROR`: a data app's key")))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<SemanticLayerBody>,
) -> ApiResult<Json<IdReply>> {
    let organisation = caller.organisation();
    let id = semantic_layer::create(&state, organisation, &caller.actor(), body).await?;
    Ok(Json(IdReply { id }))
}

/// Merges what is sent into the semantic layer; what is left out stays as it is.
#[utoipa::path(put, path = "/api/v2/data-app/datamarts/semantic-layer", tag = TAG,
    request_body = SemanticLayerBody,
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 403, body = ErrorReply, description = "`AUTHENTICATION_ERROR`: a data app's key"),
        (status = 404, body = ErrorReply, description = "`SEMANTIC_LAYER_NOT_FOUND`")))]
pub async fn update(
    State(state): State<AppState>,
    caller: Caller,
    JsonBody(body): JsonBody<SemanticLayerBody>,
) -> ApiResult<Json<IdReply>> {
    let organisation = caller.organisation();
    let id = semantic_layer::update(&state, organisation, &caller.actor(), body).await?;
    Ok(Json(IdReply { id }))
}

/// Removes the semantic layer. The datamart stays as it is.
#[utoipa::path(delete, path = "/api/v2/data-app/datamarts/semantic-layer", tag = TAG,
    params(DatamartNameQuery),
    responses((status = 200, body = IdReply),
        (status = 400, body = ErrorReply, description = "`INVALID_REQUEST_BODY`"),
        (status = 403, body = ErrorReply, description = "`AUTHENTICATION_ERROR`: a data app's key"),
        (status = 404, body = ErrorReply, description = "`SEMANTIC_LAYER_NOT_FOUND`")))]
pub async fn delete(
    State(state): State<AppState>,
    caller: Caller,
    QueryString(query): QueryString<DatamartNameQuery>,
) -> ApiResult<Json<IdReply>> {
    let (organisation, actor) = (caller.organisation(), caller.actor());
    let id = semantic_layer::delete(&state, organisation, &actor, &query.datamart_name).await?;
    Ok(Json(IdReply { id }))
}
