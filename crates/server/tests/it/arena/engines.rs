//! The engines that random questions are asked of, and how a world gets into each.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde_json::{Map, Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{
    Credentials, Engine, EngineError, Limits, Roots, Rows, ServerOptions, SqliteOptions,
};
use souk_files::internals::RawFiles;
use souk_files::{FilesConnector, FilesOptions};
use souk_model::Datamart;
use souk_query::{OutputColumn, Value};
use souk_testkit::generate::{Script, World};
use souk_testkit::{mariadb, postgres};
use sqlx::mysql::{MySqlConnectOptions, MySqlConnection};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tempfile::TempDir;

use super::files;

/// An engine and what the reference must know of it.
#[derive(Debug)]
pub(crate) struct Contestant {
    pub(crate) name: &'static str,
    /// Whether it knows the tables' primary keys.
    pub(crate) keys_known: bool,
    /// How far its estimates of distinct counts may be off.
    pub(crate) estimates: f64,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Files,
    Postgres,
    Mariadb,
    Sqlite,
}

/// Every engine. `SOUK_ENGINES=files,sqlite` asks only some.
#[rustfmt::skip]
const CONTESTANTS: [Contestant; 4] = [
    Contestant { name: "files", keys_known: false, estimates: 0.1, kind: Kind::Files },
    Contestant { name: "postgres", keys_known: true, estimates: 0.0, kind: Kind::Postgres },
    Contestant { name: "mariadb", keys_known: true, estimates: 0.0, kind: Kind::Mariadb },
    Contestant { name: "sqlite", keys_known: true, estimates: 0.0, kind: Kind::Sqlite },
];

/// The engines to ask.
pub(crate) fn contestants() -> Vec<&'static Contestant> {
    let wanted = std::env::var("SOUK_ENGINES").ok();
    let is_wanted = |one: &&Contestant| {
        wanted.as_ref().is_none_or(|names| names.split(',').any(|name| name == one.name))
    };
    const { &CONTESTANTS }.iter().filter(is_wanted).collect()
}

/// The engines' homes, ready for one world after the other.
pub(super) struct Homes {
    connector: FilesConnector,
    folder: TempDir,
    postgres: [PgConnectOptions; 2],
    mariadb: [MySqlConnectOptions; 2],
    loads: usize,
}

/// Which of the two copies of a world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Copy {
    All,
    Alone,
}

impl Homes {
    pub(super) async fn new() -> Self {
        let options = FilesOptions { any: true, threads: 2, ..FilesOptions::default() };
        let server = postgres::Server::shared();
        let urls = [server.fresh_database().await, server.fresh_database().await];
        let server = mariadb::Server::shared();
        server.load_time_zones().await;
        Self {
            connector: FilesConnector::new(options).expect("threads"),
            folder: tempfile::tempdir().expect("a folder"),
            postgres: urls.map(|url| PgConnectOptions::from_str(&url).expect("a URL")),
            mariadb: [server.fresh_database().await, server.fresh_database().await],
            loads: 0,
        }
    }

    /// Files of earlier worlds are of no use any more.
    pub(super) fn next(&mut self) {
        std::fs::remove_dir_all(self.load_folder()).ok();
        self.loads += 1;
    }

    fn load_folder(&self) -> PathBuf {
        self.folder.path().join(self.loads.to_string())
    }

    /// Puts a world into an engine. The datamart is given back with the engine's schema.
    pub(super) async fn load(
        &self,
        one: &Contestant,
        world: &World,
        copy: Copy,
    ) -> (Raw, Datamart) {
        match one.kind {
            Kind::Files => self.files(world, copy).await,
            Kind::Postgres => {
                let raw = in_postgres(world, &self.postgres[copy as usize]).await;
                (Raw::Server(raw), world.datamart.clone())
            }
            Kind::Mariadb => {
                let options = &self.mariadb[copy as usize];
                let schema = options.get_database().expect("a database");
                (
                    Raw::Server(in_mariadb(world, options).await),
                    world.datamart_in(Script::Mariadb, schema),
                )
            }
            Kind::Sqlite => (
                Raw::Server(self.sqlite(world, copy).await),
                world.datamart_in(Script::Sqlite, "main"),
            ),
        }
    }

