//! Two servers over one store, and how they are asked.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::str::FromStr;
use std::time::{Duration, Instant};

use reqwest::{Client, Method};
use serde_json::{Value, json};
use souk_testkit::postgres;
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use uuid::Uuid;

use crate::questions::portal::{DATAMARTS, QUERY, count, fill, shop};
use crate::shop::Reply;
use crate::support::server::text;

/// The key that the servers share.
pub(super) const KEY: &str = "2b7e151628aed2a6abf7158809cf4f3c762e7160f38b4da56a784d9045190cfe";

/// What every server of a store is given alike.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) store: String,
    pub(super) key: Option<&'static str>,
    pub(super) files: String,
}

impl Shared {
    /// An empty store.
    pub(super) async fn fresh() -> Self {
        let store = postgres::Server::shared().fresh_database().await;
        Self { store, key: Some(KEY), files: String::new() }
    }

    fn command(&self, data: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_souk"));
        command.args(arguments).arg("--data-dir").arg(data).env_clear();
        command.env("SOUK_STORE_URL", &self.store).env("SOUK_NETWORK_ALLOW", "127.0.0.0/8");
        command.env("SOUK_LOG_LEVEL", "warn");
        if let Some(key) = self.key {
            command.env("SOUK_ENCRYPTION_KEY", key);
        }
        if !self.files.is_empty() {
            command.env("SOUK_FILE_ROOTS", &self.files);
        }
        command
    }

    /// Runs a command over the store to its end.
    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        let data = tempfile::tempdir().expect("a folder");
        self.command(data.path(), arguments).output().expect("the command")
    }

    /// The printed text of a command that must succeed.
    pub(super) fn printed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    }
}

/// A server as a process with a data directory of its own; killed when dropped.
pub(super) struct Process {
    child: Child,
    base: String,
    client: Client,
    data: TempDir,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Process {
    pub(super) async fn start(shared: &Shared) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let data = tempfile::tempdir().expect("a folder");
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = free.local_addr().expect("an address").to_string();
        drop(free);
        let mut command = shared.command(data.path(), &["serve", "--listen", &address]);
        let said = |name: &str| Stdio::from(File::create(data.path().join(name)).expect("a file"));
        let child = command.stdout(said("out")).stderr(said("err")).spawn().expect("souk");
        let client = Client::builder().timeout(Duration::from_secs(30)).build().expect("a client");
        let mut process = Self { child, base: format!("http://{address}"), client, data };
        process.wait_until_ready().await;
        process
    }

    async fn wait_until_ready(&mut self) {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            let reply = self.client.get(format!("{}/readyz", self.base)).send().await;
            if reply.is_ok_and(|reply| reply.status() == 200) {
                return;
            }
            let ended = self.child.try_wait().expect("a process");
            assert!(ended.is_none(), "{ended:?}: {}", self.said("err"));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the server did not become ready: {}", self.said("err"));
    }

    fn said(&self, name: &str) -> String {
        fs::read_to_string(self.data.path().join(name)).expect("a file")
    }

    /// The tokens that it has shown.
    pub(super) fn shown_tokens(&self) -> Vec<String> {
        let out = self.said("out");
        let lines = out.lines().map(str::trim).filter(|line| Uuid::parse_str(line).is_ok());
        lines.map(str::to_owned).collect()
    }

    /// Ends it at once, by SIGKILL.
    pub(super) fn kill_now(&self) {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args(["-KILL", &id]).status().expect("kill");
        assert!(status.success());
    }

