//! What the desk of a site shows, in a fixed number of statements.

use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{
    Category, Channel, Day, EventId, FollowUpId, Instant, Month, PersonId, ScopeId, Severity, Why,
};

use crate::row::Row;
use crate::{Result, Tx};

/// A follow-up that is not recorded yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenRow {
    /// The follow-up.
    pub id: FollowUpId,
    /// The event.
    pub event: EventId,
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// Its category.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<String>,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// The home.
    pub unit: Option<String>,
    /// Who is visited.
    pub customer: Option<String>,
    /// Whether they asked that the use of their data be restricted.
    pub restricted: bool,
    /// What happened.
    pub summary: Option<String>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// Which round.
    pub round: u32,
    /// The last day in time.
    pub due: Day,
    /// The day it is planned for.
    pub planned_day: Option<Day>,
    /// The channel it is planned for.
    pub channel: Channel,
    /// How far it is.
    pub state: FollowUpState,
    /// Why it is picked.
    pub why: Why,
    /// The clauses behind it.
    pub clauses: Vec<String>,
    /// The readings behind it.
    pub readings: Vec<String>,
    /// Who visits: post, person and name.
    pub visitors: Vec<OpenVisitorRow>,
}

/// Who is to visit in an open follow-up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenVisitorRow {
    /// The post that answers for it.
    pub post: String,
    /// The person; none while the post is vacant.
    pub person: Option<PersonId>,
    /// The person's name.
    pub name: Option<String>,
}

/// How many open follow-ups are due on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DueRow {
    /// The last day in time.
    pub due: Day,
    /// The category.
    pub category: Category,
    /// How far they are.
    pub state: FollowUpState,
    /// How many.
    pub follow_ups: u64,
    /// How many of them the asker visits.
    pub mine: u64,
}

/// A cohort of the month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CohortRow {
    /// Its category.
    pub category: Category,
    /// Its rate, p of q.
    pub rate: (u32, u32),
    /// What is owed.
    pub owed: u64,
    /// What is done.
    pub done: u64,
}

/// Open ends of one sort, about events of one category; or what waits on its way to the archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenEndsRow {
    /// `matters`, `promises`, `rectifications`, `lists`, `replies`, `reasons` or `decisions`; `to_collect` (records), `to_read`,
    /// `to_receive`, and after their time `to_propose`, `to_approve`, `own_proposed`, `to_dispose` (batches).
    pub sort: String,
    /// The category of the events; none for the archive.
    pub category: Option<Category>,
    /// How many.
    pub open: u64,
    /// How many of them are overdue.
    pub overdue: u64,
}

// The ones that are shown are found first: joining all that is open would be for nothing.
const OPEN: &str = "select f.id, f.event_id, e.year, e.number, e.category, e.kind, e.severity, \
    coalesce(u.code, l.unit_given, e.unit_given) as unit_code, coalesce(p.name, e.customer) as customer_name, \
    case when p.restricted_at is null then 0 else 1 end as restricted, \
    e.summary, e.confidential, f.round, f.due, f.planned_day, f.channel, f.state, o.why, o.clauses, o.readings from \
    (select f.id from follow_up f join obligation o on o.id = f.obligation_id where f.site_id = $1 \
    and f.state in ('planned', 'released', 'taken', 'sent_back') and f.due <= $2 \
    and coalesce(o.shown_from, 0) <= $3 order by f.due, f.id limit $4) shown \
    join follow_up f on f.id = shown.id join obligation o on o.id = f.obligation_id \
    join event e on e.id = f.event_id left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) \
    left join person p on p.id = coalesce(l.person_id, e.reporter_id) order by f.due, f.id";
const OPEN_VISITORS: &str = "select v.follow_up_id, v.post, v.person_id, p.name from \
    (select f.id from follow_up f join obligation o on o.id = f.obligation_id where f.site_id = $1 \
    and f.state in ('planned', 'released', 'taken', 'sent_back') and f.due <= $2 \
    and coalesce(o.shown_from, 0) <= $3 order by f.due, f.id limit $4) shown \
    join follow_up_visitor v on v.follow_up_id = shown.id left join person p on p.id = v.person_id \
    order by v.follow_up_id, v.place";
