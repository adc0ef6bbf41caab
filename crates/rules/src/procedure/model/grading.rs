//! How grave a complaint is, and which are confidential.

use huiyin_domain::{Severity, Text};
use serde::Deserialize;

use super::PostId;
use crate::procedure::{Basis, Offset};

/// How grave a complaint is proposed to be, and who may change it later. A person decides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grading {
    /// Who alone may change the severity of a registered complaint.
    pub changed_by: PostId,
    /// What makes a complaint graver than general.
    #[serde(rename = "criterion", default)]
    pub criteria: Vec<Criterion>,
    /// What says so.
    pub basis: Basis,
}

/// Complaints about a named member of the staff, or about privacy.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidential {
    /// Who alone sees and handles them; never who is complained of.
    pub seen_by: Vec<PostId>,
    /// What says so.
    pub basis: Basis,
}

/// Something that makes a complaint graver than general.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// How grave it makes it.
    pub severity: Severity,
    /// When it is met.
    pub when: CriterionWhen,
    /// What people call it.
    pub title: Text,
    /// Of a circumstance: words that tell of it; none = only a person can tell.
    #[serde(default)]
    pub words: Vec<String>,
    /// Of what is told again: from which time on.
    pub times: Option<u32>,
    /// Of what stays open: for longer than this after its report.
    pub longer_than: Option<Offset>,
}

/// When a criterion is met.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CriterionWhen {
    /// What happened, as the complainant tells it.
    Circumstance,
    /// The same matter was complained about so often.
    ToldAgain,
    /// It repeats a complaint that was settled.
    RepeatsSettled,
    /// An authority passed it on and wants a written reply.
    Forwarded,
    /// It is open for so long.
    StaysOpen,
}
