//! Follow-ups (回訪) of the plan, and who could make them.

use huiyin_domain::entry::{Digest, FollowUpState, VisitorReason};
use huiyin_domain::{
    Category, Day, EventId, FollowUpId, Instant, ObligationId, PersonId, Personal, RecordId,
    ScopeId, UnitId,
};

use crate::row::Row;
use crate::{Result, Tx};

/// A post somebody holds on a day, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HolderRow {
    /// The post's id.
    pub post: String,
    /// Who holds it.
    pub person: PersonId,
    /// The company, region, site or zone it is held for.
    pub scope: ScopeId,
}

impl HolderRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            post: row.get("post")?,
            person: row.get("person_id")?,
            scope: row.get("scope_id")?,
        })
    }
}

/// How many open follow-ups somebody has planned for a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LoadRow {
    /// Who.
    pub person: PersonId,
    /// The day; none for those without one.
    pub day: Option<Day>,
    /// How many.
    pub count: u32,
}

impl LoadRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            person: row.get("person_id")?,
            day: row.get("planned_day")?,
            count: row.get("open")?,
        })
    }
}

// Whoever has a deputy on the day does not act in the post.
const HOLDERS: &str = "with recursive above (id, parent_id) as (\
    select id, parent_id from scope where id = $1 \
    union all select s.id, s.parent_id from scope s join above a on s.id = a.parent_id) \
    select h.post, h.person_id, h.scope_id from post_held h where h.from_day <= $2 \
    and (h.to_day is null or h.to_day >= $2) \
    and (h.scope_id in (select id from above) or h.scope_id in (select id from scope where parent_id = $1)) \
    and not exists (select 1 from post_held d where d.deputy_for_id = h.id and d.from_day <= $2 \
    and (d.to_day is null or d.to_day >= $2)) order by h.post, h.person_id";
const LOADS: &str = "select v.person_id, f.planned_day, count(*) as open from follow_up f \
    join follow_up_visitor v on v.follow_up_id = f.id where f.site_id = $1 and v.person_id is not null \
    and f.state in ('planned', 'released', 'taken', 'sent_back') group by v.person_id, f.planned_day";
const LAST_VISITS: &str = "select v.person_id, max(r.visited_at) as visited_at from event e \
    join record r on r.event_id = e.id join follow_up_visitor v on v.follow_up_id = r.follow_up_id \
    where e.site_id = $1 and e.unit_id = $2 and v.person_id is not null group by v.person_id";

/// Who holds which post on a day at a site, in its zones, and above it.
pub async fn holders(tx: &mut Tx, site: ScopeId, day: Day) -> Result<Vec<HolderRow>> {
    tx.all(HOLDERS, &[&site, &day], HolderRow::read).await
}

/// How many open follow-ups everybody at a site has, by the day they are planned for.
pub async fn loads(tx: &mut Tx, site: ScopeId) -> Result<Vec<LoadRow>> {
    tx.all(LOADS, &[&site], LoadRow::read).await
}

/// Who visited a household, and when last.
pub async fn last_visits(
    tx: &mut Tx,
    site: ScopeId,
    unit: UnitId,
) -> Result<Vec<(PersonId, Instant)>> {
    tx.all(LAST_VISITS, &[&site, &unit], |row| {
        Ok((row.get("person_id")?, row.get("visited_at")?))
    })
    .await
}

const LAST_VISIT: &str = "select max(r.visited_on) as visited_on from record r \
    join follow_up f on f.id = r.follow_up_id join obligation o on o.id = f.obligation_id \
    join event e on e.id = r.event_id join follow_up_visitor v on v.follow_up_id = r.follow_up_id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    where e.site_id = $1 and coalesce(l.unit_id, e.unit_id) = $2 and v.person_id = $3 and r.recorded_at < $4";

/// On which day somebody last visited a household, by what was recorded before a moment.
pub async fn last_visit_before(
    tx: &mut Tx,
    (site, unit): (ScopeId, UnitId),
    person: PersonId,
    before: Instant,
) -> Result<Option<Day>> {
    tx.one(LAST_VISIT, &[&site, &unit, &person, &before], |row| {
        row.get("visited_on")
    })
    .await
}

/// A visit that was made for an obligation: the current record of a round.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VisitMade {
    /// The record.
    pub record: RecordId,
    /// The round.
    pub round: u32,
    /// The day of the visit.
    pub visited_on: Day,
}

const VISITS_MADE: &str = "select r.id, f.round, r.visited_on from follow_up f join record r on r.id = f.record_id \
    where f.obligation_id = $1 order by f.round";

/// The visits made for an obligation, by round.
pub async fn visits_made(tx: &mut Tx, obligation: ObligationId) -> Result<Vec<VisitMade>> {
    tx.all(VISITS_MADE, &[&obligation], |row| {
        Ok(VisitMade {
            record: row.get("id")?,
            round: row.get("round")?,
            visited_on: row.get("visited_on")?,
        })
    })
    .await
}

