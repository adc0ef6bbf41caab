//! What is done with complaints besides handling them: the letter of reply.

mod about;
mod reply;

use axum::Router;
use axum::routing::get;

use huiyin_app::events::EventPage;

use crate::at_work::SignedInAsker;
use crate::pages::form_page::FormPage;
use crate::server::Shared;
pub(super) use about::About;

use crate::view::{Crumb, Head, Place};

/// The pages of complaints.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route(
        "/events/{event}/reply",
        get(reply::show).post(reply::attach),
    )
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
