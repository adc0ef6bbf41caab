//! What those who are accountable for a follow-up say of it.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::visits::{AnswerFor, FollowUpPage, NoteRow};
use huiyin_domain::CommandId;

use super::{follow_up_view, id, tries};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::view::{ClauseTag, Errors, Field, Sources};

/// The notes, and the form of a new one.
pub(super) struct Notes {
    /// What was said, who said it as which post, and when.
    pub(super) lines: Vec<(String, String)>,
    pub(super) sources: Vec<ClauseTag>,
    /// Its command and its field; none for who is not accountable.
    pub(super) form: Option<(String, Field)>,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    answer: String,
}

/// `POST /follow-ups/{follow_up}/notes`: back to the follow-up.
pub(super) async fn answer_for(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let follow_up = id(&follow_up)?;
    let command = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let note = typed.answer;
    let input = AnswerFor { follow_up, note };
    let wrong = match at.app.answer_for(&at.asker, command, input).await {
        Ok(()) => return Ok(Redirect::to(&format!("/follow-ups/{follow_up}")).into_response()),
        Err(error) => at.wrong(error).await?,
    };
    let forbidden = wrong.1.as_ref().is_some_and(|it| it.forbidden);
    let page = at.app.follow_up(&at.asker, follow_up).await?;
    let view = follow_up_view(&at, &page, &tries::Typed::default(), wrong);
    Ok(Page::not_accepted(view)
        .forbidden(forbidden)
        .into_response())
}

impl Notes {
    /// Without notes and without a form there is nothing to show.
    pub(super) fn of(at: &SignedInAsker, page: &FollowUpPage, errors: &Errors) -> Option<Self> {
        let accountable = page.accountable.as_ref();
        let it = accountable.filter(|it| it.may_answer || !it.notes.is_empty())?;
        Some(Self {
            lines: it.notes.iter().map(|it| line(at, it)).collect(),
            sources: Sources::new(at.procedure(), at.t.lang()).tags(&it.basis),
            form: it.may_answer.then(|| {
                let note = Field::new("answer", at.t.visits_answer_note())
                    .required()
                    .check(errors);
                (CommandId::generate().to_string(), note)
            }),
        })
    }
}

fn line(at: &SignedInAsker, it: &NoteRow) -> (String, String) {
    let t = at.t;
    let said = it.note.as_ref().map(|it| it.reveal().clone());
    let who = [
        it.name.as_ref().map(|it| it.reveal().clone()),
        Some(post_title(at.procedure(), &it.post, t)),
        Some(t.moment(at.site.zone().local(it.noted_at))),
    ];
    let who: Vec<String> = who.into_iter().flatten().collect();
    (said.unwrap_or_else(|| t.events_erased()), who.join("・"))
}
