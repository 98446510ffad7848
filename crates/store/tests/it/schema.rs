//! What the databases themselves refuse, whoever asks: a changed audit log.

use souk_testkit::postgres::Server;
use sqlx::{Connection, PgConnection, SqliteConnection};

use super::{Fresh, fresh, fresh_sqlite};

async fn fill(fresh: &Fresh) {
    fresh.store.create_organisation("ours").await.unwrap();
}

#[tokio::test]
async fn sqlite_refuses_to_change_the_audit_log() {
    let fresh = fresh_sqlite().await;
    fill(&fresh).await;
    let mut connection = SqliteConnection::connect(&fresh.url).await.unwrap();
    for sql in ["UPDATE audit_log SET name = 'x'", "DELETE FROM audit_log"] {
        let refused = sqlx::query(sql).execute(&mut connection).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

#[tokio::test]
async fn postgres_refuses_to_change_the_audit_log() {
    let fresh = fresh(Server::shared().fresh_database().await, None).await;
    fill(&fresh).await;
    let mut connection = PgConnection::connect(&fresh.url).await.unwrap();
    for sql in ["UPDATE audit_log SET name = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log"] {
        let refused = sqlx::query(sql).execute(&mut connection).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}
