//! One HTTP POST of JSON and its answer: nothing is followed, kept open or remembered.

use std::error::Error as StdError;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use http_body_util::{BodyExt as _, Collected, Full, Limited};
use huiyin_app::notices::Undelivered;
use huiyin_domain::DeliveryFault;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HOST, HeaderName, USER_AGENT};
use hyper::http::uri::Scheme;
use hyper::{Method, Request, StatusCode, Uri};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// How long a call may take from beginning to end.
const PATIENCE: Duration = Duration::from_secs(20);
/// More of an answer than this many bytes is not read.
const LARGEST_ANSWER: usize = 64 * 1024;

/// What is posted where.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) url: Uri,
    pub(super) body: Vec<u8>,
    /// A header over the usual ones.
    pub(super) header: Option<(HeaderName, String)>,
}

/// What the other side answered.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) body: Bytes,
}

static TLS: LazyLock<Result<TlsConnector, rustls::Error>> = LazyLock::new(|| {
    let roots = webpki_roots::TLS_SERVER_ROOTS
        .iter()
        .cloned()
        .collect::<RootCertStore>();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
});

/// Posts, and waits for the answer.
pub(super) async fn post(call: &Call) -> Result<Answer, Undelivered> {
    tokio::time::timeout(PATIENCE, connect_and_post(call))
        .await
        .unwrap_or_else(|_| Err(Undelivered::for_now(DeliveryFault::TimedOut, "")))
}

async fn connect_and_post(call: &Call) -> Result<Answer, Undelivered> {
    let bad = || Undelivered::for_good(DeliveryFault::BadAddress, "");
    let host = call.url.host().ok_or_else(bad)?;
    let is_https = call.url.scheme() == Some(&Scheme::HTTPS);
    let port = call
        .url
        .port_u16()
        .unwrap_or(if is_https { 443 } else { 80 });
    let name = host.trim_start_matches('[').trim_end_matches(']');
    let stream = TcpStream::connect((name, port))
        .await
        .map_err(|error| unreachable(&error))?;
    if !is_https {
        return exchange(stream, call).await;
    }
    let tls = TLS
        .as_ref()
        .map_err(|error| Undelivered::for_now(DeliveryFault::NotTrusted, error.to_string()))?;
    let server = ServerName::try_from(name.to_owned()).map_err(|_| bad())?;
    let stream = tls
        .connect(server, stream)
        .await
        .map_err(|error| Undelivered::for_now(DeliveryFault::NotTrusted, error.to_string()))?;
    exchange(stream, call).await
}

async fn exchange<S>(stream: S, call: &Call) -> Result<Answer, Undelivered>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| unreachable(&error))?;
    // Ends with the answer: the sender is dropped then.
    tokio::spawn(connection);
    let request = request(call)
        .map_err(|error| Undelivered::for_good(DeliveryFault::BadAddress, error.to_string()))?;
    let answer = sender
        .send_request(request)
        .await
        .map_err(|error| unreachable(&error))?;
    let status = answer.status();
    let body = Limited::new(answer.into_body(), LARGEST_ANSWER);
    // An answer that breaks off says as little as an empty one.
    let body = body.collect().await.map(Collected::to_bytes);
    Ok(Answer {
        status,
        body: body.unwrap_or_default(),
    })
}

fn request(call: &Call) -> hyper::http::Result<Request<Full<Bytes>>> {
    let path = call.url.path_and_query().map_or("/", |path| path.as_str());
    let host = call.url.authority().map_or("", |host| host.as_str());
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(HOST, host)
        .header(USER_AGENT, concat!("huiyin/", env!("CARGO_PKG_VERSION")))
        .header(CONTENT_TYPE, "application/json; charset=utf-8");
    if let Some((name, value)) = &call.header {
        request = request.header(name, value);
    }
    request.body(Full::from(call.body.clone()))
}

fn unreachable(error: &dyn StdError) -> Undelivered {
    Undelivered::for_now(DeliveryFault::Unreachable, error.to_string())
}