const DUE: &str = "select f.due, e.category, f.state, count(*) as follow_ups, \
    sum(case when exists (select 1 from follow_up_visitor v where v.follow_up_id = f.id and v.person_id = $2) \
    then 1 else 0 end) as mine \
    from follow_up f join obligation o on o.id = f.obligation_id join event e on e.id = f.event_id \
    where f.site_id = $1 and f.state in ('planned', 'released', 'taken', 'sent_back') \
    and coalesce(o.shown_from, 0) <= $3 group by f.due, e.category, f.state order by f.due, e.category, f.state";
const COHORTS: &str = "select c.category, c.p, c.q, count(*) as owed, \
    sum(case when o.done_on is not null then 1 else 0 end) as done \
    from obligation o join cohort c on c.id = o.cohort_id \
    where o.site_id = $1 and o.due >= $2 and o.due <= $3 and o.voided_at is null \
    and o.why not in ('exempt_anonymous', 'exempt_reply_only', 'exempt_invalid') \
    group by c.id, c.name, c.category, c.p, c.q order by c.category, c.name";
const OPEN_ENDS: &str = "select case when p.id is not null then 'promises' when t.id is not null \
    then 'rectifications' else 'matters' end as sort, e.category, count(*) as open_ends, \
    sum(case when p.answer_by < $2 or t.due < $3 or (p.id is null and t.id is null) then 1 else 0 end) as overdue \
    from matter m join follow_up f on f.record_id = m.record_id join event e on e.id = m.event_id \
    left join promise p on p.matter_id = m.id left join rectification t on t.matter_id = m.id \
    where m.site_id = $1 and m.settled_at is null \
    and (m.complaint_id is null or p.id is not null or t.id is not null) group by 1, 2 \
    union all select 'lists', e.category, count(*), 0 from event e \
    where e.site_id = $1 and e.category in ('activity', 'publication', 'festival') and e.completed_at is not null \
    and e.procedure_hash is not null and e.list_complete = 0 and e.withdrawn_at is null group by e.category \
    union all select 'replies', e.category, count(*), 0 from event e \
    where e.site_id = $1 and e.category = 'complaint' and (e.anonymous = 1 or e.reply_only = 1) \
    and e.reply_attached = 0 and e.valid = 1 and e.withdrawn_at is null \
    and (e.completed_at is null or e.procedure_hash is not null) group by e.category \
    union all select 'reasons', e.category, count(*), 0 from event e \
    where e.site_id = $1 and e.category = 'complaint' and e.valid = 0 and e.withdrawn_at is null \
    and (e.completed_at is null or e.procedure_hash is not null) \
    and not exists (select 1 from invalidity v where v.event_id = e.id) group by e.category \
    union all select 'decisions', e.category, count(*), 0 from follow_up f join event e on e.id = f.event_id \
    where f.site_id = $1 and f.state = 'nonconforming' \
    and not exists (select 1 from nonconforming_decision d where d.record_id = f.record_id) group by e.category \
    union all select p.kind || '_' || p.state, cast(null as text), count(*), \
    sum(case when p.due < $3 and p.state in ('drafted', 'sent_back') then 1 else 0 end) from month_paper p \
    where p.site_id = $1 and p.state not in ('decided', 'read') group by p.kind, p.state \
    union all select case when t.state = 'done' and (t.done_by_id = $4 or t.owner_id = $4) then 'own_tasks_done' \
    when t.state = 'done' then 'tasks_done' when t.owner_id = $4 then 'my_tasks' else 'tasks_open' end, \
    cast(null as text), count(*), sum(case when t.due < $3 and t.state = 'open' then 1 else 0 end) from task t \
    where t.site_id = $1 and t.state in ('open', 'done') group by 1 \
    union all select case when b.reviewed_at is null then 'to_read' else 'to_receive' end, cast(null as text), count(*), 0 \
    from archive_batch b where b.site_id = $1 and b.received_at is null group by 1 \
    union all select case when b.approved_at is not null then 'to_dispose' when b.proposed_at is null then 'to_propose' \
    when b.proposed_by_id = $4 then 'own_proposed' else 'to_approve' end, cast(null as text), count(*), 0 \
    from archive_batch b where b.site_id = $1 and b.keep_until < $3 and b.held = 0 and b.disposed_at is null group by 1 \
    union all select 'to_collect', cast(null as text), count(*), 0 from record r \
    join follow_up f on f.record_id = r.id where r.site_id = $1 and r.batch_id is null \
    and f.state in ('accepted', 'nonconforming') \
    union all select 'requests', cast(null as text), count(*), coalesce(sum(case when q.due < $3 then 1 else 0 end), 0) \
    from privacy_request q where q.site_id = $1 \
    and not exists (select 1 from privacy_outcome a where a.request_id = q.id)";

