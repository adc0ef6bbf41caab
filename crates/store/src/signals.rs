//! The visits of a month and the days on which somebody entered something: what signals are read from.

use huiyin_domain::{
    Channel, Day, EventId, Instant, PersonId, Personal, Rating, RecordId, ScopeId, UnitId,
};

use crate::row::Row;
use crate::value::Bind;
use crate::{Result, Tx};

/// One of those who made a visit, with the record of it that is in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitorRow {
    /// The record.
    pub record: RecordId,
    /// Its event.
    pub event: EventId,
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// Who visited.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// When.
    pub visited_at: Instant,
    /// The home; none for a confidential complaint.
    pub unit: Option<UnitId>,
    /// Its code.
    pub unit_code: Option<String>,
    /// How.
    pub channel: Channel,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// Whether the customer declined to sign.
    pub refused: bool,
    /// Whether it was in time.
    pub in_time: bool,
}

const VISITORS: &str = "select r.id, r.event_id, e.year, e.number, v.person_id, p.name, r.visited_at, \
    u.id as unit_id, u.code as unit_code, r.channel, r.rating, r.refused, r.in_time \
    from record r join follow_up f on f.record_id = r.id join obligation o on o.id = r.obligation_id \
    join event e on e.id = r.event_id join follow_up_visitor v on v.follow_up_id = f.id \
    join person p on p.id = v.person_id left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) \
    where r.site_id = $1 and r.visited_on between $2 and $3 and r.channel <> 'public_letter' \
    order by r.visited_at, r.id, v.place";
/// The entries since the last one before the moment: a journal grows in the order of its moments, so that this reads no
/// further back than it must.
const ENTERED: &str = "select distinct (j.at - $2) / 86400000000 as day from journal j where j.scope_id = $1 \
    and j.seq > coalesce((select k.seq from journal k where k.scope_id = $1 and k.at < $2 \
    order by k.seq desc limit 1), 0) and j.at >= $2 and j.at < $3 and j.actor_id is not null";

/// The visits from one day to another, both included, in their order; of a joint visit a row for each who made it.
pub async fn visitors(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
) -> Result<Vec<VisitorRow>> {
    let read = |row: &Row| {
        Ok(VisitorRow {
            record: row.get("id")?,
            event: row.get("event_id")?,
            number: (row.get("year")?, row.get("number")?),
            person: row.get("person_id")?,
            name: row.get("name")?,
            visited_at: row.get("visited_at")?,
            unit: row.get("unit_id")?,
            unit_code: row.get("unit_code")?,
            channel: row.get("channel")?,
            rating: row.get("rating")?,
            refused: row.get("refused")?,
            in_time: row.get("in_time")?,
        })
    };
    tx.all(VISITORS, &[&site, &first, &last], read).await
}

/// On which days, counted from the moment on in steps of 24 hours, somebody entered something at a site.
pub async fn entered(
    tx: &mut Tx,
    site: ScopeId,
    from: Instant,
    until: Instant,
) -> Result<Vec<i32>> {
    let range: [&dyn Bind; 3] = [&site, &from, &until];
    tx.all(ENTERED, &range, |row| row.get("day")).await
}
