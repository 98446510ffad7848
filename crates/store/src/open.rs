//! Opening and migrating a store by its URL. Knows pools and pragmas, not what is stored.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection};

use crate::sql::{Database, Readers, SqlStore};
use crate::{Result, Store, StoreError, migrations};

/// How long a statement waits for another process's lock on the SQLite file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long it waits before it tries again what SQLite refused at once.
const BUSY_PAUSE: Duration = Duration::from_millis(5);
/// How long a call waits for a free connection before the store counts as unavailable.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

/// Opens a store that was migrated: `sqlite:PATH` or `postgres://…`.
///
/// # Errors
/// When the URL is not one, or the database cannot be reached.
pub async fn open(url: &str) -> Result<Arc<dyn Store>> {
    OpenOptions::new().open(url).await
}

/// Brings a store's schema to the newest version; makes the SQLite file where there is none.
/// Several servers may do this at the same time.
///
/// # Errors
/// When the database cannot be reached, or its schema is newer than this build or was edited.
pub async fn migrate(url: &str) -> Result<()> {
    OpenOptions::new().migrate(url).await
}

/// How to open a store, where the defaults do not fit.
#[derive(Debug, Clone, Default)]
pub struct OpenOptions {
    connections: Option<u32>,
    sqlite_max_pages: Option<u32>,
    up_to_version: Option<i64>,
    acquire_timeout: Option<Duration>,
}

impl OpenOptions {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many connections there are at most; on SQLite, how many readers beside the one writer.
    #[must_use]
    pub fn connections(mut self, connections: u32) -> Self {
        self.connections = Some(connections.max(1));
        self
    }

    /// The size, in pages of 4 KiB, beyond which a SQLite file does not grow.
    #[must_use]
    pub fn sqlite_max_pages(mut self, pages: u32) -> Self {
        self.sqlite_max_pages = Some(pages);
        self
    }

    /// The last migration to run.
    #[must_use]
    pub fn up_to_version(mut self, version: i64) -> Self {
        self.up_to_version = Some(version);
        self
    }

    /// How long a call waits for a connection before the store counts as unavailable.
    #[must_use]
    pub fn acquire_timeout(mut self, timeout: Duration) -> Self {
        self.acquire_timeout = Some(timeout);
        self
    }

    /// Like [`open`].
    ///
    /// # Errors
    /// As [`open`].
    pub async fn open(&self, url: &str) -> Result<Arc<dyn Store>> {
        let database = match Location::parse(url)? {
            Location::Sqlite(path) => self.open_sqlite(&path).await?,
            Location::Postgres(options) => self.open_postgres(*options).await?,
        };
        Ok(Arc::new(SqlStore::new(database)))
    }

    /// Like [`migrate`].
    ///
    /// # Errors
    /// As [`migrate`].
    pub async fn migrate(&self, url: &str) -> Result<()> {
        match Location::parse(url)? {
            Location::Sqlite(path) => self.migrate_sqlite(&path).await,
            Location::Postgres(options) => self.migrate_postgres(&options).await,
        }
    }

    /// One writer, so that writers queue here instead of failing in SQLite; several readers,
    /// which WAL mode lets read while it writes.
    async fn open_sqlite(&self, path: &Path) -> Result<Database> {
        let mut writing = sqlite_options(path);
        if let Some(pages) = self.sqlite_max_pages {
            writing = writing.pragma("max_page_count", pages.to_string());
        }
        let reading = sqlite_options(path).pragma("query_only", "ON");
        let readers = self.connections.unwrap_or(SQLITE_READERS);
        let writer = sqlite_writer().connect_with(writing).await?;
        let reader = Readers::open(reading, readers as usize, ACQUIRE_TIMEOUT).await?;
        Ok(Database::Sqlite { reader, writer })
    }

