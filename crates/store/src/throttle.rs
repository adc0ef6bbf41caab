//! How often signing in failed lately, by login and by address.

use huiyin_domain::Instant;

use crate::{Result, Tx};

/// What is known of one login or address.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Failures {
    /// How many attempts failed, or have not succeeded yet.
    pub count: u32,
    /// When the last one was.
    pub last_at: Option<Instant>,
    /// Until when no attempt is looked at.
    pub blocked_until: Option<Instant>,
}

const FAILURES: &str =
    "select failures, last_failure_at, blocked_until from login_throttle where subject = $1";
const NOTE: &str = "insert into login_throttle (subject, failures, last_failure_at, blocked_until) \
    values ($1, $2, $3, $4) on conflict (subject) do update set failures = excluded.failures, \
    last_failure_at = excluded.last_failure_at, blocked_until = excluded.blocked_until";
const FORGET: &str = "delete from login_throttle where subject = $1";
const FORGET_OLD: &str = "delete from login_throttle where last_failure_at < $1";

/// What is known of a login or address; others who ask for the same wait until the transaction ends.
pub async fn failures(tx: &mut Tx, subject: &str) -> Result<Failures> {
    let found = tx
        .optional_locked(FAILURES, &[&subject], |row| {
            Ok(Failures {
                count: row.get("failures")?,
                last_at: Some(row.get("last_failure_at")?),
                blocked_until: row.get("blocked_until")?,
            })
        })
        .await?;
    Ok(found.unwrap_or_default())
}

/// Notes an attempt that has not succeeded.
pub async fn note(
    tx: &mut Tx,
    subject: &str,
    count: u32,
    at: Instant,
    blocked_until: Option<Instant>,
) -> Result<()> {
    tx.execute_one(NOTE, &[&subject, &count, &at, &blocked_until])
        .await
}

/// Forgets a login or address after a success.
pub async fn forget(tx: &mut Tx, subject: &str) -> Result<()> {
    tx.execute(FORGET, &[&subject]).await?;
    Ok(())
}

/// Forgets what last failed before a moment.
pub async fn forget_before(tx: &mut Tx, moment: Instant) -> Result<()> {
    tx.execute(FORGET_OLD, &[&moment]).await?;
    Ok(())
}
