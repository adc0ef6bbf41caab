//! What the company's spot check is drawn from, and the calls that were made.

use huiyin_domain::entry::NotReached;
use huiyin_domain::{
    Channel, EventId, Instant, Month, PersonId, Personal, Rating, RecordId, ScopeId,
};

use crate::imports::listed;
use crate::row::Row;
use crate::statistics::SiteRange;
use crate::{Result, Tx};

/// How far a month of a site is: nothing is drawn before its statistics are closed and its key is revealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MonthRow {
    /// The site.
    pub site: ScopeId,
    /// The key of the month, 64 hex digits, once it is revealed.
    pub key: Option<String>,
    /// When that was revealed.
    pub revealed_at: Option<Instant>,
    /// When its statistics were closed.
    pub closed_at: Option<Instant>,
}

/// A record of the sample, as lists show it: of a confidential complaint only that it is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SampledRow {
    /// The record.
    pub record: RecordId,
    /// Its event.
    pub event: EventId,
    /// The event's running number: year and number.
    pub number: (i32, u32),
    /// Whether it is confidential, and who of the staff is complained of.
    pub confidential: (bool, Option<PersonId>),
    /// Whether it is first aid that is handled.
    pub first_aid: bool,
    /// The home; none for a confidential complaint.
    pub unit: Option<String>,
    /// When the customer was met or called.
    pub visited_at: Instant,
    /// How.
    pub channel: Channel,
    /// The rating of the whole.
    pub rating: Option<Rating>,
}

/// One of those who made the visit of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitorRow {
    /// The record.
    pub record: RecordId,
    /// Their place among the visitors.
    pub place: u32,
    /// Who.
    pub person: PersonId,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
}

/// A call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallRow {
    /// The record.
    pub record: RecordId,
    /// Which call about it, from 1.
    pub number: u32,
    /// When.
    pub called_at: Instant,
    /// Why nobody was reached; none where somebody was.
    pub not_reached: Option<NotReached>,
    /// Whether there was the visit of which the record tells; none where nobody was reached.
    pub visited: Option<bool>,
    /// The rating given on the telephone.
    pub rating: Option<Rating>,
    /// When it was entered.
    pub noted_at: Instant,
    /// Who called.
    pub noted_by: Option<PersonId>,
    /// Their name; none when they were erased.
    pub noted_by_name: Option<Personal<String>>,
    /// What the resident said.
    pub said: Option<Personal<String>>,
}

const MONTHS: &str = "select k.site_id, k.draw_key, k.revealed_at, c.closed_at \
    from draw_key k left join month_close c on c.site_id = k.site_id and c.month = k.month \
    where k.month = $1 and k.site_id between $2 and $3";
const ACCEPTED: &str = "select r.site_id, r.id from review v join record r on r.id = v.record_id \
    where v.reviewed_at >= $1 and v.reviewed_at < $2 and v.last_needed = 1 and v.verdict = 'accepted' \
    and r.site_id between $3 and $4 order by r.site_id, r.id";
const ACCEPTED_AT: &str = "select max(v.reviewed_at) as accepted_at from review v where v.record_id = $1 \
    and v.last_needed = 1 and v.verdict = 'accepted'";
const SAMPLED: &str = "select r.id, r.event_id, e.year, e.number, e.confidential, e.accused_id, \
    case when e.category = 'help' and e.kind = 'first_aid' and e.handling = 'completed' then 1 else 0 end as first_aid, \
    coalesce(u.code, l.unit_given, e.unit_given) as unit_code, r.visited_at, r.channel, r.rating \
    from record r join obligation o on o.id = r.obligation_id join event e on e.id = r.event_id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id) where r.id in";
const VISITORS: &str = "select r.id, v.place, v.person_id, p.name from record r \
    join follow_up_visitor v on v.follow_up_id = r.follow_up_id join person p on p.id = v.person_id where r.id in";
const CALLS: &str = "select c.record_id, c.number, c.called_at, c.not_reached, c.visited, c.rating, c.noted_at, \
    c.noted_by_id, p.name as noted_by_name, c.said from spot_check c left join person p on p.id = c.noted_by_id \
    where c.month = $1 and c.site_id between $2 and $3 order by c.record_id, c.number";
