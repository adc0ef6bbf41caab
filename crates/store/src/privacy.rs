//! What people ask about their own data, what is held about them, and what keeps it from being erased.

mod holds;
mod looks;

pub use holds::{
    HeldSort, HoldRow, Lifted, held_batches, hold, hold_to_change, holds, holds_on, is_held_in,
    is_person_held,
};
pub use looks::{LookRow, looks, looks_at};

use huiyin_domain::entry::{Ground, IdentityCheck, RequestKind, RequestOutcome};
use huiyin_domain::{
    AttachmentId, BatchId, Category, Day, EventId, FollowUpId, Instant, OccupancyId, PersonId,
    Personal, RequestId, Role, ScopeId, UnitId,
};
use uuid::Uuid;

use crate::row::Row;
use crate::{Result, Tx};

/// A request of somebody about their own data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestRow {
    /// The request.
    pub id: RequestId,
    /// The site that answers it.
    pub site: ScopeId,
    /// Whose data it is about.
    pub person: PersonId,
    /// Their name; none when it was erased.
    pub name: Option<Personal<String>>,
    /// What is asked for.
    pub kind: RequestKind,
    /// The day on which it came in.
    pub received_on: Day,
    /// The last day for the answer.
    pub due: Day,
    /// The law by which that day was counted.
    pub law: String,
    /// How the identity was shown.
    pub identity: IdentityCheck,
    /// What was asked for in words; none when it was erased.
    pub asked: Option<Personal<String>>,
    /// How the identity was shown in words.
    pub identity_words: Option<Personal<String>>,
    /// When it was entered.
    pub received_at: Instant,
    /// Who entered it.
    pub received_by: Option<PersonId>,
    /// Their name.
    pub received_by_name: Option<Personal<String>>,
    /// What it came to; none while it is open.
    pub outcome: Option<OutcomeRow>,
}

/// What a request came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutcomeRow {
    /// What.
    pub outcome: RequestOutcome,
    /// Why it was refused, or done in part only.
    pub ground: Option<Ground>,
    /// The first day on which what was kept may go.
    pub rest_from: Option<Day>,
    /// When it was settled.
    pub at: Instant,
    /// Who settled it.
    pub by: Option<Personal<String>>,
    /// The reason in words.
    pub why: Option<Personal<String>>,
}

/// Something that is held about a person: an event of theirs, or a follow-up with them on the list of an event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldRow {
    /// The event.
    pub event: EventId,
    /// The follow-up, where it is one on a list.
    pub follow_up: Option<FollowUpId>,
    /// Year and number by which people call the event.
    pub number: (i32, u32),
    /// The event's category.
    pub category: Category,
    /// The day it was registered, as a moment.
    pub registered_at: Instant,
    /// What happened; none when it was erased, is confidential, or is the event of a list.
    pub summary: Option<Personal<String>>,
    /// Whether the event is confidential, and who is complained of.
    pub confidential: (bool, Option<PersonId>),
    /// Since when its words are gone.
    pub erased_at: Option<Instant>,
    /// How many versions of records there are.
    pub records: u64,
    /// How many signatures stand under them.
    pub signatures: u64,
    /// How many files hang on it.
    pub files: u64,
    /// Whether a hold keeps it.
    pub held: bool,
    /// Whether something of it is still to be done.
    pub open: bool,
    /// The last day on which its records must be kept.
    pub keep_until: Option<Day>,
}

macro_rules! requests {
    ($rest:literal) => {
        concat!(
            "select r.id, r.site_id, r.person_id, p.name, r.kind, r.received_on, r.due, r.law, r.identity, r.asked, \
             r.identity_words, r.received_at, r.received_by_id, b.name as received_by_name, o.outcome, o.ground, \
             o.rest_from, o.settled_at, s.name as settled_by_name, o.why from privacy_request r \
             join person p on p.id = r.person_id left join person b on b.id = r.received_by_id \
             left join privacy_outcome o on o.request_id = r.id left join person s on s.id = o.settled_by_id where ",
            $rest
        )
    };
}

impl RequestRow {
    fn read(row: &Row) -> Result<Self> {
        let outcome: Option<RequestOutcome> = row.get("outcome")?;
        let outcome = match outcome {
            None => None,
            Some(outcome) => Some(OutcomeRow {
                outcome,
                ground: row.get("ground")?,
                rest_from: row.get("rest_from")?,
                at: row.get("settled_at")?,
                by: row.get("settled_by_name")?,
                why: row.get("why")?,
            }),
        };
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            received_on: row.get("received_on")?,
            due: row.get("due")?,
            law: row.get("law")?,
            identity: row.get("identity")?,
            asked: row.get("asked")?,
            identity_words: row.get("identity_words")?,
            received_at: row.get("received_at")?,
            received_by: row.get("received_by_id")?,
            received_by_name: row.get("received_by_name")?,
            outcome,
        })
    }
}

