use std::collections::HashMap;

use huiyin_domain::ScopeId;
use huiyin_domain::entry::Digest;
use huiyin_domain::export::{AnchorLine, Manifest, SEAL};

use crate::journal::Read;
use crate::report::{Code, Report};

/// The entries that an anchor names, with the hashes that the export has for them.
#[derive(Default)]
pub(crate) struct Anchored(HashMap<(ScopeId, u64), Option<Digest>>);

impl Anchored {
    pub(crate) fn new(anchor: &[AnchorLine]) -> Self {
        let heads = anchor.iter().filter_map(|line| match line {
            AnchorLine::Head(head) => Some(((head.scope, head.seq), None)),
            _ => None,
        });
        Self(heads.collect())
    }

    pub(crate) fn note(&mut self, scope: ScopeId, seq: u64, hash: Digest) {
        if let Some(found) = self.0.get_mut(&(scope, seq)) {
            *found = Some(hash);
        }
    }
}

/// Holds an export against what was noted elsewhere. What was noted of another company or site is passed over.
pub(crate) fn check(
    anchor: &[AnchorLine],
    manifest: &Manifest,
    read: &Read,
    signer: Option<&str>,
    report: &mut Report,
) {
    for line in anchor {
        match line {
            AnchorLine::Head(head) => {
                if ![manifest.company, manifest.site].contains(&head.scope) {
                    continue;
                }
                report.counts.anchors += 1;
                // Whoever writes the chain of the site anew may leave that of the company as it is.
                report.heads += u64::from(head.scope == manifest.site);
                let found = read.anchored.0.get(&(head.scope, head.seq));
                if found.copied().flatten() != Some(head.hash) {
                    report.find(Code::AnchorHead, format!("{} {}", head.scope, head.seq));
                }
            }
            AnchorLine::Key {
                site,
                month,
                sha256,
            } => {
                if *site != manifest.site {
                    continue;
                }
                report.counts.anchors += 1;
                let known = read.state.keys.get(month);
                if known.is_none_or(|key| key.sha256 != *sha256) {
                    report.find(Code::AnchorKey, month.to_string());
                }
            }
            AnchorLine::Signer(noted) => {
                report.counts.anchors += 1;
                if !reaches(noted, signer, read) {
                    report.find(Code::AnchorSigner, SEAL);
                }
            }
        }
    }
}

/// Whether the export is signed with the key noted, or with one that goes back to it by endorsements alone.
fn reaches(noted: &str, signer: Option<&str>, read: &Read) -> bool {
    let Some(signer) = signer else { return false };
    if signer == noted {
        return true;
    }
    let place = |key: &str| read.signers.iter().position(|set| set.public_key == key);
    match (place(noted), place(signer)) {
        (Some(from), Some(to)) if from < to => read.signers[from + 1..=to]
            .iter()
            .all(|set| set.endorsement.is_some()),
        _ => false,
    }
}
