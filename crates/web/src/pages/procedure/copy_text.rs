//! The text of a copy, for those who know the format.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::procedures::{DraftChange, DraftPage, SaveDraft};
use huiyin_domain::ProcedureDraftId;

use super::copies::{CopyState, Saved, Tab, conflict, head};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Errors, Frame, Head, NavCounts, Place};

#[derive(Template)]
#[template(path = "procedures/text.html")]
struct TextPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    conflict: Option<String>,
    copy: CopyState,
    /// Lines that only one of two people has.
    differing: Vec<(String, Vec<String>)>,
    text: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Typed {
    version: u32,
    text: String,
}

/// `GET /procedure/copies/{copy}/text`
pub(super) async fn show(
    at: SignedInAsker,
    Path(copy): Path<ProcedureDraftId>,
    Query(saved): Query<Saved>,
) -> Result<Response, Failure> {
    let page = at
        .app
        .procedure_draft(&at.asker, at.site.id(), copy)
        .await?;
    let text = page.row.content.clone();
    Ok(Page::new(TextPage::new(&at, &page, text, saved.saved)).into_response())
}

/// `POST /procedure/copies/{copy}/text`: back to it, with what the check finds.
pub(super) async fn save(
    at: SignedInAsker,
    Path(copy): Path<ProcedureDraftId>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let input = SaveDraft {
        site: at.site.id(),
        draft: copy,
        version: typed.version,
        change: DraftChange::Text(typed.text.clone()),
    };
    let Err(error) = at.app.save_draft(&at.asker, &input).await else {
        let back = format!("/procedure/copies/{copy}/text?saved=true");
        return Ok(Redirect::to(&back).into_response());
    };
    let page = at
        .app
        .procedure_draft(&at.asker, at.site.id(), copy)
        .await?;
    let typed = typed.text.replace("\r\n", "\n");
    let view = TextPage::new(&at, &page, typed.clone(), false);
    if matches!(error, Error::Conflict) {
        return Ok(Page::not_accepted(TextPage {
            conflict: Some(conflict(&at, &page)),
            differing: differing(at.t, &page.row.content, &typed),
            ..view
        })
        .into_response());
    }
    let (errors, refused) = at.wrong(error).await?;
    Ok(Page::not_accepted(TextPage {
        refused,
        errors,
        ..view
    })
    .into_response())
}

impl TextPage {
    fn new(at: &SignedInAsker, page: &DraftPage, text: String, saved: bool) -> Self {
        Self {
            t: at.t,
            frame: at.frame(Some(Place::Procedure), &NavCounts::default()),
            head: head(at, page),
            refused: None,
            errors: Errors::default(),
            conflict: None,
            copy: CopyState::new(at, page, Tab::Text, saved),
            differing: Vec::new(),
            text,
        }
    }
}

/// The lines that only the kept text has, and those that only the typed one has, with their numbers.
fn differing(t: Texts, kept: &str, typed: &str) -> Vec<(String, Vec<String>)> {
    let only = |here: &str, there: &str| -> Vec<String> {
        let there: std::collections::HashSet<&str> = there.lines().collect();
        let lines = (1..).zip(here.lines());
        lines
            .filter(|(_, line)| !there.contains(line))
            .map(|(number, line): (usize, &str)| format!("{number:>5}  {line}"))
            .collect()
    };
    vec![
        (t.procedure_copy_conflict_theirs(), only(kept, typed)),
        (t.procedure_copy_conflict_mine(), only(typed, kept)),
    ]
}