/// A request.
pub async fn request(tx: &mut Tx, id: RequestId) -> Result<Option<RequestRow>> {
    tx.optional(requests!("r.id = $1"), &[&id], RequestRow::read)
        .await
}

/// A request, kept from others until the transaction ends.
pub async fn request_to_change(tx: &mut Tx, id: RequestId) -> Result<Option<RequestRow>> {
    tx.lock("select id from privacy_request where id = $1", &[&id])
        .await?;
    request(tx, id).await
}

/// The requests at a site: the open ones by their last day, then the others; at most `limit`.
pub async fn requests(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<RequestRow>> {
    const SQL: &str = requests!(
        "r.site_id = $1 order by case when o.request_id is null then 0 else 1 end, r.due, r.id limit $2"
    );
    tx.all(SQL, &[&site, &limit], RequestRow::read).await
}

/// The requests of a site that are open, or of which something that was kept may go on a day; by their last day, at most
/// `limit`.
pub async fn waiting_requests(
    tx: &mut Tx,
    site: ScopeId,
    today: Day,
    limit: u32,
) -> Result<Vec<RequestRow>> {
    const SQL: &str = requests!(
        "r.site_id = $1 and (o.request_id is null or (o.outcome = 'in_part' and o.rest_from <= $2 \
         and r.kind = 'erasure' and not exists (select 1 from erasure x where x.person_id = r.person_id) \
         and not exists (select 1 from privacy_request l where l.person_id = r.person_id and l.kind = 'erasure' \
         and l.received_at > r.received_at))) order by r.due, r.id limit $3"
    );
    tx.all(SQL, &[&site, &today, &limit], RequestRow::read)
        .await
}

/// The requests of a person, the latest first.
pub async fn requests_of(tx: &mut Tx, person: PersonId) -> Result<Vec<RequestRow>> {
    const SQL: &str = requests!("r.person_id = $1 order by r.received_at desc, r.id");
    tx.all(SQL, &[&person], RequestRow::read).await
}

/// A hold is in force on the day `$2`.
macro_rules! in_force {
    ($targets:literal) => {
        concat!(
            "exists (select 1 from hold h where (h.until is null or h.until >= $2) \
             and not exists (select 1 from hold_end x where x.hold_id = h.id) and ",
            $targets,
            ")"
        )
    };
}

const EVENTS: &str = concat!(
    "select e.id as event_id, e.year, e.number, e.category, e.registered_at, e.summary, e.confidential, e.accused_id, \
     e.erased_at, (select count(*) from record r where r.event_id = e.id) as records, \
     (select count(*) from signature g join record r on r.id = g.record_id where r.event_id = e.id) as signatures, \
     (select count(*) from attachment a where a.content_sha256 is not null and (a.event_id = e.id \
     or a.record_id in (select id from record r where r.event_id = e.id))) as files, case when ",
    in_force!(
        "(h.target_id = e.id or h.target_id = $1 or h.target_id in (select r.id from record r where r.event_id = e.id))"
    ),
    " or exists (select 1 from record r join archive_batch b on b.id = r.batch_id \
     where r.event_id = e.id and b.held = 1 and b.disposed_at is null) then 1 else 0 end as held, \
     case when (e.completed_at is null and e.valid = 1 and e.merged_into_id is null) \
     or exists (select 1 from follow_up f where f.event_id = e.id and f.state not in ('accepted', 'nonconforming', 'withdrawn')) \
     or exists (select 1 from obligation o join cohort c on c.id = o.cohort_id where o.event_id = e.id and o.voided_at is null \
     and o.replaced_by_id is null and o.done_on is null and c.closed_at is null) \
     or exists (select 1 from matter m join follow_up f on f.record_id = m.record_id where m.event_id = e.id \
     and m.settled_at is null and m.complaint_id is null) \
     or exists (select 1 from record r join follow_up f on f.record_id = r.id left join archive_batch b on b.id = r.batch_id \
     where r.event_id = e.id and f.state in ('accepted', 'nonconforming') and b.received_at is null) \
     then 1 else 0 end as is_open, \
     (select max(b.keep_until) from record r join archive_batch b on b.id = r.batch_id \
     where r.event_id = e.id and b.disposed_at is null) as keep_until \
     from event e left join sealed s on s.event_id = e.id \
     where e.withdrawn_at is null and coalesce(e.reporter_id, s.reporter_id) = $1 \
     order by e.registered_at desc, e.id"
);
const LINES: &str = concat!(
    "select e.id as event_id, f.id as follow_up_id, e.year, e.number, e.category, e.registered_at, e.confidential, \
     e.accused_id, f.erased_at, (select count(*) from record r where r.follow_up_id = f.id) as records, \
     (select count(*) from signature g join record r on r.id = g.record_id where r.follow_up_id = f.id) as signatures, \
     (select count(*) from attachment a join record r on r.id = a.record_id \
     where r.follow_up_id = f.id and a.content_sha256 is not null) as files, case when ",
    in_force!(
        "(h.target_id = e.id or h.target_id = $1 or h.target_id in (select r.id from record r where r.follow_up_id = f.id))"
    ),
    " or exists (select 1 from record r join archive_batch b on b.id = r.batch_id \
     where r.follow_up_id = f.id and b.held = 1 and b.disposed_at is null) then 1 else 0 end as held, \
     case when (f.id is null and o.voided_at is null and o.replaced_by_id is null and c.closed_at is null) \
     or f.state not in ('accepted', 'nonconforming', 'withdrawn') \
     or exists (select 1 from matter m where m.record_id = f.record_id and m.settled_at is null and m.complaint_id is null) \
     or exists (select 1 from record r left join archive_batch b on b.id = r.batch_id where r.id = f.record_id \
     and f.state in ('accepted', 'nonconforming') and b.received_at is null) then 1 else 0 end as is_open, \
     (select max(b.keep_until) from record r join archive_batch b on b.id = r.batch_id \
     where r.follow_up_id = f.id and b.disposed_at is null) as keep_until \
     from list_line l join event e on e.id = l.event_id join obligation o on o.event_id = l.event_id and o.line = l.line \
     join cohort c on c.id = o.cohort_id left join follow_up f on f.obligation_id = o.id \
     where e.withdrawn_at is null and l.person_id = $1 order by e.registered_at desc, e.id, f.id"
);

/// The events that a person told of, the latest first. What is confidential has no summary here.
pub async fn events_of(tx: &mut Tx, person: PersonId, today: Day) -> Result<Vec<HeldRow>> {
    tx.all(EVENTS, &[&person, &today], |row| {
        Ok(HeldRow {
            summary: row.get("summary")?,
            ..held(row)?
        })
    })
    .await
}

/// The places of a person on lists of events, with the follow-ups that came of them, the latest first.
pub async fn lines_of(tx: &mut Tx, person: PersonId, today: Day) -> Result<Vec<HeldRow>> {
    tx.all(LINES, &[&person, &today], |row| {
        Ok(HeldRow {
            follow_up: row.get("follow_up_id")?,
            ..held(row)?
        })
    })
    .await
}

fn held(row: &Row) -> Result<HeldRow> {
    Ok(HeldRow {
        event: row.get("event_id")?,
        follow_up: None,
        number: (row.get("year")?, row.get("number")?),
        category: row.get("category")?,
        registered_at: row.get("registered_at")?,
        summary: None,
        confidential: (row.get("confidential")?, row.get("accused_id")?),
        erased_at: row.get("erased_at")?,
        records: row.get("records")?,
        signatures: row.get("signatures")?,
        files: row.get("files")?,
        held: row.get("held")?,
        open: row.get("is_open")?,
        keep_until: row.get("keep_until")?,
    })
}

/// Events at the homes of a person of which it is not known whom they are about, and that carry the person's name or
/// number; the latest first, at most `limit`.
pub async fn perhaps_of(tx: &mut Tx, person: PersonId, limit: u32) -> Result<Vec<EventId>> {
    const SQL: &str = "select e.id from event e join person p on p.id = $1 where e.reporter_id is null \
        and e.withdrawn_at is null and e.erased_at is null and e.confidential = 0 \
        and e.unit_id in (select unit_id from occupancy where person_id = $1) \
        and (e.customer = p.name or e.phone = p.phone) order by e.registered_at desc, e.id limit $2";
    tx.all(SQL, &[&person, &limit], |row| row.get("id")).await
}

/// The same standing of one event that is not known to be a person's.
pub async fn event_standing(tx: &mut Tx, event: EventId, today: Day) -> Result<Option<HeldRow>> {
    let sql = EVENTS.replace("coalesce(e.reporter_id, s.reporter_id) = $1", "e.id = $1");
    tx.optional(crate::tx::sql_text(sql), &[&event, &today], held)
        .await
}

/// The follow-ups of a batch whose words are not erased yet, at most `limit`.
pub async fn to_erase(tx: &mut Tx, batch: BatchId, limit: u32) -> Result<Vec<FollowUpId>> {
    const SQL: &str = "select f.id from follow_up f where f.erased_at is null \
        and f.id in (select r.follow_up_id from record r where r.batch_id = $1) order by f.id limit $2";
    tx.all(SQL, &[&batch, &limit], |row| row.get("id")).await
}

/// The batches of a site whose erasing was begun and is not done.
pub async fn half_erased(tx: &mut Tx, site: ScopeId) -> Result<Vec<BatchId>> {
    const SQL: &str = "select b.id from archive_batch b where b.site_id = $1 and b.erased_at is not null \
        and exists (select 1 from record r join follow_up f on f.id = r.follow_up_id \
        where r.batch_id = b.id and f.erased_at is null) order by b.id";
    tx.all(SQL, &[&site], |row| row.get("id")).await
}

/// What was erased of a batch: when it was last, how many follow-ups, how many files are gone with them.
pub async fn erased_of(tx: &mut Tx, batch: BatchId) -> Result<Option<(Instant, u64, u64)>> {
    const SQL: &str = "select b.erased_at, (select count(*) from follow_up f where f.erased_at is not null \
        and f.id in (select r.follow_up_id from record r where r.batch_id = b.id)) as follow_ups, \
        (select count(*) from attachment a where a.content_sha256 is null and a.record_id in (select v.id from record v \
        where v.follow_up_id in (select r.follow_up_id from record r where r.batch_id = b.id))) as files \
        from archive_batch b where b.id = $1 and b.erased_at is not null";
    tx.optional(SQL, &[&batch], |row| {
        Ok((
            row.get("erased_at")?,
            row.get("follow_ups")?,
            row.get("files")?,
        ))
    })
    .await
}

/// What ties somebody to a unit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HomeRow {
    /// The occupancy.
    pub occupancy: OccupancyId,
    /// The unit.
    pub unit: UnitId,
    /// Its code.
    pub code: String,
    /// What they are to it.
    pub role: Role,
    /// Since when, where known.
    pub from: Option<Day>,
    /// Until when, where known.
    pub to: Option<Day>,
}

