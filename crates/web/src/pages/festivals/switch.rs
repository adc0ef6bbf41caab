//! Whether the site visits anybody for a festival.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::festivals::{FestivalOf, FestivalPage, FestivalState, SwitchFestival};

use super::of;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::pages::events::command;
use crate::pages::form_page::FormPage;
use crate::view::{Crumb, Errors, Field, Head, Place, Sources};

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    /// Filled in where households are visited again.
    visited: String,
    why: String,
}

/// `GET /festivals/{festival}/{year}/switch`
pub(super) async fn show(
    at: SignedInAsker,
    Path(path): Path<(String, String)>,
) -> Result<Response, Failure> {
    let of = of(&at, path)?;
    let page = at.app.festival(&at.asker, &of, 0).await?;
    let form = form(&at, &of, &page, &Typed::default());
    Ok(form.answer((Errors::default(), None)))
}

/// `POST /festivals/{festival}/{year}/switch`: back to the festivals.
pub(super) async fn switch(
    at: SignedInAsker,
    Path(path): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let of = of(&at, path)?;
    let input = SwitchFestival {
        of: of.clone(),
        visited: !typed.visited.is_empty(),
        why: typed.why.clone(),
    };
    let command = command(&typed.command)?;
    match at.app.switch_festival(&at.asker, command, input).await {
        Ok(()) => Ok(Redirect::to("/festivals").into_response()),
        Err(error) => {
            let wrong = at.wrong(error).await?;
            let page = at.app.festival(&at.asker, &of, 0).await?;
            Ok(form(&at, &of, &page, &typed).answer(wrong))
        }
    }
}

fn form(at: &SignedInAsker, of: &FestivalOf, page: &FestivalPage, typed: &Typed) -> FormPage {
    let t = at.t;
    let title = page.entry.title.get(t.lang());
    let is_off = page.entry.state == FestivalState::Off;
    let (head, line) = if is_off {
        (t.festivals_on(), t.festivals_on_line())
    } else {
        (t.festivals_off(), t.festivals_off_line())
    };
    let head = Head::new(head).crumbs([
        Crumb::link("/festivals", t.place_festivals()),
        Crumb::here(title),
    ]);
    let why = Field::new("why", t.events_why())
        .value(&typed.why)
        .required();
    let action = format!("{}/switch", super::path(of));
    FormPage::new(at, Place::Festivals, head, &action)
        .line(line)
        .hidden("visited", if is_off { "yes" } else { "" })
        .areas(vec![why])
        .back("/festivals")
        .basis(Sources::new(at.procedure(), t.lang()), &page.all.basis)
}
