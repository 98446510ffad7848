//! The store over both databases: one suite, and what each database must show on its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and a measurement is printed"
)]

mod crash;
mod full;
mod migrating;
mod opening;
mod readers;
mod schema;
mod server_gone;
mod speed;

use std::sync::Arc;

use serde_json::json;
use souk_model::{DocumentId, OrganisationId};
use souk_store::{Actor, Change, DocumentKind, NewDocument, Store};
use souk_testkit::postgres::Server;
use souk_testkit::store_suite;
use tempfile::TempDir;

/// An empty store, and what keeps it.
struct Fresh {
    store: Arc<dyn Store>,
    url: String,
    _folder: Option<TempDir>,
}

fn sqlite_url(folder: &TempDir) -> String {
    format!("sqlite:{}", folder.path().join("souk.db").display())
}

async fn fresh_sqlite() -> Fresh {
    let folder = TempDir::new().unwrap();
    let url = sqlite_url(&folder);
    fresh(url, Some(folder)).await
}

async fn fresh_postgres() -> Fresh {
    let url = Server::shared().fresh_database().await;
    fresh(url, None).await
}

async fn fresh(url: String, folder: Option<TempDir>) -> Fresh {
    souk_store::migrate(&url).await.unwrap();
    Fresh { store: souk_store::open(&url).await.unwrap(), url, _folder: folder }
}

fn metric(name: &str) -> Change {
    Change::CreateDocument(NewDocument {
        kind: DocumentKind::Metric,
        id: DocumentId::random(),
        name: name.to_owned(),
        body: json!({"name": name, "filler": "x".repeat(2000)}),
        links: Vec::new(),
    })
}

/// Makes one metric and returns whether that was acknowledged.
async fn make_metric(
    store: &Arc<dyn Store>,
    organisation: OrganisationId,
    name: &str,
) -> souk_store::Result<()> {
    let changes = vec![metric(name)];
    store.commit(organisation, &Actor::System, changes).await
}

macro_rules! over_sqlite {
    ($($case:ident),* $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $case() {
                    let fresh = super::fresh_sqlite().await;
                    super::store_suite::$case(fresh.store.clone()).await;
                }
            )*
        }
    };
}

macro_rules! over_postgres {
    ($($case:ident),* $(,)?) => {
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $case() {
                    let fresh = super::fresh_postgres().await;
                    super::store_suite::$case(fresh.store.clone()).await;
                }
            )*
        }
    };
}

souk_testkit::store_suite_cases!(over_sqlite);
souk_testkit::store_suite_cases!(over_postgres);