const CALLS_OF: &str = "select c.record_id, c.number, c.called_at, c.not_reached, c.visited, c.rating, c.noted_at, \
    c.noted_by_id, p.name as noted_by_name, c.said from spot_check c left join person p on p.id = c.noted_by_id \
    where c.record_id = $1 order by c.number";
const HANDS: &str = "select count(*) as hands from record r where r.id = $1 and (exists (select 1 \
    from follow_up_visitor v where v.follow_up_id = r.follow_up_id and v.person_id = $2) \
    or exists (select 1 from record o where o.follow_up_id = r.follow_up_id and o.recorded_by_id = $2) \
    or exists (select 1 from record o join review w on w.record_id = o.id \
    where o.follow_up_id = r.follow_up_id and w.reviewer_id = $2))";

/// How far a month is at sites; a site without a key for it is not among them.
pub async fn months(tx: &mut Tx, sites: SiteRange, month: Month) -> Result<Vec<MonthRow>> {
    tx.all(MONTHS, &[&month, &sites.first, &sites.last], |row| {
        Ok(MonthRow {
            site: row.get("site_id")?,
            key: row.get("draw_key")?,
            revealed_at: row.get("revealed_at")?,
            closed_at: row.get("closed_at")?,
        })
    })
    .await
}

/// The records of sites whose last opinion was given, and was acceptance, from one moment on and before another.
pub async fn accepted(
    tx: &mut Tx,
    sites: SiteRange,
    (from, until): (Instant, Instant),
) -> Result<Vec<(ScopeId, RecordId)>> {
    tx.all(
        ACCEPTED,
        &[&from, &until, &sites.first, &sites.last],
        |row| Ok((row.get("site_id")?, row.get("id")?)),
    )
    .await
}

/// When a record was accepted; none where it was not.
pub async fn accepted_at(tx: &mut Tx, record: RecordId) -> Result<Option<Instant>> {
    tx.one(ACCEPTED_AT, &[&record], |row| row.get("accepted_at"))
        .await
}

/// These records, as lists show them.
pub async fn sampled(tx: &mut Tx, records: &[RecordId]) -> Result<Vec<SampledRow>> {
    listed(tx, SAMPLED, &[], records, |row| {
        Ok(SampledRow {
            record: row.get("id")?,
            event: row.get("event_id")?,
            number: (row.get("year")?, row.get("number")?),
            confidential: (row.get("confidential")?, row.get("accused_id")?),
            first_aid: row.get("first_aid")?,
            unit: row.get("unit_code")?,
            visited_at: row.get("visited_at")?,
            channel: row.get("channel")?,
            rating: row.get("rating")?,
        })
    })
    .await
}

/// Who made the visits of these records.
pub async fn visitors(tx: &mut Tx, records: &[RecordId]) -> Result<Vec<VisitorRow>> {
    let mut rows = listed(tx, VISITORS, &[], records, |row| {
        Ok(VisitorRow {
            record: row.get("id")?,
            place: row.get("place")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
        })
    })
    .await?;
    rows.sort_by_key(|row| (row.record, row.place));
    Ok(rows)
}

/// The calls about the records of a month at sites, record by record in the order in which they were made.
pub async fn calls(tx: &mut Tx, sites: SiteRange, month: Month) -> Result<Vec<CallRow>> {
    tx.all(CALLS, &[&month, &sites.first, &sites.last], read_call)
        .await
}

/// The calls about one record, in the order in which they were made.
pub async fn calls_of(tx: &mut Tx, record: RecordId) -> Result<Vec<CallRow>> {
    tx.all(CALLS_OF, &[&record], read_call).await
}

fn read_call(row: &Row) -> Result<CallRow> {
    Ok(CallRow {
        record: row.get("record_id")?,
        number: row.get("number")?,
        called_at: row.get("called_at")?,
        not_reached: row.get("not_reached")?,
        visited: row.get("visited")?,
        rating: row.get("rating")?,
        noted_at: row.get("noted_at")?,
        noted_by: row.get("noted_by_id")?,
        noted_by_name: row.get("noted_by_name")?,
        said: row.get("said")?,
    })
}

/// Whether somebody had a hand in a record: made the visit, entered a version of it, or gave an opinion on one.
pub async fn had_a_hand(tx: &mut Tx, record: RecordId, person: PersonId) -> Result<bool> {
    let hands: i64 = tx
        .one(HANDS, &[&record, &person], |row| row.get("hands"))
        .await?;
    Ok(hands > 0)
}
