use std::collections::BTreeMap;

use huiyin_domain::{Category, Instant, Month, ScopeId};
use huiyin_store::statistics::SiteRange;

use super::figures::Figures;
use super::month::each_owed;
use super::read_statistics::check_may_see;
use super::tally::{Tallies, Tally};
use crate::{App, Asker, Result};

/// The figures of a month among the last ones.
#[derive(Clone, Debug)]
pub struct TrendMonth {
    /// The month.
    pub month: Month,
    /// The figures of each category with anything in it.
    pub categories: Vec<(Category, Figures)>,
    /// The figures over all.
    pub total: Figures,
}

impl App {
    /// The figures of the last months up to one, as they stood at a moment. Four statements, however many months.
    pub async fn statistics_trend(
        &self,
        asker: &Asker,
        site: ScopeId,
        last: Month,
        months: u32,
        as_of: Option<Instant>,
    ) -> Result<Vec<TrendMonth>> {
        let now = self.clock().now();
        let as_of = as_of.unwrap_or(now).min(now);
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_may_see(&site, asker, now)?;
        let before = i32::try_from(months.saturating_sub(1)).unwrap_or(0);
        let first = last.plus(-before);
        let day = site.day(as_of);
        let mut by_month = Tallies::default();
        let sites = SiteRange::one(site.id());
        each_owed(&mut tx, sites, (first, last), (as_of, day), |owed| {
            by_month.count(owed.row.due.month(), &owed);
        })
        .await?;
        let mut by_month: BTreeMap<Month, Tally> = by_month.ended()?;
        let trend = |step| {
            let month = first.plus(step);
            let of_month = by_month.remove(&month).unwrap_or_default();
            let lines = of_month.categories(|_| false).into_iter();
            let categories: Vec<(Category, Figures)> =
                lines.map(|line| (line.category, line.figures)).collect();
            let mut total = Figures::default();
            for (_, figures) in &categories {
                total.add(figures);
            }
            TrendMonth {
                month,
                categories,
                total,
            }
        };
        Ok((0..=before).map(trend).collect())
    }
}
