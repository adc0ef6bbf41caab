use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::entry::{Digest, ImportKind};
use crate::{
    AttachmentId, DepartmentId, EventId, ImportId, Instant, LetterId, Month, OccupancyId, PersonId,
    PostHeldId, RecordId, ScopeId, UnitId,
};

/// The statistics of a month were closed by a person: a frozen picture with its as-of time.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthClosed {
    /// The site.
    pub site: ScopeId,
    /// The month.
    pub month: Month,
    /// The moment the picture shows.
    pub as_of: Instant,
    /// The picture: whole numbers and ids only.
    pub snapshot: Value,
}

/// A file began to be imported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportOpened {
    /// The import.
    pub import: ImportId,
    /// The site.
    pub site: ScopeId,
    /// What the file lists.
    pub kind: ImportKind,
    /// The file's name.
    pub file_name: String,
    /// The SHA-256 of the file.
    pub file_hash: Digest,
    /// The named profile by which its columns were read.
    pub profile: Option<String>,
}

/// A file was imported to its end.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportDone {
    /// The import.
    pub import: ImportId,
    /// Rows read.
    pub rows: u64,
    /// Rows that made something new.
    pub created: u64,
    /// Rows that changed something.
    pub updated: u64,
    /// Rows that were there already.
    pub same: u64,
    /// Rows that were refused.
    pub refused: u64,
}

/// Something an import made.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Imported {
    /// An event: it is withdrawn, and its outside id is free again.
    Event(EventId),
    /// A unit: it is taken out.
    Unit(UnitId),
    /// A person: taken out.
    Person(PersonId),
    /// An occupancy: taken out.
    Occupancy(OccupancyId),
    /// A department: taken out.
    Department(DepartmentId),
    /// A post held by a person who is taken out too.
    Post(PostHeldId),
}

/// An import was undone, or a piece of it, while nothing hung on it. At most 200 things in one entry, in an order in
/// which each can go.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportUndone {
    /// The import.
    pub import: ImportId,
    /// What is taken back.
    pub withdrawn: Vec<Imported>,
    /// Whether nothing is left of it.
    pub complete: bool,
}

/// What a file is attached to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attached {
    /// An event: a letter of reply, a photo.
    Event(EventId),
    /// A record: a photo, the signed sheet.
    Record(RecordId),
    /// A site: a document that clauses cite.
    Site(ScopeId),
    /// A public letter: a photo of it as it hangs.
    Letter(LetterId),
}

impl Attached {
    pub(super) fn subject(self) -> Uuid {
        match self {
            Self::Event(id) => id.uuid(),
            Self::Record(id) => id.uuid(),
            Self::Site(id) => id.uuid(),
            Self::Letter(id) => id.uuid(),
        }
    }
}

/// A site uploaded a version of a document that its procedure cites; the file was attached in the same command.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentUploaded {
    /// The site.
    pub site: ScopeId,
    /// Which document, as the procedure calls it.
    pub document: String,
    /// Which version, from 1.
    pub number: u32,
    /// Its file.
    pub attachment: AttachmentId,
}

/// A file was attached. Words: `file_name`, `file_sha256`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentAdded {
    /// The attachment.
    pub attachment: AttachmentId,
    /// The site.
    pub site: ScopeId,
    /// What it is attached to.
    pub to: Attached,
    /// Its media type, such as `image/jpeg`.
    pub media_type: String,
    /// Its length in bytes.
    pub length: u64,
}
