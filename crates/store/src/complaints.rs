//! What stands beside a complaint: the letter of reply (復函情況), why it is invalid, and what is the same complaint.

use huiyin_domain::{Day, EventId, Handling, Instant, PersonId, Personal, ScopeId, UnitId, Why};

use crate::imports::listed;
use crate::row::Row;
use crate::{Result, Tx};

/// The 復函情況 of a complaint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplyRow {
    /// The day on the letter; none where no letter could go.
    pub dated: Option<Day>,
    /// Its number, or where it is kept.
    pub letter: Option<Personal<String>>,
    /// To whom it went.
    pub addressee: Option<Personal<String>>,
    /// Without a letter: how the complaint was handled.
    pub handled: Option<Personal<String>>,
    /// Without a letter: why none could go.
    pub why: Option<Personal<String>>,
    /// When it was entered.
    pub entered_at: Instant,
    /// The name of who entered it.
    pub entered_by: Option<Personal<String>>,
}

/// Why a complaint is invalid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvalidityRow {
    /// Why.
    pub why: Option<Personal<String>>,
    /// What the complainant was told.
    pub answer: Option<Personal<String>>,
    /// When it was judged so.
    pub judged_at: Instant,
    /// The name of who judged.
    pub judged_by: Option<Personal<String>>,
}

/// A follow-up that may be left out (免回訪), and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExemptRow {
    /// The event.
    pub event: EventId,
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// The home.
    pub unit: Option<String>,
    /// Who complained.
    pub customer: Option<Personal<String>>,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// Why it may be left out.
    pub exempt: Why,
    /// The last day of its window.
    pub due: Day,
    /// Of an invalid complaint, why.
    pub why: Option<Personal<String>>,
    /// Of an invalid complaint, what the complainant was told.
    pub answer: Option<Personal<String>>,
}

/// A complaint that may be the same as another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AlikeRow {
    /// The event.
    pub event: EventId,
    /// Its id outside.
    pub event_id: String,
    /// Its running number: year and number.
    pub number: (i32, u32),
    /// Its finer sort.
    pub kind: Option<String>,
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// How far its handling is.
    pub handling: Handling,
    /// When it was reported.
    pub reported_at: Option<Instant>,
    /// When its handling ended.
    pub completed_at: Option<Instant>,
}

impl AlikeRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            event: row.get("id")?,
            event_id: row.get("event_id")?,
            number: (row.get("year")?, row.get("number")?),
            kind: row.get("kind")?,
            unit: row.get("unit_code")?,
            summary: row.get("summary")?,
            handling: row.get("handling")?,
            reported_at: row.get("reported_at")?,
            completed_at: row.get("completed_at")?,
        })
    }
}

/// Of which household a complaint is: by its unit, known or as it was told, or by who reported it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct OfHousehold<'e> {
    /// The unit.
    pub unit: Option<UnitId>,
    /// The unit as it was told.
    pub unit_words: Option<&'e str>,
    /// Who reported it.
    pub reporter: Option<PersonId>,
}

/// An event that was merged into another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergedRow {
    /// The event.
    pub event: EventId,
    /// Its running number: year and number.
    pub number: (i32, u32),
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// When it was reported.
    pub reported_at: Option<Instant>,
    /// When it was merged.
    pub merged_at: Option<Instant>,
}

const REPLY: &str = "select r.dated, r.letter, r.addressee, r.handled, r.why, r.entered_at, p.name as entered_by_name \
    from reply r left join person p on p.id = r.entered_by_id where r.event_id = $1";

const INVALIDITY: &str = "select v.why, v.answer, v.judged_at, p.name as judged_by_name \
    from invalidity v left join person p on p.id = v.judged_by_id where v.event_id = $1";
const EXEMPT: &str = "select o.event_id, e.year, e.number, coalesce(u.code, e.unit_given) as unit_code, \
    coalesce(p.name, e.customer) as customer_name, e.summary, e.confidential, o.why as exempt, o.due, v.why, v.answer \
    from obligation o join event e on e.id = o.event_id left join unit u on u.id = e.unit_id \
    left join person p on p.id = e.reporter_id \
    left join invalidity v on v.event_id = e.id and o.why = 'exempt_invalid' and e.confidential = 0 \
    where o.site_id = $1 and o.due between $2 and $3 and o.voided_at is null \
    and o.why in ('exempt_invalid', 'exempt_anonymous', 'exempt_reply_only') order by o.why, o.due, e.year, e.number";

