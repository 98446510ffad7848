//! Which databases of the server are tenants', under tenancy level DATABASE.
//!
//! A name reaches the protocol only after the server itself has listed it. Never addressed:
//! `postgres`, `template0`, `template1`, any other template database, and databases that take no
//! connections. The datasource's own database is a tenant's like any other if it is listed.

use std::sync::Arc;

use super::session::Postgres;
use crate::EngineError;
use crate::pool::Pool;

const NEVER: [&str; 3] = ["postgres", "template0", "template1"];
const LISTED: &str = "SELECT datname::text FROM pg_database
    WHERE datallowconn AND NOT datistemplate AND datname::text = $1";

/// The name as the server lists it.
pub(super) async fn listed(own: &Arc<Pool<Postgres>>, name: &str) -> Result<String, EngineError> {
    if name.is_empty() || name.contains('\0') || NEVER.contains(&name) {
        return Err(EngineError::UnknownDatabase);
    }
    let mut lease = own.lease().await?;
    let session = lease.session().ok_or(EngineError::UnknownDatabase)?;
    let query = sqlx::query_scalar(LISTED).bind(name);
    let listed: sqlx::Result<Option<String>> = query.fetch_optional(&mut session.connection).await;
    lease.settle(listed)?.ok_or(EngineError::UnknownDatabase)
}
