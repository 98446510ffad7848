//! The columns of what Arrow writes, and whether it is whole, told by its first and last bytes. Readers take
//! lengths in damaged files on trust, and make room for them.

use std::io::{self, Read};
use std::path::Path;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::ipc::convert::fb_to_schema;
use datafusion::arrow::ipc::reader::StreamReader;
use datafusion::arrow::ipc::root_as_footer;
use datafusion::object_store::ObjectStoreExt;
use datafusion::object_store::path::Path as StorePath;

use crate::store::Files;

pub(crate) const MAGIC: &[u8; 6] = b"ARROW1";
/// Before each message of a stream; then its length.
pub(crate) const CONTINUATION: [u8; 4] = [0xFF; 4];
/// The footer's length and the magic word come last.
pub(crate) const TAIL: u64 = 10;

/// Refuses what is neither a whole Arrow file nor the beginning of a stream.
pub(crate) async fn schema(files: &Files, path: &Path) -> io::Result<SchemaRef> {
    let location = StorePath::from_absolute_path(path).map_err(io::Error::other)?;
    let length = files.head(&location).await?.size;
    if length < TAIL {
        return Err(damaged());
    }
    let head = files.get_range(&location, 0..8).await?;
    if head.starts_with(MAGIC) {
        return schema_of_file(files, &location, length).await;
    }
    let first = head.strip_prefix(&CONTINUATION).and_then(number);
    first.filter(|first| *first < length).ok_or_else(damaged)?;
    let look = |bytes: &mut dyn Read| {
        let reader = StreamReader::try_new(bytes, None).map_err(io::Error::other)?;
        Ok(reader.schema())
    };
    files.look(path, look).await
}

/// DataFusion looks for the columns after the magic word, where it expects them closer than they may be.
async fn schema_of_file(files: &Files, file: &StorePath, length: u64) -> io::Result<SchemaRef> {
    let end = length - TAIL;
    let tail = files.get_range(file, end..length).await?;
    let footer = tail.strip_suffix(MAGIC).and_then(number);
    let start = footer.and_then(|footer| end.checked_sub(footer)).ok_or_else(damaged)?;
    let footer = files.get_range(file, start..end).await?;
    let footer = root_as_footer(&footer).map_err(|_| damaged())?;
    let schema = footer.schema().ok_or_else(damaged)?;
    Ok(fb_to_schema(schema).into())
}

fn number(bytes: &[u8]) -> Option<u64> {
    Some(u32::from_le_bytes(bytes.try_into().ok()?).into())
}

pub(crate) fn damaged() -> io::Error {
    io::ErrorKind::InvalidData.into()
}
