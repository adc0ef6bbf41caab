//! Service events (服務事項), their lists and running numbers.

use huiyin_domain::entry::facts::{EventState, ListLine, Report, RunningNumber};
use huiyin_domain::entry::{Digest, Source};
use huiyin_domain::{
    Category, Day, DepartmentId, EventId, Handling, ImportId, Instant, PersonId, Personal, ScopeId,
    UnitId,
};

use crate::row::Row;
use crate::{Result, Tx, imports};

/// One event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventRow {
    /// The event.
    pub id: EventId,
    /// Its site.
    pub site: ScopeId,
    /// Its id outside.
    pub event_id: String,
    /// Its number for people.
    pub number: RunningNumber,
    /// Its content besides the words.
    pub state: EventState,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// The customer as the intake had it.
    pub customer: Option<Personal<String>>,
    /// The phone number as the intake had it.
    pub phone: Option<Personal<String>>,
    /// Unknown columns of an imported row, as JSON.
    pub notes: Option<Personal<String>>,
    /// Whom the words are about.
    pub words_of: Option<PersonId>,
    /// How far its handling is.
    pub handling: Handling,
    /// Who owns the handling.
    pub owner: Option<PersonId>,
    /// When its handling ended.
    pub completed_at: Option<Instant>,
    /// The version of the procedure in force then.
    pub procedure: Option<Digest>,
    /// When the completion was entered.
    pub completion_entered_at: Option<Instant>,
    /// Whether its list is complete.
    pub list_complete: bool,
    /// How it got here.
    pub source: Source,
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// When it was registered.
    pub registered_at: Instant,
    /// Who registered it.
    pub registered_by: Option<PersonId>,
    /// When an undone import took it back.
    pub withdrawn_at: Option<Instant>,
    /// The event it was merged into, because it is the same complaint.
    pub merged_into: Option<EventId>,
    /// Whether it is confidential: who reads or changes it must be of the posts that the procedure names.
    pub confidential: bool,
    /// Who of the staff is complained of, where it is confidential.
    pub accused: Option<PersonId>,
    /// How often it changed.
    pub version: u32,
}

impl EventRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            event_id: row.get("event_id")?,
            number: RunningNumber {
                year: row.get("year")?,
                number: row.get("number")?,
            },
            state: read_state(row)?,
            summary: row.get("summary")?,
            customer: row.get("customer")?,
            phone: row.get("phone")?,
            notes: row.get("notes")?,
            words_of: row.get("words_of")?,
            handling: row.get("handling")?,
            owner: row.get("owner_id")?,
            completed_at: row.get("completed_at")?,
            procedure: row.get("procedure_hash")?,
            completion_entered_at: row.get("completion_entered_at")?,
            list_complete: row.get("list_complete")?,
            source: row.get("source")?,
            import: row.get("import_id")?,
            registered_at: row.get("registered_at")?,
            registered_by: row.get("registered_by_id")?,
            withdrawn_at: row.get("withdrawn_at")?,
            merged_into: row.get("merged_into_id")?,
            confidential: row.get("confidential")?,
            accused: row.get("accused_id")?,
            version: row.get("version")?,
        })
    }
}

/// The event of a row that has all its columns.
pub(crate) fn event_of_row(row: &Row) -> Result<EventRow> {
    EventRow::read(row)
}

fn read_state(row: &Row) -> Result<EventState> {
    Ok(EventState {
        category: row.get("category")?,
        kind: row.get("kind")?,
        severity: row.get("severity")?,
        unit: row.get("unit_id")?,
        unit_words: row.get("unit_given")?,
        zone: row.get("zone_id")?,
        zone_words: row.get("zone_given")?,
        reporter: row.get("reporter_id")?,
        respondent_department: row.get("respondent_department_id")?,
        respondent_words: row.get("respondent_given")?,
        asset: row.get("asset")?,
        reported_at: row.get("reported_at")?,
        contract_start: row.get("contract_start")?,
        contract_end: row.get("contract_end")?,
        anonymous: row.get("anonymous")?,
        reply_only: row.get("reply_only")?,
        reply_attached: row.get("reply_attached")?,
        valid: row.get("valid")?,
        rating: row.get("rating")?,
    })
}

