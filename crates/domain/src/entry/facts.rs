//! What can happen, each kind of entry as a type.
//!
//! Facts hold ids, days, verdicts and ratings, never a name or what somebody said; those stand in the entry's parts.
//! A kind that must change its form gets a new version and an upcaster, so that every journal ever written stays
//! readable.

mod archive;
mod events;
mod exports;
mod festivals;
mod letters;
mod month;
mod obligations;
mod people;
mod phone;
mod plan;
mod privacy;
mod records;
mod scopes;
mod spot_checks;
mod work;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

pub use archive::{
    BatchCollected, BatchDisposed, BatchHeld, BatchReceived, BatchReviewed, DisposalJudged,
    DisposalProposed,
};
pub use events::{
    ComplaintJudged, ConfidentialitySet, EventCompleted, EventCorrected, EventMerged,
    EventRegistered, EventReopened, EventState, EventTakenInHand, ListConfirmed, ListLine,
    MergeNoted, ReplyAttached, Report, ReportJoined,
};
pub use exports::{ArchiveMonthTakenIn, ExportKeySet};
pub use festivals::{
    FestivalLine, FestivalReleased, FestivalSwitched, HouseholdStruck, HouseholdsListed,
};
pub use letters::{
    FollowUpLettered, LetterAnswer, LetterDrafted, LetterJudged, LetterPosted, LetterWithdrawn,
};
pub use month::{
    FoundCase, PaperDecided, PaperDrafted, PaperRead, PaperReviewed, PaperSigned, TaskChanged,
    TaskChecked, TaskDone, TaskGiven,
};
pub use obligations::{
    ArisenObligation, CohortClosed, CohortOpened, KeyCommitted, KeyRevealed, ObligationPicked,
    ObligationReplaced, ObligationVoided, ObligationsArisen, Pick, PicksShown, RateSet,
};
pub use people::{
    DepartmentSaved, OccupancyEnded, OccupancySaved, PersonErased, PersonSaved, PostEnded,
    PostGranted, UnitSaved,
};
pub use phone::{DeviceClock, PhoneAct, PhoneWorkKept, PhoneWorkSettled, SentByPhone, ShownText};
pub use plan::{
    ContactTried, FollowUpAnsweredFor, FollowUpEscalated, FollowUpPlanned, FormReturned, FormTaken,
    PlanAdjusted, PlanReleased, PlannedVisitor, RoundClosed,
};
pub use privacy::{
    ErasedFor, HeldThing, HoldLifted, HoldPlaced, PersonRestricted, RequestReceived,
    RequestSettled, WordsErased,
};
pub use records::{
    CarriedRecord, Counted, MatterSettled, NonconformingDecided, Promised, RaisedMatter,
    RecordFile, RecordReviewed, RecordSection, RecordSignature, Rectified, VisitRecorded,
    VisitsCarried,
};
pub use scopes::{CompanyOpened, ProcedureAdopted, ScopeOpened, SiteChanged, SiteOpened};
pub use spot_checks::SpotChecked;
pub use work::{
    Attached, AttachmentAdded, DocumentUploaded, ImportDone, ImportOpened, ImportUndone, Imported,
    MonthClosed,
};

use super::{CanonicalError, canonical};

/// Why stored facts cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// A kind that this program does not know: the entry was written by a newer one.
    #[error("no entry of the kind {0} is known")]
    Kind(String),
    /// A version that this program does not know.
    #[error("version {version} of the kind {kind} is not known")]
    Version {
        /// The kind.
        kind: String,
        /// The version found.
        version: u32,
    },
    /// The facts are not what the kind says.
    #[error("the facts of a {kind} are not readable: {error}")]
    Form {
        /// The kind.
        kind: String,
        /// What the reader found.
        error: serde_json::Error,
    },
}

/// A step that brings the facts of a kind from one version to the next.
pub(super) struct Upcaster {
    kind: &'static str,
    from: u32,
    step: fn(Value) -> Value,
}

/// All steps there are. A kind at version n has one from each version below n.
const UPCASTERS: &[Upcaster] = &[];

