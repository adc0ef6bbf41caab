//! The lists of activities, publications and festivals: who is on one, and what became of each line.

use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{
    Channel, CohortId, Day, EventId, FollowUpId, Instant, PersonId, Personal, ScopeId, UnitId,
};

use crate::row::Row;
use crate::{Result, Tx};

/// A line of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListedRow {
    /// The line, from 1.
    pub line: u32,
    /// The unit, where it is a known one.
    pub unit_id: Option<UnitId>,
    /// Its code, or the unit as the list has it.
    pub unit: Option<String>,
    /// Who is named, where known.
    pub person: Option<PersonId>,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// Their phone, in full.
    pub phone: Option<Personal<String>>,
    /// The number in the draw.
    pub number: Option<u32>,
    /// Whether it is picked, as far as people may know.
    pub picked: bool,
    /// The latest follow-up that people know of.
    pub follow_up: Option<FollowUpId>,
    /// How far that is.
    pub state: Option<FollowUpState>,
    /// The day of the follow-up that completed it.
    pub done_on: Option<Day>,
    /// How.
    pub done_channel: Option<Channel>,
}

/// What came of a whole list.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct ListCounts {
    /// Its lines.
    pub lines: u64,
    /// Those that are to be counted in the rate.
    pub owed: u64,
    /// Those that are picked, as far as people may know.
    pub picked: u64,
    /// Those that were followed up.
    pub done: u64,
    /// The picked ones that were followed up in time.
    pub in_time: u64,
}

/// An event whose list is missing or not complete.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MissingListRow {
    /// The event.
    pub event: EventId,
    /// When it was completed.
    pub completed_at: Instant,
}

const LINES: &str = "select l.line, l.unit_id, coalesce(u.code, l.unit_given) as unit_code, l.person_id, p.name, p.phone, \
    o.number, case when o.picked = 1 and coalesce(o.shown_from, 0) <= $4 then 1 else 0 end as picked, \
    f.id as follow_up_id, f.state, o.done_on, o.done_channel \
    from list_line l left join unit u on u.id = l.unit_id left join person p on p.id = l.person_id \
    left join obligation o on o.event_id = l.event_id and o.line = l.line and o.voided_at is null \
    left join follow_up f on f.obligation_id = o.id and f.state <> 'withdrawn' and coalesce(o.shown_from, 0) <= $4 \
    and f.round = (select max(g.round) from follow_up g where g.obligation_id = o.id and g.state <> 'withdrawn') \
    where l.event_id = $1 and l.line > $2 order by l.line limit $3";
const COUNTS: &str = "select (select count(*) from list_line l where l.event_id = $1) as listed, count(*) as owed, \
    coalesce(sum(case when o.picked = 1 and coalesce(o.shown_from, 0) <= $2 then 1 else 0 end), 0) as picked, \
    coalesce(sum(case when o.done_on is not null then 1 else 0 end), 0) as done, \
    coalesce(sum(case when o.picked = 1 and o.done_in_time = 1 then 1 else 0 end), 0) as in_time \
    from obligation o where o.event_id = $1 and o.voided_at is null";
const COHORTS: &str = "select distinct c.id, c.name, c.p, c.q from cohort c join obligation o on o.cohort_id = c.id \
    where o.event_id = $1 and o.voided_at is null order by c.name";
const MISSING: &str = "select id, completed_at from event where site_id = $1 and list_complete = 0 \
    and category in ('activity', 'publication', 'festival') and completed_at is not null and completed_at <= $2 \
    and procedure_hash is not null and withdrawn_at is null and merged_into_id is null order by completed_at desc, id limit $3";

/// The lines of an event's list after a line, in order, at most `limit`, with what people may know of them by `now`.
pub async fn lines(
    tx: &mut Tx,
    event: EventId,
    (after, limit): (u32, u32),
    now: Instant,
) -> Result<Vec<ListedRow>> {
    let line = |row: &Row| {
        Ok(ListedRow {
            line: row.get("line")?,
            unit_id: row.get("unit_id")?,
            unit: row.get("unit_code")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            number: row.get("number")?,
            picked: row.get("picked")?,
            follow_up: row.get("follow_up_id")?,
            state: row.get("state")?,
            done_on: row.get("done_on")?,
            done_channel: row.get("done_channel")?,
        })
    };
    tx.all(LINES, &[&event, &after, &limit, &now], line).await
}

/// What came of an event's list, as far as people may know by `now`.
pub async fn counts(tx: &mut Tx, event: EventId, now: Instant) -> Result<ListCounts> {
    let counts = |row: &Row| {
        Ok(ListCounts {
            lines: row.get("listed")?,
            owed: row.get("owed")?,
            picked: row.get("picked")?,
            done: row.get("done")?,
            in_time: row.get("in_time")?,
        })
    };
    tx.one(COUNTS, &[&event, &now], counts).await
}

/// The cohorts of an event's list: id, name and rate as p of q.
pub async fn cohorts(tx: &mut Tx, event: EventId) -> Result<Vec<(CohortId, String, (u32, u32))>> {
    tx.all(COHORTS, &[&event], |row| {
        let rate = (row.get("p")?, row.get("q")?);
        Ok((row.get("id")?, row.get("name")?, rate))
    })
    .await
}

/// The events of a site that were completed by `now` and whose list is not confirmed, the latest first, at most `limit`.
pub async fn missing(
    tx: &mut Tx,
    site: ScopeId,
    now: Instant,
    limit: u32,
) -> Result<Vec<MissingListRow>> {
    let missing = |row: &Row| {
        Ok(MissingListRow {
            event: row.get("id")?,
            completed_at: row.get("completed_at")?,
        })
    };
    tx.all(MISSING, &[&site, &now, &limit], missing).await
}
