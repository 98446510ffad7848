//! Sessions with a PostgreSQL database, and how a statement is asked in one.

use std::net::SocketAddr;
use std::sync::Arc;

use futures::stream::BoxStream;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgRow};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row};

use super::bind::{arguments, statement_text};
use super::cell::Source;
use super::errors::{engine_error, is_stale_plan, leaves_connection_usable};
use super::flavour::Flavour;
use crate::EngineError;
use crate::pool::Driver;
use crate::run::{Ask, Statement};
use crate::way::{Line, Way};

/// How to connect to one database.
pub(super) struct Postgres {
    pub(super) options: PgConnectOptions,
    pub(super) way: Way,
    pub(super) flavour: Flavour,
    /// What is set once the server has let us in.
    pub(super) settings: Arc<Vec<(&'static str, String)>>,
}

/// A connection with its name at the server, by which another one can end it.
pub(super) struct Session {
    pub(super) connection: PgConnection,
    name: String,
    address: SocketAddr,
}

impl Driver for Postgres {
    type Session = Session;

    async fn open(&self) -> sqlx::Result<Session> {
        let line = self.way.line(&self.socket()).await?;
        let (mut connection, address) = self.connect(line).await?;
        for (name, value) in self.settings.iter() {
            set(&mut connection, name, value).await?;
        }
        if let Some(plans) = self.flavour.plans_for_values() {
            connection.execute(sqlx::raw_sql(plans)).await?;
        }
        let row = sqlx::raw_sql(self.flavour.ending().which).fetch_one(&mut connection).await?;
        let name: String = row.try_get(0)?;
        if !name.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            return Err(sqlx::Error::Protocol("a session of an odd name".to_owned()));
        }
        Ok(Session { connection, name, address })
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
        self.ask_to_end(session).await.is_ok()
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

impl Postgres {
    /// The name that the driver gives to a socket.
    fn socket(&self) -> String {
        format!(".s.PGSQL.{}", self.options.get_port())
    }

    async fn connect(&self, line: Line) -> sqlx::Result<(PgConnection, SocketAddr)> {
        let Some(relay) = line.relay else {
            return Ok((PgConnection::connect_with(&self.options).await?, line.address));
        };
        let options = self.options.clone().socket(relay.folder());
        let connection = PgConnection::connect_with(&options).await?;
        relay.keep();
        Ok((connection, line.address))
    }

    /// Goes to the same server: behind the name there may be several.
    async fn ask_to_end(&self, session: &Session) -> sqlx::Result<()> {
        let line = self.way.line_to(session.address, &self.socket()).await?;
        let (mut connection, _) = self.connect(line).await?;
        let sql = (self.flavour.ending().end)(&session.name);
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await?;
        connection.close().await
    }
}

/// A setting that the server does not know is one that it is too old to need.
async fn set(connection: &mut PgConnection, name: &str, value: &str) -> sqlx::Result<()> {
    const UNKNOWN: &str = "42704";
    let sql = format!("SET {name} TO '{value}'");
    match sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await {
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some(UNKNOWN) => Ok(()),
        result => result.map(drop),
    }
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
