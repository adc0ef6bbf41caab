use serde::{Deserialize, Serialize};

use crate::entry::Digest;
use crate::entry::facts::{Counted, RunningNumber};
use crate::{
    Category, Day, EventId, FollowUpId, Instant, LetterId, ObligationId, PersonId, RecordId,
    ReviewId, ScopeId,
};

/// A follow-up that a letter is to answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterAnswer {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its event.
    pub event: EventId,
}

/// A public letter (公開信) was drafted, or drafted anew. Words: `body.SECTION`. Clause 11.1.10.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterDrafted {
    /// The letter.
    pub letter: LetterId,
    /// The site.
    pub site: ScopeId,
    /// Its own number: letters of a site are numbered by year.
    pub number: RunningNumber,
    /// Which draft it is, from 1.
    pub version: u32,
    /// The category of what it answers.
    pub category: Category,
    /// The matter that the households share.
    pub kind: String,
    /// What it is to answer.
    pub answers: Vec<LetterAnswer>,
}

/// A letter was approved, or sent back to whoever drafted it. Words: `opinion`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterJudged {
    /// The letter.
    pub letter: LetterId,
    /// The site.
    pub site: ScopeId,
    /// The draft that was read.
    pub version: u32,
    /// The post that judged.
    pub post: String,
    /// Whether it may be posted.
    pub approved: bool,
}

/// A letter was put up. What it answers is told by [`FollowUpLettered`], each of it in the history of its event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterPosted {
    /// The letter.
    pub letter: LetterId,
    /// The site.
    pub site: ScopeId,
    /// Where it hangs.
    pub place: String,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
}

/// A letter was given up before it was put up. Words: `why`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWithdrawn {
    /// The letter.
    pub letter: LetterId,
    /// The site.
    pub site: ScopeId,
}

/// A follow-up was made by a letter that was put up: a record without rating and signature, whose review is the letter's
/// approval. Words: `lateness`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpLettered {
    /// The letter.
    pub letter: LetterId,
    /// The record.
    pub record: RecordId,
    /// Its version, from 1.
    pub version: u32,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// When the letter was put up: the first moment of that day.
    pub posted_at: Instant,
    /// The day.
    pub posted_on: Day,
    /// The SHA-256 of the letter's text.
    pub text_hash: Digest,
    /// What it counts for.
    pub counted: Counted,
    /// The approval as the review of the record.
    pub review: ReviewId,
    /// The post that approved.
    pub post: String,
    /// Who approved.
    pub approved_by: Option<PersonId>,
    /// When.
    pub approved_at: Instant,
}
