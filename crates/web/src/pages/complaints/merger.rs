//! Merging a complaint into another that is the same, and taking it out again.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::events::{ComplaintForm, EventPage, MergeEvent, SeparateEvent};
use huiyin_app::{Error, Fault, FieldError};
use huiyin_domain::Personal;

use super::form;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::pages::events::{command, id};
use crate::pages::form_page::FormPage;
use crate::view::{Choice, Errors, Field, Sources};

/// What the forms send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    /// One of the household's, or empty.
    into: String,
    /// Another, by its number.
    number: String,
    why: String,
}

/// `GET /events/{event}/merger`
pub(super) async fn show(
    at: SignedInAsker,
    Path(event): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.event(&at.asker, id(&event)?).await?;
    let form = ComplaintForm::Merger;
    at.app.check_form(&at.asker, page.row.id, form).await?;
    let form = merger_form(&at, &page, &Typed::default()).await?;
    Ok(form.answer((Errors::default(), None)))
}

/// `POST /events/{event}/merger`: to the one it is a part of now.
pub(super) async fn merge(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let into = match typed.into.parse() {
        Ok(into) if typed.number.trim().is_empty() => Some(into),
        _ => {
            let found = at.app.event_of_number(&at.asker, event, &typed.number);
            found.await?
        }
    };
    let error = match into {
        Some(into) => {
            let input = MergeEvent {
                event,
                into,
                why: typed.why.clone(),
            };
            let command = command(&typed.command)?;
            match at.app.merge_event(&at.asker, command, input).await {
                Ok(()) => return Ok(Redirect::to(&format!("/events/{into}")).into_response()),
                // It is the choice that is wrong: what was typed stays.
                Err(Error::NotFound) => {
                    Error::Invalid(vec![FieldError::new("into", Fault::Unknown)])
                }
                Err(error) => error,
            }
        }
        None => Error::Invalid(vec![FieldError::new("number", Fault::Unknown)]),
    };
    let wrong = at.wrong(error).await?;
    let page = at.app.event(&at.asker, event).await?;
    let form = merger_form(&at, &page, &typed).await?;
    Ok(form.command(&typed.command).answer(wrong))
}

async fn merger_form(
    at: &SignedInAsker,
    page: &EventPage,
    typed: &Typed,
) -> Result<FormPage, Failure> {
    let t = at.t;
    let zone = at.site.zone();
    let others = at.app.mergers(&at.asker, page.row.id).await?;
    let others = others.into_iter().map(|(number, row)| {
        let when = row.reported_at.map(|when| t.moment(zone.local(when)));
        let what = row.summary.map(Personal::into_inner);
        let words = [Some(number), when, what];
        let words: Vec<String> = words.into_iter().flatten().collect();
        (row.event.to_string(), words.join(" "))
    });
    let none = std::iter::once((String::new(), t.complaints_by_number()));
    let into = Choice::new("into", t.complaints_into()).options(none.chain(others), &typed.into);
    let number = Field::new("number", t.complaints_number())
        .value(&typed.number)
        .hint(t.complaints_number_hint());
    let why = Field::new("why", t.events_why())
        .value(&typed.why)
        .required();
    let sources = Sources::new(at.procedure(), t.lang());
    Ok(form(at, page, t.complaints_merge(), "merger")
        .basis(sources, &page.same_complaint)
        .fields(vec![into], vec![number])
        .areas(vec![why]))
}

/// `GET /events/{event}/separation`
pub(super) async fn show_separation(
    at: SignedInAsker,
    Path(event): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.event(&at.asker, id(&event)?).await?;
    let form = ComplaintForm::Separation;
    at.app.check_form(&at.asker, page.row.id, form).await?;
    let form = separation_form(&at, &page, &Typed::default());
    Ok(form.answer((Errors::default(), None)))
}

/// `POST /events/{event}/separation`: back to the complaint, which stands for itself again.
pub(super) async fn separate(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let input = SeparateEvent {
        event,
        why: typed.why.clone(),
    };
    let command = command(&typed.command)?;
    let Err(error) = at.app.separate_event(&at.asker, command, input).await else {
        return Ok(Redirect::to(&format!("/events/{event}")).into_response());
    };
    let wrong = at.wrong(error).await?;
    let page = at.app.event(&at.asker, event).await?;
    let form = separation_form(&at, &page, &typed);
    Ok(form.command(&typed.command).answer(wrong))
}

fn separation_form(at: &SignedInAsker, page: &EventPage, typed: &Typed) -> FormPage {
    let t = at.t;
    let why = Field::new("why", t.events_why())
        .value(&typed.why)
        .required();
    form(at, page, t.complaints_separate(), "separation")
        .basis(Sources::new(at.procedure(), t.lang()), &page.same_complaint)
        .areas(vec![why])
}
