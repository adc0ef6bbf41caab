use huiyin_domain::entry::facts::CohortClosed;
use huiyin_domain::{CohortId, Why};
use huiyin_rules::draw::{CohortDraw, Pick, Stratum};
use huiyin_rules::live::pick_at_close;
use huiyin_store::draw::CohortRow;
use huiyin_store::{Change, Draft, draw, obligations};

use super::cohorts::last_stratum;
use super::keys;
use super::pick::{later_pick, load, plan_pick};
use super::visitors::Planner;
use crate::{Error, Result, Site};

/// Closes a cohort into which nothing more can fall, and draws its last stratum (月末補抽). A closed one stays as it
/// is.
pub(super) async fn close_cohort(
    change: &mut Change<'_>,
    site: &Site,
    cohort: CohortId,
) -> Result<()> {
    draw::lock_site(change, site.id()).await?;
    let cohort = draw::cohort(change, cohort).await?.ok_or(Error::NotFound)?;
    if cohort.closed_at.is_some() {
        return Ok(());
    }
    let pick = match last_pick(change, site, &cohort).await? {
        Some((number, why)) => {
            let rows = obligations::numbers(change, cohort.id, number, number).await?;
            match rows.first() {
                Some(row) => {
                    let one = load(change, row.obligation).await?;
                    Some(later_pick(site, change, &one, why))
                }
                None => None,
            }
        }
        None => None,
    };
    let picked = pick.as_ref().map(|pick| pick.obligation);
    let closed = CohortClosed {
        cohort: cohort.id,
        numbers: cohort.numbers,
        picks: pick.into_iter().collect(),
    };
    change.append(Draft::new(site.id(), closed)).await?;
    if let Some(picked) = picked {
        let mut planner = Planner::new(site, change.at());
        plan_pick(change, &mut planner, site, picked).await?;
    }
    Ok(())
}

/// The number that the last stratum picks now, where its pick does not stand yet.
async fn last_pick(
    change: &mut Change<'_>,
    site: &Site,
    cohort: &CohortRow,
) -> Result<Option<(u32, Why)>> {
    let Some(stratum) = Stratum::of(cohort.rate, cohort.numbers.into()) else {
        return Ok(None);
    };
    let month = match cohort.month {
        Some(month) => month,
        None => match obligations::numbers(change, cohort.id, 1, 1).await?.first() {
            Some(first) => first.window.due().month(),
            None => return Ok(None),
        },
    };
    let Some(key) = keys::key_of(change, site, month).await? else {
        return Ok(None);
    };
    let members = last_stratum(change, cohort).await?;
    let drawn = CohortDraw::new(&key, &cohort.name);
    let (number, why) = match pick_at_close(&drawn, stratum, &members) {
        Some(Pick::Drawn(number)) => (number, Why::Draw),
        Some(Pick::DrawnAtClose(number)) => (number, Why::DrawAtClose),
        None => return Ok(None),
    };
    Ok(u32::try_from(number).ok().map(|number| (number, why)))
}
