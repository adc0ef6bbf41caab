use huiyin_domain::entry::Digest;
use huiyin_domain::entry::facts::{ArisenObligation, CohortOpened, ObligationsArisen};
use huiyin_domain::{CohortId, Day, EventId, Instant, LocalTime, ObligationId, Phase, Rate, Why};
use huiyin_rules::obligations::{Obligation, Standing};
use huiyin_rules::procedure::DrawRule;
use huiyin_rules::{Rules, live};
use huiyin_store::obligations::{self, ObligationRow};
use huiyin_store::{Change, Draft, Tx, draw};

use super::PIECE;
use super::carry::carry;
use super::case::Case;
use super::close::close_cohort;
use super::cohorts::{CohortOf, Cohorts, Place};
use super::visitors::Planner;
use crate::{Result, Site};

/// What becomes of obligations that arose before the site was live.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum History {
    /// They are history: nothing is asked.
    Skipped,
    /// They are planned like the others, as an import may ask.
    Planned,
}

/// An obligation that has arisen and is to be entered. Sorted, they are in the order in which numbers are given.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Arising {
    /// When it arose, on the site's clock.
    pub(crate) arises: LocalTime,
    /// The event's outside id.
    pub(crate) event_id: String,
    /// Which of the event's obligations it is.
    pub(crate) phase: Phase,
    /// The line of the event's list; 0 where there is none.
    pub(crate) line: u32,
    /// The event.
    pub(crate) event: EventId,
}

/// Enters what has arisen from an event by now: obligations with their cohorts, numbers and picks, and a follow-up for
/// each pick. What was entered before is left alone, so it may be called whenever the event changed: on completion,
/// when a list is confirmed, when a contract's day has come.
pub(crate) async fn arise(
    change: &mut Change<'_>,
    site: &Site,
    event: EventId,
    history: History,
) -> Result<()> {
    let now = change.at();
    let mut arising = arising(change, site, event, now, history).await?;
    arising.sort();
    enter(change, site, &arising).await?;
    close_list(change, site, event).await
}

/// Closes the cohorts of an event's list, once it is complete and all its lines are entered.
pub(crate) async fn close_list(change: &mut Change<'_>, site: &Site, event: EventId) -> Result<()> {
    let own = draw::cohorts_of_event(change, site.id(), event).await?;
    if own.iter().all(|cohort| cohort.closed_at.is_some()) {
        return Ok(());
    }
    let complete = draw::listed_cohorts(change, site.id()).await?;
    for cohort in own.iter().filter(|cohort| complete.contains(&cohort.id)) {
        close_cohort(change, site, cohort.id).await?;
    }
    Ok(())
}

/// What has arisen from an event by `now`, in no order; for an import, which sorts what arises from all its events
/// before it calls [`enter`].
pub(crate) async fn arising(
    tx: &mut Tx,
    site: &Site,
    event: EventId,
    now: Instant,
    history: History,
) -> Result<Vec<Arising>> {
    let case = Case::load(tx, site, event, now).await?;
    let wall = site.zone().local(now);
    let is_list = case.row.state.category.has_list();
    // What an import asked to plan stays planned, whoever goes on with it.
    let is_planned = history == History::Planned || case.row.procedure.is_some();
    let has_arisen = |one: &Obligation| {
        (is_list || one.arises <= wall) && (is_planned || one.arises.day() >= site.live_from())
    };
    let asked = case.obligations(tx, site).await?;
    Ok(asked
        .into_iter()
        .filter(has_arisen)
        .map(|one| Arising {
            arises: one.arises,
            event_id: case.row.event_id.clone(),
            phase: one.phase,
            line: one.line,
            event,
        })
        .collect())
}

/// Enters obligations in the order given, which is the order of their numbers.
pub(crate) async fn enter(change: &mut Change<'_>, site: &Site, arising: &[Arising]) -> Result<()> {
    enter_carrying(change, site, arising, &[]).await
}

/// Enters obligations in the place of voided ones, whose visits go over to them.
pub(super) async fn enter_carrying(
    change: &mut Change<'_>,
    site: &Site,
    arising: &[Arising],
    voided: &[ObligationRow],
) -> Result<()> {
    if arising.is_empty() {
        return Ok(());
    }
    draw::lock_site(change, site.id()).await?;
    let mut cohorts = Cohorts::default();
    let mut planner = Planner::new(site, change.at());
    for of_event in arising.chunk_by(|a, b| a.event == b.event) {
        enter_of_event(change, site, of_event, &mut cohorts, &mut planner, voided).await?;
    }
    Ok(())
}

