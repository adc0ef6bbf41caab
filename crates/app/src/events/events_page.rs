use std::fmt;
use std::str::FromStr;

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{Category, Day, EventId, Handling, Month, ScopeId, UnitId};
use huiyin_store::event_list::{self, ListFilter, ListRow, MOST_FOUND};
use huiyin_store::search;

use crate::access;
use crate::{App, Asker, Result, Right, Site};

/// Which events are listed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EventFilter {
    /// Only this category.
    pub category: Option<Category>,
    /// Only this state of handling.
    pub handling: Option<Handling>,
    /// Only what is due so.
    pub due: Option<DueFilter>,
    /// Only what these words find: in what happened, the home, the people, the number.
    pub text: String,
    /// Only this unit.
    pub unit: Option<UnitId>,
    /// Only what was reported in this month.
    pub month: Option<Month>,
}

/// When an open follow-up of an event is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DueFilter {
    /// Past its last day.
    Late,
    /// Today.
    Today,
    /// Within the seven days from today on.
    Week,
    /// On any day.
    Any,
}

/// The place after the last line of a page of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventCursor {
    due: String,
    event: EventId,
}

/// Not a cursor that a page gave.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a cursor that a page gave")]
pub struct CursorError;

impl fmt::Display for EventCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.due, self.event)
    }
}

impl FromStr for EventCursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (due, event) = text.split_once('.').ok_or(CursorError)?;
        Ok(Self {
            due: due.to_owned(),
            event: event.parse().map_err(|_| CursorError)?,
        })
    }
}

/// A page of the list of events.
#[derive(Clone, Debug)]
pub struct EventsPage {
    /// The site.
    pub site: Site,
    /// The events, by the day on which something is due, what has nothing due last; the latest first on each day.
    pub rows: Vec<EventLine>,
    /// Where the next page begins, when there is one.
    pub next: Option<EventCursor>,
}

/// A line of the list.
#[derive(Clone, Debug)]
pub struct EventLine {
    /// The number for people, such as CY-2026-00123.
    pub number: String,
    /// The event.
    pub row: ListRow,
}

/// How many events a page lists.
const PAGE: u32 = 50;
/// What a day sorts as on which nothing is due, as the database has it.
const NOTHING_DUE: &str = "9999-12-31";

impl App {
    /// The events of a site, 50 at a time. Three statements, and those of the search when a text is given.
    pub async fn events(
        &self,
        asker: &Asker,
        site: ScopeId,
        filter: &EventFilter,
        after: Option<EventCursor>,
    ) -> Result<EventsPage> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(now);
        access::check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let among = search::events(&mut tx, site.id(), &filter.text, MOST_FOUND).await?;
        let filter = ListFilter {
            category: filter.category,
            handling: filter.handling,
            due: filter.due.map(|due| due.days(today)),
            unit: filter.unit,
            reported: filter.month.map(|month| {
                let first = site.zone().start_of(month.first_day());
                let next = site.zone().start_of(month.plus(1).first_day());
                (first, next.plus_seconds(-1))
            }),
            among: among.map(|mut found| {
                found.truncate(MOST_FOUND as usize);
                found
            }),
        };
        let after = after.map(|cursor| (cursor.due, cursor.event));
        let list = event_list::list(&mut tx, site.id(), &filter, after.as_ref(), PAGE + 1);
        let mut rows = list.await?;
        let more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let next = rows.last().filter(|_| more).map(|row| EventCursor {
            due: row
                .due
                .map_or_else(|| NOTHING_DUE.to_owned(), |due| due.to_string()),
            event: row.id,
        });
        let line = |row: ListRow| {
            let (year, number) = row.number;
            EventLine {
                number: RunningNumber { year, number }.text(site.code()),
                row,
            }
        };
        Ok(EventsPage {
            rows: rows.into_iter().map(line).collect(),
            site,
            next,
        })
    }
}

/// The most events of a list as a file.
const OF_FILE: usize = 5000;

impl App {
    /// All events of a site that a filter finds, at most 5000, in the order of the list.
    pub async fn all_events(
        &self,
        asker: &Asker,
        site: ScopeId,
        filter: &EventFilter,
    ) -> Result<Vec<EventLine>> {
        let mut lines = Vec::new();
        let mut after = None;
        loop {
            let page = self.events(asker, site, filter, after).await?;
            lines.extend(page.rows);
            after = page.next;
            if after.is_none() || lines.len() >= OF_FILE {
                return Ok(lines);
            }
        }
    }
}

impl DueFilter {
    fn days(self, today: Day) -> (Day, Day) {
        let long_ago = today.plus_days(-100 * 366);
        match self {
            Self::Late => (long_ago, today.plus_days(-1)),
            Self::Today => (today, today),
            Self::Week => (today, today.plus_days(6)),
            Self::Any => (long_ago, today.plus_days(100 * 366)),
        }
    }
}
