//! The procedures in words: every rule with what it rests on, the text, the readings, the versions.

use askama::Template;
use axum::Router;
use axum::extract::{FromRef as _, FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use huiyin_rules::procedure::{Edition, Section, shipped, shipped_by_id};

use crate::at_work::{SignedInAsker, of_request};
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::pages::documents::{Cited, cited};
use crate::preferences::Preferences;
use crate::server::{Settings, Shared};
use crate::texts::Texts;
use crate::view::{Action, Choice, ClauseTag, Crumb, Frame, Head, NavCounts, Place, Sources};

mod adoption;

/// The pages of the procedures.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/procedure", get(procedures))
        .route(
            "/procedure/adoption",
            get(adoption::show).post(adoption::adopt),
        )
        .route("/procedure/{id}", get(procedure))
}

/// The procedures that come with the product.
#[derive(Template)]
#[template(path = "procedures.html")]
struct ProceduresPage {
    t: Texts,
    frame: Frame,
    head: Head,
    /// What is in force at the reader's site, oldest first: its title, and from which month on.
    adopted: Vec<(String, String)>,
    /// What the procedure in force cites and the site uploads.
    documents: Vec<Cited>,
    shipped: Vec<Listed>,
}

/// Who reads: anybody may; who is signed in keeps the navigation.
struct Reader {
    t: Texts,
    frame: Frame,
    at: Option<SignedInAsker>,
}

impl FromRequestParts<Shared> for Reader {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Failure> {
        if let Some(at) = of_request(parts, shared).await? {
            return Ok(Self {
                t: at.t,
                frame: at.frame(Some(Place::Procedure), &NavCounts::default()),
                at: Some(at),
            });
        }
        let preferences: Preferences = parts.extensions.get().copied().unwrap_or_default();
        let demo = Settings::from_ref(shared).demo;
        Ok(Self {
            t: Texts::of(preferences.lang),
            frame: Frame::plain(preferences, parts.uri.path()).demo(demo),
            at: None,
        })
    }
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
    title: Option<String>,
    text: String,
    clause: Option<String>,
}

/// `GET /procedure`
async fn procedures(reader: Reader) -> Result<Response, Failure> {
    let t = reader.t;
    let at = reader.at.as_ref();
    let manages = at.is_some_and(|at| at.app.check_manages_procedures(&at.asker, &at.site).is_ok());
    let adopt = manages.then(|| Action::new("/procedure/adoption", t.procedure_adopt()));
    let documents = match at {
        Some(at) => cited(at).await?,
        None => Vec::new(),
    };
    let cards = at.iter().flat_map(|at| {
        let sources = Sources::new(at.procedure(), t.lang());
        let documents = at.procedure().documents.iter();
        documents
            .flat_map(|it| sources.cards(&it.basis))
            .collect::<Vec<_>>()
    });
    let page = Page::new(ProceduresPage {
        t,
        head: Head::new(t.place_procedure()).actions(Vec::from_iter(adopt)),
        adopted: at.map_or_else(Vec::new, adopted),
        frame: reader.frame.clone().clauses(cards),
        documents,
        shipped: shipped().iter().map(|it| listed(it, t)).collect(),
    });
    Ok(page.into_response())
}

/// One of the procedures that come with the product.
pub(crate) fn choice(t: Texts, chosen: &str) -> Choice {
    let options = shipped().iter().map(|edition| {
        let procedure = &edition.procedure;
        let title = procedure.title.get(t.lang());
        (procedure.id.clone(), format!("{} {title}", procedure.part))
    });
    Choice::new("procedure", t.set_up_procedure())
        .options(options, chosen)
        .required()
}

fn adopted(at: &SignedInAsker) -> Vec<(String, String)> {
    let versions = at.site.versions().map(|(from, _, edition)| {
        let procedure = &edition.procedure;
        let title = procedure.title.get(at.t.lang());
        let from = at.t.procedure_in_force(at.t.month(from));
        (format!("{} {title}", procedure.part), from)
    });
    versions.collect()
}

/// `GET /procedure/{id}`
async fn procedure(reader: Reader, Path(id): Path<String>) -> Response {
    let Some(edition) = shipped_by_id(&id) else {
        return Failure::new(Kind::NotFound).into_response();
    };
    Page::new(ProcedurePage::new(reader.t, reader.frame, edition)).into_response()
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
        title: reading.title.as_ref().map(|it| it.get(t.lang()).to_owned()),
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
