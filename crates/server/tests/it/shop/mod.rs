//! A running server with one stand-in datasource type, and short words for talking to it.

mod stand_in;

use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use souk_model::{DocumentId, OrganisationId};
use souk_server::config::{Flags, Sources, load};
use souk_server::http::router;
use souk_server::service::{Services, start, tokens};
use souk_store::{Actor, Change, DocumentKind, NewDocument, TokenKind};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) use stand_in::{StandIn, table};

/// The newest path of the datamart family.
pub(crate) const DATAMARTS: &str = "/api/v2/data-app/datamarts";
/// The path of the datasource family.
pub(crate) const DATASOURCE: &str = "/api/v2/datasource";

/// A server on a free port, with its own data directory.
pub(crate) struct Shop {
    address: SocketAddr,
    client: Client,
    pub(crate) services: Arc<Services>,
    pub(crate) organisation: OrganisationId,
    pub(crate) service: Uuid,
    pub(crate) key: Uuid,
    pub(crate) stand_in: Arc<StandIn>,
    _folder: TempDir,
}

/// A reply: its status and its JSON.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
}

impl Reply {
    /// Asserts a success and returns the body.
    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body
    }

    /// Asserts a failure's status, code and message, and returns the body of `error`.
    #[track_caller]
    pub(crate) fn fails(self, status: u16, code: &str, message: &str) -> Value {
        let error = &self.body["error"];
        let found = (self.status.as_u16(), &error["code"], &error["message"]);
        assert_eq!(found, (status, &json!(code), &json!(message)), "{}", self.body);
        error.clone()
    }

    /// The hints of a failure, one per line.
    pub(crate) fn hints(&self) -> String {
        let hints = self.body["error"]["hints"].as_array();
        let lines = hints.into_iter().flatten().filter_map(Value::as_str);
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl Shop {
    /// Starts a server with no datasource.
    pub(crate) async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = tempfile::tempdir().expect("a folder");
        let services = Self::services(&folder).await;
        let stand_in = Arc::new(StandIn::default());
        Self::serve(services, folder, stand_in).await
    }

    /// Starts a server with the stand-in datasource `main`.
    pub(crate) async fn with_source() -> Self {
        let shop = Self::start().await;
        shop.post(DATASOURCE, stand_in_body("main")).await.ok();
        shop
    }

    async fn services(folder: &TempDir) -> Services {
        let files = folder.path().join("files");
        std::fs::create_dir_all(&files).expect("a folder for files");
        let set = |name: &str, value: String| (name.to_owned(), value);
        let environment = vec![
            set("SOUK_DATA_DIR", folder.path().join("data").display().to_string()),
            set("SOUK_FILE_ROOTS", files.display().to_string()),
            set("SOUK_NETWORK_ALLOW", "127.0.0.0/8".to_owned()),
        ];
        let sources = Sources { environment, flags: Flags::default() };
        let loaded = load(&sources).expect("a configuration");
        start::open(Arc::new(loaded.settings)).await.expect("services")
    }

    async fn serve(mut services: Services, folder: TempDir, stand_in: Arc<StandIn>) -> Self {
        services.connectors.add(Arc::clone(&stand_in) as Arc<dyn souk_engine::Connector>);
        let organisation = services.store.default_organisation().await.expect("an organisation");
        let (service, key, app) = (Uuid::new_v4(), Uuid::new_v4(), DocumentId::random());
        let data_app = NewDocument {
            kind: DocumentKind::DataApp,
            id: app,
            name: "portal".to_owned(),
            body: json!({"version": 1}),
            links: Vec::new(),
        };
        let mut api_key = tokens::service("key", key, None);
        api_key.kind = TokenKind::ApiKey;
        api_key.data_app = Some(app);
        let changes = vec![
            Change::CreateDocument(data_app),
            Change::CreateToken(tokens::service("test", service, None)),
            Change::CreateToken(api_key),
        ];
        let committed = services.store.commit(organisation, &Actor::System, changes).await;
        committed.expect("tokens");
        let services = Arc::new(services);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let app = router(&services);
        tokio::spawn(async move { axum::serve(listener, app).await });
        let client = Client::new();
        Self { address, client, services, organisation, service, key, stand_in, _folder: folder }
    }

    /// The folder that file datasources may read.
    pub(crate) fn files(&self) -> std::path::PathBuf {
        self._folder.path().join("files")
    }

    /// Sends a request with a token.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        token: Uuid,
        body: Option<Value>,
    ) -> Reply {
        let text = body.map(|body| body.to_string());
        self.send_text(method, path, token, text).await
    }

    /// Sends a request whose body need not be JSON.
    pub(crate) async fn send_text(
        &self,
        method: Method,
        path: &str,
        token: Uuid,
        body: Option<String>,
    ) -> Reply {
        let url = format!("http://{}{path}", self.address);
        let mut request = self.client.request(method, url).bearer_auth(token);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        let reply = request.send().await.expect("a reply");
        let status = reply.status();
        let bytes = reply.bytes().await.expect("a body");
        let body = serde_json::from_slice(&bytes).unwrap_or_else(|_| {
            panic!("a JSON body, not {}", String::from_utf8_lossy(&bytes));
        });
        Reply { status, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, self.service, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, self.service, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PUT, path, self.service, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PATCH, path, self.service, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, self.service, None).await
    }

    /// Makes a document behind the server's back.
    pub(crate) async fn plant(
        &self,
        kind: DocumentKind,
        name: &str,
        links: Vec<(DocumentKind, DocumentId)>,
    ) {
        let document = NewDocument {
            kind,
            id: DocumentId::random(),
            name: name.to_owned(),
            body: json!({"version": 1}),
            links,
        };
        let change = vec![Change::CreateDocument(document)];
        let committed = self.services.store.commit(self.organisation, &Actor::System, change);
        committed.await.expect("a document");
    }

    /// The identifier of a stored document.
    pub(crate) async fn id(&self, kind: DocumentKind, name: &str) -> DocumentId {
        let found = self.services.store.revision_by_name(self.organisation, kind, name).await;
        found.expect("the store").expect("the document").0
    }
}

/// A create body of the stand-in type.
pub(crate) fn stand_in_body(name: &str) -> Value {
    json!({"datasourceType": "firebolt", "credentials": {"name": name, "password": "hunter2"}})
}

/// A small datamart over the datasource `main`.
pub(crate) fn small(name: &str) -> Value {
    json!({
        "name": name,
        "datasourceName": "main",
        "tableList": [{
            "schemaName": "public", "name": "orders",
            "columns": [{"name": "id"}, {"name": "amount"}]
        }]
    })
}
