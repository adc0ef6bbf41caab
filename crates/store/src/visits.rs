//! Follow-ups on their way from release to record: what the visitor's actions need to know of one.

use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::entry::{Digest, FollowUpState};
use huiyin_domain::{
    Category, Channel, Day, EventId, FollowUpId, Instant, ObligationId, PersonId, Personal,
    RecordId, ScopeId, Severity, SignOutId, UnitId,
};

use crate::row::Row;
use crate::{Result, Tx};

/// A follow-up with what it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FollowUpRow {
    /// The follow-up.
    pub id: FollowUpId,
    /// Its obligation.
    pub obligation: ObligationId,
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// The event's id outside.
    pub outside_id: String,
    /// Which round it is.
    pub round: u32,
    /// The last day in time of this round.
    pub due: Day,
    /// The channel it is planned for.
    pub channel: Channel,
    /// How far it is.
    pub state: FollowUpState,
    /// When it was unfinished for too long.
    pub escalated_at: Option<Instant>,
    /// The current version of its record.
    pub record: Option<RecordId>,
    /// The version of the procedure behind the obligation.
    pub procedure: Digest,
    /// The first day of the obligation's window.
    pub window_from: Day,
    /// The last day of the obligation's window.
    pub window_to: Day,
    /// The working limit of a pick that came too late for the window.
    pub working_limit: Option<Day>,
    /// The event's category.
    pub category: Category,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// Who is visited, where known.
    pub customer: Option<PersonId>,
    /// Whether they asked that the use of their data be restricted.
    pub restricted: bool,
    /// The home that is visited, where known.
    pub unit: Option<UnitId>,
    /// The home as it was given.
    pub unit_words: Option<String>,
    /// The zone of the event.
    pub zone: Option<ScopeId>,
}

impl FollowUpRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            obligation: row.get("obligation_id")?,
            event: row.get("event_id")?,
            site: row.get("site_id")?,
            outside_id: row.get("outside_id")?,
            round: row.get("round")?,
            due: row.get("due")?,
            channel: row.get("channel")?,
            state: row.get("state")?,
            escalated_at: row.get("escalated_at")?,
            record: row.get("record_id")?,
            procedure: row.get("procedure_hash")?,
            window_from: row.get("window_from")?,
            window_to: row.get("window_to")?,
            working_limit: row.get("working_limit")?,
            category: row.get("category")?,
            severity: row.get("severity")?,
            customer: row.get("customer_id")?,
            restricted: row.get("restricted")?,
            unit: row.get("unit_id")?,
            unit_words: row.get("unit_words")?,
            zone: row.get("zone_id")?,
        })
    }
}

/// Who is to visit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitorRow {
    /// The post that answers for it.
    pub post: String,
    /// The person; none while the post is vacant.
    pub person: Option<PersonId>,
}

/// A try to reach the customer in vain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TryRow {
    /// Which try, from 1.
    pub number: u32,
    /// When.
    pub tried_at: Instant,
    /// How.
    pub channel: Channel,
    /// Whether a 留言卡 was left at the door.
    pub card_left: bool,
    /// Who noted it.
    pub by: Option<PersonId>,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// What was found.
    pub note: Option<Personal<String>>,
}

/// A line of the sign-out sheet that is about to change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignOutRow {
    /// Whose form it is.
    pub follow_up: FollowUpId,
    /// The event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// Who took it.
    pub person: PersonId,
    /// Whether it is back.
    pub returned: bool,
}

const LOCK: &str = "select id from follow_up where id = $1";
const FOLLOW_UP: &str = "select f.id, f.obligation_id, f.event_id, f.site_id, e.event_id as outside_id, f.round, f.due, \
    f.channel, f.state, f.escalated_at, f.record_id, o.procedure_hash, o.not_before as window_from, o.due as window_to, \
    o.working_limit, e.category, e.severity, coalesce(l.person_id, e.reporter_id, s.reporter_id) as customer_id, \
    case when p.restricted_at is null then 0 else 1 end as restricted, \
    coalesce(l.unit_id, e.unit_id, s.unit_id) as unit_id, \
    coalesce(l.unit_given, e.unit_given, s.unit_given) as unit_words, coalesce(e.zone_id, s.zone_id) as zone_id \
    from follow_up f join obligation o on o.id = f.obligation_id join event e on e.id = f.event_id \
    left join sealed s on s.event_id = e.id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    left join person p on p.id = coalesce(l.person_id, e.reporter_id, s.reporter_id) where f.id = $1";
