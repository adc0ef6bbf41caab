//! What somebody carries on the phone: the follow-ups they visit, with all that they need at the door, in a fixed
//! number of statements.

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::entry::{ContactWish, Digest, FollowUpState, Section};
use huiyin_domain::{
    Category, Channel, Day, DeviceId, EventId, FollowUpId, Instant, ObligationId, PersonId,
    Personal, Phase, Rating, RecordId, Role, ScopeId, Severity, UnitId, Why,
};

use crate::people::PhoneOf;
use crate::row::Row;
use crate::{Result, Tx};

/// A follow-up of somebody who visits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyVisitRow {
    /// The follow-up.
    pub id: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// How far it is.
    pub state: FollowUpState,
    /// How often it changed.
    pub version: u32,
    /// The event's running number.
    pub number: RunningNumber,
    /// The category.
    pub category: Category,
    /// The finer sort.
    pub kind: Option<String>,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// What happened; of a confidential complaint too.
    pub summary: Option<Personal<String>>,
    /// Whether it is a confidential complaint, and about whom.
    pub confidential: (bool, Option<PersonId>),
    /// When the handling ended.
    pub completed_at: Option<Instant>,
    /// Which version of the event it is.
    pub event_version: u32,
    /// The first day on which it counts.
    pub not_before: Day,
    /// The last day in time.
    pub due: Day,
    /// Which round.
    pub round: u32,
    /// What it follows.
    pub phase: Phase,
    /// The channel it is planned for.
    pub channel: Channel,
    /// Why it is picked.
    pub why: Why,
    /// When it was unfinished for too long.
    pub escalated_at: Option<Instant>,
    /// The version of the procedure behind it.
    pub procedure: Digest,
    /// The clauses behind it.
    pub clauses: Vec<String>,
    /// The readings behind it.
    pub readings: Vec<String>,
    /// The home, where it is known.
    pub unit: Option<UnitId>,
    /// What it is called, or as it was given.
    pub unit_text: Option<String>,
    /// The building.
    pub building: Option<String>,
    /// The floor.
    pub floor: Option<String>,
    /// The room.
    pub room: Option<String>,
    /// The zone of the home or the event.
    pub zone: Option<String>,
    /// The customer, where known.
    pub customer: Option<PersonId>,
    /// The customer's name.
    pub customer_name: Option<Personal<String>>,
    /// The customer's own number.
    pub phone_of_person: Option<Personal<String>>,
    /// The number given at the intake.
    pub phone_of_event: Option<Personal<String>>,
    /// How the customer wishes to be contacted.
    pub wish: Option<ContactWish>,
    /// At which hours.
    pub hours: Option<Personal<String>>,
    /// Whether they asked that the use of their data be restricted.
    pub restricted: bool,
    /// The department complained of, or the one that did the work.
    pub department: Option<String>,
    /// The version of its record in force.
    pub record: Option<RecordId>,
}

impl MyVisitRow {
    /// The number to call, and whose it is.
    pub fn phone(&self) -> Option<(&Personal<String>, PhoneOf)> {
        let own = self.phone_of_person.as_ref().zip(self.customer);
        let own = own.map(|(phone, person)| (phone, PhoneOf::Person(person)));
        let given = self.phone_of_event.as_ref();
        own.or_else(|| given.map(|phone| (phone, PhoneOf::Event(self.event))))
    }
}

/// The follow-ups of a visitor that are on their way from release to review, the first due first: at most [`MOST`].
macro_rules! mine {
    () => {
        "select f.id, f.obligation_id, f.event_id, f.site_id, f.record_id, f.state from follow_up f \
         join obligation o on o.id = f.obligation_id \
         where f.state in ('released', 'taken', 'sent_back', 'recorded') and coalesce(o.shown_from, 0) <= $2 \
         and exists (select 1 from follow_up_visitor v where v.follow_up_id = f.id and v.person_id = $1) \
         order by case f.state when 'recorded' then 1 else 0 end, f.due, f.id limit 500"
    };
}

