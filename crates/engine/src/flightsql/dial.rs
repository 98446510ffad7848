//! The connection itself: to a checked address of the credentials' host and nowhere else, encrypted if
//! they say so.
//!
//! gRPC is told to connect, and how that is done stands here; no proxy of the environment has a say.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tonic::transport::{Channel, Endpoint, Error, Uri};
use tower::service_fn;

use super::target::Target;
use crate::ServerOptions;
use crate::way::Addresses;

/// Either kind of connection.
trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

type Line = TokioIo<Box<dyn Stream>>;

/// A silent server is noticed this late.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// What a line needs.
#[derive(Clone)]
struct Way {
    host: String,
    port: u16,
    tls: Option<Arc<ClientConfig>>,
    addresses: Addresses,
}

/// Connects, and again whenever the connection was lost.
pub(super) async fn channel(target: &Target, bounds: &ServerOptions) -> Result<Channel, Error> {
    let (patience, addresses) = (bounds.connect, bounds.addresses.clone());
    let tls = target.tls.clone().map(Arc::new);
    let way = Way { host: target.host.clone(), port: target.port, tls, addresses };
    // Only what requests say: where they go, the connector below decides.
    let endpoint = Endpoint::from_shared(format!("http://{}", target.authority()))?
        .user_agent("souk")?
        .connect_timeout(patience)
        .http2_keep_alive_interval(KEEP_ALIVE)
        .keep_alive_timeout(patience);
    let connector = service_fn(move |_: Uri| line(way.clone()));
    endpoint.connect_with_connector(connector).await
}

async fn line(way: Way) -> io::Result<Line> {
    let addresses = way.addresses.of(&way.host).await?;
    let checked: Vec<_> = addresses.iter().map(|one| SocketAddr::new(*one, way.port)).collect();
    let stream = TcpStream::connect(checked.as_slice()).await?;
    stream.set_nodelay(true)?;
    let Some(config) = way.tls else { return Ok(TokioIo::new(Box::new(stream))) };
    let name = ServerName::try_from(way.host).map_err(io::Error::other)?;
    let stream = TlsConnector::from(config).connect(name, stream).await?;
    Ok(TokioIo::new(Box::new(stream)))
}
