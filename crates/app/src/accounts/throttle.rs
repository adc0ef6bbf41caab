use huiyin_domain::Instant;
use huiyin_domain::entry::Digest;
use huiyin_store::{Tx, throttle};

use crate::Result;

/// Failures of one login before waits begin.
const FREE_FOR_LOGIN: u32 = 5;
/// Failures from one address before waits begin: a whole office may share one.
const FREE_FOR_ADDRESS: u32 = 20;
/// The first wait in seconds. Each further one is twice as long.
const FIRST_WAIT: i64 = 15;
/// The longest wait in seconds.
const LONGEST_WAIT: i64 = 15 * 60;
/// After so many seconds without a failure the earlier ones are forgotten.
const FORGOTTEN_AFTER: i64 = 24 * 60 * 60;

/// Under what failures are counted. Hashed: people type passwords into the wrong field.
pub(super) struct Subjects([(String, u32); 2]);

impl Subjects {
    pub(super) fn of(login: &str, address: &str) -> Self {
        let login = Digest::of(login.as_bytes());
        let address = Digest::of(address.trim().as_bytes());
        Self([
            (format!("login:{login}"), FREE_FOR_LOGIN),
            (format!("address:{address}"), FREE_FOR_ADDRESS),
        ])
    }
}

/// Counts an attempt before it is looked at, so that many at once gain nothing; until when to wait instead, if so.
pub(super) async fn admit(
    tx: &mut Tx,
    subjects: &Subjects,
    now: Instant,
) -> Result<Option<Instant>> {
    throttle::forget_before(tx, now.plus_seconds(-FORGOTTEN_AFTER)).await?;
    let mut known = Vec::new();
    for (subject, free) in &subjects.0 {
        let failures = throttle::failures(tx, subject).await?;
        if let Some(until) = failures.blocked_until.filter(|until| *until > now) {
            return Ok(Some(until));
        }
        known.push((subject, failures.count + 1, *free));
    }
    for (subject, count, free) in known {
        let blocked = wait(count, free).map(|seconds| now.plus_seconds(seconds));
        throttle::note(tx, subject, count, now, blocked).await?;
    }
    Ok(None)
}

/// Takes an attempt that succeeded out of the count.
pub(super) async fn succeeded(tx: &mut Tx, subjects: &Subjects, now: Instant) -> Result<()> {
    let [(login, _), (address, _)] = &subjects.0;
    throttle::forget(tx, login).await?;
    let failures = throttle::failures(tx, address).await?;
    let count = failures.count.saturating_sub(1);
    throttle::note(tx, address, count, now, None).await?;
    Ok(())
}

/// How many seconds to wait after so many failures.
fn wait(failures: u32, free: u32) -> Option<i64> {
    let beyond = failures.checked_sub(free)?;
    Some((FIRST_WAIT << beyond.min(16)).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_begin_late_grow_and_end_growing() {
        assert_eq!(wait(4, 5), None);
        assert_eq!(wait(5, 5), Some(15));
        assert_eq!(wait(6, 5), Some(30));
        assert_eq!(wait(9, 5), Some(240));
        assert_eq!(wait(400, 5), Some(LONGEST_WAIT));
    }
}
