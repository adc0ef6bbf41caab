//! Drafting a letter: its text, and what it is to answer.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::letters::{AnswerLine, DraftLetter, LetterForm, LetterPage};
use huiyin_domain::entry::LetterSection;
use huiyin_domain::{Category, CommandId, FollowUpId, LetterId};
use huiyin_rules::procedure::Basis;
use uuid::Uuid;

use super::{Answer, answer};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::pages::events::{command, id};
use crate::texts::Texts;
use crate::view::{ClauseTag, Crumb, Errors, Field, Frame, Head, NavCounts, Place, Sources};

#[derive(Template)]
#[template(path = "public_letters/draft.html")]
struct DraftPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    sources: Vec<ClauseTag>,
    matter: String,
    hidden: Vec<(&'static str, String)>,
    title: Field,
    salutation: Field,
    areas: Vec<Field>,
    answers: Vec<Answer>,
    back: String,
}

/// What the form sends; a field may come several times.
type Sent = Vec<(String, String)>;

/// Which matter is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    category: String,
    kind: String,
}

/// What the page is about.
struct Drafting {
    category: Category,
    kind: String,
    /// The letter that is drafted anew, with the draft that is replaced.
    replaces: Option<(LetterId, u32)>,
    lines: Vec<AnswerLine>,
    basis: Basis,
}

/// `GET /letters/new?category=complaint&kind=…`
pub(super) async fn new(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let drafting = offered(&at, (&asked.category, &asked.kind)).await?;
    let mut sent: Sent = vec![("salutation".to_owned(), at.t.letters_to_all())];
    let free = drafting.lines.iter().filter(|it| it.obstacle.is_none());
    sent.extend(
        free.filter(|it| it.row.letter.is_none())
            .map(|it| ("follow_ups".to_owned(), it.row.follow_up.to_string())),
    );
    let page = DraftPage::new(&at, &drafting, (&sent, Errors::default(), None));
    Ok(Page::new(page).into_response())
}

/// `GET /letters/{letter}/draft`
pub(super) async fn again(
    at: SignedInAsker,
    Path(letter): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.public_letter(&at.asker, id(&letter)?).await?;
    at.app.check_redraft(&at.asker, page.row.id).await?;
    let mut sent: Sent = LetterSection::ALL
        .iter()
        .map(|it| (it.id().to_owned(), page.row.text(*it).to_owned()))
        .collect();
    let answers = page.answers.iter();
    sent.extend(answers.map(|it| ("follow_ups".to_owned(), it.row.follow_up.to_string())));
    let drafting = redrafted(page);
    let page = DraftPage::new(&at, &drafting, (&sent, Errors::default(), None));
    Ok(Page::new(page).into_response())
}

/// `POST /letters`: to the letter.
pub(super) async fn draft(at: SignedInAsker, Form(sent): Form<Sent>) -> Result<Response, Failure> {
    let replaces = match value(&sent, "letter") {
        "" => None,
        letter => Some((
            id(letter)?,
            value(&sent, "version").parse().unwrap_or_default(),
        )),
    };
    let input = DraftLetter {
        site: at.site.id(),
        replaces,
        form: form(&sent),
        follow_ups: chosen(&sent),
    };
    let command = command(value(&sent, "command"))?;
    let error = match at.app.draft_letter(&at.asker, command, input).await {
        Ok(letter) => {
            return Ok(Redirect::to(&format!("/letters/{letter}")).into_response());
        }
        Err(error) => error,
    };
    let drafting = match replaces {
        Some((letter, _)) => redrafted(at.app.public_letter(&at.asker, letter).await?),
        None => offered(&at, (value(&sent, "category"), value(&sent, "kind"))).await?,
    };
    let (errors, refused) = match error {
        Error::Invalid(wrong) => (Errors::of_fields(at.t, &wrong), None),
        error => {
            let about = letters_about(&drafting, &chosen(&sent));
            let refused = at.refused_about(error, &about).await?;
            (Errors::default(), Some(refused))
        }
    };
    let forbidden = refused.as_ref().is_some_and(|it| it.forbidden);
    let page = DraftPage::new(&at, &drafting, (&sent, errors, refused));
    let page = Page::not_accepted(page);
    Ok(page.forbidden(forbidden).into_response())
}

