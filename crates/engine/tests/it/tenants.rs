//! Tenancy level DATABASE: only databases that the server itself lists, and no fallback.

use std::time::Duration;

use souk_engine::{EngineError, Limits, ServerOptions};
use souk_model::DataType;
use sqlx::{AssertSqlSafe, Connection};
use uuid::Uuid;

use crate::crowd;
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

/// The databases go with the server: to drop one takes a checkpoint.
async fn create_all(database: &Database, names: &[String]) {
    let mut connection = database.connection().await;
    for name in names {
        let sql = format!("CREATE DATABASE {name}");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}

/// A database takes 8 MB of disk and 50 ms, so that a usual run makes do with few.
#[tokio::test]
async fn tenants_share_a_bound_of_connections() {
    let database = Database::with(crowd::bounds()).await;
    let prefix = unique("crowd");
    let names = crowd::tenants(40, &prefix);
    create_all(&database, &names).await;
    let mut watch = database.connection().await;
    let count = format!(
        "SELECT COUNT(*) FROM pg_stat_activity
         WHERE datname LIKE '{prefix}%' AND application_name = 'souk'"
    );
    let open = async || {
        let count = sqlx::query_scalar::<_, i64>(AssertSqlSafe(count.as_str()));
        usize::try_from(count.fetch_one(&mut watch).await.unwrap()).unwrap()
    };
    let ask = async |name: &str| current_database(&database, Some(name)).await;
    crowd::all_are_answered(&names, crowd::BOUND, ask, open).await;
}
