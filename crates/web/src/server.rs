//! The router with everything around it, from the outside in: id and log, headers, compression, words not saved, failures, limits,
//! cross-site requests, sessions, routes.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::IntoResponse as _;
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::timeout::TimeoutLayer;

use huiyin_app::App;

use crate::failure::{self, Failure, Kind};
use crate::health::{self, Readiness};
use crate::session::{self, Kept};
use crate::{assets, pages, preferences, request, security, unsaved};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a file may be under way.
const PATIENCE_WITH_FILES: Duration = Duration::from_mins(30);

/// The largest body of an ordinary form, in bytes. Routes that take files set their own.
pub(crate) const LARGEST_FORM: usize = 1024 * 1024;

/// What the pages need to know of the installation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// Whether people reach the server by HTTPS, here or at a proxy: cookies are then `Secure`.
    pub https: bool,
    /// Whether the database is a demo: a line on every page says so.
    pub demo: bool,
    /// What people type to get here, where it is known: else links begin with what this browser typed.
    pub public_url: Option<&'static str>,
    /// Whether the style guide is at `/look`, as it always is on a demo.
    pub look: bool,
}

#[derive(Clone)]
pub(crate) struct Shared {
    settings: Settings,
    readiness: Arc<dyn Readiness>,
    app: App,
}

impl FromRef<Shared> for App {
    fn from_ref(shared: &Shared) -> Self {
        shared.app.clone()
    }
}

impl FromRef<Shared> for Settings {
    fn from_ref(shared: &Shared) -> Self {
        shared.settings
    }
}

impl FromRef<Shared> for Arc<dyn Readiness> {
    fn from_ref(shared: &Shared) -> Self {
        Arc::clone(&shared.readiness)
    }
}

/// The whole server as a router, ready to be served. Whoever serves it gives each request the address it comes from
/// as `ConnectInfo<SocketAddr>`: attempts to sign in are counted by it.
pub fn router(settings: Settings, readiness: Arc<dyn Readiness>, app: App) -> Router {
    let mut routes = Router::new()
        .route("/preferences", post(preferences::choose))
        .merge(pages::desk::routes())
        .merge(pages::demo::routes())
        .merge(pages::sign_in::routes())
        .merge(pages::account::routes())
        .merge(pages::archive::routes())
        .merge(pages::attachments::routes())
        .merge(pages::notices::routes())
        .merge(pages::sending::routes())
        .merge(pages::set_up::routes())
        .merge(pages::procedure::routes())
        .merge(pages::guide::routes())
        .merge(pages::sites::routes())
        .merge(pages::open::routes())
        .merge(pages::complaints::routes())
        .merge(pages::events::routes())
        .merge(pages::festivals::routes())
        .merge(pages::imports::routes())
        .merge(pages::plan::routes())
        .merge(pages::documents::routes())
        .merge(pages::public_letters::routes())
        .merge(pages::draw::routes())
        .merge(pages::today::routes())
        .merge(pages::visits::routes())
        .merge(pages::why::routes())
        .merge(pages::records::routes())
        .merge(pages::statistics::routes())
        .merge(pages::company::routes())
        .merge(pages::signals::routes())
        .merge(pages::spot_checks::routes())
        .merge(pages::month::routes())
        .merge(pages::people::routes())
        .merge(pages::privacy::routes())
        .merge(pages::invitation::routes())
        .merge(pages::units::routes());
    if settings.demo || settings.look {
        routes = routes.nest("/look", pages::look::routes());
    }
    let sessions = || session::layer(Kept(app.clone()), settings.https);
    let patient = |patience| TimeoutLayer::with_status_code(Kind::TooSlow.status(), patience);
    let files = pages::imports::uploading()
        .merge(pages::records::files())
        .merge(pages::visits::files())
        .merge(pages::visits::uploading(app.largest_attachment()))
        .merge(pages::documents::uploading(app.largest_attachment()))
        .merge(pages::public_letters::uploading(app.largest_attachment()))
        .layer(sessions())
        .layer(patient(PATIENCE_WITH_FILES));
    let with_sessions = routes.layer(from_fn(unsaved::remember)).layer(sessions());
    let shared = Shared {
        settings,
        readiness,
        app,
    };
    let without = Router::new()
        .merge(pages::today::shell())
        .route("/assets/{file}", get(assets::serve))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready));
    // The last layer is the outermost.
    with_sessions
        .merge(without)
        .layer(patient(PATIENCE))
        .merge(files)
        .fallback(async || Failure::new(Kind::NotFound))
        .with_state(shared)
        .layer(CsrfLayer::new().with_rejection_response(refuse_foreign_form))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(CatchPanicLayer::custom(failure::caught))
        .layer(from_fn_with_state(settings, failure::answer))
        .layer(from_fn(unsaved::show))
        .layer(CompressionLayer::new())
        .layer(map_response(security::add_headers))
        .layer(from_fn(request::prepare))
}

/// A form that another site sends in the name of somebody who is signed in here.
fn refuse_foreign_form(_: ProtectionError) -> axum::response::Response {
    Failure::new(Kind::Forbidden).into_response()
}
