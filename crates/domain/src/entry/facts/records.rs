use serde::{Deserialize, Serialize};

use crate::entry::{Digest, Section, Shows, SignatureKind, Signer, SiteCheck, Solved};
use crate::{
    AttachmentId, Channel, Day, EventId, FollowUpId, Instant, Matter, MatterId, ObligationId,
    PersonId, PromiseId, Rating, RecordId, RectificationId, ReviewId, Role, ScopeId, SignatureId,
    Verdict,
};

/// One section of the record. What was said stands under `said.SECTION`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordSection {
    /// Which.
    pub section: Section,
    /// The rating, in the sections that are rated.
    pub rating: Option<Rating>,
    /// Whether the customer was asked and had nothing to say.
    pub none: bool,
}

/// One signature under the record. Its strokes stand under `strokes.N`, the name under `signed_name.N`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordSignature {
    /// The signature.
    pub signature: SignatureId,
    /// Its number under this record, from 1.
    pub number: u32,
    /// Who signed.
    pub signer: Signer,
    /// The person, where known.
    pub person: Option<PersonId>,
    /// What the signer is to the unit.
    pub relation: Option<Role>,
    /// How the signature was made.
    pub kind: SignatureKind,
    /// The photo of the signed sheet, for one on paper.
    pub paper: Option<AttachmentId>,
    /// The SHA-256 of the text that was signed.
    pub text_hash: Digest,
    /// When it was signed.
    pub signed_at: Instant,
}

/// A photo or scan under the record, or under an earlier version of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordFile {
    /// The attachment.
    pub attachment: AttachmentId,
    /// What it shows.
    pub shows: Shows,
    /// Which of the things raised, from 1, where it shows one.
    pub matter: Option<u32>,
}

/// An answer promised to the customer (預約回復).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promised {
    /// The promise.
    pub promise: PromiseId,
    /// By when the answer is promised.
    pub answer_by: Instant,
    /// Who owes it.
    pub owner: PersonId,
    /// When the customer was told.
    pub told_at: Option<Instant>,
    /// Who told the customer.
    pub told_by: Option<PersonId>,
}

/// Something to be put right (整改).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rectified {
    /// The rectification.
    pub rectification: RectificationId,
    /// Who puts it right.
    pub owner: PersonId,
    /// By which day.
    pub due: Day,
}

/// Something the customer raised. Its words stand under `matter.N`, what was done or explained under `outcome.N`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RaisedMatter {
    /// The matter.
    pub matter: MatterId,
    /// Its number under this record, from 1.
    pub number: u32,
    /// Opinion, suggestion or complaint.
    pub kind: Matter,
    /// Whether it is dissatisfaction with what was done (11.2.3).
    pub dissatisfaction: bool,
    /// Whether it was settled on the spot.
    pub settled: bool,
    /// The complaint it became.
    pub event: Option<EventId>,
    /// The answer promised.
    pub promised: Option<Promised>,
    /// What is to be put right.
    pub rectified: Option<Rectified>,
}

/// What a follow-up counts for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// Whether it completes the obligation; one before the window opens does not.
    pub completes: bool,
    /// Whether it was in time.
    pub in_time: bool,
}

/// What a customer raised has its answer, or what was wrong is put right. Words: `outcome.1`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatterSettled {
    /// The matter.
    pub matter: MatterId,
    /// The event of the follow-up in which it was raised.
    pub event: EventId,
}

/// A follow-up was recorded, or a record was replaced by a new version. Words: `respondent`, `said.SECTION`,
/// `site_check`, `refusal`, `channel_reason`, `lateness`, `strokes.N`, `signed_name.N`, `matter.N`, `outcome.N`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitRecorded {
    /// This version of the record.
    pub record: RecordId,
    /// Its number, from 1.
    pub version: u32,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// When the customer was met or called.
    pub visited_at: Instant,
    /// The day of it, at the site.
    pub visited_on: Day,
    /// How.
    pub channel: Channel,
    /// Who answered, where known.
    pub respondent: Option<PersonId>,
    /// What they are to the unit.
    pub relation: Option<Role>,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// Whether the matter is solved.
    pub solved: Option<Solved>,
    /// What looking on the spot showed.
    pub site_check: Option<SiteCheck>,
    /// Whether the customer declined to sign (拒簽).
    pub refused: bool,
    /// The colleague who witnessed that.
    pub witness: Option<PersonId>,
    /// The SHA-256 of the text of this version, which the signatures are for.
    pub text_hash: Digest,
    /// What it counts for.
    pub counted: Counted,
    /// The sections.
    pub sections: Vec<RecordSection>,
    /// The signatures.
    pub signatures: Vec<RecordSignature>,
    /// What the customer raised.
    pub matters: Vec<RaisedMatter>,
    /// The photos and scans under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<RecordFile>,
}

/// A version of a record that goes over to another obligation, and what it counts for there.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedRecord {
    /// The record.
    pub record: RecordId,
    /// What it counts for.
    pub counted: Counted,
}

/// A corrected event has a new obligation in the place of a voided one; the follow-ups already made go over to it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitsCarried {
    /// The event.
    pub event: EventId,
    /// The voided obligation.
    pub from: ObligationId,
    /// The new one.
    pub to: ObligationId,
    /// The current records.
    pub records: Vec<CarriedRecord>,
}

/// A supervisor judged a record and signed. Words: `opinion`, `signed_name.1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordReviewed {
    /// The review.
    pub review: ReviewId,
    /// The record.
    pub record: RecordId,
    /// Its follow-up.
    pub follow_up: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// The event.
    pub event: EventId,
    /// The post in which the reviewer judged.
    pub post: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether it is the last opinion the record needs.
    pub last: bool,
    /// The complaint that a nonconforming verdict opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaint: Option<EventId>,
}

/// The manager wrote down how what was found nonconforming is handled. Words: `opinion`, `signed_name.1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NonconformingDecided {
    /// The record that was found nonconforming.
    pub record: RecordId,
    /// Its event.
    pub event: EventId,
    /// The post in which it was decided.
    pub post: String,
}
