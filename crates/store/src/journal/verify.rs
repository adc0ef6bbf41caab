use huiyin_domain::ScopeId;
use huiyin_domain::entry::{ChainError, ChainHead};

use super::read::{chain, heads};
use crate::{Result, Tx};

/// What checking one chain found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChainReport {
    /// The company or site.
    pub scope: ScopeId,
    /// Its sound end, as far as it is sound.
    pub sound: ChainHead,
    /// Where it is broken.
    pub broken: Option<ChainError>,
}

/// Entries read at a time.
const PIECE: u32 = 500;

/// Recomputes every chain from its first entry and holds it against the noted head.
pub async fn verify_chains(tx: &mut Tx) -> Result<Vec<ChainReport>> {
    let mut reports = Vec::new();
    for (scope, noted) in heads(tx).await? {
        let (sound, mut broken) = follow(tx, scope).await?;
        if broken.is_none() && sound != noted {
            broken = Some(ChainError::Head {
                noted: noted.seq,
                found: sound.seq,
            });
        }
        reports.push(ChainReport {
            scope,
            sound,
            broken,
        });
    }
    Ok(reports)
}

async fn follow(tx: &mut Tx, scope: ScopeId) -> Result<(ChainHead, Option<ChainError>)> {
    let mut head = ChainHead::default();
    loop {
        let rows = chain(tx, scope, head.seq, PIECE).await?;
        if rows.is_empty() {
            return Ok((head, None));
        }
        for row in rows {
            match head.follow(&row.line, row.hash) {
                Ok(next) => head = next,
                Err(error) => return Ok((head, Some(error))),
            }
        }
    }
}
