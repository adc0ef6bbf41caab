use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::{ObligationReplaced, ObligationVoided, Pick};
use huiyin_domain::{EventId, ObligationId, PersonId, Why};
use huiyin_rules::draw::Stratum;
use huiyin_rules::live::replacement_of;
use huiyin_store::obligations::{self, ObligationRow};
use huiyin_store::{Change, Draft, draw};

use super::cohorts::members;
use super::pick::{later_pick, load, plan_pick};
use super::visitors::Planner;
use crate::{Error, Result, Site};

/// Voids what is asked for an event: the numbers stay, void, with the reason, and a pick that falls away is replaced by
/// the next of its stratum. Returns what was voided.
pub(crate) async fn void(
    change: &mut Change<'_>,
    site: &Site,
    event: EventId,
    cause: VoidCause,
    why: (Option<PersonId>, &str),
) -> Result<Vec<ObligationRow>> {
    let mut standing = obligations::of_event(change, event).await?;
    standing.retain(|one| one.voided_at.is_none());
    void_these(change, site, standing, cause, why).await
}

/// Voids some of an event's standing obligations.
pub(super) async fn void_these(
    change: &mut Change<'_>,
    site: &Site,
    mut standing: Vec<ObligationRow>,
    cause: VoidCause,
    why: (Option<PersonId>, &str),
) -> Result<Vec<ObligationRow>> {
    draw::lock_site(change, site.id()).await?;
    // Picks last: none is replaced by another that falls away with it.
    standing.sort_by_key(|one| one.why.picked());
    let mut planner = Planner::new(site, change.at());
    for one in &standing {
        let one = load(change, one.id).await?;
        let instead = instead_of(change, site, &one).await?;
        let next = instead.as_ref().map(|pick| pick.obligation);
        let voided = ObligationVoided {
            event: one.event,
            obligation: one.id,
            cause,
            instead,
        };
        let draft = Draft::new(site.id(), voided).because(why.0, why.1);
        change.append(draft).await?;
        if let Some(next) = next {
            plan_pick(change, &mut planner, site, next).await?;
        }
    }
    Ok(standing)
}

/// Closes an obligation as 無法聯繫, and returns who is followed up in its place, where somebody is.
pub(super) async fn replace_unreachable(
    change: &mut Change<'_>,
    site: &Site,
    obligation: ObligationId,
    why: (Option<PersonId>, &str),
) -> Result<Option<ObligationId>> {
    draw::lock_site(change, site.id()).await?;
    let one = load(change, obligation).await?;
    let instead = instead_of(change, site, &one).await?;
    let next = instead.as_ref().map(|pick| pick.obligation);
    let replaced = ObligationReplaced {
        event: one.event,
        obligation,
        instead,
    };
    let draft = Draft::new(site.id(), replaced).because(why.0, why.1);
    change.append(draft).await?;
    if let Some(next) = next {
        let mut planner = Planner::new(site, change.at());
        plan_pick(change, &mut planner, site, next).await?;
    }
    Ok(next)
}

/// Whether nobody takes the place of an obligation: it is picked besides the draw, or the last of its stratum.
pub(super) async fn is_owed_for_ever(
    change: &mut Change<'_>,
    site: &Site,
    obligation: ObligationId,
) -> Result<bool> {
    let one = load(change, obligation).await?;
    Ok(instead_of(change, site, &one).await?.is_none())
}

/// Who is picked in the place of an obligation that chance had picked.
async fn instead_of(
    change: &mut Change<'_>,
    site: &Site,
    one: &ObligationRow,
) -> Result<Option<Pick>> {
    let (Why::Draw | Why::DrawAtClose, Some(number)) = (one.why, one.number) else {
        return Ok(None);
    };
    let cohort = draw::cohort(change, one.cohort)
        .await?
        .ok_or(Error::NotFound)?;
    let Some(stratum) = Stratum::of(cohort.rate, number.into()) else {
        return Ok(None);
    };
    let members = members(change, &cohort, stratum).await?;
    let Some(next) = replacement_of(stratum, &members, number.into()) else {
        return Ok(None);
    };
    let Ok(next) = u32::try_from(next) else {
        return Ok(None);
    };
    let rows = obligations::numbers(change, cohort.id, next, next).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let next = load(change, row.obligation).await?;
    Ok(Some(later_pick(site, change, &next, one.why)))
}
