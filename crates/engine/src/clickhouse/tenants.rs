//! Which databases of the server are tenants', under tenancy level DATABASE.
//!
//! A name is used only after the server itself has listed it, byte by byte the same. Never addressed:
//! the server's own databases.

use std::sync::{Mutex, MutexGuard, PoisonError};

const NEVER: [&str; 3] = ["system", "information_schema", "_temporary_and_external_tables"];

/// Asks whether there is a database of this name.
pub(super) const LISTED: &str = "SELECT name FROM system.databases WHERE name = {p1:String}";

/// Whether the name is not worth asking for.
pub(super) fn is_never(name: &str) -> bool {
    name.is_empty() || NEVER.iter().any(|never| never.eq_ignore_ascii_case(name))
}

/// Whether the statement names the datasource's own database. In ClickHouse a schema is a database:
/// such a statement would leave the tenant's database, whatever the request says.
pub(super) fn names_database(sql: &str, database: &str) -> bool {
    let escaped = database.replace('\\', "\\\\");
    let doubled = format!("\"{}\".", escaped.replace('"', "\"\""));
    let ticked = format!("`{}`.", escaped.replace('`', "``"));
    sql.contains(&doubled) || sql.contains(&ticked)
}

/// Databases that were listed, the most recently used last.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<Vec<String>>);

impl Known {
    pub(super) fn holds(&self, name: &str) -> bool {
        let mut names = self.lock();
        let Some(index) = names.iter().position(|known| known == name) else { return false };
        let name = names.remove(index);
        names.push(name);
        true
    }

    /// Keeps at most `bound` names.
    pub(super) fn remember(&self, name: &str, bound: usize) {
        let mut names = self.lock();
        names.retain(|known| known != name);
        if names.len() >= bound.max(1) {
            names.remove(0);
        }
        names.push(name.to_owned());
    }

    /// The database is gone: the next question asks the server's list again.
    pub(super) fn forget(&self, name: &str) {
        self.lock().retain(|known| known != name);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
