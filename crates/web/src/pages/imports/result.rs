//! What came of an import: its progress, its rows by outcome, and taking it back.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::imports::{ImportPage, ImportedRow, Outcome, Progress, Stage};
use huiyin_domain::ImportId;

use super::list::{mark, who};
use super::{RunningPage, Said, counted, gone, id, outcome, preview, way_here};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Frame, Head, Mark, NavCounts, Pager, Place};

/// Rows on one page.
const ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "imports/result.html")]
struct ResultPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    here: String,
    import: String,
    kind: &'static str,
    kind_id: &'static str,
    profile: Option<String>,
    who: String,
    when: String,
    mark: Mark,
    counts: Vec<Count>,
    read: u64,
    chosen: Option<String>,
    rows: Vec<Line>,
    pager: Option<Pager>,
    has_findings: bool,
    can_undo: bool,
    /// How an import that was broken off can be gone on with.
    goes_on: Option<GoesOn>,
}

/// Whether the file is still there, or has to be sent again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GoesOn {
    WithFile,
    SentAgain,
}

/// An outcome with its number of rows.
struct Count {
    words: String,
    rows: u64,
    /// Where its rows are listed.
    href: Option<String>,
    current: bool,
}

struct Line {
    row: u64,
    outcome: String,
    refused: bool,
    href: Option<String>,
    said: Vec<Said>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    outcome: String,
    after: u64,
}

/// `GET /imports/{import}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(import): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let import = id(&import)?;
    let progress = at.app.import_progress(import).await;
    if let Some(Progress::Running(rows)) = progress {
        let upload = at.app.upload(&at.asker, import).await.map_err(gone)?;
        let page = RunningPage {
            t: at.t,
            frame: at.frame(Some(Place::Imports), &NavCounts::default()),
            head: Head::new(upload.file_name.clone()).crumbs(way_here(at.t, &upload.file_name)),
            sentence: at.t.imports_taking_in(rows),
        };
        return Ok(Page::new(page).into_response());
    }
    let refused = match &progress {
        Some(Progress::Failed(error)) => preview::of(&at, error),
        _ => None,
    };
    match ResultPage::of(&at, import, &asked, refused).await {
        Ok(page) => Ok(Page::new(page).into_response()),
        // Not begun yet, or nothing at all.
        Err(Error::NotFound) => {
            at.app.upload(&at.asker, import).await.map_err(gone)?;
            Ok(Redirect::to(&format!("/imports/{import}/preview")).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /imports/{import}/undo`: what hangs on it is said on the same page.
pub(super) async fn undo(
    at: SignedInAsker,
    Path(import): Path<String>,
) -> Result<Response, Failure> {
    let import = id(&import)?;
    match at.app.undo_import(&at.asker, import).await {
        Ok(_) => Ok(Redirect::to(&format!("/imports/{import}")).into_response()),
        Err(error @ Error::Refused { .. }) => {
            let refused = at.refused(error).await?;
            let page = ResultPage::of(&at, import, &Asked::default(), Some(refused)).await?;
            Ok(Page::not_accepted(page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

impl ResultPage {
    async fn of(
        at: &SignedInAsker,
        import: ImportId,
        asked: &Asked,
        refused: Option<Refused>,
    ) -> Result<Self, Error> {
        let chosen = Outcome::of_id(&asked.outcome);
        let found = at
            .app
            .import(&at.asker, import, chosen, asked.after, ROWS)
            .await?;
        let is_running = at.app.is_importing(import);
        let goes_on = if found.summary.stage != Stage::Begun || is_running {
            None
        } else if at.app.upload(&at.asker, import).await.is_ok() {
            Some(GoesOn::WithFile)
        } else {
            Some(GoesOn::SentAgain)
        };
        Ok(Self::new(
            at,
            &found,
            (chosen, asked.after),
            (refused, goes_on),
        ))
    }

    fn new(
        at: &SignedInAsker,
        found: &ImportPage,
        (chosen, after): (Option<Outcome>, u64),
        (refused, goes_on): (Option<Refused>, Option<GoesOn>),
    ) -> Self {
        let (t, summary) = (at.t, &found.summary);
        let here = format!("/imports/{}", summary.import);
        let with = chosen.map_or_else(String::new, |it| format!("outcome={}&", it.id()));
        let next = found.next_after;
        let next = next.map(|after| format!("{here}?{with}after={after}#h-rows"));
        let pager = (next.is_some() || after > 0).then(|| Pager {
            words: match (found.rows.first(), found.rows.last()) {
                (Some(first), Some(last)) => t.imports_rows_shown(first.row, last.row),
                _ => String::new(),
            },
            previous: None,
            next,
        });
        let clauses = refused.iter().flat_map(|refused| refused.cards.clone());
        let mut frame = at
            .frame(Some(Place::Imports), &NavCounts::default())
            .clauses(clauses);
        // Also where undoing was refused.
        frame.here.clone_from(&here);
        Self {
            t,
            frame,
            head: Head::new(summary.file_name.clone()).crumbs(way_here(t, &summary.file_name)),
            import: summary.import.to_string(),
            kind: summary.kind.title(t.lang()),
            kind_id: summary.kind.id(),
            profile: summary.profile.clone(),
            who: who(t, summary),
            when: t.moment(at.site.zone().local(summary.opened_at)),
            mark: mark(at, summary),
            counts: counts(t, found, &here, chosen),
            read: summary.counts.read,
            chosen: chosen.map(|it| outcome(t, it)),
            rows: found
                .rows
                .iter()
                .map(|row| Line::new(at, found, row))
                .collect(),
            pager,
            has_findings: summary.counts.refused + summary.counts.held_back > 0
                || found.rows.iter().any(|row| !row.findings.is_empty()),
            can_undo: matches!(summary.stage, Stage::Done(_))
                && summary.counts.created + summary.counts.updated > 0,
            refused,
            goes_on,
            here,
        }
    }
}

/// The outcomes with their numbers; rows that were there already are counted and not listed.
fn counts(t: Texts, found: &ImportPage, here: &str, chosen: Option<Outcome>) -> Vec<Count> {
    if found.summary.stage == Stage::Begun {
        return Vec::new();
    }
    let counted = counted(&found.summary.counts).into_iter();
    let counted = counted.map(|(what, count)| Count {
        words: outcome(t, what),
        rows: count,
        href: (count > 0 && what != Outcome::Same)
            .then(|| format!("{here}?outcome={}#h-rows", what.id())),
        current: chosen == Some(what),
    });
    counted.collect()
}

impl Line {
    fn new(at: &SignedInAsker, found: &ImportPage, row: &ImportedRow) -> Self {
        let target = row.target.as_ref();
        let is_there = !matches!(found.summary.stage, Stage::Undone(_));
        Self {
            row: row.row,
            outcome: outcome(at.t, row.outcome),
            refused: row.outcome == Outcome::Refused,
            href: target
                .filter(|(what, _)| is_there && what == "event")
                .map(|(_, id)| format!("/events/{id}")),
            said: row
                .findings
                .iter()
                .map(|finding| Said::of(finding, found.summary.kind, at.t.lang()))
                .collect(),
        }
    }
}
