//! Organisations: what one has, another neither sees nor alters.

use chrono::Utc;

use super::*;
use souk_store::{StoreError, TokenFilter, TokenSelector};

const KIND: DocumentKind = DocumentKind::Datamart;
const APP: DocumentKind = DocumentKind::DataApp;

struct Ours {
    mart: DocumentId,
    app: DocumentId,
    token: TokenId,
}

async fn fill(two: &Two) -> Ours {
    let mart = two.make(KIND, "shop", &[]).await;
    let app = two.make(APP, "app", &[(KIND, mart)]).await;
    let mut given = token(1, TokenKind::Guest);
    given.data_app = Some(app);
    given.client_id = Some("7".to_owned());
    let token = given.id;
    two.ours(vec![Change::CreateToken(given)]).await.unwrap();
    Ours { mart, app, token }
}

/// Every read, with the right ids and names and the wrong organisation.
pub async fn no_read_shows_another_organisations_rows(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let ours = fill(&two).await;
    for stranger in [two.theirs, OrganisationId::random()] {
        let store = &two.store;
        let document = store.document(stranger, KIND, ours.mart).await;
        assert_eq!(document.unwrap(), None);
        let named = store.document_by_name(stranger, KIND, "shop").await;
        assert_eq!(named.unwrap(), None);
        let revision = store.revision_by_name(stranger, KIND, "shop").await;
        assert_eq!(revision.unwrap(), None);
        let documents = store.documents(stranger, KIND, Page::ALL).await;
        assert_eq!(documents.unwrap(), []);
        let dependents = store.dependents(stranger, KIND, ours.mart).await;
        assert_eq!(dependents.unwrap(), []);
        let filter = TokenFilter { data_app: Some(ours.app), ..TokenFilter::default() };
        for filter in [filter, TokenFilter::default()] {
            let tokens = store.tokens(stranger, filter, Page::ALL).await;
            assert_eq!(tokens.unwrap(), []);
        }
        let log = store.audit_log(stranger, Page::ALL).await.unwrap();
        assert!(log.iter().all(|entry| entry.name == "theirs"));
    }
}

/// Every change, with the right ids and the wrong organisation.
pub async fn no_change_alters_another_organisations_rows(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let ours = fill(&two).await;
    let id = ours.token;
    let at = Utc::now();
    for change in [
        update(KIND, ours.mart, 1, json!("poison")),
        rename(KIND, ours.mart, 1, "poison"),
        delete(KIND, ours.mart),
        Change::ExpireToken { id, at },
        Change::RevokeTokens(TokenSelector::Id(id)),
    ] {
        let refused = two.theirs(vec![change]).await;
        assert_fails!(refused, StoreError::NotFound { .. });
    }
    let (kind, client_id) = (TokenKind::Guest, "7".to_owned());
    let by_client = TokenSelector::Client { kind, client_id };
    for selector in [TokenSelector::DataApp(ours.app), by_client] {
        two.theirs(vec![Change::RevokeTokens(selector)]).await.unwrap();
    }
    let mart = two.get(KIND, ours.mart).await.unwrap();
    assert_eq!((mart.name.as_str(), mart.revision), ("shop", 1));
    let hash = TokenHash::new([1; 32]);
    let token = two.store.token(&hash).await.unwrap().unwrap();
    assert_eq!((token.expires_at, token.revoked_at), (None, None));
}

/// One cannot even learn that the other has an id.
pub async fn two_organisations_may_use_the_same_ids_and_names(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let document = linked(KIND, "shop", &[]);
    let id = document.id;
    let mut theirs = document.clone();
    theirs.body = json!("theirs");
    two.ours(vec![Change::CreateDocument(document)]).await.unwrap();
    two.theirs(vec![Change::CreateDocument(theirs)]).await.unwrap();
    two.theirs(vec![update(KIND, id, 1, json!("changed"))]).await.unwrap();
    two.theirs(vec![delete(KIND, id)]).await.unwrap();
    assert_eq!(two.get(KIND, id).await.unwrap().revision, 1);
}
