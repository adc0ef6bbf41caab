//! Festivals: the lists of households, and which of them were released.

use huiyin_domain::{Day, EventId, Instant, PersonId, Personal, ScopeId, UnitId};

use crate::row::Row;
use crate::value::Bind;
use crate::{Result, Tx};

/// That a site does not visit for a festival, or does again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SwitchRow {
    /// The festival's id.
    pub festival: String,
    /// Whether households are visited for it.
    pub visited: bool,
    /// Why; none when it was erased.
    pub why: Option<Personal<String>>,
    /// When it was switched.
    pub switched_at: Instant,
    /// Who switched it.
    pub name: Option<Personal<String>>,
}

/// A list that was released.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReleaseRow {
    /// The festival's id.
    pub festival: String,
    /// The year.
    pub year: i32,
    /// The day of the festival.
    pub day: Day,
    /// The event whose list it is.
    pub event: EventId,
    /// When it was released.
    pub released_at: Instant,
    /// Who released it.
    pub name: Option<Personal<String>>,
}

/// A household on a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HouseholdRow {
    /// Its number.
    pub number: u32,
    /// The unit, where it is a known one.
    pub unit_id: Option<UnitId>,
    /// Its code, or the unit as the list has it.
    pub unit: Option<String>,
    /// The unit as the list has it.
    pub unit_words: Option<String>,
    /// Who is named, where known.
    pub person: Option<PersonId>,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// Their phone, in full.
    pub phone: Option<Personal<String>>,
    /// Why they are visited, or what is to be known; none when it was erased.
    pub note: Option<Personal<String>>,
}

const SWITCHES: &str = "select s.festival, s.visited, s.why, s.switched_at, p.name from festival_switch s \
    left join person p on p.id = s.switched_by_id where s.site_id = $1 order by s.festival";
const RELEASES: &str = "select r.festival, r.year, r.day, r.event_id, r.released_at, p.name from festival_release r \
    left join person p on p.id = r.released_by_id where r.site_id = $1 and r.year between $2 and $3 \
    order by r.year, r.festival";
const LISTED: &str = "select festival, year, count(*) as households from festival_line where site_id = $1 \
    and year between $2 and $3 and struck = 0 group by festival, year order by year, festival";
const HOUSEHOLDS: &str = "select l.number, l.unit_id, coalesce(u.code, l.unit_given) as unit_code, l.unit_given, l.person_id, \
    p.name, p.phone, l.note from festival_line l left join unit u on u.id = l.unit_id \
    left join person p on p.id = l.person_id where l.site_id = $1 and l.festival = $2 and l.year = $3 and l.struck = 0 \
    and l.number > $4 order by l.number limit $5";
const LAST: &str = "select coalesce(max(number), 0) as last from festival_line where site_id = $1 and festival = $2 and year = $3";

/// For which festivals a site said whether it visits.
pub async fn switches(tx: &mut Tx, site: ScopeId) -> Result<Vec<SwitchRow>> {
    tx.all(SWITCHES, &[&site], |row| {
        Ok(SwitchRow {
            festival: row.get("festival")?,
            visited: row.get("visited")?,
            why: row.get("why")?,
            switched_at: row.get("switched_at")?,
            name: row.get("name")?,
        })
    })
    .await
}

/// The lists of a site that were released, of the years from one to another.
pub async fn releases(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (i32, i32),
) -> Result<Vec<ReleaseRow>> {
    tx.all(RELEASES, &[&site, &first, &last], |row| {
        Ok(ReleaseRow {
            festival: row.get("festival")?,
            year: row.get("year")?,
            day: row.get("day")?,
            event: row.get("event_id")?,
            released_at: row.get("released_at")?,
            name: row.get("name")?,
        })
    })
    .await
}

/// How many households are on each list of those years: festival, year and number.
pub async fn listed(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (i32, i32),
) -> Result<Vec<(String, i32, u64)>> {
    tx.all(LISTED, &[&site, &first, &last], |row| {
        Ok((
            row.get("festival")?,
            row.get("year")?,
            row.get("households")?,
        ))
    })
    .await
}

/// The households on a list after a number, in order, at most `limit`.
pub async fn households(
    tx: &mut Tx,
    (site, festival, year): (ScopeId, &str, i32),
    (after, limit): (u32, u32),
) -> Result<Vec<HouseholdRow>> {
    let params: [&dyn Bind; 5] = [&site, &festival, &year, &after, &limit];
    tx.all(HOUSEHOLDS, &params, |row: &Row| {
        Ok(HouseholdRow {
            number: row.get("number")?,
            unit_id: row.get("unit_id")?,
            unit: row.get("unit_code")?,
            unit_words: row.get("unit_given")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            note: row.get("note")?,
        })
    })
    .await
}

/// The last number that was given in a list; 0 before the first.
pub async fn last_number(tx: &mut Tx, (site, festival, year): (ScopeId, &str, i32)) -> Result<u32> {
    tx.one(LAST, &[&site, &festival, &year], |row| row.get("last"))
        .await
}
