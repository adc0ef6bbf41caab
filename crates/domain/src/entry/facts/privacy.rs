use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::entry::{Ground, IdentityCheck, RequestKind, RequestOutcome};
use crate::{BatchId, Day, EventId, FollowUpId, HoldId, PersonId, RecordId, RequestId, ScopeId};

/// Somebody asked for something about their own data. Words: `asked`, `identity`; they are about the person, and go with
/// everything else that is erased.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestReceived {
    /// The request.
    pub request: RequestId,
    /// The site that answers it.
    pub site: ScopeId,
    /// Whose data it is about.
    pub person: PersonId,
    /// What is asked for.
    pub kind: RequestKind,
    /// The day on which it came in, from which the law counts.
    pub received_on: Day,
    /// The last day for the answer.
    pub due: Day,
    /// The law by which that day was counted, by its id.
    pub law: String,
    /// How it was seen that the person is who they say.
    pub identity: IdentityCheck,
}

/// What a request came to. Words: `why`, about who settled it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestSettled {
    /// The request.
    pub request: RequestId,
    /// Whose data it is about.
    pub person: PersonId,
    /// What it came to.
    pub outcome: RequestOutcome,
    /// Why it was refused, or done in part only.
    pub ground: Option<Ground>,
    /// The first day on which what was kept may go; none where nothing was kept, or no day is known.
    pub rest_from: Option<Day>,
}

/// The use of somebody's data is restricted at their request, or no longer: they are not sought out beyond what must be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonRestricted {
    /// The person.
    pub person: PersonId,
    /// The request.
    pub request: RequestId,
    /// Whether it is restricted from now on.
    pub restricted: bool,
}

/// What a hold keeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldThing {
    /// Everything about a person.
    Person(PersonId),
    /// An event with all its records.
    Event(EventId),
    /// A record, in all its versions.
    Record(RecordId),
}

impl HeldThing {
    /// Its id.
    pub fn uuid(self) -> Uuid {
        match self {
            Self::Person(id) => id.uuid(),
            Self::Event(id) => id.uuid(),
            Self::Record(id) => id.uuid(),
        }
    }
}

/// Something must be kept beyond its time, and from erasure. Words: `why`, about who placed it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldPlaced {
    /// The hold.
    pub hold: HoldId,
    /// The site.
    pub site: ScopeId,
    /// What is held.
    pub on: HeldThing,
    /// The last day of the hold; none where it ends only when somebody lifts it.
    pub until: Option<Day>,
}

/// A hold is over. Words: `why`, about who lifted it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldLifted {
    /// The hold.
    pub hold: HoldId,
    /// The site.
    pub site: ScopeId,
}

/// For what words are erased that do not all belong to one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErasedFor {
    /// A batch of the archive was disposed of.
    Batch(BatchId),
    /// Somebody asked for it.
    Request(RequestId),
}

impl ErasedFor {
    pub(super) fn subject(self) -> Uuid {
        match self {
            Self::Batch(id) => id.uuid(),
            Self::Request(id) => id.uuid(),
        }
    }
}

/// Words and files are erased, whoever they are about: in the tables and in the parts of the entries about these things
/// that stand before this one. Facts stay. At most 200 things in one entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsErased {
    /// The site.
    pub site: ScopeId,
    /// For what.
    pub because: ErasedFor,
    /// Somebody of whom only the name, the number and the wishes are erased.
    pub person: Option<PersonId>,
    /// Events of which everything said is erased, with all their follow-ups.
    pub events: Vec<EventId>,
    /// Follow-ups of which everything said is erased: every version of their record, with its files.
    pub follow_ups: Vec<FollowUpId>,
}
