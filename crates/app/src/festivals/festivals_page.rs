use huiyin_domain::{Day, EventId, ScopeId, Text, Window};
use huiyin_rules::procedure::Basis;
use huiyin_store::festivals::SwitchRow;
use huiyin_store::lists::ListCounts;
use huiyin_store::{festivals, lists};

use super::{FestivalOf, list_rule, not_covered};
use crate::access::{self, Right, has_right};
use crate::{App, Asker, Result, Site};

/// The festivals of a year and the next at a site.
#[derive(Clone, Debug)]
pub struct FestivalsPage {
    /// The site.
    pub site: Site,
    /// The first of the two years.
    pub year: i32,
    /// The festivals, by day; none where the procedure has none.
    pub festivals: Vec<FestivalEntry>,
    /// Whether the procedure has festivals.
    pub covered: bool,
    /// Whether the asker may make lists.
    pub may_list: bool,
    /// Whether the asker may release them, and switch festivals.
    pub may_release: bool,
    /// What says so, or that there are none.
    pub basis: Basis,
}

/// A festival of a year.
#[derive(Clone, Debug)]
pub struct FestivalEntry {
    /// Which.
    pub of: FestivalOf,
    /// Its title.
    pub title: Text,
    /// Its day.
    pub day: Day,
    /// From when to when its households are visited.
    pub window: Window,
    /// How far its list is.
    pub state: FestivalState,
    /// That the site does not visit for it, or does again, where it said so.
    pub switch: Option<SwitchRow>,
}

/// How far the list of a festival is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FestivalState {
    /// Nobody is visited for it.
    Off,
    /// It passed without a list.
    Over,
    /// There is no list yet.
    NoList,
    /// The list is being made, with so many households.
    Making(u64),
    /// The list was released.
    Released {
        /// The event whose list it is.
        event: EventId,
        /// What came of it.
        counts: ListCounts,
    },
}

impl App {
    /// The festivals of a year and the next, by day.
    pub async fn festivals(
        &self,
        asker: &Asker,
        site: ScopeId,
        year: Option<i32>,
    ) -> Result<FestivalsPage> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(now);
        let rules = site.rules_on(today);
        access::check(&rules, asker, site.id(), Right::See)?;
        let first = year.unwrap_or(today.month().year());
        let years = (first, first.saturating_add(1));
        let mut page = FestivalsPage {
            year: first,
            festivals: Vec::new(),
            covered: list_rule(&rules).is_some(),
            may_list: has_right(&rules, asker, site.id(), Right::Plan),
            may_release: has_right(&rules, asker, site.id(), Right::Festivals),
            basis: list_rule(&rules).map_or_else(|| not_covered(&rules), |rule| rule.basis.clone()),
            site: site.clone(),
        };
        if !page.covered {
            return Ok(page);
        }
        let switches = festivals::switches(&mut tx, site.id()).await?;
        let released = festivals::releases(&mut tx, site.id(), years).await?;
        let listed = festivals::listed(&mut tx, site.id(), years).await?;
        for festival in &rules.procedure().festivals {
            for year in [years.0, years.1] {
                let Some(day) = festival.day_in(year) else {
                    continue;
                };
                let Some(window) = rules.festival_window(day) else {
                    continue;
                };
                let is_it = |id: &str, of: i32| id == festival.id && of == year;
                let switch = switches.iter().find(|row| row.festival == festival.id);
                let event = released.iter().find(|row| is_it(&row.festival, row.year));
                let count = listed.iter().find(|(id, of, _)| is_it(id, *of));
                let state = match (event, count.map_or(0, |(.., count)| *count)) {
                    (Some(row), _) => FestivalState::Released {
                        event: row.event,
                        counts: lists::counts(&mut tx, row.event, now).await?,
                    },
                    (None, _) if day < today => FestivalState::Over,
                    (None, _) if switch.is_some_and(|row| !row.visited) => FestivalState::Off,
                    (None, 0) => FestivalState::NoList,
                    (None, count) => FestivalState::Making(count),
                };
                page.festivals.push(FestivalEntry {
                    of: FestivalOf {
                        site: site.id(),
                        festival: festival.id.clone(),
                        year,
                    },
                    title: festival.title.clone(),
                    day,
                    window,
                    state,
                    switch: switch.cloned(),
                });
            }
        }
        page.festivals.sort_by_key(|it| it.day);
        Ok(page)
    }
}
