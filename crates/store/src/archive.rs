//! The archive: batches of a month's records, what was done to them, and what is missing.

use huiyin_domain::entry::{BatchStep, FollowUpState};
use huiyin_domain::{
    BatchId, Category, Channel, Day, FollowUpId, Instant, Month, PersonId, Personal, Rating,
    RecordId, ScopeId,
};

use crate::row::Row;
use crate::{Result, Tx};

/// A batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BatchRow {
    /// The batch.
    pub id: BatchId,
    /// Its site.
    pub site: ScopeId,
    /// The month by whose day it is handed over.
    pub month: Month,
    /// How many records are in it.
    pub records: u64,
    /// How many of them may serve appraisal.
    pub serving: u64,
    /// When it was begun.
    pub collected_at: Instant,
    /// When it was reviewed.
    pub reviewed_at: Option<Instant>,
    /// When it was received.
    pub received_at: Option<Instant>,
    /// The last day on which it must be there.
    pub keep_until: Option<Day>,
    /// Whether it must stay beyond that day.
    pub held: bool,
    /// When it was listed for disposal.
    pub proposed_at: Option<Instant>,
    /// Who listed it.
    pub proposed_by: Option<PersonId>,
    /// When somebody else approved that.
    pub approved_at: Option<Instant>,
    /// When it was disposed of.
    pub disposed_at: Option<Instant>,
}

impl BatchRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            month: row.get("month")?,
            records: row.get("records")?,
            serving: row.get("serving")?,
            collected_at: row.get("collected_at")?,
            reviewed_at: row.get("reviewed_at")?,
            received_at: row.get("received_at")?,
            keep_until: row.get("keep_until")?,
            held: row.get("held")?,
            proposed_at: row.get("proposed_at")?,
            proposed_by: row.get("proposed_by_id")?,
            approved_at: row.get("approved_at")?,
            disposed_at: row.get("disposed_at")?,
        })
    }
}

/// Something that was done to a batch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StepRow {
    /// What.
    pub step: BatchStep,
    /// When.
    pub done_at: Instant,
    /// Who did it.
    pub name: Option<Personal<String>>,
    /// How many records joined it, or may serve appraisal.
    pub records: u64,
    /// The opinion or the reason.
    pub said: Option<Personal<String>>,
    /// The name that was signed with.
    pub signed_name: Option<Personal<String>>,
    /// The strokes of the signature.
    pub strokes: Option<Personal<String>>,
}

/// A record of a batch, as the hand-over list has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArchivedRow {
    /// The record.
    pub id: RecordId,
    /// Year and number by which people call the event.
    pub number: (i32, u32),
    /// The event's category.
    pub category: Category,
    /// The home.
    pub unit: Option<String>,
    /// Which round.
    pub round: u32,
    /// The day of the visit.
    pub visited_on: Day,
    /// How the customer was contacted.
    pub channel: Channel,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// What the review came to.
    pub state: FollowUpState,
    /// Who handed it in.
    pub recorded_by: Option<Personal<String>>,
    /// Whether it may serve appraisal.
    pub serves: bool,
}

/// A follow-up whose form is not ready for the archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MissingRow {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its record, where there is one.
    pub record: Option<RecordId>,
    /// Year and number by which people call the event.
    pub number: (i32, u32),
    /// The home.
    pub unit: Option<String>,
    /// The last day in time.
    pub due: Day,
    /// How far it is.
    pub state: FollowUpState,
    /// Who visits, or did.
    pub name: Option<Personal<String>>,
}

const BATCHES: &str = "select b.id, b.site_id, b.month, b.collected_at, b.reviewed_at, b.received_at, b.keep_until, \
    b.held, b.proposed_at, b.proposed_by_id, b.approved_at, b.disposed_at, (select count(*) from record r where r.batch_id = b.id) as records, \
    (select count(*) from record r where r.batch_id = b.id and r.serves_appraisal = 1) as serving \
    from archive_batch b where b.site_id = $1 order by b.month desc, b.collected_at desc, b.id limit $2";
const BATCH: &str = "select b.id, b.site_id, b.month, b.collected_at, b.reviewed_at, b.received_at, b.keep_until, \
    b.held, b.proposed_at, b.proposed_by_id, b.approved_at, b.disposed_at, (select count(*) from record r where r.batch_id = b.id) as records, \
    (select count(*) from record r where r.batch_id = b.id and r.serves_appraisal = 1) as serving \
    from archive_batch b where b.id = $1";
const LOCK: &str = "select id from archive_batch where id = $1";
const STEPS: &str = "select s.step, s.done_at, p.name, s.records, s.said, s.signed_name, s.strokes from archive_step s \
    left join person p on p.id = s.done_by_id where s.batch_id = $1 order by s.number";
