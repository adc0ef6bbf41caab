//! The link by which somebody sets their first or a new password.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Form, Router};
use serde::Deserialize;

use huiyin_app::accounts::{OpenLink, Token};
use huiyin_app::{App, Error};
use huiyin_domain::Personal;

use crate::failure::Failure;
use crate::page::Page;
use crate::preferences::Preferences;
use crate::server::{Settings, Shared};
use crate::texts::Texts;
use crate::view::{Errors, Field, Frame};

/// The page of such a link.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/invitations/{token}", get(show).post(set_password))
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage {
    t: Texts,
    frame: Frame,
    errors: Errors,
    action: String,
    /// What they sign in with; none when the link does not work any more.
    login: Option<String>,
    password: Field,
}

/// What the form sends.
#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    password: String,
}

/// `GET /invitations/{token}`
async fn show(
    State(app): State<App>,
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let page = page(&app, settings, preferences, &token, Errors::default()).await?;
    Ok(match page.login {
        Some(_) => Page::new(page).into_response(),
        None => over(page),
    })
}

/// `POST /invitations/{token}`: they sign in next.
async fn set_password(
    State(app): State<App>,
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let set = match token.parse::<Token>() {
        Ok(link) => {
            let password = Personal::new(typed.password);
            app.set_password(&link, &password).await
        }
        Err(_) => Err(Error::NotFound),
    };
    let errors = match set {
        Ok(_) => return Ok(Redirect::to("/sign-in").into_response()),
        Err(Error::Invalid(wrong)) => Errors::of_fields(Texts::of(preferences.lang), &wrong),
        Err(Error::NotFound) => Errors::default(),
        Err(error) => return Err(error.into()),
    };
    let page = page(&app, settings, preferences, &token, errors).await?;
    Ok(match page.login {
        Some(_) => Page::not_accepted(page).into_response(),
        None => over(page),
    })
}

/// 404, with what to do next.
fn over(page: InvitationPage) -> Response {
    let mut response = Page::not_accepted(page).into_response();
    if response.status() == StatusCode::UNPROCESSABLE_ENTITY {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

async fn page(
    app: &App,
    settings: Settings,
    preferences: Preferences,
    token: &str,
    errors: Errors,
) -> Result<InvitationPage, Failure> {
    let link: Option<OpenLink> = match token.parse::<Token>() {
        Ok(link) => app.password_link(&link).await?,
        Err(_) => None,
    };
    let t = Texts::of(preferences.lang);
    let action = format!("/invitations/{token}");
    let frame = Frame::plain(preferences, action.clone()).demo(settings.demo);
    Ok(InvitationPage {
        t,
        frame,
        action,
        login: link.map(|link| link.login),
        password: Field::new("password", t.account_new())
            .kind("password")
            .autocomplete("new-password")
            .hint(t.account_new_hint())
            .required()
            .check(&errors),
        errors,
    })
}
