//! The list of events, with filters and search; many are completed at once.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::events::{CompleteEvents, DueFilter, EventFilter, EventLine};
use huiyin_domain::{Category, CommandId, Day, EventId, Handling};
use huiyin_rules::procedure::Basis;

use super::{command, id, time};
use crate::address::with_query;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::papers::{self, Ending, Maker};
use crate::preferences::local;
use crate::texts::Texts;
use crate::view::{
    Action, Choice, ClauseCard, ClauseTag, Errors, Field, Frame, Head, Mark, MarkKind, NavCounts,
    Pager, Place, Sources, of_row, sort,
};

/// What the filters send; empty is no filter.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    category: String,
    handling: String,
    due: String,
    month: String,
    unit: String,
    after: String,
}

/// What was ticked and typed to complete many.
#[derive(Default)]
struct Ticked {
    events: Vec<String>,
    completed_at: String,
}

#[derive(Template)]
#[template(path = "events/list.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    back: String,
    unit: String,
    search: Field,
    category: Choice,
    handling: Choice,
    due: Choice,
    month: Field,
    completed_at: Field,
    lines: Vec<Line>,
    pager: Option<Pager>,
    may_complete: bool,
}

/// An event.
struct Line {
    id: EventId,
    ticked: bool,
    open: bool,
    href: String,
    number: String,
    reported: Option<String>,
    unit: String,
    customer: String,
    what: String,
    sort: String,
    sources: Vec<ClauseTag>,
    handling: Mark,
    owner: String,
    completed: Option<Day>,
    due: Option<(Mark, Day)>,
}

/// `GET /events`
pub(super) async fn show(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let page = page(&at, &asked, &Ticked::default(), (Errors::default(), None)).await?;
    Ok(Page::new(page).into_response())
}

