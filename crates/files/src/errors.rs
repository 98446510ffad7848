//! DataFusion's errors in the words of the engine seam.

use std::error::Error;
use std::io;
use std::iter::successors;

use datafusion::arrow::error::ArrowError;
use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;
use datafusion::object_store;
use souk_engine::EngineError;

use crate::bucket::said_by_bucket;
use crate::records::TooLong;

/// What an error of planning or running means.
pub(crate) fn engine_error(error: DataFusionError) -> EngineError {
    let error = match error {
        DataFusionError::External(error) => match error.downcast::<EngineError>() {
            Ok(error) => return *error,
            Err(other) => DataFusionError::External(other),
        },
        other => other,
    };
    if let Some(told) = told(error.find_root()) {
        return told;
    }
    match error.find_root() {
        DataFusionError::ResourcesExhausted(_) => EngineError::Memory(error.into()),
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

/// What one of an error's causes tells for certain, whoever hands it on.
pub(crate) fn told(error: &(dyn Error + 'static)) -> Option<EngineError> {
    let by_file = |cause: &(dyn Error + 'static)| {
        if let Some(long) = cause.downcast_ref::<TooLong>() {
            return Some(EngineError::BadFile(long.to_string(), Some(long.clone().into())));
        }
        let is_gone = matches!(cause.downcast_ref(), Some(object_store::Error::NotFound { .. }));
        is_gone.then(|| EngineError::Missing(cause.to_string().into()))
    };
    said_by_bucket(error).or_else(|| causes(error).find_map(by_file))
}

/// An error and its causes; those of reading hide others, which they leave out of theirs.
pub(crate) fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    successors(Some(error), |&error| {
        let hidden = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        hidden.map(|hidden| hidden as &(dyn Error + 'static)).or_else(move || error.source())
    })
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
