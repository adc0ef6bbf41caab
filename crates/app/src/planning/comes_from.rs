use huiyin_domain::entry::{FollowUpState, Source};
use huiyin_domain::{EventId, Instant, RecordId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::Basis;
use huiyin_store::events::EventRow;
use huiyin_store::{Tx, events, plan, visits};
use serde::Deserialize;

use super::plan::number_text;
use crate::{Result, Site};

/// The follow-up in which a complaint came up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComesFrom {
    /// The event that was followed up.
    pub event: EventId,
    /// Its number for people.
    pub number: String,
    /// In which round.
    pub round: u32,
    /// The record of that round.
    pub record: Option<RecordId>,
    /// Whether the record was found nonconforming, so that this complaint takes the place of the next round.
    pub nonconforming: bool,
    /// What makes it a complaint of its own.
    pub basis: Basis,
}

/// The notes of a complaint that came up in a follow-up.
#[derive(Deserialize)]
struct Notes {
    follows: String,
    round: u32,
}

/// The follow-up in which a complaint came up; none where it came in by itself, or that is not known any more.
pub(super) async fn comes_from(
    tx: &mut Tx,
    site: &Site,
    row: &EventRow,
    rules: &Rules<'_>,
    now: Instant,
) -> Result<Option<ComesFrom>> {
    let notes = row
        .notes
        .as_ref()
        .filter(|_| row.source == Source::FollowUp);
    let notes = notes.and_then(|it| serde_json::from_str::<Notes>(it.reveal()).ok());
    let Some(notes) = notes else {
        return Ok(None);
    };
    let before = events::of_outside_id(tx, site.id(), &notes.follows).await?;
    let before = match before {
        Some(id) => events::event(tx, id).await?,
        None => None,
    };
    let Some(before) = before else {
        return Ok(None);
    };
    let lines = plan::lines_of_event(tx, before.id, now).await?;
    let line = lines.iter().find(|line| line.round == notes.round);
    let follow_up = match line {
        Some(line) => visits::follow_up(tx, line.id).await?,
        None => None,
    };
    let nonconforming = line.is_some_and(|line| line.state == FollowUpState::Nonconforming);
    let procedure = rules.procedure();
    let basis = if nonconforming {
        &procedure.nonconforming.basis
    } else {
        &procedure.raised.basis
    };
    Ok(Some(ComesFrom {
        event: before.id,
        number: number_text(site, (before.number.year, before.number.number)),
        round: notes.round,
        record: follow_up.and_then(|it| it.record),
        nonconforming,
        basis: basis.clone(),
    }))
}
