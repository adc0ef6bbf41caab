//! Every route as everybody: one table says what each answers.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

use axum::Router;
use axum::http::StatusCode;
use huiyin_app::accounts::Invite;
use huiyin_app::{App, Asker, Clock};
use huiyin_domain::{CommandId, Personal};
use huiyin_testkit::{Estate, on_both};
use huiyin_web::{Settings, router};

use crate::sign_in::set_up;
use crate::support::{Browser, Database};

const PASSWORD: &str = "seven herons over water";

/// Route, method, path, body, and the status for who is signed out and for every post.
const TABLE: &[(&str, &str, &str, &str, u16, u16)] = &[
    ("/", "GET", "/", "", 303, 200),
    ("/sign-in", "GET", "/sign-in", "", 200, 303),
    (
        "/sign-in",
        "POST",
        "/sign-in",
        "account=nobody&password=x",
        422,
        422,
    ),
    ("/account", "GET", "/account", "", 303, 200),
    (
        "/account/password",
        "POST",
        "/account/password",
        "current=x&password=short",
        303,
        422,
    ),
    (
        "/account/devices/{device}/revocation",
        "POST",
        "/account/devices/00000000-0000-7000-8000-000000000000/revocation",
        "",
        303,
        404,
    ),
    ("/set-up/{token}", "GET", "/set-up/none", "", 404, 404),
    ("/procedure", "GET", "/procedure", "", 200, 200),
    ("/procedure/{id}", "GET", "/procedure/kehu", "", 200, 200),
    ("/preferences", "POST", "/preferences", "lang=en", 303, 303),
    ("/assets/{file}", "GET", "/assets/none", "", 404, 404),
    ("/healthz", "GET", "/healthz", "", 200, 200),
    ("/readyz", "GET", "/readyz", "", 200, 200),
    // Last: nobody is signed in after it.
    ("/sign-out", "POST", "/sign-out", "", 303, 303),
];

async fn walk(browser: &mut Browser, who: &str, signed_in: bool) {
    for (_, method, path, body, out, within) in TABLE {
        let answer = browser.ask(method, path, body).await;
        let expected = if signed_in { within } else { out };
        assert_eq!(answer.status.as_u16(), *expected, "{who}: {method} {path}");
    }
}

/// An account for somebody, with the password of all.
pub(crate) async fn open_account(app: &App, estate: &Estate, post: &str) {
    let invite = Invite {
        site: estate.site,
        person: Some(estate.staff[post]),
        name: Personal::new(String::new()),
        phone: Personal::new(String::new()),
        login: post.to_owned(),
        lang: None,
    };
    let product = Asker::product();
    let invited = app
        .invite(&product, CommandId::generate(), &invite)
        .await
        .unwrap();
    let password = Personal::new(PASSWORD.to_owned());
    app.set_password(&invited.link.unwrap(), &password)
        .await
        .unwrap();
}

fn server(app: &App) -> Router {
    let there = Arc::new(Database { there: true });
    router(Settings::default(), there, app.clone())
}

#[tokio::test]
async fn every_route_as_every_post() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let estate = Estate::build(db, "kehu", app.clock().now()).await;
        let server = server(&app);
        walk(&mut Browser::new(&server), "signed out", false).await;
        for staff in Estate::staff_of("kehu") {
            // Failed attempts are forgotten after a day.
            app.clock().move_by_seconds(25 * 60 * 60);
            open_account(&app, &estate, staff.post).await;
            let mut browser = Browser::new(&server);
            let form = PASSWORD.replace(' ', "+");
            let answer = browser.sign_in(staff.post, &form).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", staff.post);
            let desk = browser.ask("GET", "/", "").await;
            assert!(desk.text().contains(staff.name), "{}", staff.post);
            assert!(desk.body.len() <= 40_960, "{} bytes", desk.body.len());
            walk(&mut browser, staff.post, true).await;
        }
    })
    .await;
}

#[tokio::test]
async fn every_route_as_administrator() {
    on_both(async |db| {
        let app = App::new((*db).clone(), Clock::system());
        let mut browser = Browser::new(&set_up(&app).await);
        browser.sign_in("shen", "seven+herons+over+water").await;
        walk(&mut browser, "administrator", true).await;
    })
    .await;
}

/// The routes of a folder of sources, as they are written there.
fn routes(folder: &Path, into: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.to_string_lossy().into_owned();
        if name.contains("look") || name.ends_with("tests.rs") {
            continue;
        }
        if path.is_dir() {
            routes(&path, into)?;
            continue;
        }
        for rest in fs::read_to_string(&path)?.split(".route(").skip(1) {
            let quoted = rest.split('"').nth(1).unwrap();
            into.insert(quoted.to_owned());
        }
    }
    Ok(())
}

#[test]
fn every_route_is_in_the_table() {
    let mut written = BTreeSet::new();
    routes(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut written,
    )
    .unwrap();
    let listed: BTreeSet<String> = TABLE.iter().map(|row| row.0.to_owned()).collect();
    assert_eq!(written, listed);
}
