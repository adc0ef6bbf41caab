//! Records of visits: what waits for my review, the month's, one of them.

mod decision;
mod evidence;
mod facts;
mod files;
mod one;
mod paper;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use huiyin_app::reviews::{ListedRecord, LookAt, WaitingRecord};
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{Channel, Day, Month, Rating};
use huiyin_rules::procedure::Basis;

use crate::address::with_query;
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::Failure;
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{
    Action, ClauseTag, Frame, Head, Mark, MarkKind, NavCounts, Pager, Place, Sources, Tag, of_row,
};

/// The pages of records.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/records", get(list))
        .route("/records/{record}", get(one::show))
        .route("/records/{record}/form.pdf", get(paper::one))
        .route("/records/{record}/evidence", get(evidence::show))
        .route("/records/{record}/review", post(one::review))
        .route(
            "/records/{record}/decision",
            get(decision::show).post(decision::decide),
        )
}

/// Files of a whole month.
pub(crate) fn files() -> Router<Shared> {
    Router::new()
        .route("/records.pdf", get(paper::list))
        .route("/records.xlsx", get(paper::list))
        .route("/records.csv", get(paper::list))
        .route("/records/forms.pdf", get(paper::month))
}

/// How many of the records that wait are listed, the oldest first; the others come up as these are reviewed.
const WAITING: usize = 50;

/// Which month, and how far into it.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    month: String,
    page: u32,
}

#[derive(Template)]
#[template(path = "records/list.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    head: Head,
    month: Month,
    waiting: Vec<Waiting>,
    all_waiting: usize,
    lines: Vec<Line>,
    pager: Option<Pager>,
}

/// A record that waits for the asker.
struct Waiting {
    href: String,
    number: String,
    unit: String,
    what: String,
    sort: String,
    visited_on: Day,
    post: String,
    sources: Vec<ClauseTag>,
    look_at: Vec<Tag>,
}

/// A record of the month.
struct Line {
    href: String,
    number: String,
    unit: String,
    what: String,
    sort: String,
    visited_on: Day,
    by: String,
    rating: Option<Mark>,
    state: Mark,
}

/// `GET /records?month=2026-11&page=0`
async fn list(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let t = at.t;
    let month: Month = asked.month.parse().unwrap_or(at.today.month());
    let queue = at.app.review_queue(&at.asker, at.site.id()).await?;
    let found = at
        .app
        .records(&at.asker, at.site.id(), month, asked.page)
        .await?;
    let sources = Sources::new(at.procedure(), t.lang());
    let first = queue.get(..WAITING).unwrap_or(&queue);
    let cards: Vec<_> = first
        .iter()
        .flat_map(|it| sources.cards(&basis(it)))
        .collect();
    let counts = NavCounts {
        records: queue.len() as u64,
        ..NavCounts::default()
    };
    let page = |page: u32| {
        let number = page.to_string();
        with_query(
            "/records",
            &[("month", &month.to_string()), ("page", &number)],
        )
    };
    let to = |month: Month| Action::new(format!("/records?month={month}"), t.month(month));
    let lines: Vec<Line> = found.rows.iter().map(|it| line(t, &it.0, &it.1)).collect();
    let has_pages = found.more || asked.page > 0;
    let forms = Action::new(
        format!("/records/forms.pdf?month={month}"),
        t.papers_month(),
    );
    let mut actions = vec![to(month.plus(-1)), to(month.plus(1))];
    actions.extend(Some(forms).filter(|_| has_pages || !lines.is_empty()));
    actions.extend(Action::files(t, |ending| {
        format!("/records.{ending}?month={month}")
    }));
    let view = ListPage {
        t,
        frame: at.frame(Some(Place::Records), &counts).clauses(cards),
        head: Head::new(t.place_records()).actions(actions),
        month,
        all_waiting: queue.len(),
        waiting: first.iter().map(|it| waiting(&at, sources, it)).collect(),
        pager: has_pages.then(|| Pager {
            words: t.records_count(lines.len()),
            previous: asked.page.checked_sub(1).map(page),
            next: found.more.then(|| page(asked.page + 1)),
        }),
        lines,
    };
    Ok(Page::new(view).into_response())
}

fn basis(it: &WaitingRecord) -> Basis {
    of_row(&it.clauses, &it.readings)
}

fn waiting(at: &SignedInAsker, sources: Sources<'_>, it: &WaitingRecord) -> Waiting {
    let t = at.t;
    let sort = [
        Some(it.category.title(t.lang()).to_owned()),
        it.severity.map(|it| it.title(t.lang()).to_owned()),
        Some(t.visits_title(it.round)),
        Some(it.channel.recorded(t.lang()).to_owned()),
    ];
    Waiting {
        href: format!("/records/{}", it.record),
        number: it.number.clone(),
        unit: it.unit.clone().unwrap_or_default(),
        what: super::complaints::what(t, it.confidential, it.summary.as_deref(), || {
            t.privacy_not_shown()
        }),
        sort: sort.into_iter().flatten().collect::<Vec<_>>().join("・"),
        visited_on: it.visited_on,
        post: post_title(at.procedure(), &it.post, t),
        sources: sources.tags(&basis(it)),
        look_at: it
            .look_at
            .iter()
            .map(|it| Tag::plain(look_at(t, *it)))
            .collect(),
    }
}

fn look_at(t: Texts, what: LookAt) -> String {
    match what {
        LookAt::Refused => t.records_refused(),
        LookAt::Dissatisfied => t.open_dissatisfied(),
        LookAt::NotSolved => t.records_unsolved(),
        LookAt::FailedOnTheSpot => t.records_check_failed(),
        LookAt::Late => t.desk_late(),
        LookAt::Phone => Channel::Phone.recorded(t.lang()).to_owned(),
        LookAt::OnPaper => t.records_on_paper(),
    }
}

fn line(t: Texts, number: &str, row: &ListedRecord) -> Line {
    let sort = [
        Some(row.category.title(t.lang()).to_owned()),
        row.severity.map(|it| it.title(t.lang()).to_owned()),
        Some(t.visits_title(row.round)),
        Some(row.channel.recorded(t.lang()).to_owned()),
        row.refused.then(|| t.records_refused()),
    ];
    let rating = row.rating.map(|rating| {
        let kind = match rating {
            Rating::Dissatisfied => MarkKind::Fail,
            _ => MarkKind::Done,
        };
        Mark::new(kind, rating.title(t.lang()))
    });
    Line {
        href: format!("/records/{}", row.id),
        number: number.to_owned(),
        unit: row.unit.clone().unwrap_or_default(),
        what: {
            let summary = row.summary.as_ref().map(|it| it.reveal().as_str());
            super::complaints::what(t, row.confidential, summary, || t.privacy_not_shown())
        },
        sort: sort.into_iter().flatten().collect::<Vec<_>>().join("・"),
        visited_on: row.visited_on,
        by: row
            .recorded_by
            .as_ref()
            .map_or_else(String::new, |it| it.reveal().clone()),
        rating,
        state: state_mark(t, row.state),
    }
}

/// The mark of how far a follow-up with a record is.
fn state_mark(t: Texts, state: FollowUpState) -> Mark {
    let kind = match state {
        FollowUpState::Accepted => MarkKind::Done,
        FollowUpState::Nonconforming => MarkKind::Fail,
        FollowUpState::SentBack => MarkKind::Late,
        _ => MarkKind::Review,
    };
    Mark::new(kind, state.title(t.lang()))
}
