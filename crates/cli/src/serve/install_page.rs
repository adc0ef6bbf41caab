//! `/install-certificate`: how a phone comes to trust this server, reached by plain HTTP and by HTTPS.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use huiyin_domain::Lang;

use crate::serve::address::Reach;
use crate::serve::local_authority::LocalAuthority;

/// Everything on the page comes from here, and nothing on it runs.
const POLICY: [(HeaderName, &str); 3] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    ),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CACHE_CONTROL, "no-store"),
];

#[derive(Clone)]
struct Installation {
    authority: Arc<LocalAuthority>,
    /// Where a phone finds this page; none while the program listens to its own machine only.
    address: Option<Arc<str>>,
}

#[derive(Template)]
#[template(path = "install_certificate.html")]
struct Page<'a> {
    lang: Lang,
    fingerprint: &'a str,
    address: Option<&'a str>,
}

/// The page, the certificate, and a code that leads a phone to the page.
pub(crate) fn routes(authority: Arc<LocalAuthority>, reach: &Reach) -> Router {
    Router::new()
        .route("/install-certificate", get(page))
        .route("/install-certificate/huiyin.crt", get(certificate))
        .route("/install-certificate/code.svg", get(code))
        .with_state(Installation {
            authority,
            address: reach.install_page().map(Arc::from),
        })
}

async fn page(State(installation): State<Installation>, headers: HeaderMap) -> Response {
    let fingerprint = installation.authority.fingerprint();
    let page = Page {
        lang: reader_language(&headers),
        fingerprint: &fingerprint,
        address: installation.address.as_deref(),
    };
    match page.render() {
        Ok(html) => (POLICY, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the page cannot be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The first language of the browser that is one of ours.
fn reader_language(headers: &HeaderMap) -> Lang {
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .into_iter()
        .flat_map(|value| value.split(','))
        .find_map(|range| {
            let tag = range.split(';').next().unwrap_or_default().trim();
            match tag {
                _ if tag.starts_with("en") => Some(Lang::En),
                "zh-CN" | "zh-SG" | "zh-Hans" | "zh-Hans-CN" => Some(Lang::ZhHans),
                _ if tag.starts_with("zh") => Some(Lang::ZhHant),
                _ => None,
            }
        })
        .unwrap_or(Lang::ZhHant)
}

/// The certificate in the form that phones open by themselves.
async fn certificate(State(installation): State<Installation>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/x-x509-ca-cert"),
        (CONTENT_DISPOSITION, "attachment; filename=\"huiyin.crt\""),
    ];
    let bytes = installation.authority.certificate().to_vec();
    (POLICY, headers, bytes).into_response()
}

async fn code(State(installation): State<Installation>) -> Response {
    let code = installation
        .address
        .and_then(|address| huiyin_web::qr::svg(&address));
    match code {
        Some(code) => (POLICY, [(CONTENT_TYPE, "image/svg+xml")], code).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_speaks_the_language_of_the_browser() {
        for (accept, lang) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Lang::ZhHans),
            ("zh-TW,zh;q=0.9", Lang::ZhHant),
            ("fr, en-GB;q=0.5", Lang::En),
            ("fr", Lang::ZhHant),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, accept.parse().unwrap());
            assert_eq!(reader_language(&headers), lang, "{accept}");
        }
    }

    #[test]
    fn the_page_is_whole_in_every_language() {
        for (lang, tag) in [
            (Lang::ZhHant, "zh-Hant"),
            (Lang::ZhHans, "zh-Hans"),
            (Lang::En, "en"),
        ] {
            let page = Page {
                lang,
                fingerprint: "AB:CD",
                address: Some("http://192.168.1.5:8443/install-certificate"),
            };
            let html = page.render().unwrap();
            assert!(html.contains(&format!("lang=\"{tag}\"")), "{html}");
            assert!(html.contains("AB:CD") && html.contains("huiyin.crt"));
        }
    }
}
