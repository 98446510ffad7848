//! Whether a file is what Arrow writes, told by its first and last bytes. Readers take lengths in damaged
//! files on trust, and make room for them.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

const MAGIC: &[u8; 6] = b"ARROW1";
/// Before each message of a stream; then its length.
const CONTINUATION: [u8; 4] = [0xFF; 4];

/// Refuses what is neither a whole Arrow file nor the beginning of a stream.
pub(crate) fn check(path: &Path) -> io::Result<()> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut head = [0; 8];
    file.read_exact(&mut head)?;
    let is_right = if head.starts_with(MAGIC) {
        is_whole(&mut file, length)?
    } else {
        let (marker, first) = head.split_at(4);
        let first = u32::from_le_bytes(first.try_into().map_err(io::Error::other)?);
        marker == CONTINUATION && u64::from(first) < length
    };
    if is_right { Ok(()) } else { Err(ErrorKind::InvalidData.into()) }
}

/// The footer's length and the magic word come last.
fn is_whole(file: &mut File, length: u64) -> io::Result<bool> {
    let mut tail = [0; 10];
    file.seek(SeekFrom::End(-10))?;
    file.read_exact(&mut tail)?;
    let (footer, magic) = tail.split_at(4);
    let footer = u32::from_le_bytes(footer.try_into().map_err(io::Error::other)?);
    Ok(magic == MAGIC && u64::from(footer) < length)
}
