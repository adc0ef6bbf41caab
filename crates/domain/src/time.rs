use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, Duration, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::{Day, DayError};

/// A moment, in microseconds since 1970-01-01T00:00:00Z. This is how moments are stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

/// A time on the wall of a site, to the second: `2026-03-15 16:00:00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalTime {
    day: Day,
    /// Seconds since 00:00 of the day.
    second: u32,
}

/// Why a text is not a [`LocalTime`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TimeError {
    /// The day is wrong.
    #[error(transparent)]
    Day(#[from] DayError),
    /// The time of day is wrong, or its form is.
    #[error("not a local time YYYY-MM-DD[ HH:MM[:SS]] or an RFC 3339 time with an offset")]
    Form,
}

/// The time zone of a site; fixed after its first event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SiteZone(Tz);

impl Instant {
    /// The moment this many microseconds after 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 with an offset, `2026-03-16T09:00:00+08:00`, of 1970 to 2199: whatever a clock says that runs, and
    /// what the journal can write.
    pub fn read(text: &str) -> Result<Self, TimeError> {
        let time = DateTime::parse_from_rfc3339(text).map_err(|_| TimeError::Form)?;
        let time = time.with_timezone(&Utc);
        if (1970..2200).contains(&time.year()) {
            Ok(Self(time.timestamp_micros()))
        } else {
            Err(TimeError::Form)
        }
    }

    /// This many seconds later, or earlier when negative.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::<Utc>::from_timestamp_micros(self.0) {
            Some(time) => write!(f, "{}", time.format("%Y-%m-%dT%H:%M:%S%.6fZ")),
            None => write!(f, "{} µs", self.0),
        }
    }
}

impl Default for SiteZone {
    /// Asia/Shanghai, the zone of the three procedures.
    fn default() -> Self {
        Self(Tz::Asia__Shanghai)
    }
}

impl SiteZone {
    /// The wall time of a moment here.
    pub fn local(self, instant: Instant) -> LocalTime {
        let utc = DateTime::<Utc>::from_timestamp_micros(instant.0).unwrap_or_default();
        LocalTime::of(utc.with_timezone(&self.0).naive_local())
    }

    /// The day of a moment here.
    pub fn day(self, instant: Instant) -> Day {
        self.local(instant).day()
    }

    /// The moment of a wall time here. A time that a clock change repeats is its first occurrence; one that a clock
    /// change skips is the first moment after the gap.
    pub fn instant(self, local: LocalTime) -> Instant {
        let mut wall = local.date_time();
        loop {
            match self.0.from_local_datetime(&wall).earliest() {
                Some(time) => return Instant(time.timestamp_micros()),
                None => wall += Duration::minutes(1),
            }
        }
    }

    /// The first moment of a day here: a local day runs from its first existing moment to the next day's.
    pub fn start_of(self, day: Day) -> Instant {
        self.instant(LocalTime::midnight(day))
    }
}

impl FromStr for SiteZone {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        name.parse()
            .map(Self)
            .map_err(|_| format!("no time zone is called {name}"))
    }
}

impl fmt::Display for SiteZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl LocalTime {
    const DAY: i64 = 86_400;

    /// 00:00 of a day.
    pub const fn midnight(day: Day) -> Self {
        Self { day, second: 0 }
    }

    /// The time of day `hour`:`minute` of a day, when the clock has it.
    pub fn at(day: Day, hour: u32, minute: u32) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self {
            day,
            second: hour * 3600 + minute * 60,
        })
    }

    /// Its day.
    pub const fn day(self) -> Day {
        self.day
    }

    /// Hour and minute of the day.
    pub const fn clock(self) -> (u32, u32) {
        (self.second / 3600, self.second / 60 % 60)
    }

    /// This many hours of wall time earlier.
    #[must_use]
    pub fn minus_hours(self, hours: i64) -> Self {
        let seconds = self.seconds() - hours * 3600;
        let back =
            self.day.number() - i32::try_from(seconds.div_euclid(Self::DAY)).unwrap_or(i32::MIN);
        let second = u32::try_from(seconds.rem_euclid(Self::DAY)).unwrap_or(0);
        Self {
            day: self.day.plus_days(-back),
            second,
        }
    }

    /// Seconds on the wall since 00:00 of 1 January of year 1, for comparing and sorting.
    pub fn seconds(self) -> i64 {
        i64::from(self.day.number()) * Self::DAY + i64::from(self.second)
    }

    fn of(wall: NaiveDateTime) -> Self {
        Self {
            day: Day::of_clock(wall.date()),
            second: wall.num_seconds_from_midnight(),
        }
    }

    fn date_time(self) -> NaiveDateTime {
        self.day.date().and_time(NaiveTime::MIN) + Duration::seconds(self.second.into())
    }

    /// Reads `YYYY-MM-DD`, `YYYY-MM-DD HH:MM[:SS]` as wall time, or RFC 3339 with `T` and an offset, which becomes
    /// wall time of `zone`.
    pub fn read(text: &str, zone: SiteZone) -> Result<Self, TimeError> {
        if text.len() > 10 && text.as_bytes()[10].eq_ignore_ascii_case(&b't') {
            let time = DateTime::parse_from_rfc3339(text).map_err(|_| TimeError::Form)?;
            let local = zone.local(Instant(time.timestamp_micros()));
            Day::from_date(local.day.date())?;
            return Ok(local);
        }
        text.parse()
    }
}

