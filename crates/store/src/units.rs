//! Units, who lives in them, and their events: what an intake sees of a household.

use huiyin_domain::{
    Category, Day, EventId, Handling, Instant, OccupancyId, PersonId, Personal, Role, ScopeId,
    UnitId,
};

use crate::imports::listed;
use crate::row::Row;
use crate::value::Bind;
use crate::{Result, Tx};

/// A unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitRow {
    /// The unit.
    pub id: UnitId,
    /// Its site.
    pub site: ScopeId,
    /// Its code.
    pub code: String,
    /// The building.
    pub building: Option<String>,
    /// The floor.
    pub floor: Option<String>,
    /// The room.
    pub room: Option<String>,
    /// The zone it lies in.
    pub zone: Option<ScopeId>,
    /// The name of that zone.
    pub zone_name: Option<String>,
    /// Home, shop, office.
    pub kind: Option<String>,
    /// When it was handed over.
    pub handed_over: Option<Day>,
}

impl UnitRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            code: row.get("code")?,
            building: row.get("building")?,
            floor: row.get("floor")?,
            room: row.get("room")?,
            zone: row.get("zone_id")?,
            zone_name: row.get("zone_name")?,
            kind: row.get("kind")?,
            handed_over: row.get("handed_over")?,
        })
    }
}

/// Somebody who lives in or owns a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OccupantRow {
    /// The occupancy.
    pub occupancy: OccupancyId,
    /// The unit.
    pub unit: UnitId,
    /// The person.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// Their phone, in full.
    pub phone: Option<Personal<String>>,
    /// What they are to the unit.
    pub role: Role,
    /// Since when, where known.
    pub from: Option<Day>,
    /// Until when, where known.
    pub to: Option<Day>,
}

impl OccupantRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            occupancy: row.get("id")?,
            unit: row.get("unit_id")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            role: row.get("role")?,
            from: row.get("from_day")?,
            to: row.get("to_day")?,
        })
    }
}

/// An event of a unit, in short.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitEventRow {
    /// The event.
    pub id: EventId,
    /// The unit.
    pub unit: UnitId,
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

macro_rules! units {
    ($rest:literal) => {
        concat!(
            "select u.id, u.site_id, u.code, u.building, u.floor, u.room, u.zone_id, z.name as zone_name, u.kind, \
             u.handed_over from unit u left join scope z on z.id = u.zone_id where ",
            $rest
        )
    };
}

/// A unit, when there is one of this id.
pub async fn unit(tx: &mut Tx, id: UnitId) -> Result<Option<UnitRow>> {
    tx.optional(units!("u.id = $1"), &[&id], UnitRow::read)
        .await
}

/// The unit of a code.
pub async fn unit_of_code(tx: &mut Tx, site: ScopeId, code: &str) -> Result<Option<UnitRow>> {
    const SQL: &str = units!("u.site_id = $1 and u.code = $2");
    tx.optional(SQL, &[&site, &code], UnitRow::read).await
}

/// The units of a site after a code, by code; of one building, or of all where it is empty.
pub async fn units_after(
    tx: &mut Tx,
    site: ScopeId,
    building: &str,
    after: &str,
    limit: u32,
) -> Result<Vec<UnitRow>> {
    const ALL: &str = units!("u.site_id = $1 and u.code > $2 order by u.code limit $3");
    const OF_BUILDING: &str =
        units!("u.site_id = $1 and u.code > $2 and u.building = $4 order by u.code limit $3");
    if building.is_empty() {
        return tx.all(ALL, &[&site, &after, &limit], UnitRow::read).await;
    }
    let range: [&dyn Bind; 4] = [&site, &after, &limit, &building];
    tx.all(OF_BUILDING, &range, UnitRow::read).await
}

/// The buildings of a site, in order.
pub async fn buildings(tx: &mut Tx, site: ScopeId) -> Result<Vec<String>> {
    const SQL: &str = "select distinct building from unit where site_id = $1 and building is not null order by building";
    tx.all(SQL, &[&site], |row| row.get("building")).await
}