const VISITS: &str = concat!(
    "select f.id, f.obligation_id, f.event_id, f.site_id, f.state, f.version, e.year, e.number, e.category, \
    coalesce(e.kind, s.kind) as kind, e.severity, coalesce(e.summary, s.summary) as summary, e.confidential, \
    e.accused_id, e.completed_at, e.version as event_version, f.not_before, f.due, f.round, o.phase, f.channel, o.why, \
    f.escalated_at, o.procedure_hash, o.clauses, o.readings, u.id as unit_id, \
    coalesce(u.code, l.unit_given, e.unit_given, s.unit_given) as unit_text, u.building, u.floor, u.room, \
    z.name as zone, p.id as customer_id, coalesce(p.name, e.customer, s.customer) as customer_name, \
    p.phone as phone_of_person, coalesce(e.phone, s.phone) as phone_of_event, p.wish, p.hours, \
    case when p.restricted_at is null then 0 else 1 end as restricted, \
    coalesce(d.name, e.respondent_given, s.respondent_given) as department, f.record_id from (",
    mine!(),
    ") shown join follow_up f on f.id = shown.id join obligation o on o.id = f.obligation_id \
    join event e on e.id = f.event_id left join sealed s on s.event_id = e.id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join unit u on u.id = coalesce(l.unit_id, e.unit_id, s.unit_id) \
    left join scope z on z.id = coalesce(u.zone_id, e.zone_id, s.zone_id) \
    left join department d on d.id = coalesce(e.respondent_department_id, s.respondent_department_id) \
    left join person p on p.id = coalesce(l.person_id, e.reporter_id, s.reporter_id) order by f.due, f.id"
);

fn read_visit(row: &Row) -> Result<MyVisitRow> {
    Ok(MyVisitRow {
        id: row.get("id")?,
        obligation: row.get("obligation_id")?,
        event: row.get("event_id")?,
        site: row.get("site_id")?,
        state: row.get("state")?,
        version: row.get("version")?,
        number: RunningNumber {
            year: row.get("year")?,
            number: row.get("number")?,
        },
        category: row.get("category")?,
        kind: row.get("kind")?,
        severity: row.get("severity")?,
        summary: row.get("summary")?,
        confidential: (row.get("confidential")?, row.get("accused_id")?),
        completed_at: row.get("completed_at")?,
        event_version: row.get("event_version")?,
        not_before: row.get("not_before")?,
        due: row.get("due")?,
        round: row.get("round")?,
        phase: row.get("phase")?,
        channel: row.get("channel")?,
        why: row.get("why")?,
        escalated_at: row.get("escalated_at")?,
        procedure: row.get("procedure_hash")?,
        clauses: row.json("clauses")?,
        readings: row.json("readings")?,
        unit: row.get("unit_id")?,
        unit_text: row.get("unit_text")?,
        building: row.get("building")?,
        floor: row.get("floor")?,
        room: row.get("room")?,
        zone: row.get("zone")?,
        customer: row.get("customer_id")?,
        customer_name: row.get("customer_name")?,
        phone_of_person: row.get("phone_of_person")?,
        phone_of_event: row.get("phone_of_event")?,
        wish: row.get("wish")?,
        hours: row.get("hours")?,
        restricted: row.get("restricted")?,
        department: row.get("department")?,
        record: row.get("record_id")?,
    })
}

/// The follow-ups of a visitor that may be shown by now and are on their way from release to review, the first due
/// first, at most 500.
pub async fn visits(tx: &mut Tx, person: PersonId, now: Instant) -> Result<Vec<MyVisitRow>> {
    tx.all(VISITS, &[&person, &now], read_visit).await
}

/// Who visits in one of the follow-ups.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyVisitorRow {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// The post that answers for it.
    pub post: String,
    /// The person; none while the post is vacant.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Option<Personal<String>>,
}

/// Who visits in these follow-ups, in order.
pub async fn visitors(tx: &mut Tx, person: PersonId, now: Instant) -> Result<Vec<MyVisitorRow>> {
    const SQL: &str = concat!(
        "select v.follow_up_id, v.post, v.person_id, p.name from (",
        mine!(),
        ") shown join follow_up_visitor v on v.follow_up_id = shown.id left join person p on p.id = v.person_id \
        order by v.follow_up_id, v.place"
    );
    tx.all(SQL, &[&person, &now], |row| {
        Ok(MyVisitorRow {
            follow_up: row.get("follow_up_id")?,
            post: row.get("post")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
        })
    })
    .await
}

/// Somebody who lives in or owns a home that is visited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyResidentRow {
    /// The home.
    pub unit: UnitId,
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// What they are to the home.
    pub role: Role,
}

