use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{
    Category, Channel, Day, EventId, Instant, Month, ObligationId, Rating, RecordId, ScopeId,
    Severity, Why,
};

use super::figures::Figure;
use super::month::{Owed, owed_of_month};
use super::read_statistics::check_may_see;
use crate::{App, Asker, Result, Site};

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
    /// The last day of its window.
    pub due: Day,
    /// Why it is picked, exempt, or not picked.
    pub why: Why,
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
    /// The rows behind a figure of a month, of one category or of all; their weights add up to the figure.
    pub async fn statistics_rows(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
        as_of: Option<Instant>,
        category: Option<Category>,
        figure: Figure,
    ) -> Result<Vec<StatisticsRow>> {
        let now = self.clock().now();
        let as_of = as_of.unwrap_or(now).min(now);
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_may_see(&site, asker, now)?;
        let owed = owed_of_month(&mut tx, site.id(), month, as_of, site.day(as_of)).await?;
        Ok(owed
            .iter()
            .filter(|it| category.is_none_or(|category| it.row.category == category))
            .filter(|it| figure.weight(it) > 0)
            .map(|it| row_of(&site, it, figure))
            .collect())
    }
}

fn row_of(site: &Site, owed: &Owed, figure: Figure) -> StatisticsRow {
    let row = &owed.row;
    let done = owed.done.as_ref();
    let number = RunningNumber {
        year: row.number.0,
        number: row.number.1,
    };
    StatisticsRow {
        obligation: row.obligation,
        event: row.event,
        number: number.text(site.code()),
        category: row.category,
        severity: row.severity,
        unit: row.unit.clone(),
        summary: row.summary.clone(),
        due: row.due,
        why: owed.why(),
        cohort: row.cohort_name.clone(),
        done_on: done.map(|done| done.on),
        channel: done.map(|done| done.channel),
        in_time: done.map(|done| done.in_time),
        rating: done.and_then(|done| done.rating),
        record: done.map(|done| done.record),
        weight: figure.weight(owed),
    }
}
