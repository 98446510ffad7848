//! Schedules: what is due is found, and one server alone claims it.

use super::*;
use chrono::{DateTime, TimeDelta, Utc};
use souk_store::{Due, StoreError};

const KIND: DocumentKind = DocumentKind::Report;
const WRITERS: usize = 20;

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap()
}

fn schedule(id: DocumentId, expected: Option<i64>, due: Option<i64>) -> Change {
    Change::Schedule { kind: KIND, id, expected: expected.map(at), due: due.map(at) }
}

async fn due(two: &Two, before: i64, limit: i64) -> Vec<Due> {
    two.store.due(KIND, at(before), limit).await.unwrap()
}

/// Of one kind, up to the time that is asked, the longest waiting first.
pub async fn what_is_due_comes_in_its_order_from_every_organisation(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let (late, early) = (two.make(KIND, "late", &[]).await, two.make(KIND, "early", &[]).await);
    let other = two.make(DocumentKind::Metric, "other", &[]).await;
    let theirs = linked(KIND, "theirs", &[]);
    let their_id = theirs.id;
    let further = Change::Schedule {
        kind: DocumentKind::Metric,
        id: other,
        expected: None,
        due: Some(at(1)),
    };
    two.ours(vec![schedule(late, None, Some(30)), schedule(early, None, Some(10)), further])
        .await
        .unwrap();
    two.theirs(vec![Change::CreateDocument(theirs), schedule(their_id, None, Some(20))])
        .await
        .unwrap();
    let found = |organisation, id, second| Due { organisation, id, at: at(second) };
    let all =
        [found(two.ours, early, 10), found(two.theirs, their_id, 20), found(two.ours, late, 30)];
    assert_eq!(due(&two, 30, 10).await, all);
    assert_eq!(due(&two, 29, 10).await, all[..2]);
    assert_eq!(due(&two, 30, 1).await, all[..1]);
    assert_eq!(due(&two, 9, 10).await, []);
}

/// And the others are told that it is another time now.
pub async fn of_twenty_claims_of_one_time_one_wins(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let id = two.make(KIND, "weekly", &[]).await;
    // Finer than the store keeps: what it gives back must still be what is claimed.
    let fine = at(10) + TimeDelta::nanoseconds(1_234_567);
    let first = Change::Schedule { kind: KIND, id, expected: None, due: Some(fine) };
    two.ours(vec![first]).await.unwrap();
    let found = due(&two, 11, 1).await[0].at;
    let claims = (0..WRITERS).map(|number| {
        let change = Change::Schedule {
            kind: KIND,
            id,
            expected: Some(found),
            due: Some(at(60 + i64::try_from(number).unwrap())),
        };
        let (store, ours) = (two.store.clone(), two.ours);
        tokio::spawn(async move { store.commit(ours, &Actor::System, vec![change]).await })
    });
    let (mut won, mut lost) = (0, 0);
    for claim in claims.collect::<Vec<_>>() {
        match claim.await.unwrap() {
            Ok(()) => won += 1,
            Err(StoreError::Rescheduled { id: told, .. }) if told == id => lost += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((won, lost), (1, WRITERS - 1));
    assert_eq!(due(&two, 59, 10).await, []);
}

/// It is never left behind.
pub async fn a_schedule_goes_with_its_document_and_with_no_time(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let (one, other) = (two.make(KIND, "one", &[]).await, two.make(KIND, "other", &[]).await);
    two.ours(vec![schedule(one, None, Some(1)), schedule(other, None, Some(2))]).await.unwrap();
    two.ours(vec![delete(KIND, one)]).await.unwrap();
    assert_eq!(due(&two, 9, 10).await.iter().map(|due| due.id).collect::<Vec<_>>(), [other]);
    let refused = two.ours(vec![schedule(other, Some(1), None)]).await;
    assert_fails!(refused, StoreError::Rescheduled { id, .. } if id == other);
    two.ours(vec![schedule(other, Some(2), None)]).await.unwrap();
    assert_eq!(due(&two, 9, 10).await, []);
    let refused = two.ours(vec![schedule(one, None, Some(3))]).await;
    assert_fails!(refused, StoreError::NotFound { kind: "report", .. });
}

/// Another organisation's document is as good as none.
pub async fn a_schedule_of_another_organisation_cannot_be_moved(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let id = two.make(KIND, "weekly", &[]).await;
    two.ours(vec![schedule(id, None, Some(1))]).await.unwrap();
    for change in [schedule(id, None, Some(5)), schedule(id, Some(1), Some(5))] {
        let refused = two.theirs(vec![change]).await;
        assert_fails!(refused, StoreError::NotFound { kind: "report", .. });
    }
    assert_eq!(due(&two, 1, 10).await.len(), 1);
}
