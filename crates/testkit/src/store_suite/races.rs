//! Races: of those that cannot all win, exactly one does, and the rest are told why.

use super::*;
use souk_store::StoreError;

const KIND: DocumentKind = DocumentKind::Datamart;
const WRITERS: usize = 20;

/// Commits all at once, and returns every outcome.
async fn at_once(two: &Two, commits: Vec<Vec<Change>>) -> Vec<Result<()>> {
    let tasks = commits.into_iter().map(|changes| {
        let (store, ours) = (two.store.clone(), two.ours);
        tokio::spawn(async move { store.commit(ours, &Actor::System, changes).await })
    });
    let mut outcomes = Vec::new();
    for task in tasks.collect::<Vec<_>>() {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

fn assert_one_won(outcomes: &[Result<()>], is_expected: fn(&StoreError) -> bool) {
    let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(won, 1, "{outcomes:?}");
    let mut lost = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
    assert!(lost.all(is_expected), "{outcomes:?}");
}

/// And the others are told that the name is taken.
pub async fn of_twenty_writers_of_one_name_one_wins(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let commits = (0..WRITERS).map(|_| vec![create(KIND, "shop")]);
    let outcomes = at_once(&two, commits.collect()).await;
    assert_one_won(
        &outcomes,
        |error| matches!(error, StoreError::NameTaken { name, .. } if name == "shop"),
    );
    assert_eq!(two.names(KIND).await, ["shop"]);
}

/// And the others are told that what they read is stale.
pub async fn of_twenty_updates_of_one_revision_one_wins(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let id = two.make(KIND, "shop", &[]).await;
    let commits = (0..WRITERS).map(|number| vec![update(KIND, id, 1, json!(number))]);
    let outcomes = at_once(&two, commits.collect()).await;
    assert_one_won(&outcomes, |error| {
        matches!(error, StoreError::Stale { expected: 1, found: 2, .. })
    });
    assert_eq!(two.get(KIND, id).await.unwrap().revision, 2);
}

/// And the others keep their names.
pub async fn of_twenty_renames_to_one_name_one_wins(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let mut commits = Vec::new();
    for number in 0..WRITERS {
        let id = two.make(KIND, &number.to_string(), &[]).await;
        commits.push(vec![rename(KIND, id, 1, "shop")]);
    }
    let outcomes = at_once(&two, commits).await;
    assert_one_won(
        &outcomes,
        |error| matches!(error, StoreError::NameTaken { name, .. } if name == "shop"),
    );
    assert_eq!(two.names(KIND).await.len(), WRITERS);
}

/// Writers wait for each other; none fails for meeting another.
pub async fn twenty_writers_of_different_names_all_succeed(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let commits = (0..WRITERS).map(|number| vec![create(KIND, &number.to_string())]);
    for outcome in at_once(&two, commits.collect()).await {
        outcome.unwrap();
    }
    assert_eq!(two.names(KIND).await.len(), WRITERS);
    assert_eq!(two.audit_length().await, 1 + WRITERS);
}

/// Whichever comes first, no link is left that leads nowhere.
pub async fn a_link_and_a_delete_at_once_never_both_succeed(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    for round in 0..WRITERS {
        let mart = two.make(KIND, &round.to_string(), &[]).await;
        let user = linked(DocumentKind::Metric, &round.to_string(), &[(KIND, mart)]);
        let link = vec![Change::CreateDocument(user)];
        let outcomes = at_once(&two, vec![link, vec![delete(KIND, mart)]]).await;
        let is_there = two.get(KIND, mart).await.is_some();
        match &outcomes[..] {
            [Ok(()), Err(StoreError::InUse { by })] => assert!(is_there && by.len() == 1),
            [Err(StoreError::LinkMissing { id, .. }), Ok(())] => {
                assert!(!is_there && *id == mart);
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Whichever comes first.
pub async fn a_token_made_while_its_data_app_goes_does_not_outlive_it(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    for round in 0..20_u8 {
        let app = two.make(DocumentKind::DataApp, &round.to_string(), &[]).await;
        let mut given = token(round, TokenKind::ApiKey);
        given.data_app = Some(app);
        let make = vec![Change::CreateToken(given)];
        let remove = vec![delete(DocumentKind::DataApp, app)];
        let outcomes = at_once(&two, vec![make, remove]).await;
        let hash = TokenHash::new([round; 32]);
        assert_eq!(two.store.token(&hash).await.unwrap(), None);
        match &outcomes[..] {
            [Ok(()) | Err(StoreError::LinkMissing { .. }), Ok(())] => {}
            other => panic!("{other:?}"),
        }
    }
}

/// Two that lock the same rows in opposite order do not stop each other for good.
pub async fn commits_in_opposite_order_both_end(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    for round in 0..WRITERS {
        let left = two.make(KIND, &format!("left {round}"), &[]).await;
        let right = two.make(KIND, &format!("right {round}"), &[]).await;
        let change = |id| update(KIND, id, 1, json!(round));
        let there = vec![change(left), change(right)];
        let back = vec![change(right), change(left)];
        let outcomes = at_once(&two, vec![there, back]).await;
        assert_one_won(&outcomes, |error| matches!(error, StoreError::Stale { .. }));
    }
}
