//! Links: nothing uses what is not there, nothing that is used goes.

use super::*;
use souk_store::{DocumentRef, StoreError};

const MART: DocumentKind = DocumentKind::Datamart;
const METRIC: DocumentKind = DocumentKind::Metric;
const BOARD: DocumentKind = DocumentKind::Dashboard;

async fn users(two: &Two, kind: DocumentKind, id: DocumentId) -> Vec<DocumentRef> {
    two.store.dependents(two.ours, kind, id).await.unwrap()
}

fn reference(kind: DocumentKind, id: DocumentId, name: &str) -> DocumentRef {
    let name = name.to_owned();
    DocumentRef { kind, id, name }
}

/// At creation and at update, and the error says which.
pub async fn a_link_to_what_is_not_there_is_refused(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let mart = two.make(MART, "shop", &[]).await;
    let absent = DocumentId::random();
    for links in [vec![(MART, absent)], vec![(MART, mart), (METRIC, mart)]] {
        let (kind, id) = links[links.len() - 1];
        let document = linked(METRIC, "sum", &links);
        let refused = two.ours(vec![Change::CreateDocument(document)]).await;
        assert_fails!(
            refused,
            StoreError::LinkMissing { kind: told, id: which } if (told, which) == (kind, id)
        );
    }
    let metric = two.make(METRIC, "sum", &[(MART, mart)]).await;
    let refused = two.ours(vec![relink(metric, 1, vec![(MART, absent)])]).await;
    assert_fails!(refused, StoreError::LinkMissing { id, .. } if id == absent);
    assert_eq!(users(&two, MART, mart).await.len(), 1);
}

fn relink(id: DocumentId, revision: i64, links: Vec<(DocumentKind, DocumentId)>) -> Change {
    Change::UpdateDocument {
        kind: METRIC,
        id,
        expected_revision: revision,
        name: None,
        body: json!({}),
        links,
    }
}

/// Another organisation's document is as good as none.
pub async fn a_link_to_another_organisation_is_refused(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let mart = two.make(MART, "shop", &[]).await;
    let document = linked(METRIC, "sum", &[(MART, mart)]);
    let refused = two.theirs(vec![Change::CreateDocument(document)]).await;
    assert_fails!(refused, StoreError::LinkMissing { kind: MART, id } if id == mart);
    assert_eq!(users(&two, MART, mart).await, []);
}

/// The error names every user, in the order of their making.
pub async fn what_is_in_use_is_not_deleted(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let mart = two.make(MART, "shop", &[]).await;
    let metric = two.make(METRIC, "sum", &[(MART, mart)]).await;
    let board = two.make(BOARD, "sales", &[(METRIC, metric), (MART, mart)]).await;
    let expected = vec![reference(METRIC, metric, "sum"), reference(BOARD, board, "sales")];
    assert_eq!(users(&two, MART, mart).await, expected);
    let refused = two.ours(vec![delete(MART, mart)]).await;
    assert_fails!(refused, StoreError::InUse { by } if by == expected);
    assert!(two.get(MART, mart).await.is_some());
    two.ours(vec![delete(BOARD, board)]).await.unwrap();
    two.ours(vec![delete(METRIC, metric)]).await.unwrap();
    two.ours(vec![delete(MART, mart)]).await.unwrap();
}

/// Only what stays counts as a user.
pub async fn a_document_and_its_users_are_deleted_together_in_any_order(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    for used_first in [true, false] {
        let mart = two.make(MART, "shop", &[]).await;
        let metric = two.make(METRIC, "sum", &[(MART, mart)]).await;
        let board = two.make(BOARD, "sales", &[(MART, mart)]).await;
        let both = vec![delete(MART, mart), delete(METRIC, metric)];
        let refused = two.ours(both.clone()).await;
        assert_fails!(refused, StoreError::InUse { by } if by == [reference(BOARD, board, "sales")]);
        let mut all = both;
        all.push(delete(BOARD, board));
        if !used_first {
            all.reverse();
        }
        two.ours(all).await.unwrap();
        assert_eq!(two.names(MART).await, [""; 0]);
    }
}

/// The order of changes in a commit is free, circles included.
pub async fn links_may_be_made_before_their_target_in_one_commit(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let mut mart = linked(MART, "shop", &[]);
    let metric = linked(METRIC, "sum", &[(MART, mart.id)]);
    mart.links.push((METRIC, metric.id));
    let (mart_id, metric_id) = (mart.id, metric.id);
    let changes = vec![Change::CreateDocument(metric), Change::CreateDocument(mart)];
    two.ours(changes).await.unwrap();
    let refused = two.ours(vec![delete(MART, mart_id)]).await;
    assert_fails!(refused, StoreError::InUse { .. });
    let both = vec![delete(MART, mart_id), delete(METRIC, metric_id)];
    two.ours(both).await.unwrap();
}

/// Of one kind, whole, in the order in which they were made; and nobody else's.
pub async fn linked_documents_come_with_their_bodies(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let mart = two.make(MART, "shop", &[]).await;
    let other = two.make(MART, "other", &[]).await;
    two.make(METRIC, "first", &[(MART, mart)]).await;
    two.make(METRIC, "second", &[(MART, mart), (MART, other)]).await;
    two.make(METRIC, "elsewhere", &[(MART, other)]).await;
    let linked = two.store.linked_documents(two.ours, METRIC, (MART, mart)).await.unwrap();
    let names: Vec<_> = linked.iter().map(|document| document.name.as_str()).collect();
    assert_eq!(names, ["first", "second"]);
    assert!(linked.iter().all(|document| document.kind == METRIC && document.revision == 1));
    assert_eq!(two.store.linked_documents(two.ours, MART, (MART, mart)).await.unwrap(), []);
    assert_eq!(two.store.linked_documents(two.theirs, METRIC, (MART, mart)).await.unwrap(), []);
}

/// Not adds to them; and a link that is given twice is one link.
pub async fn an_update_replaces_the_links(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let first = two.make(MART, "first", &[]).await;
    let second = two.make(MART, "second", &[]).await;
    let metric = two.make(METRIC, "sum", &[(MART, first), (MART, first)]).await;
    assert_eq!(users(&two, MART, first).await.len(), 1);
    let change = relink(metric, 1, vec![(MART, second), (MART, second)]);
    two.ours(vec![change]).await.unwrap();
    assert_eq!(users(&two, MART, first).await, []);
    let expected = vec![reference(METRIC, metric, "sum")];
    assert_eq!(users(&two, MART, second).await, expected);
    two.ours(vec![delete(MART, first)]).await.unwrap();
}

/// Whatever links to itself can still go.
pub async fn a_link_to_itself_does_not_hold_a_document(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let mut mart = linked(MART, "shop", &[]);
    mart.links.push((MART, mart.id));
    let id = mart.id;
    two.ours(vec![Change::CreateDocument(mart)]).await.unwrap();
    two.ours(vec![delete(MART, id)]).await.unwrap();
}
