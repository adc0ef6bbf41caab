use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A follow-up rate as an exact fraction between 0 and 1, such as 3/10.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rate {
    p: u32,
    q: u32,
}

/// Why a text or a pair of numbers is not a [`Rate`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RateError {
    /// Not `30%`, `12.5%` or `3/10`.
    #[error("not a rate such as 30% or 3/10")]
    Form,
    /// More than the whole.
    #[error("a rate above 100%")]
    AboveOne,
    /// Nothing of nothing.
    #[error("a rate needs a denominator from 1 to 1000000")]
    Denominator,
}

impl Rate {
    /// The whole: everything is followed up.
    pub const ALL: Self = Self { p: 1, q: 1 };

    /// The fraction `p`/`q`, kept in lowest terms. `q` is at most a million, so that no count overflows.
    pub fn new(p: u32, q: u32) -> Result<Self, RateError> {
        if q == 0 || q > 1_000_000 {
            return Err(RateError::Denominator);
        }
        if p > q {
            return Err(RateError::AboveOne);
        }
        let divisor = gcd(p, q);
        Ok(Self {
            p: p / divisor,
            q: q / divisor,
        })
    }

    /// The numerator in lowest terms.
    pub const fn p(self) -> u32 {
        self.p
    }

    /// The denominator in lowest terms.
    pub const fn q(self) -> u32 {
        self.q
    }

    /// Whether everything is followed up.
    pub fn is_all(self) -> bool {
        self == Self::ALL
    }

    /// How many of `owed` must be done: ⌈owed · p/q⌉.
    pub fn needed(self, owed: u64) -> u64 {
        (owed * u64::from(self.p)).div_ceil(u64::from(self.q))
    }

    /// Whether `done` of `owed` reach the target, in whole numbers: done · q ≥ owed · p. Nothing owed is neither met
    /// nor missed.
    pub fn met(self, done: u64, owed: u64) -> Option<bool> {
        (owed > 0).then(|| done * u64::from(self.q) >= owed * u64::from(self.p))
    }
}

const fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl FromStr for Rate {
    type Err = RateError;

    fn from_str(text: &str) -> Result<Self, RateError> {
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| RateError::Form);
        if let Some((p, q)) = text.split_once('/') {
            return Self::new(number(p)?, number(q)?);
        }
        let percent = text.strip_suffix('%').ok_or(RateError::Form)?.trim();
        let (whole, decimals) = percent.split_once('.').unwrap_or((percent, ""));
        if decimals.len() > 3 || (decimals.is_empty() && percent.contains('.')) {
            return Err(RateError::Form);
        }
        let scale = 10_u32.pow(u32::try_from(decimals.len()).map_err(|_| RateError::Form)?);
        let fraction = if decimals.is_empty() {
            0
        } else {
            number(decimals)?
        };
        let p = number(whole)?
            .checked_mul(scale)
            .and_then(|whole| whole.checked_add(fraction));
        Self::new(p.ok_or(RateError::AboveOne)?, 100 * scale)
    }
}

impl fmt::Display for Rate {
    /// `30%` where the fraction is a whole percentage, else `1/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if (self.p * 100).is_multiple_of(self.q) {
            write!(f, "{}%", self.p * 100 / self.q)
        } else {
            write!(f, "{}/{}", self.p, self.q)
        }
    }
}

impl TryFrom<String> for Rate {
    type Error = RateError;

    fn try_from(text: String) -> Result<Self, RateError> {
        text.parse()
    }
}

impl From<Rate> for String {
    fn from(rate: Rate) -> Self {
        rate.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_exact() {
        let rate: Rate = "30%".parse().unwrap();
        assert_eq!((rate.p(), rate.q()), (3, 10));
        assert_eq!(rate.needed(7), 3);
        assert_eq!(rate.met(2, 7), Some(false));
        assert_eq!(rate.met(3, 10), Some(true));
        assert_eq!(rate.met(0, 0), None);
        assert_eq!("12.5%".parse::<Rate>().unwrap().to_string(), "1/8");
        assert_eq!("2/6".parse::<Rate>(), Rate::new(1, 3));
    }

    #[test]
    fn what_is_no_rate_says_why() {
        assert_eq!("130%".parse::<Rate>(), Err(RateError::AboveOne));
        assert_eq!("3/0".parse::<Rate>(), Err(RateError::Denominator));
        for text in ["0.3", "30", "30.%", "-1%", "", "%"] {
            assert_eq!(text.parse::<Rate>(), Err(RateError::Form), "{text}");
        }
    }
}
