//! The live plan: keys, obligations as they arise, the draw as it goes, and the follow-ups that come of it.

mod add_follow_up;
mod adjust_plan;
mod advance;
mod anew;
mod arise;
mod carry;
mod case;
mod close;
mod cohorts;
mod comes_from;
mod escalate;
mod explain_draw;
mod households;
mod keys;
mod pick;
mod plan;
mod plan_together;
mod release_plan;
mod replace_unreachable;
mod set_rate;
mod strata;
mod visible;
mod visitors;
mod void;
mod why_obligation;

pub use add_follow_up::AddFollowUp;
pub use adjust_plan::{AdjustPlan, VisitorChoice};
pub use advance::Advanced;
pub use comes_from::ComesFrom;
pub use explain_draw::{DrawLine, DrawPage, DrawnStratum};
pub use households::Household;
pub use plan::{ExemptLine, NotPlanned, PersonLoad, PlanLine, PlanPage};
pub use plan_together::PlanTogether;
pub use release_plan::{ReleasePlan, Released};
pub use replace_unreachable::{ReplaceUnreachable, Replaced};
pub use set_rate::SetRate;
pub use strata::{NumberState, StratumBox, StratumBoxes};
pub use why_obligation::{AlwaysBecause, CohortFigures, ObligationWhy, TakesPlaceOf};

pub(crate) use adjust_plan::may_visit;
pub(crate) use anew::{arise_anew, pick_found, void_unasked};
pub(crate) use arise::{Arising, History, arise, arising, close_list, enter};
pub(crate) use case::Case;
pub(crate) use explain_draw::hidden;
pub(crate) use keys::commit_keys;
pub(crate) use plan::{decided, is_shown, number_text};
pub(crate) use replace_unreachable::{is_replaceable, may_consent};
pub(crate) use strata::strata;
pub(crate) use visitors::Planner;
pub(crate) use void::void;

/// How many rows one piece of long work takes, so that nobody waits longer than one piece.
pub(crate) const PIECE: usize = 200;
