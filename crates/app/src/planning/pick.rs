use huiyin_domain::entry::facts::{ObligationPicked, Pick};
use huiyin_domain::{Day, ObligationId, Why};
use huiyin_rules::live;
use huiyin_store::obligations::{self, ObligationRow};
use huiyin_store::{Change, Draft, Tx};

use super::arise::shown_from;
use super::case::Case;
use super::visitors::{Planner, ToPlan};
use crate::{Error, Result, Site};

/// A pick of an obligation that was given its number earlier: at the close, or in the place of another. Where its
/// window leaves less time than it is long, it gets a working limit.
pub(super) fn later_pick(site: &Site, change: &Change<'_>, one: &ObligationRow, why: Why) -> Pick {
    let now = change.at();
    let today = site.day(now);
    let working_limit = live::working_limit(one.window, today);
    let last_day = working_limit.unwrap_or(one.window.due());
    let rule = &site.procedure_on(today).draw;
    Pick {
        obligation: one.id,
        why,
        shown_from: shown_from(rule, site, now, last_day),
        working_limit,
    }
}

/// Plans the first follow-up of an obligation that has just been picked.
pub(super) async fn plan_pick(
    change: &mut Change<'_>,
    planner: &mut Planner<'_>,
    site: &Site,
    obligation: ObligationId,
) -> Result<()> {
    let one = load(change, obligation).await?;
    let now = change.at();
    let case = Case::load(change, site, one.event, now).await?;
    let to_plan = ToPlan {
        obligation,
        line: one.line,
        round: 1,
        window: one.window,
        working_limit: one.working_limit,
        shown_from: one.shown_from,
        visitors: &one.visitors,
        channels: &one.channels,
        voluntary: None,
    };
    planner.plan_round(change, &case, &to_plan).await?;
    Ok(())
}

/// Picks an obligation besides the draw: a case that is always followed up and was found only now, or a letter of
/// reply that never came. A number it has, it keeps.
pub(super) async fn pick_besides(
    change: &mut Change<'_>,
    planner: &mut Planner<'_>,
    site: &Site,
    one: &ObligationRow,
    working_limit: Option<Day>,
) -> Result<()> {
    let pick = Pick {
        obligation: one.id,
        why: Why::Always,
        shown_from: change.at(),
        working_limit,
    };
    let picked = ObligationPicked {
        event: one.event,
        pick,
    };
    change.append(Draft::new(site.id(), picked)).await?;
    plan_pick(change, planner, site, one.id).await
}

pub(super) async fn load(tx: &mut Tx, obligation: ObligationId) -> Result<ObligationRow> {
    obligations::obligation(tx, obligation)
        .await?
        .ok_or(Error::NotFound)
}
