//! Which connector serves which `datasourceType`.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::Arc;

use souk_engine::{
    ClickhouseConnector, Connector, FlightSqlConnector, MysqlConnector, PostgresConnector, Roots,
    SqliteConnector, SqliteOptions,
};
use souk_files::{BucketConnector, FilesConnector, FilesOptions};

use crate::config::Settings;
use crate::service::restricted::server_options;

/// The connectors of this build, by the type names that they serve.
#[derive(Clone, Default)]
pub struct Connectors(BTreeMap<&'static str, Arc<dyn Connector>>);

impl Connectors {
    /// Every connector of this build, within the bounds of the settings.
    ///
    /// # Errors
    /// Threads that cannot be started, or a folder that cannot be made.
    pub fn standard(settings: &Settings) -> io::Result<Self> {
        let mut connectors = Self::default();
        let options = || server_options(&settings.network);
        connectors.add(Arc::new(PostgresConnector::new(options())));
        connectors.add(Arc::new(PostgresConnector::cockroachdb(options())));
        connectors.add(Arc::new(PostgresConnector::redshift(options())));
        connectors.add(Arc::new(MysqlConnector::new(options())));
        connectors.add(Arc::new(MysqlConnector::singlestore(options())));
        connectors.add(Arc::new(ClickhouseConnector::new(options())));
        let files = Arc::new(files(settings)?);
        connectors.add(Arc::clone(&files) as Arc<dyn Connector>);
        connectors.add(Arc::new(BucketConnector::new(files, options(), settings.s3_role)));
        // After the default folder was made: a folder that does not exist allows nothing.
        connectors.add(Arc::new(sqlite(settings)));
        connectors.add(Arc::new(flightsql(settings)));
        Ok(connectors)
    }

    /// Adds a connector for all the types that it serves.
    #[expect(clippy::needless_pass_by_value, reason = "callers give it away")]
    pub fn add(&mut self, connector: Arc<dyn Connector>) {
        for name in connector.datasource_types() {
            self.0.insert(name, Arc::clone(&connector));
        }
    }

    /// The connector for a type.
    #[must_use]
    pub fn get(&self, datasource_type: &str) -> Option<&Arc<dyn Connector>> {
        self.0.get(datasource_type)
    }

    /// Every type, in alphabetical order.
    pub fn types(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

/// The default folder is made, so that there is a place to put files; configured ones must exist.
fn files(settings: &Settings) -> io::Result<FilesConnector> {
    let roots = settings.file_roots();
    if settings.file_roots.is_empty() {
        roots.iter().try_for_each(std::fs::create_dir_all)?;
    }
    let memory_limit = settings.memory_limit;
    FilesConnector::new(FilesOptions { roots, memory_limit, ..FilesOptions::default() })
}

fn sqlite(settings: &Settings) -> SqliteConnector {
    let roots = Roots::new(&settings.file_roots(), false);
    SqliteConnector::new(SqliteOptions { roots, ..SqliteOptions::default() })
}

fn flightsql(settings: &Settings) -> FlightSqlConnector {
    let roots = Roots::new(&settings.file_roots(), false);
    FlightSqlConnector::new(server_options(&settings.network), roots)
}

impl fmt::Debug for Connectors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}
