//! The list of an activity, publication or festival: who is on it, adding to it, confirming it, and what came of it.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::events::{ConfirmList, EventList, ListLineInput, ListedLine};
use huiyin_domain::{CommandId, EventId, Handling, Personal};

use super::{command, id};
use crate::at_work::SignedInAsker;
use crate::csv;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::pages::choosing::{self, Home};
use crate::texts::Texts;
use crate::view::{
    ClauseTag, Crumb, Errors, Field, Frame, Gauge, Head, Mark, MarkKind, NavCounts, Pager, Place,
    Sources,
};

/// Lines on a page.
const LINES: u32 = 50;

#[derive(Template)]
#[template(path = "events/list_of.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
struct ListOfPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    here: String,
    state: Mark,
    line: String,
    sources: Vec<ClauseTag>,
    counts: Option<String>,
    in_time: u64,
    gauge: Option<Gauge>,
    draws: Vec<(String, String)>,
    lines: Vec<Line>,
    pager: Option<Pager>,
    may_add: bool,
    may_import: bool,
    complete: bool,
    is_history: bool,
    outside_id: String,
    q: Field,
    found: Vec<Home>,
    typed: [Field; 3],
    many: Field,
}

/// A line of the list.
struct Line {
    place: u32,
    unit: String,
    name: String,
    phone: String,
    number: Option<u32>,
    mark: Mark,
    href: Option<String>,
    about: String,
}

/// What stands in the address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    after: u32,
    q: String,
}

/// What the forms of the page send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    unit_id: String,
    person: String,
    unit: String,
    name: String,
    phone: String,
    lines: String,
    complete: String,
}

/// `GET /events/{event}/list?after=50&q=3-12`
pub(super) async fn show(
    at: SignedInAsker,
    Path(event): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let wrong = (Errors::default(), None);
    let page = page(&at, id(&event)?, &asked, &Typed::default(), wrong).await?;
    Ok(Page::new(page).into_response())
}

/// `POST /events/{event}/list`: one household, several lines, or that the list is complete.
pub(super) async fn confirm_list(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let input = ConfirmList {
        event,
        lines: typed.lines()?,
        complete: !typed.complete.is_empty(),
    };
    let done = at
        .app
        .confirm_list(&at.asker, command(&typed.command)?, input)
        .await;
    let wrong = match done {
        Ok(()) => return Ok(Redirect::to(&format!("/events/{event}/list")).into_response()),
        Err(error) => at.wrong(error).await?,
    };
    let forbidden = wrong.1.as_ref().is_some_and(|it| it.forbidden);
    let page = page(&at, event, &Asked::default(), &typed, wrong).await?;
    let page = Page::not_accepted(page);
    Ok(page.forbidden(forbidden).into_response())
}

/// `GET /events/{event}/list.csv`: an empty sheet that the import understands.
pub(super) async fn sheet(
    at: SignedInAsker,
    Path(event): Path<String>,
) -> Result<Response, Failure> {
    let list = at.app.event_list(&at.asker, id(&event)?, 0).await?;
    let lines = [
        csv::line(["event_id", "unit", "customer", "phone"]),
        csv::line([list.row.event_id.as_str(), "", "", ""]),
    ];
    Ok(csv::file(&format!("{}-list.csv", list.number), &lines))
}

impl Typed {
    fn lines(&self) -> Result<Vec<ListLineInput>, Failure> {
        let mut lines = Vec::new();
        let one = [
            &self.unit_id,
            &self.person,
            &self.unit,
            &self.name,
            &self.phone,
        ];
        if one.iter().any(|it| !it.trim().is_empty()) {
            lines.push(ListLineInput {
                unit: chosen(&self.unit_id)?,
                unit_words: self.unit.clone(),
                person: chosen(&self.person)?,
                name: Personal::new(self.name.clone()),
                phone: Personal::new(self.phone.clone()),
            });
        }
        let many = self.lines.lines().map(str::trim);
        lines.extend(many.filter(|it| !it.is_empty()).map(|it| ListLineInput {
            unit_words: it.to_owned(),
            ..ListLineInput::default()
        }));
        Ok(lines)
    }
}

fn chosen<T: std::str::FromStr>(typed: &str) -> Result<Option<T>, Failure> {
    (!typed.is_empty()).then(|| id(typed)).transpose()
}

async fn page(
    at: &SignedInAsker,
    event: EventId,
    asked: &Asked,
    typed: &Typed,
    wrong: (Errors, Option<Refused>),
) -> Result<ListOfPage, Failure> {
    let list = at.app.event_list(&at.asker, event, asked.after).await?;
    let q = if list.may_add { &*asked.q } else { "" };
    let found = choosing::found(at, q).await?;
    Ok(ListOfPage::new(at, &list, (asked, typed), found, wrong))
}

