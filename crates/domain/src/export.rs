//! The files of an export of the journal, as types that whoever writes and whoever checks them share. What stands in
//! which file is described in `docs/reference/export.md`.

mod derived;
mod hex;
mod line;
mod manifest;
mod scope;

pub use derived::{Derived, derived, read_text};
pub use hex::{hex, unhex};
pub use line::{ExportedLine, ExportedLineError};
pub use manifest::{
    AnchorLine, CohortLine, ExportKind, FileNote, KeyLine, Manifest, NotedHead, ObligationLine,
    Seal, endorsed_text, sealed_text,
};
pub use scope::MonthScope;

/// The format that this program writes and reads.
pub const FORMAT: u32 = 1;

/// The list of all other files.
pub const MANIFEST: &str = "manifest.json";
/// The signature under that list.
pub const SEAL: &str = "signature.json";
/// The entries of the journal.
pub const JOURNAL: &str = "journal.jsonl";
/// The keys of the draws.
pub const KEYS: &str = "keys.jsonl";
/// The cohorts.
pub const COHORTS: &str = "cohorts.jsonl";
/// The obligations.
pub const OBLIGATIONS: &str = "obligations.jsonl";
/// The folder of attachments; each has its id for a name.
pub const ATTACHMENTS: &str = "attachments";
/// The folder of printable forms.
pub const FORMS: &str = "forms";
/// What the files are, in words.
pub const README: &str = "README.txt";
