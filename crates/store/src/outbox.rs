//! Messages to be sent: written with the change that causes them, sent afterwards, at least once.

use huiyin_domain::{Instant, PersonId};
use serde_json::Value;

use crate::row::Row;
use crate::tx::sql_text;
use crate::{Error, Result, Tx};

/// A message to be sent.
#[derive(Clone, PartialEq, Debug)]
pub struct Message {
    /// What it is about, such as `plan_released`.
    pub topic: String,
    /// Who is to get it; none when a whole group is.
    pub person: Option<PersonId>,
    /// What the sender needs to write it: ids and days; names are looked up when it is sent.
    pub payload: Value,
    /// When it is to go out, at the earliest.
    pub due_at: Instant,
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
                person: row.get("person_id")?,
                payload: row.json("payload")?,
                due_at: row.get("due_at")?,
            },
            attempts: row.get("attempts")?,
        })
    }
}

/// Queues a message; it goes out only if this transaction is committed.
pub async fn queue(tx: &mut Tx, message: &Message, now: Instant) -> Result<()> {
    const SQL: &str = "insert into outbox (topic, person_id, payload, queued_at, due_at, attempts) \
        values ($1, $2, $3, $4, $5, 0)";
    let payload = serde_json::to_string(&message.payload).map_err(Error::corrupt)?;
    tx.execute_one(
        SQL,
        &[
            &message.topic,
            &message.person,
            &payload,
            &now,
            &message.due_at,
        ],
    )
    .await
}

/// Takes messages that are due, the longest waiting first. Whoever took one and is not heard of by `until` loses it to
/// the next.
pub async fn take(tx: &mut Tx, now: Instant, until: Instant, limit: u32) -> Result<Vec<Taken>> {
    let sql = format!(
        "update outbox set locked_until = $2, attempts = attempts + 1 where id in (select id from outbox \
         where sent_at is null and failed_at is null and due_at <= $1 and (locked_until is null or locked_until <= $1) \
         order by due_at, id limit $3{}) returning id, topic, person_id, payload, due_at, attempts",
        tx.dialect().for_update_skip_locked()
    );
    let mut taken = tx
        .all(sql_text(sql), &[&now, &until, &limit], Taken::read)
        .await?;
    taken.sort_by_key(|taken| (taken.message.due_at, taken.id));
    Ok(taken)
}

/// Notes that a message was sent.
pub async fn sent(tx: &mut Tx, id: i64, now: Instant) -> Result<()> {
    const SQL: &str =
        "update outbox set sent_at = $2, locked_until = null, last_error = null where id = $1";
    tx.execute_one(SQL, &[&id, &now]).await
}

/// Notes that a message could not be sent, and when it is to be tried again; never, when there is no such time.
pub async fn failed(
    tx: &mut Tx,
    id: i64,
    error: &str,
    again_at: Option<Instant>,
    now: Instant,
) -> Result<()> {
    const AGAIN: &str =
        "update outbox set due_at = $2, locked_until = null, last_error = $3 where id = $1";
    const NEVER: &str =
        "update outbox set failed_at = $2, locked_until = null, last_error = $3 where id = $1";
    match again_at {
        Some(again_at) => tx.execute_one(AGAIN, &[&id, &again_at, &error]).await,
        None => tx.execute_one(NEVER, &[&id, &now, &error]).await,
    }
}
