//! One paper: its figures and cases, what was written in it, what was done to it, and what comes next.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use huiyin_app::month::{
    CaseDecision, CaseEventRow, DecidePaper, Decision, PaperCase, PaperPage as Shown, PaperStep,
    PaperStepRow, ReadReturn, RecordListRow, ReviewPaper, SignPaper, WrittenPaper,
};
use huiyin_domain::entry::Word;
use huiyin_domain::{CommandId, Day, PaperId, PaperKind, PaperState, Personal, Verdict};

use super::figures::{Later, Row, heads, later, rows};
use super::forms::{Sent, TaskFields, Tried};
use super::{Task, paper_state, task_line, title};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::papers::{self, Ending, Maker};
use crate::texts::Texts;
use crate::view::{
    Action, Choice, ClauseTag, Crumb, Drawing, Errors, Field, Frame, Head, Mark, MarkKind,
    NavCounts, Place, Signature, Sources, kind_title, place_of,
};

#[derive(Template)]
#[template(path = "month/paper.html")]
struct PaperView {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    here: String,
    command: String,
    site: String,
    is_return: bool,
    state: Mark,
    due: Option<Mark>,
    sources: Vec<ClauseTag>,
    as_of: String,
    heads: Vec<String>,
    rows: Vec<Row>,
    later: Vec<Later>,
    texts: Vec<(String, String)>,
    cases: Vec<Case>,
    visits: Vec<Visit>,
    notes: Vec<Task>,
    last: Option<Last>,
    signatures: Vec<Signature>,
    next: Option<PaperStep>,
    /// What is written at length in the next step.
    areas: Vec<Field>,
    verdict: Choice,
    task: TaskFields,
    name: Field,
    /// Whether a leader read it already.
    is_read: bool,
}

/// A case of a report.
struct Case {
    number: u32,
    sort: &'static str,
    events: Vec<Event>,
    cause: String,
    /// Why nothing is done, once that is decided.
    why: Option<String>,
    tasks: Vec<Task>,
    form: CaseForm,
}

/// What is asked for a case in the next step.
struct CaseForm {
    cause: Field,
    decision: Choice,
    why: Field,
    task: TaskFields,
}

/// An event of a case.
struct Event {
    href: String,
    number: String,
    what: String,
    place: String,
    reported: String,
    completed: String,
}

/// A visit of the month.
struct Visit {
    href: String,
    day: Day,
    unit: String,
    sort: String,
    by: String,
    opinion: String,
    rating: &'static str,
    state: &'static str,
    again: String,
}

/// The return of the month before.
struct Last {
    href: String,
    title: String,
    proposals: String,
    notes: Vec<Task>,
}

/// `GET /analysis/{paper}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(paper): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.paper(&at.asker, id(&paper)?).await?;
    Ok(Page::new(PaperView::new(&at, &page, Tried::default())).into_response())
}

/// `GET /analysis/{paper}/form.pdf`, `.xlsx`, `.csv`
pub(super) async fn download(
    at: SignedInAsker,
    Path(paper): Path<String>,
    ending: Ending,
) -> Result<Response, Failure> {
    let page = at.app.paper(&at.asker, id(&paper)?).await?;
    let paper = papers::analysis(&Maker::of(&at), &page);
    let row = &page.line.row;
    let name = format!("{}-{}-{}", row.kind.id(), page.site.code(), row.month);
    papers::file(&at.app, &name, ending, [paper]).await
}

/// `POST /analysis/{paper}/signature`: back to the paper.
pub(super) async fn sign(
    at: SignedInAsker,
    Path(paper): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (paper, sent) = (id(&paper)?, Sent(sent));
    let get = |name: &str| sent.get(name).to_owned();
    let mut causes: Vec<(u32, String)> = sent
        .numbers("cause")
        .into_iter()
        .map(|number| (number, get(&format!("cause.{number}"))))
        .collect();
    causes.push((0, get("cause")));
    let input = SignPaper {
        paper,
        written: WrittenPaper {
            causes,
            problems: get("problems"),
            proposals: get("proposals"),
            last_month: get("last_month"),
        },
        signature: sent.ink(),
    };
    let done = at.app.sign_paper(&at.asker, sent.command()?, input).await;
    answer(&at, paper, sent, done).await
}

/// `POST /analysis/{paper}/review`: back to the paper.
pub(super) async fn review(
    at: SignedInAsker,
    Path(paper): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (paper, sent) = (id(&paper)?, Sent(sent));
    let input = ReviewPaper {
        paper,
        verdict: Verdict::of_id(sent.get("verdict")),
        opinion: sent.get("opinion").to_owned(),
        signature: sent.ink(),
    };
    let done = at.app.review_paper(&at.asker, sent.command()?, input).await;
    answer(&at, paper, sent, done).await
}

