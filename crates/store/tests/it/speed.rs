//! Look-ups that are on the way of every request. Printed, and held to a generous bound: a missing
//! index costs milliseconds here, a slow machine does not.

use std::time::{Duration, Instant};

use serde_json::json;
use souk_model::{OrganisationId, TokenId};
use souk_store::{Actor, Change, DocumentKind, NewToken, TokenHash, TokenKind};
use sqlx::{Connection, PgConnection};

use super::{Fresh, fresh_postgres, fresh_sqlite, metric};

const ROWS: u32 = 2_000;
const ROUNDS: u32 = 2_000;
const BOUND: Duration = Duration::from_millis(2);

#[tokio::test(flavor = "multi_thread")]
async fn lookups_use_their_index_in_sqlite() {
    let fresh = fresh_sqlite().await;
    let organisation = fill(&fresh).await;
    measure("SQLite", &fresh, organisation).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lookups_use_their_index_in_postgres() {
    let fresh = fresh_postgres().await;
    let organisation = fill(&fresh).await;
    // Autovacuum does this within a minute; without it, the planner guesses among the indexes.
    let mut connection = PgConnection::connect(&fresh.url).await.unwrap();
    sqlx::query("ANALYZE").execute(&mut connection).await.unwrap();
    measure("PostgreSQL", &fresh, organisation).await;
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

async fn fill(fresh: &Fresh) -> OrganisationId {
    let organisation = fresh.store.create_organisation("ours").await.unwrap();
    let documents = (0..ROWS).map(|number| metric(&number.to_string()));
    let changes = documents.chain((0..ROWS).map(token)).collect();
    let commit = fresh.store.commit(organisation, &Actor::System, changes);
    commit.await.unwrap();
    organisation
}

async fn measure(database: &str, fresh: &Fresh, organisation: OrganisationId) {
    let store = &fresh.store;
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let started = Instant::now();
        let found = store.token(&hash(round % ROWS)).await.unwrap();
        times.push(started.elapsed());
        assert!(found.is_some());
    }
    report(database, "token", &mut times);

    times.clear();
    for round in 0..ROUNDS {
        let name = (round % ROWS).to_string();
        let started = Instant::now();
        let found = store.revision_by_name(organisation, DocumentKind::Metric, &name);
        assert!(found.await.unwrap().is_some());
        times.push(started.elapsed());
    }
    report(database, "revision_by_name", &mut times);

    times.clear();
    for round in 0..ROUNDS {
        let names = [0, 1, 2].map(|step| ((round + step) % ROWS).to_string());
        let names = names.each_ref().map(|name| (DocumentKind::Metric, name.as_str()));
        let started = Instant::now();
        let found = store.revisions_by_name(organisation, names).await.unwrap();
        times.push(started.elapsed());
        assert!(found.iter().all(Option::is_some));
    }
    report(database, "revisions_by_name", &mut times);
}

/// The median, as other processes use the machine too.
fn report(database: &str, call: &str, times: &mut [Duration]) {
    times.sort();
    let median = times[times.len() / 2];
    let rare = times[times.len() * 99 / 100];
    println!("{database} {call}: median {median:?}, 99th percentile {rare:?}");
    assert!(median < BOUND, "{database} {call}: {median:?}");
}
