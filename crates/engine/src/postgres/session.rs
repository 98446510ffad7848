//! Sessions with a PostgreSQL database, and how a statement is asked in one.

use futures::stream::BoxStream;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgRow};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::bind::{arguments, statement_text};
use super::cell::Source;
use super::errors::{engine_error, is_stale_plan, leaves_connection_usable};
use crate::EngineError;
use crate::pool::Driver;
use crate::run::{Ask, Statement};

/// How to connect to one database.
pub(super) struct Postgres(pub(super) PgConnectOptions);

/// A connection with its process number, by which another one can end it.
pub(super) struct Session {
    pub(super) connection: PgConnection,
    process: i32,
}

impl Driver for Postgres {
    type Session = Session;

    async fn open(&self) -> sqlx::Result<Session> {
        let mut connection = PgConnection::connect_with(&self.0).await?;
        let process = sqlx::query_scalar("SELECT pg_backend_pid()");
        let process = process.fetch_one(&mut connection).await?;
        Ok(Session { connection, process })
    }

    async fn is_alive(session: &mut Session) -> bool {
        session.connection.ping().await.is_ok()
    }

    async fn close(session: Session) {
        let _ = session.connection.close().await;
    }

    /// Ends the session through a second connection. Cancelling its statement alone would do nothing
    /// when the statement has been sent and has not begun.
    async fn stop(&self, session: &Session) -> bool {
        ask_to_end(&self.0, session.process).await.is_ok()
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

async fn ask_to_end(options: &PgConnectOptions, process: i32) -> sqlx::Result<()> {
    let mut connection = PgConnection::connect_with(options).await?;
    let ask = sqlx::query("SELECT pg_terminate_backend($1)").bind(process);
    ask.execute(&mut connection).await?;
    connection.close().await
}

/// A statement with its values.
pub(super) struct Prepared {
    sql: String,
    arguments: PgArguments,
}

impl Prepared {
    /// The statement in the driver's form.
    pub(super) fn new(statement: Statement<'_>) -> Result<Self, EngineError> {
        Ok(Self {
            sql: statement_text(statement.sql, statement.parameters),
            arguments: arguments(statement.parameters)?,
        })
    }
}

impl Ask<Postgres> for Prepared {
    type Source = Source;

    fn rows<'s>(&'s self, session: &'s mut Session) -> BoxStream<'s, sqlx::Result<PgRow>> {
        let sql = AssertSqlSafe(self.sql.clone());
        sqlx::query_with(sql, self.arguments.clone()).fetch(&mut session.connection)
    }

    /// A stale plan is refused before the first row, so reading again repeats nothing.
    async fn mends(session: &mut Session, error: &sqlx::Error) -> sqlx::Result<bool> {
        if !is_stale_plan(error) {
            return Ok(false);
        }
        session.connection.clear_cached_statements().await?;
        Ok(true)
    }
}
