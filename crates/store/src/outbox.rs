//! Notices: written with the change that causes them, seen in the product at once, sent outside afterwards, at least
//! once. Not journalled: they only say what the journal says.

use huiyin_domain::{DeliveryFault, Instant, PersonId, Personal, RobotId, ScopeId, Topic, Way};
use serde_json::Value;

use crate::row::Row;
use crate::tx::sql_text;
use crate::{Error, Result, Tx};

/// A notice to be sent.
#[derive(Clone, PartialEq, Debug)]
pub struct Message {
    /// What it is about.
    pub topic: Topic,
    /// The site whose work it is about.
    pub site: ScopeId,
    /// Who is to get it.
    pub to: Recipient,
    /// What it says: ids, numbers of events, days and clauses; nothing about residents.
    pub payload: Value,
    /// When it is to go out, at the earliest.
    pub due_at: Instant,
}

/// Who gets a notice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Recipient {
    /// Somebody of the staff.
    Person(PersonId),
    /// A robot, for its group.
    Robot(RobotId),
}

impl Recipient {
    const fn columns(self) -> (Option<PersonId>, Option<RobotId>) {
        match self {
            Self::Person(person) => (Some(person), None),
            Self::Robot(robot) => (None, Some(robot)),
        }
    }

    fn read(row: &Row) -> Result<Self> {
        let person: Option<PersonId> = row.get("person_id")?;
        let robot: Option<RobotId> = row.get("robot_id")?;
        person
            .map(Self::Person)
            .or_else(|| robot.map(Self::Robot))
            .ok_or_else(|| Error::Corrupt("a notice to nobody".to_owned()))
    }
}

/// A message that a sender has taken, and that nobody else gets meanwhile.
#[derive(Clone, PartialEq, Debug)]
pub struct Taken {
    /// Its number.
    pub id: i64,
    /// The message.
    pub message: Message,
    /// How often it was taken, this time included.
    pub attempts: u32,
}

impl Taken {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            message: Message {
                topic: row.get("topic")?,
                site: row.get("site_id")?,
                to: Recipient::read(row)?,
                payload: row.json("payload")?,
                due_at: row.get("due_at")?,
            },
            attempts: row.get("attempts")?,
        })
    }
}

/// Queues a message; it goes out only if this transaction is committed.
pub async fn queue(tx: &mut Tx, message: &Message, now: Instant) -> Result<()> {
    const SQL: &str = "insert into outbox (topic, site_id, person_id, robot_id, payload, queued_at, due_at, attempts) \
        values ($1, $2, $3, $4, $5, $6, $7, 0)";
    let payload = serde_json::to_string(&message.payload).map_err(Error::corrupt)?;
    let (person, robot) = message.to.columns();
    tx.execute_one(
        SQL,
        &[
            &message.topic,
            &message.site,
            &person,
            &robot,
            &payload,
            &now,
            &message.due_at,
        ],
    )
    .await
}

/// Whether anybody was told of something at a site since a moment.
pub async fn was_told(tx: &mut Tx, site: ScopeId, topic: Topic, since: Instant) -> Result<bool> {
    const SQL: &str =
        "select count(*) as told from outbox where site_id = $1 and topic = $2 and queued_at >= $3";
    let told: i64 = tx
        .one(SQL, &[&site, &topic, &since], |row| row.get("told"))
        .await?;
    Ok(told > 0)
}

/// When anybody was last told of something at a site.
pub async fn last_told(tx: &mut Tx, site: ScopeId, topic: Topic) -> Result<Option<Instant>> {
    const SQL: &str =
        "select max(queued_at) as told_at from outbox where site_id = $1 and topic = $2";
    tx.one(SQL, &[&site, &topic], |row| row.get("told_at"))
        .await
}

/// Takes messages that are due, the longest waiting first. Whoever took one and is not heard of by `until` loses it to
/// the next.
pub async fn take(tx: &mut Tx, now: Instant, until: Instant, limit: u32) -> Result<Vec<Taken>> {
    let sql = format!(
        "update outbox set locked_until = $2, attempts = attempts + 1 where id in (select id from outbox \
         where sent_at is null and failed_at is null and due_at <= $1 and (locked_until is null or locked_until <= $1) \
         order by due_at, id limit $3{}) returning id, topic, site_id, person_id, robot_id, payload, due_at, attempts",
        tx.dialect().for_update_skip_locked()
    );
    let mut taken = tx
        .all(sql_text(sql), &[&now, &until, &limit], Taken::read)
        .await?;
    taken.sort_by_key(|taken| (taken.message.due_at, taken.id));
    Ok(taken)
}

