//! TLS with an authority of the test's own: what each mode checks, and certificates of clients.

use std::time::Duration;

use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;
use souk_testkit::certificates::Certificates;
use souk_testkit::{mariadb, postgres};
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection};
use std::str::FromStr;

use crate::support::{columns, credentials, texts};

/// One encrypted server, and how to ask it.
struct Subject {
    make: fn(&Json) -> RawEngine,
    fields: Json,
    /// Says whether the session is encrypted.
    is_encrypted: &'static str,
    certificates: &'static Certificates,
}

fn bounds() -> ServerOptions {
    ServerOptions { connect: Duration::from_secs(5), ..ServerOptions::default() }
}

impl Subject {
    async fn ask(&self, change: &Json) -> Result<String, EngineError> {
        let mut fields = self.fields.clone();
        for (name, value) in change.as_object().unwrap() {
            fields[name] = value.clone();
        }
        let engine = (self.make)(&fields);
        let (columns, limits) = (columns(&[DataType::Text]), Limits::default());
        let rows = engine.run(self.is_encrypted, &[], &columns, None, &limits).await?;
        let batches: Vec<_> = rows.batches.try_collect().await?;
        Ok(texts(&batches[0])[0][0].clone())
    }

    async fn is_let_in(&self, change: &Json, encrypted: &str) {
        let answer = self.ask(change).await;
        assert_eq!(answer.unwrap_or_else(|error| panic!("{change}: {error:?}")), encrypted);
    }

    async fn is_kept_out(&self, change: &Json) {
        let answer = self.ask(change).await;
        let is_tls =
            matches!(&answer, Err(EngineError::Unreachable(words, _)) if words == "TLS failed");
        assert!(is_tls, "{change}: {answer:?}");
    }
}

async fn postgres_server() -> Subject {
    let server = Box::leak(Box::new(postgres::Server::start_encrypted()));
    let options = PgConnectOptions::from_str(server.url()).unwrap();
    let mut connection = PgConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql("CREATE ROLE certified LOGIN; CREATE ROLE vendor LOGIN")
        .execute(&mut connection)
        .await
        .unwrap();
    Subject {
        make: |fields| RawEngine::postgres(&credentials(fields), bounds()).unwrap(),
        fields: json!({"host": "localhost", "port": options.get_port(), "username": "postgres",
            "password": "", "database": "postgres"}),
        is_encrypted: "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
        certificates: server.certificates(),
    }
}

async fn mariadb_server() -> Subject {
    let server = Box::leak(Box::new(mariadb::Server::start_encrypted()));
    let options = MySqlConnectOptions::from_str(server.url()).unwrap();
    let mut connection = MySqlConnection::connect_with(&options).await.unwrap();
    let sql = "CREATE USER certified@'%' REQUIRE X509; GRANT SELECT ON *.* TO certified@'%';
        CREATE USER vendor@'%' REQUIRE SSL; GRANT SELECT ON *.* TO vendor@'%'";
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    Subject {
        make: |fields| RawEngine::mysql(&credentials(fields), bounds()).unwrap(),
        fields: json!({"host": "localhost", "port": options.get_port(), "username": "vendor",
            "password": "", "database": "mysql"}),
        is_encrypted: "SELECT IF(VARIABLE_VALUE = '', 'false', 'true')
            FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'Ssl_cipher'",
        certificates: server.certificates(),
    }
}

async fn modes_check_what_they_say(subject: &Subject) {
    let (own, other) = (subject.certificates.authority(), Certificates::make().authority());
    let cases = [
        (json!({"sslMode": "verify-full", "sslRootCert": own}), true),
        (json!({"sslMode": "verify-ca", "sslRootCert": own}), true),
        (json!({"sslMode": "verify-ca", "sslRootCert": own, "host": "127.0.0.1"}), true),
        (json!({"sslMode": "require"}), true),
        (json!({"sslMode": "require", "host": "127.0.0.1"}), true),
        (json!({"sslMode": "prefer"}), true),
        (json!({}), true),
        // The certificate is the host's name's, and not its address's.
        (json!({"sslMode": "verify-full", "sslRootCert": own, "host": "127.0.0.1"}), false),
        (json!({"sslMode": "verify-full", "sslRootCert": other}), false),
        (json!({"sslMode": "verify-ca", "sslRootCert": other}), false),
        // Without an authority of its own, only those that browsers trust.
        (json!({"sslMode": "verify-full"}), false),
        (json!({"sslMode": "verify-ca"}), false),
    ];
    for (change, is_right) in cases {
        match is_right {
            true => subject.is_let_in(&change, "true").await,
            false => subject.is_kept_out(&change).await,
        }
    }
}

async fn a_certificate_lets_its_client_in(subject: &Subject) {
    let (certificate, key) = subject.certificates.client();
    let authority = subject.certificates.authority();
    let shown = json!({"username": "certified", "sslMode": "verify-full", "sslRootCert": authority,
        "sslCert": certificate, "sslKey": key});
    subject.is_let_in(&shown, "true").await;
    let (foreign, foreign_key) = Certificates::make().client();
    let without = json!({"username": "certified", "sslMode": "require"});
    let another = json!({"username": "certified", "sslMode": "require", "sslCert": foreign,
        "sslKey": foreign_key});
    for change in [without, another] {
        let answer = subject.ask(&change).await;
        let is_refused =
            matches!(answer, Err(EngineError::Authentication(_) | EngineError::Unreachable(..)));
        assert!(is_refused, "{answer:?}");
    }
}

#[tokio::test]
async fn postgres_modes_check_what_they_say() {
    let subject = postgres_server().await;
    modes_check_what_they_say(&subject).await;
    subject.is_let_in(&json!({"sslMode": "disable"}), "false").await;
    // The server admits this login by TLS only.
    let answer = subject.ask(&json!({"sslMode": "disable", "username": "vendor"})).await;
    assert!(matches!(answer, Err(EngineError::Authentication(_))), "{answer:?}");
    a_certificate_lets_its_client_in(&subject).await;
}

#[tokio::test]
async fn mariadb_modes_check_what_they_say() {
    let subject = mariadb_server().await;
    modes_check_what_they_say(&subject).await;
    let answer = subject.ask(&json!({"sslMode": "disable"})).await;
    assert!(matches!(answer, Err(EngineError::Authentication(_))), "{answer:?}");
    a_certificate_lets_its_client_in(&subject).await;
}

#[test]
fn half_a_certificate_is_refused() {
    let (certificate, key) = Certificates::make().client();
    let fields = json!({"host": "h", "port": 1, "username": "u", "password": "", "database": "d"});
    let cases = [
        (json!({"sslCert": certificate}), "\"credentials.sslKey\" is required"),
        (json!({"sslKey": key}), "\"credentials.sslCert\" is required"),
        (json!({"sslCert": "/etc/passwd", "sslKey": key}), "must be a certificate in PEM form"),
        (json!({"sslCert": certificate, "sslKey": "../key"}), "must be a private key in PEM form"),
    ];
    let makers = [RawEngine::postgres, RawEngine::mysql, RawEngine::clickhouse];
    for (change, words) in cases {
        let mut fields = fields.clone();
        for (name, value) in change.as_object().unwrap() {
            fields[name] = value.clone();
        }
        for make in makers {
            let refused = make(&credentials(&fields), ServerOptions::default()).unwrap_err();
            assert!(refused.to_string().contains(words), "{refused}");
        }
    }
}
