//! The small values of a procedure file and how they are written.

use std::fmt;
use std::str::FromStr;

use huiyin_domain::Day;
use serde::{Deserialize, Deserializer};

/// What a rule rests on: clauses of the text, and readings where the text is silent.
///
/// Written as one list, `["11.1.6", "move_in_window"]`: readings have ids that start with a lower-case letter,
/// clauses have numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Basis {
    /// Numbers of clauses.
    pub clauses: Vec<String>,
    /// Ids of readings.
    pub readings: Vec<String>,
}

impl Basis {
    /// Whether a name in a list is that of a reading.
    pub fn is_reading(name: &str) -> bool {
        name.starts_with(|first: char| first.is_ascii_lowercase())
    }

    /// Adds what `other` rests on, without repeating a name.
    pub fn add(&mut self, other: &Self) {
        let missing = |mine: &[String], theirs: &[String]| -> Vec<String> {
            theirs
                .iter()
                .filter(|name| !mine.contains(name))
                .cloned()
                .collect()
        };
        self.clauses.extend(missing(&self.clauses, &other.clauses));
        self.readings
            .extend(missing(&self.readings, &other.readings));
    }
}

impl<'de> Deserialize<'de> for Basis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        let (readings, clauses) = names.into_iter().partition(|name| Self::is_reading(name));
        Ok(Self { clauses, readings })
    }
}

/// A step of at most ten years from a day: `0 days`, `-7 days`, `1 month`, or a share of a contract's days such as `1/3` or `2/3 + 1 day`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offset {
    /// Days later, or earlier when negative.
    Days(i32),
    /// Calendar months later, clamped to the month's last day.
    Months(u32),
    /// From a contract's first day: ⌊T · share⌋ days later, T being the days of the contract, and then `days` more.
    OfContract {
        /// The share of the contract.
        share: Share,
        /// Days later, or earlier when negative.
        days: i32,
    },
}

/// A share of a contract's days, such as 1/3.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share {
    p: u32,
    q: u32,
}

/// A time of day, `18:30`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TimeOfDay {
    /// The hour, 0 to 23.
    pub hour: u32,
    /// The minute, 0 to 59.
    pub minute: u32,
}

impl Offset {
    /// Farther is a slip of the hand; nearer, no day that is worked out with it leaves the calendar.
    const fn is_within_ten_years(self) -> bool {
        match self {
            Self::Days(days) | Self::OfContract { days, .. } => days.unsigned_abs() <= 3660,
            Self::Months(months) => months <= 120,
        }
    }

    /// The day this far from `day`; a share of a contract counts as its days only where no contract is known.
    pub fn from(self, day: Day) -> Day {
        match self {
            Self::Days(days) | Self::OfContract { days, .. } => day.plus_days(days),
            Self::Months(months) => day.plus_months(months),
        }
    }

    /// The day of a contract that starts on `start` and lasts `days` days; a plain step counts from its last day.
    pub fn of_contract(self, start: Day, length: i32) -> Day {
        match self {
            Self::OfContract { share, days } => start.plus_days(share.of(length) + days),
            plain => plain.from(start.plus_days(length - 1)),
        }
    }
}

impl Share {
    /// ⌊`days` · share⌋.
    pub fn of(self, days: i32) -> i32 {
        let whole = i64::from(days) * i64::from(self.p) / i64::from(self.q);
        i32::try_from(whole).unwrap_or(i32::MAX)
    }
}

/// What is not an [`Offset`], a [`Share`] or a [`TimeOfDay`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ValueError {
    /// Not a step.
    #[error(
        "expected a step such as \"3 days\", \"-7 days\", \"1 month\", \"1/3\" or \"2/3 + 1 day\""
    )]
    Offset,
    /// Not a share.
    #[error("expected a share of a contract such as \"1/3\", at most the whole")]
    Share,
    /// Not a time of day.
    #[error("expected a time of day such as \"18:30\"")]
    TimeOfDay,
}

impl FromStr for Share {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let (p, q) = text.split_once('/').ok_or(ValueError::Share)?;
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| ValueError::Share);
        let (p, q) = (number(p)?, number(q)?);
        if q == 0 || p > q || q > 1000 {
            Err(ValueError::Share)
        } else {
            Ok(Self { p, q })
        }
    }
}

impl FromStr for Offset {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        if text.contains('/') {
            let (share, days) = text
                .split_once('+')
                .map_or((text, 0), |(share, step)| match step.trim().parse() {
                    Ok(Self::Days(days)) => (share, days),
                    _ => ("", 0),
                });
            let share = share.trim().parse().map_err(|_| ValueError::Offset)?;
            return Ok(Self::OfContract { share, days });
        }
        let (number, unit) = text.split_once(' ').ok_or(ValueError::Offset)?;
        let step = match unit {
            "day" | "days" => number.parse().map(Self::Days),
            "month" | "months" => number.parse().map(Self::Months),
            _ => return Err(ValueError::Offset),
        };
        step.ok()
            .filter(|step| step.is_within_ten_years())
            .ok_or(ValueError::Offset)
    }
}

impl FromStr for TimeOfDay {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let (hour, minute) = text.split_once(':').ok_or(ValueError::TimeOfDay)?;
        let number = |text: &str| text.parse::<u32>().map_err(|_| ValueError::TimeOfDay);
        let time = Self {
            hour: number(hour)?,
            minute: number(minute)?,
        };
        if time.hour < 24 && time.minute < 60 {
            Ok(time)
        } else {
            Err(ValueError::TimeOfDay)
        }
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days @ (1 | -1)) => write!(f, "{days} day"),
            Self::Days(days) => write!(f, "{days} days"),
            Self::Months(1) => f.write_str("1 month"),
            Self::Months(months) => write!(f, "{months} months"),
            Self::OfContract { share, days: 0 } => share.fmt(f),
            Self::OfContract { share, days } => write!(f, "{share} + {}", Self::Days(*days)),
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.p, self.q)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

macro_rules! read_from_text {
    ($($value:ty),*) => {$(
        impl<'de> Deserialize<'de> for $value {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

read_from_text!(Offset, Share, TimeOfDay);