/// What makes two events the same matter, for finding repeats.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SameMatter<'e> {
    /// The site.
    pub site: ScopeId,
    /// The category.
    pub category: Category,
    /// The kind.
    pub kind: &'e str,
    /// The unit, where it is known.
    pub unit: Option<UnitId>,
    /// The unit as the intake had it, for one that is not known.
    pub unit_words: Option<&'e str>,
}

/// When an event was told and completed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ToldRow {
    /// The event.
    pub event: EventId,
    /// When it was reported.
    pub reported_at: Instant,
    /// When its handling ended.
    pub completed_at: Option<Instant>,
}

impl ToldRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            event: row.get("id")?,
            reported_at: row.get("reported_at")?,
            completed_at: row.get("completed_at")?,
        })
    }
}

/// An event with what is kept apart of a confidential one; the condition is over `e`.
macro_rules! whole_event {
    ($condition:literal) => {
        concat!(
            "select e.id, e.site_id, e.event_id, e.year, e.number, e.category, coalesce(e.kind, s.kind) as kind, \
             e.severity, coalesce(e.unit_id, s.unit_id) as unit_id, coalesce(e.unit_given, s.unit_given) as unit_given, \
             coalesce(e.zone_id, s.zone_id) as zone_id, coalesce(e.zone_given, s.zone_given) as zone_given, \
             coalesce(e.reporter_id, s.reporter_id) as reporter_id, \
             coalesce(e.respondent_department_id, s.respondent_department_id) as respondent_department_id, \
             coalesce(e.respondent_given, s.respondent_given) as respondent_given, coalesce(e.asset, s.asset) as asset, \
             e.reported_at, e.contract_start, e.contract_end, e.anonymous, e.reply_only, e.reply_attached, e.valid, \
             e.rating, coalesce(e.summary, s.summary) as summary, coalesce(e.customer, s.customer) as customer, \
             coalesce(e.phone, s.phone) as phone, coalesce(e.notes, s.notes) as notes, \
             coalesce(e.words_of, s.words_of) as words_of, e.handling, e.owner_id, e.completed_at, e.procedure_hash, \
             e.completion_entered_at, e.list_complete, e.source, e.import_id, e.registered_at, e.registered_by_id, \
             e.withdrawn_at, e.merged_into_id, e.confidential, e.accused_id, e.version \
             from event e left join sealed s on s.event_id = e.id where ",
            $condition
        )
    };
}

pub(crate) use whole_event;

const EVENT: &str = whole_event!("e.id = $1");
const OF_OUTSIDE_ID: &str =
    "select id from event where site_id = $1 and event_id = $2 and withdrawn_at is null";
const LAST_NUMBER: &str = "select last_number from running_number where site_id = $1 and year = $2";
const LIST: &str =
    "select line, unit_id, unit_given, person_id from list_line where event_id = $1 order by line";
const ZONE_OF_UNIT: &str = "select zone_id from unit where id = $1";
const PLACE_OF_UNIT: &str = "select site_id, zone_id from unit where id = $1";
const SITE_OF_DEPARTMENT: &str = "select site_id from department where id = $1";
const HEAD: &str = "select head_id, responsible_post from department where id = $1";
const LISTED: &str = "select count(*) as listed from list_line where event_id = $1";
const REPORTS: &str = "select number, reported_at, department_id, department_given from event_report \
    where event_id = $1 order by number";
const TOLD_OF_UNIT: &str = "select id, reported_at, completed_at from event where site_id = $1 and unit_id = $2 \
    and category = $3 and kind = $4 and reported_at between $5 and $6 and withdrawn_at is null and merged_into_id is null";
const TOLD_OF_UNIT_WORDS: &str = "select id, reported_at, completed_at from event where site_id = $1 \
    and unit_id is null and unit_given = $2 and category = $3 and kind = $4 and reported_at between $5 and $6 \
    and withdrawn_at is null and merged_into_id is null";
