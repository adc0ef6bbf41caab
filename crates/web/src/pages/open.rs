//! The ledger of open ends: what was raised and has no answer yet, each settled by writing down what became of it.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::ledger::{LackingEvent, Lacks, Ledger, OpenMatter, Undecided};
use huiyin_app::visits::SettleMatter;
use huiyin_domain::{CommandId, Day, MatterId};

use super::form_page::FormPage;
use super::month::{Paper, Task, paper_line, task_line};
use super::privacy::{RequestLine, request_line};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{
    ClauseTag, Crumb, Errors, Field, Frame, Head, Mark, MarkKind, NavCounts, Place, Sources, Tag,
};

/// The pages of open ends.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/open", get(list))
        .route("/matters/{matter}", get(show).post(settle))
}

#[derive(Template)]
#[template(path = "open.html")]
struct OpenPage {
    t: Texts,
    frame: Frame,
    head: Head,
    late: usize,
    sources: Vec<ClauseTag>,
    matters: Vec<Line>,
    lacking: Vec<Lacking>,
    undecided: Vec<UndecidedLine>,
    decision_sources: Vec<ClauseTag>,
    papers: Vec<Paper>,
    tasks: Vec<Task>,
    requests: Vec<RequestLine>,
}

#[derive(Template)]
#[template(path = "matter.html")]
struct MatterPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    line: Line,
    outcome: Field,
}

/// Something that was raised.
struct Line {
    href: String,
    mark: Mark,
    day: Day,
    sort: Tag,
    said: String,
    explained: Option<String>,
    event: (String, String),
    record: String,
    unit: String,
    category: &'static str,
    owner: String,
    may_settle: bool,
}

/// An event that lacks something.
struct Lacking {
    mark: Mark,
    href: String,
    number: String,
    what: String,
    category: &'static str,
    sources: Vec<ClauseTag>,
    /// Where the 復函情況 is entered, by who may.
    enter: Option<String>,
}

/// A record that waits for the manager's opinion.
struct UndecidedLine {
    href: String,
    number: String,
    day: Day,
    unit: String,
    what: String,
    category: &'static str,
}

/// What the form sends.
#[derive(Deserialize, Default)]
struct Typed {
    #[serde(default)]
    command: String,
    #[serde(default)]
    outcome: String,
}

/// `GET /open`
async fn list(at: SignedInAsker) -> Result<Response, Failure> {
    let ledger = at.app.ledger(&at.asker, at.site.id()).await?;
    let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
    let matters: Vec<Line> = ledger.matters.iter().map(|it| line(&at, it)).collect();
    let late = matters.iter().filter(|it| it.mark.kind == MarkKind::Late);
    let late_papers = ledger
        .papers
        .iter()
        .filter(|it| it.is_late && it.row.state.is_unsigned());
    let late_tasks = ledger.tasks.iter().filter(|it| it.is_late);
    let lacking_bases = ledger.lacking.iter().map(|it| &it.basis);
    let cards: Vec<_> = lacking_bases.flat_map(|it| sources.cards(it)).collect();
    let page = OpenPage {
        t,
        frame: at
            .frame(Some(Place::Open), &counts(&ledger))
            .clauses(sources.cards(&ledger.basis))
            .clauses(cards)
            .clauses(sources.cards(&ledger.decision_basis)),
        head: Head::new(t.place_open()),
        late: late.count()
            + late_papers.count()
            + late_tasks.count()
            + ledger.requests.iter().filter(|it| it.late).count(),
        requests: ledger
            .requests
            .iter()
            .map(|it| request_line(&at, &it.row))
            .collect(),
        papers: ledger.papers.iter().map(|it| paper_line(t, it)).collect(),
        tasks: ledger.tasks.iter().map(|it| task_line(&at, it)).collect(),
        sources: sources.tags(&ledger.basis),
        matters,
        lacking: ledger.lacking.iter().map(|it| lacking(&at, it)).collect(),
        undecided: ledger
            .undecided
            .iter()
            .map(|it| undecided(&at, it))
            .collect(),
        decision_sources: sources.tags(&ledger.decision_basis),
    };
    Ok(Page::new(page).into_response())
}

fn counts(ledger: &Ledger) -> NavCounts {
    NavCounts {
        open: (ledger.matters.len()
            + ledger.lacking.len()
            + ledger.undecided.len()
            + ledger.papers.len()
            + ledger.tasks.len()
            + ledger.requests.len()) as u64,
        ..NavCounts::default()
    }
}

/// `GET /matters/{matter}`
async fn show(at: SignedInAsker, Path(matter): Path<String>) -> Result<Response, Failure> {
    let typed = Typed {
        command: CommandId::generate().to_string(),
        ..Typed::default()
    };
    let matter = read(&matter)?;
    let Some(page) = page(&at, matter, &typed, (Errors::default(), None)).await? else {
        at.app.check_matter(&at.asker, matter).await?;
        return Err(Failure::new(Kind::NotFound));
    };
    Ok(Page::new(page).into_response())
}

