use std::fmt;

use crate::Rate;

/// A percentage as it is shown, with one decimal.
///
/// It never shows as the target, or as 100.0, unless that is reached: 29.96 % against 30 % is `29.9%`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Percent {
    tenths: u64,
}

impl Percent {
    /// `done` of `owed`, against a target where there is one; none when nothing is owed.
    pub fn of(done: u64, owed: u64, target: Option<Rate>) -> Option<Self> {
        if owed == 0 {
            return None;
        }
        let mut tenths = rounded(done, owed);
        if let Some(target) = target
            && target.met(done, owed) == Some(false)
        {
            let shown = rounded(target.p().into(), target.q().into());
            tenths = tenths.min(shown.saturating_sub(1));
        }
        if done < owed {
            tenths = tenths.min(999);
        }
        Some(Self { tenths })
    }

    /// Tenths of a percent, 298 for 29.8 %.
    pub const fn tenths(self) -> u64 {
        self.tenths
    }
}

/// Tenths of a percent, rounded to the nearest.
fn rounded(done: u64, owed: u64) -> u64 {
    (2 * 1000 * done + owed) / (2 * owed)
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}%", self.tenths / 10, self.tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(done: u64, owed: u64, target: &str) -> String {
        let target = target.parse().unwrap();
        Percent::of(done, owed, Some(target)).unwrap().to_string()
    }

    #[test]
    fn it_shows_as_the_target_only_when_it_is_reached() {
        assert_eq!(shown(2996, 10_000, "30%"), "29.9%");
        assert_eq!(shown(3000, 10_000, "30%"), "30.0%");
        assert_eq!(shown(298, 1000, "30%"), "29.8%");
        assert_eq!(shown(3332, 10_000, "1/3"), "33.2%");
        assert_eq!(shown(1, 3, "1/3"), "33.3%");
        assert_eq!(shown(9999, 10_000, "100%"), "99.9%");
        assert_eq!(shown(7, 7, "100%"), "100.0%");
        assert_eq!(shown(0, 5, "30%"), "0.0%");
    }

    #[test]
    fn without_a_target_a_whole_is_only_a_whole() {
        assert_eq!(
            Percent::of(9999, 10_000, None).unwrap().to_string(),
            "99.9%"
        );
        assert_eq!(Percent::of(0, 0, None), None);
    }

    #[test]
    fn no_small_count_shows_a_target_it_missed() {
        for text in ["10%", "30%", "50%", "100%", "1/3", "2/7"] {
            let target: Rate = text.parse().unwrap();
            let goal = rounded(target.p().into(), target.q().into());
            for owed in 1..400 {
                for done in 0..=owed {
                    let tenths = Percent::of(done, owed, Some(target)).unwrap().tenths();
                    assert_eq!(
                        tenths >= goal,
                        target.met(done, owed) == Some(true),
                        "{done} of {owed} against {text}"
                    );
                }
            }
        }
    }
}
