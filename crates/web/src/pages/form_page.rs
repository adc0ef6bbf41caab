//! A page that is one form: those about people, departments, sites, procedures and complaints.

use askama::Template;
use axum::response::{IntoResponse, Response};

use huiyin_domain::CommandId;
use huiyin_rules::procedure::Basis;

use crate::at_work::SignedInAsker;
use crate::failure::Refused;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Choice, ClauseTag, Errors, Field, Frame, Head, NavCounts, Place, Sources};

/// The page: choices first, then what is typed, then the button.
#[derive(Template)]
#[template(path = "form.html")]
pub(crate) struct FormPage {
    t: Texts,
    frame: Frame,
    head: Head,
    line: String,
    refused: Option<Refused>,
    errors: Errors,
    action: String,
    command: String,
    button: String,
    choices: Vec<Choice>,
    fields: Vec<Field>,
    areas: Vec<Field>,
    sources: Vec<ClauseTag>,
    hidden: Vec<(&'static str, String)>,
    back: String,
}

impl FormPage {
    /// A form that goes to `action`, with a fresh command; the way back is `/people`.
    pub(crate) fn new(at: &SignedInAsker, place: Place, head: Head, action: &str) -> Self {
        Self {
            t: at.t,
            frame: at.frame(Some(place), &NavCounts::default()),
            button: head.title.clone(),
            head,
            line: String::new(),
            refused: None,
            errors: Errors::default(),
            action: action.to_owned(),
            command: CommandId::generate().to_string(),
            choices: Vec::new(),
            fields: Vec::new(),
            areas: Vec::new(),
            sources: Vec::new(),
            hidden: Vec::new(),
            back: "/people".to_owned(),
        }
    }

    /// The line below the title.
    #[must_use]
    pub(crate) fn line(self, line: impl Into<String>) -> Self {
        Self {
            line: line.into(),
            ..self
        }
    }

    /// The words of the button; the title where none are given.
    #[must_use]
    pub(crate) fn button(self, button: impl Into<String>) -> Self {
        Self {
            button: button.into(),
            ..self
        }
    }

    /// Where the way back leads.
    #[must_use]
    pub(crate) fn back(self, back: impl Into<String>) -> Self {
        Self {
            back: back.into(),
            ..self
        }
    }

    /// The command of a form that comes back: what is sent twice is done once. A fresh one where there is none.
    #[must_use]
    pub(crate) fn command(self, command: &str) -> Self {
        if command.is_empty() {
            return self;
        }
        Self {
            command: command.to_owned(),
            ..self
        }
    }

    /// What is chosen and what is typed.
    #[must_use]
    pub(crate) fn fields(self, choices: Vec<Choice>, fields: Vec<Field>) -> Self {
        Self {
            choices,
            fields,
            ..self
        }
    }

    /// What is written at length, below the rest.
    #[must_use]
    pub(crate) fn areas(self, areas: Vec<Field>) -> Self {
        Self { areas, ..self }
    }

    /// With a value that nobody types.
    #[must_use]
    pub(crate) fn hidden(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }

    /// What asks for it.
    #[must_use]
    pub(crate) fn basis(self, sources: Sources<'_>, basis: &Basis) -> Self {
        Self {
            sources: sources.tags(basis),
            frame: self.frame.clauses(sources.cards(basis)),
            ..self
        }
    }

    /// The page; with what is wrong at its fields, or why it is refused, where something is.
    pub(crate) fn answer(self, (errors, refused): (Errors, Option<Refused>)) -> Response {
        let forbidden = refused.as_ref().is_some_and(|it| it.forbidden);
        let wrong = refused.is_some() || !errors.is_empty();
        let cards = refused.iter().flat_map(|it| it.cards.clone());
        let page = Self {
            frame: self.frame.clauses(cards),
            choices: self
                .choices
                .into_iter()
                .map(|it| it.check(&errors))
                .collect(),
            fields: self
                .fields
                .into_iter()
                .map(|it| it.check(&errors))
                .collect(),
            areas: self.areas.into_iter().map(|it| it.check(&errors)).collect(),
            refused,
            errors,
            ..self
        };
        if wrong {
            Page::not_accepted(page)
                .forbidden(forbidden)
                .into_response()
        } else {
            Page::new(page).into_response()
        }
    }
}
