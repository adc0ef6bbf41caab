//! The head of a page, and the pages of a list.

use crate::texts::Texts;

/// What can be done from the head of a page, or from a refusal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Action {
    /// Where it leads.
    pub(crate) href: String,
    /// A verb and its object.
    pub(crate) words: String,
    /// Whether it is the one filled button.
    pub(crate) primary: bool,
    /// The key that does the same.
    pub(crate) key: Option<char>,
}

impl Action {
    /// An ordinary action.
    pub(crate) fn new(href: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            words: words.into(),
            primary: false,
            key: None,
        }
    }

    /// What is shown, as files to print and for a spreadsheet: the addresses by their endings.
    pub(crate) fn files(t: Texts, href: impl Fn(&str) -> String) -> [Self; 3] {
        let files = [
            ("pdf", t.papers_pdf()),
            ("xlsx", t.papers_xlsx()),
            ("csv", t.papers_csv()),
        ];
        files.map(|(ending, words)| Self::new(href(ending), words))
    }

    /// The same, as the one filled button of its place.
    #[must_use]
    pub(crate) fn primary(self) -> Self {
        Self {
            primary: true,
            ..self
        }
    }

    /// The same, done by a key as well.
    #[must_use]
    pub(crate) fn key(self, key: char) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }
}

/// A step on the way to a page: a link, or a word where one already is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Crumb {
    /// Where it leads.
    pub(crate) href: Option<String>,
    /// Its words.
    pub(crate) words: String,
}

impl Crumb {
    /// A page further up.
    pub(crate) fn link(href: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            href: Some(href.into()),
            words: words.into(),
        }
    }

    /// Where one is.
    pub(crate) fn here(words: impl Into<String>) -> Self {
        Self {
            href: None,
            words: words.into(),
        }
    }
}

/// What a page is, how one came here, and what can be done from here.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    /// The title.
    pub(crate) title: String,
    /// The way here.
    pub(crate) crumbs: Vec<Crumb>,
    /// What can be done; at most one is primary.
    pub(crate) actions: Vec<Action>,
}

impl Head {
    /// A head with a title only.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            crumbs: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// The same, with the way here.
    #[must_use]
    pub(crate) fn crumbs(self, crumbs: impl Into<Vec<Crumb>>) -> Self {
        Self {
            crumbs: crumbs.into(),
            ..self
        }
    }

    /// The same, with what can be done.
    #[must_use]
    pub(crate) fn actions(self, actions: impl IntoIterator<Item = Action>) -> Self {
        Self {
            actions: actions.into_iter().collect(),
            ..self
        }
    }
}

/// Where one is in a long list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Pager {
    /// `第 1–50 件，共 126 件`
    pub(crate) words: String,
    /// The page before, if there is one.
    pub(crate) previous: Option<String>,
    /// The page after, if there is one.
    pub(crate) next: Option<String>,
}
