//! Accounts, organisations, settings, health.

use std::collections::HashSet;

use super::*;
use souk_store::{Account, NewAccount, StoreError};
use uuid::Uuid;

fn account(email: &str) -> NewAccount {
    NewAccount {
        organisation_name: format!("organisation of {email}"),
        email: email.to_owned(),
        password_hash: "$argon2id$first".to_owned(),
        first_name: "Ada 'L'".to_owned(),
        company_name: "Café Ltd".to_owned(),
    }
}

/// Found by address, in any case of letters, and by id.
pub async fn an_account_comes_with_its_own_organisation(store: Arc<dyn Store>) {
    let made = store.create_account(account("Ada@Example.ORG")).await.unwrap();
    assert_eq!(made.email, "ada@example.org");
    assert_eq!(made.company_name, "Café Ltd");
    let other = store.create_account(account("bob@example.org")).await.unwrap();
    assert_ne!(made.organisation, other.organisation);
    for email in ["ada@example.org", "ADA@EXAMPLE.org"] {
        let found = store.account_by_email(email).await.unwrap();
        assert_eq!(found.as_ref(), Some(&made));
    }
    assert_eq!(store.account(made.id).await.unwrap(), Some(made.clone()));
    assert_eq!(store.account(Uuid::new_v4()).await.unwrap(), None);
    assert_eq!(store.account_by_email("ada").await.unwrap(), None);
    let organisations = store.organisations().await.unwrap();
    let name = "organisation of Ada@Example.ORG".to_owned();
    assert_eq!(organisations[0], (made.organisation, name));
}

/// Twenty at once, in different cases of letters: one is made.
pub async fn an_email_address_has_one_account_over_all_organisations(store: Arc<dyn Store>) {
    let tries = (0..20).map(|number| {
        let store = store.clone();
        let email = if number % 2 == 0 { "a@b.org" } else { "A@B.org" };
        tokio::spawn(async move { store.create_account(account(email)).await })
    });
    let mut made = 0;
    for attempt in tries.collect::<Vec<_>>() {
        match attempt.await.unwrap() {
            Ok(_) => made += 1,
            Err(StoreError::EmailTaken) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(made, 1);
    assert_eq!(store.organisations().await.unwrap().len(), 1);
}

/// Organisation and account are made together or not at all.
pub async fn a_refused_account_leaves_no_organisation(store: Arc<dyn Store>) {
    store.create_account(account("a@b.org")).await.unwrap();
    let taken = store.create_account(account("a@b.org")).await;
    assert_fails!(taken, StoreError::EmailTaken);
    let long = format!("{}@b.org", "x".repeat(10_000));
    let refused = store.create_account(account(&long)).await;
    assert_fails!(refused, StoreError::InvalidName { .. });
    assert_eq!(store.organisations().await.unwrap().len(), 1);
}

/// An account of another organisation is as good as none.
pub async fn a_password_is_set_only_in_the_accounts_own_organisation(store: Arc<dyn Store>) {
    let ours = store.create_account(account("a@b.org")).await.unwrap();
    let theirs = store.create_account(account("c@d.org")).await.unwrap();
    let set = async |organisation| {
        let change = Change::SetAccountPassword {
            id: ours.id,
            password_hash: "$argon2id$second".to_owned(),
        };
        let actor = Actor::Account(ours.id);
        store.commit(organisation, &actor, vec![change]).await
    };
    let refused = set(theirs.organisation).await;
    assert_fails!(refused, StoreError::NotFound { kind: "account", id } if id == ours.id);
    assert_eq!(password_of(&store, &ours).await, "$argon2id$first");
    set(ours.organisation).await.unwrap();
    assert_eq!(password_of(&store, &ours).await, "$argon2id$second");
    assert_eq!(password_of(&store, &theirs).await, "$argon2id$first");
}

async fn password_of(store: &Arc<dyn Store>, account: &Account) -> String {
    store.account(account.id).await.unwrap().unwrap().password_hash
}

/// Twenty first calls at once make one organisation, and it stays the same.
pub async fn the_default_organisation_is_made_once(store: Arc<dyn Store>) {
    store.create_organisation("default").await.unwrap();
    let calls = (0..20).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.default_organisation().await.unwrap() })
    });
    let mut found = HashSet::new();
    for call in calls.collect::<Vec<_>>() {
        found.insert(call.await.unwrap());
    }
    assert_eq!(found.len(), 1);
    assert!(found.contains(&store.default_organisation().await.unwrap()));
    assert_eq!(store.organisations().await.unwrap().len(), 2);
}

/// Whoever comes second gets what the first one wrote.
pub async fn settings_are_written_once(store: Arc<dyn Store>) {
    assert_eq!(store.setting("key check").await.unwrap(), None);
    let calls = (0..20).map(|number: i32| {
        let store = store.clone();
        let value = number.to_string();
        tokio::spawn(async move { store.set_setting_if_absent("key check", &value).await })
    });
    let mut stored = HashSet::new();
    for call in calls.collect::<Vec<_>>() {
        stored.insert(call.await.unwrap().unwrap());
    }
    assert_eq!(stored.len(), 1);
    let setting = store.setting("key check").await.unwrap();
    assert!(stored.contains(&setting.unwrap()));
    assert_eq!(store.setting("other").await.unwrap(), None);
}

/// What `migrate` brought up to date says so.
pub async fn a_migrated_store_is_healthy(store: Arc<dyn Store>) {
    store.health().await.unwrap();
}
