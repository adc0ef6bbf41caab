//! The rows behind a month's statistics.

use huiyin_domain::entry::VoidCause;
use huiyin_domain::{
    Category, Channel, CohortId, Day, EventId, FollowUpId, Instant, Month, ObligationId, PersonId,
    Personal, Phase, Rating, RecordId, ScopeId, Severity, Verdict, Why,
};

use crate::row::Row;
use crate::value::Bind;
use crate::{Result, Tx};

/// An obligation of the month, standing or void.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwedRow {
    /// The obligation.
    pub obligation: ObligationId,
    /// The event.
    pub event: EventId,
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// Its category.
    pub category: Category,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// Which of the event's obligations it is.
    pub phase: Phase,
    /// The line of the event's list, from 1; 0 where there is none.
    pub line: u32,
    /// The last day of its window.
    pub due: Day,
    /// Its cohort.
    pub cohort: CohortId,
    /// The cohort's name.
    pub cohort_name: String,
    /// The cohort's rate, p of q.
    pub rate: (u32, u32),
    /// Why it is picked, or is not.
    pub why: Why,
    /// Since when people may know that it is picked.
    pub shown_from: Option<Instant>,
    /// The working limit of a pick that came too late for the window.
    pub working_limit: Option<Day>,
    /// When it fell away.
    pub voided_at: Option<Instant>,
    /// Why.
    pub void_cause: Option<VoidCause>,
    /// Of an invalid complaint, why.
    pub invalid_why: Option<Personal<String>>,
    /// Of an invalid complaint, what the complainant was told.
    pub invalid_answer: Option<Personal<String>>,
    /// Whether another is followed up in its place.
    pub replaced: bool,
    /// Whether it was closed as 無法聯繫, replaced or not.
    pub unreached: bool,
}

/// A version of a record of one of these obligations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitRow {
    /// The obligation.
    pub obligation: ObligationId,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its round.
    pub round: u32,
    /// The record.
    pub record: RecordId,
    /// Which version.
    pub version: u32,
    /// The day of the visit.
    pub visited_on: Day,
    /// How.
    pub channel: Channel,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// Whether the customer declined to sign.
    pub refused: bool,
    /// Whether it completes the obligation.
    pub completes: bool,
    /// Whether it was in time.
    pub in_time: bool,
}

/// Something raised in one of these records.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RaisedRow {
    /// The record.
    pub record: RecordId,
    /// When it was settled.
    pub settled_at: Option<Instant>,
    /// When the complaint it became was completed.
    pub complaint_completed_at: Option<Instant>,
    /// By when an answer is promised.
    pub answer_by: Option<Instant>,
    /// When that answer was given.
    pub kept_at: Option<Instant>,
    /// By which day it is put right.
    pub rectification_due: Option<Day>,
    /// When it was put right.
    pub rectified_at: Option<Instant>,
}

/// A close of a month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CloseRow {
    /// The moment the picture shows.
    pub as_of: Instant,
    /// When it was closed.
    pub closed_at: Instant,
    /// By whom.
    pub closed_by: Option<PersonId>,
    /// The picture, as JSON.
    pub snapshot: String,
}

const OWED: &str = "select o.id, o.event_id, e.year, e.number, e.category, e.severity, \
    coalesce(u.code, l.unit_given, e.unit_given) as unit_code, e.summary, e.confidential, o.phase, o.line, o.due, o.cohort_id, \
    c.name as cohort_name, c.p, c.q, o.why, coalesce(o.shown_from, o.picked_at) as shown_from, o.working_limit, o.voided_at, o.void_cause, \
    v.why as invalid_why, v.answer as invalid_answer, \
    case when o.replaced_by_id is not null and o.voided_at is null then 1 else 0 end as replaced, \
    case when o.unreached_at is not null and o.voided_at is null then 1 else 0 end as unreached \
    from obligation o join event e on e.id = o.event_id join cohort c on c.id = o.cohort_id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) left join invalidity v on v.event_id = e.id and e.confidential = 0 \
    where o.site_id = $1 and o.due >= $2 and o.due <= $3 and o.arisen_at <= $4 order by o.due, o.id";
const VISITS: &str = "select r.obligation_id, r.follow_up_id, f.round, r.id, r.version, r.visited_on, r.channel, \
    r.rating, r.refused, r.completes, r.in_time from obligation o join record r on r.obligation_id = o.id \
    join follow_up f on f.id = r.follow_up_id \
    where o.site_id = $1 and o.due >= $2 and o.due <= $3 and r.recorded_at <= $4 \
    order by r.obligation_id, r.visited_on, f.round, r.version";
const VERDICTS: &str = "select v.record_id, v.verdict from obligation o join record r on r.obligation_id = o.id \
    join review v on v.record_id = r.id where o.site_id = $1 and o.due >= $2 and o.due <= $3 and v.reviewed_at <= $4 \
    order by v.reviewed_at, v.id";
const RAISED: &str = "select m.record_id, m.settled_at, e.completed_at, p.answer_by, p.kept_at, t.due, t.done_at \
    from obligation o join record r on r.obligation_id = o.id join matter m on m.record_id = r.id \
    left join event e on e.id = m.complaint_id left join promise p on p.matter_id = m.id \
    left join rectification t on t.matter_id = m.id \
    where o.site_id = $1 and o.due >= $2 and o.due <= $3 and r.recorded_at <= $4 order by m.record_id, m.number";
const COMPLETED: &str = "select category, count(*) as events from event where site_id = $1 and completed_at >= $2 \
    and completed_at < $3 and withdrawn_at is null and merged_into_id is null group by category order by category";
