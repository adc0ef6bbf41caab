use serde::{Deserialize, Serialize};

use crate::entry::VisitorReason;
use crate::{
    Channel, Day, EventId, FollowUpId, Instant, ObligationId, PersonId, ScopeId, SignOutId,
};

/// Who is to visit, in which post, and why this person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedVisitor {
    /// The post that answers for the follow-up.
    pub post: String,
    /// The person; none while the post is vacant.
    pub person: Option<PersonId>,
    /// Why this person.
    pub reason: VisitorReason,
}

/// A follow-up entered the plan: the first round of a picked obligation, or a later one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpPlanned {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// 1 for the first contact about this obligation.
    pub round: u32,
    /// The first day on which it counts.
    pub not_before: Day,
    /// The last day in time: the window's, the working limit, or the day promised.
    pub due: Day,
    /// The day it is planned for.
    pub planned_day: Option<Day>,
    /// The channel it is planned for.
    pub channel: Channel,
    /// Whether the planner added it without being asked (voluntary).
    pub voluntary: bool,
    /// Who visits, in order.
    pub visitors: Vec<PlannedVisitor>,
}

/// A planned follow-up was changed. Words: `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanAdjusted {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The event.
    pub event: EventId,
    /// The day it is planned for.
    pub planned_day: Option<Day>,
    /// The channel it is planned for.
    pub channel: Channel,
    /// Who visits, in order.
    pub visitors: Vec<PlannedVisitor>,
}

/// A planned follow-up was released: its visitors are told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanReleased {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The event.
    pub event: EventId,
}

/// A visitor took the form and signed for it (簽收). Words: `strokes.1`, `signed_name.1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormTaken {
    /// The line of the sign-out sheet.
    pub sign_out: SignOutId,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The event.
    pub event: EventId,
    /// Who took the form.
    pub person: PersonId,
}

/// A follow-up was unfinished for too long: the post that the procedure names must go, in the only channel left.
/// Clause 4.6.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpEscalated {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The event.
    pub event: EventId,
    /// The only channel left.
    pub channel: Channel,
    /// Who visits, in order: who did before, and the post that must go.
    pub visitors: Vec<PlannedVisitor>,
}

/// A customer was sought and not met: one of the tries that stay on record. Words: `why`, what was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactTried {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The event.
    pub event: EventId,
    /// Which try of this follow-up, from 1.
    pub number: u32,
    /// When.
    pub tried_at: Instant,
    /// How.
    pub channel: Channel,
    /// Whether a 留言卡 was left at the door.
    pub card_left: bool,
}

/// Somebody who is accountable for a follow-up said how it stands. Clause 11.1.1. Words: `why`, the note.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpAnsweredFor {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The event.
    pub event: EventId,
    /// The post that is accountable.
    pub post: String,
}

/// A form came back to the service centre.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormReturned {
    /// The line of the sign-out sheet.
    pub sign_out: SignOutId,
    /// The event.
    pub event: EventId,
    /// Who brought it back.
    pub person: PersonId,
}

/// A further round was closed: by the manager, and the customer is not visited again; or by the verdict that opened a
/// complaint whose own follow-up takes its place (四.5: one visit, counted once). Words: `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundClosed {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its event.
    pub event: EventId,
    /// The post in which it was closed.
    pub post: String,
    /// The complaint whose follow-up takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaint: Option<EventId>,
}