/// Who lives on a day in the homes of these follow-ups that are still to be visited.
pub async fn residents(
    tx: &mut Tx,
    person: PersonId,
    now: Instant,
    today: Day,
) -> Result<Vec<MyResidentRow>> {
    const SQL: &str = concat!(
        "select distinct o.unit_id, o.person_id, p.name, o.role from (",
        mine!(),
        ") shown join event e on e.id = shown.event_id join obligation b on b.id = shown.obligation_id \
        left join sealed s on s.event_id = e.id left join list_line l on l.event_id = b.event_id and l.line = b.line \
        join occupancy o on o.unit_id = coalesce(l.unit_id, e.unit_id, s.unit_id) join person p on p.id = o.person_id \
        where shown.state <> 'recorded' and (o.from_day is null or o.from_day <= $3) \
        and (o.to_day is null or o.to_day >= $3) order by o.unit_id, o.role, o.person_id"
    );
    tx.all(SQL, &[&person, &now, &today], |row| {
        Ok(MyResidentRow {
            unit: row.get("unit_id")?,
            person: row.get("person_id")?,
            name: row.get("name")?,
            role: row.get("role")?,
        })
    })
    .await
}

/// A record of an earlier round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EarlierRow {
    /// The obligation that it is a round of.
    pub obligation: ObligationId,
    /// The record.
    pub record: RecordId,
    /// Which round.
    pub round: u32,
    /// How far it is.
    pub state: FollowUpState,
    /// When the customer was met.
    pub visited_at: Instant,
    /// How.
    pub channel: Channel,
    /// The rating of the whole.
    pub rating: Option<Rating>,
}

/// The records of earlier rounds of these follow-ups.
pub async fn earlier(tx: &mut Tx, person: PersonId, now: Instant) -> Result<Vec<EarlierRow>> {
    const SQL: &str = concat!(
        "select distinct b.obligation_id, r.id, b.round, b.state, r.visited_at, r.channel, r.rating from (",
        mine!(),
        ") shown join follow_up f on f.id = shown.id join follow_up b on b.obligation_id = shown.obligation_id \
        and b.round < f.round join record r on r.id = b.record_id where shown.state <> 'recorded' \
        order by b.obligation_id, b.round"
    );
    tx.all(SQL, &[&person, &now], |row| {
        Ok(EarlierRow {
            obligation: row.get("obligation_id")?,
            record: row.get("id")?,
            round: row.get("round")?,
            state: row.get("state")?,
            visited_at: row.get("visited_at")?,
            channel: row.get("channel")?,
            rating: row.get("rating")?,
        })
    })
    .await
}

/// What was said under a section of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaidRow {
    /// The record.
    pub record: RecordId,
    /// Which section.
    pub section: Section,
    /// What was said.
    pub said: Option<Personal<String>>,
}

/// What was said in the earlier rounds of these follow-ups.
pub async fn said(tx: &mut Tx, person: PersonId, now: Instant) -> Result<Vec<SaidRow>> {
    const SQL: &str = concat!(
        "select distinct c.record_id, c.section, c.said from (",
        mine!(),
        ") shown join follow_up f on f.id = shown.id join follow_up b on b.obligation_id = shown.obligation_id \
        and b.round < f.round join record_content c on c.record_id = b.record_id \
        where shown.state <> 'recorded' and c.said is not null order by c.record_id, c.section"
    );
    tx.all(SQL, &[&person, &now], |row| {
        Ok(SaidRow {
            record: row.get("record_id")?,
            section: row.get("section")?,
            said: row.get("said")?,
        })
    })
    .await
}

/// Who visited in an earlier round.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EarlierVisitorRow {
    /// The record.
    pub record: RecordId,
    /// Their name.
    pub name: Option<Personal<String>>,
}

/// Who visited in the earlier rounds of these follow-ups.
pub async fn earlier_visitors(
    tx: &mut Tx,
    person: PersonId,
    now: Instant,
) -> Result<Vec<EarlierVisitorRow>> {
    const SQL: &str = concat!(
        "select distinct b.record_id, v.place, p.name from (",
        mine!(),
        ") shown join follow_up f on f.id = shown.id join follow_up b on b.obligation_id = shown.obligation_id \
        and b.round < f.round join follow_up_visitor v on v.follow_up_id = b.id join person p on p.id = v.person_id \
        where shown.state <> 'recorded' and b.record_id is not null order by b.record_id, v.place"
    );
    tx.all(SQL, &[&person, &now], |row| {
        Ok(EarlierVisitorRow {
            record: row.get("record_id")?,
            name: row.get("name")?,
        })
    })
    .await
}

