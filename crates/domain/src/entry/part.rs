use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::{Deserialize, Serialize};

use super::digest::read_hex;
use super::{CanonicalError, Digest, canonical};
use crate::{PersonId, Personal};

/// 16 random bytes that keep the hash of a part from being guessed back to its words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; 16]);

/// What one entry says about one person: the part of an entry that can be erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Whom the words are about; none when nobody known is concerned, as with an anonymous complaint.
    pub person: Option<PersonId>,
    /// Its own salt, erased together with the words.
    pub salt: Salt,
    /// The words.
    pub words: Words,
}

/// Texts about a person, each under the name of what it is.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, Personal<String>>);

macro_rules! word_names {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        /// What a text about a person is. Every text of the journal that can be erased is one of these.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Word { $($(#[$doc])* $name,)* }

        impl Word {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in the journal.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }
        }
    };
}

word_names! {
    /// A person's name.
    Name = "name";
    /// A phone number.
    Phone = "phone";
    /// The hours at which a person wants to be contacted.
    Hours = "hours";
    /// The e-mail address of somebody of the staff.
    Mail = "mail";
    /// What happened, in the words of the intake.
    Summary = "summary";
    /// The customer's name as it was given at the intake.
    Customer = "customer";
    /// Unknown columns of an imported row, as JSON.
    Notes = "notes";
    /// The words of one report of an event, by its number.
    Report = "report";
    /// The number of a letter of reply, or where it is kept.
    Letter = "letter";
    /// To whom a letter of reply went.
    Addressee = "addressee";
    /// How a complaint was handled to which no letter could go.
    Handled = "handled";
    /// What a complainant was told whose complaint is invalid.
    Answer = "answer";
    /// The reason somebody gave for what the entry does.
    Why = "why";
    /// Who answered in a follow-up.
    Respondent = "respondent";
    /// What was said under a section of the record, by section.
    Said = "said";
    /// What looking on the spot showed.
    SiteCheck = "site_check";
    /// Why the customer did not sign.
    Refusal = "refusal";
    /// Why another channel was used than the procedure asks for.
    ChannelReason = "channel_reason";
    /// Why the follow-up came late or early.
    Lateness = "lateness";
    /// A drawn signature, by its number: JSON of the strokes.
    Strokes = "strokes";
    /// The name under a signature, by its number.
    SignedName = "signed_name";
    /// Something the customer raised, by its number.
    Matter = "matter";
    /// What was done about a raised matter, or how it was explained, by its number.
    Outcome = "outcome";
    /// A reviewer's opinion.
    Opinion = "opinion";
    /// Why something went wrong, by the number of the case.
    Cause = "cause";
    /// What was put right at once.
    Correction = "correction";
    /// What is to be done.
    Action = "action";
    /// The main problems of a month.
    Problems = "problems";
    /// What is proposed to improve.
    Proposals = "proposals";
    /// What became of last month's.
    LastMonth = "last_month";
    /// Why a household is visited for a festival, by its number.
    Note = "note";
    /// A section of a public letter.
    Body = "body";
    /// What stood above a signature while it was drawn on a phone, by its number.
    Shown = "shown";
    /// What a phone sent and could not be taken as it was meant, as JSON.
    Sent = "sent";
    /// What somebody asked for about their own data.
    Asked = "asked";
    /// How it was seen that they are who they say.
    Identity = "identity";
    /// What a resident said when the company called them back.
    Remarks = "remarks";
    /// The name of a file.
    FileName = "file_name";
    /// The SHA-256 of a file's content. The salt of the part keeps it from being recognised after an erasure.
    FileSha256 = "file_sha256";
}

impl Salt {
    /// The salt in these bytes; they must come from the system's random source.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes that are stored.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The salt of 32 small hex digits, as an export has it.
    pub fn of_hex(text: &str) -> Option<Self> {
        read_hex(text).map(Self)
    }
}

impl Display for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[salt]")
    }
}

impl Part {
    /// The words as they are stored and hashed.
    pub fn body(&self) -> Result<String, CanonicalError> {
        canonical(&self.words)
    }
}

/// The hash of a part: SHA-256 over the 16 bytes of the salt and the UTF-8 of the body.
pub fn part_hash(salt: Salt, body: &str) -> Digest {
    Digest::of_pieces([salt.bytes().as_slice(), body.as_bytes()])
}

impl Words {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a text; an empty one is left out, because nothing was said.
    #[must_use]
    pub fn with(mut self, word: Word, text: impl Into<String>) -> Self {
        self.set(word.id().to_owned(), text.into());
        self
    }

    /// With a text when there is one.
    #[must_use]
    pub fn with_some(self, word: Word, text: Option<impl Into<String>>) -> Self {
        match text {
            Some(text) => self.with(word, text),
            None => self,
        }
    }

    /// With a text that belongs to one of several things: a section, the number of a signature.
    #[must_use]
    pub fn with_item(mut self, word: Word, item: impl Display, text: impl Into<String>) -> Self {
        self.set(item_name(word, item), text.into());
        self
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A text.
    pub fn get(&self, word: Word) -> Option<&str> {
        self.0.get(word.id()).map(|text| text.reveal().as_str())
    }

    /// A text that belongs to one of several things.
    pub fn item(&self, word: Word, item: impl Display) -> Option<&str> {
        self.0
            .get(&item_name(word, item))
            .map(|text| text.reveal().as_str())
    }

    /// Whether there is a text under this name, be it of one or of several things.
    pub(super) fn mentions(&self, word: Word) -> bool {
        self.0.keys().any(|name| {
            name.strip_prefix(word.id())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// All texts, each under its name, in the order of the names.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, text)| (name.as_str(), text.reveal().as_str()))
    }

    /// Adds more words about the same person.
    pub fn join(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    fn set(&mut self, name: String, text: String) {
        if !text.is_empty() {
            self.0.insert(name, Personal::new(text));
        }
    }
}

fn item_name(word: Word, item: impl Display) -> String {
    format!("{}.{item}", word.id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_show_themselves() {
        let words = Words::new().with(Word::Name, "何女士");
        assert!(!format!("{words:?}").contains('何'));
        assert_eq!(words.get(Word::Name), Some("何女士"));
    }

    #[test]
    fn the_hash_of_a_part_is_salted() {
        let part = Part {
            person: None,
            salt: Salt::from_bytes([7; 16]),
            words: Words::new()
                .with_item(Word::Said, "quality", "好")
                .with(Word::Customer, ""),
        };
        let body = part.body().unwrap();
        assert_eq!(body, "{\"said.quality\":\"好\"}");
        assert_ne!(
            part_hash(part.salt, &body),
            part_hash(Salt::from_bytes([8; 16]), &body)
        );
        assert_eq!(Salt::of_hex(&part.salt.to_string()), Some(part.salt));
    }
}