/// Notes how a message that was taken got out. Whoever lost it to another sender changes nothing.
pub async fn sent(tx: &mut Tx, taken: &Taken, way: Way, now: Instant) -> Result<()> {
    const SQL: &str = "update outbox set sent_at = $3, way = $4, locked_until = null, last_error = null \
        where id = $1 and attempts = $2 and sent_at is null";
    tx.execute(SQL, &[&taken.id, &taken.attempts, &now, &way])
        .await?;
    Ok(())
}

/// Notes that a message that was taken could not be sent, and when it is to be tried again; never, when there is no
/// such time. Whoever lost it to another sender changes nothing.
pub async fn failed(
    tx: &mut Tx,
    taken: &Taken,
    error: &Failed,
    again_at: Option<Instant>,
    now: Instant,
) -> Result<()> {
    const AGAIN: &str = "update outbox set due_at = $4, locked_until = null, last_error = $3 \
        where id = $1 and attempts = $2 and sent_at is null";
    const NEVER: &str = "update outbox set failed_at = $4, locked_until = null, last_error = $3 \
        where id = $1 and attempts = $2 and sent_at is null";
    let (sql, at) = again_at.map_or((NEVER, now), |again_at| (AGAIN, again_at));
    tx.execute(sql, &[&taken.id, &taken.attempts, &error.text(), &at])
        .await?;
    Ok(())
}

/// Why a message was not delivered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failed {
    /// What went wrong.
    pub fault: DeliveryFault,
    /// What the other side said of it.
    pub said: Personal<String>,
}

impl Failed {
    fn text(&self) -> String {
        format!("{} {}", self.fault.id(), self.said.reveal())
    }

    fn read(text: &str) -> Result<Self> {
        let (fault, said) = text.split_once(' ').unwrap_or((text, ""));
        let fault = DeliveryFault::of_id(fault)
            .ok_or_else(|| Error::Corrupt("a fault of delivery that nobody knows".to_owned()))?;
        Ok(Self {
            fault,
            said: Personal::new(said.to_owned()),
        })
    }
}

/// A notice as the person sees it whom it is for.
#[derive(Clone, PartialEq, Debug)]
pub struct NoticeRow {
    /// Its number.
    pub id: i64,
    /// What it is about.
    pub topic: Topic,
    /// The site.
    pub site: ScopeId,
    /// What it says.
    pub payload: Value,
    /// When it was written.
    pub queued_at: Instant,
    /// When it was read.
    pub read_at: Option<Instant>,
}

impl NoticeRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            topic: row.get("topic")?,
            site: row.get("site_id")?,
            payload: row.json("payload")?,
            queued_at: row.get("queued_at")?,
            read_at: row.get("read_at")?,
        })
    }
}