/// `POST /events/completion`: completes what is ticked, and goes back to the list as it was filtered.
pub(super) async fn complete(
    at: SignedInAsker,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let one = |name: &str| {
        let found = sent.iter().find(|(sent, _)| sent == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let ticked = Ticked {
        events: sent
            .iter()
            .filter(|(name, _)| name == "events")
            .map(|(_, value)| value.clone())
            .collect(),
        completed_at: one("completed_at").to_owned(),
    };
    let events: Result<Vec<EventId>, Failure> = ticked.events.iter().map(|it| id(it)).collect();
    let events = events?;
    let about: Vec<_> = events.iter().map(|it| it.uuid()).collect();
    let input = CompleteEvents {
        site: at.site.id(),
        events,
        completed_at: time(&ticked.completed_at),
        rating: None,
    };
    let back = local(one("back"));
    let done = at
        .app
        .complete_events(&at.asker, command(one("command"))?, input);
    let wrong = match done.await {
        Ok(_) => return Ok(Redirect::to(back).into_response()),
        Err(Error::Invalid(wrong)) => (Errors::of_fields(at.t, &wrong), None),
        Err(error) => (
            Errors::default(),
            Some(at.refused_about(error, &about).await?),
        ),
    };
    let query = back.split_once('?').map_or("", |(_, query)| query);
    let asked =
        Query::<Asked>::try_from_uri(&format!("/events?{query}").parse().unwrap_or_default())
            .map(|Query(asked)| asked)
            .unwrap_or_default();
    let page = page(&at, &asked, &ticked, wrong).await?;
    Ok(Page::not_accepted(page).into_response())
}

/// `GET /events.xlsx?…`, `.csv`, `.pdf`: all that the filters of the list find.
pub(super) async fn download(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let filter = filter_of(&asked);
    let found = at.app.all_events(&at.asker, at.site.id(), &filter).await?;
    let paper = papers::event_list(&Maker::of(&at), &found);
    drop(found);
    let name = format!("events-{}", at.site.code());
    papers::file(&at.app, &name, ending, [paper]).await
}

fn filter_of(asked: &Asked) -> EventFilter {
    EventFilter {
        category: Category::of_id(&asked.category),
        handling: Handling::of_id(&asked.handling),
        due: due_of(&asked.due),
        text: asked.q.trim().to_owned(),
        unit: asked.unit.parse().ok(),
        month: asked.month.parse().ok(),
    }
}

async fn page(
    at: &SignedInAsker,
    asked: &Asked,
    ticked: &Ticked,
    (errors, refused): (Errors, Option<Refused>),
) -> Result<ListPage, Failure> {
    let t = at.t;
    let filter = filter_of(asked);
    let after = asked.after.parse().ok();
    let found = at
        .app
        .events(&at.asker, at.site.id(), &filter, after)
        .await?;
    let sources = Sources::new(at.procedure(), t.lang());
    let lines: Vec<Line> = found
        .rows
        .iter()
        .map(|it| line(at, it, &ticked.events))
        .collect();
    let cards: Vec<ClauseCard> = found
        .rows
        .iter()
        .flat_map(|it| sources.cards(&basis(at, it.row.category)))
        .collect();
    let next = found.next.map(|cursor| query(asked, &cursor.to_string()));
    let previous = (!asked.after.is_empty()).then(|| query(asked, ""));
    Ok(ListPage {
        t,
        frame: at
            .frame(Some(Place::Events), &NavCounts::default())
            .clauses(cards)
            .clauses(refused.iter().flat_map(|it| it.cards.clone())),
        head: Head::new(t.place_events()).actions(
            [
                Action::new("/events/new", t.events_new())
                    .primary()
                    .key('N'),
                Action::new("/imports", t.events_import()),
            ]
            .into_iter()
            .chain(Action::files(t, |ending| file_of(asked, ending))),
        ),
        refused,
        command: CommandId::generate().to_string(),
        back: query(asked, &asked.after),
        unit: asked.unit.clone(),
        search: Field::new("q", t.events_search())
            .kind("search")
            .value(&asked.q)
            .key('/'),
        category: Choice::new("category", t.events_category()).options(
            std::iter::once((String::new(), t.events_all())).chain(
                Category::ALL
                    .iter()
                    .map(|it| (it.id().to_owned(), it.title(t.lang()).to_owned())),
            ),
            &asked.category,
        ),
        handling: Choice::new("handling", t.events_handling()).options(
            std::iter::once((String::new(), t.events_all())).chain(
                Handling::ALL
                    .iter()
                    .map(|it| (it.id().to_owned(), it.title(t.lang()).to_owned())),
            ),
            &asked.handling,
        ),
        due: Choice::new("due", t.events_due()).options(
            [
                ("", t.events_all()),
                ("late", t.desk_late()),
                ("today", t.mark_today()),
                ("week", t.events_week()),
                ("any", t.events_any_due()),
            ],
            &asked.due,
        ),
        month: Field::new("month", t.events_month())
            .kind("month")
            .value(&asked.month),
        completed_at: Field::new("completed_at", t.events_completed_at())
            .kind("datetime-local")
            .value(&ticked.completed_at)
            .hint(t.events_completed_at_hint())
            .check(&errors),
        errors,
        may_complete: lines.iter().any(|it| it.open),
        pager: (next.is_some() || previous.is_some()).then(|| Pager {
            words: t.events_count(lines.len()),
            previous,
            next,
        }),
        lines,
    })
}

/// The address of the list with the same filters, from a place in it on.
fn query(asked: &Asked, after: &str) -> String {
    with_query("/events", &fields(asked, after))
}

/// The address of all that the same filters find, as a file.
fn file_of(asked: &Asked, ending: &str) -> String {
    with_query(&format!("/events.{ending}"), &fields(asked, ""))
}

fn fields<'a>(asked: &'a Asked, after: &'a str) -> [(&'static str, &'a str); 7] {
    [
        ("q", asked.q.as_str()),
        ("category", &asked.category),
        ("handling", &asked.handling),
        ("due", &asked.due),
        ("month", &asked.month),
        ("unit", &asked.unit),
        ("after", after),
    ]
}

fn due_of(text: &str) -> Option<DueFilter> {
    match text {
        "late" => Some(DueFilter::Late),
        "today" => Some(DueFilter::Today),
        "week" => Some(DueFilter::Week),
        "any" => Some(DueFilter::Any),
        _ => None,
    }
}

/// What says how long after the completion a follow-up of this category is in time.
fn basis(at: &SignedInAsker, category: Category) -> Basis {
    let rules = at.procedure().categories.iter();
    let rule = rules.into_iter().find(|it| it.id == category);
    let basis = rule.map(|rule| &rule.rate.basis);
    basis.map_or_else(Basis::default, |it| of_row(&it.clauses, &it.readings))
}

/// The mark of a state of handling.
pub(super) fn handling_mark(t: Texts, handling: Handling) -> Mark {
    let kind = match handling {
        Handling::Reported => MarkKind::Open,
        Handling::InHand => MarkKind::Review,
        Handling::Completed => MarkKind::Done,
    };
    Mark::new(kind, handling.title(t.lang()))
}

fn line(at: &SignedInAsker, line: &EventLine, ticked: &[String]) -> Line {
    let (t, row) = (at.t, &line.row);
    let words = |name: &Option<huiyin_domain::Personal<String>>| {
        name.as_ref()
            .map_or_else(String::new, |it| it.reveal().clone())
    };
    let sort = sort(t, row.category, row.kind.as_deref(), row.severity);
    let zone = at.site.zone();
    Line {
        id: row.id,
        ticked: ticked.contains(&row.id.to_string()),
        open: row.handling != Handling::Completed,
        href: format!("/events/{}", row.id),
        number: line.number.clone(),
        reported: row.reported_at.map(|it| t.moment(zone.local(it))),
        unit: row.unit.clone().unwrap_or_default(),
        customer: words(&row.customer),
        what: if row.confidential {
            t.complaints_confidential()
        } else {
            (row.summary.as_ref()).map_or_else(
                || t.privacy_not_shown(),
                |it| shortened(it.reveal().clone()),
            )
        },
        sort,
        sources: if row.due.is_some() {
            Sources::new(at.procedure(), t.lang()).tags(&basis(at, row.category))
        } else {
            Vec::new()
        },
        handling: if row.merged {
            Mark::new(MarkKind::Done, t.complaints_is_merged())
        } else {
            handling_mark(t, row.handling)
        },
        owner: words(&row.owner),
        completed: row.completed_at.map(|it| at.site.day(it)),
        due: row.due.map(|due| (Mark::due(t, due, at.today), due)),
    }
}

/// How many characters of what happened a line shows; the whole is on the event's page.
const MOST_OF_SUMMARY: usize = 32;

fn shortened(words: String) -> String {
    match words.char_indices().nth(MOST_OF_SUMMARY) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
