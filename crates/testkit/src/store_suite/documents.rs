//! Documents: what is given comes back, revisions, lists.

use chrono::{TimeDelta, Utc};

use super::*;
use souk_store::StoreError;

/// Creation, by id, by name, and by revision.
pub async fn a_document_comes_back_as_it_was_given(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    for kind in DocumentKind::ALL {
        let given = linked(kind, "a name", &[]);
        two.ours(vec![Change::CreateDocument(given.clone())]).await.unwrap();
        let found = two.get(kind, given.id).await.unwrap();
        assert_eq!((found.kind, found.id), (kind, given.id));
        assert_eq!((&found.name, &found.body, found.revision), (&given.name, &given.body, 1));
        let by_name = two.store.document_by_name(two.ours, kind, "a name").await;
        assert_eq!(by_name.unwrap().as_ref(), Some(&found));
        let revision = two.store.revision_by_name(two.ours, kind, "a name").await;
        assert_eq!(revision.unwrap(), Some((given.id, 1)));
    }
}

/// One look for three documents, each in its own place, of any kinds, some of them absent.
pub async fn revisions_come_back_in_the_order_of_the_names(store: Arc<dyn Store>) {
    use DocumentKind::{Dashboard, Metric};
    let two = Two::new(store).await;
    let sum = two.make(Metric, "sum", &[]).await;
    let page = two.make(Dashboard, "page", &[]).await;
    let same = two.make(Dashboard, "sum", &[]).await;
    two.ours(vec![update(Metric, sum, 1, json!(2))]).await.unwrap();
    let ask =
        async |organisation, names| two.store.revisions_by_name(organisation, names).await.unwrap();
    let (sum, page, same) = (Some((sum, 2)), Some((page, 1)), Some((same, 1)));
    let all = [(Metric, "sum"), (Dashboard, "page"), (Dashboard, "sum")];
    assert_eq!(ask(two.ours, all).await, [sum, page, same]);
    assert_eq!(ask(two.ours, [all[2], all[1], all[0]]).await, [same, page, sum]);
    assert_eq!(ask(two.ours, [all[1], all[1], (Metric, "page")]).await, [page, page, None]);
    assert_eq!(ask(two.theirs, all).await, [None; 3]);
}

/// Bodies are kept, not interpreted.
pub async fn any_json_comes_back_as_it_was_given(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let bodies = [
        json!(null),
        json!(""),
        json!([]),
        json!({"": {"a": [1, -2, 0.1, 1e300, i64::MIN, u64::MAX, true, null]}}),
        json!({"nul": "a\u{0}b", "quotes": "'\"`\\", "rtl": "\u{202e}abc", "emoji": "🐫"}),
        json!({"long": "x".repeat(3_000_000)}),
    ];
    for (number, body) in bodies.into_iter().enumerate() {
        let mut given = linked(DocumentKind::Metric, &number.to_string(), &[]);
        given.body = body.clone();
        let id = given.id;
        two.ours(vec![Change::CreateDocument(given)]).await.unwrap();
        assert_eq!(two.get(DocumentKind::Metric, id).await.unwrap().body, body);
    }
}

/// Optimistic concurrency: a change from an old revision is refused, with the one there is.
pub async fn an_update_needs_the_current_revision(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let kind = DocumentKind::Datamart;
    let id = two.make(kind, "shop", &[]).await;
    two.ours(vec![update(kind, id, 1, json!(2))]).await.unwrap();
    for expected in [1, 0, -1, 3, i64::MAX] {
        let stale = two.ours(vec![update(kind, id, expected, json!("lost"))]).await;
        assert_fails!(
            stale,
            StoreError::Stale { found: 2, expected: told, .. } if told == expected
        );
    }
    let found = two.get(kind, id).await.unwrap();
    assert_eq!((found.revision, found.body), (2, json!(2)));
    assert_eq!(found.name, "shop");
}