macro_rules! kinds {
    ($($name:ident = $id:literal, $version:literal, $subject:expr;)*) => {
        /// What happened.
        #[derive(Clone, PartialEq, Debug)]
        pub enum Facts {
            $(
                #[doc = concat!("`", $id, "`, see [`", stringify!($name), "`].")]
                $name($name),
            )*
        }

        impl Facts {
            /// The kinds there are, with the version this program writes.
            pub const KINDS: &'static [(&'static str, u32)] = &[$(($id, $version)),*];

            /// The name of the kind.
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$name(_) => $id,)* }
            }

            /// The version of the kind that this program writes.
            pub const fn version(&self) -> u32 {
                match self { $(Self::$name(_) => $version,)* }
            }

            /// The facts as canonical JSON, as they are stored and hashed.
            pub fn canonical(&self) -> Result<String, CanonicalError> {
                match self { $(Self::$name(facts) => canonical(facts),)* }
            }

            /// The thing whose history the entry belongs to: mostly an event, else a person, unit, cohort.
            pub fn subject(&self) -> Uuid {
                match self {
                    $(Self::$name(facts) => {
                        let subject: fn(&$name) -> Uuid = $subject;
                        subject(facts)
                    })*
                }
            }

            fn read_current(kind: &str, facts: Value) -> Option<serde_json::Result<Self>> {
                match kind {
                    $($id => Some(serde_json::from_value(facts).map(Self::$name)),)*
                    _ => None,
                }
            }
        }

        $(
            impl From<$name> for Facts {
                fn from(facts: $name) -> Self {
                    Self::$name(facts)
                }
            }
        )*
    };
}