/// An answer that was promised and is still owed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PromiseRow {
    /// The event in whose follow-up it was promised.
    pub event: EventId,
    /// What the customer raised.
    pub said: Option<Personal<String>>,
    /// By when the answer is promised; none where something is to be put right.
    pub answer_by: Option<Instant>,
    /// By which day it is put right.
    pub due: Option<Day>,
    /// Who owes it.
    pub owner: Option<Personal<String>>,
}

/// What was promised about the events of these follow-ups and is still owed.
pub async fn promises(tx: &mut Tx, person: PersonId, now: Instant) -> Result<Vec<PromiseRow>> {
    const SQL: &str = concat!(
        "select distinct m.event_id, m.id, m.said, p.answer_by, t.due, w.name as owner_name, m.raised_at from (",
        mine!(),
        ") shown join matter m on m.event_id = shown.event_id \
        join follow_up b on b.record_id = m.record_id and b.obligation_id = shown.obligation_id \
        left join promise p on p.matter_id = m.id left join rectification t on t.matter_id = m.id \
        left join person w on w.id = coalesce(p.owner_id, t.owner_id) \
        where shown.state <> 'recorded' and m.settled_at is null and (p.id is not null or t.id is not null) \
        order by m.event_id, m.raised_at, m.id"
    );
    tx.all(SQL, &[&person, &now], |row| {
        Ok(PromiseRow {
            event: row.get("event_id")?,
            said: row.get("said")?,
            answer_by: row.get("answer_by")?,
            due: row.get("due")?,
            owner: row.get("owner_name")?,
        })
    })
    .await
}

/// A try to reach the customer of one of these follow-ups in vain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MyTryRow {
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Which try.
    pub number: u32,
    /// When.
    pub tried_at: Instant,
    /// How.
    pub channel: Channel,
    /// Whether a card was left.
    pub card_left: bool,
    /// Who noted it.
    pub name: Option<Personal<String>>,
    /// What was found.
    pub note: Option<Personal<String>>,
}

/// The tries to reach the customers of these follow-ups.
pub async fn tries(tx: &mut Tx, person: PersonId, now: Instant) -> Result<Vec<MyTryRow>> {
    const SQL: &str = concat!(
        "select t.follow_up_id, t.number, t.tried_at, t.channel, t.card_left, p.name, t.note from (",
        mine!(),
        ") shown join contact_try t on t.follow_up_id = shown.id left join person p on p.id = t.noted_by_id \
        where shown.state <> 'recorded' order by t.follow_up_id, t.number"
    );
    tx.all(SQL, &[&person, &now], |row| {
        Ok(MyTryRow {
            follow_up: row.get("follow_up_id")?,
            number: row.get("number")?,
            tried_at: row.get("tried_at")?,
            channel: row.get("channel")?,
            card_left: row.get("card_left")?,
            name: row.get("name")?,
            note: row.get("note")?,
        })
    })
    .await
}

/// Why a record came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SentBackRow {
    /// The record.
    pub record: RecordId,
    /// Who sent it back.
    pub by: Option<Personal<String>>,
    /// The opinion.
    pub opinion: Option<Personal<String>>,
    /// When.
    pub at: Instant,
}

/// Why those of these follow-ups came back that did.
pub async fn sent_back(tx: &mut Tx, person: PersonId, now: Instant) -> Result<Vec<SentBackRow>> {
    const SQL: &str = concat!(
        "select v.record_id, p.name, v.opinion, v.reviewed_at from (",
        mine!(),
        ") shown join review v on v.record_id = shown.record_id left join person p on p.id = v.reviewer_id \
        where shown.state = 'sent_back' and v.verdict = 'sent_back' order by v.record_id, v.reviewed_at, v.id"
    );
    tx.all(SQL, &[&person, &now], |row| {
        Ok(SentBackRow {
            record: row.get("record_id")?,
            by: row.get("name")?,
            opinion: row.get("opinion")?,
            at: row.get("reviewed_at")?,
        })
    })
    .await
}

/// How far the commands of a device are done, by follow-up.
pub async fn seqs(
    tx: &mut Tx,
    person: PersonId,
    now: Instant,
    device: DeviceId,
) -> Result<Vec<(FollowUpId, u64)>> {
    const SQL: &str = concat!(
        "select q.follow_up_id, q.seq from (",
        mine!(),
        ") shown join phone_seq q on q.follow_up_id = shown.id and q.device_id = $3"
    );
    tx.all(SQL, &[&person, &now, &device], |row| {
        Ok((row.get("follow_up_id")?, row.get("seq")?))
    })
    .await
}
