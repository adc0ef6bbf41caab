use std::sync::atomic::{AtomicI64, Ordering};

use huiyin_domain::{Day, Instant, LocalTime, SiteZone};

/// The day on which tests begin: a Monday in the middle of March, so that windows reach back and forth within a year.
pub const TODAY: &str = "2026-03-16";

/// A clock that stands still until it is moved. Starts at 09:00 of [`TODAY`] in Asia/Shanghai.
#[derive(Debug)]
pub struct Clock(AtomicI64);

impl Default for Clock {
    fn default() -> Self {
        let clock = Self(AtomicI64::new(0));
        clock.set(TODAY, 9, 0);
        clock
    }
}

impl Clock {
    /// The moment it shows.
    pub fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }

    /// The day it shows, in Asia/Shanghai.
    pub fn today(&self) -> Day {
        SiteZone::default().day(self.now())
    }

    /// Moves it to a time of a day, in Asia/Shanghai.
    ///
    /// # Panics
    ///
    /// When there is no such day or time.
    pub fn set(&self, day: &str, hour: u32, minute: u32) {
        let day: Day = day.parse().expect("a day YYYY-MM-DD");
        let wall = LocalTime::at(day, hour, minute).expect("a time of the day");
        let instant = SiteZone::default().instant(wall);
        self.0.store(instant.micros(), Ordering::SeqCst);
    }

    /// Moves it on by some seconds.
    pub fn pass(&self, seconds: i64) {
        self.0
            .store(self.now().plus_seconds(seconds).micros(), Ordering::SeqCst);
    }
}
