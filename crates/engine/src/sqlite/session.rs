//! Sessions with a SQLite file, and how a statement is asked in one.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::stream::BoxStream;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};

use super::bind::arguments;
use super::cell::Source;
use super::errors::{engine_error, leaves_session_usable};
use super::file::{File, Found};
use super::single::check_single_select;
use crate::EngineError;
use crate::pool::Driver;
use crate::run::{Ask, Statement};

/// Steps of SQLite's machine between two looks at whether anybody still waits: some microseconds.
const STEPS: i32 = 1000;
/// How long a reader waits for a writer that is committing.
const BUSY: Duration = Duration::from_secs(5);

/// How to open one file.
pub(super) struct Sqlite(pub(super) File);

/// A connection, the file that it is open on, and the sign to stop.
pub(super) struct Session {
    connection: SqliteConnection,
    file: File,
    found: Found,
    stop: Stop,
}

/// Raised when dropped, so that a statement never outlives its session.
struct Stop(Arc<AtomicBool>);

impl Stop {
    fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.raise();
    }
}

impl Session {
    pub(super) const fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    /// Opening alone reads nothing; this tells a SQLite file from any other.
    pub(super) async fn read_header(&mut self) -> sqlx::Result<()> {
        let count = sqlx::query_scalar("SELECT COUNT(*) FROM sqlite_schema");
        count.fetch_one(&mut self.connection).await.map(|_: i64| ())
    }
}

impl Driver for Sqlite {
    type Session = Session;

    /// Asking costs no more than a look at the folder.
    const FRESH: Duration = Duration::ZERO;

    async fn open(&self) -> sqlx::Result<Session> {
        let found = self.0.find()?;
        let mut connection = options(&found).connect().await?;
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        let mut handle = connection.lock_handle().await?;
        handle.set_progress_handler(STEPS, move || !flag.load(Ordering::Relaxed));
        drop(handle);
        // A link that took the file's place in the meantime has not been checked.
        if !self.0.is_still(&found) {
            return Err(io::Error::from(io::ErrorKind::NotFound).into());
        }
        Ok(Session { connection, file: self.0.clone(), found, stop: Stop(stop) })
    }

    async fn is_alive(session: &mut Session) -> bool {
        session.file.is_still(&session.found)
    }

    async fn close(session: Session) {
        let _ = session.connection.close().await;
    }

    async fn stop(&self, session: &Session) -> bool {
        session.stop.raise();
        true
    }

    async fn abandon(session: Session) {
        let _ = session.connection.close().await;
    }

    fn engine_error(error: sqlx::Error) -> EngineError {
        engine_error(error)
    }

    fn leaves_session_usable(error: &sqlx::Error) -> bool {
        leaves_session_usable(error)
    }
}

/// Reads only; views and triggers of the file call no function that could do harm. LIKE would ignore
/// the case of ASCII letters whatever the collation.
fn options(found: &Found) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(found)
        .read_only(true)
        .create_if_missing(false)
        .busy_timeout(BUSY)
        .pragma("query_only", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("case_sensitive_like", "ON")
        .disable_statement_logging()
}

/// A statement with its values.
pub(super) struct Prepared {
    sql: String,
    arguments: SqliteArguments,
}

impl Prepared {
    /// The statement in the driver's form.
    pub(super) fn new(statement: Statement<'_>) -> Result<Self, EngineError> {
        check_single_select(statement.sql)?;
        Ok(Self { sql: statement.sql.to_owned(), arguments: arguments(statement.parameters)? })
    }
}

impl Ask<Sqlite> for Prepared {
    type Source = Source;

    fn rows<'s>(&'s self, session: &'s mut Session) -> BoxStream<'s, sqlx::Result<SqliteRow>> {
        let sql = AssertSqlSafe(self.sql.clone());
        sqlx::query_with(sql, self.arguments.clone()).fetch(&mut session.connection)
    }
}
