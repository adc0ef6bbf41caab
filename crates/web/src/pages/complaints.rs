//! What is done with complaints besides handling them: the letter of reply, whether they are valid, what is one record.

mod about;
mod alike;
mod confidentiality;
mod grade;
mod judgement;
mod merger;
mod reply;

use axum::Router;
use axum::routing::{get, post};

use huiyin_app::events::EventPage;
use huiyin_domain::Personal;

use crate::at_work::SignedInAsker;
use crate::pages::form_page::FormPage;
use crate::server::Shared;
use crate::texts::Texts;
pub(super) use about::About;
pub(super) use alike::Offer;
pub(super) use grade::Grade;

use crate::view::{Crumb, Head, Place};

/// The pages of complaints.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route(
            "/events/{event}/reply",
            get(reply::show).post(reply::attach),
        )
        .route("/complaints/advice", post(alike::found))
        .route("/events/{event}/reports", post(alike::join))
        .route(
            "/events/{event}/merger",
            get(merger::show).post(merger::merge),
        )
        .route(
            "/events/{event}/separation",
            get(merger::show_separation).post(merger::separate),
        )
        .route(
            "/events/{event}/confidentiality",
            get(confidentiality::show).post(confidentiality::keep),
        )
        .route(
            "/events/{event}/judgement",
            get(judgement::show).post(judgement::judge),
        )
}

/// What a list says of an event: of a confidential one only that it is there.
pub(crate) fn what(
    t: Texts,
    confidential: bool,
    summary: Option<&str>,
    none: impl FnOnce() -> String,
) -> String {
    match summary {
        _ if confidential => t.complaints_confidential(),
        Some(summary) => summary.to_owned(),
        None => none(),
    }
}

/// Why a complaint is invalid and what was told, in one line.
pub(super) fn reason(
    t: Texts,
    why: Option<&Personal<String>>,
    answer: Option<&Personal<String>>,
) -> String {
    match (why, answer) {
        (None, None) => t.complaints_reason_missing(),
        (why, answer) => {
            let words = |it: Option<&Personal<String>>| {
                it.map_or_else(|| t.events_erased(), |it| it.reveal().clone())
            };
            t.complaints_reason_line(words(why), words(answer))
        }
    }
}

/// A form about one complaint, sent to its own address; the way back is the complaint.
fn form(at: &SignedInAsker, page: &EventPage, title: String, name: &str) -> FormPage {
    let event = format!("/events/{}", page.row.id);
    let head = Head::new(title.clone()).crumbs([
        Crumb::link("/events", at.t.place_events()),
        Crumb::link(event.as_str(), page.number.as_str()),
        Crumb::here(title),
    ]);
    let what = page.row.summary.as_ref();
    FormPage::new(at, Place::Events, head, &format!("{event}/{name}"))
        .line(what.map_or_else(|| at.t.events_erased(), |it| it.reveal().clone()))
        .back(event)
}