    async fn open_postgres(&self, options: PgConnectOptions) -> Result<Database> {
        let pool = PgPoolOptions::new()
            .max_connections(self.connections.unwrap_or(POSTGRES_CONNECTIONS))
            .acquire_timeout(self.acquire_timeout.unwrap_or(ACQUIRE_TIMEOUT))
            // A ping before every use would double a look-up's time. A connection that broke
            // meanwhile is noticed by its statement, which is then tried on another one.
            .test_before_acquire(false)
            .connect_with(options)
            .await?;
        Ok(Database::Postgres(pool))
    }

    /// All in one transaction that takes the write lock first: of two processes, the second waits
    /// and then finds nothing to do.
    async fn migrate_sqlite(&self, path: &Path) -> Result<()> {
        create_private_file(path).map_err(StoreError::unavailable)?;
        let mut connection = connect_for_wal(path).await?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        migrations::sqlite().run_direct(self.up_to_version, &mut *transaction, false).await?;
        transaction.commit().await?;
        Ok(connection.close().await?)
    }

    /// Under an advisory lock, which ends with the connection.
    async fn migrate_postgres(&self, options: &PgConnectOptions) -> Result<()> {
        let mut connection = PgConnection::connect_with(options).await?;
        let migrator = migrations::postgres();
        let outcome = migrator.run_direct(self.up_to_version, &mut connection, false).await;
        let closed = connection.close().await;
        outcome?;
        Ok(closed?)
    }
}

enum Location {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

impl Location {
    /// The path of a SQLite URL is taken as it stands: no escapes, no parameters.
    fn parse(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Self::sqlite(path.strip_prefix("//").unwrap_or(path));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)?;
            return Ok(Self::Postgres(Box::new(options)));
        }
        Err(StoreError::unavailable("a store's URL starts with sqlite: or postgres://"))
    }

    fn sqlite(path: &str) -> Result<Self> {
        if path.is_empty() || path == ":memory:" {
            return Err(StoreError::unavailable("a SQLite store needs a file"));
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

/// `synchronous=FULL` in WAL mode syncs the log at every commit: what was acknowledged is on disk.
fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
}

/// Connects to a file and has it keep a write-ahead log from now on. Of two connections that
/// change a file to that at once, SQLite lets one fail without waiting: it tries again.
async fn connect_for_wal(path: &Path) -> sqlx::Result<SqliteConnection> {
    let options = sqlite_options(path).journal_mode(SqliteJournalMode::Wal);
    let deadline = Instant::now() + BUSY_TIMEOUT;
    loop {
        match SqliteConnection::connect_with(&options).await {
            Err(error) if is_busy(&error) && Instant::now() < deadline => {
                tokio::time::sleep(BUSY_PAUSE).await;
            }
            outcome => return outcome,
        }
    }
}

/// Whether SQLite refused because another connection holds the file: `SQLITE_BUSY`.
fn is_busy(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    code.as_deref() == Some("5")
}

/// A connection to a file neither goes stale nor costs anything to keep.
fn sqlite_writer() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
}

/// SQLite gives its log the same permissions as the file.
fn create_private_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::sql::Statement;

    /// What durability and whole links rest on; no other test would notice their loss.
    #[tokio::test]
    async fn a_sqlite_writer_syncs_every_commit_and_checks_foreign_keys() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("souk.db");
        OpenOptions::new().migrate_sqlite(&path).await.unwrap();
        let database = OpenOptions::new().open_sqlite(&path).await.unwrap();
        let Database::Sqlite { reader, writer } = database else {
            unreachable!("SQLite was opened");
        };
        let journal: String =
            sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&writer).await.unwrap();
        assert_eq!(journal, "wal");
        for (sql, full) in [("PRAGMA synchronous", 2), ("PRAGMA foreign_keys", 1)] {
            let value: i64 = sqlx::query_scalar(sql).fetch_one(&writer).await.unwrap();
            assert_eq!(value, full, "{sql}");
        }
        let query_only = reader.row(Statement::new("PRAGMA query_only")).await.unwrap().unwrap();
        assert_eq!(query_only.integer(0).unwrap(), 1);
    }
}
