use huiyin_domain::entry::facts::{ArisenObligation, CarriedRecord, VisitsCarried};
use huiyin_rules::record::counted;
use huiyin_store::obligations::ObligationRow;
use huiyin_store::{Change, Draft, follow_ups};

use crate::{Result, Site};

/// What was carried over to a new obligation.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Carried {
    /// The last round that was visited; 0 where none was.
    pub(super) rounds: u32,
    /// Whether one of them completes the new obligation.
    pub(super) completes: bool,
}

/// Lets the visits made for a voided obligation count for the one that came in its place.
pub(super) async fn carry(
    change: &mut Change<'_>,
    site: &Site,
    voided: &[ObligationRow],
    new: &ArisenObligation,
) -> Result<Carried> {
    let same = |old: &&ObligationRow| old.phase == new.phase && old.line == new.line;
    let Some(old) = voided.iter().find(same) else {
        return Ok(Carried::default());
    };
    let made = follow_ups::visits_made(change, old.id).await?;
    let Some(rounds) = made.last().map(|visit| visit.round) else {
        return Ok(Carried::default());
    };
    let records: Vec<CarriedRecord> = made
        .iter()
        .map(|visit| CarriedRecord {
            record: visit.record,
            counted: counted(new.window, new.working_limit, visit.visited_on),
        })
        .collect();
    let completes = records.iter().any(|record| record.counted.completes);
    let carried = VisitsCarried {
        event: old.event,
        from: old.id,
        to: new.obligation,
        records,
    };
    change.append(Draft::new(site.id(), carried)).await?;
    Ok(Carried { rounds, completes })
}
