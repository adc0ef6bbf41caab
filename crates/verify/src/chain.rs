use std::collections::HashMap;

use huiyin_domain::ScopeId;
use huiyin_domain::entry::{ChainHead, Digest, LineError};
use huiyin_domain::export::{ExportedLine, Manifest};

use crate::report::{Code, Report};

/// The chains of an export, as far as they were read. After a break it goes on from the entry that is there, so that one
/// alteration is found once, and the next one too.
#[derive(Default)]
pub(crate) struct Chains(HashMap<ScopeId, ChainHead>);

impl Chains {
    /// Goes on to the next line of its chain.
    pub(crate) fn follow(&mut self, exported: &ExportedLine, place: &str, report: &mut Report) {
        let line = &exported.line;
        let head = self.0.entry(line.scope).or_default();
        if let Err(error) = line.check() {
            let code = match error {
                LineError::Part(_) => Code::PartAltered,
                _ => Code::EntryAltered,
            };
            report.find(code, place);
        }
        if head.seq.checked_add(1) == Some(line.seq) {
            if line.hash(head.hash) != exported.hash {
                report.find(Code::EntryAltered, place);
            }
        } else {
            report.find(Code::ChainGap, place);
        }
        *head = ChainHead {
            seq: line.seq,
            hash: exported.hash,
        };
    }

    /// Holds the ends against the manifest.
    pub(crate) fn end(&self, manifest: &Manifest, report: &mut Report) {
        for scope in [manifest.company, manifest.site] {
            let noted = manifest.heads.iter().find(|head| head.scope == scope);
            let noted = noted.map_or((0, Digest::ZERO), |head| (head.seq, head.hash));
            let found = self.0.get(&scope).copied().unwrap_or_default();
            if (found.seq, found.hash) != noted {
                report.find(Code::HeadDiffers, scope.to_string());
            }
        }
        if manifest.heads.len() > 2 {
            report.find(Code::ManifestDiffers, "heads");
        }
    }
}