    async fn files(&self, world: &World, copy: Copy) -> (Raw, Datamart) {
        let folder = self.load_folder().join(format!("{copy:?}"));
        files::write(world, &folder);
        let credentials = credentials(json!({"name": "files", "path": folder}));
        let raw = RawFiles::new(&self.connector, &credentials).expect("an engine");
        (Raw::Files(raw), world.datamart.clone())
    }

    async fn sqlite(&self, world: &World, copy: Copy) -> RawEngine {
        let path = self.load_folder().join(format!("{copy:?}.sqlite"));
        write_sqlite(world, &path).await;
        let options = SqliteOptions { roots: Roots::new(&[], true), ..SqliteOptions::default() };
        RawEngine::sqlite(&credentials(json!({"path": path})), &options).expect("an engine")
    }
}

async fn write_sqlite(world: &World, path: &Path) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let mut connection = options.connect().await.expect("a file");
    let script = AssertSqlSafe(Script::Sqlite.of(world));
    sqlx::raw_sql(script).execute(&mut connection).await.expect("the world's tables");
    connection.close().await.expect("a closed file");
}

async fn in_postgres(world: &World, options: &PgConnectOptions) -> RawEngine {
    let mut connection = PgConnection::connect_with(options).await.expect("a connection");
    let script = AssertSqlSafe(Script::Postgres.of(world));
    sqlx::raw_sql(script).execute(&mut connection).await.expect("the world's tables");
    connection.close().await.expect("a closed connection");
    let credentials = credentials(json!({
        "name": "postgres",
        "host": options.get_host(),
        "port": options.get_port(),
        "username": options.get_username(),
        "password": "unused",
        "database": options.get_database(),
    }));
    RawEngine::postgres(&credentials, one_connection()).expect("an engine")
}

async fn in_mariadb(world: &World, options: &MySqlConnectOptions) -> RawEngine {
    let mut connection = MySqlConnection::connect_with(options).await.expect("a connection");
    let database = options.get_database().expect("a database");
    let script = format!(
        "DROP DATABASE `{database}`; CREATE DATABASE `{database}`; USE `{database}`;\n{}",
        Script::Mariadb.of(world)
    );
    let script = AssertSqlSafe(script);
    sqlx::raw_sql(script).execute(&mut connection).await.expect("the world's tables");
    connection.close().await.expect("a closed connection");
    let credentials = credentials(json!({
        "name": "mariadb",
        "host": options.get_host(),
        "port": options.get_port(),
        "username": options.get_username(),
        "password": "",
        "database": options.get_database(),
    }));
    RawEngine::mysql(&credentials, one_connection()).expect("an engine")
}

fn one_connection() -> ServerOptions {
    ServerOptions { connections: 1, ..ServerOptions::default() }
}

fn credentials(object: Json) -> Credentials {
    let Json::Object(fields) = object else { return Credentials::new(Map::new()) };
    Credentials::new(fields)
}

/// An engine past its seam.
pub(super) enum Raw {
    Files(RawFiles),
    Server(RawEngine),
}

impl Raw {
    pub(super) fn engine(&self) -> &dyn Engine {
        match self {
            Self::Files(raw) => raw.engine(),
            Self::Server(raw) => raw.engine(),
        }
    }

    pub(super) async fn run(
        &self,
        sql: &str,
        parameters: &[Value],
        columns: &[OutputColumn],
    ) -> Result<Rows, EngineError> {
        let limits = Limits::default();
        match self {
            Self::Files(raw) => raw.run(sql, parameters, columns, None, &limits).await,
            Self::Server(raw) => raw.run(sql, parameters, columns, None, &limits).await,
        }
    }
}
