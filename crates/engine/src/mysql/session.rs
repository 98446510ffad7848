//! Sessions with a MySQL or MariaDB database, and how a statement is asked in one.

use std::time::Duration;

use futures::stream::BoxStream;
use sqlx::mysql::{MySqlArguments, MySqlConnectOptions, MySqlRow};
use sqlx::{AssertSqlSafe, Connection, MySqlConnection};

use super::bind::arguments;
use super::cell::Source;
use super::errors::{engine_error, is_stale_statement, leaves_connection_usable};
use crate::EngineError;
use crate::pool::Driver;
use crate::run::{Ask, Statement};

/// How to connect to one database, and the server's own time limit per statement.
pub(super) struct Mysql {
    pub(super) options: MySqlConnectOptions,
    pub(super) statement: Duration,
}

/// A connection with its number, by which another one can end it.
pub(super) struct Session {
    pub(super) connection: MySqlConnection,
    number: u64,
}

impl Driver for Mysql {
    type Session = Session;

    async fn open(&self) -> sqlx::Result<Session> {
        let mut connection = MySqlConnection::connect_with(&self.options).await?;
        let settings = AssertSqlSafe(settings(self.statement));
        sqlx::raw_sql(settings).execute(&mut connection).await?;
        let number = sqlx::query_scalar("SELECT CAST(CONNECTION_ID() AS UNSIGNED)");
        let number = number.fetch_one(&mut connection).await?;
        Ok(Session { connection, number })
    }

    async fn is_alive(session: &mut Session) -> bool {
        session.connection.ping().await.is_ok()
    }

    async fn close(session: Session) {
        let _ = session.connection.close().await;
    }

    /// Ends the session through a second connection. `KILL QUERY` alone would do nothing when the
    /// statement has been sent and has not begun.
    async fn stop(&self, session: &Session) -> bool {
        ask_to_end(&self.options, session.number).await.is_ok()
    }

    async fn abandon(session: Session) {
        let _ = session.connection.close_hard().await;
    }

    fn engine_error(error: sqlx::Error) -> EngineError {
        engine_error(error)
    }

    fn leaves_session_usable(error: &sqlx::Error) -> bool {
        leaves_connection_usable(error)
    }
}

async fn ask_to_end(options: &MySqlConnectOptions, number: u64) -> sqlx::Result<()> {
    let mut connection = MySqlConnection::connect_with(options).await?;
    let kill = AssertSqlSafe(format!("KILL CONNECTION {number}"));
    sqlx::raw_sql(kill).execute(&mut connection).await?;
    connection.close().await
}

/// What every session is pinned to.
///
/// - The guard reads text literals as the standard has them (no backslashes), `"` as MySQL does (a
///   text) and `||` as a concatenation.
/// - Unsigned numbers may be subtracted below zero; divisions of exact numbers keep twenty places.
/// - Text that a statement makes is compared byte by byte.
/// - The time limit has one name in MariaDB and another in MySQL; each reads its own comment.
fn settings(statement: Duration) -> String {
    let milliseconds = statement.as_millis();
    let seconds = statement.as_secs_f64();
    format!(
        "SET NAMES utf8mb4 COLLATE utf8mb4_bin, time_zone = '+00:00', autocommit = 1,
         sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,NO_UNSIGNED_SUBTRACTION,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
         div_precision_increment = 20
         /*M! , max_statement_time = {seconds:.3} */ /*!50708 , max_execution_time = {milliseconds} */;
         SET SESSION TRANSACTION READ ONLY"
    )
}

/// A statement with its values.
pub(super) struct Prepared {
    sql: String,
    arguments: MySqlArguments,
}

impl Prepared {
    /// The statement in the driver's form.
    pub(super) fn new(statement: Statement<'_>) -> Result<Self, EngineError> {
        Ok(Self { sql: statement.sql.to_owned(), arguments: arguments(statement.parameters)? })
    }
}

impl Ask<Mysql> for Prepared {
    type Source = Source;

    fn rows<'s>(&'s self, session: &'s mut Session) -> BoxStream<'s, sqlx::Result<MySqlRow>> {
        let sql = AssertSqlSafe(self.sql.clone());
        sqlx::query_with(sql, self.arguments.clone()).fetch(&mut session.connection)
    }

    /// A statement that the server forgot is refused before the first row.
    async fn mends(session: &mut Session, error: &sqlx::Error) -> sqlx::Result<bool> {
        if !is_stale_statement(error) {
            return Ok(false);
        }
        session.connection.clear_cached_statements().await?;
        Ok(true)
    }
}
