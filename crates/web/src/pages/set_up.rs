//! The first start: a link that works once opens the page on which company, site and administrator are named.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Form, Router};
use serde::Deserialize;

use super::procedure;
use huiyin_app::accounts::Token;
use huiyin_app::set_up::{FirstStart, OpenSite};
use huiyin_app::{App, Error};
use huiyin_domain::{CommandId, Personal};

use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::preferences::Preferences;
use crate::server::{Settings, Shared};
use crate::texts::Texts;
use crate::view::{Choice, Errors, Field, Frame};

/// The page of the first start.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/set-up/{token}", get(show).post(set_up))
}

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUpPage {
    t: Texts,
    frame: Frame,
    errors: Errors,
    action: String,
    command: String,
    company: Field,
    name: Field,
    code: Field,
    procedure: Choice,
    live_from: Field,
    administrator: Field,
    login: Field,
    password: Field,
}

/// What the form sends.
#[derive(Deserialize, Default)]
struct Typed {
    command: String,
    company: String,
    name: String,
    code: String,
    #[serde(default)]
    procedure: String,
    live_from: String,
    administrator: String,
    login: String,
    password: String,
}

/// `GET /set-up/{token}`
async fn show(
    State(app): State<App>,
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let link = link(&token)?;
    if !app.set_up_link_works(&link).await? {
        return Err(Failure::new(Kind::NotFound));
    }
    let typed = Typed {
        command: CommandId::generate().to_string(),
        ..Typed::default()
    };
    let page = SetUpPage::new(preferences, settings, &token, &typed, Errors::default());
    Ok(Page::new(page).into_response())
}

/// `POST /set-up/{token}`: the administrator signs in next.
async fn set_up(
    State(app): State<App>,
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let link = link(&token)?;
    let command = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let start = FirstStart {
        company: typed.company.clone(),
        site: OpenSite {
            code: typed.code.clone(),
            name: typed.name.clone(),
            live_from: typed.live_from.clone(),
            procedure: typed.procedure.clone(),
            ..OpenSite::default()
        },
        name: Personal::new(typed.administrator.clone()),
        login: typed.login.clone(),
        password: Personal::new(typed.password.clone()),
        demo: settings.demo,
    };
    match app.set_up(command, &link, &start, preferences.lang).await {
        Ok(_) => Ok(Redirect::to("/sign-in").into_response()),
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::of_fields(Texts::of(preferences.lang), &wrong);
            let page = SetUpPage::new(preferences, settings, &token, &typed, errors);
            Ok(Page::not_accepted(page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn link(token: &str) -> Result<Token, Failure> {
    token.parse().map_err(|_| Failure::new(Kind::NotFound))
}

impl SetUpPage {
    fn new(
        preferences: Preferences,
        settings: Settings,
        token: &str,
        typed: &Typed,
        errors: Errors,
    ) -> Self {
        let t = Texts::of(preferences.lang);
        let field =
            |name, label: String, value: &str| Field::new(name, label).value(value).check(&errors);
        Self {
            t,
            frame: Frame::plain(preferences, format!("/set-up/{token}")).demo(settings.demo),
            action: format!("/set-up/{token}"),
            command: typed.command.clone(),
            company: field("company", t.set_up_company(), &typed.company).required(),
            name: field("name", t.set_up_site_name(), &typed.name).required(),
            code: field("code", t.set_up_site_code(), &typed.code)
                .hint(t.set_up_site_code_hint())
                .required(),
            procedure: procedure::choice(t, &typed.procedure).check(&errors),
            live_from: field("live_from", t.set_up_live_from(), &typed.live_from)
                .kind("date")
                .hint(t.set_up_live_from_hint()),
            administrator: field("administrator", t.set_up_name(), &typed.administrator).required(),
            login: field("login", t.sign_in_account(), &typed.login)
                .autocomplete("username")
                .required(),
            password: field("password", t.sign_in_password(), "")
                .kind("password")
                .autocomplete("new-password")
                .hint(t.account_new_hint())
                .required(),
            errors,
        }
    }
}
