//! Which databases of the server are tenants', under tenancy level DATABASE.
//!
//! A name reaches the protocol only after the server itself has listed it, byte by byte the same.
//! Never addressed: the server's own databases.

use std::sync::Arc;

use super::flavour::Flavour;
use super::session::Mysql;
use crate::EngineError;
use crate::pool::Pool;

const LISTED: &str = "SELECT CAST(SCHEMA_NAME AS CHAR) FROM information_schema.SCHEMATA
    WHERE BINARY SCHEMA_NAME = CAST(? AS BINARY)";

/// The name as the server lists it.
pub(super) async fn listed(
    own: &Arc<Pool<Mysql>>,
    flavour: Flavour,
    name: &str,
) -> Result<String, EngineError> {
    let is_never = flavour.own_databases().iter().any(|never| never.eq_ignore_ascii_case(name));
    if name.is_empty() || name.contains('\0') || is_never {
        return Err(EngineError::UnknownDatabase);
    }
    let mut lease = own.lease().await?;
    let session = lease.session().ok_or(EngineError::UnknownDatabase)?;
    let query = sqlx::query_scalar(LISTED).bind(name);
    let listed: sqlx::Result<Option<String>> = query.fetch_optional(&mut session.connection).await;
    lease.settle(listed)?.ok_or(EngineError::UnknownDatabase)
}

/// Whether the statement names the datasource's own database. In MySQL a schema is a database: such
/// a statement would leave the tenant's database, whatever the session is connected to.
pub(super) fn names_database(sql: &str, database: &str) -> bool {
    let qualifier = format!("`{}`.", database.replace('`', "``"));
    sql.to_lowercase().contains(&qualifier.to_lowercase())
}
