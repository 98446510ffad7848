//! Look-ups that are on the way of every request. Printed, and held to a generous bound: a missing
//! index costs milliseconds here, a slow machine does not.

use std::time::{Duration, Instant};

use serde_json::json;
use souk_model::TokenId;
use souk_store::{Actor, Change, DocumentKind, NewToken, TokenHash, TokenKind};

use super::{Fresh, fresh_postgres, fresh_sqlite, metric};

const ROWS: u32 = 2_000;
const ROUNDS: u32 = 2_000;
const BOUND: Duration = Duration::from_millis(2);

#[tokio::test(flavor = "multi_thread")]
async fn lookups_use_their_index_in_sqlite() {
    measure("SQLite", fresh_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lookups_use_their_index_in_postgres() {
    measure("PostgreSQL", fresh_postgres().await).await;
}

fn hash(number: u32) -> TokenHash {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&number.to_le_bytes());
    TokenHash::new(bytes)
}

fn token(number: u32) -> Change {
    Change::CreateToken(NewToken {
        id: TokenId::random(),
        hash: hash(number),
        kind: TokenKind::Guest,
        name: number.to_string(),
        data_app: None,
        client_id: Some(number.to_string()),
        body: json!({}),
        expires_at: None,
    })
}

async fn measure(database: &str, fresh: Fresh) {
    let store = &fresh.store;
    let organisation = store.create_organisation("ours").await.unwrap();
    let documents = (0..ROWS).map(|number| metric(&number.to_string()));
    let changes = documents.chain((0..ROWS).map(token)).collect();
    store.commit(organisation, &Actor::System, changes).await.unwrap();

    let started = Instant::now();
    for round in 0..ROUNDS {
        let found = store.token(&hash(round % ROWS)).await.unwrap();
        assert!(found.is_some());
    }
    report(database, "token", started.elapsed() / ROUNDS);

    let started = Instant::now();
    for round in 0..ROUNDS {
        let name = (round % ROWS).to_string();
        let found = store.revision_by_name(organisation, DocumentKind::Metric, &name);
        assert!(found.await.unwrap().is_some());
    }
    report(database, "revision_by_name", started.elapsed() / ROUNDS);
}

fn report(database: &str, call: &str, each: Duration) {
    println!("{database} {call}: {each:?}");
    assert!(each < BOUND, "{database} {call}: {each:?}");
}
