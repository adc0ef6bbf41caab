//! The plan of a month and the draws behind it, for pages: a fixed number of statements each.

use huiyin_domain::entry::{FollowUpState, VoidCause};
use huiyin_domain::{
    Category, Channel, CohortId, Day, EventId, FollowUpId, Instant, ObligationId, PersonId,
    Personal, Phase, Rate, ScopeId, Severity, UnitId, Why,
};

use crate::follow_ups::VisitorRow;
use crate::row::Row;
use crate::{Error, Result, Tx};

/// A follow-up of the plan.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something of its own about the line"
)]
pub struct PlanRow {
    /// The follow-up.
    pub id: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// Its event.
    pub event: EventId,
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// The event's id outside.
    pub event_id: String,
    /// Its category.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<String>,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// The home, where it is one of the units.
    pub unit_id: Option<UnitId>,
    /// The home in words.
    pub unit: Option<String>,
    /// The building it is in.
    pub building: Option<String>,
    /// Who is visited.
    pub customer: Option<Personal<String>>,
    /// Whether they asked that the use of their data be restricted: they are contacted only where that must be.
    pub restricted: bool,
    /// Which round.
    pub round: u32,
    /// Which of the event's obligations.
    pub phase: Phase,
    /// The line of the event's list; 0 where there is none.
    pub line: u32,
    /// The first day on which it counts.
    pub not_before: Day,
    /// The last day in time.
    pub due: Day,
    /// The day it is planned for.
    pub planned_day: Option<Day>,
    /// The channel it is planned for.
    pub channel: Channel,
    /// Whether the planner added it without being asked.
    pub voluntary: bool,
    /// How far it is.
    pub state: FollowUpState,
    /// Why it is picked.
    pub why: Why,
    /// Its number in the draw.
    pub draw_number: Option<u32>,
    /// Its cohort.
    pub cohort: CohortId,
    /// Whether its cohort was drawn out when it was entered.
    pub late_entry: bool,
    /// The day against which timeliness counts, where the window left no time.
    pub working_limit: Option<Day>,
    /// The clauses behind it.
    pub clauses: Vec<String>,
    /// The readings behind it.
    pub readings: Vec<String>,
}

impl PlanRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            obligation: row.get("obligation_id")?,
            event: row.get("event_id")?,
            number: (row.get("year")?, row.get("running")?),
            event_id: row.get("outside_id")?,
            category: row.get("category")?,
            kind: row.get("kind")?,
            severity: row.get("severity")?,
            summary: row.get("summary")?,
            unit_id: row.get("unit_id")?,
            confidential: row.get("confidential")?,
            unit: row.get("unit_code")?,
            building: row.get("building")?,
            customer: row.get("customer_name")?,
            restricted: row.get::<Option<Instant>>("restricted_at")?.is_some(),
            round: row.get("round")?,
            phase: row.get("phase")?,
            line: row.get("line")?,
            not_before: row.get("not_before")?,
            due: row.get("due")?,
            planned_day: row.get("planned_day")?,
            channel: row.get("channel")?,
            voluntary: row.get("voluntary")?,
            state: row.get("state")?,
            why: row.get("why")?,
            draw_number: row.get("draw_number")?,
            cohort: row.get("cohort_id")?,
            late_entry: row.get("late_entry")?,
            working_limit: row.get("working_limit")?,
            clauses: row.json("clauses")?,
            readings: row.json("readings")?,
        })
    }
}

/// An obligation as the draw of its cohort shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DrawnRow {
    /// The obligation.
    pub obligation: ObligationId,
    /// Its event.
    pub event: EventId,
    /// The event's running number: year and number.
    pub running: (i32, u32),
    /// The event's id outside.
    pub event_id: String,
    /// Its category.
    pub category: Category,
    /// Which of the event's obligations.
    pub phase: Phase,
    /// The line of the event's list; 0 where there is none.
    pub line: u32,
    /// The last day of its window.
    pub due: Day,
    /// Its cohort.
    pub cohort: CohortId,
    /// The name of its cohort.
    pub cohort_name: String,
    /// The rate of its cohort.
    pub rate: Rate,
    /// Its number in the draw.
    pub number: Option<u32>,
    /// Why it is picked, or is not.
    pub why: Why,
    /// When a pick is shown to people.
    pub shown_from: Option<Instant>,
    /// Whether its cohort was drawn out when it was entered.
    pub late_entry: bool,
    /// Why it is void.
    pub void_cause: Option<VoidCause>,
    /// Who is followed up in its place.
    pub replaced_by: Option<ObligationId>,
    /// When it was entered.
    pub arisen_at: Instant,
}

