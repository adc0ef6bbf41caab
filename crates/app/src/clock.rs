//! The one clock of the product.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use huiyin_domain::Instant;

/// The system's clock, or one that only moves when told. All clones move together.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Microseconds ahead of the system's clock; or, when the clock stands, microseconds since 1970.
    shift: Arc<AtomicI64>,
    stands: bool,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self {
            shift: Arc::default(),
            stands: false,
        }
    }

    /// A clock that stands at a moment until it is moved; for tests.
    pub fn standing_at(at: Instant) -> Self {
        Self {
            shift: Arc::new(AtomicI64::new(at.micros())),
            stands: true,
        }
    }

    /// Now.
    pub fn now(&self) -> Instant {
        let shift = self.shift.load(Ordering::Relaxed);
        Instant::from_micros(if self.stands {
            shift
        } else {
            system_micros().saturating_add(shift)
        })
    }

    /// How many seconds it is ahead of the system's clock; 0 for one that stands.
    pub fn seconds_ahead(&self) -> i64 {
        if self.stands {
            return 0;
        }
        self.shift.load(Ordering::Relaxed) / 1_000_000
    }

    /// Moves the clock on. The application allows it on a database of made-up data only.
    pub fn move_by_seconds(&self, seconds: i64) {
        self.shift
            .fetch_add(seconds.saturating_mul(1_000_000), Ordering::Relaxed);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where the time is read"
)]
fn system_micros() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_clock_moves_when_told() {
        let clock = Clock::standing_at(Instant::from_micros(5));
        let same = clock.clone();
        clock.move_by_seconds(2);
        assert_eq!(same.now(), Instant::from_micros(2_000_005));
    }
}
