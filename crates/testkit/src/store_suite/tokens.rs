//! Tokens: found by hash, ended by expiry and revocation, gone with their data app.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

use super::*;
use souk_store::{StoreError, Token, TokenFilter, TokenSelector};

const APP: DocumentKind = DocumentKind::DataApp;

fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}

fn hours(count: i64) -> TimeDelta {
    TimeDelta::hours(count)
}

async fn by_number(two: &Two, number: u8) -> Option<Token> {
    let hash = TokenHash::new([number; 32]);
    two.store.token(&hash).await.unwrap()
}

async fn is_live(two: &Two, number: u8) -> bool {
    by_number(two, number).await.unwrap().is_live(Utc::now())
}

async fn make(two: &Two, token: NewToken) {
    two.ours(vec![Change::CreateToken(token)]).await.unwrap();
}

/// And it says whose it is.
pub async fn a_token_is_found_by_its_hash_alone(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let app = two.make(APP, "app", &[]).await;
    let mut given = token(1, TokenKind::Guest);
    given.data_app = Some(app);
    given.client_id = Some("7 🐫".to_owned());
    given.expires_at = Some(now() + hours(1));
    make(&two, given.clone()).await;
    let theirs = Change::CreateToken(token(2, TokenKind::Service));
    two.theirs(vec![theirs]).await.unwrap();
    let found = by_number(&two, 1).await.unwrap();
    assert_eq!((found.id, found.organisation), (given.id, two.ours));
    assert_eq!((found.kind, &found.name), (given.kind, &given.name));
    assert_eq!((found.data_app, &found.client_id), (Some(app), &given.client_id));
    assert_eq!((&found.body, found.expires_at), (&given.body, given.expires_at));
    assert_eq!(found.revoked_at, None);
    assert_eq!(by_number(&two, 2).await.unwrap().organisation, two.theirs);
    assert_eq!(by_number(&two, 3).await, None);
}

/// Each filter alone, together, and in pages.
pub async fn tokens_are_filtered_and_paged(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let app = two.make(APP, "app", &[]).await;
    for number in 0..4 {
        let mut given = token(number, TokenKind::Guest);
        given.data_app = (number >= 2).then_some(app);
        given.client_id = Some(format!("client {}", number % 2));
        make(&two, given).await;
    }
    make(&two, token(4, TokenKind::Service)).await;
    let guests = TokenFilter { kind: Some(TokenKind::Guest), ..TokenFilter::default() };
    let of_app = TokenFilter { data_app: Some(app), ..TokenFilter::default() };
    let of_client =
        TokenFilter { client_id: Some("client 1".to_owned()), ..TokenFilter::default() };
    let of_both = TokenFilter { data_app: Some(app), ..of_client.clone() };
    assert_eq!(numbers(&two, TokenFilter::default()).await, [0, 1, 2, 3, 4]);
    assert_eq!(numbers(&two, guests).await, [0, 1, 2, 3]);
    assert_eq!(numbers(&two, of_app).await, [2, 3]);
    assert_eq!(numbers(&two, of_client).await, [1, 3]);
    assert_eq!(numbers(&two, of_both).await, [3]);
    let page = Page { limit: 2, offset: 3 };
    let tokens = two.store.tokens(two.ours, TokenFilter::default(), page);
    assert_eq!(tokens.await.unwrap().len(), 2);
}

async fn numbers(two: &Two, filter: TokenFilter) -> Vec<i64> {
    let tokens = two.store.tokens(two.ours, filter, Page::ALL).await.unwrap();
    let number = |token: &Token| token.body["number"].as_i64().unwrap();
    tokens.iter().map(number).collect()
}

/// The instant of the expiry is already too late.
pub async fn a_token_ends_at_its_expiry_and_at_its_revocation(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let expiry = now() + hours(1);
    let mut given = token(1, TokenKind::Guest);
    given.expires_at = Some(expiry);
    make(&two, given.clone()).await;
    make(&two, token(2, TokenKind::Service)).await;
    let found = by_number(&two, 1).await.unwrap();
    assert!(found.is_live(expiry - TimeDelta::microseconds(1)));
    assert!(!found.is_live(expiry));
    let endless = by_number(&two, 2).await.unwrap();
    assert!(endless.is_live(expiry + hours(1_000_000)));
    let revoke = Change::RevokeTokens(TokenSelector::Id(given.id));
    two.ours(vec![revoke]).await.unwrap();
    let found = by_number(&two, 1).await.unwrap();
    assert!(found.revoked_at.is_some() && !found.is_live(now()));
}

/// Rotation's grace ends a token's life sooner, never later.
pub async fn an_expiry_is_never_extended(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let given = token(1, TokenKind::ApiKey);
    let id = given.id;
    make(&two, given).await;
    let start = now();
    let expiry_after = async |at| {
        two.ours(vec![Change::ExpireToken { id, at }]).await.unwrap();
        by_number(&two, 1).await.unwrap().expires_at
    };
    assert_eq!(expiry_after(start + hours(2)).await, Some(start + hours(2)));
    assert_eq!(expiry_after(start + hours(3)).await, Some(start + hours(2)));
    assert_eq!(expiry_after(start + hours(1)).await, Some(start + hours(1)));
    let absent = Change::ExpireToken { id: TokenId::random(), at: start };
    let refused = two.ours(vec![absent]).await;
    assert_fails!(refused, StoreError::NotFound { kind: "token", .. });
}

