use std::collections::HashMap;

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{
    CohortId, EventId, FollowUpId, Instant, Month, PersonId, Personal, ScopeId, Why,
};
use huiyin_store::complaints::{self, ExemptRow};
use huiyin_store::draw::{self, KeyRow};
use huiyin_store::follow_ups::VisitorRow;
use huiyin_store::plan::{self, DrawnRow, PlanRow};

use super::explain_draw::hidden;
use super::households::{Household, households};
use super::strata::{NumberState, StratumBoxes, strata};
use crate::access::{self, has_right};
use crate::{App, Asker, Result, Right, Site};

/// The plan of one month of a site.
#[derive(Clone, Debug)]
pub struct PlanPage {
    /// The site.
    pub site: Site,
    /// The month of `due`.
    pub month: Month,
    /// Whether the asker may adjust and release it.
    pub may_plan: bool,
    /// The key of the month's draws, as far as it is published.
    pub key: Option<KeyRow>,
    /// The follow-ups, by due day; what waits for its release since an earlier month is among them.
    pub lines: Vec<PlanLine>,
    /// What may be left out (免回訪), by name.
    pub exempt: Vec<ExemptLine>,
    /// What else is not followed up, and why.
    pub not_planned: Vec<NotPlanned>,
    /// The households that one visit could settle several follow-ups of.
    pub households: Vec<Household>,
    /// How many of the open lines each person has, most first.
    pub loads: Vec<PersonLoad>,
}

/// A follow-up of the plan.
#[derive(Clone, Debug)]
pub struct PlanLine {
    /// The event's number for people, such as CY-2026-00123.
    pub number: String,
    /// The follow-up and what it is about.
    pub row: PlanRow,
    /// Who visits, in order, each with the reason.
    pub visitors: Vec<VisitorRow>,
    /// The name of its cohort.
    pub cohort_name: Option<String>,
    /// The stratum it was drawn from.
    pub stratum: Option<StratumBoxes>,
}

/// An obligation of the month that is not followed up, or not known to be yet.
#[derive(Clone, Debug)]
pub struct NotPlanned {
    /// The event.
    pub event: EventId,
    /// The event's number for people.
    pub number: String,
    /// Its obligation, cohort and number.
    pub row: DrawnRow,
    /// Why; none while the pick of its stratum is open.
    pub why: Option<Why>,
    /// The stratum it is in.
    pub stratum: Option<StratumBoxes>,
}

/// What may be left out (免回訪).
#[derive(Clone, Debug)]
pub struct ExemptLine {
    /// The event's number for people.
    pub number: String,
    /// The event, and why.
    pub row: ExemptRow,
}

/// How much somebody has to do.
#[derive(Clone, Debug)]
pub struct PersonLoad {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// How many follow-ups of the plan that are not recorded yet.
    pub open: u32,
}

impl App {
    /// The plan of a month: what is to be released and done, why each line is in it, and why the others are not. All
    /// that waits for its release stands in the plan of the current month. At most 8 statements.
    pub async fn plan(&self, asker: &Asker, site: ScopeId, month: Month) -> Result<PlanPage> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(now));
        access::check(&rules, asker, site.id(), Right::See)?;
        let may_plan = has_right(&rules, asker, site.id(), Right::Plan);
        let days = (month.first_day(), month.last_day());
        // What is due next month may have to be released in this one.
        let shown = (now, month == site.day(now).month());
        let rows = plan::lines(&mut tx, site.id(), days, shown).await?;
        let mut visitors: HashMap<FollowUpId, Vec<VisitorRow>> = HashMap::new();
        for visitor in plan::visitors(&mut tx, site.id(), days, shown).await? {
            visitors.entry(visitor.follow_up).or_default().push(visitor);
        }
        let drawn = plan::drawn(&mut tx, site.id(), days).await?;
        let key = draw::key(&mut tx, site.id(), month).await?;
        let cohorts: HashMap<CohortId, (&str, Vec<StratumBoxes>)> = drawn
            .chunk_by(|a, b| a.cohort == b.cohort)
            .map(|cohort| {
                (
                    cohort[0].cohort,
                    (cohort[0].cohort_name.as_str(), strata(cohort, now)),
                )
            })
            .collect();
        let stratum_of = |cohort: CohortId, number: Option<u32>| {
            let (_, strata) = cohorts.get(&cohort)?;
            let is_in = |stratum: &&StratumBoxes| {
                stratum.boxes.iter().any(|one| Some(one.number) == number)
            };
            strata.iter().find(is_in).cloned()
        };
        let lines: Vec<PlanLine> = rows
            .into_iter()
            .map(|row| PlanLine {
                number: number_text(&site, row.number),
                visitors: visitors.remove(&row.id).unwrap_or_default(),
                cohort_name: cohorts.get(&row.cohort).map(|(name, _)| (*name).to_owned()),
                stratum: stratum_of(row.cohort, row.draw_number),
                row,
            })
            .collect();
        let not_planned = drawn
            .iter()
            .filter(|row| !row.is_gone() && !row.why.exempt() && !is_shown(row, now))
            .map(|row| {
                let stratum = stratum_of(row.cohort, row.number);
                NotPlanned {
                    event: row.event,
                    number: number_text(&site, row.running),
                    why: decided(row, stratum.as_ref()),
                    row: hidden(row.clone(), now),
                    stratum,
                }
            })
            .collect();
        let exempt = complaints::exempt(&mut tx, site.id(), days).await?;
        let exempt = exempt.into_iter().map(|row| ExemptLine {
            number: number_text(&site, row.number),
            row,
        });
        Ok(PlanPage {
            households: households(&lines, site.day(now)),
            exempt: exempt.collect(),
            loads: loads(&lines),
            site,
            month,
            may_plan,
            key,
            lines,
            not_planned,
        })
    }
}

/// The number by which people call an event.
pub(crate) fn number_text(site: &Site, (year, number): (i32, u32)) -> String {
    RunningNumber { year, number }.text(site.code())
}

/// Whether people know that it is picked.
pub(crate) fn is_shown(row: &DrawnRow, now: Instant) -> bool {
    row.why.picked() && row.shown_from.is_none_or(|from| from <= now)
}

/// Why it is not picked, as far as people may know.
pub(crate) fn decided(row: &DrawnRow, stratum: Option<&StratumBoxes>) -> Option<Why> {
    if row.number.is_none() {
        return Some(row.why);
    }
    let own = stratum?
        .boxes
        .iter()
        .find(|one| Some(one.number) == row.number)?;
    (own.state == NumberState::NotPicked).then_some(Why::NotDrawn)
}

fn loads(lines: &[PlanLine]) -> Vec<PersonLoad> {
    let mut loads: Vec<PersonLoad> = Vec::new();
    let open = |line: &&PlanLine| line.row.state.is_open();
    for visitor in lines.iter().filter(open).flat_map(|line| &line.visitors) {
        let Some(person) = visitor.person else {
            continue;
        };
        match loads.iter_mut().find(|load| load.person == person) {
            Some(load) => load.open += 1,
            None => loads.push(PersonLoad {
                person,
                name: visitor.name.clone(),
                open: 1,
            }),
        }
    }
    loads.sort_by_key(|load| (std::cmp::Reverse(load.open), load.person));
    loads
}