/// Everybody who ever lived in or owned a unit: owners first, then by id.
pub async fn occupants_ever(tx: &mut Tx, unit: UnitId) -> Result<Vec<OccupantRow>> {
    const SQL: &str = "select o.id, o.unit_id, o.person_id, p.name, p.phone, o.role, o.from_day, o.to_day \
        from occupancy o join person p on p.id = o.person_id where o.unit_id = $1";
    let mut occupants = tx.all(SQL, &[&unit], OccupantRow::read).await?;
    occupants.sort_by_key(|occupant| (occupant.role as u8, occupant.occupancy));
    Ok(occupants)
}

/// Units by their ids, by code.
pub async fn units(tx: &mut Tx, ids: &[UnitId]) -> Result<Vec<UnitRow>> {
    let mut units = listed(tx, units!("u.id in"), &[], ids, UnitRow::read).await?;
    units.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(units)
}

/// Everybody in these units who has not left before a day: owners first, then by id.
pub async fn occupants(tx: &mut Tx, units: &[UnitId], on: Day) -> Result<Vec<OccupantRow>> {
    const SQL: &str = "select o.id, o.unit_id, o.person_id, p.name, p.phone, o.role, o.from_day, o.to_day \
        from occupancy o join person p on p.id = o.person_id where (o.to_day is null or o.to_day >= $1) and o.unit_id in";
    let mut occupants = listed(tx, SQL, &[&on], units, OccupantRow::read).await?;
    occupants.sort_by_key(|occupant| (occupant.unit, occupant.role as u8, occupant.occupancy));
    Ok(occupants)
}

/// An occupancy, when there is one of this id.
pub async fn occupancy(tx: &mut Tx, id: OccupancyId) -> Result<Option<OccupantRow>> {
    const SQL: &str = "select o.id, o.unit_id, o.person_id, p.name, p.phone, o.role, o.from_day, o.to_day \
        from occupancy o join person p on p.id = o.person_id where o.id = $1";
    tx.optional(SQL, &[&id], OccupantRow::read).await
}

/// The units in which these people live or which they own, on a day or later.
pub async fn units_of_people(
    tx: &mut Tx,
    people: &[PersonId],
    on: Day,
) -> Result<Vec<(PersonId, UnitId)>> {
    const SQL: &str = "select person_id, unit_id from occupancy where (to_day is null or to_day >= $1) and person_id in";
    listed(tx, SQL, &[&on], people, |row| {
        Ok((row.get("person_id")?, row.get("unit_id")?))
    })
    .await
}

/// The units of these events.
pub async fn units_of_events(tx: &mut Tx, events: &[EventId]) -> Result<Vec<UnitId>> {
    const SQL: &str =
        "select unit_id from event where unit_id is not null and withdrawn_at is null and id in";
    listed(tx, SQL, &[], events, |row| row.get("unit_id")).await
}

/// The events of these units that are open, and of each the latest `recent` whatever their state; latest first.
pub async fn events_of_units(
    tx: &mut Tx,
    units: &[UnitId],
    recent: u32,
) -> Result<Vec<UnitEventRow>> {
    const SQL: &str = "select e.id, e.unit_id, e.category, e.kind, e.summary, e.handling, e.reported_at, \
        e.completed_at from event e where e.withdrawn_at is null and e.merged_into_id is null and (e.handling <> 'completed' or (select count(*) \
        from event l where l.unit_id = e.unit_id and l.withdrawn_at is null and (l.registered_at > e.registered_at \
        or (l.registered_at = e.registered_at and l.id > e.id))) < $1) and e.unit_id in";
    let mut events = listed(tx, SQL, &[&recent], units, |row| {
        Ok(UnitEventRow {
            id: row.get("id")?,
            unit: row.get("unit_id")?,
            category: row.get("category")?,
            kind: row.get("kind")?,
            summary: row.get("summary")?,
            handling: row.get("handling")?,
            reported_at: row.get("reported_at")?,
            completed_at: row.get("completed_at")?,
        })
    })
    .await?;
    events.sort_by_key(|event| (event.unit, std::cmp::Reverse((event.reported_at, event.id))));
    Ok(events)
}