/// A follow-up on its way from plan to release.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlannedRow {
    /// The follow-up.
    pub id: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// Its event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// The event's category.
    pub category: Category,
    /// Which round it is.
    pub round: u32,
    /// The line of the event's list; 0 where there is none.
    pub line: u32,
    /// The first day on which it counts.
    pub not_before: Day,
    /// The last day in time.
    pub due: Day,
    /// The day it is planned for.
    pub planned_day: Option<Day>,
    /// How far it is.
    pub state: FollowUpState,
    /// When people may know of it.
    pub shown_from: Option<Instant>,
    /// The posts that the rules name.
    pub posts: Vec<String>,
    /// The clauses behind it.
    pub clauses: Vec<String>,
    /// The readings behind it.
    pub readings: Vec<String>,
}

impl PlannedRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            obligation: row.get("obligation_id")?,
            event: row.get("event_id")?,
            site: row.get("site_id")?,
            category: row.get("category")?,
            round: row.get("round")?,
            line: row.get("line")?,
            not_before: row.get("not_before")?,
            due: row.get("due")?,
            planned_day: row.get("planned_day")?,
            state: row.get("state")?,
            shown_from: row.get("shown_from")?,
            posts: row.json("visitors")?,
            clauses: row.json("clauses")?,
            readings: row.json("readings")?,
        })
    }
}

/// Who is to visit, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitorRow {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The post that answers for it.
    pub post: String,
    /// The person; none while the post is vacant.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// Why this person.
    pub reason: VisitorReason,
}

impl VisitorRow {
    pub(crate) fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            follow_up: row.get("follow_up_id")?,
            post: row.get("post")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
            reason: row.get("reason")?,
        })
    }
}

const LOCK: &str = "select id from follow_up where id = $1";
const PLANNED: &str = "select f.id, f.obligation_id, f.event_id, f.site_id, e.category, f.round, o.line, f.not_before, f.due, f.planned_day, f.state, \
    o.shown_from, o.visitors, o.clauses, o.readings from follow_up f join obligation o on o.id = f.obligation_id \
    join event e on e.id = f.event_id where f.id = $1";
const CUSTOMER: &str = "select coalesce(l.person_id, e.reporter_id, s.reporter_id) as customer_id from follow_up f \
    join obligation o on o.id = f.obligation_id join event e on e.id = f.event_id left join sealed s on s.event_id = e.id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line where f.id = $1";
const VISITORS: &str = "select v.follow_up_id, v.post, v.person_id, p.name, v.reason from follow_up_visitor v \
    left join person p on p.id = v.person_id where v.follow_up_id = $1 order by v.place";

/// A follow-up, kept from others until the transaction ends.
pub async fn planned_to_change(tx: &mut Tx, id: FollowUpId) -> Result<Option<PlannedRow>> {
    tx.lock(LOCK, &[&id]).await?;
    tx.optional(PLANNED, &[&id], PlannedRow::read).await
}

/// Who is visited in a follow-up, where that is a known person.
pub async fn customer(tx: &mut Tx, follow_up: FollowUpId) -> Result<Option<PersonId>> {
    tx.one(CUSTOMER, &[&follow_up], |row| row.get("customer_id"))
        .await
}

/// Who is to visit in a follow-up.
pub async fn visitors(tx: &mut Tx, follow_up: FollowUpId) -> Result<Vec<VisitorRow>> {
    tx.all(VISITORS, &[&follow_up], VisitorRow::read).await
}

/// A follow-up whose form was taken and that is not recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnfinishedRow {
    /// The follow-up.
    pub id: FollowUpId,
    /// Its event.
    pub event: EventId,
    /// The line of the event's list; 0 where there is none.
    pub line: u32,
}

const UNFINISHED: &str = "select f.id, f.event_id, o.line from follow_up f join obligation o on o.id = f.obligation_id \
    where f.site_id = $1 and f.state = 'taken' and f.escalated_at is null and f.not_before <= $2 \
    and o.procedure_hash = $4 and not exists (select 1 from sign_out s where s.follow_up_id = f.id and s.taken_at >= $3) \
    order by f.due, f.id limit $5";

/// Follow-ups under a version of a procedure that are unfinished: their windows opened by a day, their forms were all
/// taken before a moment. Those that were escalated are left out.
pub async fn unfinished(
    tx: &mut Tx,
    site: ScopeId,
    (opened_by, taken_before): (Day, Instant),
    procedure: Digest,
    limit: u32,
) -> Result<Vec<UnfinishedRow>> {
    let row = |row: &Row| {
        Ok(UnfinishedRow {
            id: row.get("id")?,
            event: row.get("event_id")?,
            line: row.get("line")?,
        })
    };
    tx.all(
        UNFINISHED,
        &[&site, &opened_by, &taken_before, &procedure, &limit],
        row,
    )
    .await
}

const SHOWN_BY_NOW: &str = "select distinct f.event_id from follow_up f join obligation o on o.id = f.obligation_id \
    join event e on e.id = f.event_id where f.site_id = $1 and f.state in ('planned', 'released', 'taken', 'sent_back') \
    and o.shown_from <= $2 and f.due < e.due order by f.event_id limit $3";

/// The events with follow-ups that are shown by `now` and not counted as due yet, at most `limit`.
pub async fn shown_by(
    tx: &mut Tx,
    site: ScopeId,
    now: Instant,
    limit: u32,
) -> Result<Vec<EventId>> {
    tx.all(SHOWN_BY_NOW, &[&site, &now, &limit], |row| {
        row.get("event_id")
    })
    .await
}