impl ListOfPage {
    fn new(
        at: &SignedInAsker,
        list: &EventList,
        (asked, typed): (&Asked, &Typed),
        found: Vec<Home>,
        (errors, refused): (Errors, Option<Refused>),
    ) -> Self {
        let (t, row, counts) = (at.t, &list.row, list.counts);
        let here = format!("/events/{}/list", row.id);
        let sources = Sources::new(at.procedure(), t.lang());
        let cards = refused.iter().flat_map(|it| it.cards.clone());
        let what = row.summary.as_ref().map(|it| it.reveal().clone());
        let drawn = !list.cohorts.is_empty();
        Self {
            t,
            frame: at
                .frame(Some(Place::Events), &NavCounts::default())
                .clauses(sources.cards(&list.basis))
                .clauses(cards),
            head: Head::new(t.lists_title()).crumbs([
                Crumb::link("/events", t.place_events()),
                Crumb::link(format!("/events/{}", row.id), list.number.as_str()),
                Crumb::here(t.lists_title()),
            ]),
            command: CommandId::generate().to_string(),
            state: state(at, list),
            line: what.unwrap_or_else(|| t.lists_line(list.number.as_str())),
            sources: sources.tags(&list.basis),
            counts: drawn
                .then(|| t.lists_counts(counts.lines, counts.owed, counts.picked, counts.done)),
            in_time: counts.in_time,
            gauge: drawn.then(|| gauge(t, list)),
            draws: list
                .cohorts
                .iter()
                .map(|(id, name, _)| (format!("/draw?cohort={id}"), name.clone()))
                .collect(),
            lines: list.lines.iter().map(|it| line(t, it, drawn)).collect(),
            pager: pager(t, list, &here, asked.after),
            may_add: list.may_add,
            may_import: list.may_import,
            complete: row.list_complete,
            is_history: list.is_history,
            outside_id: row.event_id.clone(),
            q: Field::new("q", t.lists_search())
                .kind("search")
                .hint(t.lists_search_hint())
                .value(&asked.q),
            found,
            typed: [
                Field::new("unit", t.desk_unit())
                    .value(&typed.unit)
                    .check(&errors),
                Field::new("name", t.events_customer())
                    .value(&typed.name)
                    .check(&errors),
                Field::new("phone", t.events_phone())
                    .kind("tel")
                    .value(&typed.phone)
                    .check(&errors),
            ],
            many: Field::new("lines", t.lists_many())
                .hint(t.events_list_add_hint())
                .value(&typed.lines)
                .check(&errors),
            here,
            refused,
            errors,
        }
    }
}

/// Whether the list is there, and by when it must be.
fn state(at: &SignedInAsker, list: &EventList) -> Mark {
    let t = at.t;
    if list.row.list_complete {
        return Mark::new(MarkKind::Done, t.lists_complete());
    }
    if list.is_history {
        return Mark::new(MarkKind::Exempt, t.events_is_history());
    }
    if !list.covered {
        return Mark::new(MarkKind::Exempt, t.events_not_covered());
    }
    if list.row.handling != Handling::Completed {
        return Mark::new(MarkKind::Open, t.lists_missing());
    }
    match list.due {
        Some(due) if due < at.today => Mark::new(MarkKind::Late, t.lists_missing()),
        Some(due) => Mark::new(MarkKind::Open, t.lists_due(t.day(due))),
        None => Mark::new(MarkKind::Open, t.lists_missing()),
    }
}

fn gauge(t: Texts, list: &EventList) -> Gauge {
    let counts = (list.counts.done, list.counts.owed);
    Gauge::new(t, t.lists_rate(), counts, list.target, false)
}

fn line(t: Texts, it: &ListedLine, drawn: bool) -> Line {
    let row = &it.row;
    let (mark, about) = match (row.done_on, row.state) {
        (Some(day), _) => (
            Mark::new(MarkKind::Done, t.day(day)),
            row.done_channel.map_or("", |it| it.title(t.lang())),
        ),
        (None, Some(state)) => (
            Mark::new(MarkKind::Left, t.lists_picked()),
            state.title(t.lang()),
        ),
        (None, None) if row.picked => (Mark::new(MarkKind::Left, t.lists_picked()), ""),
        (None, None) if drawn => (Mark::new(MarkKind::Exempt, t.lists_not_picked()), ""),
        (None, None) => (Mark::new(MarkKind::Open, t.none()), ""),
    };
    Line {
        place: row.line,
        unit: row.unit.clone().unwrap_or_default(),
        name: match (&row.name, row.person) {
            (Some(name), _) => name.reveal().clone(),
            (None, Some(_)) => t.events_erased(),
            (None, None) => String::new(),
        },
        phone: it.phone_masked.clone().unwrap_or_default(),
        number: row.number,
        mark,
        href: row.follow_up.map(|id| format!("/follow-ups/{id}")),
        about: about.to_owned(),
    }
}

fn pager(t: Texts, list: &EventList, here: &str, after: u32) -> Option<Pager> {
    let (top, bottom) = (list.lines.first()?, list.lines.last()?);
    if after == 0 && list.next.is_none() {
        return None;
    }
    let at = |after: u32| format!("{here}?after={after}");
    Some(Pager {
        words: t.lists_range(top.row.line, bottom.row.line, list.counts.lines),
        previous: (after > 0).then(|| at(after.saturating_sub(LINES))),
        next: list.next.map(at),
    })
}