/// By id, by data app, by tenant; each takes what it names and no more.
pub async fn tokens_are_revoked_one_by_one_and_at_once(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let app = two.make(APP, "app", &[]).await;
    let one = token(1, TokenKind::Service);
    let one_id = one.id;
    let mut of_app = [token(2, TokenKind::Guest), token(3, TokenKind::ApiKey)];
    let mut of_client = [token(4, TokenKind::Guest), token(5, TokenKind::ApiKey)];
    for token in &mut of_app {
        token.data_app = Some(app);
    }
    for token in &mut of_client {
        token.client_id = Some("7".to_owned());
    }
    for given in [one].into_iter().chain(of_app).chain(of_client) {
        make(&two, given).await;
    }
    let live = async || {
        let mut live = Vec::new();
        for number in 1..=5 {
            live.extend(is_live(&two, number).await.then_some(number));
        }
        live
    };
    let revoke = async |selector| two.ours(vec![Change::RevokeTokens(selector)]).await.unwrap();
    revoke(TokenSelector::Id(one_id)).await;
    assert_eq!(live().await, [2, 3, 4, 5]);
    revoke(TokenSelector::DataApp(app)).await;
    assert_eq!(live().await, [4, 5]);
    let (kind, client_id) = (TokenKind::Guest, "7".to_owned());
    revoke(TokenSelector::Client { kind, client_id }).await;
    assert_eq!(live().await, [5]);
    revoke(TokenSelector::DataApp(DocumentId::random())).await;
    let absent = TokenSelector::Id(TokenId::random());
    let refused = two.ours(vec![Change::RevokeTokens(absent)]).await;
    assert_fails!(refused, StoreError::NotFound { kind: "token", .. });
}

/// Revoking again neither fails nor moves the time.
pub async fn a_revocation_keeps_its_first_time(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let mut given = token(1, TokenKind::Guest);
    given.client_id = Some("7".to_owned());
    let (kind, id) = (given.kind, given.id);
    make(&two, given).await;
    let client_id = "7".to_owned();
    let client = TokenSelector::Client { kind, client_id };
    let mut times = Vec::new();
    for selector in [TokenSelector::Id(id), TokenSelector::Id(id), client] {
        two.ours(vec![Change::RevokeTokens(selector)]).await.unwrap();
        times.push(by_number(&two, 1).await.unwrap().revoked_at.unwrap());
        tokio::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    assert!(times.iter().all(|time| *time == times[0]));
}

/// A token never outlives what it is for.
pub async fn a_data_apps_tokens_go_with_it(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let app = two.make(APP, "app", &[]).await;
    let mut given = token(1, TokenKind::ApiKey);
    given.data_app = Some(app);
    make(&two, given).await;
    make(&two, token(2, TokenKind::ApiKey)).await;
    two.ours(vec![delete(APP, app)]).await.unwrap();
    assert_eq!(by_number(&two, 1).await, None);
    assert!(is_live(&two, 2).await);
}

/// Neither absent, nor of another kind, nor another organisation's.
pub async fn a_tokens_data_app_must_be_there(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let metric = two.make(DocumentKind::Metric, "sum", &[]).await;
    let theirs = linked(APP, "app", &[]);
    let theirs_id = theirs.id;
    two.theirs(vec![Change::CreateDocument(theirs)]).await.unwrap();
    for absent in [DocumentId::random(), metric, theirs_id] {
        let mut given = token(1, TokenKind::ApiKey);
        given.data_app = Some(absent);
        let refused = two.ours(vec![Change::CreateToken(given)]).await;
        assert_fails!(refused, StoreError::LinkMissing { kind: APP, id } if id == absent);
    }
    let app = linked(APP, "app", &[]);
    let mut given = token(1, TokenKind::ApiKey);
    given.data_app = Some(app.id);
    let together = vec![Change::CreateToken(given), Change::CreateDocument(app)];
    two.ours(together).await.unwrap();
}

/// Over all organisations: a hash alone finds a token.
pub async fn two_tokens_never_share_a_hash(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    make(&two, token(1, TokenKind::Service)).await;
    let again = Change::CreateToken(token(1, TokenKind::Service));
    let refused = two.theirs(vec![again]).await;
    assert_fails!(refused, StoreError::IdTaken { kind: "token", .. });
    assert_eq!(by_number(&two, 1).await.unwrap().organisation, two.ours);
}

/// In every organisation, and each one's audit log says so.
pub async fn purging_removes_only_what_ended_before(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let start = now();
    for (number, expires_in) in [(1, -2), (2, -1), (3, 1)] {
        let mut given = token(number, TokenKind::Guest);
        given.expires_at = Some(start + hours(expires_in));
        make(&two, given).await;
    }
    make(&two, token(4, TokenKind::Guest)).await;
    let mut theirs = token(5, TokenKind::Guest);
    theirs.expires_at = Some(start - hours(2));
    two.theirs(vec![Change::CreateToken(theirs)]).await.unwrap();
    let purge = async |before| two.store.purge_expired_tokens(before).await.unwrap();
    assert_eq!(purge(start - hours(3)).await, 0);
    assert_eq!(purge(start - hours(1)).await, 2);
    assert_eq!(numbers(&two, TokenFilter::default()).await, [2, 3, 4]);
    assert_eq!(purge(start).await, 1);
    assert_eq!(numbers(&two, TokenFilter::default()).await, [3, 4]);
    let log = two.store.audit_log(two.theirs, Page::ALL).await.unwrap();
    assert_eq!((log[0].action.as_str(), &log[0].detail["tokens"]), ("purge", &json!(1)));
}
