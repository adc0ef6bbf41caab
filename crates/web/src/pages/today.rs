//! The page that a visitor carries on the phone: a shell that holds nothing about anybody, and what it asks for.

mod carrier;
mod commands;
mod data;
mod files;

use std::sync::LazyLock;

use askama::Template;
use axum::extract::{DefaultBodyLimit, Query};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Form, Router};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use tower_sessions::Session;

use huiyin_domain::Lang;
use huiyin_domain::entry::Digest;

use crate::assets;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::pages::sign_in::{CLEAR_SITE_DATA, FORGOTTEN};
use crate::preferences::{Preferences, Theme};
use crate::server::Shared;
use crate::session;
use crate::texts::Texts;

include!(concat!(env!("OUT_DIR"), "/phone_texts.rs"));

const SERVICE_WORKER_ALLOWED: HeaderName = HeaderName::from_static("service-worker-allowed");

/// The page's own colours, as `tokens.css` has them for paper: what the system shows before anything is drawn.
const PAPER: &str = "#f6f6f2";

const PNG: &str = "image/png";

/// The icons that a system shows, where they are bundled: name, media type, sizes and purpose.
const ICONS: [(&str, &str, &str, &str); 4] = [
    ("today-192.png", PNG, "192x192", "any"),
    ("today-512.png", PNG, "512x512", "any"),
    ("today-maskable-512.png", PNG, "512x512", "maskable"),
    ("huiyin.svg", "image/svg+xml", "any", "any"),
];

/// What changes whenever the shell or its texts do, in 12 hexadecimal digits: the worker begins with it, so that
/// browsers notice a new shell.
static EDITION: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    hash.update(include_str!("../../templates/today/shell.html"));
    for texts in PHONE_TEXTS {
        hash.update(texts);
    }
    for name in ["today.js", "today.css"] {
        hash.update(assets::url(name).unwrap_or_default());
    }
    let mut edition = Digest::from_bytes(hash.finalize().into()).to_string();
    edition.truncate(12);
    edition
});

/// The shell: the same for everybody, so that nobody need be signed in to have it.
pub(crate) fn shell() -> Router<Shared> {
    Router::new()
        .route("/today", get(async || Redirect::permanent("/today/")))
        .route("/today/", get(show))
        .route("/today/manifest.webmanifest", get(manifest))
        .route("/today/worker.js", get(worker))
}

/// The largest command, in bytes: a record with all its signatures and the texts above them.
const LARGEST_COMMAND: usize = 3 * 1024 * 1024;

/// What the shell asks for, and sends.
pub(crate) fn routes() -> Router<Shared> {
    let commands = Router::new()
        .route("/today/commands", post(commands::take))
        .layer(DefaultBodyLimit::max(LARGEST_COMMAND));
    Router::new()
        .route("/today/data", get(data::show))
        .route(
            "/today/files/{file}",
            get(files::progress)
                .put(files::announce)
                .patch(files::append),
        )
        .route("/today/sign-out", post(sign_out))
        .merge(commands)
}

/// What the page sends when its visitor signs out.
#[derive(Deserialize)]
struct Leaving {
    /// Whether something that was not sent stays, sealed until the same person signs in again.
    #[serde(default)]
    keep: String,
}

/// `POST /today/sign-out`: as at the desk; what the browser stored goes, unless something waits in it.
async fn sign_out(session: Session, Form(leaving): Form<Leaving>) -> Result<Response, Failure> {
    session::sign_out(&session)
        .await
        .map_err(Failure::internal)?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if leaving.keep.is_empty() {
        response.headers_mut().insert(CLEAR_SITE_DATA, FORGOTTEN);
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "today/shell.html")]
struct Shell {
    t: Texts,
    theme: Theme,
    manifest: String,
    script: Option<&'static str>,
    styles: Option<&'static str>,
    icon: Option<&'static str>,
    texts: &'static str,
}

/// The language of the shell: what the address says goes before the browser's cookie.
#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    lang: String,
}

impl Wanted {
    fn lang(&self, preferences: Preferences) -> Lang {
        Lang::of(&self.lang).unwrap_or(preferences.lang)
    }
}

/// `GET /today/`
async fn show(
    Extension(preferences): Extension<Preferences>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let lang = wanted.lang(preferences);
    Page::new(Shell {
        t: Texts::of(lang),
        theme: preferences.theme,
        manifest: format!("/today/manifest.webmanifest?lang={}", lang.tag()),
        script: assets::url("today.js"),
        styles: assets::url("today.css"),
        icon: assets::url("today-192.png"),
        texts: texts(lang),
    })
    .into_response()
}

/// The words of the page's script, as a JSON object.
fn texts(lang: Lang) -> &'static str {
    let [traditional, simplified, english] = PHONE_TEXTS;
    match lang {
        Lang::ZhHant => traditional,
        Lang::ZhHans => simplified,
        Lang::En => english,
    }
}

/// `GET /today/manifest.webmanifest`: what a system needs to put the page among its programs.
async fn manifest(
    Extension(preferences): Extension<Preferences>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let lang = wanted.lang(preferences);
    let t = Texts::of(lang);
    let icons: Vec<_> = ICONS
        .iter()
        .filter_map(|(name, kind, sizes, purpose)| {
            let src = assets::url(name)?;
            Some(json!({ "src": src, "sizes": sizes, "type": kind, "purpose": purpose }))
        })
        .collect();
    let manifest = json!({
        "id": "/today/",
        "start_url": "/today/",
        "scope": "/today/",
        "name": t.today_name(),
        "short_name": t.today_short_name(),
        "lang": lang.tag(),
        "display": "standalone",
        "orientation": "portrait-primary",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    });
    let kind = [(CONTENT_TYPE, "application/manifest+json; charset=utf-8")];
    (kind, manifest.to_string()).into_response()
}

/// `GET /today/worker.js`: begins with the edition of the shell, as `HUIYIN_SHELL`.
async fn worker() -> Response {
    let script = assets::body("worker.js").and_then(|body| str::from_utf8(body).ok());
    let Some(script) = script else {
        return Failure::new(Kind::NotFound).into_response();
    };
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
        (SERVICE_WORKER_ALLOWED, "/today/"),
    ];
    let edition = &*EDITION;
    (
        headers,
        format!("self.HUIYIN_SHELL=\"{edition}\";\n{script}"),
    )
        .into_response()
}