// Without a household, only others without one can be the same complainant's.
const OF_HOUSEHOLD: &str = "select e.id, e.event_id, e.year, e.number, e.kind, \
    coalesce(u.code, e.unit_given) as unit_code, e.summary, e.handling, e.reported_at, e.completed_at from event e \
    left join unit u on u.id = e.unit_id where e.site_id = $1 and e.category = 'complaint' and e.confidential = 0 and e.withdrawn_at is null \
    and e.merged_into_id is null and (e.unit_id = $2 or e.unit_given = $3 or e.reporter_id = $4 \
    or ($2 is null and $3 is null and $4 is null and e.unit_id is null and e.unit_given is null \
    and e.reporter_id is null)) and (e.handling in ('reported', 'in_hand') or $5 = 1) order by e.registered_at desc, e.id limit $6";
const MERGED: &str = "select e.id, e.year, e.number, coalesce(e.summary, s.summary) as summary, e.reported_at, e.merged_at \
    from event e left join sealed s on s.event_id = e.id where e.merged_into_id = $1 order by e.reported_at, e.id";

/// The complaints of a household that stand for themselves, the latest first, at most `limit`: those that are open, or
/// `all`.
pub async fn of_household(
    tx: &mut Tx,
    site: ScopeId,
    household: OfHousehold<'_>,
    all: bool,
    limit: u32,
) -> Result<Vec<AlikeRow>> {
    let all = i64::from(all);
    tx.all(
        OF_HOUSEHOLD,
        &[
            &site,
            &household.unit,
            &household.unit_words,
            &household.reporter,
            &all,
            &limit,
        ],
        AlikeRow::read,
    )
    .await
}

/// The open complaints of units, known or as they were told: of each unit's words, the complaint.
pub async fn open_of_units(
    tx: &mut Tx,
    site: ScopeId,
    units: &[&str],
) -> Result<Vec<(String, AlikeRow)>> {
    const SQL: &str = "select e.id, e.event_id, e.year, e.number, e.kind, e.unit_given, \
        coalesce(u.code, e.unit_given) as unit_code, e.summary, e.handling, e.reported_at, e.completed_at from event e \
        left join unit u on u.id = e.unit_id where e.site_id = $1 and e.category = 'complaint' \
        and e.confidential = 0 and e.withdrawn_at is null and e.merged_into_id is null and e.handling in ('reported', 'in_hand') \
        and coalesce(u.code, e.unit_given) in";
    listed(tx, SQL, &[&site], units, |row| {
        Ok((row.get("unit_code")?, AlikeRow::read(row)?))
    })
    .await
}

/// What was merged into an event.
pub async fn merged(tx: &mut Tx, event: EventId) -> Result<Vec<MergedRow>> {
    tx.all(MERGED, &[&event], |row| {
        Ok(MergedRow {
            event: row.get("id")?,
            number: (row.get("year")?, row.get("number")?),
            summary: row.get("summary")?,
            reported_at: row.get("reported_at")?,
            merged_at: row.get("merged_at")?,
        })
    })
    .await
}

/// Whether a visit of an event was recorded.
pub async fn is_visited(tx: &mut Tx, event: EventId) -> Result<bool> {
    const SQL: &str = "select count(*) as records from record where event_id = $1";
    let records: i64 = tx.one(SQL, &[&event], |row| row.get("records")).await?;
    Ok(records > 0)
}

/// Why a complaint is invalid; none where it is valid, or only a file says that it is not.
pub async fn invalidity(tx: &mut Tx, event: EventId) -> Result<Option<InvalidityRow>> {
    tx.optional(INVALIDITY, &[&event], |row| {
        Ok(InvalidityRow {
            why: row.get("why")?,
            answer: row.get("answer")?,
            judged_at: row.get("judged_at")?,
            judged_by: row.get("judged_by_name")?,
        })
    })
    .await
}

/// What may be left out of the follow-ups due from one day to another, both included, by reason and day.
pub async fn exempt(
    tx: &mut Tx,
    site: ScopeId,
    (first, last): (Day, Day),
) -> Result<Vec<ExemptRow>> {
    tx.all(EXEMPT, &[&site, &first, &last], |row| {
        Ok(ExemptRow {
            event: row.get("event_id")?,
            number: (row.get("year")?, row.get("number")?),
            unit: row.get("unit_code")?,
            customer: row.get("customer_name")?,
            confidential: row.get("confidential")?,
            summary: row.get("summary")?,
            exempt: row.get("exempt")?,
            due: row.get("due")?,
            why: row.get("why")?,
            answer: row.get("answer")?,
        })
    })
    .await
}

/// The 復函情況 of a complaint; none while it is not entered here.
pub async fn reply(tx: &mut Tx, event: EventId) -> Result<Option<ReplyRow>> {
    tx.optional(REPLY, &[&event], |row| {
        Ok(ReplyRow {
            dated: row.get("dated")?,
            letter: row.get("letter")?,
            addressee: row.get("addressee")?,
            handled: row.get("handled")?,
            why: row.get("why")?,
            entered_at: row.get("entered_at")?,
            entered_by: row.get("entered_by_name")?,
        })
    })
    .await
}
