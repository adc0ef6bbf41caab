use huiyin_domain::{Category, Instant, Month, PersonId, Personal, Rate, ScopeId, Severity};
use huiyin_rules::procedure::Basis;
use huiyin_store::statistics::{self, CloseRow, SiteRange};
use huiyin_store::{Error as StoreError, Tx, people};
use serde::{Deserialize, Serialize};

use super::figures::{Figure, Figures};
use super::month::each_owed;
use super::tally::Tallies;
use crate::access::{self, Right};
use crate::{App, Asker, Error, Result, Site};

/// The statistics of a month at a site (回訪統計表), as they stood at a moment.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// The month in which the windows close.
    pub month: Month,
    /// The moment they show.
    pub as_of: Instant,
    /// Whether the month was still running then.
    pub running: bool,
    /// One line for each category with obligations, in the order of the words.
    pub categories: Vec<CategoryFigures>,
    /// The sums. There is no rate over all: each category stands on its own.
    pub total: Figures,
    /// The handling rate to reach, and what says so.
    pub handling_target: (Rate, Basis),
    /// Categories that the procedure does not cover, with how many events were completed in the month.
    pub not_covered: Vec<NotCoveredEvents>,
    /// The frozen picture, when the month is closed; what differs from it came later (結後).
    pub closed: Option<ClosedMonth>,
    /// Whether the asker may close the month, and it is over and open.
    pub may_close: bool,
    /// Whether the asker may look at the month's signals.
    pub may_look: bool,
}

/// The figures of a category.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CategoryFigures {
    /// The category.
    pub category: Category,
    /// The figures.
    pub figures: Figures,
    /// The rate to reach; none where cohorts have different ones, or where none is shown.
    pub target: Option<Rate>,
    /// Whether a target is judged here at all.
    pub judged: bool,
    /// How many must be done, cohort by cohort.
    pub needed: u64,
    /// How many of these are missing.
    pub missing: u64,
    /// The cohorts.
    pub cohorts: Vec<CohortFigures>,
    /// Complaints by how grave they are.
    pub severities: Vec<(Severity, Figures)>,
}

/// The figures of a cohort.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CohortFigures {
    /// Its name.
    pub name: String,
    /// Its rate.
    pub rate: Rate,
    /// What is owed.
    pub owed: u64,
    /// What is done.
    pub done: u64,
    /// How many must be done.
    pub needed: u64,
}

/// Events of a category that the procedure does not cover.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NotCoveredEvents {
    /// The category.
    pub category: Category,
    /// How many were completed in the month.
    pub events: u64,
}

/// The frozen picture of a closed month.
#[derive(Clone, Debug)]
pub struct ClosedMonth {
    /// The moment it shows.
    pub as_of: Instant,
    /// When it was closed.
    pub closed_at: Instant,
    /// By whom.
    pub closed_by: Option<PersonId>,
    /// Their name; none when they were erased.
    pub closed_by_name: Option<Personal<String>>,
    /// The figures then.
    pub snapshot: Snapshot,
}

/// The figures as the journal keeps them at the close of a month: whole numbers and ids only.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    /// The categories.
    pub categories: Vec<CategoryFigures>,
    /// The sums.
    pub total: Figures,
    /// What the procedure does not cover.
    pub not_covered: Vec<NotCoveredEvents>,
}

impl CategoryFigures {
    /// Whether the target is met; none where nothing is owed or no target is shown.
    pub fn met(&self) -> Option<bool> {
        (self.judged && self.figures.get(Figure::Owed) > 0).then_some(self.missing == 0)
    }
}

impl Statistics {
    /// The figures that changed since the close: category, figure, then, now.
    pub fn after_close(&self) -> Vec<(Category, Figure, u64, u64)> {
        let closed = self.closed.as_ref();
        closed.map_or_else(Vec::new, |closed| {
            after(&closed.snapshot.categories, &self.categories)
        })
    }

    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            categories: self.categories.clone(),
            total: self.total.clone(),
            not_covered: self.not_covered.clone(),
        }
    }
}