/// A rename is an update; the old name is free after it, the new one is taken.
pub async fn a_rename_frees_the_old_name(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let kind = DocumentKind::Workspace;
    let id = two.make(kind, "old", &[]).await;
    two.make(kind, "other", &[]).await;
    let taken = two.ours(vec![rename(kind, id, 1, "other")]).await;
    assert_fails!(taken, StoreError::NameTaken { name, .. } if name == "other");
    two.ours(vec![rename(kind, id, 1, "new")]).await.unwrap();
    two.ours(vec![rename(kind, id, 2, "new")]).await.unwrap();
    let by_old = two.store.document_by_name(two.ours, kind, "old").await;
    assert_eq!(by_old.unwrap(), None);
    let by_new = two.store.revision_by_name(two.ours, kind, "new").await;
    assert_eq!(by_new.unwrap(), Some((id, 3)));
    two.make(kind, "old", &[]).await;
}

/// A delete may name the revision that was looked at.
pub async fn a_delete_needs_the_expected_revision_if_any(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let kind = DocumentKind::Metric;
    let id = two.make(kind, "sum", &[]).await;
    two.ours(vec![update(kind, id, 1, json!(2))]).await.unwrap();
    let at = |revision| Change::DeleteDocument { kind, id, expected_revision: Some(revision) };
    assert_fails!(two.ours(vec![at(1)]).await, StoreError::Stale { found: 2, .. });
    assert!(two.get(kind, id).await.is_some());
    two.ours(vec![at(2)]).await.unwrap();
    assert!(two.get(kind, id).await.is_none());
    two.make(kind, "sum", &[]).await;
}

/// Changing or deleting what is not there, or is of another kind.
pub async fn what_is_not_there_is_not_found(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let id = two.make(DocumentKind::Metric, "sum", &[]).await;
    let kind = DocumentKind::Dashboard;
    for absent in [id, DocumentId::random()] {
        assert_eq!(two.get(kind, absent).await, None);
        let updated = two.ours(vec![update(kind, absent, 1, json!({}))]).await;
        assert_fails!(updated, StoreError::NotFound { kind: "dashboard", .. });
        let deleted = two.ours(vec![delete(kind, absent)]).await;
        assert_fails!(deleted, StoreError::NotFound { id, .. } if id == absent.as_uuid());
    }
    let named = two.store.document_by_name(two.ours, kind, "sum").await;
    assert_eq!(named.unwrap(), None);
    let revision = two.store.revision_by_name(two.ours, kind, "sum").await;
    assert_eq!(revision.unwrap(), None);
}

/// Oldest first, and pages that neither repeat nor leave out.
pub async fn documents_are_listed_in_order_and_paged(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let kind = DocumentKind::Metric;
    two.make(DocumentKind::Dashboard, "of another kind", &[]).await;
    for number in 0..5 {
        two.make(kind, &number.to_string(), &[]).await;
    }
    assert_eq!(two.names(kind).await, ["0", "1", "2", "3", "4"]);
    let page = async |limit, offset| {
        let page = Page { limit, offset };
        names_of(&two.store.documents(two.ours, kind, page).await.unwrap())
    };
    assert_eq!(page(2, 0).await, ["0", "1"]);
    assert_eq!(page(2, 4).await, ["4"]);
    assert_eq!(page(i64::MAX, 3).await, ["3", "4"]);
    assert!(page(2, 9).await.is_empty());
    assert!(page(0, 0).await.is_empty());
    assert!(page(-1, 0).await.is_empty());
    assert_eq!(page(1, -7).await, ["0"]);
    assert!(page(i64::MAX, i64::MAX).await.is_empty());
}

/// The same precision in every store; an update moves only `updated_at`.
pub async fn times_are_utc_microseconds(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let before = Utc::now() - TimeDelta::milliseconds(1);
    let id = two.make(DocumentKind::Metric, "sum", &[]).await;
    let made = two.get(DocumentKind::Metric, id).await.unwrap();
    assert!(before <= made.created_at && made.created_at <= Utc::now());
    assert_eq!(made.created_at, made.updated_at);
    assert_eq!(made.created_at.timestamp_subsec_nanos() % 1000, 0);
    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    let change = update(DocumentKind::Metric, id, 1, json!({}));
    two.ours(vec![change]).await.unwrap();
    let updated = two.get(DocumentKind::Metric, id).await.unwrap();
    assert_eq!(updated.created_at, made.created_at);
    assert!(updated.updated_at > made.updated_at);
}
