//! Entries of the journal: what happened, as typed facts, and the words about people that can be erased from it.
//!
//! A change of the data is one or more entries; the live tables are only what the entries, applied in order, make of
//! them. How an entry is written down and hashed is described in `docs/design/journal.md`.

mod canonical;
mod digest;
pub mod facts;
mod line;
mod part;
mod words;

pub use canonical::{CanonicalError, canonical};
pub use digest::{Digest, DigestError};
pub use facts::{Facts, FactsError};
pub use line::{ChainError, ChainHead, JournalLine, LineError, LinePart};
pub use part::{Part, Salt, Word, Words, part_hash};
pub use words::{
    ContactWish, FollowUpState, ImportKind, ScopeKind, Section, SignatureKind, Signer, SiteCheck,
    Solved, Source, VisitorReason, VoidCause,
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
    /// The text about a person under this name, and whom it is about.
    pub fn word(&self, word: Word) -> Option<&str> {
        self.parts.iter().find_map(|part| part.words.get(word))
    }

    /// The text under this name that belongs to one of several things.
    pub fn item(&self, word: Word, item: impl std::fmt::Display + Copy) -> Option<&str> {
        self.parts
            .iter()
            .find_map(|part| part.words.item(word, item))
    }

    /// The reason that was given.
    pub fn why(&self) -> Option<&str> {
        self.word(Word::Why)
    }

    /// The words about one person.
    pub fn words_about(&self, person: PersonId) -> Option<&Words> {
        self.parts
            .iter()
            .find(|part| part.person == Some(person))
            .map(|part| &part.words)
    }
}
