//! The rows behind a month's statistics.

use std::collections::{BTreeSet, HashMap, HashSet};

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
    /// Its site.
    pub site: ScopeId,
    /// The event.
    pub event: EventId,
    /// Its category.
    pub category: Category,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
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
    /// Whether another is followed up in its place.
    pub replaced: bool,
    /// Whether it was closed as 無法聯繫, replaced or not.
    pub unreached: bool,
}

/// What people read of such an obligation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwedWords {
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// Of an invalid complaint, why.
    pub invalid_why: Option<Personal<String>>,
    /// Of an invalid complaint, what the complainant was told.
    pub invalid_answer: Option<Personal<String>>,
}

/// Sites whose ids lie between two, both included; one site where they are the same. Ids grow with the moment at which
/// a site was opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SiteRange {
    /// The first.
    pub first: ScopeId,
    /// The last.
    pub last: ScopeId,
}

impl SiteRange {
    /// One site.
    pub const fn one(site: ScopeId) -> Self {
        Self {
            first: site,
            last: site,
        }
    }
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

/// The obligations `o` of some sites whose windows close from one day to another.
macro_rules! of_sites {
    () => {
        " where o.site_id in (select s.id from scope s where s.kind = 'site' and s.id >= $1 and s.id <= $2) \
         and o.due >= $3 and o.due <= $4 "
    };
    ($head:literal, $rest:literal) => {
        concat!($head, of_sites!(), $rest)
    };
}

/// Columns of their records `r`, of the follow-ups `f`, and of what more is joined.
///
/// `cross join` keeps the order: from the obligations to what became of them. Left to itself, SQLite began with every
/// review of the company.
macro_rules! of_records {
    ($columns:literal, $more:literal, $rest:literal) => {
        concat!(
            "select ",
            $columns,
            " from obligation o cross join follow_up f cross join record r ",
            $more,
            of_sites!(),
            "and f.obligation_id = o.id and r.follow_up_id = f.id ",
            $rest
        )
    };
}

const OWED: &str = of_sites!(
    "select o.id, o.site_id, o.event_id, e.category, e.severity, o.phase, o.line, o.due, o.cohort_id, \
     c.name as cohort_name, c.p, c.q, o.why, coalesce(o.shown_from, o.picked_at) as shown_from, o.working_limit, \
     o.voided_at, o.void_cause, \
     case when o.replaced_by_id is not null and o.voided_at is null then 1 else 0 end as replaced, \
     case when o.unreached_at is not null and o.voided_at is null then 1 else 0 end as unreached \
     from obligation o join event e on e.id = o.event_id join cohort c on c.id = o.cohort_id",
    "and o.arisen_at <= $5 order by case when o.voided_at is null then 1 else 0 end, o.due, o.id"
);
const WORDS: &str = of_sites!(
    "select o.id, e.year, e.number, coalesce(u.code, l.unit_given, e.unit_given) as unit_code, e.summary, \
     e.confidential, v.why as invalid_why, v.answer as invalid_answer \
     from obligation o join event e on e.id = o.event_id \
     left join list_line l on l.event_id = o.event_id and l.line = o.line \
     left join unit u on u.id = coalesce(l.unit_id, e.unit_id) \
     left join invalidity v on v.event_id = e.id and e.confidential = 0",
    "and o.arisen_at <= $5"
);
const ZONES: &str = of_sites!(
    "select o.id, coalesce(u.zone_id, e.zone_id, s.zone_id) as zone_id from obligation o \
     join event e on e.id = o.event_id left join sealed s on s.event_id = e.id \
     left join list_line l on l.event_id = o.event_id and l.line = o.line \
     left join unit u on u.id = coalesce(l.unit_id, e.unit_id, s.unit_id)",
    "and o.arisen_at <= $5"
);
const VISITS: &str = of_records!(
    "r.obligation_id, r.follow_up_id, f.round, r.id, r.version, r.visited_on, r.channel, r.rating, r.refused, \
     r.completes, r.in_time",
    "",
    "and r.recorded_at <= $5 order by r.obligation_id, r.visited_on, f.round, r.version"
);
const VERDICTS: &str = of_records!(
    "v.record_id, v.verdict",
    "cross join review v",
    "and v.record_id = r.id and v.reviewed_at <= $5 order by v.reviewed_at, v.id"
);
const RAISED: &str = of_records!(
    "m.record_id, m.settled_at, e.completed_at, p.answer_by, p.kept_at, t.due, t.done_at",
    "cross join matter m left join event e on e.id = m.complaint_id left join promise p on p.matter_id = m.id \
     left join rectification t on t.matter_id = m.id",
    "and m.record_id = r.id and r.recorded_at <= $5 order by m.record_id, m.number"
);
const REVISITED: &str = of_records!(
    "o.id",
    "cross join review v cross join obligation c cross join follow_up a cross join record n",
    "and v.record_id = r.id and v.verdict = 'nonconforming' and v.reviewed_at <= $5 \
     and c.event_id = v.complaint_id and (c.voided_at is null or c.voided_at > $5) and a.obligation_id = c.id \
     and n.follow_up_id = a.id and n.completes = 1 and n.recorded_at <= $5 and not exists \
     (select 1 from review b where b.record_id = n.id and b.verdict = 'sent_back' and b.reviewed_at <= $5)"
);
const EVENT: &str = "select e.id, e.year, e.number, e.category, coalesce(u.code, e.unit_given) as unit_code, e.summary, \
    coalesce(e.reported_at, e.completed_at) as told_at from event e left join unit u on u.id = e.unit_id \
    where e.id = $1 and e.confidential = 0";
const COMPLETED: &str = "select category, count(*) as events from event where site_id = $1 and completed_at >= $2 \
    and completed_at < $3 and withdrawn_at is null and merged_into_id is null group by category order by category";
const COMPLETED_EVENTS: &str = "select e.id, e.year, e.number, coalesce(u.code, e.unit_given) as unit_code, e.summary, \
    e.completed_at from event e left join unit u on u.id = e.unit_id where e.site_id = $1 and e.completed_at >= $2 \
    and e.completed_at < $3 and e.category = $4 and e.withdrawn_at is null and e.merged_into_id is null order by e.completed_at, e.id";
const CLOSE: &str = "select as_of, closed_at, closed_by_id, snapshot from month_close where site_id = $1 and month = $2";
const CLOSES: &str = "select month from month_close where site_id = $1 order by month";

/// Shows the obligations of some sites whose windows close from one day to another, both included, as far as they had
/// arisen at a moment: one after another, those that are void by now before all others.
pub async fn each_owed(
    tx: &mut Tx,
    sites: SiteRange,
    (first, last): (Day, Day),
    as_of: Instant,
    mut show: impl FnMut(OwedRow) + Send,
) -> Result<()> {
    let range: [&dyn Bind; 5] = [&sites.first, &sites.last, &first, &last, &as_of];
    let shown = tx.each(OWED, &range, |row| {
        show(read_owed(row)?);
        Ok(())
    });
    shown.await
}

/// What people read of those obligations.
pub async fn words(
    tx: &mut Tx,
    sites: SiteRange,
    (first, last): (Day, Day),
    as_of: Instant,
) -> Result<Vec<(ObligationId, OwedWords)>> {
    let range: [&dyn Bind; 5] = [&sites.first, &sites.last, &first, &last, &as_of];
    tx.all(WORDS, &range, |row| {
        let words = OwedWords {
            number: (row.get("year")?, row.get("number")?),
            unit: row.get("unit_code")?,
            summary: row.get("summary")?,
            confidential: row.get("confidential")?,
            invalid_why: row.get("invalid_why")?,
            invalid_answer: row.get("invalid_answer")?,
        };
        Ok((row.get("id")?, words))
    })
    .await
}

/// The zones in which those obligations lie; those in none are left out.
pub async fn zones(
    tx: &mut Tx,
    sites: SiteRange,
    (first, last): (Day, Day),
    as_of: Instant,
) -> Result<HashMap<ObligationId, ScopeId>> {
    let range: [&dyn Bind; 5] = [&sites.first, &sites.last, &first, &last, &as_of];
    let read = |row: &Row| Ok((row.get("id")?, row.get("zone_id")?));
    let zones: Vec<(ObligationId, Option<ScopeId>)> = tx.all(ZONES, &range, read).await?;
    let known = zones.into_iter();
    Ok(known.filter_map(|(id, zone)| Some((id, zone?))).collect())
}

fn read_owed(row: &Row) -> Result<OwedRow> {
    Ok(OwedRow {
        obligation: row.get("id")?,
        site: row.get("site_id")?,
        event: row.get("event_id")?,
        category: row.get("category")?,
        severity: row.get("severity")?,
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
        replaced: row.get("replaced")?,
        unreached: row.get("unreached")?,
    })
}

/// Shows the records of those obligations, as far as they were handed in at a moment: obligation after obligation, of
/// each by day and round.
pub async fn each_visit(
    tx: &mut Tx,
    sites: SiteRange,
    (first, last): (Day, Day),
    as_of: Instant,
    mut show: impl FnMut(VisitRow) + Send,
) -> Result<()> {
    let range: [&dyn Bind; 5] = [&sites.first, &sites.last, &first, &last, &as_of];
    let shown = tx.each(VISITS, &range, |row| {
        show(VisitRow {
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
        });
        Ok(())
    });
    shown.await
}

/// Those obligations of which a record was found nonconforming, and the complaint that this opened was followed up by a
/// moment.
pub async fn revisited(
    tx: &mut Tx,
    sites: SiteRange,
    (first, last): (Day, Day),
    as_of: Instant,
) -> Result<HashSet<ObligationId>> {
    let range: [&dyn Bind; 5] = [&sites.first, &sites.last, &first, &last, &as_of];
    let found = tx.all(REVISITED, &range, |row| row.get("id")).await?;
    Ok(found.into_iter().collect())
}

/// An event as a list shows it.
#[derive(Clone, Debug)]
pub struct ListedEvent {
    /// The event.
    pub event: EventId,
    /// Its running number: year and number.
    pub number: (i32, u32),
    /// Its category.
    pub category: Category,
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// When it was told.
    pub told_at: Option<Instant>,
}

/// These events, in the order in which they were told; confidential ones are left out. A statement for each.
pub async fn events(tx: &mut Tx, events: &BTreeSet<EventId>) -> Result<Vec<ListedEvent>> {
    let mut found = Vec::new();
    for event in events {
        let read = |row: &Row| {
            Ok(ListedEvent {
                event: row.get("id")?,
                number: (row.get("year")?, row.get("number")?),
                category: row.get("category")?,
                unit: row.get("unit_code")?,
                summary: row.get("summary")?,
                told_at: row.get("told_at")?,
            })
        };
        found.extend(tx.optional(EVENT, &[event], read).await?);
    }
    found.sort_by_key(|it| (it.told_at, it.number));
    Ok(found)
}

/// The verdicts on those records up to a moment, oldest first.
pub async fn verdicts(
    tx: &mut Tx,
    sites: SiteRange,
    (first, last): (Day, Day),
    as_of: Instant,
) -> Result<Vec<(RecordId, Verdict)>> {
    let range: [&dyn Bind; 5] = [&sites.first, &sites.last, &first, &last, &as_of];
    tx.all(VERDICTS, &range, |row| {
        Ok((row.get("record_id")?, row.get("verdict")?))
    })
    .await
}

/// What was raised in those records.
pub async fn raised(
    tx: &mut Tx,
    sites: SiteRange,
    (first, last): (Day, Day),
    as_of: Instant,
) -> Result<Vec<RaisedRow>> {
    let range: [&dyn Bind; 5] = [&sites.first, &sites.last, &first, &last, &as_of];
    tx.all(RAISED, &range, |row| {
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