impl DrawnRow {
    fn read(row: &Row) -> Result<Self> {
        let rate = Rate::new(row.get("p")?, row.get("q")?);
        Ok(Self {
            obligation: row.get("id")?,
            event: row.get("event_id")?,
            running: (row.get("year")?, row.get("running")?),
            event_id: row.get("outside_id")?,
            category: row.get("category")?,
            phase: row.get("phase")?,
            line: row.get("line")?,
            due: row.get("due")?,
            cohort: row.get("cohort_id")?,
            cohort_name: row.get("cohort_name")?,
            rate: rate.map_err(Error::corrupt)?,
            number: row.get("number")?,
            why: row.get("why")?,
            shown_from: row.get("shown_from")?,
            late_entry: row.get("late_entry")?,
            void_cause: row.get("void_cause")?,
            replaced_by: row.get("replaced_by_id")?,
            arisen_at: row.get("arisen_at")?,
        })
    }

    /// Whether it is void, or gave way to another.
    pub const fn is_gone(&self) -> bool {
        self.void_cause.is_some() || self.replaced_by.is_some()
    }
}

/// How many completions somebody entered long after they happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LateEntriesRow {
    /// Who; none when the product or a program did.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// How many.
    pub count: u64,
}

// Released or done in the month, and whatever waits for its release since before.
const LINES: &str = "select f.id, f.obligation_id, f.event_id, e.year, e.number as running, e.event_id as outside_id, e.category, e.kind, \
    e.severity, e.summary, e.confidential, coalesce(u.code, l.unit_given, e.unit_given) as unit_code, u.id as unit_id, u.building, \
    coalesce(p.name, e.customer) as customer_name, p.restricted_at, f.round, o.phase, o.line, f.not_before, f.due, f.planned_day, \
    f.channel, f.voluntary, f.state, o.why, o.number as draw_number, o.cohort_id, o.late_entry, o.working_limit, \
    o.clauses, o.readings from follow_up f join obligation o on o.id = f.obligation_id \
    join event e on e.id = f.event_id left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) \
    left join person p on p.id = coalesce(l.person_id, e.reporter_id) \
    where f.site_id = $1 and f.state <> 'withdrawn' and coalesce(o.shown_from, 0) <= $4 \
    and (f.due between $2 and $3 or (f.state = 'planned' and (f.due < $2 or $5 = 1))) \
    order by f.due, e.year, e.number, o.line, f.round, f.id";
const LINES_OF_EVENT: &str = "select f.id, f.obligation_id, f.event_id, e.year, e.number as running, e.event_id as outside_id, e.category, \
    e.kind, e.severity, e.summary, e.confidential, coalesce(u.code, l.unit_given, e.unit_given) as unit_code, u.id as unit_id, u.building, \
    coalesce(p.name, e.customer) as customer_name, p.restricted_at, f.round, o.phase, o.line, f.not_before, f.due, f.planned_day, \
    f.channel, f.voluntary, f.state, o.why, o.number as draw_number, o.cohort_id, o.late_entry, o.working_limit, \
    o.clauses, o.readings from follow_up f join obligation o on o.id = f.obligation_id \
    join event e on e.id = f.event_id left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) \
    left join person p on p.id = coalesce(l.person_id, e.reporter_id) \
    where f.event_id = $1 and coalesce(o.shown_from, 0) <= $2 order by f.planned_at, o.line, f.round, f.id";
const VISITORS_OF_EVENT: &str = "select v.follow_up_id, v.post, v.person_id, p.name, v.reason from follow_up f \
    join follow_up_visitor v on v.follow_up_id = f.id left join person p on p.id = v.person_id \
    where f.event_id = $1 order by v.follow_up_id, v.place";
const DRAWN_OF_EVENT: &str = "select o.id, o.event_id, e.year, e.number as running, e.event_id as outside_id, e.category, \
    o.phase, o.line, o.due, o.cohort_id, c.name as cohort_name, c.p, c.q, o.number, o.why, o.shown_from, o.late_entry, \
    o.void_cause, o.replaced_by_id, o.arisen_at from obligation o join cohort c on c.id = o.cohort_id \
    join event e on e.id = o.event_id where o.cohort_id in (select own.cohort_id from obligation own \
    where own.event_id = $1) order by o.cohort_id, coalesce(o.number, 2147483647), o.arisen_at, o.id";
const VISITORS: &str = "select v.follow_up_id, v.post, v.person_id, p.name, v.reason from follow_up f \
    join obligation o on o.id = f.obligation_id join follow_up_visitor v on v.follow_up_id = f.id \
    left join person p on p.id = v.person_id \
    where f.site_id = $1 and f.state <> 'withdrawn' and coalesce(o.shown_from, 0) <= $4 \
    and (f.due between $2 and $3 or (f.state = 'planned' and (f.due < $2 or $5 = 1))) order by v.follow_up_id, v.place";