impl FromStr for LocalTime {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let Some((day, clock)) = text.split_at_checked(10) else {
            return Err(TimeError::Form);
        };
        let date = day.parse::<Day>()?;
        if clock.is_empty() {
            return Ok(Self::midnight(date));
        }
        let two = |at: usize| {
            let bytes = clock.as_bytes().get(at..at + 2)?;
            bytes
                .iter()
                .all(u8::is_ascii_digit)
                .then(|| u32::from(bytes[0] - b'0') * 10 + u32::from(bytes[1] - b'0'))
        };
        let (hour, minute, second) = match (clock.len(), clock.as_bytes()) {
            (6, [b' ', _, _, b':', ..]) => (two(1), two(4), Some(0)),
            (9, [b' ', _, _, b':', _, _, b':', ..]) => (two(1), two(4), two(7)),
            _ => return Err(TimeError::Form),
        };
        let (Some(hour), Some(minute), Some(second)) = (hour, minute, second) else {
            return Err(TimeError::Form);
        };
        let time = Self::at(date, hour, minute)
            .filter(|_| second < 60)
            .ok_or(TimeError::Form)?;
        Ok(Self {
            second: time.second + second,
            ..time
        })
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute) = self.clock();
        write!(
            f,
            "{} {hour:02}:{minute:02}:{:02}",
            self.day,
            self.second % 60
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_and_rfc_3339_times_meet() {
        let zone = SiteZone::default();
        let local = LocalTime::read("2026-03-15 16:00", zone).unwrap();
        assert_eq!(LocalTime::read("2026-03-15T08:00:00Z", zone), Ok(local));
        assert_eq!(
            LocalTime::read("2026-03-15T16:00:00+08:00", zone),
            Ok(local)
        );
        assert_eq!(zone.local(zone.instant(local)), local);
        assert_eq!(
            LocalTime::read("2026-03-15", zone),
            Ok(LocalTime::midnight("2026-03-15".parse().unwrap()))
        );
    }

    #[test]
    fn half_a_time_is_refused() {
        for text in [
            "2026-03-15 16",
            "2026-03-15 24:00",
            "2026-03-15T16:00",
            "2026-03-15 16:00+08:00",
            "15:00",
            "二〇二六年三月",
        ] {
            assert!(
                LocalTime::read(text, SiteZone::default()).is_err(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_moment_is_read_with_its_offset_and_within_two_centuries() {
        let read = |text: &str| Instant::read(text).map(|it| it.to_string());
        assert_eq!(
            read("2026-03-16T09:00:00+08:00"),
            Ok("2026-03-16T01:00:00.000000Z".to_owned())
        );
        for bad in [
            "2026-03-16 09:00",
            "2026-03-16T09:00:00",
            "9999-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "",
        ] {
            assert_eq!(read(bad), Err(TimeError::Form), "{bad}");
        }
    }

    #[test]
    fn a_day_whose_midnight_was_skipped_starts_at_its_first_moment() {
        // Shanghai went to summer time at midnight of 1940-06-01.
        let zone = SiteZone::default();
        let day: Day = "1940-06-01".parse().unwrap();
        assert_eq!(zone.local(zone.start_of(day)).clock(), (1, 0));
        assert_eq!(zone.day(zone.start_of(day)), day);
    }
}