const VISITORS: &str =
    "select post, person_id from follow_up_visitor where follow_up_id = $1 order by place";
const TRIES: &str = "select t.number, t.tried_at, t.channel, t.card_left, t.noted_by_id, p.name, t.note \
    from contact_try t left join person p on p.id = t.noted_by_id where t.follow_up_id = $1 order by t.number";
const TAKEN_BY: &str =
    "select count(*) as times from sign_out where follow_up_id = $1 and person_id = $2";
const SIGN_OUT: &str = "select s.follow_up_id, f.event_id, f.site_id, s.person_id, \
    case when s.returned_at is null then 0 else 1 end as returned \
    from sign_out s join follow_up f on f.id = s.follow_up_id where s.id = $1";
const ROUND_EXISTS: &str =
    "select count(*) as times from follow_up where obligation_id = $1 and round = $2";

/// The tries to reach the customer of a follow-up, in the order in which they were noted.
pub async fn tries(tx: &mut Tx, follow_up: FollowUpId) -> Result<Vec<TryRow>> {
    tx.all(TRIES, &[&follow_up], |row| {
        Ok(TryRow {
            number: row.get("number")?,
            tried_at: row.get("tried_at")?,
            channel: row.get("channel")?,
            card_left: row.get("card_left")?,
            by: row.get("noted_by_id")?,
            name: row.get("name")?,
            note: row.get("note")?,
        })
    })
    .await
}

/// What somebody who is accountable for a follow-up said of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteRow {
    /// The post.
    pub post: String,
    /// When.
    pub noted_at: Instant,
    /// Who.
    pub name: Option<Personal<String>>,
    /// What; none when it was erased.
    pub note: Option<Personal<String>>,
}

/// What those who are accountable said of a follow-up, in order.
pub async fn notes(tx: &mut Tx, follow_up: FollowUpId) -> Result<Vec<NoteRow>> {
    const SQL: &str = "select n.post, n.noted_at, p.name, n.note from follow_up_note n \
        left join person p on p.id = n.noted_by_id where n.follow_up_id = $1 order by n.number";
    let note = |row: &Row| {
        Ok(NoteRow {
            post: row.get("post")?,
            noted_at: row.get("noted_at")?,
            name: row.get("name")?,
            note: row.get("note")?,
        })
    };
    tx.all(SQL, &[&follow_up], note).await
}

/// A follow-up, kept from others until the transaction ends.
pub async fn follow_up_to_change(tx: &mut Tx, id: FollowUpId) -> Result<Option<FollowUpRow>> {
    tx.lock(LOCK, &[&id]).await?;
    follow_up(tx, id).await
}

/// A follow-up.
pub async fn follow_up(tx: &mut Tx, id: FollowUpId) -> Result<Option<FollowUpRow>> {
    tx.optional(FOLLOW_UP, &[&id], FollowUpRow::read).await
}

/// Another open follow-up of a household.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OtherRow {
    /// The follow-up.
    pub id: FollowUpId,
    /// Which round it is.
    pub round: u32,
    /// What happened.
    pub summary: Option<Personal<String>>,
    /// The last day in time.
    pub due: Day,
    /// How far it is.
    pub state: FollowUpState,
}

const OTHERS: &str = "select f.id, f.round, e.summary, f.due, f.state from follow_up f \
    join obligation o on o.id = f.obligation_id join event e on e.id = f.event_id \
    left join list_line l on l.event_id = o.event_id and l.line = o.line \
    where f.site_id = $1 and f.state in ('planned', 'released', 'taken', 'sent_back') and f.id <> $3 \
    and coalesce(l.unit_id, e.unit_id) = $2 and coalesce(o.shown_from, 0) <= $4 \
    order by f.due, f.id limit 20";

/// The other open follow-ups of a household that are shown by `now`, the first due first, at most 20.
pub async fn others_of_household(
    tx: &mut Tx,
    follow_up: &FollowUpRow,
    now: Instant,
) -> Result<Vec<OtherRow>> {
    let Some(unit) = follow_up.unit else {
        return Ok(Vec::new());
    };
    let other = |row: &Row| {
        Ok(OtherRow {
            id: row.get("id")?,
            round: row.get("round")?,
            summary: row.get("summary")?,
            due: row.get("due")?,
            state: row.get("state")?,
        })
    };
    tx.all(
        OTHERS,
        &[&follow_up.site, &unit, &follow_up.id, &now],
        other,
    )
    .await
}

