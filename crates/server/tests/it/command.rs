//! The real binary: the contract that scripts outside the repository rely on.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use reqwest::{Client, Method, RequestBuilder};
use serde_json::json;
use uuid::Uuid;

use crate::support::server::reply;

fn souk(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_souk"));
    command.args(arguments).arg("--data-dir").arg(data).env_clear();
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    souk(data, arguments).output().expect("the command")
}

fn printed(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// A server as a process; killed when dropped.
struct Process {
    child: Child,
    base: String,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Process {
    async fn start(data: &Path) -> Self {
        Self::spawn(|address| souk(data, &["serve", "--listen", address])).await
    }

    /// No file of this server can grow beyond `kilobytes`: for SQLite that is a full disk.
    async fn start_on_full_disk(data: &Path, kilobytes: u32) -> Self {
        let limited = "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"";
        Self::spawn(|address| {
            let mut command = Command::new("bash");
            command.args(["-c", limited, "limited", &kilobytes.to_string()]);
            command.args([env!("CARGO_BIN_EXE_souk"), "serve", "--listen", address, "--data-dir"]);
            command.arg(data).env_clear();
            command
        })
        .await
    }

    async fn spawn(command: impl FnOnce(&str) -> Command) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = free.local_addr().expect("an address").to_string();
        drop(free);
        let mut command = command(&address);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("souk");
        let process = Self { child, base: format!("http://{address}") };
        process.wait_until_ready().await;
        process
    }

    async fn wait_until_ready(&self) {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            let reply = Client::new().get(format!("{}/readyz", self.base)).send().await;
            if reply.is_ok_and(|reply| reply.status() == 200) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the server did not become ready");
    }

    /// The lines on standard output up to one that is a token.
    fn first_token(&mut self) -> String {
        let out = BufReader::new(self.child.stdout.as_mut().expect("piped"));
        let mut lines = out.lines().map(|line| line.expect("text").trim().to_owned());
        lines.find(|line| Uuid::parse_str(line).is_ok()).expect("a token")
    }

    async fn status(&self, token: &str) -> u16 {
        let url = format!("{}/api/v2/datasource", self.base);
        let request = Client::new().request(Method::GET, url).bearer_auth(token);
        reply(request).await.status.as_u16()
    }

    fn data_apps(&self, method: Method, token: &str) -> RequestBuilder {
        Client::new().request(method, format!("{}/api/v2/data-app", self.base)).bearer_auth(token)
    }

    async fn data_app_names(&self, token: &str) -> Vec<String> {
        let listed = reply(self.data_apps(Method::GET, token)).await.ok();
        let items = listed["data"].as_array().expect("a list").clone();
        items.iter().map(|item| item["name"].as_str().expect("a name").to_owned()).collect()
    }

    /// Ends it as an operator does, and returns what it wrote.
    fn stop(mut self) -> String {
        let pid = self.child.id().to_string();
        let killed = Command::new("kill").args(["-TERM", &pid]).status().expect("kill");
        assert!(killed.success());
        assert!(self.child.wait().expect("an end").success(), "it ends well");
        let mut text = String::new();
        for stream in [
            self.child.stdout.as_mut().map(|out| out as &mut dyn Read),
            self.child.stderr.as_mut().map(|out| out as &mut dyn Read),
        ] {
            stream.expect("piped").read_to_string(&mut text).expect("text");
        }
        text
    }
}

fn token(text: &str) -> String {
    let token = text.strip_suffix('\n').expect("one line").to_owned();
    assert!(Uuid::parse_str(&token).is_ok(), "alone: {text:?}");
    token
}

#[tokio::test]
async fn the_first_start_makes_a_key_and_shows_one_token_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let mut process = Process::start(&data).await;
    let first = process.first_token();
    assert_eq!(process.status(&first).await, 200);
    assert_eq!(process.status(&Uuid::new_v4().to_string()).await, 401);
    let create = ["token", "create", "--kind", "service", "--name", "beside the server"];
    let second = token(&printed(&run(&data, &create)));
    assert_eq!(process.status(&second).await, 200);
    let log = process.stop();
    assert!(!log.contains(&first) && !log.contains(&second), "{log}");

    let again = Process::start(&data).await;
    assert_eq!(again.status(&first).await, 200);
    let text = again.stop();
    assert!(!text.contains("service token"), "shown once: {text}");
    is_private(&data.join("encryption.key"));
    is_private(&data.join("souk.db"));
}

#[cfg(unix)]
fn is_private(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{}", path.display());
}

