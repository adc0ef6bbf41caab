use serde::{Deserialize, Serialize};

use crate::ScopeId;

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
