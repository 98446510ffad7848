//! What the operator of the server allows file datasources.

use std::path::PathBuf;

/// Bounds of every file datasource.
#[derive(Debug, Clone)]
pub struct FilesOptions {
    /// The folders below which files may be read. Empty: nothing may be read.
    pub roots: Vec<PathBuf>,
    /// Files may be anywhere. For a server whose users all own the machine.
    pub any: bool,
    /// Bytes that one datasource's queries may hold in memory together.
    pub memory_limit: usize,
    /// Bytes that they may put into temporary files when memory runs out.
    pub spill_limit: u64,
    /// Where each tenant has a folder: how many tenants' files stay open.
    pub tenants: usize,
    /// Threads that plan and run queries, so that a long one does not hold up anything else.
    /// Zero: as many as the machine has processors.
    pub threads: usize,
}

impl Default for FilesOptions {
    fn default() -> Self {
        Self {
            roots: Vec::new(),
            any: false,
            memory_limit: 512 << 20,
            spill_limit: 4 << 30,
            tenants: 256,
            threads: 0,
        }
    }
}
