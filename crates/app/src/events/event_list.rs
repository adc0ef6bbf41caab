use huiyin_domain::{Category, CohortId, Day, EventId, Rate, masked_phone};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Basis, Procedure};
use huiyin_store::events::EventRow;
use huiyin_store::lists::{self, ListCounts, ListedRow};
use huiyin_store::{Error as StoreError, events};

use super::is_history;
use crate::access::{self, Right, has_right};
use crate::planning::{Case, number_text};
use crate::{App, Asker, Error, Result, Site, confidential};

/// How many lines a page shows.
const LINES: u32 = 50;

/// The list of an activity, publication or festival: who is on it, what the draw picked, and what came of it.
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
#[derive(Clone, Debug)]
pub struct EventList {
    /// The site.
    pub site: Site,
    /// The event's number for people.
    pub number: String,
    /// The event.
    pub row: EventRow,
    /// The lines of this page.
    pub lines: Vec<ListedLine>,
    /// The line after which the next page begins.
    pub next: Option<u32>,
    /// What came of the whole list.
    pub counts: ListCounts,
    /// Its cohorts, each with name and rate: several where lines were added under a later version.
    pub cohorts: Vec<(CohortId, String, Rate)>,
    /// The last day of the window; none while it is not completed, or where nothing is asked.
    pub due: Option<Day>,
    /// Whether the procedure asks for follow-ups of its category at all.
    pub covered: bool,
    /// Whether it was completed before the site was live: its list is kept, and nothing is owed.
    pub is_history: bool,
    /// The rate it is held against; none where no target is shown, or several versions ask for it.
    pub target: Option<Rate>,
    /// Whether the asker may add lines and confirm it.
    pub may_add: bool,
    /// Whether the asker may import a file of lines.
    pub may_import: bool,
    /// What asks for the list.
    pub basis: Basis,
}

/// A line of a list; the phone number is masked.
#[derive(Clone, Debug)]
pub struct ListedLine {
    /// The phone number with its middle hidden.
    pub phone_masked: Option<String>,
    /// The line.
    pub row: ListedRow,
}

impl App {
    /// The list of an event, from the line after `after`, 50 lines at once. [`Error::NotFound`] for an event without one.
    pub async fn event_list(&self, asker: &Asker, event: EventId, after: u32) -> Result<EventList> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let row = events::event(&mut tx, event)
            .await?
            .filter(|row| row.withdrawn_at.is_none() && asker.belongs_to(row.site))
            .filter(|row| row.state.category.has_list())
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let rules = site.rules_on(site.day(now));
        access::check(&rules, asker, site.id(), Right::See)?;
        confidential::check(&rules, asker, site.id(), (row.confidential, row.accused))?;
        let mut lines = lists::lines(&mut tx, event, (after, LINES + 1), now).await?;
        let more = lines.len() > LINES as usize;
        lines.truncate(LINES as usize);
        let case = Case::load(&mut tx, &site, event, now).await?;
        let due = case
            .rules(&site)
            .and_then(|(rules, _)| rules.list_due(&case.facts()));
        let cohorts = lists::cohorts(&mut tx, event).await?.into_iter();
        let cohorts: Vec<(CohortId, String, Rate)> = cohorts
            .map(|(id, name, (p, q))| Ok((id, name, Rate::new(p, q).map_err(corrupt)?)))
            .collect::<Result<_>>()?;
        Ok(EventList {
            is_history: cohorts.is_empty() && is_history(&site, &row),
            number: number_text(&site, (row.number.year, row.number.number)),
            next: lines.last().filter(|_| more).map(|last| last.line),
            lines: lines.into_iter().map(masked).collect(),
            counts: lists::counts(&mut tx, event, now).await?,
            target: match cohorts.as_slice() {
                [(_, _, rate)] => Some(*rate).filter(|_| shows_target(&rules, &row)),
                _ => None,
            },
            cohorts,
            due,
            covered: rules.category(row.state.category).is_some(),
            may_add: has_right(&rules, asker, site.id(), Right::RegisterEvents),
            may_import: has_right(&rules, asker, site.id(), Right::ImportLists),
            basis: basis(rules.procedure(), row.state.category),
            row,
            site,
        })
    }
}

fn masked(row: ListedRow) -> ListedLine {
    ListedLine {
        phone_masked: (row.phone.as_ref()).map(|phone| masked_phone(phone.reveal())),
        row: ListedRow { phone: None, ..row },
    }
}

fn shows_target(rules: &Rules<'_>, row: &EventRow) -> bool {
    let category = rules.category(row.state.category);
    category.is_some_and(|it| it.rate.shown_as_target)
}

fn corrupt(error: huiyin_domain::RateError) -> Error {
    StoreError::Corrupt(error.to_string()).into()
}

/// What asks for a list: that of a festival has its own clause.
fn basis(procedure: &Procedure, category: Category) -> Basis {
    let of_festivals = procedure.festival_list.as_ref().map(|rule| &rule.basis);
    let of_festivals = of_festivals.filter(|_| category == Category::Festival);
    of_festivals.unwrap_or(&procedure.lists.basis).clone()
}
