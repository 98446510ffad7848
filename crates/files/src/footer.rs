//! How many rows a Parquet file says it has.

use datafusion::object_store::path::Path;
use datafusion::object_store::{Error, ObjectStore, ObjectStoreExt, Result};
use datafusion::parquet::file::metadata::{FooterTail, ParquetMetaDataReader};

/// The footer's length and the magic word come last.
const TAIL: u64 = 8;

/// Reads the footer before DataFusion does, which takes a length in a damaged one on trust.
pub(crate) async fn rows(store: &dyn ObjectStore, file: &Path) -> Result<u64> {
    let length = store.head(file).await?.size;
    let end = length.checked_sub(TAIL).ok_or_else(|| damaged("it is too short"))?;
    let tail = store.get_range(file, end..length).await?;
    let tail = FooterTail::try_from(tail.as_ref()).map_err(damaged)?;
    let start = end.checked_sub(tail.metadata_length() as u64);
    let start = start.ok_or_else(|| damaged("its footer is longer than the file"))?;
    let footer = store.get_range(file, start..end).await?;
    let footer = ParquetMetaDataReader::decode_metadata(&footer).map_err(damaged)?;
    let rows = footer.file_metadata().num_rows();
    u64::try_from(rows).map_err(|_| damaged("it has a negative number of rows"))
}

fn damaged(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::Generic { store: "Parquet", source: cause.into() }
}
