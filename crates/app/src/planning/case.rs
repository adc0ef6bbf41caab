use huiyin_domain::entry::Digest;
use huiyin_domain::{Category, Day, EventId, Instant, Month, Rate, Severity, SiteZone};
use huiyin_rules::Rules;
use huiyin_rules::obligations::{Contract, EventFacts, Obligation, ReplyOnly};
use huiyin_rules::repeats::{Telling, is_repeat};
use huiyin_store::events::{self, EventRow, SameMatter};
use huiyin_store::{Tx, draw};

use crate::{Error, Result, Site};

/// An event with all that the rules need to know of it.
pub(crate) struct Case {
    pub(crate) row: EventRow,
    listed: u32,
    is_repeat: bool,
    zone: SiteZone,
    /// The day whose procedure holds: of the completion; a contract's first; a list of households' release.
    rules_day: Option<Day>,
}

impl Case {
    /// Loads an event; [`Error::NotFound`] when there is none, or it was taken back.
    pub(crate) async fn load(
        tx: &mut Tx,
        site: &Site,
        event: EventId,
        now: Instant,
    ) -> Result<Self> {
        let row = events::event(tx, event)
            .await?
            .filter(|row| row.withdrawn_at.is_none() && row.site == site.id())
            .ok_or(Error::NotFound)?;
        let listed = if row.state.category.has_list() {
            events::listed(tx, event).await?
        } else {
            0
        };
        let rules_day = match row.state.category {
            Category::ContractedService => row.state.contract_start,
            Category::Festival => Some(site.day(now)),
            _ => row.completed_at.map(|at| site.day(at)),
        };
        let is_repeat = match rules_day {
            Some(day) => repeats_earlier(tx, site, &row, day).await?,
            None => false,
        };
        Ok(Self {
            row,
            listed,
            is_repeat,
            zone: site.zone(),
            rules_day,
        })
    }

    /// How grave it is; general where nobody said.
    pub(crate) fn severity(&self) -> Severity {
        self.row.state.severity.unwrap_or(Severity::General)
    }

    /// What the rules need to know.
    pub(crate) fn facts(&self) -> EventFacts<'_> {
        let state = &self.row.state;
        let contract = state.contract_start.zip(state.contract_end);
        EventFacts {
            category: state.category,
            kind: state.kind.as_deref(),
            severity: self.severity(),
            completed_at: self.row.completed_at.map(|at| self.zone.local(at)),
            contract: contract.and_then(|(first, last)| Contract::new(first, last)),
            anonymous: state.anonymous,
            reply_only: ReplyOnly::new(state.reply_only, state.reply_attached),
            valid: state.valid,
            rating: state.rating,
            is_repeat: self.is_repeat,
            listed: self.listed,
        }
    }

    /// The rules that hold for it, and the hash of their text; none while no day is known by which to choose.
    pub(crate) fn rules<'s>(&self, site: &'s Site) -> Option<(Rules<'s>, Digest)> {
        let day = self.rules_day?;
        Some((site.rules_on(day), site.version_on(day).1))
    }

    /// What the procedure may ask to follow up, each under the rate of its own cohort.
    pub(crate) async fn obligations(&self, tx: &mut Tx, site: &Site) -> Result<Vec<Obligation>> {
        let Some((rules, procedure)) = self.rules(site) else {
            return Ok(Vec::new());
        };
        // What is a part of another is followed up with it.
        if self.row.merged_into.is_some() {
            return Ok(Vec::new());
        }
        let facts = self.facts();
        let mut asked = Vec::new();
        rules.obligations(&facts, |obligation| asked.push(obligation));
        if !leaves_rate_open(&rules, facts.category) {
            return Ok(asked);
        }
        let mut months: Vec<Month> = asked.iter().map(|one| one.window.due().month()).collect();
        months.dedup();
        for month in months {
            let rate = rate_of(tx, site, &rules, procedure, facts.category, month).await?;
            let set = site
                .rules_on(self.rules_day.unwrap_or(month.first_day()))
                .with_rate(facts.category, rate);
            let mut under_rate = Vec::new();
            set.obligations(&facts, |obligation| under_rate.push(obligation));
            for (plain, set) in asked.iter_mut().zip(under_rate) {
                if plain.window.due().month() == month {
                    *plain = set;
                }
            }
        }
        Ok(asked)
    }
}

fn leaves_rate_open(rules: &Rules<'_>, category: Category) -> bool {
    rules
        .category(category)
        .is_some_and(|rule| rule.rate.set_by.is_some())
}

/// The rate of a monthly cohort: its own once it came to be, else the one that was set for its month, else the
/// procedure's.
pub(crate) async fn rate_of(
    tx: &mut Tx,
    site: &Site,
    rules: &Rules<'_>,
    procedure: Digest,
    category: Category,
    month: Month,
) -> Result<Rate> {
    let cohorts = draw::cohorts_of_month(tx, site.id(), month).await?;
    let own = cohorts
        .into_iter()
        .find(|cohort| cohort.category == category && cohort.procedure == procedure);
    if let Some(cohort) = own {
        return Ok(cohort.rate);
    }
    if leaves_rate_open(rules, category)
        && let Some(rate) = draw::rate_set(tx, site.id(), category, month).await?
    {
        return Ok(rate);
    }
    Ok(rules.rate(category, None).unwrap_or(Rate::ALL))
}

/// The matter of an event, by which repeats are found; none when its unit or kind is not known.
pub(super) fn matter(row: &EventRow) -> Option<SameMatter<'_>> {
    let state = &row.state;
    if state.unit.is_none() && state.unit_words.is_none() {
        return None;
    }
    Some(SameMatter {
        site: row.site,
        category: state.category,
        kind: state.kind.as_deref()?,
        unit: state.unit,
        unit_words: state.unit_words.as_deref(),
    })
}

async fn repeats_earlier(tx: &mut Tx, site: &Site, row: &EventRow, day: Day) -> Result<bool> {
    let category = row.state.category;
    if !matches!(category, Category::Complaint | Category::Repair) {
        return Ok(false);
    }
    let (Some(matter), Some(reported_at)) = (matter(row), row.state.reported_at) else {
        return Ok(false);
    };
    let rule = &site.procedure_on(day).repeats;
    let from = reported_at.plus_seconds(-i64::from(rule.days) * 24 * 3600);
    let zone = site.zone();
    let others: Vec<Telling> = events::told(tx, matter, from, reported_at)
        .await?
        .into_iter()
        .filter(|told| told.event != row.id)
        .map(|told| Telling {
            reported_at: zone.local(told.reported_at),
            completed_at: told.completed_at.map(|at| zone.local(at)),
        })
        .collect();
    Ok(is_repeat(rule, category, zone.local(reported_at), &others))
}
