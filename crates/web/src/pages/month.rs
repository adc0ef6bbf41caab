//! The month's end: the papers of the months, and what somebody was given to do because of them.

mod figures;
mod forms;
mod paper;
mod task;

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use huiyin_app::month::{PaperLine, TaskLine};
use huiyin_domain::{Day, Month, PaperKind, PaperState, TaskState};
use huiyin_rules::procedure::Basis;

use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{ClauseTag, Frame, Head, Mark, MarkKind, NavCounts, Place, Sources};

/// The pages of the month's end.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/analysis", get(list))
        .route("/analysis/{paper}", get(paper::show))
        .route("/analysis/{paper}/figures.csv", get(figures::download))
        .route("/analysis/{paper}/form.pdf", get(paper::download))
        .route("/analysis/{paper}/form.xlsx", get(paper::download))
        .route("/analysis/{paper}/form.csv", get(paper::download))
        .route("/analysis/{paper}/signature", post(paper::sign))
        .route("/analysis/{paper}/review", post(paper::review))
        .route("/analysis/{paper}/decision", post(paper::decide))
        .route("/analysis/{paper}/reading", post(paper::read))
        .route("/tasks/{task}", get(task::show))
        .route("/tasks/{task}/form.pdf", get(task::download))
        .route("/tasks/{task}/outcome", post(task::finish))
        .route("/tasks/{task}/check", post(task::check))
        .route("/tasks/{task}/change", post(task::change))
}

#[derive(Template)]
#[template(path = "month/list.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    head: Head,
    sources: Vec<ClauseTag>,
    papers: Vec<Paper>,
    open: Vec<Task>,
    closed: Vec<Task>,
}

/// A paper in a list.
pub(crate) struct Paper {
    pub(crate) href: String,
    pub(crate) kind: &'static str,
    pub(crate) month: String,
    pub(crate) cases: Option<u64>,
    pub(crate) due: Option<Day>,
    pub(crate) is_late: bool,
    pub(crate) state: Mark,
}

/// A task in a list.
pub(crate) struct Task {
    pub(crate) href: String,
    pub(crate) kind: &'static str,
    pub(crate) action: String,
    pub(crate) from: (String, String),
    pub(crate) owner: String,
    pub(crate) is_mine: bool,
    pub(crate) due: Day,
    /// How its last day stands; how far it is, once it is done.
    pub(crate) mark: Mark,
    pub(crate) is_late: bool,
}

/// `GET /analysis`
async fn list(at: SignedInAsker) -> Result<Response, Failure> {
    let page = at.app.month_page(&at.asker, at.site.id()).await?;
    let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
    let procedure = at.procedure();
    let analysis = procedure.analysis.as_ref().map(|rule| &rule.basis);
    let monthly = procedure.monthly_return.as_ref().map(|rule| &rule.basis);
    let bases: Vec<&Basis> = analysis.into_iter().chain(monthly).collect();
    let cards: Vec<_> = bases.iter().flat_map(|it| sources.cards(it)).collect();
    let view = ListPage {
        t,
        frame: at
            .frame(Some(Place::Analysis), &NavCounts::default())
            .clauses(cards),
        head: Head::new(t.place_analysis()),
        sources: bases.iter().flat_map(|it| sources.tags(it)).collect(),
        papers: page.papers.iter().map(|it| paper_line(t, it)).collect(),
        open: page.open.iter().map(|it| task_line(&at, it)).collect(),
        closed: page.closed.iter().map(|it| task_line(&at, it)).collect(),
    };
    Ok(Page::new(view).into_response())
}

/// The title of a paper: 2026年3月統計分析報告.
fn title(t: Texts, kind: PaperKind, month: Month) -> String {
    t.month_paper(t.month(month), kind.title(t.lang()))
}

pub(crate) fn paper_line(t: Texts, line: &PaperLine) -> Paper {
    let row = line.row;
    Paper {
        href: format!("/analysis/{}", row.id),
        kind: row.kind.title(t.lang()),
        month: t.month(row.month),
        cases: (row.kind == PaperKind::Analysis).then_some(row.cases),
        due: row.due,
        is_late: line.is_late,
        state: paper_state(t, row.state),
    }
}

fn paper_state(t: Texts, state: PaperState) -> Mark {
    let kind = match state {
        PaperState::Drafted => MarkKind::Open,
        PaperState::SentBack => MarkKind::Late,
        PaperState::Signed | PaperState::Accepted | PaperState::Delivered => MarkKind::Review,
        PaperState::Decided | PaperState::Read => MarkKind::Done,
    };
    Mark::new(kind, state.title(t.lang()))
}

pub(crate) fn task_line(at: &SignedInAsker, line: &TaskLine) -> Task {
    let (t, row) = (at.t, &line.row);
    let words = |words: &Option<huiyin_domain::Personal<String>>| {
        let words = words.as_ref();
        words.map_or_else(String::new, |it| it.reveal().clone())
    };
    Task {
        href: format!("/tasks/{}", row.id),
        kind: row.kind.title(t.lang()),
        action: words(&row.action),
        from: (
            format!("/analysis/{}", row.paper),
            title(t, row.paper_kind, row.month),
        ),
        owner: words(&row.owner_name),
        is_mine: line.is_mine,
        due: row.due,
        mark: match row.state {
            TaskState::Open => Mark::due(t, row.due, at.today),
            state => task_state(t, state),
        },
        is_late: line.is_late,
    }
}

fn task_state(t: Texts, state: TaskState) -> Mark {
    let kind = match state {
        TaskState::Open => MarkKind::Open,
        TaskState::Done => MarkKind::Review,
        TaskState::Effective | TaskState::Closed => MarkKind::Done,
        TaskState::Ineffective => MarkKind::Fail,
    };
    Mark::new(kind, state.title(t.lang()))
}
