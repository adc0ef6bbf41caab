//! The days of the archive: by when a month's batch is handed over, and until when it is kept.

use huiyin_domain::{Day, Month};

use crate::procedure::{Archive, PostId, Procedure};

impl Procedure {
    /// Who approves the disposal of a batch; who closes rounds where the archive names nobody.
    pub fn approves_disposal(&self) -> &PostId {
        let named = self.archive.disposal_approved_by.as_ref();
        named.unwrap_or(&self.rounds.closed_by)
    }
}

impl Archive {
    /// The last day on which the batch of a month is in time: 「每月25日前」 with the reading of whether the day itself
    /// counts. A day that the month does not have is its last.
    pub fn due(&self, month: Month) -> Day {
        let day = self.day_of(month);
        if self.day_inclusive {
            day
        } else {
            day.plus_days(-1)
        }
    }

    /// The day at which reminders aim.
    pub fn remind_on(&self, month: Month) -> Day {
        let before = i32::try_from(self.remind_days_before).unwrap_or(i32::MAX);
        self.day_of(month).plus_days(-before)
    }

    /// The last day on which a batch that was received on a day must be there: the same day so many years on.
    pub fn keep_until(&self, received: Day) -> Day {
        received.plus_months(self.years.saturating_mul(12))
    }

    fn day_of(&self, month: Month) -> Day {
        let last = month.last_day().day_of_month();
        let ahead = self.day.min(last).saturating_sub(1);
        let ahead = i32::try_from(ahead).unwrap_or(0);
        month.first_day().plus_days(ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(day: u32, day_inclusive: bool) -> Archive {
        Archive {
            day,
            day_inclusive,
            remind_days_before: 1,
            reviewed_by: None,
            kept_by: "office".to_owned(),
            disposal_approved_by: None,
            years: 2,
            basis: crate::procedure::Basis::default(),
        }
    }

    fn days(archive: &Archive, month: &str) -> (String, String) {
        let month = month.parse().expect("a month");
        (
            archive.due(month).to_string(),
            archive.remind_on(month).to_string(),
        )
    }

    // Shows every archive_day_inclusive archive_silent.
    #[test]
    fn the_25th_counts_or_does_not_and_short_months_have_a_last_day() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            days(&archive(25, true), "2026-11"),
            pair("2026-11-25", "2026-11-24")
        );
        assert_eq!(
            days(&archive(25, false), "2026-11"),
            pair("2026-11-24", "2026-11-24")
        );
        assert_eq!(
            days(&archive(31, true), "2026-02"),
            pair("2026-02-28", "2026-02-27")
        );
    }

    #[test]
    fn a_batch_is_kept_to_the_same_day_years_on() {
        let until = |day: &str| {
            archive(25, true)
                .keep_until(day.parse().expect("a day"))
                .to_string()
        };
        assert_eq!(until("2026-11-25"), "2028-11-25");
        assert_eq!(until("2028-02-29"), "2030-02-28");
    }
}
