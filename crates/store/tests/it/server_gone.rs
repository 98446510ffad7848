//! A PostgreSQL that goes away, and one that only drops its connections.

use std::time::Duration;

use souk_store::{OpenOptions, StoreError};
use souk_testkit::postgres::Server;
use sqlx::{Connection, PgConnection};

use super::{fresh_postgres, make_metric};

#[tokio::test]
async fn connections_that_broke_in_the_pool_are_replaced() {
    let fresh = fresh_postgres().await;
    let organisation = fresh.store.create_organisation("ours").await.unwrap();
    for round in 0..3 {
        let reads = (0..8).map(|_| {
            let store = fresh.store.clone();
            tokio::spawn(async move { store.setting("x").await })
        });
        for read in reads.collect::<Vec<_>>() {
            read.await.unwrap().unwrap();
        }
        end_other_sessions(&fresh.url).await;
        fresh.store.health().await.unwrap();
        end_other_sessions(&fresh.url).await;
        let made = make_metric(&fresh.store, organisation, &round.to_string()).await;
        made.unwrap();
    }
}

async fn end_other_sessions(url: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_gone_makes_the_store_unavailable() {
    let server = Server::start_own();
    let url = server.fresh_database().await;
    souk_store::migrate(&url).await.unwrap();
    let options = OpenOptions::new().acquire_timeout(Duration::from_millis(300));
    let store = options.open(&url).await.unwrap();
    let organisation = store.create_organisation("ours").await.unwrap();
    drop(server);
    let failures = [
        store.health().await.unwrap_err(),
        make_metric(&store, organisation, "x").await.unwrap_err(),
    ];
    for failure in failures {
        assert!(matches!(failure, StoreError::Unavailable(_)), "{failure:?}");
    }
    let options = OpenOptions::new().acquire_timeout(Duration::from_millis(300));
    let opened = options.open(&url).await.unwrap_err();
    assert!(matches!(opened, StoreError::Unavailable(_)), "{opened:?}");
}
