use huiyin_domain::{Day, PersonId, ScopeId};
use huiyin_store::privacy::{self, LookRow};

use super::{number, rules_at};
use crate::access::{Right, check};
use crate::{App, Asker, Result, Site};

/// Which looks are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct LooksAsked {
    /// The first day; the first of this month where none is given.
    pub from: Option<Day>,
    /// The last day; today where none is given.
    pub to: Option<Day>,
    /// Who looked.
    pub viewer: Option<PersonId>,
    /// Whose numbers.
    pub person: Option<PersonId>,
}

/// Who looked at which full numbers.
#[derive(Clone, Debug)]
pub struct Looks {
    /// The site.
    pub site: Site,
    /// The first and the last day.
    pub days: (Day, Day),
    /// The looks, the latest first, at most 500, each with the number of the event at whose intake it was given.
    pub rows: Vec<(Option<String>, LookRow)>,
}

/// The most looks on the page.
const LOOKS: u32 = 500;

impl App {
    /// Who looked at full numbers at a site: for those who manage people.
    pub async fn looks(&self, asker: &Asker, site: ScopeId, which: LooksAsked) -> Result<Looks> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let (rules, today) = rules_at!(site, self.clock().now());
        check(&rules, asker, site.id(), Right::ManagePeople)?;
        let from = which.from.unwrap_or_else(|| today.month().first_day());
        let to = which.to.unwrap_or(today).max(from);
        let zone = site.zone();
        let span = (zone.start_of(from), zone.start_of(to.plus_days(1)));
        let mut rows = privacy::looks(&mut tx, site.id(), span, which.viewer, LOOKS).await?;
        rows.retain(|row| which.person.is_none() || row.person == which.person);
        Ok(Looks {
            days: (from, to),
            rows: rows
                .into_iter()
                .map(|row| (row.event.map(|(_, it)| number(&site, it)), row))
                .collect(),
            site,
        })
    }
}
