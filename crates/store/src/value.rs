//! Values on their way into a statement.

use std::borrow::Cow;

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
    PaperState, PersonId, Phase, PostHeldId, ProcedureDraftId, PromiseId, Rating, RecordId,
    RectificationId, RequestId, ReviewId, RobotId, RobotKind, Role, ScopeId, Severity, SignOutId,
    SignatureId, TaskId, TaskKind, TaskState, Topic, UnitId, Verdict, Way, Why,
};
use uuid::Uuid;

/// A value as both databases know it: numbers, texts and bytes. Its type is known even when it is null, because
/// PostgreSQL asks.
#[derive(Clone, Debug)]
pub(crate) enum Value<'v> {
    Int(Option<i64>),
    Text(Option<Cow<'v, str>>),
    Bytes(Option<Cow<'v, [u8]>>),
}

/// What can be given to a statement.
pub(crate) trait Bind: Sync {
    fn value(&self) -> Value<'_>;
}

/// The values of a statement, in the order of `$1`, `$2`, …
pub(crate) type Params<'p> = &'p [&'p dyn Bind];

impl<T: Bind + ?Sized> Bind for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}

/// `$type` is stored as `$kind`, by `$convert`.
macro_rules! stored {
    ($kind:ident: $($type:ty => |$value:ident| $convert:expr;)*) => {$(
        impl Bind for $type {
            fn value(&self) -> Value<'_> {
                let $value = self;
                Value::$kind(Some(($convert).into()))
            }
        }

        impl Bind for Option<$type> {
            fn value(&self) -> Value<'_> {
                Value::$kind(self.as_ref().map(|$value| ($convert).into()))
            }
        }
    )*};
}

stored! { Int:
    i64 => |number| *number;
    i32 => |number| *number;
    u32 => |number| *number;
    u64 => |number| number.cast_signed();
    bool => |yes| *yes;
    Instant => |instant| instant.micros();
}

stored! { Text:
    String => |text| text.as_str();
    Cow<'_, str> => |text| text.as_ref();
    Day => |day| day.to_string();
    Month => |month| month.to_string();
    Lang => |lang| lang.tag();
}

impl Bind for str {
    fn value(&self) -> Value<'_> {
        Value::Text(Some(self.into()))
    }
}

impl Bind for Option<&str> {
    fn value(&self) -> Value<'_> {
        Value::Text(self.map(Into::into))
    }
}

impl Bind for [u8] {
    fn value(&self) -> Value<'_> {
        Value::Bytes(Some(self.into()))
    }
}

stored! { Bytes:
    Vec<u8> => |bytes| bytes.as_slice();
    Uuid => |id| id.as_bytes().as_slice();
    Digest => |digest| digest.bytes().as_slice();
    Salt => |salt| salt.bytes().as_slice();
}

macro_rules! stored_ids {
    ($($id:ident)*) => { stored! { Bytes: $($id => |id| id.bytes().as_slice();)* } };
}

stored_ids! {
    AttachmentId BatchId CohortId CommandId DepartmentId DeviceId EntryId EventId FollowUpId HoldId ImportId
    InstallationId LetterId MatterId ObligationId OccupancyId PaperId PersonId PostHeldId ProcedureDraftId PromiseId RecordId RectificationId
    RequestId ReviewId RobotId ScopeId SignOutId
    SignatureId TaskId UnitId
}

macro_rules! stored_words {
    ($($word:ident)*) => { stored! { Text: $($word => |word| word.id();)* } };
}

stored_words! {
    BatchStep CaseSort Category Channel ConflictReason ContactWish FollowUpState Ground Handling IdentityCheck ImportKind LetterState LetterStep Matter NotReached PaperKind PaperState Phase PhoneWork Rating RequestKind RequestOutcome RobotKind Role ScopeKind Section Severity Shows SignatureKind Signer SiteCheck Solved Source TaskKind TaskState Topic Verdict VisitorReason VoidCause Way Why
}