kinds! {
    CompanyOpened = "company_opened", 1, |facts| facts.company.uuid();
    ScopeOpened = "scope_opened", 1, |facts| facts.scope.uuid();
    SiteOpened = "site_opened", 1, |facts| facts.site.uuid();
    SiteChanged = "site_changed", 1, |facts| facts.site.uuid();
    ProcedureAdopted = "procedure_adopted", 1, |facts| facts.site.uuid();
    PersonSaved = "person_saved", 1, |facts| facts.person.uuid();
    PersonErased = "person_erased", 1, |facts| facts.person.uuid();
    UnitSaved = "unit_saved", 1, |facts| facts.unit.uuid();
    OccupancySaved = "occupancy_saved", 1, |facts| facts.unit.uuid();
    OccupancyEnded = "occupancy_ended", 1, |facts| facts.unit.uuid();
    DepartmentSaved = "department_saved", 1, |facts| facts.department.uuid();
    PostGranted = "post_granted", 1, |facts| facts.person.uuid();
    PostEnded = "post_ended", 1, |facts| facts.person.uuid();
    KeyCommitted = "key_committed", 1, |facts| facts.site.uuid();
    KeyRevealed = "key_revealed", 1, |facts| facts.site.uuid();
    EventRegistered = "event_registered", 1, |facts| facts.event.uuid();
    EventCorrected = "event_corrected", 1, |facts| facts.event.uuid();
    ReportJoined = "report_joined", 1, |facts| facts.event.uuid();
    ReplyAttached = "reply_attached", 1, |facts| facts.event.uuid();
    ComplaintJudged = "complaint_judged", 1, |facts| facts.event.uuid();
    EventMerged = "event_merged", 1, |facts| facts.event.uuid();
    MergeNoted = "merge_noted", 1, |facts| facts.event.uuid();
    ConfidentialitySet = "confidentiality_set", 1, |facts| facts.event.uuid();
    EventTakenInHand = "event_taken_in_hand", 1, |facts| facts.event.uuid();
    EventCompleted = "event_completed", 1, |facts| facts.event.uuid();
    EventReopened = "event_reopened", 1, |facts| facts.event.uuid();
    ListConfirmed = "list_confirmed", 1, |facts| facts.event.uuid();
    RateSet = "rate_set", 1, |facts| facts.site.uuid();
    ObligationsArisen = "obligations_arisen", 1, |facts| facts.event.uuid();
    ObligationVoided = "obligation_voided", 1, |facts| facts.event.uuid();
    ObligationReplaced = "obligation_replaced", 1, |facts| facts.event.uuid();
    ObligationPicked = "obligation_picked", 1, |facts| facts.event.uuid();
    PicksShown = "picks_shown", 1, |facts| facts.site.uuid();
    CohortClosed = "cohort_closed", 1, |facts| facts.cohort.uuid();
    FollowUpPlanned = "follow_up_planned", 1, |facts| facts.event.uuid();
    PlanAdjusted = "plan_adjusted", 1, |facts| facts.event.uuid();
    PlanReleased = "plan_released", 1, |facts| facts.event.uuid();
    FormTaken = "form_taken", 1, |facts| facts.event.uuid();
    FormReturned = "form_returned", 1, |facts| facts.event.uuid();
    ContactTried = "contact_tried", 1, |facts| facts.event.uuid();
    FollowUpAnsweredFor = "follow_up_answered_for", 1, |facts| facts.event.uuid();
    FollowUpEscalated = "follow_up_escalated", 1, |facts| facts.event.uuid();
    VisitRecorded = "visit_recorded", 1, |facts| facts.event.uuid();
    VisitsCarried = "visits_carried", 1, |facts| facts.event.uuid();
    RecordReviewed = "record_reviewed", 1, |facts| facts.event.uuid();
    NonconformingDecided = "nonconforming_decided", 1, |facts| facts.event.uuid();
    RoundClosed = "round_closed", 1, |facts| facts.event.uuid();
    MatterSettled = "matter_settled", 1, |facts| facts.event.uuid();
    BatchCollected = "batch_collected", 1, |facts| facts.batch.uuid();
    BatchReviewed = "batch_reviewed", 1, |facts| facts.batch.uuid();
    BatchReceived = "batch_received", 1, |facts| facts.batch.uuid();
    BatchHeld = "batch_held", 1, |facts| facts.batch.uuid();
    DisposalProposed = "disposal_proposed", 1, |facts| facts.batch.uuid();
    DisposalJudged = "disposal_judged", 1, |facts| facts.batch.uuid();
    BatchDisposed = "batch_disposed", 1, |facts| facts.batch.uuid();
    PaperDrafted = "paper_drafted", 1, |facts| facts.paper.uuid();
    PaperSigned = "paper_signed", 1, |facts| facts.paper.uuid();
    PaperReviewed = "paper_reviewed", 1, |facts| facts.paper.uuid();
    PaperDecided = "paper_decided", 1, |facts| facts.paper.uuid();
    PaperRead = "paper_read", 1, |facts| facts.paper.uuid();
    TaskGiven = "task_given", 1, |facts| facts.task.uuid();
    TaskChanged = "task_changed", 1, |facts| facts.task.uuid();
    TaskDone = "task_done", 1, |facts| facts.task.uuid();
    TaskChecked = "task_checked", 1, |facts| facts.task.uuid();
    FestivalSwitched = "festival_switched", 1, |facts| facts.site.uuid();
    HouseholdsListed = "households_listed", 1, |facts| facts.site.uuid();
    HouseholdStruck = "household_struck", 1, |facts| facts.site.uuid();
    FestivalReleased = "festival_released", 1, |facts| facts.event.uuid();
    LetterDrafted = "letter_drafted", 1, |facts| facts.letter.uuid();
    LetterJudged = "letter_judged", 1, |facts| facts.letter.uuid();
    LetterPosted = "letter_posted", 1, |facts| facts.letter.uuid();
    LetterWithdrawn = "letter_withdrawn", 1, |facts| facts.letter.uuid();
    FollowUpLettered = "follow_up_lettered", 1, |facts| facts.event.uuid();
    SentByPhone = "sent_by_phone", 1, |facts| facts.event.uuid();
    PhoneWorkKept = "phone_work_kept", 1, |facts| facts.event.uuid();
    PhoneWorkSettled = "phone_work_settled", 1, |facts| facts.event.uuid();
    MonthClosed = "month_closed", 1, |facts| facts.site.uuid();
    ImportOpened = "import_opened", 1, |facts| facts.import.uuid();
    ImportDone = "import_done", 1, |facts| facts.import.uuid();
    ImportUndone = "import_undone", 1, |facts| facts.import.uuid();
    AttachmentAdded = "attachment_added", 1, |facts| facts.to.subject();
    DocumentUploaded = "document_uploaded", 1, |facts| facts.site.uuid();
    ExportKeySet = "export_key_set", 1, |facts| facts.company.uuid();
    RequestReceived = "request_received", 1, |facts| facts.request.uuid();
    RequestSettled = "request_settled", 1, |facts| facts.request.uuid();
    PersonRestricted = "person_restricted", 1, |facts| facts.person.uuid();
    HoldPlaced = "hold_placed", 1, |facts| facts.hold.uuid();
    HoldLifted = "hold_lifted", 1, |facts| facts.hold.uuid();
    WordsErased = "words_erased", 1, |facts| facts.because.subject();
    ArchiveMonthTakenIn = "archive_month_taken_in", 1, |facts| facts.company.uuid();
    SpotChecked = "spot_checked", 1, |facts| facts.event.uuid();
}

