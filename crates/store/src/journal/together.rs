use std::collections::VecDeque;

use huiyin_domain::ScopeId;

use super::read::{JournalRow, chain};
use crate::{Result, Tx};

/// Several chains as one, in the order in which their entries can be applied: each is read by its own numbers, piece by
/// piece, so that a long journal with many chains costs no more than those that are read.
#[derive(Debug)]
pub struct Together {
    chains: Vec<Reading>,
    /// How many entries of a chain are read at a time.
    piece: u32,
}

#[derive(Debug)]
struct Reading {
    scope: ScopeId,
    /// The number of the last entry that was read.
    read: u64,
    rows: VecDeque<JournalRow>,
    is_over: bool,
}

impl Together {
    /// These chains, from their beginning.
    pub fn new(scopes: impl IntoIterator<Item = ScopeId>, piece: u32) -> Self {
        let begin = |scope| Reading {
            scope,
            read: 0,
            rows: VecDeque::new(),
            is_over: false,
        };
        Self {
            chains: scopes.into_iter().map(begin).collect(),
            piece,
        }
    }

    /// The next entry; none after the last.
    pub async fn next(&mut self, tx: &mut Tx) -> Result<Option<JournalRow>> {
        for reading in &mut self.chains {
            if reading.rows.is_empty() && !reading.is_over {
                let rows = chain(tx, reading.scope, reading.read, self.piece).await?;
                reading.is_over = rows.is_empty();
                reading.read = rows.last().map_or(reading.read, |row| row.line.seq);
                reading.rows = rows.into();
            }
        }
        // A chain grows in the order of the positions.
        let waiting = self.chains.iter_mut().filter(|it| !it.rows.is_empty());
        let first = waiting.min_by_key(|it| it.rows.front().map(|row| row.position));
        Ok(first.and_then(|it| it.rows.pop_front()))
    }
}
