//! Making a complaint confidential, and ending that.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::events::{ComplaintForm, EventPage, KeepConfidential};
use huiyin_domain::{EventId, PersonId};

use super::form;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::pages::events::{command, id};
use crate::pages::form_page::FormPage;
use crate::view::{Choice, Errors, Field, Sources};

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    seen: String,
    /// Filled in where it is to be like any other again.
    open: String,
    accused: String,
    why: String,
}

/// `GET /events/{event}/confidentiality`
pub(super) async fn show(
    at: SignedInAsker,
    Path(event): Path<String>,
) -> Result<Response, Failure> {
    let event: EventId = id(&event)?;
    let seen = at.seen(&[event.uuid()]).await?;
    let page = at.app.event(&at.asker, event).await?;
    let form = ComplaintForm::Confidentiality;
    at.app.check_form(&at.asker, event, form).await?;
    let form = confidentiality_form(&at, &page, &Typed::default()).await?;
    Ok(form.hidden("seen", seen).answer((Errors::default(), None)))
}

/// `POST /events/{event}/confidentiality`: back to the complaint.
pub(super) async fn keep(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event: EventId = id(&event)?;
    let accused: Option<PersonId> = typed.accused.parse().ok();
    if accused.is_none() && !typed.accused.is_empty() {
        let mut errors = Errors::default();
        errors.add("accused", at.t.fault_unknown());
        let page = at.app.event(&at.asker, event).await?;
        let form = confidentiality_form(&at, &page, &typed).await?;
        let form = form
            .command(&typed.command)
            .hidden("seen", typed.seen.as_str());
        return Ok(form.answer((errors, None)));
    }
    let input = KeepConfidential {
        event,
        confidential: typed.open.is_empty(),
        accused,
        why: typed.why.clone(),
    };
    let kept = at
        .app
        .keep_confidential(
            &at.having_seen(&typed.seen),
            command(&typed.command)?,
            input,
        )
        .await;
    let Err(error) = kept else {
        return Ok(Redirect::to(&format!("/events/{event}")).into_response());
    };
    let is_changed = matches!(error, Error::Conflict);
    let wrong = at.wrong(error).await?;
    let seen = if is_changed {
        at.seen(&[event.uuid()]).await?
    } else {
        typed.seen.clone()
    };
    let page = at.app.event(&at.asker, event).await?;
    let form = confidentiality_form(&at, &page, &typed).await?;
    let form = form.command(&typed.command).hidden("seen", seen);
    Ok(form.answer(wrong))
}

async fn confidentiality_form(
    at: &SignedInAsker,
    page: &EventPage,
    typed: &Typed,
) -> Result<FormPage, Failure> {
    let t = at.t;
    let why = Field::new("why", t.events_why())
        .value(&typed.why)
        .required();
    let sources = Sources::new(at.procedure(), t.lang());
    let title = if page.row.confidential {
        t.complaints_make_open()
    } else {
        t.complaints_make_confidential()
    };
    let mut form = form(at, page, title, "confidentiality").areas(vec![why]);
    if let Some(basis) = &page.confidential_basis {
        form = form.basis(sources, basis);
    }
    if page.row.confidential {
        return Ok(form.hidden("open", "yes"));
    }
    let choices = at.app.event_choices(&at.asker, at.site.id()).await?;
    let owners = choices
        .owners
        .into_iter()
        .map(|(id, name)| (id.to_string(), name.unwrap_or_else(|| t.events_erased())));
    let none = std::iter::once((String::new(), t.none()));
    let accused =
        Choice::new("accused", t.complaints_accused()).options(none.chain(owners), &typed.accused);
    Ok(form.fields(vec![accused], Vec::new()))
}