#[tokio::test]
async fn a_token_can_be_made_before_the_first_start_listed_and_revoked() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let create = ["token", "create", "--kind", "service", "--name", "early"];
    let early = token(&printed(&run(&data, &create)));
    let process = Process::start(&data).await;
    assert_eq!(process.status(&early).await, 200);
    let listed = printed(&run(&data, &["token", "list"]));
    assert!(listed.contains("early") && !listed.contains(&early), "{listed}");
    let id = listed.split_whitespace().next().expect("an identifier").to_owned();
    printed(&run(&data, &["token", "revoke", &id]));
    assert_eq!(process.status(&early).await, 401);
    let text = process.stop();
    assert!(!text.contains("first service token"), "there was one: {text}");
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_killed_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let create = ["token", "create", "--name", "test"];
    let token = token(&printed(&run(folder.path(), &create)));
    let names = ["one", "two", "three"];
    for name in names {
        let process = Process::start(folder.path()).await;
        let made = process.data_apps(Method::POST, &token).json(&json!({"name": name}));
        reply(made).await.ok();
        // Dropping the process kills it with SIGKILL.
    }
    let process = Process::start(folder.path()).await;
    assert_eq!(process.data_app_names(&token).await, names);
}

#[tokio::test]
async fn a_full_disk_is_said_and_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let create = ["token", "create", "--name", "test"];
    let token = token(&printed(&run(folder.path(), &create)));
    let process = Process::start_on_full_disk(folder.path(), 600).await;
    let mut acknowledged = Vec::new();
    let refused = loop {
        let name = format!("app {}", acknowledged.len());
        let made = process.data_apps(Method::POST, &token).json(&json!({"name": name}));
        let reply = reply(made).await;
        if reply.status != 200 {
            break reply;
        }
        acknowledged.push(name);
        assert!(acknowledged.len() < 5_000, "the disk never filled");
    };
    assert_eq!(refused.status, 503, "{refused:?}");
    assert_eq!(refused.body["error"]["code"], "STORE_UNAVAILABLE");
    assert_eq!(process.data_app_names(&token).await, acknowledged, "reads go on");
    drop(process);

    let with_room = Process::start(folder.path()).await;
    assert_eq!(with_room.data_app_names(&token).await, acknowledged);
    let made = with_room.data_apps(Method::POST, &token).json(&json!({"name": "one more"}));
    reply(made).await.ok();
}

#[cfg(unix)]
#[tokio::test]
async fn another_key_or_an_exposed_one_keeps_the_server_from_starting() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_owned();
    Process::start(&data).await.stop();
    let key = data.join("encryption.key");
    let refused = |reason: &str| {
        let output = run(&data, &["serve", "--listen", "127.0.0.1:0"]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && errors.contains(reason), "{reason}: {errors}");
    };
    let good = std::fs::read_to_string(&key).expect("the key");
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o640)).expect("a mode");
    refused("can be read by others");
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o600)).expect("a mode");
    let other = "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51";
    std::fs::write(&key, other).expect("the key");
    refused("not the one that this store was made with");
    std::fs::write(&key, &good[..20]).expect("the key");
    refused("must be 32 bytes");
    std::fs::remove_file(&key).expect("removed");
    refused("neither the setting encryption_key nor");
    std::fs::write(&key, good).expect("the key");
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o600)).expect("a mode");
    Process::start(&data).await.stop();
}

#[test]
fn the_configuration_is_shown_or_its_problems_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let shown = printed(&run(folder.path(), &["check-config", "--query-timeout", "5s"]));
    assert!(shown.contains("query_timeout = 5s  # --query-timeout"), "{shown}");
    assert!(shown.contains("listen = 127.0.0.1:8080  # default"), "{shown}");
    let mut command = souk(folder.path(), &["check-config", "--query-timeout", "soon"]);
    let output = command.env("SOUK_LISTN", "x").output().expect("the command");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(errors.contains("SOUK_LISTN") && errors.contains("--query-timeout"), "{errors}");
}

#[test]
fn migrate_and_openapi_do_what_they_say() {
    let folder = tempfile::tempdir().expect("a folder");
    printed(&run(&folder.path().join("data"), &["migrate"]));
    assert!(folder.path().join("data/souk.db").exists());
    let mut command = Command::new(env!("CARGO_BIN_EXE_souk"));
    let document = command.arg("openapi").env_clear().output().expect("the command");
    assert_eq!(printed(&document), souk_server::http::openapi::json());
}
