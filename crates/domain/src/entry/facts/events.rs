use serde::{Deserialize, Serialize};

use super::RunningNumber;
use crate::entry::{Digest, Source};
use crate::{
    Category, Day, DepartmentId, EventId, ImportId, Instant, PersonId, Rating, ScopeId, Severity,
    UnitId,
};

/// What is known of an event besides the words: the columns of the interface.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the four are columns of the interface, each a question of its own"
)]
pub struct EventState {
    /// Its category.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<String>,
    /// How grave a complaint is; none for other categories.
    pub severity: Option<Severity>,
    /// The unit it concerns.
    pub unit: Option<UnitId>,
    /// The unit as the intake wrote it.
    pub unit_words: Option<String>,
    /// The zone it lies in.
    pub zone: Option<ScopeId>,
    /// The zone as the intake wrote it.
    pub zone_words: Option<String>,
    /// Who reported it.
    pub reporter: Option<PersonId>,
    /// The department complained about.
    pub respondent_department: Option<DepartmentId>,
    /// That department as the intake wrote it.
    pub respondent_words: Option<String>,
    /// Public equipment concerned.
    pub asset: Option<String>,
    /// When it was reported.
    pub reported_at: Option<Instant>,
    /// The first day of a contract.
    pub contract_start: Option<Day>,
    /// The last day of a contract.
    pub contract_end: Option<Day>,
    /// Whether nobody knows who complained.
    pub anonymous: bool,
    /// Whether only a written reply is wanted.
    pub reply_only: bool,
    /// Whether the letter of reply is attached.
    pub reply_attached: bool,
    /// Whether the complaint is valid.
    pub valid: bool,
    /// What the customer said on the work order.
    pub rating: Option<Rating>,
}

/// The kind of a help call (求助服務) that is first aid (急救).
const FIRST_AID: &str = "first_aid";

impl EventState {
    /// Whether its words are about somebody's health: first aid, which fewer people read than other events.
    pub fn tells_of_health(&self) -> bool {
        self.category == Category::Help && self.kind.as_deref() == Some(FIRST_AID)
    }
}

/// One report of an event: the same problem told to different departments is one event with several reports.
/// Its words stand under `report.N`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Its number within the event, from 1.
    pub number: u32,
    /// When the department was told.
    pub reported_at: Option<Instant>,
    /// The department.
    pub department: Option<DepartmentId>,
    /// The department as the intake wrote it.
    pub department_words: Option<String>,
}

/// An event was registered. Words: `summary`, `customer`, `phone`, `notes`, and `report.N` of each report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRegistered {
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// Its id outside, unique in the site.
    pub event_id: String,
    /// Its number for people.
    pub number: RunningNumber,
    /// How it got here.
    pub source: Source,
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// Its content.
    pub state: EventState,
    /// The reports that make it up.
    pub reports: Vec<Report>,
}

/// An event's content was corrected; the whole content as it is from now on. Words as with [`EventRegistered`], where
/// they are given anew; and `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventCorrected {
    /// The event.
    pub event: EventId,
    /// Its content.
    pub state: EventState,
    /// Whether the words are given anew, all of them; else they stay.
    pub words_given: bool,
    /// When its handling ended, corrected; none while it is open.
    pub completed_at: Option<Instant>,
    /// The version of the procedure that holds for it.
    pub procedure: Option<Digest>,
}

/// Another report of an event that is still open. Words: `report.N`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportJoined {
    /// The event.
    pub event: EventId,
    /// The report.
    pub report: Report,
}

/// The 復函情況 of a complaint that is anonymous or only wants a written reply: the letter that went; or, where none
/// could go, how it was handled. A later one stands in the place of the one before. Words: of a letter `letter` and
/// `addressee`, else `handled` and `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplyAttached {
    /// The event.
    pub event: EventId,
    /// The day on the letter; none where no letter could go.
    pub dated: Option<Day>,
}

/// A complaint was found invalid (無效投訴), or valid after all. Words: `why`, and of an invalid one `answer`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplaintJudged {
    /// The event.
    pub event: EventId,
    /// Whether it is valid.
    pub valid: bool,
}

/// An event was merged into another that is the same complaint, or taken out of it again. What belongs to it stays
/// with it. Words: `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventMerged {
    /// The event.
    pub event: EventId,
    /// The one it is part of from now on; none when it stands for itself again.
    pub into: Option<EventId>,
}

/// Another event was merged into this one, or taken out of it again. Words: `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeNoted {
    /// The event.
    pub event: EventId,
    /// The other.
    pub other: EventId,
    /// Whether it came in; else it was taken out.
    pub merged: bool,
}

/// A complaint about a person or about privacy became confidential, or is so no longer. Words: `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfidentialitySet {
    /// The event.
    pub event: EventId,
    /// Whether it is confidential.
    pub confidential: bool,
    /// Who of the staff is complained of.
    pub accused: Option<PersonId>,
}

/// Somebody took the handling of an event in hand, or took it over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventTakenInHand {
    /// The event.
    pub event: EventId,
    /// Who owns the handling.
    pub owner: PersonId,
}

/// The handling of an event ended (處理完畢): windows count from here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventCompleted {
    /// The event.
    pub event: EventId,
    /// When the handling ended.
    pub completed_at: Instant,
    /// The version of the procedure in force then; none for history before the site was live.
    pub procedure: Option<Digest>,
}

/// The handling of an event goes on: its clock starts anew when it ends again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventReopened {
    /// The event.
    pub event: EventId,
}

/// One line of a list: a participant, a recipient, a household.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListLine {
    /// Its number, from 1.
    pub line: u32,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The unit as the list had it.
    pub unit_words: Option<String>,
    /// Who is named.
    pub person: Option<PersonId>,
}

/// Lines were added to an event's list. At most 200 in one entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListConfirmed {
    /// The event.
    pub event: EventId,
    /// The new lines.
    pub lines: Vec<ListLine>,
    /// Whether the list is complete with these.
    pub complete: bool,
}
