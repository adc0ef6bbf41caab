use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{Day, Month, RecordId, ScopeId};
use huiyin_store::Tx;
use huiyin_store::record_list::{self, RecordListRow};

use crate::access::{self, Right};
use crate::{App, Asker, Result, Site};

/// A record of the list.
pub type ListedRecord = RecordListRow;

/// The records of a month, a page of them.
#[derive(Clone, Debug)]
pub struct RecordsPage {
    /// The records in force, the latest visit first, each with the event's number for people.
    pub rows: Vec<(String, ListedRecord)>,
    /// Whether there are more.
    pub more: bool,
}

/// How many records a page lists.
const PAGE: u32 = 50;
/// How many records are read at a time where all of a month are wanted.
const PIECE: u32 = 500;

impl App {
    /// The records of visits made in a month, 50 at a time; `page` counts from 0. One statement besides those of the
    /// site.
    pub async fn records(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
        page: u32,
    ) -> Result<RecordsPage> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let days = (month.first_day(), month.last_day());
        let place = (page.saturating_mul(PAGE), PAGE + 1);
        let mut rows = record_list::records(&mut tx, site.id(), days, place).await?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let numbered = rows.into_iter().map(|row| {
            let (year, number) = row.number;
            (RunningNumber { year, number }.text(site.code()), row)
        });
        Ok(RecordsPage {
            rows: numbered.collect(),
            more,
        })
    }

    /// All records of visits made in a month, the first visit first.
    pub async fn records_of_month(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
    ) -> Result<Vec<(String, ListedRecord)>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let mut rows = all_of_month(&mut tx, &site, month).await?;
        rows.reverse();
        Ok(rows)
    }

    /// The same, `most` of them: the first ones, or those after another of them.
    pub async fn records_of_month_after(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
        after: Option<(Day, RecordId)>,
        most: u32,
    ) -> Result<Vec<(String, ListedRecord)>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let days = (month.first_day(), month.last_day());
        let before_all = (days.0.plus_days(-1), RecordId::from_bytes([0; 16]));
        let after = after.unwrap_or(before_all);
        let rows = record_list::records_after(&mut tx, site.id(), days, after, most).await?;
        Ok(rows.into_iter().map(|row| numbered(&site, row)).collect())
    }
}

fn numbered(site: &Site, row: ListedRecord) -> (String, ListedRecord) {
    let (year, number) = row.number;
    (RunningNumber { year, number }.text(site.code()), row)
}

/// All records of visits made in a month, the latest visit first, each with the event's number for people.
pub(crate) async fn all_of_month(
    tx: &mut Tx,
    site: &Site,
    month: Month,
) -> Result<Vec<(String, ListedRecord)>> {
    let days = (month.first_day(), month.last_day());
    let mut all = Vec::new();
    for piece in 0.. {
        let place = (PIECE.saturating_mul(piece), PIECE);
        let rows = record_list::records(tx, site.id(), days, place).await?;
        let is_last = rows.len() < PIECE as usize;
        all.extend(rows.into_iter().map(|row| numbered(site, row)));
        if is_last {
            break;
        }
    }
    Ok(all)
}
