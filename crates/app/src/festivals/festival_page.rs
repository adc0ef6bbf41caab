use huiyin_domain::masked_phone;
use huiyin_store::festivals::{self, HouseholdRow, ReleaseRow};

use super::{FestivalEntry, FestivalOf, FestivalsPage};
use crate::access::{Right, has_right};
use crate::{App, Asker, Error, Result};

/// How many households a page shows.
const LINES: u32 = 50;

/// The list of a festival.
#[derive(Clone, Debug)]
pub struct FestivalPage {
    /// What is the same for all festivals: the site, what the asker may, what says so.
    pub all: FestivalsPage,
    /// The festival.
    pub entry: FestivalEntry,
    /// The households of this page.
    pub households: Vec<FestivalHousehold>,
    /// The number after which the next page begins.
    pub next: Option<u32>,
    /// How many households are on the list.
    pub listed: u64,
    /// How many were on it the year before.
    pub before: u64,
    /// Its release.
    pub release: Option<ReleaseRow>,
    /// Whether the asker may import a file of households.
    pub may_import: bool,
    /// The id by which a file names the list.
    pub outside_id: String,
}

/// A household on the list; the phone number is masked.
#[derive(Clone, Debug)]
pub struct FestivalHousehold {
    /// The phone number with its middle hidden.
    pub phone_masked: Option<String>,
    /// The household.
    pub row: HouseholdRow,
}

impl App {
    /// The list of a festival, from the household after number `after`, 50 at once.
    pub async fn festival(
        &self,
        asker: &Asker,
        of: &FestivalOf,
        after: u32,
    ) -> Result<FestivalPage> {
        let mut all = self.festivals(asker, of.site, Some(of.year)).await?;
        let at = all.festivals.iter().position(|it| it.of == *of);
        let entry = all.festivals.swap_remove(at.ok_or(Error::NotFound)?);
        let mut tx = self.db().read().await?;
        let mut rows = festivals::households(&mut tx, of.key(), (after, LINES + 1)).await?;
        let more = rows.len() > LINES as usize;
        rows.truncate(LINES as usize);
        let counts = festivals::listed(&mut tx, of.site, (of.year - 1, of.year)).await?;
        let count = |of_year: i32| {
            let mut of_list = counts.iter();
            let found = of_list.find(|(id, year, _)| *id == of.festival && *year == of_year);
            found.map_or(0, |(.., count)| *count)
        };
        let releases = festivals::releases(&mut tx, of.site, (of.year, of.year)).await?;
        let rules = all.site.rules_on(all.site.day(self.clock().now()));
        Ok(FestivalPage {
            next: rows.last().filter(|_| more).map(|last| last.number),
            households: rows
                .into_iter()
                .map(|row| FestivalHousehold {
                    phone_masked: row.phone.as_ref().map(|it| masked_phone(it.reveal())),
                    row: HouseholdRow { phone: None, ..row },
                })
                .collect(),
            listed: count(of.year),
            before: count(of.year - 1),
            release: releases.into_iter().find(|row| row.festival == of.festival),
            may_import: has_right(&rules, asker, of.site, Right::Import),
            outside_id: of.outside_id(),
            entry,
            all,
        })
    }
}
