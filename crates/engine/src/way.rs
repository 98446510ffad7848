//! The way to a server: its host is looked up once, what was found is checked, and what was checked is
//! connected to.
//!
//! A driver that looked the host up again could be led elsewhere in between. So a driver is never given
//! the name to go to: it is given a socket that leads to the checked address, and the name only to
//! compare with the server's certificate.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use tokio::net::{TcpStream, lookup_host};

use crate::relay::Relay;

/// Says at which addresses a datasource may be.
pub trait AddressPolicy: fmt::Debug + Send + Sync {
    /// Whether a datasource may be at this address.
    fn permits(&self, address: IpAddr) -> bool;

    /// Why it may not, and what would change that.
    fn refusal(&self) -> String;

    /// The addresses of a host.
    fn look_up(&self, host: &str) -> Option<Vec<IpAddr>> {
        let _ = host;
        None
    }
}

/// The addresses that a connector may use; all of them by default.
#[derive(Debug, Clone, Default)]
pub struct Addresses(Option<Arc<dyn AddressPolicy>>);

impl Addresses {
    /// Those that the policy permits.
    #[must_use]
    pub fn permitted_by(policy: Arc<dyn AddressPolicy>) -> Self {
        Self(Some(policy))
    }

    /// The addresses of the host. One that is forbidden forbids all: whoever answers for the name chose
    /// them together.
    pub(crate) async fn of(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let found = self.look_up(host).await?;
        if let Some(policy) = &self.0
            && !found.iter().all(|address| policy.permits(*address))
        {
            return Err(io::Error::new(ErrorKind::PermissionDenied, Forbidden(policy.refusal())));
        }
        Ok(found)
    }

    async fn look_up(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        if let Some(literal) = literal(host) {
            return Ok(vec![literal]);
        }
        if let Some(found) = self.0.as_ref().and_then(|policy| policy.look_up(host)) {
            return Ok(found);
        }
        Ok(lookup_host((host, 0)).await?.map(|address| address.ip()).collect())
    }
}

/// An address that the policy forbids, in the policy's words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Forbidden(String);

/// What a failure on the way is told as, where the policy has its own words for it.
pub(crate) fn forbidden(error: &io::Error) -> Option<&str> {
    error.get_ref()?.downcast_ref::<Forbidden>().map(|forbidden| forbidden.0.as_str())
}

/// The host, if it is an address and no name.
pub(crate) fn literal(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// Where one datasource is.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    host: String,
    port: u16,
    addresses: Addresses,
}

/// A line to a checked address.
pub(crate) struct Line {
    /// Where the driver is to connect to, unless it goes to the address itself.
    pub(crate) relay: Option<Relay>,
    /// For another line to the same server.
    pub(crate) address: SocketAddr,
}

impl Way {
    pub(crate) fn new(host: &str, port: u16, addresses: Addresses) -> Self {
        Self { host: host.to_owned(), port, addresses }
    }

    /// A line to the first of the host's addresses that answers. `socket` names the relay's socket.
    pub(crate) async fn line(&self, socket: &str) -> io::Result<Line> {
        let addresses = self.addresses.of(&self.host).await?;
        let mut failure = io::Error::from(ErrorKind::AddrNotAvailable);
        for address in addresses {
            match self.line_to(SocketAddr::new(address, self.port), socket).await {
                Ok(line) => return Ok(line),
                Err(error) => failure = error,
            }
        }
        Err(failure)
    }

    /// A line to an address that was checked before.
    pub(crate) async fn line_to(&self, address: SocketAddr, socket: &str) -> io::Result<Line> {
        // A driver that is given an address looks nothing up.
        if literal(&self.host).is_some() {
            return Ok(Line { relay: None, address });
        }
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Line { relay: Some(Relay::open(stream, socket)?), address })
    }
}