/// Somebody's notices, the newest first, from before one of them on.
pub async fn notices(
    tx: &mut Tx,
    person: PersonId,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<NoticeRow>> {
    const SQL: &str = "select id, topic, site_id, payload, queued_at, read_at from outbox \
        where person_id = $1 and id < $2 order by id desc limit $3";
    let before = before.unwrap_or(i64::MAX);
    tx.all(SQL, &[&person, &before, &limit], NoticeRow::read)
        .await
}

/// One of somebody's notices.
pub async fn notice(tx: &mut Tx, person: PersonId, id: i64) -> Result<Option<NoticeRow>> {
    const SQL: &str = "select id, topic, site_id, payload, queued_at, read_at from outbox \
        where id = $1 and person_id = $2";
    tx.optional(SQL, &[&id, &person], NoticeRow::read).await
}

/// How many of somebody's notices are not read.
pub async fn unread(tx: &mut Tx, person: PersonId) -> Result<u64> {
    const SQL: &str =
        "select count(*) as unread from outbox where person_id = $1 and read_at is null";
    tx.one(SQL, &[&person], |row| row.get("unread")).await
}

/// Notes that somebody read one of their notices.
pub async fn read(tx: &mut Tx, person: PersonId, id: i64, now: Instant) -> Result<()> {
    const SQL: &str =
        "update outbox set read_at = $3 where id = $1 and person_id = $2 and read_at is null";
    tx.execute(SQL, &[&id, &person, &now]).await?;
    Ok(())
}

/// Notes that somebody read all their notices up to one.
pub async fn read_up_to(tx: &mut Tx, person: PersonId, last: i64, now: Instant) -> Result<()> {
    const SQL: &str =
        "update outbox set read_at = $3 where person_id = $1 and read_at is null and id <= $2";
    tx.execute(SQL, &[&person, &last, &now]).await?;
    Ok(())
}

/// Notes that everybody read what was written before a moment; for made-up data.
pub async fn all_read_before(tx: &mut Tx, before: Instant, now: Instant) -> Result<()> {
    const SQL: &str = "update outbox set read_at = $2 where queued_at < $1 and read_at is null";
    tx.execute(SQL, &[&before, &now]).await?;
    Ok(())
}

/// A message that is not tried any more.
#[derive(Clone, PartialEq, Debug)]
pub struct UndeliveredRow {
    /// Its number.
    pub id: i64,
    /// What it is about.
    pub topic: Topic,
    /// What it says.
    pub payload: Value,
    /// Who was to get it.
    pub to: Recipient,
    /// The name of the person or the robot.
    pub name: Option<Personal<String>>,
    /// When it was given up.
    pub failed_at: Instant,
    /// How often it was tried.
    pub attempts: u32,
    /// Why.
    pub error: Failed,
}

impl UndeliveredRow {
    fn read(row: &Row) -> Result<Self> {
        let error: String = row.get("last_error")?;
        Ok(Self {
            id: row.get("id")?,
            topic: row.get("topic")?,
            payload: row.json("payload")?,
            to: Recipient::read(row)?,
            name: row.get("name")?,
            failed_at: row.get("failed_at")?,
            attempts: row.get("attempts")?,
            error: Failed::read(&error)?,
        })
    }
}

/// The messages of a site that are not tried any more, the latest first.
pub async fn undelivered(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<UndeliveredRow>> {
    const SQL: &str = "select o.id, o.topic, o.payload, o.person_id, o.robot_id, coalesce(r.name, p.name) as name, \
        o.failed_at, o.attempts, o.last_error from outbox o left join person p on p.id = o.person_id \
        left join robot r on r.id = o.robot_id where o.site_id = $1 and o.failed_at is not null \
        order by o.failed_at desc, o.id desc limit $2";
    tx.all(SQL, &[&site, &limit], UndeliveredRow::read).await
}

/// How many messages of a site are not tried any more; of all sites, when none is named.
pub async fn count_undelivered(tx: &mut Tx, site: Option<ScopeId>) -> Result<u64> {
    const OF_SITE: &str =
        "select count(*) as failed from outbox where failed_at is not null and site_id = $1";
    const OF_ALL: &str = "select count(*) as failed from outbox where failed_at is not null";
    match site {
        Some(site) => tx.one(OF_SITE, &[&site], |row| row.get("failed")).await,
        None => tx.one(OF_ALL, &[], |row| row.get("failed")).await,
    }
}

/// Has a message of a site that was given up tried again, from the beginning.
pub async fn try_again(tx: &mut Tx, site: ScopeId, id: i64, now: Instant) -> Result<()> {
    const SQL: &str = "update outbox set failed_at = null, attempts = 0, due_at = $3, locked_until = null \
        where id = $1 and site_id = $2 and failed_at is not null";
    tx.execute_one(SQL, &[&id, &site, &now]).await
}

/// Lets a message of a site that was given up be: its person has it in the product.
pub async fn let_be(tx: &mut Tx, site: ScopeId, id: i64, now: Instant) -> Result<()> {
    const SQL: &str = "update outbox set failed_at = null, sent_at = $3, way = $4 \
        where id = $1 and site_id = $2 and failed_at is not null";
    tx.execute_one(SQL, &[&id, &site, &now, &Way::Product])
        .await
}
