use huiyin_domain::{Category, Instant, Month, ScopeId};
use huiyin_store::statistics::SiteRange;

use super::figures::{Figure, Figures};
use super::month::{Owed, owed_of_months};
use super::read_statistics::check_may_see;
use crate::{App, Asker, Result};

/// How far a month of the last ones got.
#[derive(Clone, Debug)]
pub struct TrendMonth {
    /// The month.
    pub month: Month,
    /// Of each category: what is owed, and what is done.
    pub categories: Vec<(Category, u64, u64)>,
}

impl App {
    /// The rates of the last months up to one, as they stood at a moment. Four statements, however many months.
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
        let owed = owed_of_months(
            &mut tx,
            SiteRange::one(site.id()),
            (first, last),
            as_of,
            day,
        )
        .await?;
        let trend = |step| {
            let month = first.plus(step);
            TrendMonth {
                month,
                categories: rates(&owed, month),
            }
        };
        Ok((0..=before).map(trend).collect())
    }
}

fn rates(owed: &[Owed], month: Month) -> Vec<(Category, u64, u64)> {
    let rate = |category: &Category| {
        let of_it = owed
            .iter()
            .filter(|it| it.row.due.month() == month && it.row.category == *category);
        let figures = Figures::over(&of_it);
        let (owed, done) = (figures.get(Figure::Owed), figures.get(Figure::Done));
        (owed > 0).then_some((*category, owed, done))
    };
    Category::ALL.iter().filter_map(rate).collect()
}
