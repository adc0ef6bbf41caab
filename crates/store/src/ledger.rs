//! The ledger of open ends: what was raised and has no answer yet, and what else of an event is unfinished.

use huiyin_domain::{
    Category, Day, EventId, FollowUpId, Instant, Matter, MatterId, PersonId, RecordId, ScopeId,
};

use crate::row::Row;
use crate::{Error, Result, Tx};

/// Something a customer raised that is not settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenMatterRow {
    /// The matter.
    pub id: MatterId,
    /// The record it stands in.
    pub record: RecordId,
    /// The follow-up in which it was raised.
    pub follow_up: FollowUpId,
    /// The event of that follow-up.
    pub event: EventId,
    /// Year and number by which people call the event.
    pub number: (i32, u32),
    /// The event's category.
    pub category: Category,
    /// The home.
    pub unit: Option<String>,
    /// Opinion, suggestion or complaint.
    pub kind: Matter,
    /// Whether it is dissatisfaction with what was done.
    pub dissatisfaction: bool,
    /// What was said; none when it was erased.
    pub said: Option<String>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// What was explained at the visit.
    pub explained: Option<String>,
    /// When it was raised.
    pub raised_at: Instant,
    /// The complaint it became.
    pub complaint: Option<EventId>,
    /// By when an answer is promised.
    pub answer_by: Option<Instant>,
    /// By which day it is put right.
    pub rectify_by: Option<Day>,
    /// Who answers, or puts it right.
    pub owner: Option<PersonId>,
    /// Their name.
    pub owner_name: Option<String>,
}

/// What an event can lack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lacks {
    /// Its list (名單未交).
    List,
    /// The letter that an authority wants (待附復函).
    Letter,
    /// The 復函情況 of an anonymous complaint.
    Reply,
    /// Why a complaint is invalid, and what the complainant was told.
    Reason,
}

/// An event of which something is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LackingEventRow {
    /// The event.
    pub event: EventId,
    /// Year and number by which people call it.
    pub number: (i32, u32),
    /// Its category.
    pub category: Category,
    /// What happened; none when it was erased.
    pub summary: Option<String>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// What is missing.
    pub lacks: Lacks,
}

/// A record that was found nonconforming, and on which nobody wrote how that is handled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UndecidedRow {
    /// The record.
    pub record: RecordId,
    /// Year and number by which people call the event.
    pub number: (i32, u32),
    /// The event's category.
    pub category: Category,
    /// The home.
    pub unit: Option<String>,
    /// What happened; none when it was erased.
    pub summary: Option<String>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// When it was found.
    pub found_at: Instant,
}

/// What an action that settles a matter needs to know of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatterAtHandRow {
    /// Its site.
    pub site: ScopeId,
    /// The event of the follow-up in which it was raised.
    pub event: EventId,
    /// Whom it is about.
    pub customer: Option<PersonId>,
    /// Who answers, or puts it right.
    pub owners: [Option<PersonId>; 2],
    /// Whether it is settled, or became a complaint of its own and nothing else of it is open.
    pub closed: bool,
}

const MATTERS: &str = "select m.id, m.record_id, f.id as follow_up_id, m.event_id, e.year, e.number, e.category, \
    coalesce(u.code, e.unit_given) as unit_code, m.kind, m.dissatisfaction, \
    case when e.confidential = 1 or (e.category = 'help' and e.kind = 'first_aid') then null else m.said end as said, \
    case when e.confidential = 1 or (e.category = 'help' and e.kind = 'first_aid') then null else m.outcome end as outcome, e.confidential, m.raised_at, \
    m.complaint_id, p.answer_by, t.due, coalesce(p.owner_id, t.owner_id) as owner_id, w.name as owner_name \
    from matter m join follow_up f on f.record_id = m.record_id join event e on e.id = m.event_id \
    left join unit u on u.id = e.unit_id left join promise p on p.matter_id = m.id \
    left join rectification t on t.matter_id = m.id left join person w on w.id = coalesce(p.owner_id, t.owner_id) \
    where m.site_id = $1 and m.settled_at is null \
    and (m.complaint_id is null or p.id is not null or t.id is not null) \
    order by m.raised_at, m.id limit $2";
const OPEN_SINCE: &str = "select m.raised_at from matter m join follow_up f on f.record_id = m.record_id \
    left join promise p on p.matter_id = m.id left join rectification t on t.matter_id = m.id \
    where m.site_id = $1 and m.settled_at is null \
    and (m.complaint_id is null or p.id is not null or t.id is not null) order by m.raised_at, m.id";
const EVENTS: &str = "select id, year, number, category, summary, confidential, \
    case when category in ('activity', 'publication', 'festival') then 'list' when valid = 0 then 'reason' \
    when reply_only = 1 then 'letter' else 'reply' end as lacks \
    from event where site_id = $1 and withdrawn_at is null and (completed_at is null or procedure_hash is not null) \
    and ((category in ('activity', 'publication', 'festival') and completed_at is not null and list_complete = 0) \
    or (category = 'complaint' and valid = 1 and (anonymous = 1 or reply_only = 1) and reply_attached = 0) \
    or (category = 'complaint' and valid = 0 and not exists (select 1 from invalidity v where v.event_id = event.id))) \
    order by year, number limit $2";
