//! Closing a further round: the customer is not visited again.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::visits::{CloseRound, FollowUpPage};

use super::id;
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::Failure;
use crate::pages::events::command;
use crate::pages::form_page::FormPage;
use crate::view::{ClauseTag, Crumb, Errors, Field, Head, Place, Sources};

/// Why a round was closed, who closed it as which post, and when.
pub(super) struct Closed {
    pub(super) why: String,
    pub(super) who: String,
    pub(super) sources: Vec<ClauseTag>,
    /// The complaint whose follow-up takes its place: where it is, and its number.
    pub(super) complaint: Option<(String, String)>,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    why: String,
}

/// `GET /follow-ups/{follow_up}/closing`
pub(super) async fn show(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.follow_up(&at.asker, id(&follow_up)?).await?;
    at.app.check_closing(&at.asker, page.row.id).await?;
    Ok(form(&at, &page, &Typed::default()).answer((Errors::default(), None)))
}

/// `POST /follow-ups/{follow_up}/closing`: back to the follow-up.
pub(super) async fn close(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let follow_up = id(&follow_up)?;
    let why = typed.why.clone();
    let input = CloseRound { follow_up, why };
    let wrong = match at
        .app
        .close_round(&at.asker, command(&typed.command)?, input)
        .await
    {
        Ok(()) => return Ok(Redirect::to(&format!("/follow-ups/{follow_up}")).into_response()),
        Err(error) => at.wrong(error).await?,
    };
    let page = at.app.follow_up(&at.asker, follow_up).await?;
    Ok(form(&at, &page, &typed)
        .command(&typed.command)
        .answer(wrong))
}

fn form(at: &SignedInAsker, page: &FollowUpPage, typed: &Typed) -> FormPage {
    let t = at.t;
    let here = format!("/follow-ups/{}", page.row.id);
    let why = Field::new("why", t.events_why())
        .value(&typed.why)
        .required();
    let head = Head::new(t.visits_close_round())
        .crumbs([Crumb::link(here.as_str(), t.visits_title(page.row.round))]);
    FormPage::new(at, Place::Plan, head, &format!("{here}/closing"))
        .line(t.visits_close_round_line())
        .basis(Sources::new(at.procedure(), t.lang()), &page.closing.basis)
        .areas(vec![why])
        .back(here)
}

impl Closed {
    /// None where it was not closed.
    pub(super) fn of(at: &SignedInAsker, page: &FollowUpPage) -> Option<Self> {
        let (t, it) = (at.t, page.closing.closed.as_ref()?);
        let who = [
            it.name.as_ref().map(|it| it.reveal().clone()),
            Some(post_title(at.procedure(), &it.post, t)),
            Some(t.moment(at.site.zone().local(it.closed_at))),
        ];
        let who: Vec<String> = who.into_iter().flatten().collect();
        let why = it.why.as_ref().map(|it| it.reveal().clone());
        Some(Self {
            why: why.unwrap_or_else(|| t.events_erased()),
            who: who.join("・"),
            sources: Sources::new(at.procedure(), t.lang()).tags(&page.closing.basis),
            complaint: it
                .complaint
                .map(|(id, number)| (format!("/events/{id}"), number.text(at.site.code()))),
        })
    }
}
