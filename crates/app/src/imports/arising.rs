//! What arises from imported events: noted while rows come in, and entered in the order in which it arose when they
//! all are in, so that numbers follow that order and not the file's.

use huiyin_domain::{CommandId, EventId, ImportId};
use huiyin_store::imports::{self, ArisingRow};
use huiyin_store::{Change, Tx};

use super::piece::Context;
use crate::planning::{Arising, arising, close_list, enter};
use crate::{App, Asker, Error, Result};

/// Obligations entered in one transaction.
const PIECE: u32 = 200;

/// Notes what has arisen from an event by now.
pub(super) async fn note(tx: &mut Tx, context: &Context, event: EventId) -> Result<()> {
    let Some(import) = context.import else {
        return Ok(());
    };
    let zone = context.site.zone();
    let rows: Vec<_> = arising(tx, &context.site, event, context.now, context.history)
        .await?
        .into_iter()
        .map(|one| ArisingRow {
            arises_at: zone.instant(one.arises),
            outside_id: one.event_id,
            phase: one.phase,
            line: one.line,
            event: one.event,
        })
        .collect();
    Ok(imports::note_arising(tx, import, &rows).await?)
}

impl App {
    /// Enters everything that was noted, in its order, and draws out the lists that are complete.
    pub(super) async fn enter_arising(
        &self,
        asker: &Asker,
        context: &Context,
        import: ImportId,
    ) -> Result<()> {
        loop {
            let act = asker.act(CommandId::generate(), self.clock().now());
            let was_last: bool = self
                .db()
                .command(
                    act,
                    (context.clone(), import),
                    |change, (context, import)| Box::pin(enter_piece(change, context, *import)),
                )
                .await?;
            if was_last {
                return self.close_lists(asker, context, import).await;
            }
        }
    }

    async fn close_lists(&self, asker: &Asker, context: &Context, import: ImportId) -> Result<()> {
        let mut tx = self.db().read().await?;
        let lists = imports::complete_lists(&mut tx, import).await?;
        drop(tx);
        for event in lists {
            let act = asker.act(CommandId::generate(), self.clock().now());
            let input = (context.clone(), event);
            self.db()
                .command(act, input, |change, (context, event)| {
                    Box::pin(close_list(change, &context.site, *event))
                })
                .await?;
        }
        Ok(())
    }
}

/// Enters the first of what was noted; whether nothing is left.
async fn enter_piece(
    change: &mut Change<'_>,
    context: &Context,
    import: ImportId,
) -> Result<bool, Error> {
    let rows = imports::first_arising(change, import, PIECE).await?;
    let Some(last) = rows.last() else {
        return Ok(true);
    };
    imports::entered_arising(change, import, last).await?;
    let zone = context.site.zone();
    let arising: Vec<_> = rows
        .iter()
        .map(|row| Arising {
            arises: zone.local(row.arises_at),
            event_id: row.outside_id.clone(),
            phase: row.phase,
            line: row.line,
            event: row.event,
        })
        .collect();
    enter(change, &context.site, &arising).await?;
    Ok(rows.len() < PIECE as usize)
}
