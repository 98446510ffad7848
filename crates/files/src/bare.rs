//! DataFusion as it comes, for benchmarks: what the engine of this crate is measured against.

use std::fmt;
use std::path::Path;

use datafusion::prelude::{ParquetReadOptions, SessionContext};
use souk_engine::EngineError;
use souk_engine::arrow::record_batch::RecordBatch;

use crate::errors::engine_error;

/// A session with the library's default settings and a table per Parquet file.
#[derive(Clone)]
pub struct Bare(SessionContext);

impl fmt::Debug for Bare {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Bare").finish_non_exhaustive()
    }
}

impl Bare {
    /// Opens the files of a folder, named by their stems.
    ///
    /// # Errors
    /// A file that is no Parquet.
    pub async fn open(folder: &Path) -> Result<Self, EngineError> {
        let context = SessionContext::new();
        let unreadable = |error: std::io::Error| {
            EngineError::BadFile(folder.display().to_string(), Some(error.into()))
        };
        for entry in std::fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            let (Some(stem), Some(text)) = (stem, path.to_str()) else { continue };
            if path.extension().is_some_and(|extension| extension == "parquet") {
                let options = ParquetReadOptions::default();
                let registered = context.register_parquet(stem, text, options);
                registered.await.map_err(engine_error)?;
            }
        }
        Ok(Self(context))
    }

    /// All rows of a statement, computed by the caller's runtime.
    ///
    /// # Errors
    /// What the library refused.
    pub async fn collect(&self, sql: &str) -> Result<Vec<RecordBatch>, EngineError> {
        let (context, sql) = (self.0.clone(), sql.to_owned());
        let work = async move { context.sql(&sql).await?.collect().await };
        let outcome = tokio::spawn(work).await.map_err(|error| EngineError::Query(error.into()))?;
        outcome.map_err(engine_error)
    }
}
