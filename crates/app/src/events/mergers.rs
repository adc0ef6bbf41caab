use huiyin_domain::EventId;
use huiyin_domain::entry::facts::RunningNumber;
use huiyin_store::complaints::{self, AlikeRow, OfHousehold};
use huiyin_store::{events, search};

use crate::access::{self, Right};
use crate::planning::number_text;
use crate::{App, Asker, Error, Result, confidential};

/// How many complaints of a household can be chosen from.
const MOST: u32 = 50;

impl App {
    /// The complaints of the same household into which one may be merged, each with its number for people; the most
    /// alike first.
    pub async fn mergers(&self, asker: &Asker, event: EventId) -> Result<Vec<(String, AlikeRow)>> {
        let mut tx = self.db().read().await?;
        let row = events::event(&mut tx, event)
            .await?
            .filter(|row| row.withdrawn_at.is_none() && asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let kept = (row.confidential, row.accused);
        confidential::check(&rules, asker, site.id(), kept)?;
        let household = OfHousehold {
            unit: row.state.unit,
            unit_words: row.state.unit_words.as_deref(),
            reporter: row.state.reporter,
        };
        let mut all = complaints::of_household(&mut tx, site.id(), household, true, MOST).await?;
        all.retain(|other| other.event != event);
        let told = row.summary.as_ref().map_or("", |it| it.reveal().as_str());
        all.sort_by_key(|other| {
            let summary = other.summary.as_ref().map_or("", |it| it.reveal().as_str());
            std::cmp::Reverse(search::likeness(told, summary).0)
        });
        Ok(all
            .into_iter()
            .map(|other| (number_text(&site, other.number), other))
            .collect())
    }

    /// The event of a number for people, such as CY-2026-00123, or of an outside id, at the site of another; none where
    /// there is no such event.
    pub async fn event_of_number(
        &self,
        asker: &Asker,
        beside: EventId,
        typed: &str,
    ) -> Result<Option<EventId>> {
        let mut tx = self.db().read().await?;
        let row = events::event(&mut tx, beside)
            .await?
            .filter(|row| asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let typed = typed.trim();
        let rest = typed
            .strip_prefix(site.code())
            .and_then(|rest| rest.strip_prefix('-'));
        let number = rest.and_then(|rest| {
            let (year, number) = rest.split_once('-')?;
            Some(RunningNumber {
                year: year.parse().ok()?,
                number: number.parse().ok()?,
            })
        });
        let found = match number {
            Some(number) => events::of_number(&mut tx, row.site, number).await?,
            None => None,
        };
        match found {
            Some(found) => Ok(Some(found)),
            None => Ok(events::of_outside_id(&mut tx, row.site, typed).await?),
        }
    }
}
