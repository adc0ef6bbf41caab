//! The tries to reach a customer in vain, and the form that notes one.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::visits::{FollowUpPage, NoteTry, TryRow};
use huiyin_domain::{Channel, CommandId};

use super::{follow_up_view, id};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, untried};
use crate::page::Page;
use crate::view::{Choice, ClauseTag, Errors, Field, Sources};

/// What stands under 聯繫記錄.
pub(super) struct Tries {
    /// When and how, by whom, and what was found.
    pub(super) lines: Vec<(String, String, String)>,
    /// What is missing before the customer counts as unreachable; none where nobody was sought yet.
    pub(super) missing: Option<String>,
    pub(super) sources: Vec<ClauseTag>,
    pub(super) form: Option<TryForm>,
}

/// The form that notes a try.
pub(super) struct TryForm {
    pub(super) command: String,
    pub(super) tried_at: Field,
    pub(super) channel: Choice,
    pub(super) card_left: bool,
    pub(super) note: Field,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    tried_at: String,
    channel: String,
    card_left: String,
    note: String,
}

/// `POST /follow-ups/{follow_up}/tries`: back to the follow-up.
pub(super) async fn note(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let follow_up = id(&follow_up)?;
    let command: CommandId = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let input = NoteTry {
        follow_up,
        tried_at: typed.tried_at.clone(),
        channel: Channel::of_id(&typed.channel),
        card_left: !typed.card_left.is_empty(),
        note: typed.note.clone(),
    };
    let wrong = match at.app.note_try(&at.asker, command, input).await {
        Ok(()) => return Ok(Redirect::to(&format!("/follow-ups/{follow_up}")).into_response()),
        Err(error) => at.wrong(error).await?,
    };
    let page = at.app.follow_up(&at.asker, follow_up).await?;
    let forbidden = wrong.1.as_ref().is_some_and(|it| it.forbidden);
    let view = follow_up_view(&at, &page, &typed, wrong);
    Ok(Page::not_accepted(view)
        .forbidden(forbidden)
        .into_response())
}

impl Tries {
    pub(super) fn new(
        at: &SignedInAsker,
        page: &FollowUpPage,
        typed: &Typed,
        errors: &Errors,
    ) -> Self {
        let begun = !page.tries.is_empty() && !page.untried.is_empty();
        Self {
            lines: page.tries.iter().map(|it| line(at, it)).collect(),
            missing: begun.then(|| untried(at.t, &page.untried)),
            sources: Sources::new(at.procedure(), at.t.lang()).tags(&page.unreachable_basis),
            form: page
                .may
                .note_tries
                .then(|| TryForm::new(at, page, typed, errors)),
        }
    }
}

fn line(at: &SignedInAsker, it: &TryRow) -> (String, String, String) {
    let t = at.t;
    let card = it.card_left.then(|| t.visits_card_left());
    let what = [Some(it.channel.title(t.lang()).to_owned()), card];
    let what: Vec<String> = what.into_iter().flatten().collect();
    let name = it.name.as_ref().map(|it| it.reveal().clone());
    let note = it.note.as_ref().map(|it| it.reveal().clone());
    (
        t.moment(at.site.zone().local(it.tried_at)),
        format!("{}・{}", what.join("・"), name.unwrap_or_default()),
        note.unwrap_or_default(),
    )
}

impl TryForm {
    fn new(at: &SignedInAsker, page: &FollowUpPage, typed: &Typed, errors: &Errors) -> Self {
        let t = at.t;
        let channel = if typed.channel.is_empty() {
            page.row.channel.id()
        } else {
            &typed.channel
        };
        Self {
            command: CommandId::generate().to_string(),
            tried_at: Field::new("tried_at", t.visits_tried_at())
                .kind("datetime-local")
                .value(&typed.tried_at)
                .required()
                .check(errors),
            channel: Choice::new("channel", t.visits_channel())
                .options(
                    [Channel::OnSite, Channel::Phone].map(|it| (it.id(), it.title(t.lang()))),
                    channel,
                )
                .check(errors),
            card_left: !typed.card_left.is_empty(),
            note: Field::new("note", t.visits_try_note())
                .value(&typed.note)
                .check(errors),
        }
    }
}
