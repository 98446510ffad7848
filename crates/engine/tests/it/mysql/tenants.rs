//! Tenancy level DATABASE: only databases that the server itself lists, and no fallback.

use futures::TryStreamExt;
use souk_engine::{EngineError, Limits};
use souk_model::DataType;
use sqlx::AssertSqlSafe;

use super::Database;
use crate::crowd;
use crate::support::{columns, texts};

async fn ask(database: &Database, tenant: Option<&str>, sql: &str) -> Result<String, EngineError> {
    let columns = columns(&[DataType::Text]);
    let rows = database.engine.run(sql, &[], &columns, tenant, &Limits::default()).await?;
    let batches: Vec<_> = rows.batches.try_collect().await?;
    Ok(texts(&batches[0])[0][0].clone())
}

const WHERE: &str = "SELECT DATABASE()";

#[tokio::test]
async fn a_listed_database_is_the_one_that_answers() {
    let database = Database::fresh().await;
    let own = database.name();
    let names = [format!("{own}_x"), format!("{own} Ten`ant'; --"), format!("{own}客户")];
    for name in &names {
        let quoted = name.replace('`', "``");
        database.execute(&format!("CREATE DATABASE `{quoted}`")).await;
        for _ in 0..2 {
            assert_eq!(&ask(&database, Some(name), WHERE).await.unwrap(), name);
        }
        database.execute(&format!("DROP DATABASE `{quoted}`")).await;
    }
    assert_eq!(ask(&database, Some(own), WHERE).await.unwrap(), own);
    assert_eq!(ask(&database, None, WHERE).await.unwrap(), own);
}

#[tokio::test]
async fn every_other_name_is_unknown() {
    let database = Database::fresh().await;
    let own = database.name().to_owned();
    let names = [
        String::new(),
        "mysql".to_owned(),
        "MySQL".to_owned(),
        "sys".to_owned(),
        "information_schema".to_owned(),
        "INFORMATION_SCHEMA".to_owned(),
        "performance_schema".to_owned(),
        own.to_uppercase(),
        format!("{own} "),
        format!(" {own}"),
        format!("{own}\0"),
        format!("{own}%"),
        "%".to_owned(),
        format!("{own}' OR '1'='1"),
        format!("{own}`; SELECT 1"),
        "x".repeat(10_000),
        "😀".to_owned(),
        "None".to_owned(),
    ];
    for name in &names {
        let refused = ask(&database, Some(name), WHERE).await;
        assert!(matches!(refused, Err(EngineError::UnknownDatabase)), "{name}: {refused:?}");
    }
}

/// In MySQL a qualified name leads out of the session's database.
#[tokio::test]
async fn a_tenants_question_does_not_leave_its_database() {
    let database = Database::holding("CREATE TABLE t AS SELECT 'own' AS x").await;
    let own = database.name();
    let tenant = format!("{own}_tenant");
    database
        .execute(&format!(
            "CREATE DATABASE {tenant}; CREATE TABLE {tenant}.t AS SELECT 'theirs' AS x"
        ))
        .await;
    let bare = ask(&database, Some(&tenant), "SELECT x FROM `t`").await;
    assert_eq!(bare.unwrap(), "theirs");
    for name in [own.to_owned(), own.to_uppercase()] {
        let sql = format!("SELECT x FROM `{name}`.`t`");
        let refused = ask(&database, Some(&tenant), &sql).await;
        assert!(matches!(refused, Err(EngineError::Query(_))), "{refused:?}");
    }
    let qualified = format!("SELECT x FROM `{own}`.`t`");
    assert_eq!(ask(&database, Some(own), &qualified).await.unwrap(), "own");
    database.execute(&format!("DROP DATABASE {tenant}")).await;
}

#[tokio::test]
async fn a_dropped_database_is_unknown_again() {
    let database = Database::fresh().await;
    let name = format!("{}_gone", database.name());
    database.execute(&format!("CREATE DATABASE {name}")).await;
    assert_eq!(ask(&database, Some(&name), WHERE).await.unwrap(), name);
    database.execute(&format!("DROP DATABASE {name}")).await;
    // An open session stays; a question about tables finds none.
    let refused = ask(&database, Some(&name), "SELECT x FROM `t`").await;
    assert!(
        matches!(refused, Err(EngineError::UnknownDatabase | EngineError::Missing(_))),
        "{refused:?}"
    );
}

#[tokio::test]
async fn tenants_share_a_bound_of_connections() {
    let database = Database::with(crowd::bounds()).await;
    let own = database.name();
    let names = crowd::tenants(1000, own);
    let script = |word| names.iter().map(|name| format!("{word} DATABASE {name};")).collect();
    let (create, drop_all): (String, String) = (script("CREATE"), script("DROP"));
    database.execute(&create).await;
    let mut watch = database.connection().await;
    let count =
        format!("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB LIKE '{own}\\_%'");
    let open = async || {
        let count = sqlx::query_scalar::<_, i64>(AssertSqlSafe(count.as_str()));
        usize::try_from(count.fetch_one(&mut watch).await.unwrap()).unwrap()
    };
    let asked = async |name: &str| ask(&database, Some(name), WHERE).await;
    crowd::all_are_answered(&names, crowd::BOUND, asked, open).await;
    database.execute(&drop_all).await;
}
