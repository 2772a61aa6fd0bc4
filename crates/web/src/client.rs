//! The address that a request comes from, for counting attempts. Kept in memory for a minute and written nowhere.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Once;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use serde::Deserialize;

use crate::App;

/// An address, or a network such as `10.20.0.0/16`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let same = |a: u128, b: u128, width: u8| {
            let shift = u32::from(width - self.bits);
            a.checked_shr(shift).unwrap_or(0) == b.checked_shr(shift).unwrap_or(0)
        };
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(a), IpAddr::V4(b)) => same(a.to_bits().into(), b.to_bits().into(), 32),
            (IpAddr::V6(a), IpAddr::V6(b)) => same(a.to_bits(), b.to_bits(), 128),
            _ => false,
        }
    }

    /// Every address there is: to trust it is to believe anybody.
    #[must_use]
    pub const fn is_everybody(&self) -> bool {
        self.bits == 0
    }
}

impl FromStr for Network {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = || format!("{text:?} is not an address or a network such as 10.20.0.0/16");
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.parse().ok().filter(|b| *b <= width).ok_or_else(wrong)?,
            None => width,
        };
        Ok(Self { address, bits })
    }
}

impl TryFrom<String> for Network {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

/// A misconfiguration is told once, not at each sign-in.
static TOLD: Once = Once::new();

/// Who asks, as far as the network can tell.
pub struct ClientAddress(pub Option<IpAddr>);

impl FromRequestParts<App> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        if app.proxies.is_empty() && parts.headers.contains_key("x-forwarded-for") {
            TOLD.call_once(|| {
                tracing::warn!(
                    "a proxy sends X-Forwarded-For and trusted_proxies is empty: everybody counts as one address at the \
                     limit on sign-in attempts"
                );
            });
        }
        Ok(Self(peer.map(|peer| client(peer, &parts.headers, &app.proxies))))
    }
}

/// The last address on the way that is not a trusted proxy's. Each proxy adds the one it was asked by at the end of
/// `X-Forwarded-For`; what stands before an address that we do not trust is that one's own invention.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let trusts = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut client = peer;
    let hops = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect::<Vec<_>>();
    for hop in hops.into_iter().rev() {
        if !trusts(client) {
            break;
        }
        let Ok(address) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        client = address.to_canonical();
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(peer: &str, forwarded: &[&'static str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", axum::http::HeaderValue::from_static(value));
        }
        let trusted: Vec<Network> = trusted.iter().map(|t| t.parse().unwrap()).collect();
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(asks("203.0.113.9", &["10.0.0.1"], &[]), "203.0.113.9");
        assert_eq!(asks("127.0.0.1", &["203.0.113.9"], &["127.0.0.1"]), "203.0.113.9");
        // The client wrote the first one itself.
        assert_eq!(
            asks("127.0.0.1", &["1.2.3.4, 203.0.113.9"], &["127.0.0.1"]),
            "203.0.113.9"
        );
        let two = ["127.0.0.1", "10.20.0.0/16"];
        assert_eq!(
            asks("127.0.0.1", &["1.2.3.4, 203.0.113.9", "10.20.3.4"], &two),
            "203.0.113.9"
        );
        assert_eq!(asks("127.0.0.1", &["unknown"], &["127.0.0.1"]), "127.0.0.1");
        assert_eq!(
            asks("::ffff:127.0.0.1", &["2001:db8::5"], &["127.0.0.1"]),
            "2001:db8::5"
        );
    }

    #[test]
    fn networks_read_and_reach_as_far_as_they_say() {
        let network: Network = "10.20.0.0/16".parse().unwrap();
        assert!(network.contains("10.20.255.1".parse().unwrap()));
        assert!(!network.contains("10.21.0.1".parse().unwrap()));
        assert!(!network.contains("::1".parse().unwrap()));
        let all: Network = "0.0.0.0/0".parse().unwrap();
        assert!(all.is_everybody() && all.contains("192.0.2.1".parse().unwrap()));
        for wrong in ["10.0.0.0/33", "proxy", "", "10.0.0/8", "::/129"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong:?}");
        }
    }
}