/// The letter that is drafted anew, and those that answer what was chosen.
fn letters_about(drafting: &Drafting, chosen: &[FollowUpId]) -> Vec<Uuid> {
    let own = drafting.replaces.map(|(letter, _)| letter.uuid());
    let lines = drafting.lines.iter();
    let lines = lines.filter(|it| chosen.contains(&it.row.follow_up));
    let others = lines.filter_map(|it| it.row.letter.map(LetterId::uuid));
    own.into_iter().chain(others).collect()
}

/// What a letter about a matter may answer; without a letter where none is offered, so that what was typed stays.
async fn offered(at: &SignedInAsker, (category, kind): (&str, &str)) -> Result<Drafting, Failure> {
    let page = at.app.public_letters(&at.asker, at.site.id()).await?;
    let category = Category::of_id(category).unwrap_or(Category::Complaint);
    let mut offers = page.offers.into_iter();
    let offer = offers.find(|it| it.category == category && it.kind == kind);
    Ok(Drafting {
        category,
        kind: kind.to_owned(),
        replaces: None,
        lines: offer.map_or_else(Vec::new, |offer| offer.lines),
        basis: page.basis,
    })
}

fn redrafted(page: LetterPage) -> Drafting {
    Drafting {
        category: page.row.category,
        kind: page.row.kind.clone(),
        replaces: Some((page.row.id, page.row.version)),
        lines: page.answers,
        basis: page.basis,
    }
}

fn form(sent: &Sent) -> LetterForm {
    let text = |name: &str| value(sent, name).to_owned();
    LetterForm {
        title: text("title"),
        salutation: text("salutation"),
        matter: text("matter"),
        explanation: text("explanation"),
        measures: text("measures"),
        next_steps: text("next_steps"),
        contact: text("contact"),
    }
}

fn value<'s>(sent: &'s Sent, name: &str) -> &'s str {
    let found = sent.iter().find(|(there, _)| there == name);
    found.map_or("", |(_, value)| value.as_str())
}

fn chosen(sent: &Sent) -> Vec<FollowUpId> {
    let ticked = sent.iter().filter(|(name, _)| name == "follow_ups");
    ticked.filter_map(|(_, id)| id.parse().ok()).collect()
}

impl DraftPage {
    fn new(
        at: &SignedInAsker,
        drafting: &Drafting,
        (sent, errors, refused): (&Sent, Errors, Option<Refused>),
    ) -> Self {
        let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
        let ticked = chosen(sent);
        let (mut answers, mut cards) = (Vec::new(), Vec::new());
        for it in &drafting.lines {
            let (answer, more) = answer(at, it, ticked.contains(&it.row.follow_up));
            answers.push(answer);
            cards.extend(more);
        }
        cards.extend(refused.iter().flat_map(|it| it.cards.clone()));
        let field = |section: LetterSection| {
            let field = Field::new(section.id(), section.title(t.lang()))
                .value(value(sent, section.id()))
                .check(&errors);
            if section.is_required() {
                field.required()
            } else {
                field
            }
        };
        let mut hidden = vec![
            ("category", drafting.category.id().to_owned()),
            ("kind", drafting.kind.clone()),
        ];
        if let Some((letter, version)) = drafting.replaces {
            // The draft as it stands now: who was overtaken has been told, and may go on with what they typed.
            hidden.push(("letter", letter.to_string()));
            hidden.push(("version", version.to_string()));
        }
        let back = match drafting.replaces {
            Some((letter, _)) => format!("/letters/{letter}"),
            None => "/letters".to_owned(),
        };
        Self {
            t,
            frame: at
                .frame(Some(Place::Plan), &NavCounts::default())
                .clauses(sources.cards(&drafting.basis))
                .clauses(cards),
            head: Head::new(t.letters_draft()).crumbs([
                Crumb::link("/letters", t.letters_title()),
                Crumb::here(t.letters_draft()),
            ]),
            command: CommandId::generate().to_string(),
            sources: sources.tags(&drafting.basis),
            matter: format!("{}・{}", drafting.category.title(t.lang()), drafting.kind),
            hidden,
            title: field(LetterSection::Title).hint(t.letters_no_names()),
            salutation: field(LetterSection::Salutation),
            areas: [
                LetterSection::Matter,
                LetterSection::Explanation,
                LetterSection::Measures,
                LetterSection::NextSteps,
                LetterSection::Contact,
            ]
            .map(field)
            .into(),
            answers,
            back,
            refused,
            errors,
        }
    }
}
