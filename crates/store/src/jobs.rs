//! Work to be done later by the program itself: at a deadline, or because it takes long.

use huiyin_domain::Instant;
use serde_json::Value;

use crate::row::Row;
use crate::tx::sql_text;
use crate::{Error, Result, Tx};

/// A piece of work.
#[derive(Clone, PartialEq, Debug)]
pub struct Job {
    /// What is to be done.
    pub kind: String,
    /// What it needs to know.
    pub payload: Value,
    /// While work with this key waits, the same key is not queued again.
    pub unique_key: Option<String>,
    /// When it is to be done, at the earliest.
    pub run_at: Instant,
}

/// A piece of work that a worker has taken, and that nobody else gets meanwhile.
#[derive(Clone, PartialEq, Debug)]
pub struct TakenJob {
    /// Its number.
    pub id: i64,
    /// The work.
    pub job: Job,
    /// How often it was taken, this time included.
    pub attempts: u32,
}

impl TakenJob {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            job: Job {
                kind: row.get("kind")?,
                payload: row.json("payload")?,
                unique_key: row.get("unique_key")?,
                run_at: row.get("run_at")?,
            },
            attempts: row.get("attempts")?,
        })
    }
}

/// Queues work; whether it was new, or waits already under its key.
pub async fn queue(tx: &mut Tx, job: &Job, now: Instant) -> Result<bool> {
    const SQL: &str = "insert into job (kind, payload, unique_key, queued_at, run_at, attempts) \
        values ($1, $2, $3, $4, $5, 0) on conflict (unique_key) where done_at is null and failed_at is null do nothing";
    let payload = serde_json::to_string(&job.payload).map_err(Error::corrupt)?;
    let queued = tx
        .execute(
            SQL,
            &[&job.kind, &payload, &job.unique_key, &now, &job.run_at],
        )
        .await?;
    Ok(queued == 1)
}

/// Takes work that is due, the longest waiting first. Whoever took it and is not heard of by `until` loses it to the
/// next worker.
pub async fn take(tx: &mut Tx, now: Instant, until: Instant, limit: u32) -> Result<Vec<TakenJob>> {
    let sql = format!(
        "update job set locked_until = $2, attempts = attempts + 1 where id in (select id from job \
         where done_at is null and failed_at is null and run_at <= $1 and (locked_until is null or locked_until <= $1) \
         order by run_at, id limit $3{}) returning id, kind, payload, unique_key, run_at, attempts",
        tx.dialect().for_update_skip_locked()
    );
    let mut taken = tx
        .all(sql_text(sql), &[&now, &until, &limit], TakenJob::read)
        .await?;
    taken.sort_by_key(|taken| (taken.job.run_at, taken.id));
    Ok(taken)
}

/// Notes that work was done.
pub async fn done(tx: &mut Tx, id: i64, now: Instant) -> Result<()> {
    const SQL: &str =
        "update job set done_at = $2, locked_until = null, last_error = null where id = $1";
    tx.execute_one(SQL, &[&id, &now]).await
}

/// Notes that work failed, and when it is to be tried again; never, when there is no such time.
pub async fn failed(
    tx: &mut Tx,
    id: i64,
    error: &str,
    again_at: Option<Instant>,
    now: Instant,
) -> Result<()> {
    const AGAIN: &str =
        "update job set run_at = $2, locked_until = null, last_error = $3 where id = $1";
    const NEVER: &str =
        "update job set failed_at = $2, locked_until = null, last_error = $3 where id = $1";
    match again_at {
        Some(again_at) => tx.execute_one(AGAIN, &[&id, &again_at, &error]).await,
        None => tx.execute_one(NEVER, &[&id, &now, &error]).await,
    }
}
