//! What serves the appraisal of staff: a row for each person, and the same as a file.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::archive::{AppraisalPage as Appraisal, AppraisalRow};
use huiyin_domain::Rating;

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::papers::{self, Ending, Maker};
use crate::texts::Texts;
use crate::view::{Action, ClauseTag, Crumb, Frame, Head, NavCounts, Place, Sources};

#[derive(Template)]
#[template(path = "archive/appraisal.html")]
struct AppraisalView {
    t: Texts,
    frame: Frame,
    head: Head,
    sources: Vec<ClauseTag>,
    sees_all: bool,
    titles: Vec<String>,
    rows: Vec<(String, Vec<u64>)>,
}

/// Which month.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    month: String,
}

/// `GET /appraisal?month=2026-11`
pub(super) async fn show(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let page = read(&at, &asked).await?;
    let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
    let month = page.month;
    let to = |months: i32| {
        let month = month.plus(months);
        Action::new(format!("/appraisal?month={month}"), t.month(month))
    };
    let files = Action::files(t, |ending| format!("/appraisal.{ending}?month={month}"));
    let view = AppraisalView {
        t,
        frame: at
            .frame(Some(Place::Archive), &NavCounts::default())
            .clauses(sources.cards(&page.basis)),
        head: Head::new(t.appraisal_title(t.month(month)))
            .crumbs([
                Crumb::link("/archive", t.place_archive()),
                Crumb::here(t.appraisal()),
            ])
            .actions([to(-1), to(1)].into_iter().chain(files)),
        sources: sources.tags(&page.basis),
        sees_all: page.sees_all,
        titles: titles(t),
        rows: page.rows.iter().map(row).collect(),
    };
    Ok(Page::new(view).into_response())
}

/// `GET /appraisal.pdf?month=2026-11`, `.xlsx`, `.csv`, `.json`: what the page of the month shows.
pub(super) async fn paper(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let page = read(&at, &asked).await?;
    let paper = papers::appraisal(&Maker::of(&at), page.month, &page.rows);
    let name = format!("appraisal-{}", page.month);
    papers::file(&at.app, &name, ending, [paper]).await
}

async fn read(at: &SignedInAsker, asked: &Asked) -> Result<Appraisal, Failure> {
    let month = if asked.month.is_empty() {
        at.today.month()
    } else {
        let month = asked.month.parse();
        month.map_err(|_| Failure::new(Kind::NotFound))?
    };
    let read = at.app.appraisal(&at.asker, at.site.id(), month).await;
    read.map_err(|error| match error {
        Error::NotFound => {
            let why = Texts::in_all(|t| t.appraisal_not_covered());
            Failure::new(Kind::NotFound).because(why)
        }
        error => error.into(),
    })
}

/// The titles of the figures, in their order.
fn titles(t: Texts) -> Vec<String> {
    let rated = |rating: Rating| rating.title(t.lang()).to_owned();
    vec![
        t.appraisal_assigned(),
        t.appraisal_done(),
        t.appraisal_on_time(),
        t.appraisal_sent_back(),
        t.archive_serving(),
        rated(Rating::Satisfied),
        rated(Rating::Fairly),
        rated(Rating::Dissatisfied),
    ]
}

fn row(row: &AppraisalRow) -> (String, Vec<u64>) {
    let name = row.name.as_ref();
    let figures = vec![
        row.assigned,
        row.done,
        row.on_time,
        row.sent_back,
        row.serving,
        row.satisfied,
        row.fairly,
        row.dissatisfied,
    ];
    (
        name.map_or_else(String::new, |it| it.reveal().clone()),
        figures,
    )
}
