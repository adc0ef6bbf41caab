use huiyin_domain::entry::{Section, Shows, SiteCheck, Solved};
use huiyin_domain::{AttachmentId, Channel, FollowUpId, Matter, PersonId, Rating, Role};

use crate::visits::Ink;

/// A record as the form sends it. Times are the site's wall clock, `YYYY-MM-DD HH:MM`, or RFC 3339.
#[derive(Clone, Debug)]
pub struct RecordVisit {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// When the customer was met or called; a call needs its time of day.
    pub visited_at: String,
    /// How.
    pub channel: Channel,
    /// What the resident asked, where that is why another channel was used.
    pub channel_reason: String,
    /// Why it is late.
    pub late_reason: String,
    /// Who answered, where known; else the name.
    pub respondent: Option<PersonId>,
    /// The name of who answered.
    pub respondent_name: String,
    /// What they are to the unit.
    pub relation: Option<Role>,
    /// The sections.
    pub sections: Vec<SectionInput>,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// Whether the customer says that it is solved.
    pub solved: Option<Solved>,
    /// What was found at the place (現場查看).
    pub site_check: Option<SiteCheck>,
    /// What was seen there, or why there was nothing to look at.
    pub site_check_words: String,
    /// The customer's signature.
    pub customer_signature: Ink,
    /// 拒簽, instead of the customer's signature.
    pub refusal: Option<RefusalInput>,
    /// The signatures of all visitors.
    pub visitor_signatures: Vec<VisitorInk>,
    /// Where the record was taken on paper; its sheet is among the files.
    pub paper: Option<PaperInput>,
    /// The photos, sent before or of an earlier version.
    pub files: Vec<FileInput>,
    /// What the customer raised or was dissatisfied with.
    pub matters: Vec<MatterInput>,
    /// The day agreed for the next visit, `YYYY-MM-DD`; may be empty.
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
#[derive(Clone, Debug)]
pub struct SectionInput {
    /// Which.
    pub section: Section,
    /// The rating, in the sections that are rated.
    pub rating: Option<Rating>,
    /// 「沒有」: asked, and nothing to say.
    pub none: bool,
    /// What the customer said.
    pub said: String,
}

/// A photo or scan: one that was sent for this record, or one of an earlier version of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FileInput {
    /// The attachment.
    pub attachment: AttachmentId,
    /// What it shows.
    pub shows: Shows,
    /// Which of the things raised, from 1, where it shows one.
    pub matter: Option<u32>,
}

/// A record that was taken on paper.
#[derive(Clone, Debug)]
pub struct PaperInput {
    /// The day on which the sheet was signed, `YYYY-MM-DD`.
    pub signed_on: String,
}

/// 拒簽.
#[derive(Clone, Debug)]
pub struct RefusalInput {
    /// Why.
    pub reason: String,
    /// The colleague who saw it; not one of the visitors.
    pub witness: Option<PersonId>,
    /// The colleague's signature; may be empty.
    pub signature: Ink,
}

/// A visitor's signature.
#[derive(Clone, Debug)]
pub struct VisitorInk {
    /// Whose.
    pub person: PersonId,
    /// The signature.
    pub ink: Ink,
}

/// Something the customer raised anew, or was dissatisfied with.
#[derive(Clone, Debug)]
pub struct MatterInput {
    /// Opinion, suggestion or complaint.
    pub kind: Matter,
    /// Whether it is dissatisfaction with what was done.
    pub dissatisfaction: bool,
    /// What was said.
    pub said: String,
    /// Whether it was answered, or solved on the spot (當場解決).
    pub settled: bool,
    /// The answer, what was done, or how it was explained.
    pub outcome: String,
    /// The answer promised.
    pub promise: Option<PromiseInput>,
    /// What is to be put right.
    pub rectification: Option<RectificationInput>,
}

/// An answer promised to the customer (預約回復).
#[derive(Clone, Debug)]
pub struct PromiseInput {
    /// By when, day and time.
    pub answer_by: String,
    /// Who owes it.
    pub owner: PersonId,
    /// When the customer was told; the time of the visit when it is empty.
    pub told_at: String,
    /// Who told the customer.
    pub told_by: Option<PersonId>,
}

/// Something to be put right (整改).
#[derive(Clone, Debug)]
pub struct RectificationInput {
    /// Who puts it right.
    pub owner: PersonId,
    /// By which day, `YYYY-MM-DD`.
    pub due: String,
}
