//! Writing Parquet files, for demonstration data.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::WriterProperties;
use souk_engine::arrow::datatypes::SchemaRef;
use souk_engine::arrow::record_batch::RecordBatch;

/// A file that was not written. Nothing stands under its name that was not there before.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The disk.
    #[error("the file could not be written")]
    Io(#[from] io::Error),
    /// The batches.
    #[error("the batches do not make a Parquet file")]
    Parquet(#[from] ParquetError),
}

/// Writes the batches to `path`, whole or not at all, and safe from a power cut once this returns.
///
/// # Errors
/// What kept the file from being written.
pub fn write_parquet(
    path: &Path,
    schema: SchemaRef,
    batches: impl IntoIterator<Item = RecordBatch>,
) -> Result<u64, WriteError> {
    let temporary = temporary_name(path)?;
    let written = write_all(&temporary, schema, batches);
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
        return written;
    }
    fs::rename(&temporary, path)?;
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    written
}

/// Hidden, so that a datasource over the folder does not see it.
fn temporary_name(path: &Path) -> io::Result<std::path::PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let name = name.to_string_lossy();
    Ok(path.with_file_name(format!(".{name}.{}.partial", std::process::id())))
}

fn write_all(
    path: &Path,
    schema: SchemaRef,
    batches: impl IntoIterator<Item = RecordBatch>,
) -> Result<u64, WriteError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build();
    let mut writer = ArrowWriter::try_new(File::create(path)?, schema, Some(properties))?;
    let mut rows = 0;
    for batch in batches {
        rows += batch.num_rows() as u64;
        writer.write(&batch)?;
    }
    writer.into_inner()?.sync_all()?;
    Ok(rows)
}
