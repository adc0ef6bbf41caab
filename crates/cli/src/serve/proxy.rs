//! Who asks, behind proxies: `X-Forwarded-For` and `X-Forwarded-Proto` are believed from the named proxies only, and
//! never reach a page from anybody else.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

use crate::serve::transport;

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED: HeaderName = axum::http::header::FORWARDED;

/// Puts the address of whoever asks in place of the proxy's. What a trusted proxy got without HTTPS is sent to HTTPS.
pub(crate) async fn find_client(
    State(proxies): State<Arc<[IpNet]>>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(peer)| *peer);
    let Some(peer) = peer.filter(|peer| is_trusted(&proxies, peer.ip())) else {
        for name in [FOR, PROTO, HOST, FORWARDED] {
            request.headers_mut().remove(name);
        }
        return next.run(request).await;
    };
    if arrived_by_http(request.headers()) {
        return transport::to_https(&request);
    }
    let client = client(&proxies, request.headers()).unwrap_or(peer.ip());
    request
        .extensions_mut()
        .insert(ConnectInfo(SocketAddr::new(client, peer.port())));
    next.run(request).await
}

fn is_trusted(proxies: &[IpNet], address: IpAddr) -> bool {
    let address = address.to_canonical();
    proxies.iter().any(|network| network.contains(&address))
}

fn arrived_by_http(headers: &HeaderMap) -> bool {
    headers
        .get(PROTO)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"http"))
}

/// The last address in the chain that is not a trusted proxy's. What stands before it anybody may have written.
fn client(proxies: &[IpNet], headers: &HeaderMap) -> Option<IpAddr> {
    let values: Vec<&str> = headers
        .get_all(FOR)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut nearest = None;
    for text in values.into_iter().rev() {
        let address: IpAddr = text.trim().parse().ok()?;
        nearest = Some(address.to_canonical());
        if !is_trusted(proxies, address) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client_of(chain: &str) -> Option<String> {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        let mut headers = HeaderMap::new();
        headers.insert(FOR, chain.parse().unwrap());
        client(&proxies, &headers).map(|address| address.to_string())
    }

    #[test]
    fn the_client_is_the_last_address_that_is_no_proxy() {
        for (chain, expected) in [
            ("203.0.113.7", Some("203.0.113.7")),
            ("198.51.100.1, 203.0.113.7, 10.0.0.9", Some("203.0.113.7")),
            ("10.0.0.8, 10.0.0.9", Some("10.0.0.8")),
            ("::ffff:203.0.113.7", Some("203.0.113.7")),
            ("203.0.113.7, nonsense", None),
        ] {
            assert_eq!(client_of(chain).as_deref(), expected, "{chain}");
        }
    }

    #[test]
    fn an_address_of_version_4_in_version_6_is_the_same_proxy() {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        assert!(is_trusted(&proxies, "::ffff:10.1.2.3".parse().unwrap()));
        assert!(!is_trusted(&proxies, "11.1.2.3".parse().unwrap()));
    }
}