impl Facts {
    /// Reads stored facts of any version that was ever written.
    pub fn read(kind: &str, version: u32, facts: Value) -> Result<Self, FactsError> {
        let current = Self::KINDS
            .iter()
            .find(|(id, _)| *id == kind)
            .map(|&(_, version)| version)
            .ok_or_else(|| FactsError::Kind(kind.to_owned()))?;
        let facts = upcast(UPCASTERS, kind, version, current, facts).ok_or_else(|| {
            FactsError::Version {
                kind: kind.to_owned(),
                version,
            }
        })?;
        Self::read_current(kind, facts)
            .ok_or_else(|| FactsError::Kind(kind.to_owned()))?
            .map_err(|error| FactsError::Form {
                kind: kind.to_owned(),
                error,
            })
    }
}

/// Brings facts from `version` to `current`, step by step; none where a step is missing.
fn upcast(
    steps: &[Upcaster],
    kind: &str,
    version: u32,
    current: u32,
    mut facts: Value,
) -> Option<Value> {
    if version == 0 || version > current {
        return None;
    }
    for from in version..current {
        let step = steps
            .iter()
            .find(|step| step.kind == kind && step.from == from)?;
        facts = (step.step)(facts);
    }
    Some(facts)
}

/// The year and the number within it by which people call an event: CY-2026-00123.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RunningNumber {
    /// The year, at the site, of the day on which the event was registered.
    pub year: i32,
    /// From 1, without gaps.
    pub number: u32,
}

impl RunningNumber {
    /// As it is printed, with the site's code.
    pub fn text(self, site_code: &str) -> String {
        format!("{site_code}-{:04}-{:05}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn old_facts_are_brought_up_step_by_step() {
        let steps = [
            Upcaster {
                kind: "key_revealed",
                from: 1,
                step: |mut facts| {
                    facts["key"] = facts["secret"].take();
                    facts
                },
            },
            Upcaster {
                kind: "key_revealed",
                from: 2,
                step: |mut facts| {
                    facts["length"] = json!(32);
                    facts
                },
            },
        ];
        let old = json!({"secret": "00"});
        let new = upcast(&steps, "key_revealed", 1, 3, old.clone()).unwrap();
        assert_eq!((&new["key"], &new["length"]), (&json!("00"), &json!(32)));
        assert_eq!(upcast(&steps, "key_revealed", 1, 4, old.clone()), None);
        assert_eq!(upcast(&steps, "key_revealed", 4, 3, old), None);
    }

    #[test]
    fn every_version_below_the_current_one_has_its_step() {
        for (kind, current) in Facts::KINDS {
            for from in 1..*current {
                assert!(
                    UPCASTERS
                        .iter()
                        .any(|step| step.kind == *kind && step.from == from),
                    "{kind} has no step from version {from}"
                );
            }
        }
    }

    #[test]
    fn a_kind_from_the_future_says_so() {
        let error = Facts::read("hologram_shown", 1, json!({})).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no entry of the kind hologram_shown is known"
        );
        let error = Facts::read("key_revealed", 9, json!({})).unwrap_err();
        assert_eq!(
            error.to_string(),
            "version 9 of the kind key_revealed is not known"
        );
    }

    #[test]
    fn a_running_number_reads_well() {
        let number = RunningNumber {
            year: 2026,
            number: 123,
        };
        assert_eq!(number.text("CY"), "CY-2026-00123");
    }
}
