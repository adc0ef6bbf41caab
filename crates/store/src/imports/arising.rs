//! Obligations of imported events that are to be entered, in the order in which they arise.

use huiyin_domain::{EventId, ImportId, Instant, Phase};

use crate::value::Bind;
use crate::{Result, Tx};

/// An obligation that arose from an imported event and has no number yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArisingRow {
    /// When it arose.
    pub arises_at: Instant,
    /// The event's outside id.
    pub outside_id: String,
    /// Which of the event's obligations it is.
    pub phase: Phase,
    /// The line of the event's list; 0 where there is none.
    pub line: u32,
    /// The event.
    pub event: EventId,
}

/// Notes obligations that are to be entered; one that is noted already stays.
pub async fn note_arising(tx: &mut Tx, import: ImportId, rows: &[ArisingRow]) -> Result<()> {
    const SQL: &str = "insert into import_arising (import_id, arises_at, outside_id, phase_order, line, event_id) values";
    let orders: Vec<_> = rows.iter().map(|row| order(row.phase)).collect();
    let values: Vec<[&dyn Bind; 6]> = rows
        .iter()
        .zip(&orders)
        .map(|(row, order)| -> [&dyn Bind; 6] {
            [
                &import,
                &row.arises_at,
                &row.outside_id,
                order,
                &row.line,
                &row.event,
            ]
        })
        .collect();
    tx.insert_rows(SQL, &values).await
}

/// The first obligations that are to be entered.
pub async fn first_arising(tx: &mut Tx, import: ImportId, limit: u32) -> Result<Vec<ArisingRow>> {
    const SQL: &str = "select arises_at, outside_id, phase_order, line, event_id from import_arising \
        where import_id = $1 order by arises_at, outside_id, phase_order, line limit $2";
    tx.all(SQL, &[&import, &limit], |row| {
        let order: u32 = row.get("phase_order")?;
        let phase = Phase::ALL.get(order as usize).copied();
        Ok(ArisingRow {
            arises_at: row.get("arises_at")?,
            outside_id: row.get("outside_id")?,
            phase: phase.ok_or_else(|| crate::Error::corrupt("a phase that is not known"))?,
            line: row.get("line")?,
            event: row.get("event_id")?,
        })
    })
    .await
}

/// Forgets the obligations up to one, which have been entered.
pub async fn entered_arising(tx: &mut Tx, import: ImportId, last: &ArisingRow) -> Result<()> {
    const SQL: &str = "delete from import_arising where import_id = $1 \
        and (arises_at, outside_id, phase_order, line) <= ($2, $3, $4, $5)";
    tx.execute(
        SQL,
        &[
            &import,
            &last.arises_at,
            &last.outside_id,
            &order(last.phase),
            &last.line,
        ],
    )
    .await?;
    Ok(())
}

/// Forgets all obligations of an import that have no number yet.
pub async fn forget_arising(tx: &mut Tx, import: ImportId) -> Result<()> {
    const SQL: &str = "delete from import_arising where import_id = $1";
    tx.execute(SQL, &[&import]).await?;
    Ok(())
}

/// The place of a phase in the order of numbers.
fn order(phase: Phase) -> u32 {
    Phase::ALL
        .iter()
        .zip(0..)
        .find_map(|(known, order)| (*known == phase).then_some(order))
        .unwrap_or(0)
}
