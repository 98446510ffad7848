//! The encryption key's file: made once, whole or not at all, readable by its owner only.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use secrecy::ExposeSecret;

use crate::config::{EncryptionKey, EncryptionKeyError};

/// Why the key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or written.
    #[error("the encryption key file {0} cannot be used")]
    Io(String, #[source] io::Error),
    /// It holds no good key.
    #[error("the encryption key in {0} {1}")]
    Key(String, EncryptionKeyError),
    /// Others can read it.
    #[error("the encryption key file {0} can be read by others; run `chmod 600` on it")]
    Exposed(String),
}

/// The key, if the file is there.
pub(super) fn read(path: &Path) -> Result<Option<EncryptionKey>, KeyFileError> {
    let name = || path.display().to_string();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(KeyFileError::Io(name(), error)),
    };
    let metadata = file.metadata().map_err(|error| KeyFileError::Io(name(), error))?;
    if is_exposed(&metadata) {
        return Err(KeyFileError::Exposed(name()));
    }
    let text = io::read_to_string(file).map_err(|error| KeyFileError::Io(name(), error))?;
    EncryptionKey::parse(&text).map(Some).map_err(|error| KeyFileError::Key(name(), error))
}

/// Writes a new key, unless another process just did; returns the one that is in the file now.
pub(super) fn create(path: &Path, key: &EncryptionKey) -> Result<EncryptionKey, KeyFileError> {
    let name = || path.display().to_string();
    match write_whole(path, key.to_hex().expose_secret()) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(KeyFileError::Io(name(), error)),
    }
    let gone = || KeyFileError::Io(name(), ErrorKind::NotFound.into());
    read(path)?.ok_or_else(gone)
}

/// A link to a finished file appears whole, and only where no file was.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let draft = path.with_extension(format!("{}.draft", uuid::Uuid::new_v4()));
    let outcome = write_private(&draft, text).and_then(|()| fs::hard_link(&draft, path));
    let removed = fs::remove_file(&draft);
    outcome?;
    removed?;
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

#[cfg(unix)]
fn is_exposed(metadata: &fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
fn is_exposed(_: &fs::Metadata) -> bool {
    false
}
