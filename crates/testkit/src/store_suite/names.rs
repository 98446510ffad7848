//! Names: anything but NUL, unique, compared byte by byte.

use super::*;
use souk_store::{NewAccount, StoreError, TokenFilter};

const KIND: DocumentKind = DocumentKind::Datamart;

/// Hostile and merely foreign names, each found again by itself alone.
pub async fn names_hold_anything_but_nul(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let long = "ü".repeat(10_000);
    let names = [
        "",
        " ",
        "it's \"quoted\" `so` \\ and -- ; DROP TABLE documents",
        "$1 ? :name @x %s {}",
        "\u{202e}\u{200f}right to left עברית العربية",
        "🐫👩‍👩‍👧‍👦",
        "\u{1}\u{7f}\t\r\n\u{feff}\u{fffd}\u{10ffff}",
        long.as_str(),
    ];
    for name in names {
        let id = two.make(KIND, name, &[]).await;
        let found = two.store.document_by_name(two.ours, KIND, name).await;
        let found = found.unwrap().unwrap();
        assert_eq!((found.id, found.name.as_str()), (id, name));
    }
    assert_eq!(two.names(KIND).await, names);
}

/// No case folding, no normalisation, no trimming: the same in every store.
pub async fn names_are_compared_byte_by_byte(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let names = ["shop", "Shop", "shop ", "\u{e9}", "e\u{301}", "ß", "ss", "%", "_"];
    for name in names {
        two.make(KIND, name, &[]).await;
    }
    for (number, name) in names.iter().enumerate() {
        let found = two.store.document_by_name(two.ours, KIND, name).await;
        assert_eq!(found.unwrap().unwrap().name, names[number]);
    }
    let absent = two.store.document_by_name(two.ours, KIND, "SHOP").await;
    assert_eq!(absent.unwrap(), None);
}

/// No index shortens a name.
pub async fn long_names_are_told_apart_by_their_last_character(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let stem = "n".repeat(10_000);
    let names = [format!("{stem}a"), format!("{stem}b")];
    let first = two.make(KIND, &names[0], &[]).await;
    let second = two.make(KIND, &names[1], &[]).await;
    for (name, id) in names.iter().zip([first, second]) {
        let found = two.store.revision_by_name(two.ours, KIND, name).await;
        assert_eq!(found.unwrap(), Some((id, 1)));
    }
    let again = two.ours(vec![create(KIND, &names[0])]).await;
    assert_fails!(again, StoreError::NameTaken { name, .. } if name == names[0]);
}

/// PostgreSQL cannot keep a NUL; no store does.
pub async fn a_text_with_nul_is_refused_clearly(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let id = two.make(KIND, "shop", &[]).await;
    let mut named = token(1, TokenKind::Service);
    named.name = "a\0b".to_owned();
    let mut bound = token(2, TokenKind::Guest);
    bound.client_id = Some("\0".to_owned());
    for change in [
        create(KIND, "a\0b"),
        rename(KIND, id, 1, "\0"),
        Change::CreateToken(named),
        Change::CreateToken(bound),
    ] {
        let refused = two.ours(vec![change]).await;
        assert_fails!(refused, StoreError::InvalidName { .. });
    }
    let account = NewAccount {
        organisation_name: "o".to_owned(),
        email: "a\0@b".to_owned(),
        password_hash: "h".to_owned(),
        first_name: "f".to_owned(),
        company_name: "c".to_owned(),
    };
    let refused = two.store.create_account(account).await;
    assert_fails!(refused, StoreError::InvalidName { .. });
    let refused = two.store.create_organisation("\0").await;
    assert_fails!(refused, StoreError::InvalidName { .. });
    looking_for_nul_finds_nothing(&two).await;
}

async fn looking_for_nul_finds_nothing(two: &Two) {
    let (store, ours) = (&two.store, two.ours);
    let document = store.document_by_name(ours, KIND, "a\0b").await;
    assert_eq!(document.unwrap(), None);
    assert_eq!(store.account_by_email("a\0b").await.unwrap(), None);
    let filter = TokenFilter { client_id: Some("\0".to_owned()), ..TokenFilter::default() };
    assert_eq!(store.tokens(ours, filter, Page::ALL).await.unwrap(), []);
}

/// The error names the name.
pub async fn a_name_is_unique_in_its_organisation_and_kind(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    two.make(KIND, "shop", &[]).await;
    let again = two.ours(vec![create(KIND, "shop")]).await;
    assert_fails!(
        again,
        StoreError::NameTaken { kind: KIND, name } if name == "shop"
    );
    two.make(DocumentKind::Metric, "shop", &[]).await;
    two.theirs(vec![create(KIND, "shop")]).await.unwrap();
    let twice = two.ours(vec![create(KIND, "x"), create(KIND, "x")]).await;
    assert_fails!(twice, StoreError::NameTaken { .. });
    assert_eq!(two.names(KIND).await, ["shop"]);
}

/// A second document of the same id is refused, whatever its name.
pub async fn an_id_is_unique_in_its_organisation_and_kind(store: Arc<dyn Store>) {
    let two = Two::new(store).await;
    let id = two.make(KIND, "shop", &[]).await;
    let mut other = linked(KIND, "other", &[]);
    other.id = id;
    let taken = two.ours(vec![Change::CreateDocument(other)]).await;
    assert_fails!(taken, StoreError::IdTaken { kind: "datamart", .. });
    assert_eq!(two.names(KIND).await, ["shop"]);
}
