//! Taking an import back, as a whole.

use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::{ImportUndone, Imported};
use huiyin_domain::{CommandId, ImportId};
use huiyin_rules::procedure::Basis;
use huiyin_store::imports::{self, Hanging, ImportRow};
use huiyin_store::{Change, Draft};

use super::Outcome;
use super::read::Stage;
use crate::planning::void;
use crate::{App, Asker, Error, Refusal, Result, Site};

/// Things taken back with one entry.
const PIECE: u32 = 200;

/// What was taken back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Undone {
    /// How many things.
    pub things: u64,
}

impl App {
    /// Takes an import back, as a whole, while nothing hangs on it. Refused with [`Refusal::Hanging`], which names what
    /// hangs on it: rows that changed what was there before, work that has begun, people who have acted. Asking again
    /// after it was undone changes nothing; [`Error::Conflict`] while it is still going on.
    pub async fn undo_import(&self, asker: &Asker, import: ImportId) -> Result<Undone> {
        let mut tx = self.db().read().await?;
        let row = self.import_to_see(&mut tx, asker, import).await?;
        let site = self
            .check_import(&mut tx, asker, row.site, row.kind)
            .await?;
        if matches!(super::read::stage(&row), Stage::Undone(_)) {
            return Ok(Undone { things: 0 });
        }
        if self.is_importing(import) {
            return Err(Error::Conflict);
        }
        drop(tx);
        let mut things = 0;
        loop {
            let act = asker.act(CommandId::generate(), self.clock().now());
            let (taken, is_all): (u64, bool) = self
                .db()
                .command(act, (row.clone(), site.clone()), |change, (row, site)| {
                    Box::pin(take_back(change, row, site))
                })
                .await?;
            things += taken;
            if is_all {
                return Ok(Undone { things });
            }
        }
    }
}

async fn take_back(change: &mut Change<'_>, row: &ImportRow, site: &Site) -> Result<(u64, bool)> {
    let import = row.id;
    refuse_hanging(change, import).await?;
    let withdrawn = imports::made_by(change, import, PIECE).await?;
    let complete = withdrawn.is_empty();
    let taken = withdrawn.len() as u64;
    if complete {
        imports::forget_arising(change, import).await?;
    }
    imports::close_accounts(change, import).await?;
    for made in &withdrawn {
        if let Imported::Event(event) = made {
            let why = (None, row.file_name.as_str());
            void(change, site, *event, VoidCause::ImportUndone, why).await?;
        }
    }
    let undone = ImportUndone {
        import,
        withdrawn,
        complete,
    };
    change.append(Draft::new(site.id(), undone)).await?;
    Ok((taken, complete))
}

/// An import that changed what was there before cannot be taken back: what was there before is gone.
async fn refuse_hanging(change: &mut Change<'_>, import: ImportId) -> Result<()> {
    let mut hanging = imports::hanging(change, import).await?;
    for (outcome, count) in imports::outcome_counts(change, import).await? {
        if outcome == Outcome::Updated.id() {
            hanging.push(Hanging {
                what: "updated",
                count,
            });
        }
    }
    if hanging.is_empty() {
        return Ok(());
    }
    Err(Error::Refused {
        why: Refusal::Hanging(
            hanging
                .into_iter()
                .map(|hanging| (hanging.what, hanging.count))
                .collect(),
        ),
        basis: Basis::default(),
    })
}