/// `POST /analysis/{paper}/decision`: back to the paper.
pub(super) async fn decide(
    at: SignedInAsker,
    Path(paper): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (paper, sent) = (id(&paper)?, Sent(sent));
    let case = |number: u32| CaseDecision {
        number,
        decision: match sent.get(&format!("decision.{number}")) {
            "corrective" => Some(Decision::Corrective),
            "preventive" => Some(Decision::Preventive),
            "nothing" => Some(Decision::Nothing),
            _ => None,
        },
        why: sent.get(&format!("why.{number}")).to_owned(),
        task: sent.task(&format!(".{number}")),
    };
    let input = DecidePaper {
        paper,
        cases: sent.numbers("why").into_iter().map(case).collect(),
        opinion: sent.get("opinion").to_owned(),
        signature: sent.ink(),
    };
    let done = at.app.decide_paper(&at.asker, sent.command()?, input).await;
    answer(&at, paper, sent, done).await
}

/// `POST /analysis/{paper}/reading`: back to the paper.
pub(super) async fn read(
    at: SignedInAsker,
    Path(paper): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (paper, sent) = (id(&paper)?, Sent(sent));
    let is_note = sent.get("note") == "yes";
    let input = ReadReturn {
        paper,
        note: is_note.then(|| sent.task("")),
    };
    let done = at.app.read_return(&at.asker, sent.command()?, input).await;
    answer(&at, paper, sent, done).await
}

/// Back to the paper where it is done; the page again, with what was typed, where it is not.
async fn answer(
    at: &SignedInAsker,
    paper: PaperId,
    sent: Sent,
    done: huiyin_app::Result<()>,
) -> Result<Response, Failure> {
    let Some(tried) = Tried::of(at, done, sent).await? else {
        return Ok(Redirect::to(&format!("/analysis/{paper}")).into_response());
    };
    let page = at.app.paper(&at.asker, paper).await?;
    Ok(tried.page(|tried| PaperView::new(at, &page, tried)))
}

impl PaperView {
    fn new(at: &SignedInAsker, page: &Shown, tried: Tried) -> Self {
        let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
        let row = page.line.row;
        let title = title(t, row.kind, row.month);
        let due = row.due.filter(|_| row.state.is_unsigned());
        let late = page.line.is_late && !row.state.is_unsigned();
        let late = late.then(|| Mark::new(MarkKind::Late, t.month_signed_late()));
        let is_read = row.state == PaperState::Read;
        Self {
            t,
            frame: at
                .frame(Some(Place::Analysis), &NavCounts::default())
                .clauses(sources.cards(&page.basis))
                .clauses(tried.refused.iter().flat_map(|it| it.cards.clone())),
            head: Head::new(title.as_str())
                .crumbs([
                    Crumb::link("/analysis", t.place_analysis()),
                    Crumb::here(title.as_str()),
                ])
                .actions([
                    Action::new(format!("/analysis/{}/form.pdf", row.id), t.papers_pdf()),
                    Action::new(format!("/analysis/{}/form.xlsx", row.id), t.papers_xlsx()),
                    Action::new(format!("/analysis/{}/figures.csv", row.id), t.month_file()),
                ]),
            here: format!("/analysis/{}", row.id),
            command: CommandId::generate().to_string(),
            site: page.site.name().to_owned(),
            is_return: row.kind == PaperKind::Return,
            state: paper_state(t, row.state),
            due: due.map(|due| Mark::due(t, due, at.today)).or(late),
            sources: sources.tags(&page.basis),
            as_of: t.month_as_of(t.moment(at.site.zone().local(page.figures.as_of))),
            heads: heads(t, &page.figures),
            rows: rows(t, &page.figures),
            later: later(t, &page.figures),
            texts: texts(t, page),
            cases: page
                .cases
                .iter()
                .map(|it| case(at, page, it, &tried))
                .collect(),
            visits: page.visits.iter().map(|(_, it)| visit(t, it)).collect(),
            notes: page.notes.iter().map(|it| task_line(at, it)).collect(),
            last: last(at, page),
            signatures: page.steps.iter().map(|it| signature(at, it)).collect(),
            next: page.next,
            areas: areas(t, page, &tried),
            verdict: tried.choice(
                "verdict",
                t.month_verdict(),
                [
                    (Verdict::Accepted.id(), t.month_accept()),
                    (Verdict::SentBack.id(), t.month_send_back()),
                ],
            ),
            task: TaskFields::new(t, &tried, &page.staff, ""),
            name: tried
                .area("name", t.sheet_name(), None)
                .hint(t.sheet_name_hint()),
            is_read,
            refused: tried.refused,
            errors: tried.errors,
        }
    }
}

/// What is written at length in the next step, besides what is asked for each case.
fn areas(t: Texts, page: &Shown, tried: &Tried) -> Vec<Field> {
    let before = |word| page.said(word, 0).map(|it| it.reveal().as_str());
    let area = |name: &str, label, word| tried.area(name, label, before(word));
    match (page.next, page.line.row.kind) {
        (Some(PaperStep::Sign), PaperKind::Return) => vec![
            area("problems", t.month_problems(), Word::Problems).required(),
            area("cause", t.month_causes(), Word::Cause).required(),
            area("proposals", t.month_proposals(), Word::Proposals).required(),
            area("last_month", t.month_last_month(), Word::LastMonth).required(),
        ],
        (Some(PaperStep::Sign), PaperKind::Analysis) => {
            vec![area("proposals", t.month_proposals(), Word::Proposals)]
        }
        (Some(PaperStep::Review), _) => {
            vec![tried.area("opinion", t.month_opinion(), None).required()]
        }
        (Some(PaperStep::Decide), _) => vec![tried.area("opinion", t.month_opinion(), None)],
        _ => Vec::new(),
    }
}