/// `POST /matters/{matter}`: back to the ledger.
async fn settle(
    at: SignedInAsker,
    Path(matter): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let matter = read(&matter)?;
    let command = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let input = SettleMatter {
        matter,
        outcome: typed.outcome.clone(),
    };
    let wrong = match at.app.settle_matter(&at.asker, command, &input).await {
        Ok(()) => return Ok(Redirect::to("/open").into_response()),
        Err(Error::Invalid(wrong)) => (Errors::of_fields(at.t, &wrong), None),
        Err(error) => (Errors::default(), Some(at.refused(error).await?)),
    };
    match page(&at, matter, &typed, wrong.clone()).await? {
        Some(page) => Ok(Page::not_accepted(page).into_response()),
        None => Ok(settled(&at, &typed, wrong)),
    }
}

/// What somebody else settled meanwhile stands in the ledger no more.
fn settled(at: &SignedInAsker, typed: &Typed, wrong: (Errors, Option<Refused>)) -> Response {
    let t = at.t;
    let head = Head::new(t.open_matter()).crumbs([Crumb::link("/open", t.place_open())]);
    let outcome = Field::new("outcome", t.open_outcome()).value(&typed.outcome);
    FormPage::new(at, Place::Open, head, at.path())
        .areas(vec![outcome])
        .back("/open")
        .answer(wrong)
}

fn read(matter: &str) -> Result<MatterId, Failure> {
    matter.parse().map_err(|_| Failure::new(Kind::NotFound))
}

async fn page(
    at: &SignedInAsker,
    matter: MatterId,
    typed: &Typed,
    (errors, refused): (Errors, Option<Refused>),
) -> Result<Option<MatterPage>, Failure> {
    let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
    let ledger = at.app.ledger(&at.asker, at.site.id()).await?;
    let found = ledger.matters.iter().find(|it| it.row.id == matter);
    let Some(found) = found else {
        return Ok(None);
    };
    let cards = refused.iter().flat_map(|it| it.cards.clone());
    Ok(Some(MatterPage {
        t,
        frame: at
            .frame(Some(Place::Open), &counts(&ledger))
            .clauses(sources.cards(&ledger.basis))
            .clauses(cards),
        head: Head::new(t.open_matter()).crumbs([
            Crumb::link("/open", t.place_open()),
            Crumb::here(&found.number),
        ]),
        outcome: Field::new("outcome", t.open_outcome())
            .hint(t.open_outcome_hint())
            .value(&typed.outcome)
            .required()
            .check(&errors),
        command: typed.command.clone(),
        line: line(at, found),
        refused,
        errors,
    }))
}

fn line(at: &SignedInAsker, matter: &OpenMatter) -> Line {
    let (t, row) = (at.t, &matter.row);
    let mark = match matter.due {
        Some(due) => Mark::due(t, due, at.today),
        None => Mark::new(MarkKind::Open, t.desk_matters()),
    };
    let kind = row.kind.title(t.lang());
    Line {
        href: format!("/matters/{}", row.id),
        mark,
        day: matter.due.unwrap_or_else(|| at.site.day(row.raised_at)),
        sort: Tag::plain(if row.dissatisfaction {
            t.open_dissatisfied()
        } else {
            kind.to_owned()
        }),
        said: super::complaints::what(t, row.confidential, row.said.as_deref(), String::new),
        explained: row.explained.clone(),
        event: (format!("/events/{}", row.event), matter.number.clone()),
        record: format!("/records/{}", row.record),
        unit: row.unit.clone().unwrap_or_default(),
        category: row.category.title(t.lang()),
        owner: row.owner_name.clone().unwrap_or_else(|| t.none()),
        may_settle: matter.may_settle,
    }
}

fn lacking(at: &SignedInAsker, lacking: &LackingEvent) -> Lacking {
    let t = at.t;
    let row = &lacking.row;
    let (words, form) = match row.lacks {
        Lacks::List => (t.desk_lists(), Some("list")),
        Lacks::Letter => (t.desk_replies(), Some("reply")),
        Lacks::Reply => (t.complaints_reply_missing(), Some("reply")),
        Lacks::Reason => (t.complaints_reason_missing(), Some("judgement")),
    };
    Lacking {
        mark: Mark::new(MarkKind::Open, words),
        href: format!("/events/{}", lacking.event),
        number: lacking.number.clone(),
        what: super::complaints::what(t, row.confidential, row.summary.as_deref(), || {
            t.privacy_not_shown()
        }),
        category: lacking.row.category.title(t.lang()),
        sources: Sources::new(at.procedure(), t.lang()).tags(&lacking.basis),
        enter: form
            .filter(|_| lacking.may_enter)
            .map(|form| format!("/events/{}/{form}", lacking.event)),
    }
}

fn undecided(at: &SignedInAsker, it: &Undecided) -> UndecidedLine {
    let (t, row) = (at.t, &it.row);
    UndecidedLine {
        href: format!("/records/{}", row.record),
        number: it.number.clone(),
        day: at.site.day(row.found_at),
        unit: row.unit.clone().unwrap_or_default(),
        what: super::complaints::what(t, row.confidential, row.summary.as_deref(), || {
            t.privacy_not_shown()
        }),
        category: row.category.title(t.lang()),
    }
}
