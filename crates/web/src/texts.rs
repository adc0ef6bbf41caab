//! The texts of the interface: one typed function for each message of `texts/`, in the reader's language.

use std::ops::Deref;
use std::sync::LazyLock;

use huiyin_domain::{Day, Lang, Text};

#[allow(
    clippy::all,
    clippy::allow_attributes_without_reason,
    clippy::pedantic,
    clippy::unwrap_used,
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "generated at build time; unused messages are found by a test"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

/// The messages of one language.
pub(crate) use generated::L10nLanguage as Messages;

static MESSAGES: LazyLock<[Messages; 3]> = LazyLock::new(|| {
    [
        generated::L10n::ZhHant.load(),
        generated::L10n::ZhHans.load(),
        generated::L10n::En.load(),
    ]
});

/// What a template writes with: `t.sign_in_title()`, `t.day(due)`.
///
/// Small and copied freely. A missing or misspelt message does not compile.
#[derive(Clone, Copy)]
pub(crate) struct Texts {
    lang: Lang,
    messages: &'static Messages,
    today: Option<Day>,
}

impl Texts {
    /// The texts of a language.
    pub(crate) fn of(lang: Lang) -> Self {
        let [traditional, simplified, english] = &*MESSAGES;
        let messages = match lang {
            Lang::ZhHant => traditional,
            Lang::ZhHans => simplified,
            Lang::En => english,
        };
        Self {
            lang,
            messages,
            today: None,
        }
    }

    /// What is said in each language.
    pub(crate) fn in_all(say: impl Fn(Self) -> String) -> Text {
        Text {
            zh_hant: say(Self::of(Lang::ZhHant)),
            zh_hans: say(Self::of(Lang::ZhHans)),
            en: say(Self::of(Lang::En)),
        }
    }

    /// The same, for a site where it is this day: days of this year are then written without the year.
    #[must_use]
    pub(crate) fn on(self, today: Day) -> Self {
        Self {
            today: Some(today),
            ..self
        }
    }

    /// The language.
    pub(crate) const fn lang(&self) -> Lang {
        self.lang
    }

    /// The day it is where the reader is, when that is known.
    pub(crate) const fn today(&self) -> Option<Day> {
        self.today
    }
}

impl Deref for Texts {
    type Target = Messages;

    fn deref(&self) -> &Messages {
        self.messages
    }
}

#[cfg(test)]
mod tests;
