//! How what was found nonconforming is handled: the manager's opinion on the same record (四.5).

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::reviews::{DecideNonconforming, RecordPage};

use super::one::{id, name};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::Failure;
use crate::pages::events::command;
use crate::pages::form_page::FormPage;
use crate::view::{ClauseTag, Crumb, Errors, Field, Head, Place, Sources};

/// The handling opinion, or who writes it.
pub(super) struct DecisionLine {
    /// None while it is still to come.
    pub(super) opinion: Option<String>,
    pub(super) who: String,
    pub(super) sources: Vec<ClauseTag>,
    /// Where the asker writes it, when it is theirs to write.
    pub(super) write: Option<String>,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    opinion: String,
    signed_name: String,
}

/// `GET /records/{record}/decision`
pub(super) async fn show(
    at: SignedInAsker,
    Path(record): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.record(&at.asker, id(&record)?).await?;
    at.app.check_decision(&at.asker, id(&record)?).await?;
    let typed = Typed {
        signed_name: name(&page, at.asker.person),
        ..Typed::default()
    };
    Ok(form(&at, &page, &record, &typed).answer((Errors::default(), None)))
}

/// `POST /records/{record}/decision`: back to the record.
pub(super) async fn decide(
    at: SignedInAsker,
    Path(record): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let input = DecideNonconforming {
        record: id(&record)?,
        opinion: typed.opinion.clone(),
        signed_name: typed.signed_name.clone(),
    };
    let (id, command) = (input.record, command(&typed.command)?);
    let wrong = match at.app.decide_nonconforming(&at.asker, command, input).await {
        Ok(()) => return Ok(Redirect::to(&format!("/records/{id}")).into_response()),
        Err(error) => at.wrong(error).await?,
    };
    let page = at.app.record(&at.asker, id).await?;
    Ok(form(&at, &page, &record, &typed)
        .command(&typed.command)
        .answer(wrong))
}

fn form(at: &SignedInAsker, page: &RecordPage, record: &str, typed: &Typed) -> FormPage {
    let t = at.t;
    let here = format!("/records/{record}");
    let opinion = Field::new("opinion", t.records_decision())
        .value(&typed.opinion)
        .required();
    let signed_name = Field::new("signed_name", t.records_signed_name())
        .value(&typed.signed_name)
        .required();
    let head =
        Head::new(t.records_decide()).crumbs([Crumb::link(here.as_str(), page.number.as_str())]);
    let basis = page.decision.as_ref().map(|it| it.basis.clone());
    FormPage::new(at, Place::Records, head, &format!("{here}/decision"))
        .line(t.records_decide_line())
        .basis(
            Sources::new(at.procedure(), t.lang()),
            &basis.unwrap_or_default(),
        )
        .fields(Vec::new(), vec![signed_name])
        .areas(vec![opinion])
        .back(here)
}

impl DecisionLine {
    /// None where nothing was found nonconforming.
    pub(super) fn of(at: &SignedInAsker, page: &RecordPage, record: &str) -> Option<Self> {
        let (t, it) = (at.t, page.decision.as_ref()?);
        let who = match (&it.given, &it.by) {
            (Some(given), _) => [
                post_title(at.procedure(), &given.post, t),
                given
                    .signed_name
                    .as_ref()
                    .map_or_else(String::new, |it| it.reveal().clone()),
                t.moment(at.site.zone().local(given.decided_at)),
            ]
            .join("・"),
            (None, Some((post, people))) => {
                let people: Vec<String> = people.iter().map(|it| name(page, Some(*it))).collect();
                let title = post_title(at.procedure(), post, t);
                t.records_decision_to_come(format!("{title} {}", people.join(&t.list_comma())))
            }
            (None, None) => t.records_nobody_decides(),
        };
        let opinion = it.given.as_ref().map(|given| {
            let words = given.opinion.as_ref();
            words.map_or_else(|| t.events_erased(), |it| it.reveal().clone())
        });
        Some(Self {
            opinion,
            who,
            sources: Sources::new(at.procedure(), t.lang()).tags(&it.basis),
            write: it
                .is_askers_turn
                .then(|| format!("/records/{record}/decision")),
        })
    }
}
