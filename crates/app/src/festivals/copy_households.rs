use huiyin_domain::CommandId;
use huiyin_domain::entry::facts::FestivalLine;
use huiyin_store::festivals::HouseholdRow;
use huiyin_store::{Change, Tx, festivals, people};
use serde::{Deserialize, Serialize};

use super::list_households::{all, append, is_same, line_of};
use super::{FestivalOf, at_hand};
use crate::access::Right;
use crate::planning::PIECE;
use crate::site::Editions;
use crate::{App, Asker, Refusal, Result};

/// The list of the year before, to be taken over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyHouseholds {
    /// The festival to whose list they are added; it is not released.
    pub of: FestivalOf,
}

/// What was taken over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Copied {
    /// How many households.
    pub households: usize,
    /// How many are left for the next call.
    pub left: usize,
}

impl App {
    /// Puts those on the list who were on it the year before and are not yet, with their notes, at most 200 at once. Who
    /// was erased since is left out.
    pub async fn copy_households(
        &self,
        asker: &Asker,
        command: CommandId,
        input: CopyHouseholds,
    ) -> Result<Copied> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(copy(change, editions, asker, input))
            })
            .await
    }
}

async fn copy(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &CopyHouseholds,
) -> Result<Copied> {
    let of = &input.of;
    let at = at_hand(change, editions, (asker, Right::Plan), of).await?;
    at.check_open(change, of).await?;
    let before = FestivalOf {
        year: of.year - 1,
        ..of.clone()
    };
    let known: Vec<FestivalLine> = all(change, of).await?.iter().map(line_of).collect();
    let mut missing = all(change, &before).await?;
    missing.retain(|row| {
        let line = line_of(row);
        known.iter().all(|there| !is_same(there, &line))
    });
    let mut new = Vec::new();
    for row in missing {
        if is_there(change, &row).await? {
            new.push(row);
        }
    }
    if new.is_empty() {
        return at.refused(Refusal::NobodyBefore);
    }
    let left = new.len().saturating_sub(PIECE);
    new.truncate(PIECE);
    let first = festivals::last_number(change, of.key()).await? + 1;
    let (mut lines, mut notes) = (Vec::new(), Vec::new());
    for (number, row) in (first..).zip(&new) {
        lines.push(FestivalLine {
            number,
            ..line_of(row)
        });
        let note = row.note.as_ref().map(|note| note.reveal().clone());
        notes.extend(note.map(|note| (row.person, number, note)));
    }
    append(change, of, lines, notes).await?;
    Ok(Copied {
        households: new.len(),
        left,
    })
}

/// Whether who is named is still known.
async fn is_there(tx: &mut Tx, row: &HouseholdRow) -> Result<bool> {
    let Some(person) = row.person else {
        return Ok(true);
    };
    let known = people::person(tx, person).await?;
    Ok(known.is_some_and(|known| known.erased_at.is_none()))
}
