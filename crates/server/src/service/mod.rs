//! What the server does, apart from HTTP: one module per family of the API.

pub mod tokens;

use std::sync::Arc;

use souk_store::Store;

/// Everything a request may need. Made once, at start.
#[derive(Debug)]
pub struct Services {
    /// Documents, tokens, accounts.
    pub store: Arc<dyn Store>,
}

impl Services {
    /// The most bytes that a request's body may have.
    #[must_use]
    pub const fn body_limit(&self) -> usize {
        16 << 20
    }
}
