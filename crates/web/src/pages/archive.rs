//! The archive: what is to be handed over, what is missing, the batches that were, and months exported elsewhere.

mod appraisal;
mod batch;
mod months;

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use huiyin_app::archive::{ArchivePage as Archive, Batch, CollectBatch, MissingRow};
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{CommandId, Day};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, ClauseTag, Frame, Head, Mark, MarkKind, NavCounts, Place, Sources};

/// The pages of the archive.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/archive", get(show))
        .route("/archive/collect", post(collect))
        .route("/appraisal", get(appraisal::show))
        .route("/appraisal.csv", get(appraisal::paper))
        .route("/appraisal.xlsx", get(appraisal::paper))
        .route("/appraisal.json", get(appraisal::paper))
        .route("/appraisal.pdf", get(appraisal::paper))
        .route("/archive/elsewhere", get(months::list))
        .route("/archive/elsewhere/{month}", get(months::show))
        .route("/archive/elsewhere/{month}/forms/{form}", get(months::form))
        .route("/archive/{batch}", get(batch::show))
        .route("/archive/{batch}/hand-over.pdf", get(batch::hand_over))
        .route("/archive/{batch}/hand-over.xlsx", get(batch::hand_over))
        .route("/archive/{batch}/disposal.pdf", get(batch::disposal_list))
        .route("/archive/{batch}/disposal.xlsx", get(batch::disposal_list))
        .route("/archive/{batch}/review", post(batch::review))
        .route("/archive/{batch}/receipt", post(batch::receive))
        .route("/archive/{batch}/hold", post(batch::hold))
        .route("/archive/{batch}/proposal", post(batch::propose))
        .route("/archive/{batch}/judgement", post(batch::judge))
        .route("/archive/{batch}/disposal", post(batch::dispose))
}

#[derive(Template)]
#[template(path = "archive/list.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    sources: Vec<ClauseTag>,
    line: String,
    due: Mark,
    remind: String,
    ready: u64,
    /// The command of the form; none for who may not collect.
    command: Option<String>,
    missing: Vec<Missing>,
    batches: Vec<Line>,
}

/// What the batch would lack.
struct Missing {
    href: String,
    number: String,
    unit: String,
    due: Day,
    who: String,
    state: Mark,
}

/// A batch.
struct Line {
    href: String,
    month: String,
    records: u64,
    serving: u64,
    collected: Day,
    received: Option<Day>,
    late: bool,
    kept_until: Option<Day>,
    state: Mark,
}

/// What the form sends.
#[derive(Deserialize)]
struct Sent {
    command: String,
}

/// `GET /archive`
async fn show(at: SignedInAsker) -> Result<Response, Failure> {
    let page = at.app.archive(&at.asker, at.site.id()).await?;
    Ok(Page::new(ListPage::new(&at, &page, None)).into_response())
}

/// `POST /archive/collect`: to the batch.
async fn collect(at: SignedInAsker, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let command = sent
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let site = at.site.id();
    let collected = at
        .app
        .collect_batch(&at.asker, command, CollectBatch { site })
        .await;
    let refused = match collected {
        Ok(done) => {
            return Ok(Redirect::to(&format!("/archive/{}", done.batch)).into_response());
        }
        Err(error) => error,
    };
    let page = at.app.archive(&at.asker, site).await?;
    // Whoever was first made the latest batch.
    let latest = page.batches.first().map(|(batch, _)| batch.id.uuid());
    let refused = at.refused_about(refused, latest.as_slice()).await?;
    let forbidden = refused.forbidden;
    let view = ListPage::new(&at, &page, Some(refused));
    Ok(Page::not_accepted(view)
        .forbidden(forbidden)
        .into_response())
}

impl ListPage {
    fn new(at: &SignedInAsker, page: &Archive, refused: Option<Refused>) -> Self {
        let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
        let basis = &at.procedure().archive.basis;
        Self {
            t,
            frame: at
                .frame(Some(Place::Archive), &NavCounts::default())
                .clauses(sources.cards(basis))
                .clauses(refused.iter().flat_map(|it| it.cards.clone())),
            head: head(at, page),
            sources: sources.tags(basis),
            line: t.archive_line(t.month(page.month), t.day(page.due)),
            due: Mark::due(t, page.due, at.today),
            remind: t.archive_remind(t.day(page.remind_on)),
            ready: page.ready,
            command: page.may_collect.then(|| CommandId::generate().to_string()),
            missing: page.missing.iter().map(|it| missing(t, it)).collect(),
            batches: page.batches.iter().map(|it| line(at, it)).collect(),
            refused,
        }
    }
}

fn head(at: &SignedInAsker, page: &Archive) -> Head {
    let appraisal = Action::new("/appraisal", at.t.appraisal());
    let known = at.procedure().appraisal.as_ref();
    let elsewhere = Action::new("/archive/elsewhere", at.t.elsewhere());
    let actions = [
        known.map(|_| appraisal),
        page.may_read_elsewhere.then_some(elsewhere),
        Some(Action::new("/holds", at.t.privacy_holds())),
    ];
    let actions: Vec<Action> = actions.into_iter().flatten().collect();
    Head::new(at.t.place_archive()).actions(actions)
}

fn missing(t: Texts, (number, row): &(String, MissingRow)) -> Missing {
    Missing {
        href: match row.record {
            Some(record) => format!("/records/{record}"),
            None => format!("/follow-ups/{}", row.follow_up),
        },
        number: number.clone(),
        unit: row.unit.clone().unwrap_or_default(),
        due: row.due,
        who: row
            .name
            .as_ref()
            .map_or_else(String::new, |it| it.reveal().clone()),
        state: Mark::new(
            match row.state {
                FollowUpState::SentBack => MarkKind::Late,
                FollowUpState::Recorded => MarkKind::Review,
                _ => MarkKind::Open,
            },
            row.state.title(t.lang()),
        ),
    }
}

fn line(at: &SignedInAsker, (batch, due): &(Batch, Day)) -> Line {
    let received = batch.received_at.map(|it| at.site.day(it));
    Line {
        href: format!("/archive/{}", batch.id),
        month: at.t.archive_batch(at.t.month(batch.month)),
        records: batch.records,
        serving: batch.serving,
        collected: at.site.day(batch.collected_at),
        received,
        late: received.unwrap_or(at.today) > *due,
        kept_until: batch.keep_until,
        state: state(at, batch),
    }
}

/// How far a batch is.
fn state(at: &SignedInAsker, batch: &Batch) -> Mark {
    let t = at.t;
    let is_read = batch.reviewed_at.is_some() || at.procedure().archive.reviewed_by.is_none();
    if batch.disposed_at.is_some() {
        Mark::new(MarkKind::Exempt, t.archive_disposed())
    } else if batch.held {
        Mark::new(MarkKind::Late, t.archive_held())
    } else if batch.approved_at.is_some() {
        Mark::new(MarkKind::Review, t.archive_to_dispose())
    } else if batch.proposed_at.is_some() {
        Mark::new(MarkKind::Review, t.archive_to_approve())
    } else if batch.received_at.is_some() {
        Mark::new(MarkKind::Done, t.archive_kept())
    } else if is_read {
        Mark::new(MarkKind::Review, t.archive_to_receive())
    } else {
        Mark::new(MarkKind::Open, t.archive_open())
    }
}
