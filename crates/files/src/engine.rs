//! The `csv` datasource: from credentials to answers.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::error::DataFusionError;
use datafusion::execution::runtime_env::RuntimeEnv;
use futures::StreamExt;
use souk_engine::{
    Batches, Connector, Credentials, CredentialsError, CredentialsReader, Engine, EngineError,
    Limits, Progress, Roots, Rows, answer_schema, convert, has_parent_steps,
};
use souk_model::Catalog;
use souk_query::{Compiled, DATAFUSION, Dialect, OutputColumn, Value};
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::FilesOptions;
use crate::discover::discover;
use crate::errors::engine_error;
use crate::format::{Format, NAMES};
use crate::origin::Origin;
use crate::parameters::scalars;
use crate::session::{Precaution, Session, bounds};
use crate::tenants::{Folders, TenantSessions};
use crate::worker::Worker;

/// Serves `csv` datasources: files of every known format.
#[derive(Debug)]
pub struct FilesConnector {
    options: FilesOptions,
    roots: Roots,
    worker: Arc<Worker>,
}

impl FilesConnector {
    /// A connector with these bounds, and threads of its own.
    ///
    /// # Errors
    /// The threads could not be started.
    pub fn new(options: FilesOptions) -> std::io::Result<Self> {
        let worker = Arc::new(Worker::start(options.threads)?);
        Ok(Self { roots: Roots::new(&options.roots, options.any), worker, options })
    }

    /// An engine that has read nothing yet.
    pub(crate) fn engine(
        &self,
        credentials: &Credentials,
    ) -> Result<FilesEngine, CredentialsError> {
        let mut reader = credentials.reader();
        let read = read_paths(&mut reader);
        if read.paths.is_empty() {
            reader.problem(&["path"], "is required");
        }
        reader.finish(())?;
        self.over(Origin::Disk(self.roots.clone()), read)
    }

    /// An engine over files that come from there.
    pub(crate) fn over(&self, origin: Origin, read: Read) -> Result<FilesEngine, CredentialsError> {
        let inner = Inner {
            paths: read.paths,
            folders: read.folders,
            format: read.format,
            origin,
            bounds: bounds(&self.options).map_err(|error| unusable(&error))?,
            most_tenants: self.options.tenants,
            session: Mutex::default(),
            tenants: TenantSessions::default(),
        };
        Ok(FilesEngine { inner: Arc::new(inner), worker: Arc::clone(&self.worker) })
    }
}

/// What the credentials say of files, wherever those are.
pub(crate) struct Read {
    pub(crate) paths: Vec<String>,
    folders: Option<Folders>,
    format: Option<Format>,
}

/// Reads `path` and `format`.
pub(crate) fn read_paths(reader: &mut CredentialsReader<'_>) -> Read {
    let paths = reader.text_list(&["path"]);
    if paths.iter().any(|path| has_parent_steps(Path::new(path))) {
        reader.problem(&["path"], "must not contain \"..\"");
    }
    let format = reader.choice(&["format"], &NAMES);
    let folders = Folders::of(&paths);
    if let Err(words) = folders {
        reader.problem(&["path"], words);
    }
    Read { paths, folders: folders.ok().flatten(), format }
}

fn unusable(error: &DataFusionError) -> CredentialsError {
    CredentialsError(vec![error.to_string()])
}

#[async_trait]
impl Connector for FilesConnector {
    fn datasource_types(&self) -> &'static [&'static str] {
        &["csv"]
    }

    async fn connect(
        &self,
        credentials: &Credentials,
    ) -> Result<Arc<dyn Engine>, CredentialsError> {
        Ok(Arc::new(self.engine(credentials)?))
    }
}

/// One set of files.
pub(crate) struct FilesEngine {
    inner: Arc<Inner>,
    worker: Arc<Worker>,
}

struct Inner {
    paths: Vec<String>,
    /// Where each tenant has a folder.
    folders: Option<Folders>,
    format: Option<Format>,
    origin: Origin,
    /// Memory and temporary files, shared by all sessions.
    bounds: RuntimeEnv,
    most_tenants: usize,
    /// Found at the first question; found and read anew by each introspection.
    session: Mutex<Option<Arc<Session>>>,
    tenants: TenantSessions,
}

impl fmt::Debug for FilesEngine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FilesEngine").finish_non_exhaustive()
    }
}

impl Inner {
    async fn open(&self, paths: &[String]) -> Result<Arc<Session>, EngineError> {
        let place = self.origin.place(paths).await?;
        let sources = discover(paths, self.format, &place)?;
        Session::open(&sources, self.origin.holder(), &self.bounds).await.map(Arc::new)
    }

    /// What a question reads: the tenant's own folder, and no other. Without folders of tenants no
    /// tenant has one; with them nobody reads anything else.
    async fn session_of(&self, database: Option<&str>) -> Result<Arc<Session>, EngineError> {
        match (&self.folders, database) {
            (None, None) => self.session().await,
            (None, Some(_)) => Err(EngineError::UnknownDatabase),
            (Some(folders), Some(name)) => self.tenants_session(folders, name).await,
            (Some(_), None) => {
                Err(EngineError::Query("the files are tenants'; no tenant was named".into()))
            }
        }
    }

