//! Whether a complaint is valid: why not, and what the complainant was told.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::events::{ComplaintForm, EventPage, JudgeComplaint, Judgement};

use super::form;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::pages::events::{command, id};
use crate::pages::form_page::FormPage;
use crate::view::{Errors, Field, Sources};

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    /// Filled in where it is to be valid again.
    valid: String,
    why: String,
    answer: String,
}

/// `GET /events/{event}/judgement`
pub(super) async fn show(
    at: SignedInAsker,
    Path(event): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.event(&at.asker, id(&event)?).await?;
    let form = ComplaintForm::Judgement;
    at.app.check_form(&at.asker, page.row.id, form).await?;
    let form = judgement_form(&at, &page, &Typed::default());
    Ok(form.answer((Errors::default(), None)))
}

/// `POST /events/{event}/judgement`: back to the complaint.
pub(super) async fn judge(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let input = JudgeComplaint {
        event,
        judgement: if typed.valid.is_empty() {
            Judgement::Invalid {
                answer: typed.answer.clone(),
            }
        } else {
            Judgement::Valid
        },
        why: typed.why.clone(),
    };
    let judged = at
        .app
        .judge_complaint(&at.asker, command(&typed.command)?, input)
        .await;
    let Err(error) = judged else {
        return Ok(Redirect::to(&format!("/events/{event}")).into_response());
    };
    let wrong = at.wrong(error).await?;
    let page = at.app.event(&at.asker, event).await?;
    let form = judgement_form(&at, &page, &typed).command(&typed.command);
    Ok(form.answer(wrong))
}

/// Whether all that can be said is that it is valid after all.
fn is_judged(page: &EventPage) -> bool {
    !page.row.state.valid && page.invalidity.is_some()
}

fn judgement_form(at: &SignedInAsker, page: &EventPage, typed: &Typed) -> FormPage {
    let t = at.t;
    let sources = Sources::new(at.procedure(), t.lang());
    let why = Field::new("why", t.events_why())
        .value(&typed.why)
        .required();
    if is_judged(page) {
        return form(at, page, t.complaints_valid_again(), "judgement")
            .basis(sources, &page.invalid_basis)
            .hidden("valid", "yes")
            .areas(vec![why]);
    }
    let answer = Field::new("answer", t.complaints_answer())
        .value(&typed.answer)
        .hint(t.complaints_answer_hint())
        .required();
    form(at, page, t.complaints_judge_invalid(), "judgement")
        .basis(sources, &page.invalid_basis)
        .areas(vec![why, answer])
}