const READY: &str = "select r.id from record r join follow_up f on f.record_id = r.id \
    where r.site_id = $1 and r.batch_id is null and f.state in ('accepted', 'nonconforming') \
    order by r.recorded_at, r.id limit $2";
const READY_COUNT: &str = "select count(*) as ready from record r join follow_up f on f.record_id = r.id \
    where r.site_id = $1 and r.batch_id is null and f.state in ('accepted', 'nonconforming')";
const RECORDS: &str = "select r.id, e.year, e.number, e.category, coalesce(u.code, l.unit_given, e.unit_given) as unit_code, \
    f.round, r.visited_on, r.channel, r.rating, f.state, p.name, r.serves_appraisal \
    from record r join follow_up f on f.id = r.follow_up_id join obligation o on o.id = r.obligation_id \
    join event e on e.id = r.event_id left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) left join person p on p.id = r.recorded_by_id \
    where r.batch_id = $1 order by r.visited_on, e.year, e.number, r.id";
const MISSING: &str = "select f.id, f.record_id, e.year, e.number, coalesce(u.code, l.unit_given, e.unit_given) as unit_code, \
    f.due, f.state, p.name from follow_up f join obligation o on o.id = f.obligation_id join event e on e.id = f.event_id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) \
    left join follow_up_visitor v on v.follow_up_id = f.id and v.place = 1 left join person p on p.id = v.person_id \
    where f.site_id = $1 and (f.state in ('recorded', 'sent_back') or (f.state = 'taken' and f.due <= $2)) \
    order by f.due, f.id limit $3";

/// The batches of a site, the latest month first, at most `limit`.
pub async fn batches(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<BatchRow>> {
    tx.all(BATCHES, &[&site, &limit], BatchRow::read).await
}

/// A batch.
pub async fn batch(tx: &mut Tx, id: BatchId) -> Result<Option<BatchRow>> {
    tx.optional(BATCH, &[&id], BatchRow::read).await
}

/// A batch, kept from others until the transaction ends.
pub async fn batch_to_change(tx: &mut Tx, id: BatchId) -> Result<Option<BatchRow>> {
    tx.lock(LOCK, &[&id]).await?;
    batch(tx, id).await
}

/// What was done to a batch, in order.
pub async fn steps(tx: &mut Tx, id: BatchId) -> Result<Vec<StepRow>> {
    let step = |row: &Row| {
        Ok(StepRow {
            step: row.get("step")?,
            done_at: row.get("done_at")?,
            name: row.get("name")?,
            records: row.get("records")?,
            said: row.get("said")?,
            signed_name: row.get("signed_name")?,
            strokes: row.get("strokes")?,
        })
    };
    tx.all(STEPS, &[&id], step).await
}

/// The reviewed records of a site that are in no batch, the oldest first, at most `limit`.
pub async fn ready(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<RecordId>> {
    tx.all(READY, &[&site, &limit], |row| row.get("id")).await
}

/// How many reviewed records of a site are in no batch.
pub async fn ready_count(tx: &mut Tx, site: ScopeId) -> Result<u64> {
    tx.one(READY_COUNT, &[&site], |row| row.get("ready")).await
}

/// The records of a batch, by the day of the visit.
pub async fn records(tx: &mut Tx, id: BatchId) -> Result<Vec<ArchivedRow>> {
    let record = |row: &Row| {
        Ok(ArchivedRow {
            id: row.get("id")?,
            number: (row.get("year")?, row.get("number")?),
            category: row.get("category")?,
            unit: row.get("unit_code")?,
            round: row.get("round")?,
            visited_on: row.get("visited_on")?,
            channel: row.get("channel")?,
            rating: row.get("rating")?,
            state: row.get("state")?,
            recorded_by: row.get("name")?,
            serves: row.get("serves_appraisal")?,
        })
    };
    tx.all(RECORDS, &[&id], record).await
}

/// The follow-ups that a batch handed over on `day` would lack: recorded and not reviewed, sent back, or due by then
/// with their form still out. At most `limit`.
pub async fn missing(tx: &mut Tx, site: ScopeId, day: Day, limit: u32) -> Result<Vec<MissingRow>> {
    let missing = |row: &Row| {
        Ok(MissingRow {
            follow_up: row.get("id")?,
            record: row.get("record_id")?,
            number: (row.get("year")?, row.get("number")?),
            unit: row.get("unit_code")?,
            due: row.get("due")?,
            state: row.get("state")?,
            name: row.get("name")?,
        })
    };
    tx.all(MISSING, &[&site, &day, &limit], missing).await
}