    async fn tenants_session(
        &self,
        folders: &Folders,
        name: &str,
    ) -> Result<Arc<Session>, EngineError> {
        let slot = match self.tenants.known(name) {
            Some(slot) if folders.still_has(name, &self.origin).await? => slot,
            _ => {
                self.tenants.forget(name);
                let listed = folders.list(&self.origin).await?;
                if !listed.iter().any(|listed| listed == name) {
                    return Err(EngineError::UnknownDatabase);
                }
                self.tenants.remember(name, self.most_tenants)
            }
        };
        let paths = folders.of_tenant(name);
        slot.get_or_try_init(|| self.open(&paths)).await.cloned()
    }

    /// Whoever comes while the files are being found waits for the same finding.
    async fn session(&self) -> Result<Arc<Session>, EngineError> {
        let mut session = self.session.lock().await;
        if let Some(session) = session.as_ref() {
            return Ok(Arc::clone(session));
        }
        let opened = self.open(&self.paths).await?;
        *session = Some(Arc::clone(&opened));
        Ok(opened)
    }

    async fn reread(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        self.tenants.forget_all();
        if let Some(folders) = &self.folders {
            return self.catalog_of_a_tenant(folders, progress).await;
        }
        let opened = self.open(&self.paths).await?;
        let catalog = opened.catalog(progress).await?;
        *self.session.lock().await = Some(opened);
        Ok(catalog)
    }

    /// The tables of the first tenant stand for those of all. How many rows they have says nothing of
    /// the others'.
    async fn catalog_of_a_tenant(
        &self,
        folders: &Folders,
        progress: &Progress,
    ) -> Result<Catalog, EngineError> {
        let listed = folders.list(&self.origin).await?;
        let none = || EngineError::BadFile("there is no folder of a tenant".to_owned(), None);
        let paths = folders.of_tenant(listed.first().ok_or_else(none)?);
        let mut catalog = self.open(&paths).await?.catalog(progress).await?;
        catalog.tables.iter_mut().for_each(|table| table.row_estimate = None);
        Ok(catalog)
    }
}

impl FilesEngine {
    /// Runs the parts of a compiled question.
    pub(crate) async fn run_statement(
        &self,
        sql: &str,
        parameters: &[Value],
        columns: &[OutputColumn],
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        let started = Instant::now();
        let schema = answer_schema(columns);
        let parameters = scalars(parameters);
        let (inner, sql, promised) = (Arc::clone(&self.inner), sql.to_owned(), Arc::clone(&schema));
        let database = database.map(str::to_owned);
        let open = async move {
            let session = inner.session_of(database.as_deref()).await?;
            let plan = session.plan(&sql, parameters).await.map_err(engine_error)?;
            let batches = plan.execute_stream().await.map_err(engine_error)?;
            let batches =
                batches.map(move |batch| convert(&batch.map_err(engine_error)?, &promised));
            let batches = batches.filter(|batch| {
                let is_empty = batch.as_ref().is_ok_and(|batch| batch.num_rows() == 0);
                std::future::ready(!is_empty)
            });
            Ok(batches.boxed() as Batches)
        };
        Rows::begin(schema, self.worker.stream(open)?, *limits, started).await
    }

    /// Reads the rows of a statement to the end, for benchmarks.
    pub(crate) async fn count_rows(
        &self,
        sql: &str,
        parameters: &[Value],
        without: Option<Precaution>,
    ) -> Result<usize, EngineError> {
        let parameters = scalars(parameters);
        let (inner, sql) = (Arc::clone(&self.inner), sql.to_owned());
        let reading = async move {
            let session = inner.session().await?;
            let session = match without {
                Some(precaution) => Arc::new(session.without(precaution)),
                None => session,
            };
            let plan = session.plan(&sql, parameters).await.map_err(engine_error)?;
            let mut batches = plan.execute_stream().await.map_err(engine_error)?;
            let mut rows = 0;
            while let Some(batch) = batches.next().await {
                rows += batch.map_err(engine_error)?.num_rows();
            }
            Ok(rows)
        };
        self.worker.run(reading).await
    }
}

#[async_trait]
impl Engine for FilesEngine {
    fn dialect(&self) -> &'static dyn Dialect {
        &DATAFUSION
    }

    async fn test(&self) -> Result<(), EngineError> {
        let inner = Arc::clone(&self.inner);
        self.worker.run(async move { inner.reread(&Progress::default()).await.map(drop) }).await
    }

    async fn introspect(&self, progress: &Progress) -> Result<Catalog, EngineError> {
        let inner = Arc::clone(&self.inner);
        let progress = progress.clone();
        self.worker.run(async move { inner.reread(&progress).await }).await
    }

    async fn run(
        &self,
        question: &Compiled,
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        let (sql, parameters) = (question.sql(), question.parameters());
        self.run_statement(sql, parameters, question.columns(), database, limits).await
    }
}
