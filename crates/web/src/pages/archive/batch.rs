//! One batch: its list, what was done to it, and what comes next.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use huiyin_app::archive::{
    ArchivedRow, BatchPage as Batch, DisposeBatch, HoldBatch, JudgeDisposal, NextStep,
    ProposeDisposal, ReceiveBatch, ReviewBatch, StepRow,
};
use huiyin_app::letters::LetterRow;
use huiyin_app::visits::Ink;
use huiyin_domain::entry::{BatchStep, FollowUpState, LetterSection};
use huiyin_domain::{BatchId, CommandId, Day, Personal, RecordId};

use super::state;
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::photos::FileLine;
use crate::pages::public_letters::{photos_of, posted};
use crate::pages::tried;
use crate::papers::{self, Ending, Maker};
use crate::texts::Texts;
use crate::view::{
    Action, ClauseTag, Crumb, Errors, Field, Frame, Head, Mark, MarkKind, NavCounts, Place, Sources,
};

#[derive(Template)]
#[template(path = "archive/batch.html")]
struct BatchView {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    here: String,
    command: String,
    state: Mark,
    sources: Vec<ClauseTag>,
    /// The last day of its keeping, once it is received.
    kept_until: Option<Day>,
    years: u32,
    held: bool,
    /// What was erased of it.
    erased: Option<String>,
    list_title: String,
    steps: Vec<Step>,
    records: Vec<Line>,
    letters: Vec<Letter>,
    next: Option<NextStep>,
    /// Who approves its disposal.
    approver: String,
    /// Whether it is listed for disposal, and somebody else must approve.
    waits: bool,
    may_hold: bool,
    opinion: Field,
    name: Field,
    why: Field,
    planned: Field,
    judgement: Field,
    how: Field,
}

/// A public letter that goes with the records.
struct Letter {
    href: String,
    number: String,
    title: String,
    /// Where and in which days it hung.
    posted: Option<String>,
    photos: Vec<FileLine>,
}

/// Something that was done to it.
struct Step {
    title: &'static str,
    when: String,
    who: String,
    count: Option<String>,
    said: String,
}

/// A record on the list.
struct Line {
    id: String,
    number: String,
    unit: String,
    sort: String,
    visited_on: Day,
    by: String,
    rating: &'static str,
    state: Mark,
    serves: bool,
}

/// What a form of the page sent.
type Sent = Vec<(String, String)>;

type Tried = tried::Tried<Sent>;

/// `GET /archive/{batch}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(batch): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.batch(&at.asker, id(&batch)?).await?;
    Ok(Page::new(BatchView::new(&at, &page, Tried::default())).into_response())
}

/// `GET /archive/{batch}/hand-over.pdf`, `.xlsx`
pub(super) async fn hand_over(
    at: SignedInAsker,
    Path(batch): Path<String>,
    ending: Ending,
) -> Result<Response, Failure> {
    let page = at.app.batch(&at.asker, id(&batch)?).await?;
    let paper = papers::hand_over(&Maker::of(&at), &page);
    let name = format!("hand-over-{}-{}", page.site.code(), page.row.month);
    papers::file(&at.app, &name, ending, [paper]).await
}

/// `GET /archive/{batch}/disposal.pdf`, `.xlsx`
pub(super) async fn disposal_list(
    at: SignedInAsker,
    Path(batch): Path<String>,
    ending: Ending,
) -> Result<Response, Failure> {
    let page = at.app.batch(&at.asker, id(&batch)?).await?;
    let paper = papers::disposal(&Maker::of(&at), &page);
    let name = format!("disposal-{}-{}", page.site.code(), page.row.month);
    papers::file(&at.app, &name, ending, [paper]).await
}

/// `POST /archive/{batch}/review`: back to the batch.
pub(super) async fn review(
    at: SignedInAsker,
    Path(batch): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let batch = id(&batch)?;
    let ticked = sent.iter().filter(|(name, _)| name == "serving");
    let serving: Vec<RecordId> = ticked.filter_map(|(_, id)| id.parse().ok()).collect();
    let input = ReviewBatch {
        batch,
        serving,
        opinion: value(&sent, "opinion"),
    };
    let done = at.app.review_batch(&at.asker, command(&sent)?, input).await;
    answer(&at, batch, sent, done).await
}

