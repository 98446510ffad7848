//! Where Souk keeps its documents, tokens, accounts and audit log: SQLite or PostgreSQL.
//!
//! This crate knows rows, transactions and who owns what. It does not know what a document means:
//! a body is JSON, kept as given, and a secret is never seen here, only its hash.
//!
//! Every row belongs to an organisation, and every call that reads or changes rows takes the
//! organisation first. The two calls that find an organisation ([`Store::token`] and
//! [`Store::account_by_email`]) are the only way in without one.

mod account;
mod audit;
mod change;
mod document;
mod error;
mod migrations;
mod open;
mod sql;
mod store;
mod token;

pub use account::{Account, NewAccount};
pub use audit::{Actor, AuditEntry};
pub use change::{Change, NewDocument, NewToken, TokenSelector};
pub use document::{Document, DocumentKind, DocumentRef, Due, Page, UnknownDocumentKind};
pub use error::StoreError;
pub use migrations::NEWEST as SCHEMA_VERSION;
pub use open::{OpenOptions, migrate, open};
pub use store::Store;
pub use token::{Token, TokenFilter, TokenHash, TokenKind, UnknownTokenKind};

/// The result of a store call.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
