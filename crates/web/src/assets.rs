//! The bundled scripts, styles and icons: inside the binary, under names that change with their content.

use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, VARY,
};
use axum::response::{IntoResponse, Response};

use crate::failure::{Failure, Kind};

/// One file of the bundle.
struct Asset {
    name: &'static str,
    url: &'static str,
    media_type: &'static str,
    body: &'static [u8],
    gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of a file of the bundle; none where it was not bundled.
pub(crate) fn url(name: &str) -> Option<&'static str> {
    named(name).map(|asset| asset.url)
}

/// The content of a file of the bundle; none where it was not bundled.
pub(crate) fn body(name: &str) -> Option<&'static [u8]> {
    named(name).map(|asset| asset.body)
}

fn named(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// `GET /assets/{file}`: for ever the same under its name, so it may be kept for a year.
pub(crate) async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let found = ASSETS
        .iter()
        .find(|asset| asset.url.strip_prefix("/assets/") == Some(&file));
    let Some(asset) = found else {
        return Failure::new(Kind::NotFound).into_response();
    };
    let kept = [
        (CONTENT_TYPE, asset.media_type),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (VARY, "accept-encoding"),
    ];
    if takes_gzip(&headers) {
        (kept, [(CONTENT_ENCODING, "gzip")], asset.gzip).into_response()
    } else {
        (kept, asset.body).into_response()
    }
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
            name.trim() == "gzip" && weight.trim() != "q=0"
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(encodings: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_ENCODING, encodings.parse().unwrap())])
    }

    #[test]
    fn gzip_is_sent_only_to_those_who_take_it() {
        assert!(takes_gzip(&accepting("br, gzip;q=0.8")));
        assert!(!takes_gzip(&accepting("gzip;q=0, identity")));
        assert!(!takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn the_bundle_holds_what_pages_link_to() {
        for url in [APP_CSS, APP_JS, SIGN_JS, HUIYIN_SVG] {
            let asset = ASSETS.iter().find(|asset| asset.url == url).unwrap();
            assert!(!asset.body.is_empty() && !asset.gzip.is_empty(), "{url}");
        }
    }
}