const CONTRACTS_WITHOUT_END: &str = "select e.id from event e where e.site_id = $1 and e.category = $2 \
    and e.withdrawn_at is null and e.contract_start <= $3 and e.contract_end >= $4 and not exists \
    (select 1 from obligation o where o.event_id = e.id and o.phase = $5 and o.voided_at is null) order by e.id";

/// An event.
pub async fn event(tx: &mut Tx, id: EventId) -> Result<Option<EventRow>> {
    tx.optional(EVENT, &[&id], EventRow::read).await
}

/// The event of an outside id that is not taken back.
pub async fn of_outside_id(tx: &mut Tx, site: ScopeId, id: &str) -> Result<Option<EventId>> {
    tx.optional(OF_OUTSIDE_ID, &[&site, &id], |row| row.get("id"))
        .await
}

/// Year and running number of events, in the order of the numbers.
pub async fn numbers(tx: &mut Tx, events: &[EventId]) -> Result<Vec<(i32, u32)>> {
    const SQL: &str = "select year, number from event where id in";
    let mut numbers = imports::listed(tx, SQL, &[], events, |row| {
        Ok((row.get("year")?, row.get("number")?))
    })
    .await?;
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

/// Whether an event is confidential, and who of the staff is complained of; none when there is no such event.
pub async fn confidentiality(
    tx: &mut Tx,
    event: EventId,
) -> Result<Option<(bool, Option<PersonId>)>> {
    const SQL: &str = "select confidential, accused_id from event where id = $1";
    tx.optional(SQL, &[&event], |row| {
        Ok((row.get("confidential")?, row.get("accused_id")?))
    })
    .await
}

/// What keeps an event from some.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Restriction {
    /// Whether it is confidential, and who of the staff is complained of.
    pub confidential: (bool, Option<PersonId>),
    /// Whether it is first aid that is handled.
    pub first_aid: bool,
}

/// What keeps an event from some; none when there is no such event.
pub async fn restriction(tx: &mut Tx, event: EventId) -> Result<Option<Restriction>> {
    const SQL: &str = "select confidential, accused_id, case when category = 'help' and kind = 'first_aid' \
        and handling = 'completed' then 1 else 0 end as first_aid from event where id = $1";
    tx.optional(SQL, &[&event], |row| {
        Ok(Restriction {
            confidential: (row.get("confidential")?, row.get("accused_id")?),
            first_aid: row.get("first_aid")?,
        })
    })
    .await
}

/// Whether somebody had a hand in an event: entered it, owns it, visits, or wrote a record about it.
pub async fn had_a_hand(tx: &mut Tx, event: EventId, person: PersonId) -> Result<bool> {
    const SQL: &str = "select count(*) as hands from event e where e.id = $1 and (e.registered_by_id = $2 \
        or e.owner_id = $2 \
        or exists (select 1 from follow_up f join follow_up_visitor v on v.follow_up_id = f.id \
        where f.event_id = e.id and v.person_id = $2) \
        or exists (select 1 from record r where r.event_id = e.id and r.recorded_by_id = $2))";
    let hands: i64 = tx
        .one(SQL, &[&event, &person], |row| row.get("hands"))
        .await?;
    Ok(hands > 0)
}

/// The event of a running number that is not taken back.
pub async fn of_number(
    tx: &mut Tx,
    site: ScopeId,
    number: RunningNumber,
) -> Result<Option<EventId>> {
    const SQL: &str = "select id from event where site_id = $1 and year = $2 and number = $3 and withdrawn_at is null";
    tx.optional(SQL, &[&site, &number.year, &number.number], |row| {
        row.get("id")
    })
    .await
}

/// The last running number given at a site in a year; 0 before the first.
pub async fn last_number(tx: &mut Tx, site: ScopeId, year: i32) -> Result<u32> {
    let last = tx
        .optional(LAST_NUMBER, &[&site, &year], |row| row.get("last_number"))
        .await?;
    Ok(last.unwrap_or(0))
}