    /// Sends a request; the error says that no reply came.
    pub(super) async fn try_send(
        &self,
        method: Method,
        path: &str,
        token: &str,
        body: Option<&Value>,
    ) -> reqwest::Result<Reply> {
        let url = format!("{}{path}", self.base);
        let mut request = self.client.request(method, url).bearer_auth(token);
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await?;
        let status = response.status();
        let bytes = response.bytes().await?;
        Ok(Reply { status, body: serde_json::from_slice(&bytes).unwrap_or_default() })
    }

    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        token: &str,
        body: &Value,
    ) -> Reply {
        self.try_send(method, path, token, Some(body)).await.expect("a reply")
    }

    pub(super) async fn post(&self, path: &str, token: &str, body: Value) -> Reply {
        self.send(Method::POST, path, token, &body).await
    }

    pub(super) async fn put(&self, path: &str, token: &str, body: Value) -> Reply {
        self.send(Method::PUT, path, token, &body).await
    }

    pub(super) async fn get(&self, path: &str, token: &str) -> Reply {
        self.try_send(Method::GET, path, token, None).await.expect("a reply")
    }

    pub(super) async fn delete(&self, path: &str, token: &str) -> Reply {
        self.try_send(Method::DELETE, path, token, None).await.expect("a reply")
    }

    /// Asks a datamart as tenant 7.
    pub(super) async fn ask(&self, datamart: &str, token: &str, query: Value) -> Reply {
        let body = json!({"datamartName": datamart, "clientId": "7", "query": query});
        self.post(QUERY, token, body).await
    }

    /// Asks a datamart without tenants.
    pub(super) async fn ask_for_all(&self, datamart: &str, token: &str, query: Value) -> Reply {
        self.post(QUERY, token, json!({"datamartName": datamart, "query": query})).await
    }

    /// Asks the shop with a guest token.
    pub(super) async fn ask_as_guest(&self, token: &str) -> Reply {
        self.post(QUERY, token, json!({"datamartName": "shop", "query": count()})).await
    }

    /// The lines that a guest is streamed.
    pub(super) async fn lines(&self, path: &str, token: &str, body: Value) -> Vec<Value> {
        let url = format!("{}/api/v2/guest/{path}", self.base);
        let request = self.client.post(url).bearer_auth(token).json(&body);
        let response = request.send().await.expect("a reply");
        let status = response.status();
        let body = response.text().await.expect("text");
        assert_eq!(status, 200, "{body}");
        body.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

/// Two servers, the small shop, and a data app with a key.
pub(super) struct Pair {
    pub(super) shared: Shared,
    pub(super) servers: [Process; 2],
    /// A service token.
    pub(super) service: String,
    /// The data app's key.
    pub(super) key: String,
    pub(super) database: PgConnectOptions,
    /// The folder that file datasources may read.
    pub(super) files: TempDir,
}

impl Pair {
    /// Without a datasource.
    pub(super) async fn empty() -> Self {
        let files = tempfile::tempdir().expect("a folder");
        let mut shared = Shared::fresh().await;
        shared.files = files.path().display().to_string();
        let database = shop_database().await;
        let servers =
            <[Process; 2]>::from(tokio::join!(Process::start(&shared), Process::start(&shared)));
        let service = shared.printed(&["token", "create", "--name", "test"]);
        let named = json!({"name": "portal"});
        servers[0].post("/api/v2/data-app", &service, named).await.ok();
        let body = json!({"dataAppName": "portal", "name": "key"});
        let made = servers[1].post("/api/v2/data-app/api-tokens", &service, body).await;
        let key = text(&made.ok()["key"]);
        Self { shared, servers, service, key, database, files }
    }

    /// With the datasource `main`, made at one server, and the datamart `shop`, made at the other.
    pub(super) async fn start() -> Self {
        let pair = Self::empty().await;
        let [first, second] = &pair.servers;
        let source = source("main", &pair.database);
        first.post("/api/v2/datasource", &pair.service, source).await.ok();
        second.post(DATAMARTS, &pair.service, shop()).await.ok();
        pair
    }
}

/// A database with the small shop.
pub(super) async fn shop_database() -> PgConnectOptions {
    let url = postgres::Server::shared().fresh_database().await;
    let database = PgConnectOptions::from_str(&url).expect("a URL");
    fill(&database).await;
    database
}

/// The body that makes a datasource over a database.
pub(super) fn source(name: &str, database: &PgConnectOptions) -> Value {
    json!({"datasourceType": "postgres", "credentials": {"name": name,
        "host": database.get_host(), "port": database.get_port(),
        "username": database.get_username(), "password": "unused",
        "database": database.get_database()}})
}
