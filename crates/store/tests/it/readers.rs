//! SQLite's reading connections: few of them serve many look-ups, and one that was left in the
//! middle of its answer gives nobody else the rest of it.

use souk_model::OrganisationId;
use souk_store::{DocumentKind, OpenOptions, Store};

use super::{Fresh, fresh_sqlite, make_metric};

const DOCUMENTS: usize = 60;

async fn filled() -> (Fresh, OrganisationId) {
    let fresh = fresh_sqlite().await;
    let organisation = fresh.store.create_organisation("ours").await.unwrap();
    for number in 0..DOCUMENTS {
        make_metric(&fresh.store, organisation, &number.to_string()).await.unwrap();
    }
    (fresh, organisation)
}

async fn name_of(store: &dyn Store, organisation: OrganisationId, name: &str) -> String {
    let found = store.document_by_name(organisation, DocumentKind::Metric, name).await;
    found.unwrap().unwrap().name
}

#[tokio::test(flavor = "multi_thread")]
async fn many_look_ups_wait_for_few_connections() {
    let (fresh, organisation) = filled().await;
    let store = OpenOptions::new().connections(2).open(&fresh.url).await.unwrap();
    let tasks = (0..DOCUMENTS * 5).map(|number| {
        let (store, name) = (store.clone(), (number % DOCUMENTS).to_string());
        tokio::spawn(async move { (name_of(store.as_ref(), organisation, &name).await, name) })
    });
    for task in tasks.collect::<Vec<_>>() {
        let (found, name) = task.await.unwrap();
        assert_eq!(found, name);
    }
}

/// A client that goes away drops its look-up wherever it happens to be.
#[tokio::test(flavor = "multi_thread")]
async fn an_abandoned_look_up_leaves_nothing_behind() {
    let (fresh, organisation) = filled().await;
    let store = OpenOptions::new().connections(1).open(&fresh.url).await.unwrap();
    for round in 0..200_u64 {
        let list = store.documents(organisation, DocumentKind::Metric, souk_store::Page::ALL);
        let patience = std::time::Duration::from_micros(round * 5);
        let _ = tokio::time::timeout(patience, list).await;
        let name = (round as usize % DOCUMENTS).to_string();
        assert_eq!(name_of(store.as_ref(), organisation, &name).await, name);
    }
}
