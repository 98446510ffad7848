//! Migrations: forward from every version, safe when several servers start at once.

use chrono::Utc;
use serde_json::json;
use souk_model::{DocumentId, OrganisationId};
use souk_store::{DocumentKind, OpenOptions, Page, SCHEMA_VERSION, StoreError, TokenHash};
use souk_testkit::postgres::Server;
use sqlx::{Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;
use uuid::Uuid;

use super::{make_metric, sqlite_url};

/// What a store held when a version was the newest: the version, and the rows for each database.
/// A new migration adds a row here.
const PAST: &[(i64, &str, &str)] = &[
    (1, include_str!("fixtures/0001.sqlite.sql"), include_str!("fixtures/0001.postgres.sql")),
    (2, include_str!("fixtures/0002.sqlite.sql"), include_str!("fixtures/0002.postgres.sql")),
];

#[test]
fn every_version_has_a_fixture() {
    let versions: Vec<_> = PAST.iter().map(|past| past.0).collect();
    let all: Vec<_> = (1..=SCHEMA_VERSION).collect();
    assert_eq!(versions, all);
}

#[tokio::test]
async fn a_sqlite_store_of_every_past_version_still_answers() {
    for (version, rows, _) in PAST {
        let folder = TempDir::new().unwrap();
        let url = sqlite_url(&folder);
        let then = OpenOptions::new().up_to_version(*version);
        then.migrate(&url).await.unwrap();
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(*rows).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        assert_still_answers(&url, *version).await;
    }
}

#[tokio::test]
async fn a_postgres_store_of_every_past_version_still_answers() {
    for (version, _, rows) in PAST {
        let url = Server::shared().fresh_database().await;
        let then = OpenOptions::new().up_to_version(*version);
        then.migrate(&url).await.unwrap();
        let mut connection = PgConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(*rows).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        assert_still_answers(&url, *version).await;
    }
}

/// The rows of the fixtures are the same for every version, as far as it has their tables.
async fn assert_still_answers(url: &str, version: i64) {
    souk_store::migrate(url).await.unwrap();
    let store = souk_store::open(url).await.unwrap();
    store.health().await.unwrap();
    let organisation = OrganisationId::from(Uuid::from_u128(1));
    let app = DocumentId::from(Uuid::from_u128(3));
    let document = store.document_by_name(organisation, DocumentKind::DataApp, "app");
    let document = document.await.unwrap().unwrap();
    assert_eq!((document.id, document.revision), (app, 4));
    assert_eq!(document.body, json!({"version": 1}));
    assert_eq!(document.created_at.timestamp_micros(), 1_700_000_000_000_001);
    let mart = DocumentId::from(Uuid::from_u128(2));
    let users = store.dependents(organisation, DocumentKind::Datamart, mart);
    assert_eq!(users.await.unwrap()[0].id, app);
    let token = store.token(&TokenHash::new([0xab; 32])).await.unwrap();
    assert_eq!(token.unwrap().data_app, Some(app));
    let account = store.account_by_email("a@b.org").await.unwrap().unwrap();
    assert_eq!(account.organisation, organisation);
    let log = store.audit_log(organisation, Page::ALL).await.unwrap();
    assert_eq!(log[0].name, "app");
    assert_eq!(store.default_organisation().await.unwrap(), organisation);
    assert_eq!(store.setting("key").await.unwrap().unwrap(), "value");
    let due = store.due(DocumentKind::DataApp, Utc::now(), 10).await.unwrap();
    let waiting: Vec<_> = due.iter().map(|due| (due.id, due.at.timestamp_micros())).collect();
    let expected = if version < 2 { vec![] } else { vec![(app, 1_700_000_000_000_003)] };
    assert_eq!(waiting, expected);
    make_metric(&store, organisation, "new").await.unwrap();
}

/// The collision of two servers that make the same file lasts for microseconds: hence many files.
#[tokio::test(flavor = "multi_thread")]
async fn servers_that_make_a_sqlite_store_at_once_all_succeed() {
    for _ in 0..20 {
        let folder = TempDir::new().unwrap();
        migrate_at_once(&sqlite_url(&folder)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_make_a_postgres_store_at_once_all_succeed() {
    migrate_at_once(&Server::shared().fresh_database().await).await;
}

async fn migrate_at_once(url: &str) {
    let tasks = (0..8).map(|_| {
        let url = url.to_owned();
        tokio::spawn(async move { souk_store::migrate(&url).await })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap().unwrap();
    }
    souk_store::open(url).await.unwrap().health().await.unwrap();
}

#[tokio::test]
async fn a_store_that_was_not_migrated_is_not_healthy() {
    let postgres = Server::shared().fresh_database().await;
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("souk.db"), "").unwrap();
    for url in [sqlite_url(&folder), postgres] {
        let store = souk_store::open(&url).await.unwrap();
        let health = store.health().await;
        assert!(matches!(health, Err(StoreError::SchemaVersion { found: 0, .. })), "{health:?}");
        assert!(store.setting("x").await.is_err());
    }
}

#[tokio::test]
async fn a_store_from_the_future_is_refused() {
    let folder = TempDir::new().unwrap();
    let url = sqlite_url(&folder);
    souk_store::migrate(&url).await.unwrap();
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let future = "INSERT INTO _sqlx_migrations
        (version, description, success, checksum, execution_time) VALUES (999, 'x', 1, x'00', 1)";
    sqlx::query(future).execute(&mut connection).await.unwrap();
    let store = souk_store::open(&url).await.unwrap();
    let health = store.health().await;
    assert!(matches!(health, Err(StoreError::SchemaVersion { found: 999, .. })), "{health:?}");
    souk_store::migrate(&url).await.unwrap_err();
}