/// How many lines an event's list has.
pub async fn listed(tx: &mut Tx, event: EventId) -> Result<u32> {
    tx.one(LISTED, &[&event], |row| row.get("listed")).await
}

/// The lines of an event's list.
pub async fn list(tx: &mut Tx, event: EventId) -> Result<Vec<ListLine>> {
    tx.all(LIST, &[&event], |row| {
        Ok(ListLine {
            line: row.get("line")?,
            unit: row.get("unit_id")?,
            unit_words: row.get("unit_given")?,
            person: row.get("person_id")?,
        })
    })
    .await
}

/// The site and the zone of a unit; none when there is no such unit.
pub async fn place_of_unit(
    tx: &mut Tx,
    unit: UnitId,
) -> Result<Option<(ScopeId, Option<ScopeId>)>> {
    tx.optional(PLACE_OF_UNIT, &[&unit], |row| {
        Ok((row.get("site_id")?, row.get("zone_id")?))
    })
    .await
}

/// The site of a department; none when there is no such department.
pub async fn site_of_department(tx: &mut Tx, department: DepartmentId) -> Result<Option<ScopeId>> {
    tx.optional(SITE_OF_DEPARTMENT, &[&department], |row| row.get("site_id"))
        .await
}

/// The zone a unit lies in.
pub async fn zone_of_unit(tx: &mut Tx, unit: UnitId) -> Result<Option<ScopeId>> {
    tx.one(ZONE_OF_UNIT, &[&unit], |row| row.get("zone_id"))
        .await
}

/// Who heads a department, and the post that answers for an outside contractor.
pub async fn head_of(
    tx: &mut Tx,
    department: DepartmentId,
) -> Result<(Option<PersonId>, Option<String>)> {
    tx.one(HEAD, &[&department], |row| {
        Ok((row.get("head_id")?, row.get("responsible_post")?))
    })
    .await
}

/// The reports that make an event up, without their words.
pub async fn reports(tx: &mut Tx, event: EventId) -> Result<Vec<Report>> {
    tx.all(REPORTS, &[&event], |row| {
        Ok(Report {
            number: row.get("number")?,
            reported_at: row.get("reported_at")?,
            department: row.get("department_id")?,
            department_words: row.get("department_given")?,
        })
    })
    .await
}

/// The events of one matter that were reported between two moments, both included.
pub async fn told(
    tx: &mut Tx,
    matter: SameMatter<'_>,
    from: Instant,
    to: Instant,
) -> Result<Vec<ToldRow>> {
    let SameMatter {
        site,
        category,
        kind,
        unit,
        unit_words,
    } = matter;
    if let Some(unit) = unit {
        return tx
            .all(
                TOLD_OF_UNIT,
                &[&site, &unit, &category, &kind, &from, &to],
                ToldRow::read,
            )
            .await;
    }
    tx.all(
        TOLD_OF_UNIT_WORDS,
        &[&site, &unit_words, &category, &kind, &from, &to],
        ToldRow::read,
    )
    .await
}

/// The contracts begun by `today` and ending on `from` or later that have no standing obligation for their end yet.
pub async fn contracts_without_end(
    tx: &mut Tx,
    site: ScopeId,
    today: Day,
    from: Day,
) -> Result<Vec<EventId>> {
    tx.all(
        CONTRACTS_WITHOUT_END,
        &[
            &site,
            &Category::ContractedService,
            &today,
            &from,
            &huiyin_domain::Phase::End,
        ],
        |row| row.get("id"),
    )
    .await
}

/// The events of a category with an obligation due from one day to another, by number; confidential ones are left out.
pub async fn due_in(
    tx: &mut Tx,
    site: ScopeId,
    category: Category,
    (first, last): (Day, Day),
) -> Result<Vec<EventId>> {
    const SQL: &str = "select e.id from event e where e.site_id = $1 and e.category = $2 and e.confidential = 0 \
        and e.withdrawn_at is null and exists (select 1 from obligation o where o.event_id = e.id \
        and o.due >= $3 and o.due <= $4) order by e.year, e.number";
    tx.all(SQL, &[&site, &category, &first, &last], |row| row.get("id"))
        .await
}
