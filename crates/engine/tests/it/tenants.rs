//! Tenancy level DATABASE: only databases that the server itself lists, and no fallback.

use std::time::{Duration, Instant};

use futures::{StreamExt, stream};
use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;
use sqlx::{AssertSqlSafe, Connection};
use uuid::Uuid;

use crate::support::{Database, columns, texts};

async fn current_database(
    database: &Database,
    tenant: Option<&str>,
) -> Result<String, EngineError> {
    let columns = columns(&[DataType::Text]);
    let sql = "SELECT current_database()";
    let rows = database.engine.run(sql, &[], &columns, tenant, &Limits::default()).await?;
    let batches: Vec<_> = futures::TryStreamExt::try_collect(rows.batches).await?;
    Ok(texts(&batches[0])[0][0].clone())
}

async fn create(database: &Database, name: &str, rest: &str) {
    let quoted = name.replace('"', "\"\"");
    database.execute(&format!("CREATE DATABASE \"{quoted}\" {rest}")).await;
}

async fn drop_database(database: &Database, name: &str) {
    let mut connection = database.connection().await;
    let quoted = name.replace('"', "\"\"");
    let sql = format!("DROP DATABASE \"{quoted}\" WITH (FORCE)");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// A name that no other test uses.
fn unique(text: &str) -> String {
    format!("{text}{}", &Uuid::new_v4().simple().to_string()[..8])
}

#[tokio::test]
async fn a_listed_database_is_the_one_that_answers() {
    let database = Database::fresh().await;
    let names =
        [unique("tenant"), unique("Ten\"ant'; --"), unique("客户 😀 "), unique("a=b host=x ")];
    for name in &names {
        create(&database, name, "").await;
        assert_eq!(&current_database(&database, Some(name)).await.unwrap(), name);
        assert_eq!(&current_database(&database, Some(name)).await.unwrap(), name);
    }
    let own = database.options.get_database().unwrap();
    assert_eq!(current_database(&database, Some(own)).await.unwrap(), own);
    assert_eq!(current_database(&database, None).await.unwrap(), own);
    for name in &names {
        drop_database(&database, name).await;
    }
}

#[tokio::test]
async fn every_other_name_is_unknown() {
    let database = Database::fresh().await;
    let own = database.options.get_database().unwrap().to_owned();
    let closed = unique("closed");
    let template = unique("pattern");
    create(&database, &closed, "ALLOW_CONNECTIONS false").await;
    create(&database, &template, "IS_TEMPLATE true").await;
    let names = [
        String::new(),
        "postgres".to_owned(),
        "template0".to_owned(),
        "template1".to_owned(),
        closed.clone(),
        template.clone(),
        own.to_uppercase(),
        format!("{own} "),
        format!(" {own}"),
        format!("{own}\0"),
        format!("{own}%"),
        "%".to_owned(),
        format!("{own}' OR '1'='1"),
        format!("{own} host=elsewhere"),
        format!("postgres://127.0.0.1/{own}"),
        format!("{own}?sslmode=disable"),
        "x".repeat(10_000),
        "None".to_owned(),
    ];
    for name in &names {
        let refused = current_database(&database, Some(name)).await;
        assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{name}: {refused:?}");
    }
    database.execute(&format!("ALTER DATABASE {template} IS_TEMPLATE false")).await;
    drop_database(&database, &closed).await;
    drop_database(&database, &template).await;
}

/// PostgreSQL cuts names at 63 bytes: a longer name must not lead to its beginning.
#[tokio::test]
async fn a_longer_name_is_not_cut_to_a_known_one() {
    let database = Database::fresh().await;
    let name = unique(&"n".repeat(55));
    assert_eq!(name.len(), 63);
    create(&database, &name, "").await;
    assert_eq!(current_database(&database, Some(&name)).await.unwrap(), name);
    let refused = current_database(&database, Some(&format!("{name}x"))).await;
    assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{refused:?}");
    drop_database(&database, &name).await;
}

#[tokio::test]
async fn a_dropped_database_is_unknown_again() {
    let database = Database::fresh().await;
    let name = unique("shortlived");
    create(&database, &name, "").await;
    assert_eq!(current_database(&database, Some(&name)).await.unwrap(), name);
    drop_database(&database, &name).await;
    tokio::time::sleep(Duration::from_millis(1100)).await;
    for _ in 0..2 {
        let refused = current_database(&database, Some(&name)).await;
        assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{refused:?}");
    }
}

#[tokio::test]
async fn more_tenants_than_pools_are_all_served() {
    let bounds = ServerOptions { databases: 2, ..Default::default() };
    let database = Database::with(bounds).await;
    let names: Vec<_> = (0..4).map(|_| unique("many")).collect();
    for name in &names {
        create(&database, name, "").await;
    }
    for _ in 0..2 {
        for name in &names {
            assert_eq!(&current_database(&database, Some(name)).await.unwrap(), name);
        }
    }
    for name in &names {
        drop_database(&database, name).await;
    }
}

/// A database takes 8 MB of disk and 50 ms, so that a usual run makes do with few; the variable asks
/// for more.
fn many() -> usize {
    std::env::var("SOUK_TEST_TENANTS").ok().and_then(|text| text.parse().ok()).unwrap_or(40)
}

/// The databases go with the server: to drop one takes a checkpoint.
async fn create_all(database: &Database, names: &[String]) {
    let mut connection = database.connection().await;
    for name in names {
        let sql = format!("CREATE DATABASE {name}");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}

/// Every tenant at once, with far fewer connections than tenants: all are answered, each from its own
/// database, and the server never sees more connections than the bound.
#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are what a run of many tenants is for")]
async fn tenants_share_a_bound_of_connections() {
    const BOUND: usize = 5;
    let bounds = ServerOptions {
        databases: 8,
        tenant_connections: BOUND,
        connect: Duration::from_secs(120),
        ..ServerOptions::default()
    };
    let database = Database::with(bounds).await;
    let prefix = unique("crowd");
    let names: Vec<_> = (0..many()).map(|number| format!("{prefix}_{number}")).collect();
    let started = Instant::now();
    create_all(&database, &names).await;
    let created = started.elapsed();
    let mut watch = database.connection().await;
    let count = format!(
        "SELECT COUNT(*) FROM pg_stat_activity
         WHERE datname LIKE '{prefix}%' AND application_name = 'souk'"
    );
    let ask = |name| {
        let database = &database;
        async move { (name, current_database(database, Some(name)).await) }
    };
    let twice = names.iter().chain(names.iter().rev()).map(String::as_str);
    let started = Instant::now();
    let mut answers = stream::iter(twice.map(ask)).buffer_unordered(16);
    let mut answered = 0;
    let mut most = 0;
    while let Some((name, answer)) = answers.next().await {
        assert_eq!(answer.unwrap(), name);
        answered += 1;
        let open = || sqlx::query_scalar::<_, i64>(AssertSqlSafe(count.as_str()));
        let mut waits = 0;
        // The server ends a closed session when it gets to it; no question goes on while this waits.
        most = loop {
            let seen = open().fetch_one(&mut watch).await.unwrap();
            if seen <= BOUND as i64 {
                break most.max(seen);
            }
            assert!(waits < 50, "more than {BOUND} connections stay open");
            waits += 1;
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
    }
    assert_eq!(answered, 2 * names.len());
    assert!(most > 1, "tenants are served at the same time");
    let answering = started.elapsed();
    println!(
        "{} tenants created in {created:.0?}; {answered} questions in {answering:.0?}, {most} connections at most",
        names.len()
    );
}
