//! Numbers that can be judged at a glance: the figures of the day and a rate against its target.

use huiyin_domain::Rate;

use crate::texts::Texts;
use crate::view::{ClauseTag, Mark, MarkKind};

/// One number of the day; always a link to its rows.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// Where its rows are.
    pub(crate) href: String,
    /// What is counted.
    pub(crate) mark: Mark,
    /// The number.
    pub(crate) value: u64,
    /// What stands behind the number: 件，最久 3 天.
    pub(crate) unit: String,
}

/// A rate against its target: done of owed, where the target lies, and what is still missing.
#[derive(Clone, Debug)]
pub(crate) struct Gauge {
    /// What it is the rate of.
    pub(crate) label: String,
    /// The clause that sets the target.
    pub(crate) clause: Option<ClauseTag>,
    /// `19 / 31`
    pub(crate) value: String,
    /// `61.3%，目標 50%`
    pub(crate) caption: String,
    /// Reached, or how many are missing; none where there is no target or nothing is owed.
    pub(crate) verdict: Option<Mark>,
    /// Length of the bar, of 100.
    pub(crate) fill: String,
    /// Where the target's line stands, of 100.
    pub(crate) target: Option<String>,
    /// What is missing up to the target: start and length, of 100.
    pub(crate) missing: Option<(String, String)>,
}

impl Gauge {
    /// The gauge of `done` of `owed`. A cohort that is closed has missed its target; a running one is only short of it.
    pub(crate) fn new(
        t: Texts,
        label: impl Into<String>,
        (done, owed): (u64, u64),
        target: Option<Rate>,
        closed: bool,
    ) -> Self {
        let reached = permille(done, owed).map_or(0, |value| value.min(1000));
        let aim = target
            .filter(|_| owed > 0)
            .map(|target| target.needed(1000));
        let percentage = percent(done, owed, target);
        let caption = match target {
            _ if owed == 0 => t.gauge_nothing(),
            Some(target) => t.gauge_with_target(&percentage, target.to_string()),
            None => percentage,
        };
        Self {
            label: label.into(),
            clause: None,
            value: if owed == 0 {
                "—".to_owned()
            } else {
                format!("{done} / {owed}")
            },
            caption,
            verdict: target.and_then(|target| verdict(t, (done, owed), target, closed)),
            fill: tenths(reached),
            // The line is 2 wide: kept inside the track at both ends.
            target: aim.map(|aim| tenths(aim.clamp(6, 994))),
            missing: aim
                .filter(|aim| *aim > reached)
                .map(|aim| (tenths(reached), tenths(aim - reached))),
        }
    }

    /// The same, with the clause that sets the target.
    #[must_use]
    pub(crate) fn by_clause(self, clause: ClauseTag) -> Self {
        Self {
            clause: Some(clause),
            ..self
        }
    }
}

fn verdict(t: Texts, (done, owed): (u64, u64), target: Rate, closed: bool) -> Option<Mark> {
    let missing = target.needed(owed).saturating_sub(done);
    Some(match target.met(done, owed)? {
        true => Mark::new(MarkKind::Done, t.gauge_reached()),
        false if closed => Mark::new(MarkKind::Fail, t.gauge_missed(missing)),
        false => Mark::new(MarkKind::Open, t.gauge_missing(missing)),
    })
}

/// A share in percent with one decimal, or — when nothing is owed. It never rounds up to the target or to 100.0%
/// unless that is reached.
pub(crate) fn percent(done: u64, owed: u64, target: Option<Rate>) -> String {
    let Some(mut shown) = permille(done, owed) else {
        return "—".to_owned();
    };
    let below_target = target.is_some_and(|target| {
        target.met(done, owed) == Some(false)
            && shown * u64::from(target.q()) >= 1000 * u64::from(target.p())
    });
    if below_target || (done < owed && shown >= 1000) {
        shown = done * 1000 / owed;
    }
    format!("{}%", tenths(shown))
}

/// Rounded half up.
fn permille(done: u64, owed: u64) -> Option<u64> {
    (owed > 0).then(|| (done * 2000 + owed) / (owed * 2))
}

fn tenths(permille: u64) -> String {
    format!("{}.{}", permille / 10, permille % 10)
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Lang;

    use super::*;

    fn rate(text: &str) -> Option<Rate> {
        text.parse().ok()
    }

    #[test]
    fn no_percentage_flatters() {
        assert_eq!(percent(19, 31, rate("50%")), "61.3%");
        assert_eq!(percent(37, 124, rate("30%")), "29.8%");
        assert_eq!(percent(2999, 10_000, rate("30%")), "29.9%");
        assert_eq!(percent(9999, 10_000, None), "99.9%");
        assert_eq!(percent(3, 10, rate("30%")), "30.0%");
        assert_eq!(percent(0, 0, rate("30%")), "—");
        assert_eq!(percent(0, 7, None), "0.0%");
    }

    #[test]
    fn a_gauge_says_what_is_missing() {
        let t = Texts::of(Lang::ZhHant);
        let running = Gauge::new(t, "維修", (28, 102), rate("30%"), false);
        assert_eq!(running.value, "28 / 102");
        assert_eq!(running.caption, "27.5%，目標 30%");
        assert_eq!(
            running.verdict,
            Some(Mark::new(MarkKind::Open, "尚差 3 件"))
        );
        assert_eq!(
            (running.fill.as_str(), running.target.as_deref()),
            ("27.5", Some("30.0"))
        );
        assert_eq!(running.missing, Some(("27.5".to_owned(), "2.5".to_owned())));
        let closed = Gauge::new(t, "維修", (37, 124), rate("30%"), true);
        assert_eq!(closed.verdict, Some(Mark::new(MarkKind::Fail, "差 1 件")));
    }

    #[test]
    fn nothing_owed_is_neither_met_nor_missed() {
        let gauge = Gauge::new(Texts::of(Lang::En), "Emergency", (0, 0), rate("100%"), true);
        assert_eq!((gauge.value.as_str(), gauge.verdict), ("—", None));
        assert_eq!((gauge.target, gauge.missing), (None, None));
        assert_eq!(gauge.caption, "Nothing to follow up");
    }

    #[test]
    fn a_reached_target_has_nothing_missing() {
        let gauge = Gauge::new(Texts::of(Lang::ZhHans), "入伙", (4, 4), rate("100%"), true);
        assert_eq!(gauge.missing, None);
        assert_eq!(gauge.target.as_deref(), Some("99.4"));
        assert_eq!(gauge.verdict.map(|mark| mark.kind), Some(MarkKind::Done));
    }
}
