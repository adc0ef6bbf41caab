//! The sites: the switch to another, and the form that opens one.

use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Form, Router};
use serde::Deserialize;
use tower_sessions::Session;

use huiyin_app::set_up::OpenSite;
use huiyin_domain::{CommandId, Month};

use super::form_page::FormPage;
use super::procedure;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::server::Shared;
use crate::session;
use crate::view::{Crumb, Errors, Field, Head, Place};

/// The pages of sites.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/site", post(switch))
        .route("/sites/new", get(new).post(open))
}

/// What the switch sends.
#[derive(Deserialize)]
struct Chosen {
    code: String,
    /// The month whose statistics are wanted there.
    #[serde(default)]
    month: String,
}

/// What the form of a new site sends.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    command: String,
    name: String,
    code: String,
    procedure: String,
    live_from: String,
}

/// `POST /site`: the first page of the site, or its statistics of a month. A site that is not theirs changes nothing.
async fn switch(
    _: SignedInAsker,
    Extension(kept): Extension<Session>,
    Form(chosen): Form<Chosen>,
) -> Result<Redirect, Failure> {
    session::work_at(&kept, &chosen.code)
        .await
        .map_err(Failure::internal)?;
    let month = chosen.month.parse::<Month>();
    Ok(month.map_or_else(
        |_| Redirect::to("/"),
        |month| Redirect::to(&format!("/statistics?month={month}")),
    ))
}

/// `GET /sites/new`
async fn new(at: SignedInAsker) -> Result<Response, Failure> {
    at.app.check_opens_sites(&at.asker)?;
    Ok(page(&at, &Typed::default(), (Errors::default(), None)))
}

/// `POST /sites/new`: to the first page of the new site.
async fn open(
    at: SignedInAsker,
    Extension(kept): Extension<Session>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_opens_sites(&at.asker)?;
    let command: CommandId = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let input = OpenSite {
        code: typed.code.clone(),
        name: typed.name.clone(),
        live_from: typed.live_from.clone(),
        procedure: typed.procedure.clone(),
        ..OpenSite::default()
    };
    match at.app.open_site(&at.asker, command, &input).await {
        Ok(_) => {
            session::work_at(&kept, typed.code.trim())
                .await
                .map_err(Failure::internal)?;
            Ok(Redirect::to("/").into_response())
        }
        Err(error) => Ok(page(&at, &typed, at.wrong(error).await?)),
    }
}

fn page(at: &SignedInAsker, typed: &Typed, wrong: (Errors, Option<Refused>)) -> Response {
    let t = at.t;
    let head = Head::new(t.sites_open()).crumbs([
        Crumb::link("/people", t.place_people()),
        Crumb::here(t.sites_open()),
    ]);
    let text = |name, label: String, value: &str| Field::new(name, label).value(value);
    FormPage::new(at, Place::People, head, "/sites/new")
        .line(t.sites_open_line())
        .command(&typed.command)
        .fields(
            vec![procedure::choice(t, &typed.procedure)],
            vec![
                text("name", t.set_up_site_name(), &typed.name).required(),
                text("code", t.set_up_site_code(), &typed.code)
                    .hint(t.set_up_site_code_hint())
                    .required(),
                text("live_from", t.set_up_live_from(), &typed.live_from)
                    .kind("date")
                    .hint(t.set_up_live_from_hint()),
            ],
        )
        .answer(wrong)
}
