//! Configuration: defaults < file < environment < flags, every layer through one table.

mod encryption_key;
mod layers;
mod network;
mod reference;
mod settings;
mod table;
mod values;

pub use encryption_key::{EncryptionKey, EncryptionKeyError};
pub(crate) use encryption_key::{from_hex, to_hex};
pub use layers::{ConfigError, Flags, Loaded, Origin, Sources, load};
pub use network::{NetworkPolicy, NetworkRange};
pub use reference::page;
pub use settings::{LogFormat, Settings, SmtpSettings, SmtpTls};
pub use table::{Fallback, Setting, TABLE};
