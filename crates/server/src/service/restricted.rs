//! Keeps datasources away from the server's neighbours: addresses that the network policy forbids.
//!
//! Connectors look a host up, ask here, and connect to what they asked about.

use std::net::IpAddr;
use std::sync::Arc;

use souk_engine::{AddressPolicy, Addresses, ServerOptions};

use crate::config::NetworkPolicy;

impl AddressPolicy for NetworkPolicy {
    fn permits(&self, address: IpAddr) -> bool {
        Self::permits(self, address)
    }

    fn refusal(&self) -> String {
        "the host is at an address that datasources may not use; the setting network_allow lists the \
         private ranges that they may"
            .to_owned()
    }
}

/// The bounds of connectors that go where the policy lets them.
pub(super) fn server_options(policy: &NetworkPolicy) -> ServerOptions {
    let addresses = Addresses::permitted_by(Arc::new(policy.clone()));
    ServerOptions { addresses, ..ServerOptions::default() }
}
