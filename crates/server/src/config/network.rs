//! Which addresses a datasource may have, so that nobody reaches the server's neighbours through it.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// What is allowed beside public addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NetworkPolicy {
    /// Every private address.
    pub private: bool,
    /// These ranges.
    pub allow: Vec<NetworkRange>,
}

/// A range of addresses, such as `10.0.0.0/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkRange {
    address: IpAddr,
    bits: u8,
}

impl NetworkPolicy {
    /// Whether a datasource may be at this address.
    #[must_use]
    pub fn permits(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        let is_private_but_allowed =
            || self.private || self.allow.iter().any(|range| range.holds(address));
        !is_metadata(address) && (is_public(address) || is_private_but_allowed())
    }
}

/// Link-local addresses and those at which clouds hand out credentials: no database is there, and
/// no setting opens them.
fn is_metadata(address: IpAddr) -> bool {
    const ALIBABA: Ipv4Addr = Ipv4Addr::new(100, 100, 100, 200);
    const AMAZON: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);
    match address {
        IpAddr::V4(v4) => v4.is_link_local() || v4 == ALIBABA,
        IpAddr::V6(v6) => v6.is_unicast_link_local() || v6 == AMAZON,
    }
}

impl NetworkRange {
    /// Whether the address is in the range.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(mine), IpAddr::V4(other)) => {
                let shift = 32 - u32::from(self.bits);
                let (mine, other) = (u64::from(mine.to_bits()), u64::from(other.to_bits()));
                mine >> shift == other >> shift
            }
            (IpAddr::V6(mine), IpAddr::V6(other)) => {
                let shift = 128 - u32::from(self.bits);
                let cut = |bits: u128| bits.checked_shr(shift).unwrap_or(0);
                cut(mine.to_bits()) == cut(other.to_bits())
            }
            _ => false,
        }
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            let shared = first == 100 && (64..128).contains(&second);
            let protocol = first == 192 && second == 0 && v4.octets()[2] == 0;
            let benchmark = first == 198 && (second == 18 || second == 19);
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_documentation()
                || v4.is_multicast()
                || first == 0
                || first >= 240
                || shared
                || protocol
                || benchmark)
        }
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

/// Global unicast (2000::/3) without documentation, 6to4 and Teredo, which wrap other addresses.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let documentation = first == 0x2001 && second == 0xdb8;
    let wrapped = first == 0x2002 || (first == 0x2001 && second == 0);
    first & 0xe000 == 0x2000 && !documentation && !wrapped
}

impl FromStr for NetworkRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let complaint = || format!("{text:?} is not a range such as 10.0.0.0/8");
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| complaint())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.parse().map_err(|_| complaint())?,
            None => most,
        };
        if bits > most { Err(complaint()) } else { Ok(Self { address, bits }) }
    }
}

impl fmt::Display for NetworkRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.address, self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permits(policy: &NetworkPolicy, address: &str) -> bool {
        policy.permits(address.parse().unwrap())
    }

    #[test]
    fn neighbours_are_refused_unless_allowed() {
        let strict = NetworkPolicy::default();
        for public in ["8.8.8.8", "2606:4700::1"] {
            assert!(permits(&strict, public), "{public}");
        }
        let neighbours = [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "2002:7f00:1::",
            "255.255.255.255",
        ];
        for private in neighbours {
            assert!(!permits(&strict, private), "{private}");
            assert!(permits(&NetworkPolicy { private: true, allow: vec![] }, private), "{private}");
        }
    }

    #[test]
    fn no_setting_opens_link_local_and_metadata_addresses() {
        let allow = vec!["0.0.0.0/0".parse().unwrap(), "::/0".parse().unwrap()];
        let open = NetworkPolicy { private: true, allow };
        for address in [
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "fe80::1",
            "fd00:ec2::254",
            "100.100.100.200",
        ] {
            assert!(!permits(&open, address), "{address}");
        }
    }

    #[test]
    fn a_range_allows_what_it_holds_and_nothing_else() {
        let allow = vec!["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
        let policy = NetworkPolicy { private: false, allow };
        assert!(permits(&policy, "10.200.0.1") && permits(&policy, "fd12::1"));
        assert!(!permits(&policy, "11.0.0.1") || permits(&NetworkPolicy::default(), "11.0.0.1"));
        assert!(!permits(&policy, "127.0.0.1") && !permits(&policy, "::1"));
        let everything: NetworkRange = "0.0.0.0/0".parse().unwrap();
        assert!(everything.holds("127.0.0.1".parse().unwrap()));
        let everything: NetworkRange = "::/0".parse().unwrap();
        assert!(everything.holds("::1".parse().unwrap()));
        for wrong in ["", "10", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "a/8"] {
            assert!(wrong.parse::<NetworkRange>().is_err(), "{wrong}");
        }
    }
}
