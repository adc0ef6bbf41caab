//! Signing in: account and password, or one of the demo's accounts; and signing out.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::header::{HOST, RETRY_AFTER, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Form, Router};
use serde::Deserialize;
use tower_sessions::Session;

use huiyin_app::App;
use huiyin_app::accounts::{SignIn, SignInAnswer, SignedIn as LetIn};
use huiyin_domain::{DeviceId, Instant, Personal};

use crate::at_work;
use crate::failure::Failure;
use crate::page::Page;
use crate::preferences::{Preferences, cookie, local};
use crate::server::{Settings, Shared};
use crate::session::{self, SignedIn};
use crate::texts::Texts;
use crate::view::{Field, Frame};

/// The cookie by which a device is known again: it only names the device, it opens nothing.
pub(crate) const DEVICE_COOKIE: &str = "huiyin_device";
const A_YEAR: u32 = 365 * 24 * 60 * 60;

/// What a browser forgets at signing out: pages it kept, and what the phone's page stored. Language and theme stay.
pub(crate) const FORGOTTEN: HeaderValue = HeaderValue::from_static("\"cache\", \"storage\"");
/// The same, where something unsent waits in what the phone's page stored: that stays, sealed.
const FORGOTTEN_BUT_UNSENT: HeaderValue = HeaderValue::from_static("\"cache\"");
pub(crate) const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// The pages of signing in and out.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/sign-in", get(show).post(sign_in))
        .route("/sign-out", post(sign_out))
}

/// The page that asks who one is.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignInPage {
    /// The texts.
    pub(crate) t: Texts,
    /// The frame.
    pub(crate) frame: Frame,
    /// The account; what was typed stays.
    pub(crate) account: Field,
    /// The password; never sent back.
    pub(crate) password: Field,
    /// Why signing in was refused.
    pub(crate) refusal: Option<String>,
    /// Whether the page came over plain HTTP from another machine.
    pub(crate) open_line: bool,
    /// Whether there is nobody yet who could sign in: the set-up link comes first.
    pub(crate) not_set_up: bool,
    /// The page to go on with.
    pub(crate) back: String,
    /// The accounts of a demo, one for each post.
    pub(crate) demo_accounts: Vec<DemoAccount>,
}

/// An account of a demo that needs no password.
pub(crate) struct DemoAccount {
    /// Its name in the form.
    pub(crate) account: String,
    /// The post, in the procedure's word.
    pub(crate) post: String,
    /// The person.
    pub(crate) name: String,
}

impl SignInPage {
    /// The page with this account typed and refused, or as it is first opened when nothing was typed yet.
    pub(crate) fn new(t: Texts, frame: Frame, back: &str, refused: Option<&str>) -> Self {
        Self {
            t,
            frame,
            account: Field::new("account", t.sign_in_account())
                .value(refused.unwrap_or_default())
                .autocomplete("username")
                .required(),
            password: Field::new("password", t.sign_in_password())
                .kind("password")
                .autocomplete("current-password")
                .required(),
            refusal: refused.map(|_| t.sign_in_refused()),
            open_line: false,
            not_set_up: false,
            back: back.to_owned(),
            demo_accounts: Vec::new(),
        }
    }
}

/// What leads to the page: the page to come back to.
#[derive(Deserialize)]
struct Way {
    #[serde(default)]
    back: String,
}

/// What the form sends.
#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    account: String,
    #[serde(default)]
    password: String,
    /// An account of a demo, chosen instead of typed.
    #[serde(default)]
    demo: String,
    #[serde(default)]
    back: String,
}

/// `GET /sign-in`; who is signed in already goes on.
async fn show(
    State(app): State<App>,
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
    session: Session,
    headers: HeaderMap,
    Query(way): Query<Way>,
) -> Result<Response, Failure> {
    let back = local(&way.back);
    let known = at_work::asker(&app, Some(&session), preferences).await?;
    if known.is_some() {
        return Ok(Redirect::to(back).into_response());
    }
    let t = Texts::of(preferences.lang);
    let frame = Frame::plain(preferences, "/sign-in").demo(settings.demo);
    Ok(Page::new(SignInPage {
        open_line: is_open_line(settings, &headers),
        not_set_up: app.installation().await?.is_none(),
        demo_accounts: demo_accounts(&app, settings, t).await?,
        ..SignInPage::new(t, frame, back, None)
    })
    .into_response())
}

/// `POST /sign-in`
async fn sign_in(
    State(app): State<App>,
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
    address: Option<Extension<ConnectInfo<SocketAddr>>>,
    session: Session,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let device = cookie(&headers, DEVICE_COOKIE).and_then(|id| id.parse().ok());
    let is_demo = !typed.demo.is_empty();
    let sign_in = SignIn {
        login: if is_demo {
            typed.demo
        } else {
            typed.account.clone()
        },
        password: Personal::new(typed.password),
        address: address.map_or_else(String::new, |Extension(ConnectInfo(address))| {
            address.ip().to_string()
        }),
        device,
        device_name: device_name(&headers),
    };
    let answer = if is_demo {
        app.sign_in_to_demo(&sign_in).await?
    } else {
        app.sign_in(&sign_in).await?
    };
    let t = Texts::of(preferences.lang);
    let frame = Frame::plain(preferences, "/sign-in").demo(settings.demo);
    let page = SignInPage {
        open_line: is_open_line(settings, &headers),
        demo_accounts: demo_accounts(&app, settings, t).await?,
        ..SignInPage::new(t, frame, local(&typed.back), Some(&typed.account))
    };
    match answer {
        SignInAnswer::In(let_in) => {
            open_session(&app, &session, &let_in).await?;
            Ok(welcome(settings, &let_in, local(&typed.back)))
        }
        SignInAnswer::Wrong => Ok(Page::not_accepted(page).into_response()),
        SignInAnswer::Wait(until) => Ok(wait(&app, page, until)),
    }
}