const DRAWN_OF_MONTH: &str = "select o.id, o.event_id, e.year, e.number as running, e.event_id as outside_id, e.category, \
    o.phase, o.line, o.due, o.cohort_id, c.name as cohort_name, c.p, c.q, o.number, o.why, o.shown_from, o.late_entry, \
    o.void_cause, o.replaced_by_id, o.arisen_at from obligation o join cohort c on c.id = o.cohort_id \
    join event e on e.id = o.event_id where o.site_id = $1 and o.due between $2 and $3 \
    order by c.name, coalesce(o.number, 2147483647), o.arisen_at, o.id";
const DRAWN_OF_COHORT: &str = "select o.id, o.event_id, e.year, e.number as running, e.event_id as outside_id, e.category, \
    o.phase, o.line, o.due, o.cohort_id, c.name as cohort_name, c.p, c.q, o.number, o.why, o.shown_from, o.late_entry, \
    o.void_cause, o.replaced_by_id, o.arisen_at from obligation o join cohort c on c.id = o.cohort_id \
    join event e on e.id = o.event_id where o.cohort_id = $1 \
    order by coalesce(o.number, 2147483647), o.arisen_at, o.id";
const LATE_ENTRIES: &str = "select j.actor_id, p.name, count(distinct e.id) as entries from obligation o \
    join event e on e.id = o.event_id join journal j on j.subject_id = e.id and j.kind = 'event_completed' \
    and j.at = e.completion_entered_at left join person p on p.id = j.actor_id where o.cohort_id = $1 \
    and e.completion_entered_at - e.completed_at > $2 group by j.actor_id, p.name order by 3 desc, 1";

/// The follow-ups of an event that are shown by `now`, withdrawn ones among them.
pub async fn lines_of_event(tx: &mut Tx, event: EventId, now: Instant) -> Result<Vec<PlanRow>> {
    tx.all(LINES_OF_EVENT, &[&event, &now], PlanRow::read).await
}

/// Who visits in the follow-ups of an event.
pub async fn visitors_of_event(tx: &mut Tx, event: EventId) -> Result<Vec<VisitorRow>> {
    tx.all(VISITORS_OF_EVENT, &[&event], VisitorRow::read).await
}

/// Whether there is a follow-up of an obligation, withdrawn ones left out.
pub async fn has_follow_up(tx: &mut Tx, obligation: ObligationId) -> Result<bool> {
    const SQL: &str = "select count(*) as rounds from follow_up where obligation_id = $1 and state <> 'withdrawn'";
    let rounds: i64 = tx.one(SQL, &[&obligation], |row| row.get("rounds")).await?;
    Ok(rounds > 0)
}

/// The follow-ups due from `first` to `last` that are shown by `now`, and those that wait for their release: due before,
/// or `all` of them.
pub async fn lines(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    (now, all): (Instant, bool),
) -> Result<Vec<PlanRow>> {
    let all = i64::from(all);
    tx.all(LINES, &[&site, &first, &last, &now, &all], PlanRow::read)
        .await
}

/// Who visits in the follow-ups of [`lines`].
pub async fn visitors(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
    (now, all): (Instant, bool),
) -> Result<Vec<VisitorRow>> {
    let all = i64::from(all);
    tx.all(
        VISITORS,
        &[&site, &first, &last, &now, &all],
        VisitorRow::read,
    )
    .await
}

/// The obligations whose windows close from `first` to `last`, by cohort and number.
pub async fn drawn(tx: &mut Tx, site: ScopeId, (first, last): (Day, Day)) -> Result<Vec<DrawnRow>> {
    tx.all(DRAWN_OF_MONTH, &[&site, &first, &last], DrawnRow::read)
        .await
}

/// The obligations of a cohort, by number, those without one last.
pub async fn drawn_of_cohort(tx: &mut Tx, cohort: CohortId) -> Result<Vec<DrawnRow>> {
    tx.all(DRAWN_OF_COHORT, &[&cohort], DrawnRow::read).await
}

/// The obligations of the cohorts that an event has obligations in, by cohort and number.
pub async fn drawn_around_event(tx: &mut Tx, event: EventId) -> Result<Vec<DrawnRow>> {
    tx.all(DRAWN_OF_EVENT, &[&event], DrawnRow::read).await
}

/// Who entered completions of a cohort's events more than `hours` after they happened, and how many.
pub async fn late_entries(
    tx: &mut Tx,
    cohort: CohortId,
    hours: u32,
) -> Result<Vec<LateEntriesRow>> {
    let micros = i64::from(hours) * 3_600_000_000;
    tx.all(LATE_ENTRIES, &[&cohort, &micros], |row| {
        Ok(LateEntriesRow {
            person: row.get("actor_id")?,
            name: row.get("name")?,
            count: row.get("entries")?,
        })
    })
    .await
}
