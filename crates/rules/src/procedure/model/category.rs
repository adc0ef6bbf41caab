//! What is asked for one category of service: when, how often, by whom and how.

use huiyin_domain::{Category, Channel, Phase, Rate, Severity};
use serde::Deserialize;

use super::PostId;
use crate::procedure::{Basis, Offset, Share};

/// What is asked for one category of service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryRule {
    /// The category.
    pub id: Category,
    /// The windows; the first whose condition holds.
    #[serde(rename = "window")]
    pub windows: Vec<WindowRule>,
    /// The rate to reach.
    pub rate: RateRule,
    /// Kinds with a rate of their own: the category's rate, or 100 %.
    #[serde(default)]
    pub kind_rate: Vec<KindRate>,
    /// What is always picked in this category.
    #[serde(default)]
    pub always: Vec<AlwaysInCategory>,
    /// Who visits; the first whose condition holds.
    #[serde(rename = "visitors")]
    pub visitors: Vec<VisitorRule>,
    /// How customers are contacted; the first whose condition holds.
    #[serde(rename = "channels")]
    pub channels: Vec<ChannelRule>,
}

/// When a follow-up is due, from the day of completion or the days of a contract.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowRule {
    /// Only these kinds of event; none = any.
    #[serde(default)]
    pub kind: Vec<String>,
    /// Which visit of a contract, or the completion; a contract has one window for each.
    #[serde(default = "completion")]
    pub phase: Phase,
    /// The first day.
    pub from: Offset,
    /// The last day.
    pub to: Offset,
    /// A middle visit: the share of the contract's days after which its number arises.
    pub target: Option<Share>,
    /// A middle visit: contracts of fewer days have none.
    pub shortest_contract_days: Option<u32>,
    /// What says so.
    pub basis: Basis,
}

const fn completion() -> Phase {
    Phase::Completion
}

/// The rate to reach.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRule {
    /// The target.
    pub target: Rate,
    /// Who may set another, with a reason, before the first number of a cohort is given.
    pub set_by: Option<PostId>,
    /// Whether statistics show a target at all.
    #[serde(default = "yes")]
    pub shown_as_target: bool,
    /// What says so.
    pub basis: Basis,
}

const fn yes() -> bool {
    true
}

/// A kind with a rate of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRate {
    /// The kind.
    pub kind: String,
    /// The category's own rate (one draw for all), or 100 %.
    pub target: Rate,
    /// What says so.
    pub basis: Basis,
}

/// What is always picked in a category.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlwaysInCategory {
    /// These severities.
    pub severity: Vec<Severity>,
    /// What says so.
    pub basis: Basis,
}

/// Who visits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitorRule {
    /// Only these severities; none = any.
    #[serde(default)]
    pub severity: Vec<Severity>,
    /// The posts that visit, in order; two visit jointly and both sign.
    pub posts: Vec<PostId>,
    /// Whether the post may name staff to go along or in its place (組織進行).
    #[serde(default)]
    pub organises: Option<Organises>,
    /// What says so.
    pub basis: Basis,
}

/// What 組織進行 allows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Organises {
    /// The post may name staff to go along, and goes itself.
    GoesAlong,
    /// The post may name staff to go along or in its place.
    MaySend,
}

/// How customers are contacted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelRule {
    /// Only these severities; none = any.
    #[serde(default)]
    pub severity: Vec<Severity>,
    /// Only from this round on.
    #[serde(default = "first_round")]
    pub from_round: u32,
    /// What is allowed.
    pub allowed: Vec<Channel>,
    /// What is allowed besides, and on which condition.
    pub exception: Option<ChannelException>,
    /// What says so.
    pub basis: Basis,
}

const fn first_round() -> u32 {
    1
}

/// A channel allowed on a condition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelException {
    /// The channel.
    pub channel: Channel,
    /// The condition.
    pub needs: ExceptionNeeds,
    /// What says so.
    pub basis: Basis,
}

/// The condition of an exception.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExceptionNeeds {
    /// The resident asked for it; the reason is recorded.
    ResidentRequest,
    /// The planner consented.
    PlannerConsent,
}

/// A category the text does not mention: accepted, handled and counted, without an obligation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotCovered {
    /// The category.
    pub category: Category,
    /// The reading that says so.
    pub basis: Basis,
}
