use huiyin_domain::entry::ContactWish;
use huiyin_domain::{Day, Lang, OccupancyId, PersonId, Personal, Role, UnitId, masked_phone};
use huiyin_store::people;
use huiyin_store::scopes::{self, ScopeRow};
use huiyin_store::units::{self, OccupantRow, UnitRow};

use super::HouseholdEvent;
use super::find_household::{RECENT, event};
use crate::access::{check, has_right};
use crate::{App, Asker, Error, Result, Right};

/// A unit with everybody who ever lived in or owned it.
#[derive(Clone, Debug)]
pub struct UnitPage {
    /// The unit.
    pub unit: UnitRow,
    /// Its people: who is there now first, owners first among them.
    pub residents: Vec<Resident>,
    /// Its open events, and the latest ones; latest first.
    pub events: Vec<HouseholdEvent>,
    /// The zones of the site.
    pub zones: Vec<ScopeRow>,
    /// Whether the asker may change the unit.
    pub may_change: bool,
    /// Whether the asker may change who lives there.
    pub may_change_residents: bool,
}

/// Somebody who lives in or owns a unit, or did.
#[derive(Clone, Debug)]
pub struct Resident {
    /// What ties them to the unit.
    pub occupancy: OccupancyId,
    /// The person.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// Their phone with its middle hidden.
    pub phone_masked: Option<String>,
    /// What they are to the unit.
    pub role: Role,
    /// Since when, where known.
    pub from: Option<Day>,
    /// Until when, where known.
    pub to: Option<Day>,
    /// Whether they have left.
    pub has_left: bool,
    /// How they wish to be contacted.
    pub wish: ContactWish,
    /// The hours at which they want to be contacted.
    pub hours: Option<Personal<String>>,
    /// The language they want to be spoken to in.
    pub language: Option<Lang>,
    /// Whether they asked that the use of their data be restricted.
    pub restricted: bool,
}

impl App {
    /// A unit with its people, those who left among them, and its events.
    pub async fn unit_page(&self, asker: &Asker, unit: UnitId) -> Result<UnitPage> {
        let mut tx = self.db().read().await?;
        let row = units::unit(&mut tx, unit).await?.ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let today = site.day(self.clock().now());
        let rules = site.rules_on(today);
        check(&rules, asker, site.id(), Right::See)?;
        let occupants = units::occupants_ever(&mut tx, unit).await?;
        let ids: Vec<PersonId> = occupants.iter().map(|it| it.person).collect();
        let known = people::people(&mut tx, &ids).await?;
        let mut residents: Vec<Resident> = occupants
            .into_iter()
            .map(|row| resident(row, &known, today))
            .collect();
        residents.sort_by_key(|it| it.has_left);
        let events = units::events_of_units(&mut tx, &[unit], RECENT).await?;
        let may = |right| has_right(&rules, asker, site.id(), right);
        Ok(UnitPage {
            residents,
            events: events.into_iter().map(event).collect(),
            zones: scopes::zones(&mut tx, site.id()).await?,
            may_change: may(Right::ManagePeople),
            may_change_residents: may(Right::RegisterEvents) || may(Right::ManagePeople),
            unit: row,
        })
    }
}

fn resident(row: OccupantRow, known: &[people::PersonRow], today: Day) -> Resident {
    let person = known.iter().find(|it| it.id == row.person);
    Resident {
        occupancy: row.occupancy,
        person: row.person,
        name: row.name,
        phone_masked: row.phone.map(|phone| masked_phone(phone.reveal())),
        role: row.role,
        from: row.from,
        to: row.to,
        has_left: row.to.is_some_and(|to| to < today),
        wish: person.map_or(ContactWish::Any, |it| it.wish),
        hours: person.and_then(|it| it.hours.clone()),
        language: person.and_then(|it| it.language),
        restricted: person.is_some_and(|it| it.restricted_at.is_some()),
    }
}
