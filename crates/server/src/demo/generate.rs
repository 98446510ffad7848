//! Writing the tables as Parquet files: a whole folder, or none.
//!
//! The files are written into a hidden folder that gets its name when all of them are on the disk.
//! A note in it says what they are; a folder without a fitting note is made again.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use arrow::error::ArrowError;
use serde::{Deserialize, Serialize};
use souk_files::{WriteError, write_parquet};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Slice, TpchTable};

const NOTE: &str = "_complete.json";
const DRAFT: &str = ".tpch-draft-";
const LOCK: &str = ".tpch.lock";
/// How long a lock that another holds is waited for: a program that was being started when it was let go
/// holds it until it has begun.
const LOCK_PATIENCE: Duration = Duration::from_secs(1);
const LOCK_PAUSE: Duration = Duration::from_millis(20);
/// One more with every change of what is generated.
const VERSION: u32 = 1;

/// Why there is no data.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// Asked to stop. Nothing is left that another run would trust.
    #[error("stopped")]
    Stopped,
    /// Another process is at it.
    #[error("another process is making data in {0}")]
    Busy(String),
    /// The disk.
    #[error("the folder {0} could not be written")]
    Io(String, #[source] io::Error),
    /// One of the files.
    #[error("the table {0} could not be written")]
    Write(&'static str, #[source] WriteError),
    /// The generator.
    #[error("the rows of {0} could not be made")]
    Rows(&'static str, #[source] ArrowError),
}

/// How far it is: so many rows of this table since the last time.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// The table.
    pub table: TpchTable,
    /// Rows since the last time.
    pub rows: u64,
}

/// What there is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// The folder, a file per table.
    pub folder: PathBuf,
    /// It was there before.
    pub reused: bool,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Bytes of all files.
    pub bytes: u64,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Note {
    version: u32,
    slice: String,
    files: BTreeMap<String, FileNote>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct FileNote {
    rows: u64,
    bytes: u64,
}

/// Makes the slice's folder below `parent`, unless it is there already.
///
/// # Errors
/// Why there is none.
pub fn generate(
    parent: &Path,
    slice: Slice,
    stop: &CancellationToken,
    progress: &dyn Fn(Progress),
) -> Result<Generated, GenerateError> {
    let shown = |error| GenerateError::Io(parent.display().to_string(), error);
    fs::create_dir_all(parent).map_err(shown)?;
    // Held until this returns; the system lets go of it when the process is killed.
    let _lock = lock(parent)?;
    remove_drafts(parent).map_err(shown)?;
    let folder = parent.join(slice.to_string());
    if let Some(note) = finished(&folder, slice) {
        return Ok(note.generated(folder, true));
    }
    let draft = parent.join(format!("{DRAFT}{}", Uuid::new_v4()));
    let written = write_tables(&draft, slice, stop, progress);
    let note = written.inspect_err(|_| drop(fs::remove_dir_all(&draft)))?;
    put_in_place(&draft, &folder).map_err(shown)?;
    Ok(note.generated(folder, false))
}

fn lock(parent: &Path) -> Result<File, GenerateError> {
    let name = || parent.display().to_string();
    let file = File::create(parent.join(LOCK)).map_err(|error| GenerateError::Io(name(), error))?;
    let deadline = Instant::now() + LOCK_PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                std::thread::sleep(LOCK_PAUSE);
            }
            Err(TryLockError::WouldBlock) => return Err(GenerateError::Busy(name())),
            Err(TryLockError::Error(error)) => return Err(GenerateError::Io(name(), error)),
        }
    }
}

/// What a killed run left behind.
fn remove_drafts(parent: &Path) -> io::Result<()> {
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(DRAFT) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// The note of a folder that holds all that it says.
fn finished(folder: &Path, slice: Slice) -> Option<Note> {
    let text = fs::read(folder.join(NOTE)).ok()?;
    let note: Note = serde_json::from_slice(&text).ok()?;
    let is_fitting = note.version == VERSION && note.slice == slice.to_string();
    let is_whole = TpchTable::ALL.iter().all(|table| {
        let size = fs::metadata(file_of(folder, *table)).map(|file| file.len()).ok();
        note.files.get(table.name()).map(|file| file.bytes) == size && size.is_some()
    });
    (is_fitting && is_whole).then_some(note)
}

fn write_tables(
    draft: &Path,
    slice: Slice,
    stop: &CancellationToken,
    progress: &dyn Fn(Progress),
) -> Result<Note, GenerateError> {
    let shown = |error| GenerateError::Io(draft.display().to_string(), error);
    fs::create_dir(draft).map_err(shown)?;
    let mut note = Note { version: VERSION, slice: slice.to_string(), files: BTreeMap::new() };
    for table in TpchTable::ALL {
        let path = file_of(draft, table);
        let rows = write_table(&path, table, slice, stop, progress)?;
        let bytes = fs::metadata(&path).map_err(shown)?.len();
        note.files.insert(table.name().to_owned(), FileNote { rows, bytes });
    }
    let text = serde_json::to_vec(&note).map_err(|error| shown(error.into()))?;
    write_synced(&draft.join(NOTE), &text).map_err(shown)?;
    Ok(note)
}

fn write_table(
    path: &Path,
    table: TpchTable,
    slice: Slice,
    stop: &CancellationToken,
    progress: &dyn Fn(Progress),
) -> Result<u64, GenerateError> {
    let mut failure = None;
    progress(Progress { table, rows: 0 });
    let batches = table.batches(slice).map_while(|batch| {
        if stop.is_cancelled() {
            return None;
        }
        let batch = batch.map_err(|error| failure = Some(error)).ok()?;
        progress(Progress { table, rows: batch.num_rows() as u64 });
        Some(batch)
    });
    let written = write_parquet(path, table.schema(), batches);
    if stop.is_cancelled() {
        return Err(GenerateError::Stopped);
    }
    match failure {
        Some(error) => Err(GenerateError::Rows(table.name(), error)),
        None => written.map_err(|error| GenerateError::Write(table.name(), error)),
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    io::Write::write_all(&mut file, bytes)?;
    file.sync_all()
}

/// A folder of the same name that was not finished is thrown away.
fn put_in_place(draft: &Path, folder: &Path) -> io::Result<()> {
    File::open(draft)?.sync_all()?;
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::rename(draft, folder)?;
    folder.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())
}

fn file_of(folder: &Path, table: TpchTable) -> PathBuf {
    folder.join(table.name()).with_extension("parquet")
}

impl Note {
    fn generated(self, folder: PathBuf, reused: bool) -> Generated {
        let bytes = self.files.values().map(|file| file.bytes).sum();
        let rows = self.files.into_iter().map(|(table, file)| (table, file.rows)).collect();
        Generated { folder, reused, rows, bytes }
    }
}
