//! Entries of the journal: what happened, as typed facts, and the words about people that can be erased from it.
//!
//! A change of the data is one or more entries; the live tables are only what the entries, applied in order, make of
//! them. How an entry is written down and hashed is described in `docs/design/journal.md`.

mod canonical;
mod digest;
pub mod facts;
mod line;
mod part;
mod signed;
mod strokes;
mod words;

pub use canonical::{CanonicalError, canonical};
pub(crate) use digest::read_hex;
pub use digest::{Digest, DigestError};
pub use facts::{Facts, FactsError};
pub use line::{ChainError, ChainHead, JournalLine, LineError, LinePart};
pub use part::{Part, Salt, Word, Words, part_hash};
pub use signed::{SignedMatter, SignedSection, SignedText};
pub use strokes::{Strokes, StrokesError};
pub use words::{
    BatchStep, ConflictReason, ContactWish, FollowUpState, Ground, IdentityCheck, ImportKind,
    LetterSection, LetterState, LetterStep, NotReached, PhoneWork, RequestKind, RequestOutcome,
    ScopeKind, Section, Shows, SignatureKind, Signer, SiteCheck, Solved, Source, VisitorReason,
    VoidCause,
};

use crate::{CommandId, DeviceId, EntryId, Instant, PersonId, ScopeId};

/// One entry of the journal: who did what, when, on which device, as a part of which command.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The company or the site in whose chain it stands.
    pub scope: ScopeId,
    /// Its own id.
    pub id: EntryId,
    /// The command that caused it.
    pub command: CommandId,
    /// When it happened.
    pub at: Instant,
    /// Who did it; none when the product did, at a deadline.
    pub actor: Option<PersonId>,
    /// The device it was done on.
    pub device: Option<DeviceId>,
    /// What happened. Never erased.
    pub facts: Facts,
    /// The words about people, those that have not been erased.
    pub parts: Vec<Part>,
}

impl Entry {
    /// What was said under any of these names. They are given together, in one part, so that they can be erased
    /// together.
    pub fn said(&self, words: &[Word]) -> Said<'_> {
        Said(
            self.parts
                .iter()
                .find(|part| words.iter().any(|word| part.words.mentions(*word))),
        )
    }

    /// What was said under any of these names about one of several things: the second signature, the third matter.
    pub fn said_of(&self, words: &[Word], item: impl std::fmt::Display + Copy) -> Said<'_> {
        Said(self.parts.iter().find(|part| {
            words
                .iter()
                .any(|word| part.words.item(*word, item).is_some())
        }))
    }

    /// The reason that was given.
    pub fn why(&self) -> Option<&str> {
        self.said(&[Word::Why]).0?.words.get(Word::Why)
    }

    /// The words about one person.
    pub fn words_about(&self, person: PersonId) -> Option<&Words> {
        self.parts
            .iter()
            .find(|part| part.person == Some(person))
            .map(|part| &part.words)
    }
}

/// What an entry says under some names, and about whom; nothing once it is erased.
#[derive(Clone, Copy, Debug)]
pub struct Said<'e>(Option<&'e Part>);

impl<'e> Said<'e> {
    /// Whether anything was said, or is still there.
    pub const fn is_there(self) -> bool {
        self.0.is_some()
    }

    /// Whom the words are about.
    pub fn of(self) -> Option<PersonId> {
        self.0?.person
    }

    /// A text.
    pub fn get(self, word: Word) -> Option<&'e str> {
        self.0?.words.get(word)
    }

    /// A text that belongs to one of several things.
    pub fn item(self, word: Word, item: impl std::fmt::Display) -> Option<&'e str> {
        self.0?.words.item(word, item)
    }
}
