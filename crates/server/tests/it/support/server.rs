//! A running server and short words for talking to it with any credential.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use souk_model::{DocumentId, OrganisationId};
use souk_server::config::{Flags, Sources, load};
use souk_server::http::serve::serve;
use souk_server::service::{Services, start, tokens};
use souk_store::{Actor, Change, DocumentKind, NewDocument, NewToken, TokenKind};
use tempfile::TempDir;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::shop::Reply;

/// A server on a free port, with its own data directory. Stops when dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) client: Client,
    pub(crate) services: Arc<Services>,
    /// The default organisation.
    pub(crate) organisation: OrganisationId,
    /// A service token of it.
    pub(crate) service: String,
    _stop: DropGuard,
    _folder: TempDir,
}

impl Server {
    pub(crate) async fn start() -> Self {
        Self::with(&[]).await
    }

    /// Starts a server with further variables.
    pub(crate) async fn with(variables: &[(&str, &str)]) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().display().to_string();
        let given = variables.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let environment = given.chain([("SOUK_DATA_DIR".to_owned(), data)]).collect();
        let sources = Sources { environment, flags: Flags::default() };
        let settings = load(&sources).expect("a configuration").settings;
        let services = start::open(Arc::new(settings)).await.expect("services");
        let organisation = services.store.default_organisation().await.expect("an organisation");
        let first = start::first_service_token(services.store.as_ref()).await.expect("a store");
        let service = first.expect("a first token").to_string();
        let services = Arc::new(services);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let stop = CancellationToken::new();
        tokio::spawn(serve(listener, Arc::clone(&services), stop.clone()));
        let (client, _stop) = (Client::new(), stop.drop_guard());
        Self { address, client, services, organisation, service, _stop, _folder: folder }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    /// Sends a request with a token, or without.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> Reply {
        let mut request = self.request(method, path);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        reply(request).await
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Reply {
        self.send(Method::GET, path, Some(token), None).await
    }

    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Some(token), Some(&body)).await
    }

    pub(crate) async fn delete(&self, path: &str, token: &str) -> Reply {
        self.send(Method::DELETE, path, Some(token), None).await
    }

    /// Makes a data app and an API key for it.
    pub(crate) async fn data_app(&self, name: &str) -> String {
        self.post("/api/v2/data-app", &self.service, json!({"name": name})).await.ok();
        let body = json!({"dataAppName": name, "name": "key"});
        let made = self.post("/api/v2/data-app/api-tokens", &self.service, body).await.ok();
        text(&made["key"])
    }

    /// Makes a guest token with the least that is needed.
    pub(crate) async fn guest(&self, key: &str, app: &str, client: &str) -> String {
        let body = json!({"dataAppName": app, "clientId": client});
        text(&self.post("/api/v2/guest-token/create", key, body).await.ok()["token"])
    }

    /// Makes an account and returns its JWT.
    pub(crate) async fn admin(&self, company: &str) -> String {
        let body = json!({"firstName": "Kari", "email": format!("kari@{company}.example.com"),
            "password": "Correct-horse-7", "companyName": company});
        let reply = self.send(Method::POST, "/api/v2/admin-account", None, Some(&body)).await;
        text(&reply.ok()["data"]["accessToken"])
    }

    /// Makes a token of any kind behind the server's back.
    pub(crate) async fn plant(
        &self,
        kind: TokenKind,
        expires_at: Option<DateTime<Utc>>,
    ) -> Planted {
        let organisation = self.organisation;
        self.plant_in(organisation, kind, expires_at).await
    }

    pub(crate) async fn plant_in(
        &self,
        organisation: OrganisationId,
        kind: TokenKind,
        expires_at: Option<DateTime<Utc>>,
    ) -> Planted {
        let (secret, app) = (Uuid::new_v4(), DocumentId::random());
        let mut token: NewToken = tokens::service("planted", secret, expires_at);
        let id = token.id;
        token.kind = kind;
        let mut changes = Vec::new();
        if kind != TokenKind::Service {
            token.data_app = Some(app);
            changes.push(Change::CreateDocument(NewDocument {
                kind: DocumentKind::DataApp,
                id: app,
                name: format!("planted {app}"),
                body: json!({"version": 1}),
                links: Vec::new(),
            }));
        }
        token.client_id = (kind == TokenKind::Guest).then(|| "7".to_owned());
        changes.push(Change::CreateToken(token));
        self.commit(organisation, changes).await;
        Planted { secret: secret.to_string(), id }
    }

    pub(crate) async fn commit(&self, organisation: OrganisationId, changes: Vec<Change>) {
        let done = self.services.store.commit(organisation, &Actor::System, changes).await;
        done.expect("a commit");
    }
}

/// A token that was made behind the server's back.
pub(crate) struct Planted {
    pub(crate) secret: String,
    pub(crate) id: souk_model::TokenId,
}

/// Sends a request and reads the JSON of its reply; null where there is none.
pub(crate) async fn reply(request: RequestBuilder) -> Reply {
    let response = request.send().await.expect("a reply");
    let status = response.status();
    let bytes = response.bytes().await.expect("a body");
    Reply { status, body: serde_json::from_slice(&bytes).unwrap_or_default() }
}

/// The text of a JSON value.
#[track_caller]
pub(crate) fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// An hour from now.
pub(crate) fn soon() -> Option<DateTime<Utc>> {
    Some(Utc::now() + TimeDelta::hours(1))
}

/// An hour ago.
pub(crate) fn past() -> Option<DateTime<Utc>> {
    Some(Utc::now() - TimeDelta::hours(1))
}
