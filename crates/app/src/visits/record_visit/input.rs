use huiyin_domain::entry::{Section, Shows, SiteCheck, Solved};
use huiyin_domain::{AttachmentId, Channel, FollowUpId, Matter, PersonId, Rating, Role};
use serde::{Deserialize, Serialize};

use crate::visits::Ink;

/// A record as the form sends it. Times are the site's wall clock, `YYYY-MM-DD HH:MM`, or RFC 3339.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordVisit {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// When the customer was met or called; a call needs its time of day.
    #[serde(default)]
    pub visited_at: String,
    /// How.
    pub channel: Channel,
    /// What the resident asked, where that is why another channel was used.
    #[serde(default)]
    pub channel_reason: String,
    /// Why it is late.
    #[serde(default)]
    pub late_reason: String,
    /// Who answered, where known; else the name.
    #[serde(default)]
    pub respondent: Option<PersonId>,
    /// The name of who answered.
    #[serde(default)]
    pub respondent_name: String,
    /// What they are to the unit.
    #[serde(default)]
    pub relation: Option<Role>,
    /// The sections.
    #[serde(default)]
    pub sections: Vec<SectionInput>,
    /// The rating of the whole.
    #[serde(default)]
    pub rating: Option<Rating>,
    /// Whether the customer says that it is solved.
    #[serde(default)]
    pub solved: Option<Solved>,
    /// What was found at the place (現場查看).
    #[serde(default)]
    pub site_check: Option<SiteCheck>,
    /// What was seen there, or why there was nothing to look at.
    #[serde(default)]
    pub site_check_words: String,
    /// The customer's signature.
    #[serde(default)]
    pub customer_signature: Ink,
    /// 拒簽, instead of the customer's signature.
    #[serde(default)]
    pub refusal: Option<RefusalInput>,
    /// The signatures of all visitors.
    #[serde(default)]
    pub visitor_signatures: Vec<VisitorInk>,
    /// Where the record was taken on paper; its sheet is among the files.
    #[serde(default)]
    pub paper: Option<PaperInput>,
    /// The photos, sent before or of an earlier version.
    #[serde(default)]
    pub files: Vec<FileInput>,
    /// What the customer raised or was dissatisfied with.
    #[serde(default)]
    pub matters: Vec<MatterInput>,
    /// The day agreed for the next visit, `YYYY-MM-DD`; may be empty.
    #[serde(default)]
    pub next_visit: String,
}

impl RecordVisit {
    /// The sheet on which everybody signed; its first page.
    pub(super) fn sheet(&self) -> Option<AttachmentId> {
        let is_sheet = |file: &&FileInput| file.shows == Shows::SignedSheet;
        self.files.iter().find(is_sheet).map(|file| file.attachment)
    }
}

/// The answer to one section.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionInput {
    /// Which.
    pub section: Section,
    /// The rating, in the sections that are rated.
    #[serde(default)]
    pub rating: Option<Rating>,
    /// 「沒有」: asked, and nothing to say.
    #[serde(default)]
    pub none: bool,
    /// What the customer said.
    #[serde(default)]
    pub said: String,
}

/// A photo or scan: one that was sent for this record, or one of an earlier version of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileInput {
    /// The attachment.
    pub attachment: AttachmentId,
    /// What it shows.
    pub shows: Shows,
    /// Which of the things raised, from 1, where it shows one.
    #[serde(default)]
    pub matter: Option<u32>,
}

/// A record that was taken on paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperInput {
    /// The day on which the sheet was signed, `YYYY-MM-DD`.
    #[serde(default)]
    pub signed_on: String,
}

/// 拒簽.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalInput {
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// The colleague who saw it; not one of the visitors.
    #[serde(default)]
    pub witness: Option<PersonId>,
    /// The colleague's signature; may be empty.
    #[serde(default)]
    pub signature: Ink,
}

/// A visitor's signature.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitorInk {
    /// Whose.
    pub person: PersonId,
    /// The signature.
    #[serde(default)]
    pub ink: Ink,
}

/// Something the customer raised anew, or was dissatisfied with.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatterInput {
    /// Opinion, suggestion or complaint.
    pub kind: Matter,
    /// Whether it is dissatisfaction with what was done.
    #[serde(default)]
    pub dissatisfaction: bool,
    /// What was said.
    #[serde(default)]
    pub said: String,
    /// Whether it was answered, or solved on the spot (當場解決).
    #[serde(default)]
    pub settled: bool,
    /// The answer, what was done, or how it was explained.
    #[serde(default)]
    pub outcome: String,
    /// The answer promised.
    #[serde(default)]
    pub promise: Option<PromiseInput>,
    /// What is to be put right.
    #[serde(default)]
    pub rectification: Option<RectificationInput>,
}

/// An answer promised to the customer (預約回復).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseInput {
    /// By when, day and time.
    #[serde(default)]
    pub answer_by: String,
    /// Who owes it.
    pub owner: PersonId,
    /// When the customer was told; the time of the visit when it is empty.
    #[serde(default)]
    pub told_at: String,
    /// Who told the customer.
    #[serde(default)]
    pub told_by: Option<PersonId>,
}

/// Something to be put right (整改).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RectificationInput {
    /// Who puts it right.
    pub owner: PersonId,
    /// By which day, `YYYY-MM-DD`.
    #[serde(default)]
    pub due: String,
}
