//! The audit log: every change, who made it, and nothing that must stay secret.

use chrono::{TimeDelta, Utc};

use super::*;
use souk_store::{AuditEntry, NewAccount, TokenSelector};

async fn log(two: &Two) -> Vec<AuditEntry> {
    two.store.audit_log(two.ours, Page::ALL).await.unwrap()
}

fn told(entry: &AuditEntry) -> (&str, &str, &str) {
    (&entry.action, &entry.kind, &entry.name)
}

/// In the order of the changes, with what they were about.
pub async fn every_change_has_one_audit_entry(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let before = Utc::now() - TimeDelta::milliseconds(1);
    let kind = DocumentKind::Metric;
    let metric = linked(kind, "sum", &[]);
    let given = token(1, TokenKind::Service);
    let (id, token_id) = (metric.id, given.id);
    let at = Utc::now();
    two.ours(vec![
        Change::CreateDocument(metric),
        update(kind, id, 1, json!({})),
        rename(kind, id, 2, "total"),
        delete(kind, id),
        Change::CreateToken(given),
        Change::ExpireToken { id: token_id, at },
        Change::RevokeTokens(TokenSelector::Id(token_id)),
        Change::RevokeTokens(TokenSelector::DataApp(id)),
    ])
    .await
    .unwrap();
    let mut log = log(&two).await;
    log.reverse();
    let expected = [
        ("create", "organisation", "ours"),
        ("create", "metric", "sum"),
        ("update", "metric", "sum"),
        ("update", "metric", "total"),
        ("delete", "metric", "total"),
        ("create", "token", "token 1"),
        ("expire", "token", "token 1"),
        ("revoke", "token", "token 1"),
        ("revoke", "token", ""),
    ];
    assert_eq!(log.iter().map(told).collect::<Vec<_>>(), expected);
    assert!(log[1..].iter().all(|entry| entry.at >= before));
    assert!(log.iter().all(|entry| entry.organisation == two.ours));
    assert_eq!((log[1].id, log[5].id), (Some(id.as_uuid()), Some(token_id.as_uuid())));
    assert_eq!(log[3].detail, json!({"revision": 3, "renamed_from": "sum"}));
    assert_eq!(log[8].detail["data_app"], json!(id));
    let others = two.store.audit_log(two.theirs, Page::ALL).await.unwrap();
    assert_eq!(others.len(), 1);
}

/// Numbers rise, pages neither repeat nor leave out.
pub async fn the_audit_log_is_paged_newest_first(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    for number in 0..5 {
        two.make(DocumentKind::Metric, &number.to_string(), &[]).await;
        let theirs = create(DocumentKind::Metric, &number.to_string());
        two.theirs(vec![theirs]).await.unwrap();
    }
    let whole = log(&two).await;
    assert!(whole.windows(2).all(|pair| pair[0].seq > pair[1].seq));
    assert_eq!(whole[0].name, "4");
    let mut paged = Vec::new();
    for offset in [0, 2, 4, 6] {
        let page = Page { limit: 2, offset };
        paged.extend(two.store.audit_log(two.ours, page).await.unwrap());
    }
    assert_eq!(paged, whole);
}

/// System, account, token.
pub async fn the_audit_log_names_who_did_it(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let actors =
        [Actor::System, Actor::Account(uuid::Uuid::new_v4()), Actor::Token(TokenId::random())];
    for (number, actor) in actors.iter().enumerate() {
        let change = create(DocumentKind::Metric, &number.to_string());
        two.store.commit(two.ours, actor, vec![change]).await.unwrap();
    }
    let newest: Vec<_> = log(&two).await.iter().map(|entry| entry.actor).collect();
    assert_eq!(newest[..3], [actors[2], actors[1], actors[0]]);
}

/// Bodies may hold credentials, hashes may be attacked: neither is in the log.
pub async fn the_audit_log_holds_no_bodies_and_no_secrets(store: Arc<dyn Store>) {
    let account = NewAccount {
        organisation_name: "o".to_owned(),
        email: "a@b.org".to_owned(),
        password_hash: "poison".to_owned(),
        first_name: "f".to_owned(),
        company_name: "c".to_owned(),
    };
    assert!(!format!("{account:?}").contains("poison"));
    let account = store.create_account(account).await.unwrap();
    let mut source = linked(DocumentKind::Datasource, "db", &[]);
    source.body = json!({"password": "poison"});
    let mut given = token(1, TokenKind::Guest);
    given.body = json!("poison");
    let password =
        Change::SetAccountPassword { id: account.id, password_hash: "poison".to_owned() };
    let change = update(DocumentKind::Datasource, source.id, 1, json!("poison"));
    let changes =
        vec![Change::CreateDocument(source), change, Change::CreateToken(given), password];
    assert!(!format!("{changes:?}").contains("poison"));
    let actor = Actor::Account(account.id);
    store.commit(account.organisation, &actor, changes).await.unwrap();
    let log = store.audit_log(account.organisation, Page::ALL).await.unwrap();
    assert_eq!(log.len(), 6);
    assert!(!format!("{log:?}").contains("poison"));
}