/// The homes of a person, those they left among them, by code.
pub async fn homes_of(tx: &mut Tx, person: PersonId) -> Result<Vec<HomeRow>> {
    const SQL: &str = "select o.id, o.unit_id, u.code, o.role, o.from_day, o.to_day from occupancy o \
        join unit u on u.id = o.unit_id where o.person_id = $1 order by u.code, o.id";
    tx.all(SQL, &[&person], |row| {
        Ok(HomeRow {
            occupancy: row.get("id")?,
            unit: row.get("unit_id")?,
            code: row.get("code")?,
            role: row.get("role")?,
            from: row.get("from_day")?,
            to: row.get("to_day")?,
        })
    })
    .await
}

/// A file about a person that is still there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileRow {
    /// The file.
    pub id: AttachmentId,
    /// Its name.
    pub name: Personal<String>,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub length: u64,
    /// The event it hangs on, itself or by a record.
    pub event: Option<EventId>,
}

/// The files about a person that are still there, in the order in which they were added.
pub async fn files_of(tx: &mut Tx, person: PersonId) -> Result<Vec<FileRow>> {
    const SQL: &str = "select a.id, a.file_name, a.media_type, a.length, coalesce(a.event_id, r.event_id) as event_id \
        from attachment a left join record r on r.id = a.record_id where a.words_of = $1 \
        and a.content_sha256 is not null and a.file_name is not null order by a.added_at, a.id";
    tx.all(SQL, &[&person], |row| {
        Ok(FileRow {
            id: row.get("id")?,
            name: row.get("file_name")?,
            media_type: row.get("media_type")?,
            length: row.get("length")?,
            event: row.get("event_id")?,
        })
    })
    .await
}

/// The ids of the entries with words about a person that are still there, oldest first, with the thing each is about.
pub async fn entries_about(tx: &mut Tx, person: PersonId) -> Result<Vec<(Uuid, i64)>> {
    const SQL: &str = "select distinct j.subject_id, j.position from journal j join journal_part p on p.entry_id = j.id \
        where p.person_id = $1 and p.body is not null order by j.position";
    tx.all(SQL, &[&person], |row| {
        Ok((row.get("subject_id")?, row.get("position")?))
    })
    .await
}

/// What an event is called, and who may see it: its number, whether it is confidential and who is complained of. The id
/// may be that of one of its records.
pub async fn event_of(
    tx: &mut Tx,
    thing: Uuid,
) -> Result<Option<((i32, u32), (bool, Option<PersonId>))>> {
    const SQL: &str = "select e.year, e.number, e.confidential, e.accused_id from event e where e.id = $1 \
        or e.id = (select r.event_id from record r where r.id = $1)";
    tx.optional(SQL, &[&thing], |row| {
        Ok((
            (row.get("year")?, row.get("number")?),
            (row.get("confidential")?, row.get("accused_id")?),
        ))
    })
    .await
}