/// Who can be signed in as with one click; nobody but on a demo.
async fn demo_accounts(
    app: &App,
    settings: Settings,
    t: Texts,
) -> Result<Vec<DemoAccount>, Failure> {
    if !settings.demo {
        return Ok(Vec::new());
    }
    let logins = app.demo_logins(t.lang()).await?;
    Ok(logins
        .into_iter()
        .map(|login| DemoAccount {
            account: login.login,
            post: login.title,
            name: login.name,
        })
        .collect())
}

/// What the desk's page found out about the browser that is left.
#[derive(Deserialize)]
struct Leaving {
    /// Set where the phone's page has nothing unsent in this browser. Who does not know does not say so, and nothing
    /// that was typed is lost.
    #[serde(default)]
    forget: String,
}

/// `POST /sign-out`
async fn sign_out(session: Session, Form(leaving): Form<Leaving>) -> Result<Response, Failure> {
    session::sign_out(&session)
        .await
        .map_err(Failure::internal)?;
    let mut response = Redirect::to("/sign-in").into_response();
    let forgotten = if leaving.forget.is_empty() {
        FORGOTTEN_BUT_UNSENT
    } else {
        FORGOTTEN
    };
    response.headers_mut().insert(CLEAR_SITE_DATA, forgotten);
    Ok(response)
}

async fn open_session(app: &App, session: &Session, let_in: &LetIn) -> Result<(), Failure> {
    let signed_in = SignedIn {
        person: let_in.person,
        device: let_in.device,
        since: app.clock().now(),
    };
    session::sign_in(session, signed_in)
        .await
        .map_err(Failure::internal)
}

/// On to the page that was asked for; the device gets its name for the next time.
fn welcome(settings: Settings, let_in: &LetIn, back: &str) -> Response {
    let device: DeviceId = let_in.device;
    let secure = if settings.https { "; Secure" } else { "" };
    let cookie = format!(
        "{DEVICE_COOKIE}={device}; Path=/; Max-Age={A_YEAR}; HttpOnly; SameSite=Lax{secure}"
    );
    let mut response = Redirect::to(back).into_response();
    if let Ok(cookie) = cookie.parse() {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// 429: nothing was looked at, and when it will be.
fn wait(app: &App, page: SignInPage, until: Instant) -> Response {
    let now = app.clock().now();
    let seconds = (until.micros() - now.micros())
        .max(1)
        .cast_unsigned()
        .div_ceil(1_000_000);
    let page = SignInPage {
        refusal: Some(page.t.sign_in_wait(seconds.div_ceil(60))),
        ..page
    };
    let mut response = Page::not_accepted(page).into_response();
    if response.status() == StatusCode::UNPROCESSABLE_ENTITY {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    }
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}

/// Plain HTTP from another machine: others on the way can read along.
fn is_open_line(settings: Settings, headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    !settings.https && !matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// What the browser calls itself, down to the system and the browser: `Android・Chrome`.
fn device_name(headers: &HeaderMap) -> String {
    const SYSTEMS: [&str; 7] = [
        "Android",
        "iPhone",
        "iPad",
        "HarmonyOS",
        "Windows",
        "Macintosh",
        "Linux",
    ];
    // Each names those after it as well.
    const BROWSERS: [&str; 5] = ["MicroMessenger", "Edg", "Firefox", "Chrome", "Safari"];
    let agent = headers.get(USER_AGENT).and_then(|it| it.to_str().ok());
    let agent = agent.unwrap_or_default();
    let first = |names: &[&'static str]| names.iter().find(|name| agent.contains(**name)).copied();
    let known: Vec<&str> = [first(&SYSTEMS), first(&BROWSERS)]
        .into_iter()
        .flatten()
        .collect();
    known.join("・")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_device_is_named_in_short() {
        let named = |agent| device_name(&headers(USER_AGENT, agent));
        let phone = "Mozilla/5.0 (Linux; Android 14; HUAWEI) Chrome/120.0 Mobile Safari/537.36";
        assert_eq!(named(phone), "Android・Chrome");
        assert_eq!(
            named("Mozilla/5.0 (Windows NT 10.0) Edg/120 Chrome/120"),
            "Windows・Edg"
        );
        assert_eq!(named("curl/8"), "");
    }

    #[test]
    fn only_plain_http_from_elsewhere_is_an_open_line() {
        let open = |https, host| {
            let settings = Settings {
                https,
                ..Settings::default()
            };
            is_open_line(settings, &headers(HOST, host))
        };
        assert!(open(false, "estate.example:8080") && open(false, "192.168.1.2:8080"));
        assert!(!open(true, "estate.example") && !open(false, "127.0.0.1:8080"));
        assert!(!open(false, "[::1]:8080") && !open(false, "localhost"));
    }
}
