//! Two nodes with tables over both. The login's profile says of other nodes what would make wrong numbers.

use futures::TryStreamExt;
use serde_json::json;
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;
use souk_testkit::clickhouse::Cluster;

use crate::support::{columns, credentials, texts};

const ORDERS: u64 = 1_000;

/// An order and its customer are on the same node by chance only.
fn shop() -> Cluster {
    let cluster = Cluster::start();
    cluster.create_table("orders", "id Int64, customer Int64, status String", "intHash64(id)");
    cluster.create_table("customers", "id Int64, city String", "intHash64(id + 7)");
    let orders = (0..ORDERS)
        .map(|id| format!("{id},{},{}\n", id % 100, ["open", "paid"][(id % 2) as usize]));
    cluster.insert("orders", &orders.collect::<String>());
    let customers =
        (0..100).map(|id| format!("{id},{}\n", ["Oslo", "Bergen"][(id / 2 % 2) as usize]));
    cluster.insert("customers", &customers.collect::<String>());
    for table in ["orders", "customers"] {
        assert!(cluster.parts(table).iter().all(|rows| *rows > 20), "{:?}", cluster.parts(table));
    }
    cluster
}

fn engine(cluster: &Cluster) -> RawEngine {
    let fields = json!({"host": "127.0.0.1", "port": cluster.node().port(), "username": "careless",
        "password": "right", "database": "default"});
    RawEngine::clickhouse(&credentials(&fields), ServerOptions::default()).unwrap()
}

async fn rows(
    engine: &RawEngine,
    sql: &str,
    types: &[DataType],
) -> Result<Vec<Vec<String>>, EngineError> {
    let rows = engine.run(sql, &[], &columns(types), None, &Limits::default()).await?;
    let batches: Vec<_> = rows.batches.try_collect().await?;
    Ok(batches.iter().flat_map(texts).collect())
}

#[tokio::test]
async fn an_answer_is_made_of_all_nodes_or_is_an_error() {
    let mut cluster = tokio::task::spawn_blocking(shop).await.unwrap();
    let engine = engine(&cluster);
    let groups =
        "SELECT status AS c0, toInt64(COUNT(*)) AS c1 FROM orders GROUP BY status ORDER BY status";
    let types = [DataType::Text, DataType::Int64];
    let expected = [["open", "500"], ["paid", "500"]];
    assert_eq!(rows(&engine, groups, &types).await.unwrap(), expected);

    let within = "SELECT toInt64(COUNT(*)) AS c0 FROM orders WHERE customer IN \
        (SELECT id FROM customers WHERE city = 'Oslo')";
    assert_eq!(rows(&engine, within, &[DataType::Int64]).await.unwrap(), [["500"]]);

    let cluster = tokio::task::spawn_blocking(move || {
        cluster.lose_a_node();
        cluster
    });
    let _cluster = cluster.await.unwrap();
    for (sql, types) in [(groups, &types[..]), (within, &types[1..])] {
        let answer = rows(&engine, sql, types).await;
        assert!(
            matches!(answer, Err(EngineError::Unreachable(..))),
            "half of the rows: {answer:?}"
        );
    }
}
