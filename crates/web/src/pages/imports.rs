//! Imports of files: sending one, mapping its columns, seeing what would come of it, taking it in, and taking it back.
//!
//! A file is sent under the id that its import will have, and every step has its page under that id.

mod columns;
mod list;
mod preview;
mod refused;
mod result;
mod upload;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use huiyin_app::Error;
use huiyin_app::imports::{Counts, Finding, Outcome, column_title};
use huiyin_domain::entry::ImportKind;
use huiyin_domain::{ImportId, Lang};

use crate::failure::{Failure, Kind};
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Crumb, Frame};

/// The pages of imports.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/imports", get(list::show))
        .route("/imports/{import}", get(result::show))
        .route(
            "/imports/{import}/columns",
            get(columns::show).post(columns::map),
        )
        .route("/imports/{import}/kind", post(columns::change_kind))
        .route("/imports/{import}/preview", get(preview::show))
        .route("/imports/{import}/run", post(preview::run))
        .route("/imports/{import}/undo", post(result::undo))
        .route("/imports/{import}/discard", post(preview::discard))
        .route("/imports/{import}/findings.csv", get(refused::download))
}

/// Where files are sent: larger, and longer under way, than any form. The size is counted as the file comes in.
pub(crate) fn uploading() -> Router<Shared> {
    Router::new()
        .route("/imports/files", post(upload::receive))
        .layer(DefaultBodyLimit::disable())
}

/// The page that says that a file is being read, and asks again by itself.
#[derive(askama::Template)]
#[template(path = "imports/running.html")]
struct RunningPage {
    t: Texts,
    frame: Frame,
    head: crate::view::Head,
    /// What is going on, and how far it is.
    sentence: String,
}

/// A row of what is to be said of a file.
struct Said {
    row: u64,
    column: String,
    value: String,
    expected: String,
}

impl Said {
    fn of(finding: &Finding, kind: ImportKind, lang: Lang) -> Self {
        let column = finding.column.as_deref();
        let value = finding.value.as_ref();
        Self {
            row: finding.row,
            column: column.map_or_else(String::new, |name| column_title(kind, name, lang)),
            value: value.map_or_else(String::new, |value| value.reveal().clone()),
            expected: finding.expected.get(lang).to_owned(),
        }
    }
}

/// The id in a path; what is none is not there.
fn id(text: &str) -> Result<ImportId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

/// A file that was sent and is gone has a page that says where to go on.
fn gone(error: Error) -> Failure {
    match error {
        Error::NotFound => Failure::new(Kind::NotFound)
            .because(Texts::in_all(|t| t.imports_gone()))
            .or_go_to("/imports", Texts::in_all(|t| t.imports_title())),
        error => error.into(),
    }
}

fn kind_of(id: &str) -> Option<ImportKind> {
    ImportKind::ALL.iter().copied().find(|kind| kind.id() == id)
}

fn way_here(t: Texts, here: impl Into<String>) -> [Crumb; 2] {
    [
        Crumb::link("/imports", t.imports_title()),
        Crumb::here(here),
    ]
}

fn outcome(t: Texts, outcome: Outcome) -> String {
    match outcome {
        Outcome::Created => t.imports_created(),
        Outcome::Updated => t.imports_updated(),
        Outcome::Same => t.imports_same(),
        Outcome::HeldBack => t.imports_held_back(),
        Outcome::Refused => t.imports_refused(),
    }
}

/// What came of how many rows, each with its outcome.
fn counted(counts: &Counts) -> [(Outcome, u64); 5] {
    [
        (Outcome::Created, counts.created),
        (Outcome::Updated, counts.updated),
        (Outcome::Same, counts.same),
        (Outcome::HeldBack, counts.held_back),
        (Outcome::Refused, counts.refused),
    ]
}

/// How many rows came to what, in one line; what nothing came to is left out.
fn in_one_line(t: Texts, counts: &Counts) -> String {
    let some = counted(counts).into_iter().filter(|(_, count)| *count > 0);
    let words = some.map(|(what, count)| format!("{} {count}", outcome(t, what)));
    words.collect::<Vec<_>>().join(&t.list_comma())
}
