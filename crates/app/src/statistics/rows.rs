use std::collections::HashMap;

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{
    Category, Channel, Day, EventId, Instant, Month, ObligationId, Personal, Rating, RecordId,
    ScopeId, Severity, Why,
};
use huiyin_store::Error as StoreError;
use huiyin_store::statistics::{self, OwedWords, SiteRange};

use super::figures::Figure;
use super::month::{Owed, owed_of_months};
use super::read_statistics::{check_may_see, moments};
use crate::{App, Asker, Result, Site};

/// Which figure's rows are asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RowsOf {
    /// The figure.
    pub figure: Figure,
    /// Of one category, or of all.
    pub category: Option<Category>,
    /// Of complaints of one severity.
    pub severity: Option<Severity>,
    /// Of one cohort, by its name.
    pub cohort: Option<String>,
}

impl RowsOf {
    /// A figure over everything.
    pub const fn all(figure: Figure) -> Self {
        Self {
            figure,
            category: None,
            severity: None,
            cohort: None,
        }
    }

    fn holds(&self, owed: &Owed) -> bool {
        let row = &owed.row;
        self.category
            .is_none_or(|category| row.category == category)
            && self.severity.is_none_or(|it| row.severity == Some(it))
            && self.cohort.as_ref().is_none_or(|it| row.cohort_name == *it)
            && self.figure.weight(owed) > 0
    }
}

/// An event of a category that the procedure does not cover.
#[derive(Clone, Debug)]
pub struct NotCoveredRow {
    /// The event.
    pub event: EventId,
    /// Its number for people.
    pub number: String,
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// When its handling ended.
    pub completed_at: Instant,
}

/// An obligation behind a figure.
#[derive(Clone, Debug)]
pub struct StatisticsRow {
    /// The obligation.
    pub obligation: ObligationId,
    /// The event.
    pub event: EventId,
    /// The event's number for people.
    pub number: String,
    /// Its category.
    pub category: Category,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// The last day of its window.
    pub due: Day,
    /// Why it is picked, exempt, or not picked.
    pub why: Why,
    /// Of an invalid complaint, why, and what the complainant was told.
    pub invalid: Option<[Option<Personal<String>>; 2]>,
    /// Its cohort.
    pub cohort: String,
    /// The day of the follow-up that completed it.
    pub done_on: Option<Day>,
    /// How.
    pub channel: Option<Channel>,
    /// Whether it was in time.
    pub in_time: Option<bool>,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// Its record.
    pub record: Option<RecordId>,
    /// How much it adds to the figure; more than one only where matters are counted.
    pub weight: u64,
}

impl App {
    /// The rows behind a figure of a month; their weights add up to the figure.
    pub async fn statistics_rows(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
        as_of: Option<Instant>,
        of: &RowsOf,
    ) -> Result<Vec<StatisticsRow>> {
        let now = self.clock().now();
        let as_of = as_of.unwrap_or(now).min(now);
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_may_see(&site, asker, now)?;
        let (months, day) = ((month, month), site.day(as_of));
        let sites = SiteRange::one(site.id());
        let owed = owed_of_months(&mut tx, sites, months, as_of, day).await?;
        let days = (month.first_day(), month.last_day());
        let words = statistics::words(&mut tx, sites, days, as_of).await?;
        let mut words: HashMap<ObligationId, OwedWords> = words.into_iter().collect();
        owed.iter()
            .filter(|it| of.holds(it))
            .map(|it| {
                let words = words.remove(&it.row.obligation);
                let missing = || StoreError::Corrupt(format!("no words of {}", it.row.obligation));
                Ok(row_of(&site, it, words.ok_or_else(missing)?, of.figure))
            })
            .collect()
    }

    /// The events that were completed in a month, of a category that the procedure does not cover.
    pub async fn not_covered_rows(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
        as_of: Option<Instant>,
        category: Category,
    ) -> Result<Vec<NotCoveredRow>> {
        let now = self.clock().now();
        let as_of = as_of.unwrap_or(now).min(now);
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_may_see(&site, asker, now)?;
        if site
            .rules_on(month.first_day())
            .category(category)
            .is_some()
        {
            return Ok(Vec::new());
        }
        let (from, until) = moments(&site, month, as_of);
        let rows = statistics::completed_events(&mut tx, site.id(), from, until, category).await?;
        Ok(rows
            .into_iter()
            .map(|row| NotCoveredRow {
                event: row.event,
                number: number(&site, row.number),
                unit: row.unit,
                summary: row.summary,
                completed_at: row.completed_at,
            })
            .collect())
    }
}

fn number(site: &Site, (year, number): (i32, u32)) -> String {
    RunningNumber { year, number }.text(site.code())
}

fn row_of(site: &Site, owed: &Owed, words: OwedWords, figure: Figure) -> StatisticsRow {
    let row = &owed.row;
    let done = owed.done.as_ref();
    StatisticsRow {
        obligation: row.obligation,
        event: row.event,
        number: number(site, words.number),
        category: row.category,
        severity: row.severity,
        unit: words.unit,
        confidential: words.confidential,
        summary: words.summary,
        due: row.due,
        why: owed.why(),
        invalid: (owed.why() == Why::ExemptInvalid)
            .then_some([words.invalid_why, words.invalid_answer]),
        cohort: row.cohort_name.clone(),
        done_on: done.map(|done| done.on),
        channel: done.map(|done| done.channel),
        in_time: done.map(|done| done.in_time),
        rating: done.and_then(|done| done.rating),
        record: done.map(|done| done.record),
        weight: figure.weight(owed),
    }
}
