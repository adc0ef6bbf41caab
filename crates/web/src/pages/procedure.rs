//! The procedures in words: every rule with what it rests on, the text, the readings, the versions.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};

use huiyin_rules::procedure::{Edition, Section, shipped, shipped_by_id};

use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::preferences::Preferences;
use crate::server::{Settings, Shared};
use crate::texts::Texts;
use crate::view::{ClauseTag, Crumb, Frame, Head, Sources};

/// The pages of the procedures.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/procedure", get(procedures))
        .route("/procedure/{id}", get(procedure))
}

/// The procedures that come with the product.
#[derive(Template)]
#[template(path = "procedures.html")]
struct ProceduresPage {
    t: Texts,
    frame: Frame,
    head: Head,
    shipped: Vec<Listed>,
}

/// A procedure in a list.
struct Listed {
    href: String,
    part: String,
    title: String,
    version: String,
    clauses: usize,
    readings: usize,
    hash: String,
}

/// One procedure in words.
#[derive(Template)]
#[template(path = "procedure.html")]
struct ProcedurePage {
    t: Texts,
    frame: Frame,
    head: Head,
    listed: Listed,
    parts: Vec<Part>,
    clauses: Vec<ClauseLine>,
    readings: Vec<ReadingLine>,
}

/// A section of the rules.
struct Part {
    anchor: String,
    title: String,
    rules: Vec<Rule>,
}

/// What is said under one label.
struct Rule {
    label: String,
    statements: Vec<Statement>,
}

/// A sentence with what it rests on.
struct Statement {
    text: String,
    sources: Vec<ClauseTag>,
}

/// A clause in the words of the text.
struct ClauseLine {
    number: String,
    text: String,
    heading: bool,
    /// The corrected text, and why it is corrected.
    correction: Option<(String, String)>,
}

/// A reading with the clause it reads.
struct ReadingLine {
    id: String,
    text: String,
    clause: Option<String>,
}

async fn procedures(
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
) -> Response {
    let t = Texts::of(preferences.lang);
    Page::new(ProceduresPage {
        t,
        frame: Frame::plain(preferences, "/procedure").demo(settings.demo),
        head: Head::new(t.place_procedure()),
        shipped: shipped().iter().map(|it| listed(it, t)).collect(),
    })
    .into_response()
}

async fn procedure(
    State(settings): State<Settings>,
    Extension(preferences): Extension<Preferences>,
    Path(id): Path<String>,
) -> Response {
    let Some(edition) = shipped_by_id(&id) else {
        return Failure::new(Kind::NotFound).into_response();
    };
    let t = Texts::of(preferences.lang);
    let frame = Frame::plain(preferences, format!("/procedure/{id}")).demo(settings.demo);
    Page::new(ProcedurePage::new(t, frame, edition)).into_response()
}

impl ProcedurePage {
    fn new(t: Texts, frame: Frame, edition: &Edition) -> Self {
        let procedure = &edition.procedure;
        let sources = Sources::new(procedure, t.lang());
        let listed = listed(edition, t);
        let title = format!("{} {}", listed.part, listed.title);
        let sections = procedure.rules_in_words(t.lang());
        Self {
            t,
            frame: frame.clauses(sources.all_cards()),
            head: Head {
                crumbs: vec![
                    Crumb::link("/procedure", t.place_procedure()),
                    Crumb::here(procedure.id.clone()),
                ],
                ..Head::new(title)
            },
            listed,
            parts: (1..)
                .zip(sections)
                .map(|(number, section)| part(number, section, sources))
                .collect(),
            clauses: clauses(edition, t),
            readings: readings(edition, t),
        }
    }
}

fn listed(edition: &Edition, t: Texts) -> Listed {
    let procedure = &edition.procedure;
    Listed {
        href: format!("/procedure/{}", procedure.id),
        part: procedure.part.clone(),
        title: procedure.title.get(t.lang()).to_owned(),
        version: procedure.version.clone(),
        clauses: procedure.clauses.iter().filter(|it| !it.heading).count(),
        readings: procedure.readings.len(),
        hash: edition.hash.clone(),
    }
}

/// A line without a label goes on with the label before it.
fn part(number: usize, section: Section, sources: Sources<'_>) -> Part {
    let mut rules: Vec<Rule> = Vec::new();
    for line in section.lines {
        let statement = Statement {
            sources: sources.tags(&line.basis),
            text: line.text,
        };
        match rules.last_mut() {
            Some(rule) if line.label.is_empty() => rule.statements.push(statement),
            _ => rules.push(Rule {
                label: line.label,
                statements: vec![statement],
            }),
        }
    }
    Part {
        anchor: format!("part-{number}"),
        title: section.title,
        rules,
    }
}

fn clauses(edition: &Edition, t: Texts) -> Vec<ClauseLine> {
    let line = |clause: &huiyin_rules::procedure::Clause| ClauseLine {
        number: clause.number.clone(),
        text: clause.text.clone(),
        heading: clause.heading,
        correction: clause.corrected.clone().map(|corrected| {
            let because = clause.because.as_ref().map(|why| why.get(t.lang()));
            (corrected, because.unwrap_or_default().to_owned())
        }),
    };
    edition.procedure.clauses.iter().map(line).collect()
}

fn readings(edition: &Edition, t: Texts) -> Vec<ReadingLine> {
    let line = |reading: &huiyin_rules::procedure::Reading| ReadingLine {
        id: reading.id.clone(),
        text: reading.explanation.get(t.lang()).to_owned(),
        clause: reading.clause.clone(),
    };
    edition.procedure.readings.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Lang;

    use super::*;

    #[test]
    fn every_line_is_on_the_page_and_every_label_has_something_to_say() {
        let frame = Frame::plain(Preferences::default(), "/");
        for edition in shipped() {
            let page = ProcedurePage::new(Texts::of(Lang::ZhHant), frame.clone(), edition);
            let told: usize = page
                .parts
                .iter()
                .flat_map(|part| &part.rules)
                .map(|rule| rule.statements.len())
                .sum();
            let sections = edition.procedure.rules_in_words(Lang::ZhHant);
            let lines: usize = sections.iter().map(|section| section.lines.len()).sum();
            assert_eq!(told, lines);
            let rules = page.parts.iter().flat_map(|part| &part.rules);
            assert!(rules.into_iter().all(|rule| !rule.label.is_empty()));
        }
    }
}
