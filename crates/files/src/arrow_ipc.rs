//! Whether a file is what Arrow writes, told by its first and last bytes. Readers take lengths in damaged
//! files on trust, and make room for them.

use datafusion::object_store::path::Path;
use datafusion::object_store::{Error, ObjectStore, ObjectStoreExt, Result};

const MAGIC: &[u8; 6] = b"ARROW1";
/// Before each message of a stream; then its length.
const CONTINUATION: [u8; 4] = [0xFF; 4];
/// The footer's length and the magic word come last.
const TAIL: u64 = 10;

/// Refuses what is neither a whole Arrow file nor the beginning of a stream.
pub(crate) async fn check(store: &dyn ObjectStore, file: &Path) -> Result<()> {
    let length = store.head(file).await?.size;
    let head = store.get_range(file, 0..length.min(8)).await?;
    let is_right = if head.starts_with(MAGIC) && length >= TAIL {
        let tail = store.get_range(file, length - TAIL..length).await?;
        tail.strip_suffix(MAGIC).and_then(number).is_some_and(|footer| footer < length)
    } else {
        head.strip_prefix(&CONTINUATION).and_then(number).is_some_and(|first| first < length)
    };
    if is_right { Ok(()) } else { Err(damaged(file)) }
}

fn number(bytes: &[u8]) -> Option<u64> {
    Some(u32::from_le_bytes(bytes.try_into().ok()?).into())
}

fn damaged(file: &Path) -> Error {
    Error::Generic { store: "Arrow", source: format!("{file} is damaged").into() }
}
