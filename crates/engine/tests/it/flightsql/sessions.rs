//! Sessions: what is put into them, what is lost with them, and what ends with a question.

use std::time::Duration;

use futures::StreamExt;
use serde_json::json;
use souk_engine::{EngineError, Limits, Progress, Roots, ServerOptions};
use souk_model::DataType;
use souk_testkit::sail::Server;
use tokio::task::spawn_blocking;

use super::{engine, execute, rows, server};
use crate::support::columns;

/// A server of its own: what is put into it would be in others' way.
async fn fresh() -> Server {
    spawn_blocking(Server::start).await.unwrap()
}

/// Writes files of Parquet by the server itself: `orders.parquet`, and a folder `it's \`here`.
async fn files(server: &Server) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display();
    for (name, sql) in [
        ("orders", "SELECT 1 AS id, CAST('1.50' AS DECIMAL(10, 2)) AS price"),
        ("it\\'s `here", "SELECT id FROM range(7)"),
    ] {
        let table = format!("made_{}", name.len());
        let create =
            format!("CREATE TABLE {table} USING parquet LOCATION '{path}/{name}' AS {sql}");
        execute(&server.url(), &create).await;
        execute(&server.url(), &format!("DROP TABLE {table}")).await;
    }
    folder
}

#[tokio::test]
async fn files_become_tables_and_come_back_after_a_restart() {
    let mut server = fresh().await;
    let folder = files(&server).await;
    let roots = Roots::new(&[folder.path().to_owned()], false);
    let fields = json!({"url": server.url(), "path": folder.path()});
    let engine = engine(&fields, roots);
    let catalog = engine.engine().introspect(&Progress::default()).await.unwrap();
    let names: Vec<_> = catalog.tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["it's `here", "orders"]);
    let price = &catalog.tables[1].columns[1];
    assert_eq!(price.data_type, DataType::Decimal { precision: 10, scale: 2 });
    let sql = "SELECT COUNT(*) FROM `global_temp`.`it's ``here`";
    assert_eq!(rows(&engine, sql, &[], &[DataType::Int64]).await.unwrap(), [["7"]]);

    let server = spawn_blocking(move || {
        server.restart();
        server
    });
    let _server = server.await.unwrap();
    assert_eq!(rows(&engine, sql, &[], &[DataType::Int64]).await.unwrap(), [["7"]]);
}

#[tokio::test]
async fn a_folder_outside_of_the_roots_is_not_listed() {
    let folder = tempfile::tempdir().unwrap();
    let fields = json!({"url": server().await.url(), "path": folder.path()});
    let engine = engine(&fields, Roots::default());
    let refused = engine.engine().test().await.unwrap_err();
    assert!(matches!(refused, EngineError::BadFile(..)), "{refused:?}");
}

#[tokio::test]
async fn a_server_that_is_gone_is_told_so() {
    let server = fresh().await;
    let engine = engine(&json!({"url": server.url()}), Roots::default());
    engine.engine().test().await.unwrap();
    spawn_blocking(move || drop(server)).await.unwrap();
    let refused = rows(&engine, "SELECT 1", &[], &[DataType::Int64]).await.unwrap_err();
    assert!(matches!(refused, EngineError::Unreachable(..)), "{refused:?}");
}

/// The processor time that the machine's processes which listen here have taken, in ticks.
fn ticks(port: u16) -> u64 {
    let is_it = |line: &str| line.split('\0').any(|word| word == port.to_string());
    let processes = std::fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let path = entry.ok()?.path();
        let line = std::fs::read_to_string(path.join("cmdline")).ok()?;
        (line.contains("flight") && is_it(&line)).then_some(path)
    });
    let time = |path: std::path::PathBuf| {
        let stat = std::fs::read_to_string(path.join("stat")).ok()?;
        let fields: Vec<_> = stat.rsplit(')').next()?.split_whitespace().collect();
        Some(fields[11].parse::<u64>().ok()? + fields[12].parse::<u64>().ok()?)
    };
    processes.filter_map(time).sum()
}

#[tokio::test]
async fn the_cluster_stops_working_for_an_abandoned_question() {
    let server = fresh().await;
    let engine = engine(&json!({"url": server.url()}), Roots::default());
    let limits = Limits { time: Duration::from_secs(3), ..Limits::default() };
    let sql = "SELECT COUNT(*) FROM range(9000000000000) WHERE id % 7 = 9";
    let idle = ticks(server.port());
    let answer = engine.run(sql, &[], &columns(&[DataType::Int64]), None, &limits).await;
    assert!(matches!(answer, Err(EngineError::Timeout)), "{answer:?}");
    assert!(ticks(server.port()) > idle + 20, "it has worked");
    tokio::time::sleep(Duration::from_secs(3)).await;
    let (ended, pause) = (ticks(server.port()), Duration::from_secs(3));
    tokio::time::sleep(pause).await;
    let since = ticks(server.port()) - ended;
    assert!(since < 30, "{since} ticks in {pause:?}");
}

#[tokio::test]
async fn an_answer_is_streamed_and_not_gathered_first() {
    let engine = engine(&json!({"url": server().await.url()}), Roots::default());
    let limits = Limits { rows: usize::MAX, bytes: usize::MAX >> 1, ..Limits::default() };
    let sql = "SELECT REPEAT('x', 1000) FROM range(9000000000000)";
    let answer = engine.run(sql, &[], &columns(&[DataType::Text]), None, &limits).await;
    assert!(answer.unwrap().batches.next().await.unwrap().is_ok());
}

#[tokio::test]
async fn questions_wait_for_a_free_connection_within_a_bound() {
    let bounds = ServerOptions {
        connections: 1,
        connect: Duration::from_secs(2),
        ..ServerOptions::default()
    };
    let fields = crate::support::credentials(&json!({"url": server().await.url()}));
    let engine =
        souk_engine::internals::RawEngine::flightsql(&fields, bounds, Roots::default()).unwrap();
    let (columns, limits) = (columns(&[DataType::Int64]), Limits::default());
    let sql = "SELECT COUNT(*) FROM range(9000000000000) WHERE id % 7 = 9";
    let first = engine.run(sql, &[], &columns, None, &limits);
    let second = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        rows(&engine, "SELECT 1", &[], &[DataType::Int64]).await
    };
    tokio::select! {
        _ = first => panic!("it never ends"),
        answer = second => assert!(matches!(answer, Err(EngineError::Unreachable(..))), "{answer:?}"),
    }
}
