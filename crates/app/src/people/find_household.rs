use std::collections::{BTreeMap, BTreeSet};

use huiyin_domain::{
    Category, Day, EventId, Handling, Instant, OccupancyId, PersonId, Personal, Role, ScopeId,
    UnitId, masked_phone,
};
use huiyin_store::search::{self, Found};
use huiyin_store::units::{self, OccupantRow, UnitEventRow, UnitRow};
use huiyin_store::{Tx, people};
use serde::Serialize;

use crate::access::check;
use crate::{App, Asker, Error, Result, Right, Site};

/// A unit with its people and its events: what an intake sees of it.
#[derive(Clone, Debug, Serialize)]
pub struct Household {
    /// The unit; none where somebody was found who lives in none.
    pub unit: Option<UnitId>,
    /// Its code.
    pub code: String,
    /// The name of its zone.
    pub zone: Option<String>,
    /// Who lives there or owns it, owners first.
    pub occupants: Vec<Occupant>,
    /// Its open events, and the latest ones; latest first.
    pub events: Vec<HouseholdEvent>,
}

/// Somebody of a household.
#[derive(Clone, Debug, Serialize)]
pub struct Occupant {
    /// The person.
    pub person: PersonId,
    /// What ties them to the unit; none for somebody who lives in none.
    pub occupancy: Option<OccupancyId>,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// Their phone with its middle hidden.
    pub phone_masked: Option<String>,
    /// What they are to the unit.
    pub role: Option<Role>,
}

/// An event of a household, in short.
#[derive(Clone, Debug, Serialize)]
pub struct HouseholdEvent {
    /// The event.
    pub id: EventId,
    /// Its category.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<String>,
    /// What happened; none where it is told on its own page only.
    pub summary: Option<Personal<String>>,
    /// How far its handling is.
    pub handling: Handling,
    /// When it was reported.
    pub reported_at: Option<Instant>,
    /// When its handling ended.
    pub completed_at: Option<Instant>,
}

/// How many things one word may find: who types one letter is still typing.
const MOST_FOUND: u32 = 200;
/// How many households are shown.
const MOST_SHOWN: usize = 20;
/// How many of a unit's latest events are shown, whatever their state.
pub(super) const RECENT: u32 = 5;

impl App {
    /// Finds households by phone, unit or name, typed in 繁, 简 or pinyin initials. Several words must all fit: one the
    /// unit, one the name, say. At most 20, by unit, the one whose code was typed first.
    pub async fn find_household(
        &self,
        asker: &Asker,
        site: ScopeId,
        typed: &str,
    ) -> Result<Vec<Household>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let matches = matching(&mut tx, &site, typed, today).await?;
        let units: Vec<UnitId> = matches.units.into_iter().collect();
        let mut households = households(&mut tx, (&units, typed), today).await?;
        let people: Vec<PersonId> = matches.without_unit.into_iter().take(MOST_SHOWN).collect();
        let people = people::people(&mut tx, &people).await?;
        households.extend(people.into_iter().map(|person| Household {
            unit: None,
            code: String::new(),
            zone: None,
            occupants: vec![Occupant {
                person: person.id,
                occupancy: None,
                name: person.name,
                phone_masked: person.phone.map(|phone| masked_phone(phone.reveal())),
                role: None,
            }],
            events: Vec::new(),
        }));
        Ok(households)
    }

    /// A unit with its people and its events.
    pub async fn household(&self, asker: &Asker, unit: UnitId) -> Result<Household> {
        let mut tx = self.db().read().await?;
        let row = units::unit(&mut tx, unit).await?.ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let found = households(&mut tx, (&[unit], ""), today).await?;
        found.into_iter().next().ok_or(Error::NotFound)
    }
}

/// What all words found.
#[derive(Default)]
struct Matches {
    units: BTreeSet<UnitId>,
    /// People found who live in no unit.
    without_unit: BTreeSet<PersonId>,
}

async fn matching(tx: &mut Tx, site: &Site, typed: &str, today: Day) -> Result<Matches> {
    let mut all: Option<Matches> = None;
    for word in search::words(typed) {
        let found = matching_word(tx, site, word, today).await?;
        all = Some(match all {
            None => found,
            Some(before) => Matches {
                units: &before.units & &found.units,
                without_unit: &before.without_unit & &found.without_unit,
            },
        });
    }
    Ok(all.unwrap_or_default())
}

async fn matching_word(tx: &mut Tx, site: &Site, word: &str, today: Day) -> Result<Matches> {
    let (mut units, mut people, mut events) = (BTreeSet::new(), Vec::new(), Vec::new());
    for found in search::find(tx, site.id(), word, MOST_FOUND).await? {
        match found {
            Found::Unit(unit) => {
                units.insert(unit);
            }
            Found::Person(person) => people.push(person),
            Found::Event(event) => events.push(event),
        }
    }
    let mut without_unit: BTreeSet<PersonId> = people.iter().copied().collect();
    for (person, unit) in units::units_of_people(tx, &people, today).await? {
        units.insert(unit);
        without_unit.remove(&person);
    }
    units.extend(units::units_of_events(tx, &events).await?);
    Ok(Matches {
        units,
        without_unit,
    })
}

/// Units with their people and events, by code, the first 20; before them those whose code was typed.
async fn households(
    tx: &mut Tx,
    (ids, typed): (&[UnitId], &str),
    today: Day,
) -> Result<Vec<Household>> {
    let mut rows = units::units(tx, ids).await?;
    rows.sort_by_key(|row| !search::words(typed).any(|word| search::is_code(word, &row.code)));
    rows.truncate(MOST_SHOWN);
    let shown: Vec<UnitId> = rows.iter().map(|row| row.id).collect();
    let mut occupants: BTreeMap<UnitId, Vec<Occupant>> = BTreeMap::new();
    for row in units::occupants(tx, &shown, today).await? {
        occupants.entry(row.unit).or_default().push(occupant(row));
    }
    let mut events: BTreeMap<UnitId, Vec<HouseholdEvent>> = BTreeMap::new();
    for row in units::events_of_units(tx, &shown, RECENT).await? {
        events.entry(row.unit).or_default().push(event(row));
    }
    let household = |row: UnitRow| Household {
        unit: Some(row.id),
        code: row.code,
        zone: row.zone_name,
        occupants: occupants.remove(&row.id).unwrap_or_default(),
        events: events.remove(&row.id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(household).collect())
}

pub(super) fn occupant(row: OccupantRow) -> Occupant {
    Occupant {
        person: row.person,
        occupancy: Some(row.occupancy),
        name: row.name,
        phone_masked: row.phone.map(|phone| masked_phone(phone.reveal())),
        role: Some(row.role),
    }
}

pub(super) fn event(row: UnitEventRow) -> HouseholdEvent {
    HouseholdEvent {
        id: row.id,
        category: row.category,
        kind: row.kind,
        summary: row.summary,
        handling: row.handling,
        reported_at: row.reported_at,
        completed_at: row.completed_at,
    }
}
