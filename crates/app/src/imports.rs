//! Import of files: looking into one, trying it out, taking it in, and taking it back.
//!
//! A file is read twice: once to its end, so that one that cannot be read changes nothing, and once to be taken in, in
//! pieces of at most 200 rows, each a command of its own. The commands are named after the import, so an import that
//! was broken off goes on where it stopped when it is run again under the same id. Files are read by a thread beside
//! the transactions, never inside one; of a CSV file one piece is in memory, and the keys of the rows before it, by
//! which a repeated row is found.
//!
//! Obligations get their numbers in the order in which they arise, not in the order of the file: the events of a file
//! are registered first, what arises from them is put into a table of the database, and that is read back in its
//! order. So memory stays flat whatever the file's length.

mod arising;
mod background;
mod departments;
mod events;
mod inspect;
mod mapping;
mod participants;
mod piece;
mod posts;
mod preview;
mod profiles;
mod read;
mod residents;
mod run;
mod source;
mod staff;
mod undo;
mod units;
mod uploads;

use std::path::PathBuf;

use huiyin_domain::entry::ImportKind;
use huiyin_domain::{ImportId, Lang, Personal, ScopeId, Text};
use huiyin_forms::Refusal;
use serde::{Deserialize, Serialize};

pub use background::{Previewed, Progress};
pub use huiyin_forms::Column;
pub use huiyin_forms::table::Format;
pub use inspect::{Inspected, TitleRead};
pub use mapping::{Mapping, column_title, column_words};
pub use preview::Preview;
pub use profiles::NamedProfile;
pub use read::{ImportPage, ImportedRow, Stage, Summary};
pub use undo::Undone;
pub use uploads::{Receiving, Upload, Uploads};

/// A file to be imported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportRequest {
    /// The site it is for.
    pub site: ScopeId,
    /// What it lists.
    pub kind: ImportKind,
    /// Where it lies.
    pub path: PathBuf,
    /// Its name for people; the ending says what it should be.
    pub file_name: String,
    /// The profile by which it is to be read.
    pub profile: Option<String>,
    /// Whether events completed before the site was live are planned like the others.
    pub plan_history: bool,
}

/// How many rows came to what.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Counts {
    /// Rows read.
    pub read: u64,
    /// Rows that made something new.
    pub created: u64,
    /// Rows that changed something, be it not everything they say.
    pub updated: u64,
    /// Rows that were there already.
    pub same: u64,
    /// Rows that say something else of what is being worked on, and changed nothing.
    pub held_back: u64,
    /// Rows that were refused.
    pub refused: u64,
}

/// What came of an import.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Report {
    /// The import.
    pub import: ImportId,
    /// How many rows came to what.
    pub counts: Counts,
}

/// What came of a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// It made something new.
    Created,
    /// It changed something.
    Updated,
    /// It was there already.
    Same,
    /// It says something else of what is being worked on, and changed nothing.
    HeldBack,
    /// It was refused.
    Refused,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Created,
        Self::Updated,
        Self::Same,
        Self::HeldBack,
        Self::Refused,
    ];

    /// Its name in tables and interfaces.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Same => "same",
            Self::HeldBack => "held_back",
            Self::Refused => "refused",
        }
    }

    /// The outcome of a name.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }
}

/// Something to say of a row: why it was refused, or a cell that was not taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The row of the file.
    pub row: u64,
    /// The column's name; none when the row as a whole is meant.
    pub column: Option<String>,
    /// What was found there, shortened.
    pub value: Option<Personal<String>>,
    /// What was expected.
    pub expected: Text,
}

impl Finding {
    /// The finding as one sentence: row, column, value, what was expected.
    pub fn sentence(&self, kind: ImportKind, lang: Lang) -> String {
        let columns = inspect::file_kind(kind).columns.iter();
        let column = self
            .column
            .as_deref()
            .and_then(|name| columns.clone().find(|column| column.name == name));
        let value = self.value.as_ref().map_or("", |value| value.reveal());
        Refusal::sentence_of(self.row, column, value, self.expected.get(lang), lang)
    }
}

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        self.read += 1;
        let count = match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Updated => &mut self.updated,
            Outcome::Same => &mut self.same,
            Outcome::HeldBack => &mut self.held_back,
            Outcome::Refused => &mut self.refused,
        };
        *count += 1;
    }

    fn join(&mut self, more: Self) {
        self.read += more.read;
        self.created += more.created;
        self.updated += more.updated;
        self.same += more.same;
        self.held_back += more.held_back;
        self.refused += more.refused;
    }
}
