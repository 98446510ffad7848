//! What the Flight SQL connector promises, against a real Sail cluster.

mod login;
mod sessions;
mod values;

use arrow_flight::sql::client::FlightSqlServiceClient;
use futures::TryStreamExt;
use serde_json::{Value as Json, json};
use souk_engine::internals::RawEngine;
use souk_engine::{EngineError, Limits, Roots, ServerOptions};
use souk_model::DataType;
use souk_query::Value;
use souk_testkit::sail::Server;
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;
use tonic::transport::Endpoint;

use crate::support::{columns, credentials, texts};

/// The server that tests share whose tables are in nobody's way.
pub(crate) async fn server() -> &'static Server {
    static SHARED: OnceCell<&'static Server> = OnceCell::const_new();
    SHARED.get_or_init(|| async { spawn_blocking(Server::shared).await.unwrap() }).await
}

/// Runs a statement past the engine.
pub(crate) async fn execute(url: &str, sql: &str) {
    let address = url.replace("grpc://", "http://");
    let channel = Endpoint::from_shared(address).unwrap().connect().await.unwrap();
    let mut client = FlightSqlServiceClient::new(channel);
    let info = client.execute(sql.to_owned(), None).await.unwrap_or_else(|error| panic!("{error}"));
    for endpoint in info.endpoint {
        let batches = client.do_get(endpoint.ticket.unwrap()).await.unwrap();
        let _: Vec<_> = batches.try_collect().await.unwrap();
    }
}

pub(crate) fn engine(fields: &Json, roots: Roots) -> RawEngine {
    RawEngine::flightsql(&credentials(fields), ServerOptions::default(), roots).unwrap()
}

/// An engine over the shared server.
pub(crate) async fn shared() -> RawEngine {
    engine(&json!({"url": server().await.url()}), Roots::default())
}

/// The answer as text, row by row.
pub(crate) async fn rows(
    engine: &RawEngine,
    sql: &str,
    parameters: &[Value],
    types: &[DataType],
) -> Result<Vec<Vec<String>>, EngineError> {
    let (columns, limits) = (columns(types), Limits::default());
    let rows = engine.run(sql, parameters, &columns, None, &limits).await?;
    let batches: Vec<_> = rows.batches.try_collect().await?;
    Ok(batches.iter().flat_map(texts).collect())
}
