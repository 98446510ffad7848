//! DataFusion's errors in the words of the engine seam.

use datafusion::arrow::error::ArrowError;
use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;
use datafusion::object_store;
use souk_engine::EngineError;

use crate::bucket::said_by_bucket;

/// What an error of planning or running means.
pub(crate) fn engine_error(error: DataFusionError) -> EngineError {
    if let Some(said) = said_by_bucket(error.find_root()) {
        return said;
    }
    match error.find_root() {
        DataFusionError::ResourcesExhausted(_) => EngineError::Memory(error.into()),
        DataFusionError::ObjectStore(cause) if is_gone(cause) => EngineError::Missing(error.into()),
        DataFusionError::ObjectStore(_) => bad_file(error),
        DataFusionError::IoError(_) | DataFusionError::ParquetError(_) => bad_file(error),
        DataFusionError::ArrowError(cause, _) if is_about_a_file(cause) => bad_file(error),
        DataFusionError::SchemaError(cause, _)
            if matches!(cause.as_ref(), SchemaError::FieldNotFound { .. }) =>
        {
            EngineError::Missing(error.into())
        }
        DataFusionError::Plan(words) if words.contains("not found") => {
            EngineError::Missing(error.into())
        }
        _ => EngineError::Query(error.into()),
    }
}

const fn is_gone(error: &object_store::Error) -> bool {
    matches!(error, object_store::Error::NotFound { .. })
}

fn is_about_a_file(error: &ArrowError) -> bool {
    matches!(
        error,
        ArrowError::CsvError(_)
            | ArrowError::JsonError(_)
            | ArrowError::ParquetError(_)
            | ArrowError::ParseError(_)
            | ArrowError::IoError(..)
    )
}

fn bad_file(error: DataFusionError) -> EngineError {
    EngineError::BadFile(
        "its content is not what its format promises".to_owned(),
        Some(error.into()),
    )
}
