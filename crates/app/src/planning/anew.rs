use huiyin_domain::entry::VoidCause;
use huiyin_domain::{Category, EventId, PersonId, Why};
use huiyin_rules::obligations::Standing;
use huiyin_store::{Change, Tx, events, obligations};

use super::arise::{History, arising, close_list, enter_carrying};
use super::case::{Case, matter};
use super::pick::pick_besides;
use super::visitors::Planner;
use super::void::{void, void_these};
use crate::{Result, Site};

/// Gives a corrected event new numbers in the place of its old ones; visits already made go over to the new ones.
pub(crate) async fn arise_anew(
    change: &mut Change<'_>,
    site: &Site,
    event: EventId,
    cause: VoidCause,
    why: (Option<PersonId>, &str),
) -> Result<()> {
    let voided = void(change, site, event, cause, why).await?;
    let now = change.at();
    let history = if voided.is_empty() {
        History::Skipped
    } else {
        // What was planned before stays planned, history or not.
        History::Planned
    };
    let mut due = arising(change, site, event, now, history).await?;
    due.sort();
    enter_carrying(change, site, &due, &voided).await?;
    close_list(change, site, event).await
}

/// Voids what an event asks for no longer, now that it is completed: a contract that ended earlier than agreed has no
/// middle visit any more, or another window for the visit after its end.
pub(crate) async fn void_unasked(
    change: &mut Change<'_>,
    site: &Site,
    event: EventId,
) -> Result<()> {
    let mut standing = obligations::of_event(change, event).await?;
    standing.retain(|one| one.voided_at.is_none());
    if standing.is_empty() {
        return Ok(());
    }
    let now = change.at();
    let case = Case::load(change, site, event, now).await?;
    let asked = case.obligations(change, site).await?;
    standing.retain(|one| {
        !asked.iter().any(|asked| {
            asked.phase == one.phase && asked.line == one.line && asked.window == one.window
        })
    });
    void_these(change, site, standing, VoidCause::Corrected, (None, "")).await?;
    Ok(())
}

/// Picks what turns out to be always followed up only after its number was given: this event's obligations, and those
/// of later events that repeat it.
pub(crate) async fn pick_found(change: &mut Change<'_>, site: &Site, event: EventId) -> Result<()> {
    let mut found = vec![event];
    found.extend(told_later(change, site, event).await?);
    let mut planner = Planner::new(site, change.at());
    for event in found {
        pick_if_always(change, &mut planner, site, event).await?;
    }
    Ok(())
}

async fn pick_if_always(
    change: &mut Change<'_>,
    planner: &mut Planner<'_>,
    site: &Site,
    event: EventId,
) -> Result<()> {
    let numbered = obligations::of_event(change, event).await?;
    let waiting: Vec<_> = numbered
        .into_iter()
        .filter(|one| one.voided_at.is_none() && one.why == Why::NotDrawn)
        .collect();
    if waiting.is_empty() {
        return Ok(());
    }
    let now = change.at();
    let case = Case::load(change, site, event, now).await?;
    let asked = case.obligations(change, site).await?;
    for one in waiting {
        let is_always = asked.iter().any(|asked| {
            asked.phase == one.phase
                && asked.line == one.line
                && matches!(asked.standing, Standing::Always(_))
        });
        if is_always {
            pick_besides(change, planner, site, &one, None).await?;
        }
    }
    Ok(())
}

/// The events of the same matter that were reported after this one, as far as it can make them repeats.
async fn told_later(tx: &mut Tx, site: &Site, event: EventId) -> Result<Vec<EventId>> {
    let Some(row) = events::event(tx, event).await? else {
        return Ok(Vec::new());
    };
    let repeats = matches!(row.state.category, Category::Complaint | Category::Repair);
    let (Some(matter), Some(reported_at), true) = (matter(&row), row.state.reported_at, repeats)
    else {
        return Ok(Vec::new());
    };
    let days = site.procedure_on(site.day(reported_at)).repeats.days;
    let until = reported_at.plus_seconds(i64::from(days) * 24 * 3600);
    let told = events::told(tx, matter, reported_at, until).await?;
    Ok(told
        .into_iter()
        .map(|told| told.event)
        .filter(|told| *told != event)
        .collect())
}
