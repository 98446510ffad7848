//! Commits: all or nothing.

use std::time::Duration;

use super::*;
use souk_store::StoreError;

const KIND: DocumentKind = DocumentKind::Metric;

/// Documents, links, tokens, the audit log: all as before.
pub async fn a_commit_whose_last_change_fails_has_changed_nothing(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let kept = two.make(KIND, "kept", &[]).await;
    let gone = two.make(KIND, "gone", &[]).await;
    let before = two.audit_length().await;
    let failing = [
        create(KIND, "kept"),
        update(KIND, kept, 7, json!({})),
        delete(KIND, DocumentId::random()),
        Change::CreateDocument(linked(KIND, "y", &[(KIND, DocumentId::random())])),
        create(KIND, "\0"),
    ];
    for last in failing {
        let changes = vec![
            Change::CreateDocument(linked(KIND, "x", &[(KIND, kept)])),
            update(KIND, kept, 1, json!("lost")),
            delete(KIND, gone),
            Change::CreateToken(token(1, TokenKind::Service)),
            last,
        ];
        two.ours(changes).await.unwrap_err();
        assert_eq!(two.names(KIND).await, ["kept", "gone"]);
        assert_eq!(two.get(KIND, kept).await.unwrap().revision, 1);
        let dependents = two.store.dependents(two.ours, KIND, kept).await;
        assert_eq!(dependents.unwrap(), []);
        let hash = TokenHash::new([1; 32]);
        assert_eq!(two.store.token(&hash).await.unwrap(), None);
        assert_eq!(two.audit_length().await, before);
    }
}

/// Even one that changes nothing.
pub async fn a_commit_of_an_unknown_organisation_fails(store: Arc<dyn Store>) {
    let unknown = OrganisationId::random();
    for changes in [vec![], vec![create(KIND, "x")]] {
        let refused = store.commit(unknown, &Actor::System, changes).await;
        assert_fails!(
            refused,
            StoreError::NotFound { kind: "organisation", id } if id == unknown.as_uuid()
        );
    }
}

/// And leaves no trace.
pub async fn a_commit_of_nothing_succeeds(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    two.ours(vec![]).await.unwrap();
    assert_eq!(two.audit_length().await, 1);
}

/// In order: a name that was freed is free, a revision that was made is there.
pub async fn changes_see_the_changes_before_them(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let first = linked(KIND, "x", &[]);
    let id = first.id;
    two.ours(vec![
        Change::CreateDocument(first),
        update(KIND, id, 1, json!(2)),
        rename(KIND, id, 2, "y"),
        create(KIND, "x"),
        delete(KIND, id),
        create(KIND, "y"),
    ])
    .await
    .unwrap();
    let mut names = two.names(KIND).await;
    names.sort();
    assert_eq!(names, ["x", "y"]);
}

/// A caller that goes away in the middle takes no lock with it.
pub async fn a_dropped_commit_leaves_the_store_usable(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    for number in 0..40_u64 {
        let changes = (0..5).map(|part| create(KIND, &format!("{number}.{part}")));
        let commit = two.ours(changes.collect());
        let patience = Duration::from_micros(number * 150);
        let _ = tokio::time::timeout(patience, commit).await;
    }
    two.make(KIND, "after", &[]).await;
    let names = two.names(KIND).await;
    assert_eq!(names.len() % 5, 1, "a commit was half made");
    assert_eq!(two.audit_length().await, 1 + names.len());
}