const COMPLETED_EVENTS: &str = "select e.id, e.year, e.number, coalesce(u.code, e.unit_given) as unit_code, e.summary, \
    e.completed_at from event e left join unit u on u.id = e.unit_id where e.site_id = $1 and e.completed_at >= $2 \
    and e.completed_at < $3 and e.category = $4 and e.withdrawn_at is null and e.merged_into_id is null order by e.completed_at, e.id";
const CLOSE: &str = "select as_of, closed_at, closed_by_id, snapshot from month_close where site_id = $1 and month = $2";
const CLOSES: &str = "select month from month_close where site_id = $1 order by month";

/// The obligations of a site whose windows close from one day to another, both included, as far as they had arisen at
/// a moment.
pub async fn owed(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    as_of: Instant,
) -> Result<Vec<OwedRow>> {
    tx.all(OWED, &[&site, &first, &last, &as_of], read_owed)
        .await
}

fn read_owed(row: &Row) -> Result<OwedRow> {
    Ok(OwedRow {
        obligation: row.get("id")?,
        event: row.get("event_id")?,
        number: (row.get("year")?, row.get("number")?),
        category: row.get("category")?,
        severity: row.get("severity")?,
        unit: row.get("unit_code")?,
        summary: row.get("summary")?,
        confidential: row.get("confidential")?,
        phase: row.get("phase")?,
        line: row.get("line")?,
        due: row.get("due")?,
        cohort: row.get("cohort_id")?,
        cohort_name: row.get("cohort_name")?,
        rate: (row.get("p")?, row.get("q")?),
        why: row.get("why")?,
        shown_from: row.get("shown_from")?,
        working_limit: row.get("working_limit")?,
        voided_at: row.get("voided_at")?,
        void_cause: row.get("void_cause")?,
        invalid_why: row.get("invalid_why")?,
        invalid_answer: row.get("invalid_answer")?,
        replaced: row.get("replaced")?,
        unreached: row.get("unreached")?,
    })
}

/// The records of those obligations, as far as they were handed in at a moment; of each obligation by day and round.
pub async fn visits(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    as_of: Instant,
) -> Result<Vec<VisitRow>> {
    tx.all(VISITS, &[&site, &first, &last, &as_of], |row| {
        Ok(VisitRow {
            obligation: row.get("obligation_id")?,
            follow_up: row.get("follow_up_id")?,
            round: row.get("round")?,
            record: row.get("id")?,
            version: row.get("version")?,
            visited_on: row.get("visited_on")?,
            channel: row.get("channel")?,
            rating: row.get("rating")?,
            refused: row.get("refused")?,
            completes: row.get("completes")?,
            in_time: row.get("in_time")?,
        })
    })
    .await
}

/// The verdicts on those records up to a moment, oldest first.
pub async fn verdicts(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    as_of: Instant,
) -> Result<Vec<(RecordId, Verdict)>> {
    tx.all(VERDICTS, &[&site, &first, &last, &as_of], |row| {
        Ok((row.get("record_id")?, row.get("verdict")?))
    })
    .await
}

/// What was raised in those records.
pub async fn raised(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    as_of: Instant,
) -> Result<Vec<RaisedRow>> {
    tx.all(RAISED, &[&site, &first, &last, &as_of], |row| {
        Ok(RaisedRow {
            record: row.get("record_id")?,
            settled_at: row.get("settled_at")?,
            complaint_completed_at: row.get("completed_at")?,
            answer_by: row.get("answer_by")?,
            kept_at: row.get("kept_at")?,
            rectification_due: row.get("due")?,
            rectified_at: row.get("done_at")?,
        })
    })
    .await
}

/// How many events were completed from one moment until before another, by category.
pub async fn completed(
    tx: &mut Tx,
    site: ScopeId,
    from: Instant,
    until: Instant,
) -> Result<Vec<(Category, u64)>> {
    tx.all(COMPLETED, &[&site, &from, &until], |row| {
        Ok((row.get("category")?, row.get("events")?))
    })
    .await
}

/// An event that was completed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompletedRow {
    /// The event.
    pub event: EventId,
    /// Its running number: year and number.
    pub number: (i32, u32),
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// When its handling ended.
    pub completed_at: Instant,
}

/// The events of a category that were completed from one moment until before another, in that order.
pub async fn completed_events(
    tx: &mut Tx,
    site: ScopeId,
    from: Instant,
    until: Instant,
    category: Category,
) -> Result<Vec<CompletedRow>> {
    let range: [&dyn Bind; 4] = [&site, &from, &until, &category];
    tx.all(COMPLETED_EVENTS, &range, |row| {
        Ok(CompletedRow {
            event: row.get("id")?,
            number: (row.get("year")?, row.get("number")?),
            unit: row.get("unit_code")?,
            summary: row.get("summary")?,
            completed_at: row.get("completed_at")?,
        })
    })
    .await
}

/// The close of a month, when there was one.
pub async fn close(tx: &mut Tx, site: ScopeId, month: Month) -> Result<Option<CloseRow>> {
    tx.optional(CLOSE, &[&site, &month], |row| {
        Ok(CloseRow {
            as_of: row.get("as_of")?,
            closed_at: row.get("closed_at")?,
            closed_by: row.get("closed_by_id")?,
            snapshot: row.get("snapshot")?,
        })
    })
    .await
}

/// The months of a site that are closed, in order.
pub async fn closed_months(tx: &mut Tx, site: ScopeId) -> Result<Vec<Month>> {
    tx.all(CLOSES, &[&site], |row| row.get("month")).await
}