/// The open follow-ups due by a day that may be shown by now, oldest first, at most `limit`. Two statements.
pub async fn open(
    tx: &mut Tx,
    site: ScopeId,
    until: Day,
    now: Instant,
    limit: u32,
) -> Result<Vec<OpenRow>> {
    let mut rows = tx
        .all(OPEN, &[&site, &until, &now, &limit], read_open)
        .await?;
    let visitors = tx
        .all(OPEN_VISITORS, &[&site, &until, &now, &limit], |row| {
            let follow_up: FollowUpId = row.get("follow_up_id")?;
            let visitor = OpenVisitorRow {
                post: row.get("post")?,
                person: row.get("person_id")?,
                name: row.get("name")?,
            };
            Ok((follow_up, visitor))
        })
        .await?;
    for (follow_up, visitor) in visitors {
        if let Some(row) = rows.iter_mut().find(|row| row.id == follow_up) {
            row.visitors.push(visitor);
        }
    }
    Ok(rows)
}

fn read_open(row: &Row) -> Result<OpenRow> {
    Ok(OpenRow {
        id: row.get("id")?,
        event: row.get("event_id")?,
        number: (row.get("year")?, row.get("number")?),
        category: row.get("category")?,
        kind: row.get("kind")?,
        severity: row.get("severity")?,
        unit: row.get("unit_code")?,
        customer: row.get("customer_name")?,
        restricted: row.get("restricted")?,
        summary: row.get("summary")?,
        confidential: row.get("confidential")?,
        round: row.get("round")?,
        due: row.get("due")?,
        planned_day: row.get("planned_day")?,
        channel: row.get("channel")?,
        state: row.get("state")?,
        why: row.get("why")?,
        clauses: row.json("clauses")?,
        readings: row.json("readings")?,
        visitors: Vec::new(),
    })
}

/// How many open follow-ups are due on which day, by category and state.
pub async fn due(
    tx: &mut Tx,
    site: ScopeId,
    asker: Option<PersonId>,
    now: Instant,
) -> Result<Vec<DueRow>> {
    tx.all(DUE, &[&site, &asker, &now], |row| {
        Ok(DueRow {
            due: row.get("due")?,
            category: row.get("category")?,
            state: row.get("state")?,
            follow_ups: row.get("follow_ups")?,
            mine: row.get("mine")?,
        })
    })
    .await
}

/// The cohorts of a month with what is owed and done, by category.
pub async fn cohorts(tx: &mut Tx, site: ScopeId, month: Month) -> Result<Vec<CohortRow>> {
    let (first, last) = (month.first_day(), month.last_day());
    tx.all(COHORTS, &[&site, &first, &last], |row| {
        Ok(CohortRow {
            category: row.get("category")?,
            rate: (row.get("p")?, row.get("q")?),
            owed: row.get("owed")?,
            done: row.get("done")?,
        })
    })
    .await
}

/// What is open at a site besides follow-ups.
pub async fn open_ends(
    tx: &mut Tx,
    site: ScopeId,
    asker: Option<PersonId>,
    (now, today): (Instant, Day),
) -> Result<Vec<OpenEndsRow>> {
    tx.all(OPEN_ENDS, &[&site, &now, &today, &asker], |row| {
        Ok(OpenEndsRow {
            sort: row.get("sort")?,
            category: row.get("category")?,
            open: row.get("open_ends")?,
            overdue: row.get("overdue")?,
        })
    })
    .await
}
