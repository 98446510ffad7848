//! The `csv` datasource: from credentials to answers.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use futures::StreamExt;
use souk_engine::{
    Batches, Connector, Credentials, CredentialsError, Engine, EngineError, Limits, Roots, Rows,
    answer_schema, has_parent_steps,
};
use souk_model::Catalog;
use souk_query::{Compiled, DATAFUSION, Dialect, OutputColumn, Value};
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::FilesOptions;
use crate::convert::convert;
use crate::discover::discover;
use crate::errors::engine_error;
use crate::format::{Format, NAMES};
use crate::parameters::scalars;
use crate::session::{Precaution, Session};
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
        let paths = reader.text_list(&["path"]);
        if paths.is_empty() {
            reader.problem(&["path"], "is required");
        }
        if paths.iter().any(|path| has_parent_steps(Path::new(path))) {
            reader.problem(&["path"], "must not contain \"..\"");
        }
        let format = reader.choice(&["format"], &NAMES);
        let inner = Inner {
            paths,
            format,
            roots: self.roots.clone(),
            options: self.options.clone(),
            session: Mutex::default(),
        };
        let engine = FilesEngine { inner: Arc::new(inner), worker: Arc::clone(&self.worker) };
        reader.finish(engine)
    }
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
    format: Option<Format>,
    roots: Roots,
    options: FilesOptions,
    /// Read at the first question; read anew by each introspection.
    session: Mutex<Option<Arc<Session>>>,
}

impl fmt::Debug for FilesEngine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FilesEngine").finish_non_exhaustive()
    }
}

impl Inner {
    async fn open(&self) -> Result<Arc<Session>, EngineError> {
        let sources = discover(&self.paths, self.format, &self.roots)?;
        Session::open(&sources, &self.roots, &self.options).await.map(Arc::new)
    }

    /// Whoever comes while the files are being read waits for the same reading.
    async fn session(&self) -> Result<Arc<Session>, EngineError> {
        let mut session = self.session.lock().await;
        if let Some(session) = session.as_ref() {
            return Ok(Arc::clone(session));
        }
        let opened = self.open().await?;
        *session = Some(Arc::clone(&opened));
        Ok(opened)
    }

    async fn reread(&self) -> Result<Catalog, EngineError> {
        let opened = self.open().await?;
        let catalog = opened.catalog.clone();
        *self.session.lock().await = Some(opened);
        Ok(catalog)
    }
}

impl FilesEngine {
    /// Runs the parts of a compiled question. Files have no databases of tenants: asking for one is
    /// refused, never answered from all files.
    pub(crate) async fn run_statement(
        &self,
        sql: &str,
        parameters: &[Value],
        columns: &[OutputColumn],
        database: Option<&str>,
        limits: &Limits,
    ) -> Result<Rows, EngineError> {
        if database.is_some() {
            return Err(EngineError::UnknownDatabase);
        }
        let started = Instant::now();
        let schema = answer_schema(columns);
        let parameters = scalars(parameters);
        let (inner, sql, promised) = (Arc::clone(&self.inner), sql.to_owned(), Arc::clone(&schema));
        let open = async move {
            let session = inner.session().await?;
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
        self.worker.run(async move { inner.reread().await.map(|_| ()) }).await
    }

    async fn introspect(&self) -> Result<Catalog, EngineError> {
        let inner = Arc::clone(&self.inner);
        self.worker.run(async move { inner.reread().await }).await
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