/// Who is to visit, in order.
pub async fn visitors(tx: &mut Tx, follow_up: FollowUpId) -> Result<Vec<VisitorRow>> {
    tx.all(VISITORS, &[&follow_up], |row| {
        Ok(VisitorRow {
            post: row.get("post")?,
            person: row.get("person_id")?,
        })
    })
    .await
}

/// Whether somebody has signed for the form already.
pub async fn has_taken(tx: &mut Tx, follow_up: FollowUpId, person: PersonId) -> Result<bool> {
    let times: i64 = tx
        .one(TAKEN_BY, &[&follow_up, &person], |row| row.get("times"))
        .await?;
    Ok(times > 0)
}

/// A line of the sign-out sheet.
pub async fn sign_out(tx: &mut Tx, id: SignOutId) -> Result<Option<SignOutRow>> {
    tx.optional(SIGN_OUT, &[&id], |row| {
        Ok(SignOutRow {
            follow_up: row.get("follow_up_id")?,
            event: row.get("event_id")?,
            site: row.get("site_id")?,
            person: row.get("person_id")?,
            returned: row.get("returned")?,
        })
    })
    .await
}

/// A line of the sign-out sheet, kept from others until the transaction ends.
pub async fn sign_out_to_change(tx: &mut Tx, id: SignOutId) -> Result<Option<SignOutRow>> {
    tx.lock("select id from sign_out where id = $1", &[&id])
        .await?;
    sign_out(tx, id).await
}

/// Whether a round of an obligation is planned already.
pub async fn has_round(tx: &mut Tx, obligation: ObligationId, round: u32) -> Result<bool> {
    let times: i64 = tx
        .one(ROUND_EXISTS, &[&obligation, &round], |row| row.get("times"))
        .await?;
    Ok(times > 0)
}

/// The follow-up of a round of an obligation; none while there is no such round.
pub async fn of_round(
    tx: &mut Tx,
    obligation: ObligationId,
    round: u32,
) -> Result<Option<(FollowUpId, FollowUpState)>> {
    const SQL: &str = "select id, state from follow_up where obligation_id = $1 and round = $2 \
        order by case state when 'withdrawn' then 1 else 0 end, id limit 1";
    tx.optional(SQL, &[&obligation, &round], |row| {
        Ok((row.get("id")?, row.get("state")?))
    })
    .await
}

/// Why a round was closed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClosingRow {
    /// The post in which it was closed.
    pub post: String,
    /// By whom.
    pub name: Option<Personal<String>>,
    /// When.
    pub closed_at: Instant,
    /// Why; none when it was erased.
    pub why: Option<Personal<String>>,
    /// The complaint whose follow-up takes its place, with its number.
    pub complaint: Option<(EventId, RunningNumber)>,
}

/// Why the round of a follow-up was closed; none where it was not.
pub async fn closing(tx: &mut Tx, follow_up: FollowUpId) -> Result<Option<ClosingRow>> {
    const SQL: &str = "select c.post, p.name, c.closed_at, c.why, c.complaint_id, e.year, e.number \
        from round_closing c left join person p on p.id = c.closed_by_id left join event e on e.id = c.complaint_id \
        where c.follow_up_id = $1";
    tx.optional(SQL, &[&follow_up], |row| {
        Ok(ClosingRow {
            post: row.get("post")?,
            name: row.get("name")?,
            closed_at: row.get("closed_at")?,
            why: row.get("why")?,
            complaint: match row.get("complaint_id")? {
                Some(complaint) => Some((
                    complaint,
                    RunningNumber {
                        year: row.get("year")?,
                        number: row.get("number")?,
                    },
                )),
                None => None,
            },
        })
    })
    .await
}

/// Whether an event is a complaint that a nonconforming verdict opened, so that its first follow-up is the next round
/// of another.
pub async fn was_opened_by_a_verdict(tx: &mut Tx, event: EventId) -> Result<bool> {
    const SQL: &str = "select count(*) as verdicts from review where complaint_id = $1";
    let verdicts: i64 = tx.one(SQL, &[&event], |row| row.get("verdicts")).await?;
    Ok(verdicts > 0)
}
