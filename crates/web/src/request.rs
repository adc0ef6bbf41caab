//! What every request gets before anything else: an id, the reader's preferences, and one line in the log.

use std::fmt;
use std::time::Instant;

use axum::extract::Request;
use axum::http::HeaderName;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;
use uuid::Uuid;

use crate::preferences::Preferences;

/// The header that carries the id of a request back.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Crockford's digits: none of them is read for another over the telephone.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The id of a request, short enough to be told over the telephone: `7F3K-Q2MD`. It stands in the log beside
/// everything that happened, and on the page that says that something went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct RequestId([u8; 8]);

impl RequestId {
    /// A new id.
    pub(crate) fn generate() -> Self {
        Self::of(Uuid::now_v7())
    }

    /// The id made of the last 40 bits of a UUID, which are random.
    fn of(uuid: Uuid) -> Self {
        let bits = uuid.as_u128();
        Self(std::array::from_fn(|place| {
            DIGITS[(bits >> (35 - 5 * place)) as usize & 31]
        }))
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = String::from_utf8_lossy(&self.0);
        write!(f, "{}-{}", &text[..4], &text[4..])
    }
}

/// Gives a request its id and preferences, and logs its answer.
///
/// The log has the path but not the query, which holds what people search for.
pub(crate) async fn prepare(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = RequestId::generate();
    let preferences = Preferences::of(request.headers());
    request.extensions_mut().insert(id);
    request.extensions_mut().insert(preferences);
    let span = tracing::info_span!("request", %id, method = %request.method(), path = request.uri().path());
    async move {
        let mut response = next.run(request).await;
        if let Ok(id) = id.to_string().parse() {
            response.headers_mut().insert(REQUEST_ID, id);
        }
        let status = response.status().as_u16();
        tracing::info!(status, micros = started.elapsed().as_micros(), "answered");
        response
    }
    .instrument(span)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_can_be_told_over_the_telephone() {
        assert_eq!(RequestId::of(Uuid::nil()).to_string(), "0000-0000");
        assert_eq!(RequestId::of(Uuid::from_u128(31)).to_string(), "0000-000Z");
        assert_eq!(RequestId::of(Uuid::max()).to_string(), "ZZZZ-ZZZZ");
        assert_ne!(RequestId::generate(), RequestId::generate());
    }
}
