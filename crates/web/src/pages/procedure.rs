//! The procedures in words: every rule with what it rests on, the text, the readings, the versions.

use askama::Template;
use axum::Router;
use axum::extract::{FromRef as _, FromRequestParts, Path};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use huiyin_app::procedures::{DraftLine, Offer, Version};
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
mod compared;
mod copies;
mod copy_fields;
mod copy_preview;
mod copy_text;
mod difference;
mod trial;

/// The pages of the procedures.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/procedure", get(procedures))
        .route(
            "/procedure/adoption",
            get(adoption::show).post(adoption::adopt),
        )
        .route("/procedure/simulate", get(trial::show))
        .route("/procedure/simulate.csv", get(trial::download))
        .route("/procedure/difference", get(difference::show))
        .route("/procedure/copies", get(copies::show).post(copies::begin))
        .route(
            "/procedure/copies/{copy}",
            get(copy_fields::show).post(copy_fields::save),
        )
        .route(
            "/procedure/copies/{copy}/text",
            get(copy_text::show).post(copy_text::save),
        )
        .route("/procedure/copies/{copy}/preview", get(copy_preview::show))
        .route(
            "/procedure/copies/{copy}/adoption",
            post(copy_preview::adopt),
        )
        .route("/procedure/copies/{copy}/discard", post(copies::discard))
        .route("/procedure/{id}", get(procedure))
}

/// The procedures that come with the product.
#[derive(Template)]
#[template(path = "procedures.html")]
struct ProceduresPage {
    t: Texts,
    frame: Frame,
    head: Head,
    /// What is in force at the reader's site, oldest first.
    adopted: Vec<Adopted>,
    /// The copies that are being edited.
    drafts: Vec<Draft>,
    /// Whether the reader may try versions and edit copies.
    tries: bool,
    /// What a release brought.
    offers: Vec<Brought>,
    /// What the procedure in force cites and the site uploads.
    documents: Vec<Cited>,
    shipped: Vec<Listed>,
}

/// A version in force at the reader's site.
struct Adopted {
    href: String,
    title: String,
    version: String,
    from: String,
    /// When and by whom it was adopted.
    by: String,
    /// Where its differences from the one before stand.
    difference: Option<String>,
}

/// A copy that is being edited.
struct Draft {
    href: String,
    title: String,
    state: String,
    changed: String,
}

/// A new version of the procedure that the reader's site follows.
struct Brought {
    words: String,
    difference: String,
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
    let versions = match &reader.at {
        Some(at) => Some(at.app.procedure_versions(&at.asker, at.site.id()).await?),
        None => None,
    };
    let mut actions = Vec::new();
    if versions.as_ref().is_some_and(|it| it.may_try) {
        actions.push(Action::new(
            "/procedure/simulate",
            t.procedure_versions_try(),
        ));
        actions.push(Action::new(
            "/procedure/copies",
            t.procedure_versions_copy(),
        ));
    }
    if versions.as_ref().is_some_and(|it| it.may_manage) {
        actions.push(Action::new("/procedure/adoption", t.procedure_adopt()));
    }
    let mut page = ProceduresPage {
        t,
        head: Head::new(t.place_procedure()).actions(actions),
        adopted: Vec::new(),
        drafts: Vec::new(),
        tries: false,
        offers: Vec::new(),
        documents: Vec::new(),
        frame: reader.frame,
        shipped: shipped().iter().map(|it| listed(it, t)).collect(),
    };
    if let (Some(at), Some(versions)) = (&reader.at, &versions) {
        page.adopted = adopted(at, &versions.adopted);
        page.drafts = versions.drafts.iter().map(|it| draft(at, it)).collect();
        page.tries = versions.may_try;
        page.offers = versions.offers.iter().map(|it| brought(t, it)).collect();
        page.documents = cited(at).await?;
        let sources = Sources::new(at.procedure(), t.lang());
        let documents = at.procedure().documents.iter();
        let cards = documents.flat_map(|it| sources.cards(&it.basis));
        page.frame = page.frame.clauses(cards.collect::<Vec<_>>());
    }
    Ok(Page::new(page).into_response())
}

/// Part and title of an edition.
fn titled(t: Texts, edition: &Edition) -> String {
    let procedure = &edition.procedure;
    format!("{} {}", procedure.part, procedure.title.get(t.lang()))
}

/// Title and version of an edition.
fn named(t: Texts, edition: &Edition) -> String {
    let version = t.procedure_version(edition.procedure.version.as_str());
    format!("{}・{version}", titled(t, edition))
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

fn adopted(at: &SignedInAsker, versions: &[Version]) -> Vec<Adopted> {
    let t = at.t;
    let line = |(index, version): (usize, &Version)| {
        let hash = &version.edition.hash;
        let before = index.checked_sub(1).and_then(|before| versions.get(before));
        let when = t.moment(at.site.zone().local(version.at));
        Adopted {
            href: format!("/procedure/{hash}"),
            title: titled(t, &version.edition),
            version: version.edition.procedure.version.clone(),
            from: t.procedure_in_force(t.month(version.from)),
            by: match &version.by {
                Some(name) => t.procedure_versions_adopted_by(when, name.reveal().as_str()),
                None => t.procedure_versions_adopted_product(when),
            },
            difference: before
                .map(|before| format!("/procedure/difference?a={}&b={hash}", before.edition.hash)),
        }
    };
    versions.iter().enumerate().map(line).collect()
}

fn draft(at: &SignedInAsker, line: &DraftLine) -> Draft {
    let t = at.t;
    let when = t.moment(at.site.zone().local(line.row.changed_at));
    let who = line.row.changed_by.as_ref();
    let who = who.map_or_else(
        || t.procedure_copy_conflict_somebody(),
        |name| name.reveal().clone(),
    );
    Draft {
        href: format!("/procedure/copies/{}", line.id),
        title: match &line.edition {
            Some(edition) => format!("{} {}", edition.procedure.id, named(t, edition)),
            None => line.id.to_string(),
        },
        state: match line.edition {
            Some(_) => t.procedure_versions_sound(),
            None => t.procedure_versions_unsound(),
        },
        changed: t.procedure_versions_changed(when, who.as_str()),
    }
}

fn brought(t: Texts, offer: &Offer) -> Brought {
    let shipped = &offer.shipped.procedure;
    Brought {
        words: t.procedure_versions_offer(titled(t, offer.shipped), shipped.version.as_str()),
        difference: format!(
            "/procedure/difference?a={}&b={}",
            offer.adopted.hash, shipped.id
        ),
    }
}

/// `GET /procedure/{id}`: one that comes with the product, or, by its hash, one that the reader's site adopted.
async fn procedure(reader: Reader, Path(id): Path<String>) -> Response {
    let at = reader.at.as_ref();
    let adopted = at.and_then(|at| at.site.version(id.parse().ok()?));
    let Some(edition) = shipped_by_id(&id).or(adopted) else {
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
