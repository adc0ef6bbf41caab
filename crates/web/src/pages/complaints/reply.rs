//! The 復函情況 of a complaint: the letter that went, or why none could.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::events::{AttachReply, ComplaintForm, EventPage, ReplyForm};
use huiyin_domain::EventId;

use super::form;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::meanwhile::now;
use crate::pages::events::{command, id};
use crate::pages::form_page::FormPage;
use crate::view::{Choice, Errors, Field, Sources};

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    seen: String,
    how: String,
    letter: String,
    dated: String,
    addressee: String,
    handled: String,
    why: String,
}

const LETTER: &str = "letter";
const NONE: &str = "none";

/// `GET /events/{event}/reply`
pub(super) async fn show(
    at: SignedInAsker,
    Path(event): Path<String>,
) -> Result<Response, Failure> {
    let event: EventId = id(&event)?;
    let seen = at.seen(&[event.uuid()]).await?;
    let page = at.app.event(&at.asker, event).await?;
    at.app
        .check_form(&at.asker, event, ComplaintForm::Reply)
        .await?;
    let form = reply_form(&at, &page, &Typed::of(&page)).hidden("seen", seen);
    Ok(form.answer((Errors::default(), None)))
}

/// `POST /events/{event}/reply`: back to the complaint.
pub(super) async fn attach(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event: EventId = id(&event)?;
    let input = AttachReply {
        event,
        reply: typed.reply(),
    };
    let attached = at
        .app
        .attach_reply(
            &at.having_seen(&typed.seen),
            command(&typed.command)?,
            input,
        )
        .await;
    let Err(error) = attached else {
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
    let mut wrong = wrong;
    if is_changed {
        let standing = Typed::of(&page);
        let fields = ["letter", "dated", "addressee", "handled", "why"];
        let fields = fields.map(|name| (name, standing.get(name), standing.get(name)));
        wrong.0 = now(at.t, fields, |name| typed.get(name));
    }
    let form = reply_form(&at, &page, &typed).command(&typed.command);
    let form = form.hidden("seen", seen);
    Ok(form.answer(wrong))
}

impl Typed {
    /// The 復函情況 as it stands.
    fn of(page: &EventPage) -> Self {
        let Some(reply) = &page.reply else {
            return Self::default();
        };
        let text = |it: &Option<huiyin_domain::Personal<String>>| {
            it.as_ref()
                .map_or_else(String::new, |it| it.reveal().clone())
        };
        Self {
            command: String::new(),
            seen: String::new(),
            how: if reply.dated.is_some() { LETTER } else { NONE }.to_owned(),
            letter: text(&reply.letter),
            dated: reply.dated.map_or_else(String::new, |day| day.to_string()),
            addressee: text(&reply.addressee),
            handled: text(&reply.handled),
            why: text(&reply.why),
        }
    }

    fn get(&self, name: &str) -> String {
        let value = match name {
            "letter" => &self.letter,
            "dated" => &self.dated,
            "addressee" => &self.addressee,
            "handled" => &self.handled,
            _ => &self.why,
        };
        value.clone()
    }

    fn reply(&self) -> ReplyForm {
        if self.how == NONE {
            ReplyForm::None {
                handled: self.handled.clone(),
                why: self.why.clone(),
            }
        } else {
            ReplyForm::Letter {
                letter: self.letter.clone(),
                dated: self.dated.clone(),
                addressee: self.addressee.clone(),
            }
        }
    }
}

fn reply_form(at: &SignedInAsker, page: &EventPage, typed: &Typed) -> FormPage {
    let t = at.t;
    let field =
        |name: &'static str, label: String, value: &str| Field::new(name, label).value(value);
    let wanted = page.row.state.reply_only;
    let chosen = if typed.how.is_empty() {
        LETTER
    } else {
        &typed.how
    };
    let how = Choice::new("how", t.complaints_reply_how()).options(
        [
            (LETTER, t.complaints_reply_letter()),
            (NONE, t.complaints_reply_none()),
        ],
        chosen,
    );
    let letter =
        field("letter", t.complaints_letter(), &typed.letter).hint(t.complaints_letter_hint());
    let dated = field("dated", t.complaints_dated(), &typed.dated).kind("date");
    let addressee = field("addressee", t.complaints_addressee(), &typed.addressee);
    let form = form(at, page, t.complaints_reply(), "reply").button(t.complaints_reply_save());
    let form = match &page.reply_asked {
        Some(basis) => form.basis(Sources::new(at.procedure(), t.lang()), basis),
        None => form,
    };
    if wanted {
        let fields = vec![letter.required(), dated.required(), addressee.required()];
        return form.fields(Vec::new(), fields);
    }
    let areas = vec![
        field("handled", t.complaints_handled(), &typed.handled).hint(t.complaints_handled_hint()),
        field("why", t.complaints_no_letter_why(), &typed.why),
    ];
    form.fields(vec![how], vec![letter, dated, addressee])
        .areas(areas)
}
