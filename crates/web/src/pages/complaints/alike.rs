//! Complaints that may be the same as the one that is being told, offered while it is typed beside how grave it is
//! proposed to be: a part of the intake.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use huiyin_app::events::{Alike, JoinReport, ReportForm, Telling};
use huiyin_domain::{Category, EventId};

use super::grade::Grade;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::pages::events::{Typed, command, id, intake_again, time};
use crate::texts::Texts;
use crate::view::{ClauseTag, Sources, kind_title};

/// What is offered.
#[derive(Default)]
pub(in crate::pages) struct Offer {
    pub(in crate::pages) likely: Vec<Likely>,
    /// The ids of all offered, so that the next save knows that they were seen.
    pub(in crate::pages) seen: String,
    /// What says that they are one record; the page around it has the cards.
    pub(in crate::pages) sources: Vec<ClauseTag>,
}

/// A complaint that may be the same.
pub(in crate::pages) struct Likely {
    event: EventId,
    pub(in crate::pages) href: String,
    pub(in crate::pages) number: String,
    pub(in crate::pages) what: String,
    pub(in crate::pages) about: String,
    pub(in crate::pages) join: String,
}

#[derive(Template)]
#[template(path = "complaints/advice.html")]
struct AdvicePart {
    t: Texts,
    offer: Offer,
    grade: Option<Grade>,
}

/// `POST /complaints/advice`: the part alone, for what is typed so far. What somebody says stands in no address.
pub(super) async fn found(
    at: SignedInAsker,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let part = AdvicePart {
        t: at.t,
        offer: Offer::of(&at, &typed).await?,
        grade: Grade::of(&at, &typed).await?,
    };
    Ok(Page::new(part).into_response())
}

/// `POST /events/{event}/reports`: what is typed becomes a report of this complaint; to it.
pub(super) async fn join(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let input = JoinReport {
        event,
        report: ReportForm {
            department: typed.department.parse().ok(),
            department_words: String::new(),
            reported_at: time(&typed.reported_at),
            said: typed.summary.clone(),
        },
    };
    let joined = at
        .app
        .join_report(&at.asker, command(&typed.command)?, input)
        .await;
    match joined {
        Ok(()) => Ok(Redirect::to(&format!("/events/{event}")).into_response()),
        Err(error) => intake_again(&at, &typed, at.wrong(error).await?).await,
    }
}

impl Offer {
    /// What may be the same as what is typed; nothing while it is no complaint.
    pub(in crate::pages) async fn of(at: &SignedInAsker, typed: &Typed) -> Result<Self, Failure> {
        if Category::of_id(&typed.category) != Some(Category::Complaint)
            || typed.summary.trim().is_empty()
        {
            return Ok(Self::default());
        }
        let telling = telling(typed);
        let site = at.site.id();
        let alike = at.app.alike_complaints(&at.asker, site, &telling).await?;
        Ok(Self::new(at, &alike))
    }

    fn new(at: &SignedInAsker, alike: &Alike) -> Self {
        let (t, zone) = (at.t, at.site.zone());
        let likely: Vec<Likely> = alike
            .complaints
            .iter()
            .map(|it| {
                let when = it.row.reported_at.map(|when| t.moment(zone.local(when)));
                let about = [
                    when,
                    it.row.unit.clone(),
                    it.row.kind.as_deref().map(|it| kind_title(t, it)),
                ];
                Likely {
                    event: it.row.event,
                    href: format!("/events/{}", it.row.event),
                    number: it.number.clone(),
                    what: it
                        .row
                        .summary
                        .as_ref()
                        .map_or_else(|| t.events_erased(), |it| it.reveal().clone()),
                    about: about.into_iter().flatten().collect::<Vec<_>>().join("・"),
                    join: format!("/events/{}/reports", it.row.event),
                }
            })
            .collect();
        let sources = Sources::new(at.procedure(), t.lang());
        let seen: Vec<String> = likely.iter().map(|it| it.event.to_string()).collect();
        Self {
            seen: seen.join(","),
            sources: sources.tags(&alike.basis),
            likely,
        }
    }

    /// Whether the form that was sent had them all before its eyes.
    pub(in crate::pages) fn was_seen(&self, seen: &str) -> bool {
        self.likely.iter().all(|it| {
            let event = it.event.to_string();
            seen.split(',').any(|seen| seen == event)
        })
    }
}

/// What is typed, as far as it tells of a complaint.
pub(super) fn telling(typed: &Typed) -> Telling {
    Telling {
        unit: typed.unit.parse().ok(),
        unit_words: typed.unit_words.clone(),
        reporter: typed.person.parse().ok(),
        kind: typed.kind.clone(),
        summary: typed.summary.clone(),
        reply_only: !typed.reply_only.is_empty(),
        reported_at: time(&typed.reported_at),
        is_completed: !typed.completed_at.trim().is_empty(),
    }
}
