//! Who reads the records, and what follows from them.

use huiyin_domain::{Rate, Severity};
use serde::Deserialize;

use super::PostId;
use crate::procedure::Basis;

/// One reader of records.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewStep {
    /// The post that reads and signs an opinion.
    pub by: PostId,
    /// Only records of visits by these posts; none = all.
    #[serde(default)]
    pub of: Vec<PostId>,
    /// What says so.
    pub basis: Basis,
}

/// What a nonconforming verdict opens.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nonconforming {
    /// What calls for the verdict.
    pub when: Vec<NonconformingWhen>,
    /// Who decides on the handling.
    pub decided_by: PostId,
    /// What it opens.
    pub opens: NonconformingOpens,
    /// What says so.
    pub basis: Basis,
}

/// What calls for the verdict 不合格.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonconformingWhen {
    /// The customer is dissatisfied.
    Dissatisfied,
    /// What was wrong is not solved, or broken again.
    NotSolved,
    /// Looking at the place showed a failure.
    FailedOnTheSpot,
    /// Customer and staff tell different facts.
    FactsDisputed,
}

/// What a nonconforming verdict opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonconformingOpens {
    /// A rectification and the next round.
    Rectification,
    /// A complaint linked to the event, whose follow-up is the next round.
    LinkedComplaint,
}

/// 件件有著落,事事有回音.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandlingTarget {
    /// The handling rate to reach.
    pub target: Rate,
    /// What says so.
    pub basis: Basis,
}

/// One letter for a problem of many.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicLetter {
    /// Offered when this many households share a matter.
    pub households: u32,
    /// Who approves it.
    pub approved_by: PostId,
    /// Severities it never settles.
    #[serde(default)]
    pub never_for: Vec<Severity>,
    /// Whether it also settles what was promised an answer of its own.
    pub settles_promised: bool,
    /// Whether it counts as a completed follow-up for the rate.
    pub counts_for_rate: bool,
    /// What says so.
    pub basis: Basis,
}