/// `POST /archive/{batch}/receipt`: back to the batch.
pub(super) async fn receive(
    at: SignedInAsker,
    Path(batch): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let batch = id(&batch)?;
    let signature = ink(&sent);
    let input = ReceiveBatch { batch, signature };
    let done = at
        .app
        .receive_batch(&at.asker, command(&sent)?, input)
        .await;
    answer(&at, batch, sent, done).await
}

/// `POST /archive/{batch}/hold`: back to the batch.
pub(super) async fn hold(
    at: SignedInAsker,
    Path(batch): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let batch = id(&batch)?;
    let input = HoldBatch {
        batch,
        held: value(&sent, "held") == "yes",
        why: value(&sent, "why"),
    };
    let done = at.app.hold_batch(&at.asker, command(&sent)?, input).await;
    answer(&at, batch, sent, done).await
}

/// `POST /archive/{batch}/proposal`: back to the batch.
pub(super) async fn propose(
    at: SignedInAsker,
    Path(batch): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let batch = id(&batch)?;
    let how = value(&sent, "how");
    let input = ProposeDisposal { batch, how };
    let done = at
        .app
        .propose_disposal(&at.asker, command(&sent)?, input)
        .await;
    answer(&at, batch, sent, done).await
}

/// `POST /archive/{batch}/judgement`: back to the batch.
pub(super) async fn judge(
    at: SignedInAsker,
    Path(batch): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let batch = id(&batch)?;
    let input = JudgeDisposal {
        batch,
        approved: value(&sent, "verdict") == "approved",
        opinion: value(&sent, "opinion"),
        signature: ink(&sent),
    };
    let done = at
        .app
        .judge_disposal(&at.asker, command(&sent)?, input)
        .await;
    answer(&at, batch, sent, done).await
}

/// `POST /archive/{batch}/disposal`: back to the batch.
pub(super) async fn dispose(
    at: SignedInAsker,
    Path(batch): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let batch = id(&batch)?;
    let input = DisposeBatch {
        batch,
        how: value(&sent, "how"),
        signature: ink(&sent),
    };
    let done = at
        .app
        .dispose_batch(&at.asker, command(&sent)?, input)
        .await;
    answer(&at, batch, sent, done).await
}

/// Back to the batch where it is done; the page again, with what was typed, where it is not.
async fn answer(
    at: &SignedInAsker,
    batch: BatchId,
    sent: Sent,
    done: huiyin_app::Result<()>,
) -> Result<Response, Failure> {
    let Some(tried) = Tried::of(at, done, sent).await? else {
        return Ok(Redirect::to(&format!("/archive/{batch}")).into_response());
    };
    let page = at.app.batch(&at.asker, batch).await?;
    Ok(tried.page(|tried| BatchView::new(at, &page, tried)))
}

impl BatchView {
    fn new(at: &SignedInAsker, page: &Batch, tried: Tried) -> Self {
        let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
        let archive = &at.procedure().archive;
        let title = t.archive_batch(t.month(page.row.month));
        let field = |name: &'static str, label: String| {
            let field = Field::new(name, label).value(value(&tried.sent, name));
            field.check(&tried.errors)
        };
        Self {
            t,
            frame: at
                .frame(Some(Place::Archive), &NavCounts::default())
                .clauses(sources.cards(&archive.basis))
                .clauses(tried.refused.iter().flat_map(|it| it.cards.clone())),
            head: Head::new(title.as_str())
                .crumbs([
                    Crumb::link("/archive", t.place_archive()),
                    Crumb::here(title.as_str()),
                ])
                .actions(files(t, page)),
            here: format!("/archive/{}", page.row.id),
            command: CommandId::generate().to_string(),
            state: state(at, &page.row),
            sources: sources.tags(&archive.basis),
            kept_until: page.row.keep_until,
            years: archive.years,
            held: page.row.held,
            erased: page.erased.map(|(at_moment, follow_ups, files)| {
                let when = t.moment(at.site.zone().local(at_moment));
                t.archive_erased(when, follow_ups, files)
            }),
            list_title: if page.row.disposed_at.is_some() {
                t.archive_disposal_list()
            } else {
                t.archive_list()
            },
            steps: page.steps.iter().map(|it| step(at, it)).collect(),
            records: page
                .records
                .iter()
                .map(|(number, row)| line(t, number, row, &tried.sent))
                .collect(),
            letters: page.letters.iter().map(|it| letter(at, page, it)).collect(),
            next: page.may.next,
            approver: post_title(at.procedure(), at.procedure().approves_disposal(), t),
            waits: page.row.disposed_at.is_none()
                && page.row.proposed_at.is_some()
                && page.row.approved_at.is_none()
                && page.may.next.is_none(),
            may_hold: page.may.hold,
            opinion: field("opinion", t.archive_opinion()).required(),
            name: field("name", t.sheet_name()).hint(t.sheet_name_hint()),
            why: field("why", t.events_why()).required(),
            planned: field("how", t.archive_propose_how()).required(),
            judgement: field("opinion", t.archive_judge_opinion()),
            how: field("how", t.archive_how()).required(),
            refused: tried.refused,
            errors: tried.errors,
        }
    }
}

