use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A calendar day at a site, written `2026-03-15`.
///
/// Years from 1900 to 2199: outside it a typed date is a slip of the hand, and inside it no window overflows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(NaiveDate);

/// Why a text is not a [`Day`] or a [`Month`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DayError {
    /// Not of the form `YYYY-MM-DD` (or `YYYY-MM` for a month).
    #[error("not of the form YYYY-MM-DD, or YYYY-MM of a month")]
    Form,
    /// The form is right, but the calendar has no such day, such as 31 February.
    #[error("the calendar has no such day or month")]
    NoSuchDay,
    /// A year before 1900 or after 2199.
    #[error("the year is not between 1900 and 2199")]
    Year,
}

impl Day {
    const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

    /// The day of a year, month (1–12) and day of the month.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DayError> {
        if !Self::YEARS.contains(&year) {
            return Err(DayError::Year);
        }
        NaiveDate::from_ymd_opt(year, month, day)
            .map(Self)
            .ok_or(DayError::NoSuchDay)
    }

    /// The day of a date of the calendar library; for the edges of the program only.
    pub fn from_date(date: NaiveDate) -> Result<Self, DayError> {
        Self::new(date.year(), date.month(), date.day())
    }

    /// The day of a clock that is trusted to be in range.
    pub(crate) const fn of_clock(date: NaiveDate) -> Self {
        Self(date)
    }

    /// The date for the calendar library; for the edges of the program only.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// This many days later, or earlier when negative. Saturates at the ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let step = Days::new(days.unsigned_abs().into());
        let moved = if days < 0 {
            self.0.checked_sub_days(step)
        } else {
            self.0.checked_add_days(step)
        };
        Self(moved.unwrap_or(if days < 0 {
            NaiveDate::MIN
        } else {
            NaiveDate::MAX
        }))
    }

    /// The same day of the month `months` later, clamped to that month's last day: 31 January + 1 month is
    /// 28 or 29 February.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(
            self.0
                .checked_add_months(Months::new(months))
                .unwrap_or(NaiveDate::MAX),
        )
    }

    /// Days from `earlier` to this day; negative when this day is the earlier one.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.num_days_from_ce() - earlier.0.num_days_from_ce()
    }

    /// The calendar month this day is in.
    pub fn month(self) -> Month {
        Month {
            year: self.0.year(),
            month: self.0.month(),
        }
    }

    /// The day of the month, from 1.
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        let gone = self.0.weekday().num_days_from_monday();
        self.plus_days(-gone.cast_signed())
    }

    /// The name of its week by ISO 8601, `2026-W12`.
    pub fn week_name(self) -> String {
        let week = self.0.iso_week();
        format!("{:04}-W{:02}", week.year(), week.week())
    }

    /// Days since 1 January of year 1, for packing into a sort key.
    pub fn number(self) -> i32 {
        self.0.num_days_from_ce()
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return Err(DayError::Form);
        }
        let year = digits(&bytes[..4])?;
        let month = digits(&bytes[5..7])?;
        let day = digits(&bytes[8..])?;
        Self::new(year.cast_signed(), month, day)
    }
}

fn digits(bytes: &[u8]) -> Result<u32, DayError> {
    bytes.iter().try_fold(0, |sum, byte| match byte {
        b'0'..=b'9' => Ok(sum * 10 + u32::from(byte - b'0')),
        _ => Err(DayError::Form),
    })
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.0.year(),
            self.0.month(),
            self.0.day()
        )
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

/// A calendar month, written `2026-03`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// The month of a year, 1 to 12.
    pub fn new(year: i32, month: u32) -> Result<Self, DayError> {
        Day::new(year, month, 1).map(Day::month)
    }

    /// Its first day.
    pub fn first_day(self) -> Day {
        Day(NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or(NaiveDate::MAX))
    }

    /// Its last day.
    pub fn last_day(self) -> Day {
        self.first_day().plus_months(1).plus_days(-1)
    }

    /// The month `months` later, or earlier when negative.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let index = self.index().saturating_add(months);
        Self {
            year: index.div_euclid(12),
            month: index.rem_euclid(12).unsigned_abs() + 1,
        }
    }

    /// Months since the year 0, for packing into a sort key.
    pub fn index(self) -> i32 {
        self.year * 12 + self.month.cast_signed() - 1
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month of the year, 1 to 12.
    pub const fn month_of_year(self) -> u32 {
        self.month
    }
}

impl FromStr for Month {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let bytes = text.as_bytes();
        if bytes.len() != 7 || bytes[4] != b'-' {
            return Err(DayError::Form);
        }
        Self::new(digits(&bytes[..4])?.cast_signed(), digits(&bytes[5..])?)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl TryFrom<String> for Month {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_clamped_to_the_last_day() {
        for (from, months, to) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2026-01-31", 2, "2026-03-31"),
            ("2025-12-31", 2, "2026-02-28"),
            ("2028-01-30", 1, "2028-02-29"),
            ("2026-03-15", 1, "2026-04-15"),
        ] {
            assert_eq!(
                day(from).plus_months(months),
                day(to),
                "{from} + {months} months"
            );
        }
    }

    #[test]
    fn a_day_that_is_none_says_why() {
        assert_eq!("31/2/2026".parse::<Day>(), Err(DayError::Form));
        assert_eq!("2026-02-31".parse::<Day>(), Err(DayError::NoSuchDay));
        assert_eq!("2026-2-3".parse::<Day>(), Err(DayError::Form));
        assert_eq!("0206-02-03".parse::<Day>(), Err(DayError::Year));
        assert_eq!("2026-13".parse::<Month>(), Err(DayError::NoSuchDay));
    }

    #[test]
    fn months_count_across_years() {
        let november: Month = "2026-11".parse().unwrap();
        assert_eq!(november.plus(3).to_string(), "2027-02");
        assert_eq!(november.plus(-11).to_string(), "2025-12");
        assert_eq!(november.last_day(), day("2026-11-30"));
    }
}
