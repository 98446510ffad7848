//! Sessions with a MySQL, MariaDB or SingleStore database, and how a statement is asked in one.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use futures::StreamExt;
use futures::stream::{self, BoxStream};
use sqlx::mysql::{MySqlArguments, MySqlConnectOptions, MySqlRow};
use sqlx::{AssertSqlSafe, Connection, MySqlConnection};

use super::bind::arguments;
use super::cell::Source;
use super::errors::{engine_error, is_stale_statement, leaves_connection_usable};
use super::flavour::Flavour;
use crate::EngineError;
use crate::pool::Driver;
use crate::run::{Ask, Statement};
use crate::way::{Line, Way};

/// How to connect to one database, the server's own time limit per statement, and which server it
/// turned out to be.
pub(super) struct Mysql {
    pub(super) options: MySqlConnectOptions,
    pub(super) way: Way,
    pub(super) statement: Duration,
    pub(super) flavour: Arc<OnceLock<Flavour>>,
}

/// A connection with its number, by which another one can end it.
pub(super) struct Session {
    pub(super) connection: MySqlConnection,
    number: u64,
    address: SocketAddr,
    has_zones: bool,
    keeps_statements: bool,
}

/// The connection's number, the server's version, and whether it knows time zones by name.
const INTRODUCTION: &str = "SELECT CAST(CONNECTION_ID() AS UNSIGNED), CAST(VERSION() AS CHAR),
    CONVERT_TZ('2000-01-01 00:00:00', '+00:00', 'Europe/Oslo') IS NOT NULL";

impl Driver for Mysql {
    type Session = Session;

    async fn open(&self) -> sqlx::Result<Session> {
        let line = self.way.line(SOCKET).await?;
        let (mut connection, address) = self.connect(line).await?;
        let introduction = sqlx::query_as(INTRODUCTION).fetch_one(&mut connection).await?;
        let (number, version, has_zones): (u64, String, bool) = introduction;
        let flavour = *self.flavour.get_or_init(|| Flavour::of(&version));
        let settings = AssertSqlSafe(flavour.settings(self.statement.as_millis()));
        sqlx::raw_sql(settings).execute(&mut connection).await?;
        if let Some(question) = flavour.is_in_utc() {
            require_utc(&mut connection, question).await?;
        }
        let keeps_statements = flavour.keeps_statements();
        Ok(Session { connection, number, address, has_zones, keeps_statements })
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

const SOCKET: &str = "mysql.sock";

impl Mysql {
    async fn connect(&self, line: Line) -> sqlx::Result<(MySqlConnection, SocketAddr)> {
        let Some(relay) = line.relay else {
            return Ok((MySqlConnection::connect_with(&self.options).await?, line.address));
        };
        let options = self.options.clone().socket(relay.socket());
        let connection = MySqlConnection::connect_with(&options).await?;
        relay.keep();
        Ok((connection, line.address))
    }

    /// Goes to the same server: behind the name there may be several.
    async fn ask_to_end(&self, session: &Session) -> sqlx::Result<()> {
        let line = self.way.line_to(session.address, SOCKET).await?;
        let (mut connection, _) = self.connect(line).await?;
        let kill = AssertSqlSafe(format!("KILL CONNECTION {}", session.number));
        sqlx::raw_sql(kill).execute(&mut connection).await?;
        connection.close().await
    }
}

/// Where instants are shown by another clock they would be wrong.
async fn require_utc(connection: &mut MySqlConnection, question: &'static str) -> sqlx::Result<()> {
    let is_so: bool = sqlx::query_scalar(question).fetch_one(connection).await?;
    if is_so { Ok(()) } else { Err(sqlx::Error::Configuration(NO_UTC.into())) }
}

const NO_UTC: &str = "the server's time zone is not UTC, and its sessions cannot be given another: \
    set its default_time_zone to +00:00";

/// Without zone tables the server converts every time to NULL, which would be a wrong answer.
const NO_ZONES: &str = "the server knows no time zones by name; mysql_tzinfo_to_sql loads them";

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
        if !session.has_zones && self.sql.contains("CONVERT_TZ(") {
            return stream::once(async { Err(sqlx::Error::Configuration(NO_ZONES.into())) })
                .boxed();
        }
        let sql = AssertSqlSafe(self.sql.clone());
        sqlx::query_with(sql, self.arguments.clone())
            .persistent(session.keeps_statements)
            .fetch(&mut session.connection)
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
