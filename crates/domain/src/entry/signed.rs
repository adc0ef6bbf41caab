use serde::Serialize;

use super::facts::VisitRecorded;
use super::{CanonicalError, Digest, Section, SiteCheck, Solved, Word, Words, canonical};
use crate::{AttachmentId, Channel, Day, FollowUpId, Instant, Matter, PersonId, Rating, Role};

/// What is signed under a record: everything the visitor put down, in one canonical text. The version is part of it,
/// so no signature carries over to another one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SignedText<'a> {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Which version of the record.
    pub version: u32,
    /// When the customer was met or called.
    pub visited_at: Instant,
    /// How.
    pub channel: Channel,
    /// Why another way than asked for.
    pub channel_reason: &'a str,
    /// Why it came late or early.
    pub lateness: &'a str,
    /// Who answered, where known.
    pub respondent: Option<PersonId>,
    /// Their name.
    pub respondent_name: &'a str,
    /// What they are to the unit.
    pub relation: Option<Role>,
    /// The rating.
    pub rating: Option<Rating>,
    /// Whether the matter is solved.
    pub solved: Option<Solved>,
    /// What looking on the spot showed.
    pub site_check: Option<SiteCheck>,
    /// The same in words.
    pub site_check_words: &'a str,
    /// The sections.
    pub sections: Vec<SignedSection<'a>>,
    /// What was raised.
    pub matters: Vec<SignedMatter<'a>>,
    /// The photos and scans.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<AttachmentId>,
}

/// A section as it is signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SignedSection<'a> {
    /// Which.
    pub section: Section,
    /// The rating.
    pub rating: Option<Rating>,
    /// Whether there was nothing to say.
    pub none: bool,
    /// What was said.
    pub said: &'a str,
}

/// Something raised as it is signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SignedMatter<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// What it is.
    pub kind: Matter,
    /// Whether it is dissatisfaction.
    pub dissatisfaction: bool,
    /// What was said.
    pub said: &'a str,
    /// What was done, or how it was explained.
    pub outcome: &'a str,
    /// By when an answer is promised.
    pub answer_by: Option<Instant>,
    /// Who owes it.
    pub promise_owner: Option<PersonId>,
    /// Who puts it right.
    pub rectification_owner: Option<PersonId>,
    /// By which day.
    pub rectification_due: Option<Day>,
}

impl<'a> SignedText<'a> {
    /// What was signed under a record, as its entry tells it: the facts, and all the words that were said.
    pub fn of_entry(facts: &'a VisitRecorded, words: &'a Words) -> Self {
        let said = |word| words.get(word).unwrap_or_default();
        let item = |word, number: u32| words.item(word, number).unwrap_or_default();
        Self {
            follow_up: facts.follow_up,
            version: facts.version,
            visited_at: facts.visited_at,
            channel: facts.channel,
            channel_reason: said(Word::ChannelReason),
            lateness: said(Word::Lateness),
            respondent: facts.respondent,
            respondent_name: said(Word::Respondent),
            relation: facts.relation,
            rating: facts.rating,
            solved: facts.solved,
            site_check: facts.site_check,
            site_check_words: said(Word::SiteCheck),
            sections: facts
                .sections
                .iter()
                .map(|it| SignedSection {
                    section: it.section,
                    rating: it.rating,
                    none: it.none,
                    said: words.item(Word::Said, it.section).unwrap_or_default(),
                })
                .collect(),
            matters: facts
                .matters
                .iter()
                .map(|it| SignedMatter {
                    number: it.number,
                    kind: it.kind,
                    dissatisfaction: it.dissatisfaction,
                    said: item(Word::Matter, it.number),
                    outcome: item(Word::Outcome, it.number),
                    answer_by: it.promised.as_ref().map(|it| it.answer_by),
                    promise_owner: it.promised.as_ref().map(|it| it.owner),
                    rectification_owner: it.rectified.as_ref().map(|it| it.owner),
                    rectification_due: it.rectified.as_ref().map(|it| it.due),
                })
                .collect(),
            files: facts.files.iter().map(|it| it.attachment).collect(),
        }
    }

    /// The hash that every signature under the record carries.
    pub fn hash(mut self) -> Result<Digest, CanonicalError> {
        self.sections.sort_by_key(|section| section.section);
        self.matters.sort_by_key(|matter| matter.number);
        Ok(Digest::of(canonical(&self)?.as_bytes()))
    }
}
