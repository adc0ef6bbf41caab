//! Rows on their way out of the database.

use huiyin_domain::entry::{
    BatchStep, ConflictReason, ContactWish, Digest, FollowUpState, Ground, IdentityCheck,
    ImportKind, LetterState, LetterStep, NotReached, PhoneWork, RequestKind, RequestOutcome, Salt,
    ScopeKind, Section, Shows, SignatureKind, Signer, SiteCheck, Solved, Source, VisitorReason,
    VoidCause,
};
use huiyin_domain::{
    AttachmentId, BatchId, CaseSort, Category, Channel, CohortId, CommandId, Day, DepartmentId,
    DeviceId, EntryId, EventId, FollowUpId, Handling, HoldId, ImportId, InstallationId, Instant,
    Lang, LetterId, Matter, MatterId, Month, ObligationId, OccupancyId, PaperId, PaperKind,
    PaperState, PersonId, Personal, Phase, PostHeldId, ProcedureDraftId, PromiseId, Rating,
    RecordId, RectificationId, RequestId, ReviewId, RobotId, RobotKind, Role, ScopeId, Severity,
    SignOutId, SignatureId, TaskId, TaskKind, TaskState, Topic, UnitId, Verdict, Way, Why,
};
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use crate::{Error, Result};

/// One row of an answer.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// What a column can be read as.
pub(crate) trait Column: Sized {
    fn read(row: &Row, name: &str) -> Result<Self>;
}

/// The three types that both databases know.
pub(crate) trait Raw: Sized {
    fn raw(row: &Row, name: &str) -> Result<Option<Self>>;
}

macro_rules! raw {
    ($($type:ty)*) => {$(
        impl Raw for $type {
            fn raw(row: &Row, name: &str) -> Result<Option<Self>> {
                // Unchecked, because a literal 1 is an int4 to PostgreSQL; a wrong length is still an error.
                Ok(match row {
                    Row::Sqlite(row) => row.try_get_unchecked(name)?,
                    Row::Postgres(row) => row.try_get_unchecked(name)?,
                })
            }
        }
    )*};
}

raw! { i64 String Vec<u8> }

impl Row {
    /// The value of a column. The type says whether it may be null.
    pub(crate) fn get<T: Column>(&self, name: &str) -> Result<T> {
        T::read(self, name)
    }

    /// The value of a column of JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let text: String = self.get(name)?;
        serde_json::from_str(&text).map_err(|error| unreadable(name, &error.to_string()))
    }
}

fn unreadable(name: &str, why: &str) -> Error {
    Error::Corrupt(format!("the column {name} is not readable: {why}"))
}

fn required<T>(name: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| unreadable(name, "it is null"))
}

/// `$type` is stored as `$raw` and read by `$read`, which says nothing when it cannot be.
macro_rules! columns {
    ($raw:ty: $($type:ty => $read:expr;)*) => {$(
        impl Column for $type {
            fn read(row: &Row, name: &str) -> Result<Self> {
                required(name, Option::<$type>::read(row, name)?)
            }
        }

        impl Column for Option<$type> {
            fn read(row: &Row, name: &str) -> Result<Self> {
                let read: fn($raw) -> Option<$type> = $read;
                match <$raw>::raw(row, name)? {
                    None => Ok(None),
                    Some(raw) => match read(raw) {
                        Some(value) => Ok(Some(value)),
                        None => Err(unreadable(name, concat!("no ", stringify!($type)))),
                    },
                }
            }
        }
    )*};
}

columns! { i64:
    i64 => Some;
    i32 => |number| number.try_into().ok();
    u32 => |number| number.try_into().ok();
    u64 => |number| number.try_into().ok();
    bool => |number| match number { 0 => Some(false), 1 => Some(true), _ => None };
    Instant => |micros| Some(Instant::from_micros(micros));
}

columns! { String:
    String => Some;
    Personal<String> => |text| Some(Personal::new(text));
    Day => |text| text.parse().ok();
    Month => |text| text.parse().ok();
    Lang => |text| Lang::of(&text);
}

columns! { Vec<u8>:
    Vec<u8> => Some;
    Uuid => |bytes| Uuid::from_slice(&bytes).ok();
    Digest => |bytes| Some(Digest::from_bytes(bytes.try_into().ok()?));
    Salt => |bytes| Some(Salt::from_bytes(bytes.try_into().ok()?));
}

macro_rules! id_columns {
    ($($id:ident)*) => { columns! { Vec<u8>: $($id => |bytes| Some($id::from_bytes(bytes.try_into().ok()?));)* } };
}

id_columns! {
    AttachmentId BatchId CohortId CommandId DepartmentId DeviceId EntryId EventId FollowUpId HoldId ImportId
    InstallationId LetterId MatterId ObligationId OccupancyId PaperId PersonId PostHeldId ProcedureDraftId PromiseId RecordId RectificationId
    RequestId ReviewId RobotId ScopeId SignOutId
    SignatureId TaskId UnitId
}

macro_rules! word_columns {
    ($($word:ident)*) => { columns! { String: $($word => |text| $word::of_id(&text);)* } };
}

word_columns! {
    BatchStep CaseSort Category Channel ConflictReason ContactWish FollowUpState Ground IdentityCheck Handling ImportKind LetterState LetterStep Matter NotReached PaperKind PaperState Phase PhoneWork Rating RequestKind RequestOutcome RobotKind Role ScopeKind Section Severity Shows SignatureKind Signer SiteCheck Solved Source TaskKind TaskState Topic Verdict VisitorReason VoidCause Way Why
}
