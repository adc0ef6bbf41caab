//! What would come of a file, before anything is written.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::imports::{Format, Inspected, Previewed, Progress, Upload, column_title};
use huiyin_app::{Error, imports};
use huiyin_domain::entry::ImportKind;

use super::columns::shortened;
use super::{RunningPage, Said, counted, gone, id, outcome, way_here};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Action, Frame, Head, NavCounts, Pager, Place};

/// Findings on one page.
const FINDINGS: usize = 50;

/// Rows shown as they will be read.
const ROWS: usize = 5;

#[derive(Template)]
#[template(path = "imports/preview.html")]
struct PreviewPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    here: String,
    kind: &'static str,
    how: String,
    profile: Option<String>,
    columns: Vec<(String, String)>,
    rows: Vec<Vec<String>>,
    found: Option<Found>,
}

/// What was found in the whole file.
struct Found {
    read: u64,
    counts: Vec<(String, u64)>,
    takes: u64,
    said: Vec<Said>,
    pager: Option<Pager>,
    all: u64,
    unknown_values: usize,
    /// The sentence about history, for files that have one.
    history: Option<String>,
    plan_history: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    page: usize,
}

/// `GET /imports/{import}/preview`
pub(super) async fn show(
    at: SignedInAsker,
    Path(import): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let import = id(&import)?;
    let upload = at.app.upload(&at.asker, import).await.map_err(gone)?;
    // What became of an import that was begun here is said once.
    let begun = at.app.import_progress(import).await;
    let failed = match begun {
        Some(Progress::Running(_) | Progress::Done(())) => {
            return Ok(Redirect::to(&format!("/imports/{import}")).into_response());
        }
        Some(Progress::Failed(error)) => Some(error),
        None => None,
    };
    let inspected = at.app.inspect_upload(&at.asker, &upload).await?;
    let mut page = PreviewPage::new(&at, &upload, &inspected);
    if let Some(error) = failed {
        page.refused = of(&at, &error);
    }
    match at.app.preview_upload(&at.asker, import).await? {
        Progress::Running(rows) => {
            let page = RunningPage {
                t: at.t,
                frame: page.frame,
                head: page.head,
                sentence: at.t.imports_trying(rows),
            };
            Ok(Page::new(page).into_response())
        }
        Progress::Done(previewed) => {
            page.found = Some(Found::new(&at, &upload, &previewed, asked.page));
            Ok(Page::new(page).into_response())
        }
        Progress::Failed(error) => {
            page.refused = page.refused.or_else(|| of(&at, &error));
            Ok(Page::not_accepted(page).into_response())
        }
    }
}

/// What stopped a file; one that is not said in words is broken, and stands in the log.
pub(super) fn of(at: &SignedInAsker, error: &Arc<Error>) -> Option<Refused> {
    let refused = Refused::of(at.t, at.procedure(), error);
    if refused.is_none() {
        tracing::error!(%error, "a file was not imported");
    }
    refused.or_else(|| {
        Some(Refused {
            sentence: at.t.imports_failed(),
            sources: Vec::new(),
            cards: Vec::new(),
            forbidden: false,
        })
    })
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    plan_history: Option<String>,
    goes_on: Option<String>,
}

/// `POST /imports/{import}/run`: the file is taken in beside the request. Sent again, it changes nothing.
pub(super) async fn run(
    at: SignedInAsker,
    Path(import): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Redirect, Failure> {
    let import = id(&import)?;
    let there = Redirect::to(&format!("/imports/{import}"));
    let mut upload = match at.app.upload(&at.asker, import).await {
        // It is in already.
        Err(Error::NotFound) => return Ok(there),
        upload => upload?,
    };
    if typed.goes_on.is_none() {
        upload.plan_history = typed.plan_history.is_some();
        match at.app.change_upload(&at.asker, &upload).await {
            Ok(()) => {}
            Err(Error::Conflict) => return Ok(there),
            Err(error) => return Err(error.into()),
        }
    }
    at.app.start_import(&at.asker, import).await?;
    Ok(there)
}

/// `POST /imports/{import}/discard`: the file goes, nothing was written.
pub(super) async fn discard(
    at: SignedInAsker,
    Path(import): Path<String>,
) -> Result<Redirect, Failure> {
    at.app
        .discard_upload(&at.asker, id(&import)?)
        .await
        .map_err(gone)?;
    Ok(Redirect::to("/imports"))
}

impl PreviewPage {
    fn new(at: &SignedInAsker, upload: &Upload, inspected: &Inspected) -> Self {
        let (t, lang) = (at.t, at.t.lang());
        let here = format!("/imports/{}", upload.import);
        let format = match inspected.format {
            Format::Csv => "CSV",
            Format::Xlsx => "XLSX",
            Format::JsonLines => "JSON Lines",
        };
        let read = |read: &imports::TitleRead| {
            let column = read.column.map(|column| column.name);
            let title = column.map(|name| column_title(upload.kind, name, lang));
            let title = title.unwrap_or_else(|| t.imports_note());
            (title, read.title.clone())
        };
        let rows = inspected.first_rows.iter().take(ROWS);
        Self {
            t,
            frame: at.frame(Some(Place::Imports), &NavCounts::default()),
            head: Head::new(t.imports_preview_title())
                .crumbs(way_here(t, &upload.file_name))
                .actions([Action::new(
                    format!("{here}/columns"),
                    t.imports_columns_title(),
                )]),
            refused: None,
            here,
            kind: upload.kind.title(lang),
            how: format!("{format} {}", inspected.encoding),
            profile: upload.profile.clone(),
            columns: inspected.titles.iter().map(read).collect(),
            rows: rows
                .map(|row| row.iter().map(|cell| shortened(cell)).collect())
                .collect(),
            found: None,
        }
    }
}

impl Found {
    fn new(at: &SignedInAsker, upload: &Upload, previewed: &Previewed, page: usize) -> Self {
        let (t, kind) = (at.t, upload.kind);
        let kept = previewed.findings.len();
        let page = page.min(kept.saturating_sub(1) / FINDINGS);
        let first = page * FINDINGS;
        let last = kept.min(first + FINDINGS);
        let href = |page: usize| format!("/imports/{}/preview?page={page}#h-said", upload.import);
        let pager = (kept > FINDINGS).then(|| Pager {
            words: t.imports_findings_shown(first + 1, last, previewed.all_findings),
            previous: page.checked_sub(1).map(href),
            next: (last < kept).then(|| href(page + 1)),
        });
        let live_from = at.site.live_from();
        Self {
            read: previewed.counts.read,
            counts: counted(&previewed.counts)
                .into_iter()
                .map(|(what, count)| (outcome(t, what), count))
                .collect(),
            takes: previewed.counts.created + previewed.counts.updated,
            said: previewed.findings[first..last]
                .iter()
                .map(|finding| Said::of(finding, kind, t.lang()))
                .collect(),
            pager,
            all: previewed.all_findings,
            unknown_values: previewed.unknown_values.len(),
            history: matches!(kind, ImportKind::Events | ImportKind::Participants)
                .then(|| t.imports_history(t.date(live_from))),
            plan_history: upload.plan_history,
        }
    }
}
