//! Who is calling: from the header to a [`Caller`], checked against the route's row.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use chrono::Utc;
use souk_model::{DocumentId, OrganisationId, TokenId, from_document};
use souk_store::{Actor, Token, TokenKind};
use uuid::Uuid;

use crate::http::permissions::{Access, CredentialKind, Refused, Route};
use crate::http::{ApiError, AppState};
use crate::service::guest_tokens::Grant;
use crate::service::{accounts, tokens};

/// Whoever holds the request's credential.
#[derive(Debug, Clone)]
pub enum Caller {
    /// A person who runs the server.
    Admin {
        /// Whose server.
        organisation: OrganisationId,
        /// The account.
        account: Uuid,
    },
    /// The vendor's back office.
    Service {
        /// Whose.
        organisation: OrganisationId,
        /// The credential.
        token: TokenId,
    },
    /// One data app's back end.
    ApiKey {
        /// Whose.
        organisation: OrganisationId,
        /// The credential.
        token: TokenId,
        /// The data app it belongs to.
        data_app: DocumentId,
    },
    /// One browser of one tenant.
    Guest {
        /// Whose.
        organisation: OrganisationId,
        /// The credential.
        token: TokenId,
        /// The data app it belongs to.
        data_app: DocumentId,
        /// The tenant.
        client_id: String,
        /// The rest of what the token was made with: `params`, `permissions`, `datamartName`, ….
        grant: Arc<Grant>,
    },
}

impl Caller {
    /// The organisation that the credential belongs to.
    #[must_use]
    pub const fn organisation(&self) -> OrganisationId {
        match self {
            Self::Admin { organisation, .. }
            | Self::Service { organisation, .. }
            | Self::ApiKey { organisation, .. }
            | Self::Guest { organisation, .. } => *organisation,
        }
    }

    /// For the audit log.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        match self {
            Self::Admin { account, .. } => Actor::Account(*account),
            Self::Service { token, .. }
            | Self::ApiKey { token, .. }
            | Self::Guest { token, .. } => Actor::Token(*token),
        }
    }

    /// For the permission table.
    #[must_use]
    pub const fn kind(&self) -> CredentialKind {
        match self {
            Self::Admin { .. } => CredentialKind::Admin,
            Self::Service { .. } => CredentialKind::Service,
            Self::ApiKey { .. } => CredentialKind::ApiKey,
            Self::Guest { .. } => CredentialKind::Guest,
        }
    }

    /// The data app that the credential belongs to, where it belongs to one.
    #[must_use]
    pub const fn data_app(&self) -> Option<DocumentId> {
        match self {
            Self::ApiKey { data_app, .. } | Self::Guest { data_app, .. } => Some(*data_app),
            Self::Admin { .. } | Self::Service { .. } => None,
        }
    }

    /// Whoever holds this token, if it is whole.
    pub(crate) fn from_token(token: Token) -> Option<Self> {
        let (organisation, id) = (token.organisation, token.id);
        match token.kind {
            TokenKind::Service => Some(Self::Service { organisation, token: id }),
            TokenKind::ApiKey => {
                Some(Self::ApiKey { organisation, token: id, data_app: token.data_app? })
            }
            TokenKind::Guest => Some(Self::Guest {
                organisation,
                token: id,
                data_app: token.data_app?,
                client_id: token.client_id?,
                grant: Arc::new(from_document(token.body).ok()?),
            }),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let caller = parts.extensions.get::<Self>().cloned();
        caller.ok_or_else(|| ApiError::internal("a public route asked who is calling"))
    }
}

/// Stands before every route; which one is fixed when the router is built.
#[derive(Clone)]
pub(super) struct Gate {
    pub(super) state: AppState,
    pub(super) route: &'static Route,
}

pub(super) async fn authorise(
    State(gate): State<Gate>,
    mut request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let Access::Only(kinds) = gate.route.access else {
        return Ok(next.run(request).await);
    };
    let refuse = |refused| gate.route.refusal.error(refused);
    let Some(text) = credential(request.headers()) else {
        return Err(refuse(Refused::Absent));
    };
    let caller = match identify(&gate.state, text).await? {
        Ok(caller) => caller,
        Err(refused) => return Err(refuse(refused)),
    };
    if !kinds.contains(&caller.kind()) {
        return Err(refuse(Refused::WrongKind));
    }
    request.extensions_mut().insert(caller);
    Ok(next.run(request).await)
}

/// `Authorization: Bearer …`, or else `X-Plugin-Token`, which the web components send.
fn credential(headers: &HeaderMap) -> Option<&str> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let (scheme, token) = value.to_str().ok()?.trim().split_once(' ')?;
        let token = token.trim();
        return (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token);
    }
    let value = headers.get("x-plugin-token")?.to_str().ok()?.trim();
    (!value.is_empty()).then_some(value)
}

/// The outer error is the store's; the inner one says why the credential is not good.
async fn identify(state: &AppState, text: &str) -> Result<Result<Caller, Refused>, ApiError> {
    if accounts::looks_like_jwt(text) {
        let account = accounts::by_jwt(state, text).await?;
        let caller = account.map(|account| Caller::Admin {
            organisation: account.organisation,
            account: account.id,
        });
        return Ok(caller.ok_or(Refused::Unknown));
    }
    let Some(secret) = tokens::parse(text) else { return Ok(Err(Refused::Malformed)) };
    let hash = tokens::hash(secret);
    let Some(token) = state.store.token(&hash).await? else { return Ok(Err(Refused::Unknown)) };
    if !token.is_live(Utc::now()) {
        return Ok(Err(Refused::Unknown));
    }
    Ok(Caller::from_token(token).ok_or(Refused::Unknown))
}
