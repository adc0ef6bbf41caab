//! Service events: the list, the form, one event with its history.

mod facts;
mod form;
mod households;
mod intake;
mod list;
mod list_of;
mod one;
mod steps;

pub(super) use form::Typed;
pub(super) use intake::intake_again;
pub(crate) use steps::title as step_title;

use axum::Router;
use axum::routing::{get, post};

use crate::failure::{Failure, Kind};
use crate::server::Shared;

/// The pages of events.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/events", get(list::show).post(intake::register))
        .route("/events.pdf", get(list::download))
        .route("/events.xlsx", get(list::download))
        .route("/events.csv", get(list::download))
        .route("/events/completion", post(list::complete))
        .route("/events/new", get(intake::new))
        .route("/households", get(households::found))
        .route("/events/{event}", get(one::show))
        .route("/events/{event}/form.pdf", get(one::download))
        .route("/events/{event}/hand", post(one::take_in_hand))
        .route("/events/{event}/completion", post(one::complete))
        .route("/events/{event}/reopening", post(one::reopen))
        .route(
            "/events/{event}/list",
            get(list_of::show).post(list_of::confirm_list),
        )
        .route("/events/{event}/list.csv", get(list_of::sheet))
        .route("/events/{event}/follow-ups", post(one::add_follow_up))
        .route("/events/{event}/phone", post(one::reveal_phone))
        .route(
            "/events/{event}/correction",
            get(intake::correction).post(intake::correct),
        )
}

/// An id in a path or form; what is none leads nowhere.
pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

/// The id of a command in a form; without one the form is not ours.
pub(super) fn command(text: &str) -> Result<huiyin_domain::CommandId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::Unreadable))
}

/// A time as a browser's field sends it, `2026-03-15T16:00`, as the application reads it.
pub(super) fn time(typed: &str) -> String {
    typed.trim().replacen('T', " ", 1)
}
