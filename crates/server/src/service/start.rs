//! Starting: the data directory, the store, the encryption key, the first service token.

mod key_file;

use std::path::Path;
use std::sync::Arc;

use secrecy::ExposeSecret;
use souk_store::{Actor, Change, Page, Store, StoreError, TokenFilter, TokenKind};
use uuid::Uuid;

use crate::config::{EncryptionKey, Settings};
use crate::service::connectors::Connectors;
use crate::service::mail::{Mailer, MailerError};
use crate::service::secrets::Secrets;
use crate::service::{Services, tokens};

pub use key_file::KeyFileError;

/// The name under which the store keeps the key's check value.
const CHECK_VALUE: &str = "encryption_key_check";

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data directory cannot be made.
    #[error("the data directory {0} cannot be made")]
    DataDirectory(String, #[source] std::io::Error),
    /// The store cannot be opened or migrated.
    #[error("the store cannot be used")]
    Store(#[from] StoreError),
    /// The mail server's settings cannot be used.
    #[error(transparent)]
    Mail(#[from] MailerError),
    /// A connector's threads or folders cannot be made.
    #[error("a connector cannot be started")]
    Connectors(#[source] std::io::Error),
    /// The key file is not as it must be.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// The store was made under another key.
    #[error("the encryption key is not the one that this store was made with")]
    WrongKey,
    /// The store has secrets, and no key is there.
    #[error(
        "this store was made with an encryption key, and neither the setting encryption_key nor {0} holds one"
    )]
    KeyMissing(String),
}

/// Opens everything that requests need; brings the store's schema up to date first.
///
/// # Errors
/// Why the server cannot start.
pub async fn open(settings: Arc<Settings>) -> Result<Services, StartError> {
    let store = open_store(&settings).await?;
    let secrets = secrets(&settings, store.as_ref()).await?;
    let connectors = Connectors::standard(&settings).map_err(StartError::Connectors)?;
    let mailer = Mailer::open(&settings.smtp)?;
    Ok(Services::new(store, settings, secrets, connectors, mailer))
}

/// Makes the data directory where it is missing, migrates the store and opens it.
///
/// # Errors
/// Why that is not possible.
pub async fn open_store(settings: &Settings) -> Result<Arc<dyn Store>, StartError> {
    migrate(settings).await?;
    Ok(souk_store::open(settings.store_url().expose_secret()).await?)
}

/// Brings the store's schema up to date.
///
/// # Errors
/// Why that is not possible.
pub async fn migrate(settings: &Settings) -> Result<(), StartError> {
    make_private_directory(&settings.data_dir).map_err(|error| {
        StartError::DataDirectory(settings.data_dir.display().to_string(), error)
    })?;
    Ok(souk_store::migrate(settings.store_url().expose_secret()).await?)
}

async fn secrets(settings: &Settings, store: &dyn Store) -> Result<Secrets, StartError> {
    let known = store.setting(CHECK_VALUE).await?;
    let path = settings.key_file();
    let key = match &settings.encryption_key {
        Some(key) => key.clone(),
        None => match key_file::read(&path)? {
            Some(key) => key,
            None if known.is_some() => {
                return Err(StartError::KeyMissing(path.display().to_string()));
            }
            None => key_file::create(&path, &EncryptionKey::random())?,
        },
    };
    let secrets = Secrets::new(&key);
    let kept = store.set_setting_if_absent(CHECK_VALUE, secrets.check_value()).await?;
    if kept == secrets.check_value() { Ok(secrets) } else { Err(StartError::WrongKey) }
}

/// Makes a service token if the default organisation never had one, and returns it.
///
/// # Errors
/// The store's.
pub async fn first_service_token(store: &dyn Store) -> Result<Option<Uuid>, StoreError> {
    const MADE: &str = "first_service_token";
    if store.setting(MADE).await?.is_some() {
        return Ok(None);
    }
    let organisation = store.default_organisation().await?;
    let filter = TokenFilter { kind: Some(TokenKind::Service), ..TokenFilter::default() };
    let one = Page { limit: 1, offset: 0 };
    let is_empty = store.tokens(organisation, filter, one).await?.is_empty();
    // Of several servers that start at once, the one whose mark is stored makes the token.
    let mark = Uuid::new_v4().to_string();
    let is_mine = store.set_setting_if_absent(MADE, &mark).await? == mark;
    if !is_empty || !is_mine {
        return Ok(None);
    }
    let secret = Uuid::new_v4();
    let token = tokens::service("first", secret, None);
    store.commit(organisation, &Actor::System, vec![Change::CreateToken(token)]).await?;
    Ok(Some(secret))
}

fn make_private_directory(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
