use huiyin_domain::entry::{Digest, Section, SiteCheck, Solved, canonical};
use huiyin_domain::{
    AttachmentId, Channel, Day, FollowUpId, Instant, Matter, PersonId, Rating, Role,
};
use huiyin_store::Error as StoreError;
use serde::Serialize;

use crate::Result;

/// What is signed under a record: everything the visitor put down, in one canonical text. The version is part of it,
/// so no signature carries over to another one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct SignedText<'a> {
    pub(crate) follow_up: FollowUpId,
    pub(crate) version: u32,
    pub(crate) visited_at: Instant,
    pub(crate) channel: Channel,
    pub(crate) channel_reason: &'a str,
    pub(crate) lateness: &'a str,
    pub(crate) respondent: Option<PersonId>,
    pub(crate) respondent_name: &'a str,
    pub(crate) relation: Option<Role>,
    pub(crate) rating: Option<Rating>,
    pub(crate) solved: Option<Solved>,
    pub(crate) site_check: Option<SiteCheck>,
    pub(crate) site_check_words: &'a str,
    pub(crate) sections: Vec<SignedSection<'a>>,
    pub(crate) matters: Vec<SignedMatter<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<AttachmentId>,
}

/// A section as it is signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct SignedSection<'a> {
    pub(crate) section: Section,
    pub(crate) rating: Option<Rating>,
    pub(crate) none: bool,
    pub(crate) said: &'a str,
}

/// Something raised as it is signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct SignedMatter<'a> {
    pub(crate) number: u32,
    pub(crate) kind: Matter,
    pub(crate) dissatisfaction: bool,
    pub(crate) said: &'a str,
    pub(crate) outcome: &'a str,
    pub(crate) answer_by: Option<Instant>,
    pub(crate) promise_owner: Option<PersonId>,
    pub(crate) rectification_owner: Option<PersonId>,
    pub(crate) rectification_due: Option<Day>,
}

impl SignedText<'_> {
    /// The hash that every signature under the record carries.
    pub(crate) fn hash(mut self) -> Result<Digest> {
        self.sections.sort_by_key(|section| section.section);
        self.matters.sort_by_key(|matter| matter.number);
        let text = canonical(&self).map_err(StoreError::from)?;
        Ok(Digest::of(text.as_bytes()))
    }
}
