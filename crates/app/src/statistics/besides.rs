use std::collections::{BTreeMap, BTreeSet};

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{CaseSort, Category, EventId, Instant, Month, ScopeId};
use huiyin_store::Tx;
use huiyin_store::statistics::{self, SiteRange};

use super::figures::Figure;
use super::month::{Owed, each_owed};
use super::read_statistics::check_may_see;
use super::rows::{StatisticsRow, rows_of};
use crate::month::told_again;
use crate::{App, Asker, Result, Site};

/// What stands beside the figures of a month, and is no part of its frozen picture: it is counted anew as of a moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Beside {
    /// 已再回訪: found nonconforming, and visited again since, in a further round or for the complaint it became.
    Revisited,
    /// 重複投訴: events of the same matter complained of again, as the analysis report of the month finds them.
    RepeatComplaints,
    /// 重複維修: events of the same repair again, likewise.
    RepeatRepairs,
    /// 上期遺留: picked, with a window that closed in the month before, and not followed up when this month began.
    CarriedOver,
}

impl Beside {
    /// All of them, in the order of the columns.
    pub const ALL: &'static [Self] = &[
        Self::Revisited,
        Self::RepeatComplaints,
        Self::RepeatRepairs,
        Self::CarriedOver,
    ];

    /// Its id in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Revisited => "revisited",
            Self::RepeatComplaints => "repeat_complaints",
            Self::RepeatRepairs => "repeat_repairs",
            Self::CarriedOver => "carried_over",
        }
    }

    /// What an id stands for.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.id() == id)
    }

    const fn repeats(self) -> bool {
        matches!(self, Self::RepeatComplaints | Self::RepeatRepairs)
    }
}

/// How much stands beside the figures of a month.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Besides {
    counts: BTreeMap<(Beside, Category), u64>,
    /// Whether the procedure looks for what is told again.
    pub has_repeats: bool,
}

impl Besides {
    /// One of them, of a category or of all; none where the procedure does not look for it.
    pub fn get(&self, what: Beside, category: Option<Category>) -> Option<u64> {
        let own = match what {
            Beside::RepeatComplaints => Some(Category::Complaint),
            Beside::RepeatRepairs => Some(Category::Repair),
            Beside::Revisited | Beside::CarriedOver => None,
        };
        let is_of_another = matches!((own, category), (Some(own), Some(it)) if own != it);
        if what.repeats() && (!self.has_repeats || is_of_another) {
            return None;
        }
        let of = self
            .counts
            .iter()
            .filter(|((it, of), _)| *it == what && category.is_none_or(|category| category == *of));
        Some(of.map(|(_, count)| count).sum())
    }

    /// The categories of which there is something.
    pub fn categories(&self) -> BTreeSet<Category> {
        self.counts.keys().map(|(_, category)| *category).collect()
    }
}

/// An event that was told again.
#[derive(Clone, Debug)]
pub struct ToldAgainRow {
    /// The event.
    pub event: EventId,
    /// Its number for people.
    pub number: String,
    /// Its category.
    pub category: Category,
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// When it was told.
    pub told_at: Option<Instant>,
}

/// What is behind one of these counts.
#[derive(Clone, Debug)]
pub enum BesideRows {
    /// Obligations.
    Owed(Vec<StatisticsRow>),
    /// Events.
    Told(Vec<ToldAgainRow>),
}

/// What stands beside the figures of a month, as of a moment.
pub(crate) async fn besides(
    tx: &mut Tx,
    site: &Site,
    month: Month,
    as_of: Instant,
) -> Result<Besides> {
    let mut besides = Besides::default();
    for what in [Beside::Revisited, Beside::CarriedOver] {
        for it in owed(tx, site, month, as_of, what).await? {
            *besides.counts.entry((what, it.row.category)).or_default() += 1;
        }
    }
    if let Some(events) = repeats(tx, site, month, as_of).await? {
        besides.has_repeats = true;
        for (what, events) in events {
            let category = match what {
                Beside::RepeatRepairs => Category::Repair,
                _ => Category::Complaint,
            };
            let count = events.len() as u64;
            besides.counts.insert((what, category), count);
        }
    }
    besides.counts.retain(|_, count| *count > 0);
    Ok(besides)
}

