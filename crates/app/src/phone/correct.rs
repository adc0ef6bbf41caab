//! Times of a phone's clock, as they were by the server's.

use huiyin_domain::Instant;
use huiyin_domain::entry::facts::DeviceClock;

use crate::visits::{NoteTry, RecordVisit};

/// A time that a phone sends as RFC 3339 comes from its clock and is corrected by the offset that was measured; one of
/// the wall clock, `YYYY-MM-DD HH:MM`, was said by a person and stays as it is.
fn correct(text: &mut String, clock: &DeviceClock) {
    if let Ok(at) = Instant::read(text.trim()) {
        *text = clock.corrected(at).to_string();
    }
}

pub(super) fn record(input: &mut RecordVisit, clock: &DeviceClock) {
    correct(&mut input.visited_at, clock);
    for matter in &mut input.matters {
        if let Some(promise) = &mut matter.promise {
            correct(&mut promise.told_at, clock);
        }
    }
}

pub(super) fn attempt(input: &mut NoteTry, clock: &DeviceClock) {
    correct(&mut input.tried_at, clock);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_phone_says_is_corrected_and_what_a_person_says_is_not() {
        let clock = DeviceClock {
            device_at: Instant::read("2026-03-15T09:00:00+08:00").unwrap(),
            offset_ms: Some(24 * 60 * 60 * 1000),
            measured_at: None,
        };
        let corrected = |text: &str| {
            let mut text = text.to_owned();
            correct(&mut text, &clock);
            text
        };
        assert_eq!(
            corrected("2026-03-15T08:30:00+08:00"),
            "2026-03-16T00:30:00.000000Z"
        );
        for said in ["2026-03-15 08:30", "2026-03-15", "", "gestern"] {
            assert_eq!(corrected(said), said);
        }
    }
}
