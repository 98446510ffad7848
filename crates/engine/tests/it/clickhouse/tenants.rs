//! Tenancy level DATABASE: only databases that the server itself lists, and no fallback.

use futures::TryStreamExt;
use souk_engine::{EngineError, Limits};
use souk_model::DataType;

use super::Database;
use crate::crowd;
use crate::support::{columns, texts};

async fn ask(database: &Database, tenant: Option<&str>, sql: &str) -> Result<String, EngineError> {
    let columns = columns(&[DataType::Text]);
    let rows = database.engine.run(sql, &[], &columns, tenant, &Limits::default()).await?;
    let batches: Vec<_> = rows.batches.try_collect().await?;
    Ok(texts(&batches[0])[0][0].clone())
}

const WHERE: &str = "SELECT currentDatabase()";

#[tokio::test]
async fn a_listed_database_is_the_one_that_answers() {
    let database = Database::fresh();
    let own = &database.name;
    let names = [format!("{own}_x"), format!("{own} Ten\"ant'; --&a=b+%"), format!("{own}客户")];
    for name in &names {
        database.execute(&format!("CREATE DATABASE `{name}`"));
        for _ in 0..2 {
            assert_eq!(&ask(&database, Some(name), WHERE).await.unwrap(), name);
        }
        database.execute(&format!("DROP DATABASE `{name}`"));
    }
    assert_eq!(&ask(&database, Some(own), WHERE).await.unwrap(), own);
    assert_eq!(&ask(&database, None, WHERE).await.unwrap(), own);
}

#[tokio::test]
async fn every_other_name_is_unknown() {
    let database = Database::fresh();
    let own = database.name.clone();
    let names = [
        String::new(),
        "system".to_owned(),
        "System".to_owned(),
        "INFORMATION_SCHEMA".to_owned(),
        own.to_uppercase(),
        format!("{own} "),
        format!(" {own}"),
        format!("{own}\0"),
        format!("{own}%"),
        "%".to_owned(),
        format!("{own}' OR '1'='1"),
        format!("{own}\\"),
        "x".repeat(10_000),
        "😀".to_owned(),
        "None".to_owned(),
    ];
    for name in &names {
        let refused = ask(&database, Some(name), WHERE).await;
        assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{name}: {refused:?}");
    }
}

/// In ClickHouse a qualified name leads out of the database of the request.
#[tokio::test]
async fn a_tenants_question_does_not_leave_its_database() {
    let database = Database::holding(&["CREATE TABLE t ENGINE = Memory AS SELECT 'own' AS x"]);
    let own = &database.name;
    let tenant = format!("{own}_tenant");
    database.execute(&format!("CREATE DATABASE {tenant}"));
    database.execute(&format!("CREATE TABLE {tenant}.t ENGINE = Memory AS SELECT 'theirs' AS x"));
    let bare = ask(&database, Some(&tenant), "SELECT x FROM \"t\"").await;
    assert_eq!(bare.unwrap(), "theirs");
    let qualified = format!("SELECT x FROM \"{own}\".\"t\"");
    for sql in [&qualified, &format!("SELECT x FROM `{own}`.t")] {
        let refused = ask(&database, Some(&tenant), sql).await;
        assert!(matches!(refused, Err(EngineError::Query(_))), "{refused:?}");
    }
    assert_eq!(ask(&database, Some(own), &qualified).await.unwrap(), "own");
    database.execute(&format!("DROP DATABASE {tenant}"));
}

#[tokio::test]
async fn a_dropped_database_is_unknown_again() {
    let database = Database::fresh();
    let name = format!("{}_gone", database.name);
    database.execute(&format!("CREATE DATABASE {name}"));
    assert_eq!(ask(&database, Some(&name), WHERE).await.unwrap(), name);
    database.execute(&format!("DROP DATABASE {name}"));
    for _ in 0..2 {
        let refused = ask(&database, Some(&name), WHERE).await;
        assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{refused:?}");
    }
}

/// The server counts the connections of other tests with them.
const MOST: usize = 100;

#[tokio::test]
async fn tenants_share_a_bound_of_connections() {
    let database = Database::with(crowd::bounds());
    let names = crowd::tenants(1000, &database.name);
    for name in &names {
        database.execute(&format!("CREATE DATABASE {name}"));
    }
    let open = async || {
        let count = "SELECT value FROM system.metrics WHERE metric = 'HTTPConnection'";
        database.execute(count).trim().parse().unwrap()
    };
    let asked = async |name: &str| ask(&database, Some(name), WHERE).await;
    crowd::all_are_answered(&names, MOST, asked, open).await;
    for name in &names {
        database.execute(&format!("DROP DATABASE {name}"));
    }
}