/// The lists as files: of what is handed over; of what is destroyed, once it is received.
fn files(t: Texts, page: &Batch) -> Vec<Action> {
    let here = format!("/archive/{}", page.row.id);
    let mut files = vec![
        Action::new(format!("{here}/hand-over.pdf"), t.papers_pdf()),
        Action::new(format!("{here}/hand-over.xlsx"), t.papers_xlsx()),
    ];
    if page.row.received_at.is_some() {
        let words = t.papers_disposal();
        files.push(Action::new(format!("{here}/disposal.pdf"), words));
    }
    files
}

fn letter(at: &SignedInAsker, page: &Batch, (number, row): &(String, LetterRow)) -> Letter {
    let photos = page.letter_photos.iter().filter(|it| it.letter == row.id);
    Letter {
        href: format!("/letters/{}", row.id),
        number: number.clone(),
        title: row.text(LetterSection::Title).to_owned(),
        posted: posted(at.t, row),
        photos: photos_of(at.t, photos, 0),
    }
}

fn step(at: &SignedInAsker, row: &StepRow) -> Step {
    let text = |words: &Option<Personal<String>>| {
        let words = words.as_ref();
        words.map_or_else(String::new, |it| it.reveal().clone())
    };
    let counts = matches!(row.step, BatchStep::Collected | BatchStep::Reviewed);
    Step {
        title: row.step.title(at.t.lang()),
        when: at.t.moment(at.site.zone().local(row.done_at)),
        who: match (text(&row.name), text(&row.signed_name)) {
            (name, signed) if signed.is_empty() || signed == name => name,
            (name, signed) => format!("{name}（{signed}）"),
        },
        count: counts.then(|| at.t.archive_step_count(row.records)),
        said: text(&row.said),
    }
}

fn line(t: Texts, number: &str, row: &ArchivedRow, sent: &Sent) -> Line {
    let id = row.id.to_string();
    let kind = match row.state {
        FollowUpState::Nonconforming => MarkKind::Fail,
        _ => MarkKind::Done,
    };
    Line {
        number: number.to_owned(),
        unit: row.unit.clone().unwrap_or_default(),
        sort: [
            row.category.title(t.lang()).to_owned(),
            t.visits_title(row.round),
            row.channel.recorded(t.lang()).to_owned(),
        ]
        .join("・"),
        visited_on: row.visited_on,
        by: row
            .recorded_by
            .as_ref()
            .map_or_else(String::new, |it| it.reveal().clone()),
        rating: row.rating.map_or("—", |it| it.title(t.lang())),
        state: Mark::new(kind, row.state.title(t.lang())),
        serves: row.serves || sent.iter().any(|(name, it)| name == "serving" && *it == id),
        id,
    }
}

fn id(text: &str) -> Result<BatchId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

fn command(sent: &Sent) -> Result<CommandId, Failure> {
    let command = value(sent, "command");
    command.parse().map_err(|_| Failure::new(Kind::Unreadable))
}

fn ink(sent: &Sent) -> Ink {
    Ink {
        strokes: value(sent, "signature"),
        name: value(sent, "name"),
        ..Ink::default()
    }
}

fn value(sent: &Sent, name: &str) -> String {
    let found = sent.iter().find(|(there, _)| there == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}
