//! People and their own data: the page of a resident, what they ask for, holds, and looks at full numbers.

mod copy;
mod holds;
mod looks;
mod person;
mod receipt;
mod requests;

use axum::Router;
use axum::routing::get;

use huiyin_app::privacy::{Law, Thing};
use huiyin_domain::entry::Ground;
use huiyin_domain::{CommandId, Personal};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Mark, MarkKind};

pub(crate) use requests::{Line as RequestLine, line as request_line};

/// The pages of people's own data.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/residents/{person}", get(person::show))
        .route("/residents/{person}/copy", get(copy::show))
        .route(
            "/residents/{person}/requests",
            get(receipt::new).post(receipt::receive),
        )
        .route("/requests", get(requests::list))
        .route(
            "/requests/{request}",
            get(requests::show).post(requests::settle),
        )
        .route("/holds", get(holds::list))
        .route(
            "/holds/on/{kind}/{thing}",
            get(holds::new).post(holds::place),
        )
        .route("/holds/{hold}", get(holds::show).post(holds::lift))
        .route("/phone-views", get(looks::show))
}

/// An id in an address; nothing is there under what is none.
fn id<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

fn command(text: &str) -> Result<CommandId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::Unreadable))
}

/// A name; that it was erased where there is none.
fn name(t: Texts, name: Option<&Personal<String>>) -> String {
    name.map_or_else(|| t.units_erased(), |it| it.reveal().clone())
}

/// Something that is held about a person, as a row.
struct Held {
    href: String,
    id: String,
    number: String,
    what: String,
    counts: String,
    standing: Mark,
    /// Whether it may be ticked to be erased.
    may_go: bool,
    /// Where a hold is placed on it.
    hold: Option<String>,
}

fn held(at: &SignedInAsker, law: &Law, it: &Thing) -> Held {
    let t = at.t;
    let row = &it.row;
    let category = row.category.title(t.lang());
    let summary = row.summary.as_ref().map(|it| it.reveal().clone());
    let what = match (it.may_see, it.on_list, summary) {
        (false, ..) => t.privacy_confidential(),
        (_, true, _) => format!("{category}・{}", t.privacy_on_list()),
        (_, _, Some(summary)) => format!("{category}・{summary}"),
        (..) => category.to_owned(),
    };
    Held {
        href: format!("/events/{}", row.event),
        id: row.event.to_string(),
        number: it.number.clone(),
        what,
        counts: t.privacy_counts(row.records, row.signatures, row.files),
        standing: standing(t, law, it),
        may_go: it.kept.is_none() && row.erased_at.is_none(),
        hold: row
            .erased_at
            .is_none()
            .then(|| format!("/holds/on/event/{}", row.event)),
    }
}

/// Whether it may be erased, and why not.
fn standing(t: Texts, law: &Law, it: &Thing) -> Mark {
    match (it.kept, it.row.erased_at, it.row.keep_until) {
        (_, Some(_), _) => Mark::new(MarkKind::Exempt, t.privacy_gone()),
        (None, ..) => Mark::new(MarkKind::Open, t.privacy_may_go()),
        (Some(Ground::Retention), _, Some(day)) => Mark::new(
            MarkKind::Done,
            t.privacy_stays_until(
                t.date(day),
                Ground::Retention.title(t.lang()),
                law.ground(Ground::Retention),
            ),
        ),
        (Some(ground), ..) => Mark::new(MarkKind::Review, stays(t, law, ground)),
    }
}

fn stays(t: Texts, law: &Law, ground: Ground) -> String {
    t.privacy_stays(ground.title(t.lang()), law.ground(ground))
}
