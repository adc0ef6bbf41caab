//! The imports of a site, and the form that sends a file.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use huiyin_app::imports::{Stage, Summary};
use huiyin_domain::entry::ImportKind;
use huiyin_domain::{ImportId, Personal};

use super::{in_one_line, kind_of};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Choice, Errors, Frame, Head, Mark, MarkKind, NavCounts, Place};

#[derive(Template)]
#[template(path = "imports/list.html")]
pub(super) struct ListPage {
    t: Texts,
    frame: Frame,
    head: Head,
    errors: Errors,
    refused: Option<Refused>,
    /// None for who may not import.
    form: Option<FileForm>,
    lines: Vec<Line>,
}

/// The form that sends a file.
pub(super) struct FileForm {
    import: String,
    kind: Choice,
    error: Option<String>,
    hint: String,
}

struct Line {
    /// None for who may not see its rows.
    href: Option<String>,
    file_name: String,
    kind: &'static str,
    profile: Option<String>,
    who: String,
    when: String,
    mark: Mark,
    rows: Option<u64>,
    counts: String,
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) kind: Option<ImportKind>,
    pub(super) errors: Errors,
    pub(super) refused: Option<Refused>,
}

/// What may be chosen before.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
}

/// `GET /imports?kind=participants`
pub(super) async fn show(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let sent = Sent {
        kind: kind_of(&asked.kind),
        ..Sent::default()
    };
    let page = ListPage::of(&at, sent).await?;
    Ok(Page::new(page).into_response())
}

impl ListPage {
    pub(super) async fn of(at: &SignedInAsker, sent: Sent) -> Result<Self, Failure> {
        let site = at.site.id();
        let imports = at.app.imports(&at.asker, site).await?;
        let may = at.app.importable(&at.asker, site).await?;
        let t = at.t;
        let form = (!may.is_empty()).then(|| FileForm::new(at, &may, &sent));
        let mut frame = at.frame(Some(Place::Imports), &NavCounts::default());
        // Also where the form comes back.
        "/imports".clone_into(&mut frame.here);
        Ok(Self {
            t,
            frame,
            head: Head::new(t.imports_title()),
            errors: sent.errors,
            refused: sent.refused,
            form,
            lines: imports
                .iter()
                .map(|summary| Line::new(at, summary, may.contains(&summary.kind)))
                .collect(),
        })
    }
}

impl FileForm {
    fn new(at: &SignedInAsker, may: &[ImportKind], sent: &Sent) -> Self {
        let t = at.t;
        let kinds = may.iter().map(|kind| (kind.id(), kind.title(t.lang())));
        let chosen = sent.kind.map_or("", ImportKind::id);
        let file = sent.errors.iter().find(|(field, _)| field == "file");
        Self {
            import: ImportId::generate().to_string(),
            kind: Choice::new("kind", t.imports_kind())
                .options(kinds, chosen)
                .check(&sent.errors)
                .required(),
            error: file.map(|(_, sentence)| sentence.clone()),
            hint: t.imports_file_hint(at.app.largest_upload() / (1024 * 1024)),
        }
    }
}

impl Line {
    fn new(at: &SignedInAsker, summary: &Summary, may: bool) -> Self {
        let t = at.t;
        Self {
            href: may.then(|| format!("/imports/{}", summary.import)),
            file_name: summary.file_name.clone(),
            kind: summary.kind.title(t.lang()),
            profile: summary.profile.clone(),
            who: who(t, summary),
            when: t.moment(at.site.zone().local(summary.opened_at)),
            mark: mark(at, summary),
            rows: (summary.stage != Stage::Begun).then_some(summary.counts.read),
            counts: in_one_line(t, &summary.counts),
        }
    }
}

/// Who began an import.
pub(super) fn who(t: Texts, summary: &Summary) -> String {
    let name = summary.opened_by_name.as_ref().map(Personal::reveal);
    match (name, summary.opened_by) {
        (Some(name), _) => name.clone(),
        (None, Some(_)) => "—".to_owned(),
        (None, None) => t.imports_by_command(),
    }
}

/// How far an import is.
pub(super) fn mark(at: &SignedInAsker, summary: &Summary) -> Mark {
    let t = at.t;
    match summary.stage {
        Stage::Begun if at.app.is_importing(summary.import) => {
            Mark::new(MarkKind::Review, t.imports_running())
        }
        Stage::Begun => Mark::new(MarkKind::Open, t.imports_broken_off()),
        Stage::Done(_) => Mark::new(MarkKind::Done, t.imports_done()),
        Stage::Undone(_) => Mark::new(MarkKind::Exempt, t.imports_undone()),
    }
}
