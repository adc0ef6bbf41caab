//! What differs between two versions, clause by clause, in words.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use huiyin_app::procedures::Which;
use huiyin_rules::procedure::{Edition, Line, Procedure};

use super::named;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{ClauseTag, Crumb, Frame, Head, NavCounts, Place, Sources};

#[derive(Template)]
#[template(path = "procedures/difference.html")]
struct DifferencePage {
    t: Texts,
    frame: Frame,
    head: Head,
    line: String,
    sections: Vec<SectionView>,
}

/// A section in which something differs.
pub(super) struct SectionView {
    pub(super) title: String,
    pub(super) changes: Vec<ChangeView>,
}

/// What is said otherwise under one label.
pub(super) struct ChangeView {
    pub(super) label: String,
    pub(super) before: Vec<Said>,
    pub(super) after: Vec<Said>,
}

/// A sentence with what it rests on.
pub(super) struct Said {
    pub(super) text: String,
    pub(super) sources: Vec<ClauseTag>,
}

/// The two versions.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    a: String,
    b: String,
}

/// `GET /procedure/difference`
pub(super) async fn show(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let t = at.t;
    let edition = async |text: &str| {
        let which: Which = text.parse().unwrap_or_else(|never| match never {});
        at.app
            .procedure_edition(&at.asker, at.site.id(), &which)
            .await
    };
    let (a, b) = (edition(&asked.a).await?, edition(&asked.b).await?);
    let frame = at.frame(Some(Place::Procedure), &NavCounts::default());
    Ok(Page::new(DifferencePage {
        t,
        frame: frame.clauses(Sources::new(&b.procedure, t.lang()).all_cards()),
        head: Head::new(t.procedure_difference_title()).crumbs([
            Crumb::link("/procedure", t.place_procedure()),
            Crumb::here(t.procedure_difference_title()),
        ]),
        line: t.procedure_difference_line(named(t, &a), named(t, &b)),
        sections: sections(t, &a, &b),
    })
    .into_response())
}

/// What `b` says otherwise than `a`. Tags open the cards of `b`; what it does not have stands without.
pub(super) fn sections(t: Texts, a: &Edition, b: &Edition) -> Vec<SectionView> {
    let said = |lines: Vec<Line>, of: &Procedure| -> Vec<Said> {
        let sources = Sources::new(of, t.lang());
        lines
            .into_iter()
            .map(|line| Said {
                sources: sources.tags(&line.basis),
                text: line.text,
            })
            .collect()
    };
    let sections = a.procedure.differences(&b.procedure, t.lang());
    sections
        .into_iter()
        .map(|section| SectionView {
            title: section.title,
            changes: section
                .changes
                .into_iter()
                .map(|change| ChangeView {
                    label: change.label,
                    before: said(change.before, &b.procedure),
                    after: said(change.after, &b.procedure),
                })
                .collect(),
        })
        .collect()
}
