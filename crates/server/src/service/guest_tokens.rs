//! Guest tokens: one browser's short-lived right to see one tenant's rows in one data app.

mod names;
mod params;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use souk_model::{DocumentId, ErrorCode, OrganisationId, Report, TokenId, Versioned, to_document};
use souk_store::{
    Change, Document, DocumentKind, NewToken, Token, TokenFilter, TokenKind, TokenSelector,
};
use uuid::Uuid;

use crate::http::{ApiError, Caller, Pagination};
use crate::service::{Services, data_apps, reports, tokens};
use crate::wire::Number;
use crate::wire::guest_tokens::{
    GuestTokenItem, GuestTokenQuery, GuestTokenRequest, GuestTokenV1Request,
};

/// What a guest token was made with, beside tenant and data app.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
    /// Filters, row rules and the like, as they were sent and checked.
    #[serde(default)]
    pub params: Map<String, Value>,
    /// What the holder may do in the components.
    #[serde(default)]
    pub permissions: BTreeMap<String, bool>,
    /// Overrides of the embed's look.
    #[serde(default)]
    pub theme: Map<String, Value>,
    /// Overrides of the embed's access settings.
    #[serde(default)]
    pub access_settings: Map<String, Value>,
    /// The datasource that questions are limited to.
    #[serde(default)]
    pub datasource_name: Option<String>,
    /// The datamart that questions are limited to.
    #[serde(default)]
    pub datamart_name: Option<String>,
    /// The workspace, for tokens of the first version of the wire.
    #[serde(default)]
    pub workspace_name: Option<String>,
}

impl Grant {
    /// Whether the token narrows metrics one by one. A metric that its holder made, or that others of
    /// the tenant made, would be without that.
    #[must_use]
    pub fn narrows_metrics(&self) -> bool {
        let is_there = |key: &str| self.params.get(key)?.as_array().map(|rules| !rules.is_empty());
        ["appFilters", "rlsSettings"].into_iter().any(|key| is_there(key).unwrap_or(false))
    }
}

impl Versioned for Grant {
    const WORD: &'static str = "guest token";
}

/// Makes a token.
///
/// # Errors
/// What is wrong with the request.
pub async fn create(
    services: &Services,
    caller: &Caller,
    request: GuestTokenRequest,
) -> Result<Uuid, ApiError> {
    check_client(&request.client_id)?;
    let organisation = caller.organisation();
    let app = data_app(services, caller, &request.data_app_name).await?;
    let params = request.params.unwrap_or_default();
    params::check(&params, services.settings.guest_sql_rules)?;
    names::check(services, organisation, app.id, &params).await?;
    let datasource = request.datasource_name.as_deref();
    exists(services, organisation, DocumentKind::Datasource, datasource).await?;
    exists(services, organisation, DocumentKind::Datamart, request.datamart_name.as_deref())
        .await?;
    let grant = Grant {
        params,
        permissions: request.permissions.unwrap_or_default(),
        theme: request.theme.unwrap_or_default(),
        access_settings: request.access_settings.unwrap_or_default(),
        datasource_name: request.datasource_name,
        datamart_name: request.datamart_name,
        workspace_name: None,
    };
    let expires_at = expiry(services, request.expiry_time)?;
    store(services, caller, app.id, request.client_id, &grant, expires_at).await
}

/// Makes a token as the first version of the wire has it: by workspace. The data app is that of
/// the API key.
///
/// # Errors
/// What is wrong with the request.
pub async fn create_v1(
    services: &Services,
    caller: &Caller,
    request: GuestTokenV1Request,
) -> Result<Uuid, ApiError> {
    check_client(&request.client_id)?;
    let organisation = caller.organisation();
    let app = match (&request.data_app_name, caller.data_app()) {
        (Some(name), _) => data_app(services, caller, name).await?.id,
        (None, Some(own)) => own,
        (None, None) => {
            let message = "\"dataAppName\" is required";
            return Err(ApiError::invalid(message).at("dataAppName"));
        }
    };
    let workspace = Some(request.workspace_name.as_str());
    exists(services, organisation, DocumentKind::Workspace, workspace).await?;
    let params = request.params.unwrap_or_default();
    params::check(&params, services.settings.guest_sql_rules)?;
    names::check(services, organisation, app, &params).await?;
    let datasource = request.datasource_name.as_deref();
    exists(services, organisation, DocumentKind::Datasource, datasource).await?;
    let grant = Grant {
        params,
        datasource_name: request.datasource_name,
        workspace_name: Some(request.workspace_name),
        ..Grant::default()
    };
    let expires_at = expiry(services, request.expiry_time)?;
    store(services, caller, app, request.client_id, &grant, expires_at).await
}

/// The tokens that can be used now. A data app's key sees those of its own data app.
///
/// # Errors
/// `DATA_APP_NOT_FOUND`.
pub async fn list(
    services: &Services,
    caller: &Caller,
    query: &GuestTokenQuery,
    pagination: Pagination,
) -> Result<Vec<GuestTokenItem>, ApiError> {
    let found = pagination.of(select(services, caller, query).await?);
    let apps = services
        .store
        .documents(caller.organisation(), DocumentKind::DataApp, souk_store::Page::ALL)
        .await?;
    let name = |id: Option<DocumentId>| {
        let app = apps.iter().find(|app| Some(app.id) == id);
        app.map(|app| app.name.clone()).unwrap_or_default()
    };
    let items = found.into_iter().map(|token| GuestTokenItem {
        id: token.id.to_string(),
        data_app_name: name(token.data_app),
        client_id: token.client_id.unwrap_or_default(),
        created_at: token.created_at,
        expires_at: token.expires_at,
    });
    Ok(items.collect())
}

