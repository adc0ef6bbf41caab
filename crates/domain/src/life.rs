//! The life of a follow-up: which steps each of its states takes, and where they lead.
//!
//! This is the one table of it. Actions ask it whether a step is open, pages ask it what to offer, and applying an entry
//! takes the state from it. Who may take a step, and what a step must bring with it, is for the rules.

use crate::Verdict;
use crate::entry::FollowUpState::{
    self, Accepted, Nonconforming, Planned, Recorded, Released, SentBack, Taken, Withdrawn,
};

/// A step in the life of a follow-up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// The planner changes its day, channel or visitors.
    Adjust,
    /// The planner releases it, and its visitors are told.
    Release,
    /// A visitor takes the form and signs for it.
    Take,
    /// A visitor seeks the customer in vain.
    Try,
    /// It was left for too long: another channel, another visitor.
    Escalate,
    /// The customer cannot be reached (無法聯繫): another takes their place, or it stays owed.
    Replace,
    /// A visitor hands in the record of the visit.
    Record {
        /// Whether the procedure wants the form signed for before the visit.
        form_first: bool,
    },
    /// A reviewer gives an opinion on the record.
    Review {
        /// The verdict.
        verdict: Verdict,
        /// Whether it is the last opinion that the procedure asks for.
        last: bool,
    },
    /// The manager closes a further round, with a reason.
    Close,
    /// Its obligation no longer stands.
    Withdraw,
    /// An accountable post answers for it with a note.
    AnswerFor,
}

impl Step {
    /// Where the step leads; none where it leaves the follow-up in its state.
    pub const fn leads_to(self) -> Option<FollowUpState> {
        match self {
            Self::Adjust | Self::Try | Self::Escalate | Self::AnswerFor => None,
            Self::Release => Some(Released),
            Self::Take => Some(Taken),
            Self::Record { .. } => Some(Recorded),
            Self::Review { verdict, last } => match (verdict, last) {
                (Verdict::SentBack, _) => Some(SentBack),
                (Verdict::Nonconforming, _) => Some(Nonconforming),
                (Verdict::Accepted, true) => Some(Accepted),
                (Verdict::Accepted, false) => Some(Recorded),
            },
            Self::Replace | Self::Close | Self::Withdraw => Some(Withdrawn),
        }
    }
}

impl FollowUpState {
    /// The state a follow-up enters the plan in.
    pub const FIRST: Self = Planned;

    /// Whether a step is open in this state.
    pub const fn takes(self, step: Step) -> bool {
        match step {
            Step::Adjust => matches!(self, Planned | Released),
            Step::Release => matches!(self, Planned),
            // The second of two joint visitors finds the form taken already.
            Step::Take | Step::Try => matches!(self, Released | Taken),
            Step::Escalate => matches!(self, Taken),
            Step::Replace | Step::Close | Step::Withdraw => {
                matches!(self, Planned | Released | Taken)
            }
            Step::Record { form_first } => match self {
                Taken | SentBack => true,
                Released => !form_first,
                _ => false,
            },
            Step::Review { .. } => matches!(self, Recorded),
            Step::AnswerFor => !matches!(self, Withdrawn),
        }
    }

    /// The state after a step; none where the step is not open.
    pub const fn after(self, step: Step) -> Option<Self> {
        match (self.takes(step), step.leads_to()) {
            (false, _) => None,
            (true, Some(next)) => Some(next),
            (true, None) => Some(self),
        }
    }

    /// Whether somebody still has to visit, or to make the record up.
    pub const fn is_open(self) -> bool {
        matches!(self, Planned | Released | Taken | SentBack)
    }

    /// Whether its record waits for nothing more and belongs into the archive.
    pub const fn is_settled(self) -> bool {
        matches!(self, Accepted | Nonconforming)
    }
}