async fn enter_of_event(
    change: &mut Change<'_>,
    site: &Site,
    arising: &[Arising],
    cohorts: &mut Cohorts,
    planner: &mut Planner<'_>,
    voided: &[ObligationRow],
) -> Result<()> {
    let now = change.at();
    let case = Case::load(change, site, arising[0].event, now).await?;
    let Some((rules, procedure)) = case.rules(site) else {
        return Ok(());
    };
    let standing = obligations::of_event(change, case.row.id).await?;
    let is_new = |one: &Obligation| {
        let is_it = |phase, line| one.phase == phase && one.line == line;
        arising.iter().any(|known| is_it(known.phase, known.line))
            && !standing
                .iter()
                .any(|known| known.voided_at.is_none() && is_it(known.phase, known.line))
    };
    let asked = case.obligations(change, site).await?;
    let new: Vec<Obligation> = asked.into_iter().filter(is_new).collect();
    for piece in new.chunks(PIECE) {
        let mut opened = Vec::new();
        let mut arisen = Vec::with_capacity(piece.len());
        for one in piece {
            let of = CohortOf {
                category: case.row.state.category,
                window: one.window,
                list: (case.row.state.category.has_list())
                    .then_some((case.row.id, case.row.event_id.as_str())),
                procedure,
                rate: rate_of(&rules, &case, one, change, site, procedure).await?,
            };
            let cohort = cohorts.of(change, site, &of).await?;
            let id = cohort.cohort.id;
            let place = match one.standing.why() {
                Some(why) => Place {
                    number: None,
                    why,
                    late_entry: false,
                },
                None => cohort.next(),
            };
            opened.extend(cohort.opened());
            arisen.push(arisen_obligation(
                &rules,
                &case,
                site,
                change.at(),
                one,
                id,
                place,
            ));
        }
        append(change, site, &case, procedure, opened, &arisen).await?;
        for one in &arisen {
            let carried = carry(change, site, voided, one).await?;
            if one.why.picked() && !carried.completes {
                planner.plan(change, &case, one, carried.rounds + 1).await?;
            }
        }
    }
    Ok(())
}

async fn rate_of(
    rules: &Rules<'_>,
    case: &Case,
    one: &Obligation,
    change: &mut Change<'_>,
    site: &Site,
    procedure: Digest,
) -> Result<Rate> {
    let category = case.row.state.category;
    if category.has_list() {
        return Ok(rules.rate(category, None).unwrap_or(Rate::ALL));
    }
    let month = one.window.due().month();
    super::case::rate_of(change, site, rules, procedure, category, month).await
}

async fn append(
    change: &mut Change<'_>,
    site: &Site,
    case: &Case,
    procedure: Digest,
    cohorts: Vec<CohortOpened>,
    obligations: &[ArisenObligation],
) -> Result<()> {
    let arisen = ObligationsArisen {
        event: case.row.id,
        site: site.id(),
        procedure,
        cohorts,
        obligations: obligations.to_vec(),
    };
    change.append(Draft::new(site.id(), arisen)).await?;
    Ok(())
}

fn arisen_obligation(
    rules: &Rules<'_>,
    case: &Case,
    site: &Site,
    now: Instant,
    one: &Obligation,
    cohort: CohortId,
    place: Place,
) -> ArisenObligation {
    let standing = if place.late_entry {
        Standing::InDraw
    } else {
        one.standing
    };
    let shown = rules.describe(&case.facts(), one.phase, standing);
    ArisenObligation {
        obligation: ObligationId::generate(),
        phase: one.phase,
        line: one.line,
        window: one.window,
        cohort,
        number: place.number,
        why: place.why,
        late_entry: place.late_entry,
        shown_from: (place.why.picked()).then(|| {
            if place.why == Why::Draw {
                let rule = &rules.procedure().draw;
                shown_from(rule, site, now, one.window.due())
            } else {
                now
            }
        }),
        working_limit: None,
        visitors: shown.visitors.to_vec(),
        channels: shown.channels.to_vec(),
        customer_signature: shown.customer_signature,
        clauses: shown.basis.clauses,
        readings: shown.basis.readings,
    }
}

/// When a pick that chance made now is shown to people.
pub(super) fn shown_from(rule: &DrawRule, site: &Site, now: Instant, last_day: Day) -> Instant {
    let made = site.zone().local(now);
    let shown = live::shown_from(rule, made, last_day);
    if shown == made {
        now
    } else {
        site.zone().instant(shown)
    }
}
