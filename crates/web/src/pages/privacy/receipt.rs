//! Entering what somebody asks about their own data.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::privacy::ReceiveRequest;
use huiyin_domain::PersonId;
use huiyin_domain::entry::{IdentityCheck, RequestKind};

use super::{command, id, name};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::pages::form_page::FormPage;
use crate::view::{Choice, Crumb, Errors, Field, Head, Place};

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    kind: String,
    received_on: String,
    identity: String,
    identity_words: String,
    asked: String,
}

/// `GET /residents/{person}/requests`
pub(super) async fn new(
    at: SignedInAsker,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    let typed = Typed {
        received_on: at.today.to_string(),
        ..Typed::default()
    };
    page(&at, id(&person)?, &typed, (Errors::default(), None)).await
}

/// `POST /residents/{person}/requests`: to the request, for who answers it; else back to the person's unit.
pub(super) async fn receive(
    at: SignedInAsker,
    Path(person): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let person = id(&person)?;
    let input = ReceiveRequest {
        person,
        kind: RequestKind::of_id(&typed.kind),
        received_on: typed.received_on.clone(),
        identity: IdentityCheck::of_id(&typed.identity),
        identity_words: typed.identity_words.clone(),
        asked: typed.asked.clone(),
    };
    let done = at
        .app
        .receive_request(&at.asker, command(&typed.command)?, input)
        .await;
    let error = match done {
        Ok(request) if at.app.check_manages_people(&at.asker, &at.site).is_ok() => {
            return Ok(Redirect::to(&format!("/requests/{request}")).into_response());
        }
        Ok(_) => return Ok(Redirect::to("/units").into_response()),
        Err(error) => error,
    };
    let wrong = at.wrong(error).await?;
    page(&at, person, &typed, wrong).await
}

async fn page(
    at: &SignedInAsker,
    person: PersonId,
    typed: &Typed,
    wrong: (Errors, Option<Refused>),
) -> Result<Response, Failure> {
    let t = at.t;
    let known = at.app.asks_about(&at.asker, person).await?;
    let head = Head::new(t.privacy_request_new()).crumbs([
        Crumb::link("/units", t.units_title()),
        Crumb::here(name(t, known.as_ref())),
    ]);
    // Nothing is chosen until somebody chooses it.
    let nothing = ("", "—");
    let kinds = RequestKind::ALL.iter();
    let checks = IdentityCheck::ALL.iter();
    let choices = vec![
        Choice::new("kind", t.privacy_request_kind())
            .options(
                std::iter::once(nothing).chain(kinds.map(|it| (it.id(), it.title(t.lang())))),
                &typed.kind,
            )
            .required(),
        Choice::new("identity", t.privacy_request_identity())
            .options(
                std::iter::once(nothing).chain(checks.map(|it| (it.id(), it.title(t.lang())))),
                &typed.identity,
            )
            .required(),
    ];
    let fields = vec![
        Field::new("received_on", t.privacy_request_received())
            .kind("date")
            .value(typed.received_on.as_str())
            .required(),
    ];
    let areas = vec![
        Field::new("identity_words", t.privacy_request_identity_words())
            .value(typed.identity_words.as_str())
            .required(),
        Field::new("asked", t.privacy_request_asked()).value(typed.asked.as_str()),
    ];
    let here = format!("/residents/{person}/requests");
    let page = FormPage::new(at, Place::Units, head, &here)
        .line(t.privacy_request_new_line())
        .command(&typed.command)
        .back("/units")
        .fields(choices, fields)
        .areas(areas);
    Ok(page.answer(wrong))
}
