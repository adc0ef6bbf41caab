use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::entry::Digest;
use crate::{EventId, InstallationId, Instant, Month, ScopeId};

/// From now on exports of this installation are signed with another key. It stands in the chain of the company.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportKeySet {
    /// The company.
    pub company: ScopeId,
    /// The Ed25519 public key, 64 hex digits.
    pub public_key: String,
    /// The key whose place it takes; none for the first.
    pub replaces: Option<String>,
    /// The signature of that key under [`crate::export::endorsed_text`], 128 hex digits; none for the first.
    pub endorsement: Option<String>,
}

/// An export of a month that was made elsewhere was checked and taken in, to be read and never changed. The same export
/// again only says what a later check found. It stands in the chain of the company.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveMonthTakenIn {
    /// The company that took it in.
    pub company: ScopeId,
    /// The SHA-256 of its manifest: all that it is.
    pub manifest_sha256: Digest,
    /// The month.
    pub month: Month,
    /// The site it is of; not one of this installation.
    pub site: ScopeId,
    /// The site's code.
    pub site_code: String,
    /// The site's name.
    pub site_name: String,
    /// The site's time zone by the name of the zone database.
    pub time_zone: String,
    /// The installation that made it.
    pub installation: InstallationId,
    /// Whether its data is made up.
    pub demo: bool,
    /// When it was made.
    pub made_at: Instant,
    /// The key it is signed with, 64 hex digits.
    pub signed_by: String,
    /// Whether it was held against what was noted outside of the office, and fits.
    pub anchored: bool,
    /// What was looked at, and how much of it.
    pub checked: BTreeMap<String, u64>,
    /// The events whose words are confidential.
    pub confidential: Vec<EventId>,
}
