//! Whether the lengths in an Arrow file can be true. Whoever reads a part makes room for as much as it claims
//! to be before looking at it, and a program that gets no room ends.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use datafusion::arrow::ipc::{Block, Message, RecordBatch, root_as_footer, root_as_message};

use crate::arrow_ipc::{CONTINUATION, MAGIC, TAIL, damaged};

/// Before what a part's compressed bytes hold: its length.
const CLAIM: u64 = 8;

/// Refuses a file or stream of which a part lies outside of it, or would be more than `most` bytes,
/// decompressed.
pub(crate) fn check_file(file: impl Read + Seek, most: u64) -> io::Result<()> {
    let mut lengths = Lengths::of(file, most)?;
    if lengths.length >= TAIL && lengths.bytes(0, MAGIC.len() as u64)? == MAGIC {
        return lengths.check_blocks();
    }
    let mut start = 0;
    while start < lengths.length {
        let Some(message) = lengths.message(start)? else { return Ok(()) };
        start = lengths.check(&message, message.body)?;
    }
    Ok(())
}

/// The same for one part of a file, as its footer cuts it out.
pub(crate) fn check_block(block: &[u8], most: u64) -> io::Result<()> {
    let mut lengths = Lengths::of(Cursor::new(block), most)?;
    let message = lengths.message(0)?.ok_or_else(damaged)?;
    let end = lengths.check(&message, message.body)?;
    if end == lengths.length { Ok(()) } else { Err(damaged()) }
}

struct Lengths<F> {
    file: F,
    length: u64,
    most: u64,
}

/// What stands before a part's bytes, and where those begin.
struct Head {
    bytes: Vec<u8>,
    body: u64,
}

impl Head {
    fn message(&self) -> io::Result<Message<'_>> {
        root_as_message(&self.bytes).map_err(|_| damaged())
    }
}

impl<F: Read + Seek> Lengths<F> {
    fn of(mut file: F, most: u64) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        Ok(Self { file, length, most })
    }

    /// A file says in its footer where its parts are.
    fn check_blocks(&mut self) -> io::Result<()> {
        let end = self.length - TAIL;
        let start = end.checked_sub(self.number(end)?.into()).ok_or_else(damaged)?;
        let footer = self.bytes(start, end - start)?;
        let footer = root_as_footer(&footer).map_err(|_| damaged())?;
        let blocks = [footer.dictionaries(), footer.recordBatches()];
        blocks.into_iter().flatten().flatten().try_for_each(|block| self.check_listed(block))
    }

    fn check_listed(&mut self, block: &Block) -> io::Result<()> {
        let number = |number: i64| u64::try_from(number).map_err(|_| damaged());
        let start = number(block.offset())?;
        let body = self.inside(start, number(block.metaDataLength().into())?)?;
        self.inside(body, number(block.bodyLength())?)?;
        let message = self.message(start)?.ok_or_else(damaged)?;
        self.check(&message, body).map(drop)
    }

    /// `None` at the end of a stream.
    fn message(&mut self, start: u64) -> io::Result<Option<Head>> {
        let first = self.number(start)?;
        let is_current = first == u32::from_le_bytes(CONTINUATION);
        let (length, start) =
            if is_current { (self.number(start + 4)?, start + 8) } else { (first, start + 4) };
        if length == 0 {
            return Ok(None);
        }
        let bytes = self.bytes(start, length.into())?;
        Ok(Some(Head { bytes, body: start + u64::from(length) }))
    }

    /// Returns where the part ends.
    fn check(&mut self, head: &Head, body: u64) -> io::Result<u64> {
        let message = head.message()?;
        let length = u64::try_from(message.bodyLength()).map_err(|_| damaged())?;
        let end = self.inside(body, length)?;
        let dictionary = message.header_as_dictionary_batch().and_then(|batch| batch.data());
        if let Some(batch) = message.header_as_record_batch().or(dictionary) {
            self.check_claims(batch, body)?;
        }
        Ok(end)
    }

    fn check_claims(&mut self, batch: RecordBatch<'_>, body: u64) -> io::Result<()> {
        let is_compressed = batch.compression().is_some();
        for buffer in batch.buffers().into_iter().flatten() {
            let offset = u64::try_from(buffer.offset()).map_err(|_| damaged())?;
            let start = self.inside(body, offset)?;
            let length = u64::try_from(buffer.length()).map_err(|_| damaged())?;
            self.inside(start, length)?;
            if is_compressed && length >= CLAIM {
                let claim = self.bytes(start, CLAIM)?.try_into().map_err(|_| damaged())?;
                // What is less than nothing was not compressed, or is refused by the reader.
                if i64::from_le_bytes(claim) > i64::try_from(self.most).unwrap_or(i64::MAX) {
                    let words = format!("a part of it would be more than {} bytes", self.most);
                    return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
                }
            }
        }
        Ok(())
    }

    /// Where so many bytes from there end, if that is not behind the file's end.
    fn inside(&self, start: u64, length: u64) -> io::Result<u64> {
        let end = start.checked_add(length).filter(|end| *end <= self.length);
        end.ok_or_else(damaged)
    }

    fn bytes(&mut self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        self.inside(start, length)?;
        self.file.seek(SeekFrom::Start(start))?;
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| damaged())?];
        self.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn number(&mut self, start: u64) -> io::Result<u32> {
        let bytes = self.bytes(start, 4)?.try_into().map_err(|_| damaged())?;
        Ok(u32::from_le_bytes(bytes))
    }
}
