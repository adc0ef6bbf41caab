//! One's own account: the password, and the devices that are signed in.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::accounts::Device;
use huiyin_domain::{DeviceId, Personal};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Errors, Field, Frame, Head, NavCounts};

/// The pages of one's own account.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/account", get(show))
        .route("/account/password", post(change_password))
        .route("/account/devices/{device}/revocation", post(revoke_device))
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    t: Texts,
    frame: Frame,
    head: Head,
    changed: bool,
    errors: Errors,
    current: Field,
    new: Field,
    devices: Vec<DeviceLine>,
}

/// A device in the list.
struct DeviceLine {
    revoke: String,
    name: String,
    seen: String,
    is_this: bool,
    signed_in: bool,
}

/// What the form of the password sends.
#[derive(Deserialize)]
struct Typed {
    current: String,
    password: String,
}

/// `GET /account`
async fn show(at: SignedInAsker) -> Result<Response, Failure> {
    let page = page(&at, false, Errors::default()).await?;
    Ok(Page::new(page).into_response())
}

/// `POST /account/password`: all other sessions end.
async fn change_password(at: SignedInAsker, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let (current, new) = (Personal::new(typed.current), Personal::new(typed.password));
    let changed = at
        .app
        .change_password(&at.asker, at.session, &current, &new);
    match changed.await {
        Ok(()) => Ok(Page::new(page(&at, true, Errors::default()).await?).into_response()),
        Err(Error::Invalid(wrong)) => {
            let errors = Errors::of_fields(at.t, &wrong);
            Ok(Page::not_accepted(page(&at, false, errors).await?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/devices/{device}/revocation`
async fn revoke_device(at: SignedInAsker, Path(device): Path<String>) -> Result<Redirect, Failure> {
    let device: DeviceId = device.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    at.app.revoke_device(&at.asker, device).await?;
    Ok(Redirect::to("/account"))
}

async fn page(at: &SignedInAsker, changed: bool, errors: Errors) -> Result<AccountPage, Failure> {
    let t = at.t;
    let devices = at.app.devices(&at.asker).await?;
    Ok(AccountPage {
        t,
        frame: at.frame(None, &NavCounts::default()),
        head: Head::new(t.account_title()),
        changed,
        current: Field::new("current", t.account_current())
            .kind("password")
            .autocomplete("current-password")
            .required()
            .check(&errors),
        new: Field::new("password", t.account_new())
            .kind("password")
            .autocomplete("new-password")
            .hint(t.account_new_hint())
            .required()
            .check(&errors),
        errors,
        devices: devices.into_iter().map(|it| line(at, it)).collect(),
    })
}

fn line(at: &SignedInAsker, device: Device) -> DeviceLine {
    let name = device.name.into_inner();
    DeviceLine {
        revoke: format!("/account/devices/{}/revocation", device.id),
        name: if name.is_empty() {
            at.t.account_device_unknown()
        } else {
            name
        },
        seen: at.t.moment(at.site.zone().local(device.last_seen_at)),
        is_this: device.is_this,
        signed_in: device.signed_in,
    }
}