/// Revokes the tokens that the query selects, in one commit, and says how many those were.
///
/// # Errors
/// A query that selects nothing in particular; `DATA_APP_NOT_FOUND`.
pub async fn revoke(
    services: &Services,
    caller: &Caller,
    query: &GuestTokenQuery,
) -> Result<usize, ApiError> {
    if query.id.is_none() && query.client_id.is_none() && query.data_app_name.is_none() {
        let message = "one of \"id\", \"clientId\" and \"dataAppName\" is required";
        return Err(ApiError::invalid(message));
    }
    let found = select(services, caller, query).await?;
    let revoked = found.len();
    let mut changes: Vec<_> =
        found.iter().map(|token| Change::RevokeTokens(TokenSelector::Id(token.id))).collect();
    changes.extend(reports_of(services, caller, query, &found).await?);
    if !changes.is_empty() {
        services.store.commit(caller.organisation(), &caller.actor(), changes).await?;
    }
    Ok(revoked)
}

/// Who may no longer look is no longer written to: the reports that were made with a revoked token, and
/// with a tenant's, all of that tenant's.
async fn reports_of(
    services: &Services,
    caller: &Caller,
    query: &GuestTokenQuery,
    revoked: &[Token],
) -> Result<Vec<Change>, ApiError> {
    let app = match &query.data_app_name {
        Some(name) => Some(data_app(services, caller, name).await?.id),
        None => caller.data_app(),
    };
    let is_meant = |report: &Report| {
        let owner = &report.owner;
        let is_in_app = app.is_none_or(|app| owner.data_app == app);
        let is_clients = query.client_id.as_ref().is_none_or(|client| owner.client_id == *client);
        let is_revoked = revoked.iter().any(|token| token.id == owner.token);
        is_revoked || (query.id.is_none() && is_in_app && is_clients)
    };
    reports::stop_of_clients(services, caller, is_meant).await
}

async fn select(
    services: &Services,
    caller: &Caller,
    query: &GuestTokenQuery,
) -> Result<Vec<Token>, ApiError> {
    let app = match &query.data_app_name {
        Some(name) => Some(data_app(services, caller, name).await?.id),
        None => caller.data_app(),
    };
    let (kind, client_id) = (Some(TokenKind::Guest), query.client_id.clone());
    let filter = TokenFilter { kind, data_app: app, client_id };
    let mut found = tokens::live(services, caller.organisation(), filter).await?;
    if let Some(id) = query.id {
        found.retain(|token| token.id == TokenId::from(id.0));
    }
    Ok(found)
}

async fn store(
    services: &Services,
    caller: &Caller,
    data_app: DocumentId,
    client_id: String,
    grant: &Grant,
    expires_at: DateTime<Utc>,
) -> Result<Uuid, ApiError> {
    let secret = Uuid::new_v4();
    let token = NewToken {
        id: TokenId::random(),
        hash: tokens::hash(secret),
        kind: TokenKind::Guest,
        name: "guest token".to_owned(),
        data_app: Some(data_app),
        client_id: Some(client_id),
        body: to_document(grant).map_err(ApiError::internal)?,
        expires_at: Some(expires_at),
    };
    let changes = vec![Change::CreateToken(token)];
    services.store.commit(caller.organisation(), &caller.actor(), changes).await?;
    Ok(secret)
}

/// A data app's key may name its own data app only; another one's looks like none.
async fn data_app(services: &Services, caller: &Caller, name: &str) -> Result<Document, ApiError> {
    let app = data_apps::find(services, caller.organisation(), name).await?;
    if caller.data_app().is_none_or(|own| own == app.id) {
        return Ok(app);
    }
    Err(ApiError::new(ErrorCode::DATA_APP_NOT_FOUND, "Data app not found").at("dataAppName"))
}

fn check_client(client_id: &str) -> Result<(), ApiError> {
    souk_model::check_name(client_id).map_err(|error| {
        let message = format!("\"clientId\" {error}");
        ApiError::new(ErrorCode::CLIENT_ID_ERROR, message).at("clientId")
    })
}

/// Absent: the default. Longer than the ceiling: the ceiling.
fn expiry(services: &Services, millis: Option<Number>) -> Result<DateTime<Utc>, ApiError> {
    let settings = &services.settings;
    let life = match millis {
        None => settings.guest_token_default_ttl,
        Some(Number(0)) => {
            let message = "\"expiryTime\" must be a positive number";
            return Err(ApiError::invalid(message).at("expiryTime"));
        }
        Some(Number(millis)) => std::time::Duration::from_millis(millis),
    };
    let life = TimeDelta::from_std(life.min(settings.guest_token_max_ttl));
    let expires_at = life.ok().and_then(|life| Utc::now().checked_add_signed(life));
    expires_at.ok_or_else(|| ApiError::internal("guest_token_max_ttl is beyond the calendar"))
}

async fn exists(
    services: &Services,
    organisation: OrganisationId,
    kind: DocumentKind,
    name: Option<&str>,
) -> Result<(), ApiError> {
    let Some(name) = name else { return Ok(()) };
    if services.store.revision_by_name(organisation, kind, name).await?.is_some() {
        return Ok(());
    }
    let (code, message, path) = match kind {
        DocumentKind::Workspace => {
            (ErrorCode::WORKSPACE_ID_ERROR, "Invalid workspace name", "workspaceName")
        }
        DocumentKind::Datamart => (ErrorCode::INVALID_DATAMART, "Invalid datamart", "datamartName"),
        _ => (ErrorCode::DATASOURCE_NAME_ERROR, "Invalid datasource name", "datasourceName"),
    };
    Err(ApiError::new(code, message).at(path))
}
