use std::collections::BTreeMap;

use huiyin_domain::{ScopeId, UnitId};
use huiyin_store::scopes::{self, ScopeRow};
use huiyin_store::units::{self, UnitRow};

use super::Occupant;
use super::find_household::occupant;
use crate::access::check;
use crate::{App, Asker, Result, Right};

/// A page of a site's units.
#[derive(Clone, Debug)]
pub struct Units {
    /// The units with their people, by code.
    pub units: Vec<(UnitRow, Vec<Occupant>)>,
    /// The code after which the next page begins; none on the last.
    pub next_after: Option<String>,
    /// The zones of the site.
    pub zones: Vec<ScopeRow>,
    /// The buildings of the site.
    pub buildings: Vec<String>,
}

/// Units on a page.
const PAGE: u32 = 50;

impl App {
    /// The units of a site after a code, 50 at a time, with their people; begin with the empty code. Of one building,
    /// or of all where it is empty.
    pub async fn units(
        &self,
        asker: &Asker,
        site: ScopeId,
        building: &str,
        after: &str,
    ) -> Result<Units> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let mut rows = units::units_after(&mut tx, site.id(), building, after, PAGE + 1).await?;
        let has_more = rows.len() > PAGE as usize;
        rows.truncate(PAGE as usize);
        let ids: Vec<UnitId> = rows.iter().map(|row| row.id).collect();
        let mut people: BTreeMap<UnitId, Vec<Occupant>> = BTreeMap::new();
        for row in units::occupants(&mut tx, &ids, today).await? {
            people.entry(row.unit).or_default().push(occupant(row));
        }
        let next_after = rows.last().filter(|_| has_more).map(|row| row.code.clone());
        let with_people = |row: UnitRow| {
            let people = people.remove(&row.id).unwrap_or_default();
            (row, people)
        };
        Ok(Units {
            units: rows.into_iter().map(with_people).collect(),
            next_after,
            zones: scopes::zones(&mut tx, site.id()).await?,
            buildings: units::buildings(&mut tx, site.id()).await?,
        })
    }
}
