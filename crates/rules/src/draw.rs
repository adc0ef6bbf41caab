//! The draw: which numbers of a cohort a rate below 100 % picks.
//!
//! Nobody can steer it, because the pick of a stratum depends on a key whose hash was published before the first
//! number was given; anybody can check it, because the key is revealed when the month closes.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use huiyin_domain::Rate;
use sha2::{Digest, Sha256};

/// The secret of one site and month from which its draws follow: 32 random bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct DrawKey([u8; 32]);

/// What is published before the month: the SHA-256 of its key, as 64 hex digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyCommitment(String);

/// Not 64 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a key is 64 hex digits (32 bytes)")]
pub struct KeyError;

impl DrawKey {
    /// The key in these bytes; they must come from the system's random source.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key of 64 hex digits.
    pub fn from_hex(text: &str) -> Result<Self, KeyError> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(KeyError);
        }
        let digit = |byte: u8| {
            char::from(byte)
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
                .ok_or(KeyError)
        };
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }

    /// The key as 64 hex digits: what is revealed when the month closes.
    pub fn reveal(&self) -> String {
        hex(&self.0)
    }

    /// Its bytes, for storing.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What is published before the month.
    pub fn commitment(&self) -> KeyCommitment {
        KeyCommitment(hex(&Sha256::digest(self.0)))
    }
}

impl fmt::Debug for DrawKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DrawKey([secret])")
    }
}

impl KeyCommitment {
    /// The hash as 64 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            use fmt::Write;
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// HMAC-SHA256 under a key, after a name and 0x1F: what is drawn under one name says nothing about another.
pub(crate) fn keyed(key: &DrawKey, name: &str) -> Hmac<Sha256> {
    // HMAC pads a key shorter than a block with zeros; so does this, without an error that cannot happen.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key.bytes());
    let mut keyed = Hmac::<Sha256>::new(&block.into());
    keyed.update(name.as_bytes());
    keyed.update(&[0x1f]);
    keyed
}

/// A run of numbers of which exactly one is picked: those n with ⌈n·p/q⌉ = `index` + 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stratum {
    /// k, counted from 0.
    pub index: u64,
    /// Its lowest number.
    pub first: u64,
    /// How many numbers it holds when it is full.
    pub size: u64,
}

impl Stratum {
    /// The stratum of a number (from 1). A rate of 0 has none: nothing is ever picked.
    pub fn of(rate: Rate, number: u64) -> Option<Self> {
        let (p, q) = (u64::from(rate.p()), u64::from(rate.q()));
        if p == 0 || number == 0 {
            return None;
        }
        let index = rate.needed(number) - 1;
        let first = index * q / p + 1;
        let last = (index + 1) * q / p;
        Some(Self {
            index,
            first,
            size: last - first + 1,
        })
    }

    /// Its highest number.
    pub const fn last(self) -> u64 {
        self.first + self.size - 1
    }
}

/// Whether a pick was made by the full stratum's index, or needed the close of the month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pick {
    /// This number, whatever else may come.
    Drawn(u64),
    /// This number, since the stratum stayed too short for the number first meant (月末補抽).
    DrawnAtClose(u64),
}

/// The draw of one cohort.
#[derive(Clone)]
pub struct CohortDraw {
    // The state after key, cohort name and separator: each stratum only adds its own number.
    keyed: Hmac<Sha256>,
}

impl CohortDraw {
    /// The draw of the cohort of this name, `site/category/YYYY-MM` or `site/category/event_id`.
    pub fn new(key: &DrawKey, cohort_name: &str) -> Self {
        let keyed = keyed(key, cohort_name);
        Self { keyed }
    }

    /// The number that a full stratum picks; known before its members are.
    pub fn pick(&self, stratum: Stratum) -> u64 {
        stratum.first + self.chance(stratum.index) % stratum.size
    }

    /// What a stratum with only its first `members` numbers picks: the number first meant if it is there, else,
    /// when the cohort is closed, another one of them.
    pub fn pick_of_part(&self, stratum: Stratum, members: u64, closed: bool) -> Option<Pick> {
        let chance = self.chance(stratum.index);
        let meant = chance % stratum.size;
        if meant < members {
            Some(Pick::Drawn(stratum.first + meant))
        } else if closed && members > 0 {
            Some(Pick::DrawnAtClose(stratum.first + chance % members))
        } else {
            None
        }
    }

    /// `u` of stratum `index`: the first 8 bytes, big-endian, of HMAC-SHA256(key, name ‖ 0x1F ‖ decimal index).
    pub fn chance(&self, index: u64) -> u64 {
        let mut digits = [0_u8; 20];
        let mut start = digits.len();
        let mut rest = index;
        loop {
            start -= 1;
            // A digit is below 10.
            digits[start] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        let mut mac = self.keyed.clone();
        mac.update(&digits[start..]);
        let bytes = mac.finalize().into_bytes();
        bytes
            .iter()
            .take(8)
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte))
    }
}

/// The number that replaces `number` in its stratum: the next one, cyclically, that `is_free` (not yet picked or
/// tried, not void) among its first `members` numbers; none when the stratum is used up.
pub fn replacement(
    stratum: Stratum,
    members: u64,
    number: u64,
    is_free: impl Fn(u64) -> bool,
) -> Option<u64> {
    (1..members)
        .map(|step| stratum.first + (number - stratum.first + step) % members)
        .find(|next| is_free(*next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_percent_has_strata_of_three_three_and_four() {
        let rate: Rate = "30%".parse().unwrap();
        let strata: Vec<_> = (1..=13)
            .map(|n| Stratum::of(rate, n).map(|s| (s.index, s.first, s.last())))
            .collect();
        let run =
            |index, first, last, times| std::iter::repeat_n(Some((index, first, last)), times);
        let expected: Vec<_> = run(0, 1, 3, 3)
            .chain(run(1, 4, 6, 3))
            .chain(run(2, 7, 10, 4))
            .chain(run(3, 11, 13, 3))
            .collect();
        assert_eq!(strata, expected);
    }

    #[test]
    fn a_rate_of_nothing_picks_nothing() {
        assert_eq!(Stratum::of("0%".parse().unwrap(), 5), None);
    }

    #[test]
    fn keys_are_64_hex_digits() {
        let text = "3bbc7913dc4fae00a01178419b355fd337aafff35153e286c6bcce88871cf726";
        assert_eq!(DrawKey::from_hex(text).unwrap().reveal(), text);
        for bad in ["", "3bbc", &text.replace('3', "g"), &format!("{text}00")] {
            assert_eq!(DrawKey::from_hex(bad), Err(KeyError), "{bad}");
        }
        let zeros = DrawKey::from_bytes([0; 32]);
        assert_eq!(
            zeros.commitment().as_str(),
            "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925"
        );
    }

    #[test]
    fn the_next_free_number_of_the_stratum_replaces() {
        let stratum = Stratum {
            index: 2,
            first: 7,
            size: 4,
        };
        assert_eq!(replacement(stratum, 4, 9, |_| true), Some(10));
        assert_eq!(replacement(stratum, 4, 10, |n| n != 7), Some(8));
        assert_eq!(replacement(stratum, 3, 9, |_| true), Some(7));
        assert_eq!(replacement(stratum, 4, 9, |_| false), None);
        assert_eq!(replacement(stratum, 1, 7, |_| true), None);
    }
}
