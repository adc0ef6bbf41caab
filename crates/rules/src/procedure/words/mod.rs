//! A procedure in words: every rule as a sentence with the clauses and readings it rests on.
//!
//! Sections and lines are data, so that a page can lay them out its own way; [`Procedure::show`] is the layout for a
//! terminal.

mod category;
mod layout;
mod month;
mod picks;
mod text;
mod visits;
mod window;

use huiyin_domain::Lang;

use super::{Basis, Procedure};

/// A part of a procedure in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// What it says, in order.
    pub lines: Vec<Line>,
}

/// One sentence of a procedure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What it is about, such as 時效; empty when it goes on with the line before.
    pub label: String,
    /// What is said.
    pub text: String,
    /// What says so.
    pub basis: Basis,
}

impl Procedure {
    /// The rules in words, without the text and the readings themselves.
    pub fn rules_in_words(&self, lang: Lang) -> Vec<Section> {
        let words = Words {
            procedure: self,
            lang,
        };
        let mut sections = vec![words.posts()];
        sections.extend(self.categories.iter().map(|rule| words.category(rule)));
        sections.extend([
            words.not_covered(),
            words.picks(),
            words.planning(),
            words.visiting(),
            words.reviewing(),
            words.month(),
            words.festivals(),
            words.documents(),
        ]);
        sections.retain(|section| !section.lines.is_empty());
        sections
    }

    /// The text, clause by clause, with the corrections of its damaged places.
    pub fn clauses_in_words(&self, lang: Lang) -> Section {
        Words {
            procedure: self,
            lang,
        }
        .clauses()
    }

    /// What was decided where the text is silent or unclear.
    pub fn readings_in_words(&self, lang: Lang) -> Section {
        Words {
            procedure: self,
            lang,
        }
        .readings()
    }

    /// The whole procedure in words, laid out for a terminal of 80 columns.
    pub fn show(&self, lang: Lang) -> String {
        layout::show(self, lang)
    }
}

/// A procedure and the language in which it is told.
#[derive(Clone, Copy)]
struct Words<'a> {
    procedure: &'a Procedure,
    lang: Lang,
}

/// The sentence of a language: 繁體, 简体, English; each a format string over the variables in reach.
macro_rules! say {
    ($words:expr, $hant:literal, $hans:literal, $en:literal $(,)?) => {
        match $words.lang {
            huiyin_domain::Lang::ZhHant => format!($hant),
            huiyin_domain::Lang::ZhHans => format!($hans),
            huiyin_domain::Lang::En => format!($en),
        }
    };
}

use say;

impl Words<'_> {
    /// The title of a post, or its id where the file does not know it.
    fn post(self, id: &str) -> String {
        let post = self.procedure.posts.iter().find(|post| post.id == id);
        post.map_or(id, |post| post.title.get(self.lang)).to_owned()
    }

    fn posts_of(self, ids: &[String]) -> String {
        self.list(ids.iter().map(|id| self.post(id)))
    }

    /// Names in a row: a、b or a, b.
    fn list(self, names: impl IntoIterator<Item = String>) -> String {
        let names: Vec<String> = names.into_iter().collect();
        names.join(match self.lang {
            Lang::ZhHant | Lang::ZhHans => "、",
            Lang::En => ", ",
        })
    }

    /// Parts of one statement: a；b or a; b.
    fn phrases(self, parts: &[String]) -> String {
        parts.join(match self.lang {
            Lang::ZhHant | Lang::ZhHans => "；",
            Lang::En => "; ",
        })
    }

    /// Sentences in a row; in English each after a blank.
    fn sentences(self, sentences: impl IntoIterator<Item = String>) -> String {
        let sentences: Vec<String> = sentences.into_iter().collect();
        sentences.join(match self.lang {
            Lang::ZhHant | Lang::ZhHans => "",
            Lang::En => " ",
        })
    }

    /// A word that depends on the language only.
    fn word(self, traditional: &str, simplified: &str, english: &str) -> String {
        match self.lang {
            Lang::ZhHant => traditional,
            Lang::ZhHans => simplified,
            Lang::En => english,
        }
        .to_owned()
    }
}

impl Section {
    /// A label that says the same as the one before it is left out.
    fn new(title: String, mut lines: Vec<Line>) -> Self {
        for index in (1..lines.len()).rev() {
            if lines[index].label == lines[index - 1].label {
                lines[index].label.clear();
            }
        }
        Self { title, lines }
    }
}

fn line(label: String, text: String, basis: &Basis) -> Line {
    Line {
        label,
        text,
        basis: basis.clone(),
    }
}
