//! The Arrow IPC stream: the engine's batches as they are.

use arrow::ipc::writer::StreamWriter;

use crate::http::ApiError;
use crate::service::query::Answer;

pub(super) fn write(answer: &Answer) -> Result<Vec<u8>, ApiError> {
    let mut writer =
        StreamWriter::try_new(Vec::new(), &answer.schema).map_err(ApiError::internal)?;
    for batch in &answer.batches {
        writer.write(batch).map_err(ApiError::internal)?;
    }
    writer.into_inner().map_err(ApiError::internal)
}