/// The figures that changed from one moment to another: category, figure, then, now.
pub(crate) fn after(
    then: &[CategoryFigures],
    now: &[CategoryFigures],
) -> Vec<(Category, Figure, u64, u64)> {
    let empty = Figures::default();
    let of = |lines: &[CategoryFigures], category| {
        let line = lines.iter().find(|line| line.category == category);
        line.map_or_else(|| empty.clone(), |line| line.figures.clone())
    };
    let mut changes = Vec::new();
    for category in Category::ALL.iter().copied() {
        let (before, after) = (of(then, category), of(now, category));
        for figure in Figure::ALL.iter().copied() {
            if before.get(figure) != after.get(figure) {
                changes.push((category, figure, before.get(figure), after.get(figure)));
            }
        }
    }
    changes
}

impl App {
    /// The statistics of a month as they stood at a moment; now, when none is given.
    pub async fn statistics(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
        as_of: Option<Instant>,
    ) -> Result<Statistics> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_may_see(&site, asker, now)?;
        let mut statistics = read(&mut tx, &site, month, as_of.unwrap_or(now).min(now)).await?;
        let rules = site.rules_on(site.day(now));
        let may = access::has_right(&rules, asker, site.id(), Right::CloseMonth);
        statistics.may_look = may;
        statistics.may_close = may && !statistics.running && statistics.closed.is_none();
        Ok(statistics)
    }
}

/// The statistics of a month, for pages and for the close. Six statements, and one for who closed it.
pub(crate) async fn read(
    tx: &mut Tx,
    site: &Site,
    month: Month,
    as_of: Instant,
) -> Result<Statistics> {
    let day = site.day(as_of);
    let mut tally = Tallies::default();
    let sites = SiteRange::one(site.id());
    each_owed(tx, sites, (month, month), (as_of, day), |owed| {
        tally.count((), &owed);
    })
    .await?;
    let tally = tally.ended()?.remove(&()).unwrap_or_default();
    let (first, after) = moments(site, month, as_of);
    let completed = statistics::completed(tx, site.id(), first, after).await?;
    let rules = site.rules_on(month.first_day());
    let not_covered = completed
        .into_iter()
        .filter(|(category, _)| rules.category(*category).is_none())
        .map(|(category, events)| NotCoveredEvents { category, events })
        .collect();
    let shown = |category| {
        let rule = rules.category(category);
        rule.is_none_or(|rule| rule.rate.shown_as_target)
    };
    let handling = &rules.procedure().handling;
    let closed = match statistics::close(tx, site.id(), month).await? {
        Some(row) => Some(closed_month(tx, row).await?),
        None => None,
    };
    Ok(Statistics {
        month,
        as_of,
        running: day <= month.last_day(),
        categories: tally.categories(shown),
        total: tally.total(),
        handling_target: (handling.target, handling.basis.clone()),
        not_covered,
        closed,
        may_close: false,
        may_look: false,
    })
}

async fn closed_month(tx: &mut Tx, row: CloseRow) -> Result<ClosedMonth> {
    let closed_by_name = match row.closed_by {
        Some(person) => people::person(tx, person).await?.and_then(|it| it.name),
        None => None,
    };
    let snapshot = serde_json::from_str(&row.snapshot)
        .map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(ClosedMonth {
        as_of: row.as_of,
        closed_at: row.closed_at,
        closed_by: row.closed_by,
        closed_by_name,
        snapshot,
    })
}

/// The moments from which and until before which a month's events are completed, as far as one moment knows of them.
pub(super) fn moments(site: &Site, month: Month, as_of: Instant) -> (Instant, Instant) {
    let zone = site.zone();
    let after = zone.start_of(month.last_day().plus_days(1));
    (zone.start_of(month.first_day()), after.min(as_of))
}

/// Refuses who may not see a site's statistics.
pub(super) fn check_may_see(site: &Site, asker: &Asker, now: Instant) -> Result<(), Error> {
    access::check(&site.rules_on(site.day(now)), asker, site.id(), Right::See)
}
