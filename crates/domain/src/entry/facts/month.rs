use serde::{Deserialize, Serialize};

use crate::{
    CaseSort, Day, EventId, Month, PaperId, PaperKind, PaperState, PersonId, ScopeId, TaskId,
    TaskKind, Verdict,
};

/// The product drafted a paper of the month, or found more for one that nobody has signed yet. Clauses 四.6, 11.2.4.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperDrafted {
    /// The paper.
    pub paper: PaperId,
    /// The site.
    pub site: ScopeId,
    /// Which paper.
    pub kind: PaperKind,
    /// The month it is about.
    pub month: Month,
    /// The last day on which it is signed in time, where there is one.
    pub due: Option<Day>,
    /// What was found, or what more was.
    pub cases: Vec<FoundCase>,
}

/// A case of the month's analysis.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundCase {
    /// Its number in the paper, from 1.
    pub number: u32,
    /// Why it is one.
    pub sort: CaseSort,
    /// The events that belong to it; of a case that is known, those that are new.
    pub events: Vec<EventId>,
}

/// A paper was completed and signed. Words: `cause.1` and so on for the cases, `problems`, `proposals`, `last_month`,
/// `strokes.1`, `signed_name.1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperSigned {
    /// The paper.
    pub paper: PaperId,
    /// The site.
    pub site: ScopeId,
    /// The post that signed.
    pub post: String,
    /// How far it is now: signed for the reviewer, or delivered.
    pub state: PaperState,
    /// The numbers of its cases.
    pub cases: Vec<u32>,
}

/// An analysis report was reviewed. Words: `opinion`, `strokes.1`, `signed_name.1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperReviewed {
    /// The paper.
    pub paper: PaperId,
    /// The site.
    pub site: ScopeId,
    /// The post that reviewed.
    pub post: String,
    /// Accepted or sent back.
    pub verdict: Verdict,
}

/// It was decided for every case of an analysis report whether something is done about it; what is done follows in
/// entries of its own. Words: `opinion`, `why.1` and so on where nothing is done, `strokes.1`, `signed_name.1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperDecided {
    /// The paper.
    pub paper: PaperId,
    /// The site.
    pub site: ScopeId,
    /// The post that decided.
    pub post: String,
    /// The numbers of the cases about which nothing is done.
    pub without_action: Vec<u32>,
}

/// A leader of the company read a return; what they asked for follows in an entry of its own.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperRead {
    /// The paper.
    pub paper: PaperId,
    /// The site.
    pub site: ScopeId,
    /// The post that read it.
    pub post: String,
}

/// Somebody was given something to do by a day. Words: `correction`, `action`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskGiven {
    /// The task.
    pub task: TaskId,
    /// The site.
    pub site: ScopeId,
    /// What sort it is.
    pub kind: TaskKind,
    /// The paper it comes from.
    pub paper: PaperId,
    /// The case of the paper, where it is about one.
    pub case: Option<u32>,
    /// The task that had no effect, in whose place it stands.
    pub follows: Option<TaskId>,
    /// Who does it.
    pub owner: PersonId,
    /// The last day in time.
    pub due: Day,
}

/// A task has another owner, or another last day: changed by who gives such tasks, or handed over by somebody leaving.
/// Words: `why`, where somebody said it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskChanged {
    /// The task.
    pub task: TaskId,
    /// The site.
    pub site: ScopeId,
    /// Who does it from now on.
    pub owner: PersonId,
    /// The last day in time from now on.
    pub due: Day,
}

/// A task was done. Words: `outcome`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskDone {
    /// The task.
    pub task: TaskId,
    /// The site.
    pub site: ScopeId,
    /// The day on which it was done.
    pub done_on: Day,
    /// Whether it ends with that; what is corrective or preventive is checked first.
    pub closes: bool,
}

/// Somebody else checked what a task came to. One without effect is followed by another. Words: `opinion`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskChecked {
    /// The task.
    pub task: TaskId,
    /// The site.
    pub site: ScopeId,
    /// Whether it had the effect that was wanted.
    pub effective: bool,
}
