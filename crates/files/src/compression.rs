//! Files whose bytes are compressed, told by the last part of their names.

use std::io::{self, BufReader, Read};
use std::path::Path;

use bytes::Bytes;
use futures::stream::{self, BoxStream, StreamExt};

/// How much is decompressed at a time.
const PIECE: usize = 256 << 10;

/// A file's bytes, on a thread that may wait for them.
pub(crate) type Bytewise = Box<dyn Read + Send>;

/// How a file's bytes are compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compression {
    Gzip,
    Zstd,
}

impl Compression {
    /// By the name's ending: `orders.csv.gz`, `orders.csv.zst`.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "gz" => Some(Self::Gzip),
            "zst" => Some(Self::Zstd),
            _ => None,
        }
    }

    fn reader(self, raw: Bytewise) -> io::Result<Bytewise> {
        Ok(match self {
            // Several compressed files, one after the other, are one.
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::new(raw))),
            Self::Zstd => Box::new(zstd::Decoder::new(raw)?),
        })
    }
}

/// The name without what says how the file is compressed.
pub(crate) fn plain_name(path: &Path) -> &Path {
    match (Compression::of(path), path.file_stem()) {
        (Some(_), Some(stem)) => Path::new(stem),
        _ => path,
    }
}

/// The bytes of the file of this name, decompressed if they have to be.
pub(crate) fn plain(path: &Path, raw: Bytewise) -> io::Result<Bytewise> {
    match Compression::of(path) {
        Some(compression) => compression.reader(raw),
        None => Ok(Box::new(BufReader::new(raw))),
    }
}

/// A text piece by piece, opened and read on threads that may wait for the disk. More bytes than `most` are
/// an error: a small file can hold very many.
pub(crate) fn pieces<Text: Read + Send + 'static>(
    open: impl FnOnce() -> io::Result<Text> + Send + 'static,
    most: u64,
) -> BoxStream<'static, io::Result<Bytes>> {
    let first = Some(Reading::Closed(open));
    stream::try_unfold((first, 0_u64), move |(reading, read)| async move {
        let Some(reading) = reading else { return Ok(None) };
        let next = tokio::task::spawn_blocking(move || reading.piece(most));
        let (bytes, reading) = next.await.map_err(io::Error::other)??;
        let read = read + bytes.len() as u64;
        if read > most {
            let words = format!("it holds more than {most} bytes, decompressed");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
        }
        Ok((!bytes.is_empty()).then_some((bytes, (Some(reading), read))))
    })
    .boxed()
}

/// A text before its first byte was read, which a decoder does as soon as there is one, and after.
enum Reading<Open, Text> {
    Closed(Open),
    Open(io::Take<Text>),
}

impl<Open: FnOnce() -> io::Result<Text>, Text: Read> Reading<Open, Text> {
    fn piece(self, most: u64) -> io::Result<(Bytes, Self)> {
        let mut text = match self {
            Self::Closed(open) => open()?.take(most.saturating_add(1)),
            Self::Open(text) => text,
        };
        Ok((piece(&mut text)?, Self::Open(text)))
    }
}

fn piece(reader: &mut impl Read) -> io::Result<Bytes> {
    let mut bytes = Vec::with_capacity(PIECE);
    reader.by_ref().take(PIECE as u64).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use futures::TryStreamExt;

    use super::*;

    #[tokio::test]
    async fn a_small_file_that_holds_too_much_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bomb.csv.zst");
        std::fs::write(&path, zstd::encode_all(&[b'x'; 3_000_000][..], 1).unwrap()).unwrap();
        assert!(std::fs::metadata(&path).unwrap().len() < 10_000);
        let text = || {
            let path = path.clone();
            move || plain(&path, Box::new(File::open(&path)?))
        };
        let bytes: io::Result<Vec<_>> = pieces(text(), 1_000_000).try_collect().await;
        assert_eq!(bytes.unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        let bytes: io::Result<Vec<_>> = pieces(text(), 3_000_000).try_collect().await;
        assert_eq!(bytes.unwrap().iter().map(Bytes::len).sum::<usize>(), 3_000_000);
    }
}