/// What was written about the whole, each under its title.
fn texts(t: Texts, page: &Shown) -> Vec<(String, String)> {
    let words = [
        (t.month_problems(), Word::Problems),
        (t.month_causes(), Word::Cause),
        (t.month_proposals(), Word::Proposals),
        (t.month_last_month(), Word::LastMonth),
    ];
    let there = words.into_iter().filter_map(|(title, word)| {
        let said = page.said(word, 0)?;
        Some((title, said.reveal().clone()))
    });
    there.collect()
}

fn case(at: &SignedInAsker, page: &Shown, found: &PaperCase, tried: &Tried) -> Case {
    let t = at.t;
    let number = found.row.number;
    let said = |word| page.said(word, number).map(|it| it.reveal().clone());
    let end = format!(".{number}");
    let cause = said(Word::Cause);
    Case {
        number,
        sort: found.row.sort.title(t.lang()),
        events: found
            .events
            .iter()
            .map(|(number, it)| event(at, number, it))
            .collect(),
        why: found
            .row
            .without_action
            .then(|| said(Word::Why).unwrap_or_default()),
        tasks: found.tasks.iter().map(|it| task_line(at, it)).collect(),
        form: CaseForm {
            cause: tried
                .area(format!("cause{end}"), t.month_cause(), cause.as_deref())
                .required(),
            decision: tried.choice(
                format!("decision{end}"),
                t.month_decision(),
                [
                    ("corrective", t.month_corrective()),
                    ("preventive", t.month_preventive()),
                    ("nothing", t.month_nothing()),
                ],
            ),
            why: tried.area(format!("why{end}"), t.month_why_nothing(), None),
            task: TaskFields::new(t, tried, &page.staff, &end),
        },
        cause: cause.unwrap_or_default(),
    }
}

fn event(at: &SignedInAsker, number: &str, row: &CaseEventRow) -> Event {
    let t = at.t;
    let day = |at_: Option<huiyin_domain::Instant>| {
        at_.map_or_else(|| "—".to_owned(), |moment| t.day(at.site.day(moment)))
    };
    let kind = row.kind.as_deref().map(|it| kind_title(t, it));
    let place = place_of(row.unit.as_deref(), row.asset.as_deref());
    let place = [Some(place).filter(|it| !it.is_empty()), kind];
    let place: Vec<String> = place.into_iter().flatten().collect();
    Event {
        href: format!("/events/{}", row.event),
        number: number.to_owned(),
        what: crate::pages::complaints::what(t, row.confidential, row.summary.as_deref(), || {
            t.privacy_not_shown()
        }),
        place: place.join("・"),
        reported: day(row.reported_at),
        completed: day(row.completed_at),
    }
}

fn visit(t: Texts, row: &RecordListRow) -> Visit {
    Visit {
        href: format!("/records/{}", row.id),
        day: row.visited_on,
        unit: row.unit.clone().unwrap_or_default(),
        sort: [
            row.category.title(t.lang()).to_owned(),
            t.visits_title(row.round),
            row.channel.recorded(t.lang()).to_owned(),
        ]
        .join("・"),
        by: words(row.recorded_by.as_ref()),
        opinion: papers::opinion(t, row),
        again: papers::again(t, row),
        rating: row.rating.map_or("—", |it| it.title(t.lang())),
        state: row.state.title(t.lang()),
    }
}

fn last(at: &SignedInAsker, page: &Shown) -> Option<Last> {
    let last = page.last.as_ref()?;
    Some(Last {
        href: format!("/analysis/{}", last.row.id),
        title: title(at.t, last.row.kind, last.row.month),
        proposals: words(last.proposals.as_ref()),
        notes: last.notes.iter().map(|it| task_line(at, it)).collect(),
    })
}

/// A step as a box with the signature, where it was signed.
fn signature(at: &SignedInAsker, row: &PaperStepRow) -> Signature {
    let t = at.t;
    let name = words(row.name.as_ref());
    let signed = words(row.signed_name.as_ref());
    let strokes = row.strokes.as_ref();
    let when = t.moment(at.site.zone().local(row.done_at));
    let said = words(row.said.as_ref());
    Signature {
        drawing: strokes.and_then(|it| Drawing::read(it.reveal())),
        said: if signed.is_empty() {
            name.clone()
        } else {
            signed
        },
        who: name,
        mark: Some(paper_state(t, row.state)),
        note: if said.is_empty() {
            when
        } else {
            format!("{when}　{said}")
        },
    }
}

pub(super) fn words(words: Option<&Personal<String>>) -> String {
    words.map_or_else(String::new, |it| it.reveal().clone())
}

pub(super) fn id(text: &str) -> Result<PaperId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}
