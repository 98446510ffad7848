//! `souk serve` as a process, for benchmarks of the whole server.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use reqwest::Client;
use serde_json::{Value, json};

use crate::Outcome;

/// A running `souk serve`.
#[derive(Debug)]
pub struct Souk {
    /// What runs.
    pub binary: PathBuf,
    process: Child,
    address: String,
    token: String,
    client: Client,
}

impl Souk {
    /// Starts a server over a data directory and waits until it is ready.
    ///
    /// # Errors
    /// A server that does not start.
    pub async fn start(binary: &Path, folder: &Path) -> Outcome<Self> {
        let address = format!("127.0.0.1:{}", free_port()?);
        let token = service_token(binary, folder)?;
        let process = Command::new(binary)
            .args(["serve", "--listen", &address, "--data-dir"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let binary = binary.to_owned();
        let souk = Self { binary, process, address, token, client: Client::new() };
        souk.wait_until_ready().await?;
        Ok(souk)
    }

    async fn wait_until_ready(&self) -> Outcome<()> {
        let url = format!("http://{}/readyz", self.address);
        for _ in 0..2_000 {
            if let Ok(reply) = self.client.get(&url).send().await
                && reply.status().is_success()
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err("the server did not become ready".into())
    }

    /// Sends a body with a service token; the reply must be a success.
    ///
    /// # Errors
    /// The reply, where it is none.
    pub async fn post(&self, path: &str, body: &Value) -> Outcome<Value> {
        let url = format!("http://{}{path}", self.address);
        let reply = self.client.post(url).bearer_auth(&self.token).json(body).send().await?;
        let status = reply.status();
        let text = reply.text().await?;
        if !status.is_success() {
            return Err(format!("{path}: {status} {text}").into());
        }
        Ok(serde_json::from_str(&text)?)
    }

    /// Makes a datasource of a PostgreSQL database.
    ///
    /// # Errors
    /// What the server answered.
    pub async fn make_datasource(&self, name: &str, url: &str) -> Outcome<()> {
        let url = reqwest::Url::parse(url)?;
        let credentials = json!({"name": name, "host": url.host_str(), "port": url.port(),
            "username": url.username(), "password": url.password().unwrap_or("none"),
            "database": url.path().trim_start_matches('/'), "schema": "public",
            "sslMode": "disable"});
        let body = json!({"datasourceType": "postgres", "credentials": credentials});
        self.post("/api/v2/datasource", &body).await.map(drop)
    }

    /// The memory that it has now.
    ///
    /// # Errors
    /// A process that is gone.
    pub fn resident_kilobytes(&self) -> Outcome<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
        Ok(line.split_whitespace().nth(1).ok_or("no figure")?.parse()?)
    }
}

impl Drop for Souk {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn service_token(binary: &Path, folder: &Path) -> Outcome<String> {
    let output = Command::new(binary)
        .args(["token", "create", "--kind", "service", "--name", "bench", "--data-dir"])
        .arg(folder)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Those that `BENCH_BIN` names, or the release build.
#[must_use]
pub fn binaries() -> Vec<PathBuf> {
    std::env::var_os("BENCH_BIN").map_or_else(
        || vec![PathBuf::from("target/release/souk")],
        |names| std::env::split_paths(&names).collect(),
    )
}
