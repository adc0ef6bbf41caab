//! HTTPS and plain HTTP on one port: whoever types an address without `https://` is sent there, instead of seeing a
//! broken connection; the page that installs the certificate is reached by both.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::time::Duration;

use axum::Extension;
use axum::extract::Request;
use axum::http::header::HOST;
use axum::http::uri::{Authority, PathAndQuery};
use axum::http::{StatusCode, Uri};
use axum::middleware::{AddExtension, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_server::accept::Accept;
use axum_server::tls_rustls::RustlsConfig;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use tokio_util::either::Either;
use tower::Layer as _;

/// How long somebody who connects may take to say something.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// What a TLS connection begins with: the type of a handshake record.
const HANDSHAKE: u8 = 0x16;

/// What may be had without HTTPS: what makes HTTPS work, and what watches the program.
const PLAIN_PATHS: [&str; 3] = ["/install-certificate", "/healthz", "/readyz"];

/// How a request came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Transport {
    Https,
    Plain,
}

/// Accepts both on one port.
#[derive(Clone)]
pub(crate) struct HttpsAcceptor(RustlsConfig);

impl HttpsAcceptor {
    /// With a certificate that may be replaced while it runs.
    pub(crate) fn new(config: RustlsConfig) -> Self {
        Self(config)
    }
}

impl<S: Send + 'static> Accept<TcpStream, S> for HttpsAcceptor {
    type Stream = Either<TcpStream, TlsStream<TcpStream>>;
    type Service = AddExtension<S, Transport>;
    type Future =
        Pin<Box<dyn Future<Output = io::Result<(Self::Stream, Self::Service)>> + Send + 'static>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let tls = TlsAcceptor::from(self.0.get_inner());
        Box::pin(async move {
            let (stream, transport) = timeout(PATIENCE, shake_hands(stream, tls)).await??;
            Ok((stream, Extension(transport).layer(service)))
        })
    }
}

async fn shake_hands(
    stream: TcpStream,
    tls: TlsAcceptor,
) -> io::Result<(Either<TcpStream, TlsStream<TcpStream>>, Transport)> {
    let mut first = [0];
    stream.peek(&mut first).await?;
    if first[0] == HANDSHAKE {
        Ok((Either::Right(tls.accept(stream).await?), Transport::Https))
    } else {
        Ok((Either::Left(stream), Transport::Plain))
    }
}

/// Sends to HTTPS what came without it.
pub(crate) async fn require_https(
    Extension(transport): Extension<Transport>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let is_plain_path = PLAIN_PATHS.into_iter().any(|plain| {
        path.strip_prefix(plain)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    if transport == Transport::Https || is_plain_path {
        next.run(request).await
    } else {
        to_https(&request)
    }
}

/// The same page by HTTPS.
pub(crate) fn to_https(request: &Request) -> Response {
    https_address(request).map_or_else(
        || StatusCode::BAD_REQUEST.into_response(),
        |address| Redirect::permanent(&address.to_string()).into_response(),
    )
}

fn https_address(request: &Request) -> Option<Uri> {
    let host: Authority = request.headers().get(HOST)?.to_str().ok()?.parse().ok()?;
    let path = request
        .uri()
        .path_and_query()
        .cloned()
        .unwrap_or(PathAndQuery::from_static("/"));
    Uri::builder()
        .scheme("https")
        .authority(host)
        .path_and_query(path)
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_request_is_sent_to_the_same_page() {
        let request = |host: &str| {
            let request = Request::get("/events?kind=repair").header(HOST, host);
            request.body(axum::body::Body::empty()).unwrap()
        };
        assert_eq!(
            https_address(&request("192.168.1.5:8443"))
                .unwrap()
                .to_string(),
            "https://192.168.1.5:8443/events?kind=repair"
        );
        assert_eq!(https_address(&request("evil host")), None);
    }
}
