//! How follow-ups are planned, handed out and recorded.

use huiyin_domain::{Category, Channel, Text};
use serde::Deserialize;

use super::PostId;
use crate::procedure::Basis;

/// Who makes and releases the plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRule {
    /// The planner: drafts, adjusts, releases.
    pub by: PostId,
    /// What says so.
    pub basis: Basis,
    /// What says how far the planner may change what the rules demand: advance and add; drop only with a reason.
    pub changes_basis: Basis,
}

/// Which person of a post goes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// What decides, in order; ties by id.
    pub order: Vec<AssignBy>,
    /// What says so.
    pub basis: Basis,
    /// What says that an empty post, or one whose holder is concerned, is replaced by the one above.
    pub above_basis: Basis,
}

/// What decides which person of a post goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignBy {
    /// Whose zone the unit is in.
    Zone,
    /// Who visited this household last.
    LastVisitor,
    /// Who has the fewest open visits.
    FewestOpen,
}

/// The sign-out sheet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOut {
    /// Whether visitors sign for the forms they take.
    pub required: bool,
    /// Whether the receipt stands on the record form itself, not on a sheet of its own.
    pub on_record: bool,
    /// After how many hours a form not taken is chased.
    pub chase_after_hours: u32,
    /// What says so.
    pub basis: Basis,
}

/// A section of a record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Whether it is rated 滿意, 較滿意, 不滿意; else it is text, "none" included.
    pub rated: bool,
    /// What says so.
    pub basis: Basis,
}

/// 現場查看: looking at the place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteCheck {
    /// Whether it must be answered: a finding, or 不適用 with a reason.
    pub required: bool,
    /// What says so.
    pub basis: Basis,
}

/// Who signs what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatures {
    /// Whether the customer signs an on-site record.
    pub customer_on_site: bool,
    /// Whether every visitor signs.
    pub visitors: bool,
    /// Whether a refusal to sign (拒簽) needs a witness besides its reason.
    pub refusal_needs_witness: bool,
    /// What says so of the customer.
    pub basis: Basis,
    /// What says so of the visitors.
    pub visitors_basis: Basis,
    /// What says that a phone record needs no signature but the words 電話回訪.
    #[serde(rename = "phone_basis")]
    pub phone: Basis,
    /// What says how a refusal is recorded.
    #[serde(rename = "refusal_basis")]
    pub refusal: Basis,
}

/// What a customer raises anew: answered now, or promised with day and time.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raised {
    /// Whether a raised complaint becomes a linked event of its own.
    pub complaint_becomes_event: bool,
    /// What says so.
    pub basis: Basis,
}

/// What a dissatisfaction asks for: solved on the spot, or explained, put right and visited again.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dissatisfied {
    /// Whether it is settled within the record itself; else the review decides.
    pub settled_in_record: bool,
    /// What says so.
    pub basis: Basis,
}

/// Later rounds of the same obligation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounds {
    /// Within how many days of the handling the next round is due.
    pub next_within_days: u32,
    /// Who may close a case whose customer is not content, with a reason.
    pub closed_by: PostId,
    /// What says so.
    pub basis: Basis,
}

/// Work unfinished for too long.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// More than this many days: it escalates at 00:00 of the day after.
    pub after_days: u32,
    /// Who must go.
    pub post: PostId,
    /// Who is told.
    pub told: Option<PostId>,
    /// The only channel left.
    pub channel: Channel,
    /// What says so.
    pub basis: Basis,
}

/// Service work that is open for too long: an errand, not a follow-up.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverdueService {
    /// The sorts of work that are looked at.
    pub categories: Vec<Category>,
    /// More than this many days after the day of the report.
    pub after_days: u32,
    /// Who goes to the door.
    pub post: PostId,
    /// What says so.
    pub basis: Basis,
}