impl App {
    /// What stands beside the figures of a month, as of a moment; now, when none is given. Ten statements at most.
    pub async fn besides(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
        as_of: Option<Instant>,
    ) -> Result<Besides> {
        let now = self.clock().now();
        let as_of = as_of.unwrap_or(now).min(now);
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_may_see(&site, asker, now)?;
        besides(&mut tx, &site, month, as_of).await
    }

    /// The rows behind one of them; as many as it counts.
    pub async fn beside_rows(
        &self,
        asker: &Asker,
        site: ScopeId,
        (month, as_of): (Month, Option<Instant>),
        (what, category): (Beside, Option<Category>),
    ) -> Result<BesideRows> {
        let now = self.clock().now();
        let as_of = as_of.unwrap_or(now).min(now);
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_may_see(&site, asker, now)?;
        let is_of = |it: Category| category.is_none_or(|category| category == it);
        if !what.repeats() {
            let mut owed = owed(&mut tx, &site, month, as_of, what).await?;
            owed.retain(|it| is_of(it.row.category));
            let (shown, as_of) = frame(&site, month, as_of, what);
            let figure = match what {
                Beside::Revisited => Figure::Nonconforming,
                _ => Figure::Outstanding,
            };
            let rows = rows_of(&mut tx, &site, shown, as_of, (&owed, figure)).await?;
            return Ok(BesideRows::Owed(rows));
        }
        let found = repeats(&mut tx, &site, month, as_of).await?;
        let events = found.and_then(|mut found| found.remove(&what));
        let mut rows = Vec::new();
        for row in statistics::events(&mut tx, &events.unwrap_or_default()).await? {
            if is_of(row.category) {
                let (year, number) = row.number;
                rows.push(ToldAgainRow {
                    event: row.event,
                    number: RunningNumber { year, number }.text(site.code()),
                    category: row.category,
                    unit: row.unit,
                    summary: row.summary,
                    told_at: row.told_at,
                });
            }
        }
        Ok(BesideRows::Told(rows))
    }
}

/// The month whose obligations are looked at, and the moment.
fn frame(site: &Site, month: Month, as_of: Instant, what: Beside) -> (Month, Instant) {
    if what == Beside::CarriedOver {
        let begins = site.zone().start_of(month.first_day());
        (month.plus(-1), begins.min(as_of))
    } else {
        (month, as_of)
    }
}

async fn owed(
    tx: &mut Tx,
    site: &Site,
    month: Month,
    as_of: Instant,
    what: Beside,
) -> Result<Vec<Owed>> {
    let sites = SiteRange::one(site.id());
    let (month, moment) = frame(site, month, as_of, what);
    let months = (month, month);
    let at = (moment, site.day(moment));
    let mut owed = Vec::new();
    if what == Beside::CarriedOver {
        each_owed(tx, sites, months, at, |it| {
            if Figure::Outstanding.weight(&it) > 0 {
                owed.push(it);
            }
        })
        .await?;
    } else {
        let days = (month.first_day(), month.last_day());
        let of_complaints = statistics::revisited(tx, sites, days, moment).await?;
        each_owed(tx, sites, months, at, |it| {
            let again = it.again || of_complaints.contains(&it.row.obligation);
            if Figure::Nonconforming.weight(&it) > 0 && again {
                owed.push(it);
            }
        })
        .await?;
    }
    owed.sort_unstable_by_key(|it| (it.row.due, it.row.obligation));
    Ok(owed)
}

/// The events of what was told again; none where the procedure does not look for it.
async fn repeats(
    tx: &mut Tx,
    site: &Site,
    month: Month,
    as_of: Instant,
) -> Result<Option<BTreeMap<Beside, BTreeSet<EventId>>>> {
    let rules = site.rules_on(month.last_day());
    let Some(rule) = &rules.procedure().analysis else {
        return Ok(None);
    };
    let mut found: BTreeMap<Beside, BTreeSet<EventId>> = BTreeMap::new();
    for case in told_again(tx, site, rule, month, as_of).await? {
        let what = match case.sort {
            CaseSort::RepeatComplaint => Beside::RepeatComplaints,
            CaseSort::RepeatRepair => Beside::RepeatRepairs,
            CaseSort::Nonconforming => continue,
        };
        found.entry(what).or_default().extend(case.events);
    }
    Ok(Some(found))
}