const UNDECIDED: &str = "select r.id, e.year, e.number, e.category, coalesce(u.code, l.unit_given, e.unit_given) as unit_code, \
    e.summary, e.confidential, v.reviewed_at from follow_up f join record r on r.id = f.record_id \
    join review v on v.record_id = r.id and v.verdict = 'nonconforming' join event e on e.id = f.event_id \
    join obligation o on o.id = f.obligation_id left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) \
    where f.site_id = $1 and f.state = 'nonconforming' \
    and not exists (select 1 from nonconforming_decision d where d.record_id = r.id) \
    order by v.reviewed_at, r.id limit $2";
const MATTER: &str = "select m.site_id, m.event_id, coalesce(e.reporter_id, s.reporter_id) as reporter_id, p.owner_id as promised_by, t.owner_id as put_right_by, \
    case when m.settled_at is null and (m.complaint_id is null or p.id is not null or t.id is not null) \
    then 0 else 1 end as closed \
    from matter m join event e on e.id = m.event_id left join sealed s on s.event_id = e.id \
    left join promise p on p.matter_id = m.id left join rectification t on t.matter_id = m.id where m.id = $1";

/// What was raised at a site and is not settled, oldest first, at most `limit`. Superseded records are left out, and
/// what became a complaint of its own and nothing else.
pub async fn matters(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<OpenMatterRow>> {
    tx.all(MATTERS, &[&site, &limit], read_matter).await
}

/// Since when each of the same stands open, oldest first.
pub async fn open_since(tx: &mut Tx, site: ScopeId) -> Result<Vec<Instant>> {
    tx.all(OPEN_SINCE, &[&site], |row| row.get("raised_at"))
        .await
}

fn read_matter(row: &Row) -> Result<OpenMatterRow> {
    Ok(OpenMatterRow {
        id: row.get("id")?,
        record: row.get("record_id")?,
        follow_up: row.get("follow_up_id")?,
        event: row.get("event_id")?,
        number: (row.get("year")?, row.get("number")?),
        category: row.get("category")?,
        unit: row.get("unit_code")?,
        kind: row.get("kind")?,
        dissatisfaction: row.get("dissatisfaction")?,
        said: row.get("said")?,
        confidential: row.get("confidential")?,
        explained: row.get("outcome")?,
        raised_at: row.get("raised_at")?,
        complaint: row.get("complaint_id")?,
        answer_by: row.get("answer_by")?,
        rectify_by: row.get("due")?,
        owner: row.get("owner_id")?,
        owner_name: row.get("owner_name")?,
    })
}

/// The events of a site of which a list, the 復函情況 or the reason of an invalid complaint is missing, by number, at most `limit`.
pub async fn lacking_events(
    tx: &mut Tx,
    site: ScopeId,
    limit: u32,
) -> Result<Vec<LackingEventRow>> {
    tx.all(EVENTS, &[&site, &limit], |row| {
        Ok(LackingEventRow {
            event: row.get("id")?,
            number: (row.get("year")?, row.get("number")?),
            category: row.get("category")?,
            summary: row.get("summary")?,
            confidential: row.get("confidential")?,
            lacks: read_lacks(&row.get::<String>("lacks")?)?,
        })
    })
    .await
}

fn read_lacks(text: &str) -> Result<Lacks> {
    match text {
        "list" => Ok(Lacks::List),
        "letter" => Ok(Lacks::Letter),
        "reply" => Ok(Lacks::Reply),
        "reason" => Ok(Lacks::Reason),
        other => Err(Error::Corrupt(format!("nothing lacks {other}"))),
    }
}

/// Records that were found nonconforming, and on which nobody wrote how that is handled, oldest first, at most `limit`.
pub async fn undecided(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<UndecidedRow>> {
    tx.all(UNDECIDED, &[&site, &limit], |row| {
        Ok(UndecidedRow {
            record: row.get("id")?,
            number: (row.get("year")?, row.get("number")?),
            category: row.get("category")?,
            unit: row.get("unit_code")?,
            summary: row.get("summary")?,
            confidential: row.get("confidential")?,
            found_at: row.get("reviewed_at")?,
        })
    })
    .await
}

/// A matter, kept from others until the transaction ends.
pub async fn matter_at_hand(tx: &mut Tx, matter: MatterId) -> Result<Option<MatterAtHandRow>> {
    tx.lock("select id from matter where id = $1", &[&matter])
        .await?;
    self::matter(tx, matter).await
}

/// A matter.
pub async fn matter(tx: &mut Tx, matter: MatterId) -> Result<Option<MatterAtHandRow>> {
    tx.optional(MATTER, &[&matter], |row| {
        Ok(MatterAtHandRow {
            site: row.get("site_id")?,
            event: row.get("event_id")?,
            customer: row.get("reporter_id")?,
            owners: [row.get("promised_by")?, row.get("put_right_by")?],
            closed: row.get("closed")?,
        })
    })
    .await
}
