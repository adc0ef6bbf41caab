//! Two charts drawn as SVG: shares by month against a target, and three grades side by side.
//!
//! All coordinates are worked out here in tenths of a unit, because a style attribute is not allowed in a page.

/// A column chart of shares, one column a month, with the target as a line.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// What the picture is called where it is the only one of its page; its id leads to its title and its description.
    pub(crate) id: String,
    /// Its title, for who does not see it.
    pub(crate) title: String,
    /// What a screen reader says in place of the picture.
    pub(crate) summary: String,
    /// The columns from left to right; the last is the month in question.
    pub(crate) months: Vec<Column>,
    /// Width of each column.
    pub(crate) width: u32,
    /// Height of the target's line, and its words.
    pub(crate) target: Option<(String, String)>,
}

/// One column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Column {
    /// Left edge.
    pub(crate) x: u32,
    /// Middle, for the words.
    pub(crate) middle: u32,
    /// Top edge.
    pub(crate) y: String,
    /// Height.
    pub(crate) height: String,
    /// Where its value is written.
    pub(crate) value_y: String,
    /// Its value.
    pub(crate) value: String,
    /// What stands under it.
    pub(crate) label: String,
    /// `fill`, `fill-2` for the months before, `miss` below the target.
    pub(crate) class: &'static str,
    /// Whether the value is emphasised.
    pub(crate) strong: bool,
}

impl Columns {
    const BASE: u32 = 1080;
    const TALLEST: u32 = 840;
    /// More columns than this are drawn narrow, with whole percents over them, never rounded up.
    const WIDE: usize = 6;

    /// The chart of these labels and shares, in tenths of a percent, against a target in the same measure. A month
    /// without a share keeps its place.
    pub(crate) fn new(
        (id, title): (impl Into<String>, impl Into<String>),
        summary: impl Into<String>,
        shares: &[(String, Option<u32>)],
        target: Option<u32>,
    ) -> Self {
        let highest = shares
            .iter()
            .filter_map(|(_, share)| *share)
            .chain(target)
            .max()
            .unwrap_or(0)
            .max(1);
        let height = |share: u32| share * Self::TALLEST / highest;
        let is_wide = shares.len() <= Self::WIDE;
        let (step, width) = if is_wide { (44, 26) } else { (22, 14) };
        let columns = (0..).zip(shares).map(|(index, (label, share))| {
            let last = index as usize + 1 == shares.len();
            let missed = target.is_some_and(|target| share.is_some_and(|share| share < target));
            let tall = share.map_or(0, height);
            let top = Self::BASE - tall;
            Column {
                x: 8 + step * index,
                middle: 8 + width / 2 + step * index,
                y: tenths(top),
                height: tenths(tall),
                value_y: tenths(top - 40),
                value: match share {
                    None => "—".to_owned(),
                    Some(share) if is_wide => tenths(*share),
                    Some(share) => (share / 10).to_string(),
                },
                label: label.clone(),
                class: match (missed, last) {
                    (true, _) => "miss",
                    (false, true) => "fill",
                    (false, false) => "fill-2",
                },
                strong: missed || last,
            }
        });
        Self {
            id: id.into(),
            title: title.into(),
            summary: summary.into(),
            months: columns.collect(),
            width,
            target: target.map(|target| {
                let words = if target % 10 == 0 {
                    (target / 10).to_string()
                } else {
                    tenths(target)
                };
                (tenths(Self::BASE - height(target)), words)
            }),
        }
    }
}

/// Three grades side by side, one row a category, with the number of all at the end.
#[derive(Clone, Debug)]
pub(crate) struct Bars {
    /// Its id and its title, for who does not see it.
    pub(crate) id: String,
    pub(crate) title: String,
    /// What a screen reader says in place of the picture.
    pub(crate) summary: String,
    /// The rows from top to bottom.
    pub(crate) rows: Vec<BarRow>,
    /// Height of the whole.
    pub(crate) height: u32,
}

/// One row of bars.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct BarRow {
    /// What it is of.
    pub(crate) label: String,
    /// Top edge of its bars.
    pub(crate) y: u32,
    /// Base line of its words.
    pub(crate) base: u32,
    /// Its bars.
    pub(crate) bars: Vec<Bar>,
    /// The number of all.
    pub(crate) total: u32,
}

/// One bar of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Bar {
    /// Left edge.
    pub(crate) x: String,
    /// Length.
    pub(crate) width: String,
    /// `fill`, `fill-2`, `miss`.
    pub(crate) class: &'static str,
}

impl Bars {
    const LEFT: u32 = 640;
    const LENGTH: u32 = 1960;
    const GAP: u32 = 10;
    const STEP: u32 = 25;

    /// The rows of these labels and counts: satisfied, fairly, dissatisfied.
    pub(crate) fn new(
        (id, title): (impl Into<String>, impl Into<String>),
        summary: impl Into<String>,
        rows: &[(String, [u32; 3])],
    ) -> Self {
        let rows: Vec<BarRow> = (0..)
            .zip(rows)
            .map(|(index, (label, counts))| BarRow {
                label: label.clone(),
                y: 8 + Self::STEP * index,
                base: 20 + Self::STEP * index,
                bars: Self::row(*counts),
                total: counts.iter().sum(),
            })
            .collect();
        Self {
            id: id.into(),
            title: title.into(),
            summary: summary.into(),
            height: Self::STEP * u32::try_from(rows.len()).unwrap_or(0) + 8,
            rows,
        }
    }

    fn row(counts: [u32; 3]) -> Vec<Bar> {
        let all = counts.iter().sum::<u32>().max(1);
        let mut x = Self::LEFT;
        let mut bars = Vec::new();
        for (count, class) in counts.into_iter().zip(["fill", "fill-2", "miss"]) {
            let width = count * Self::LENGTH / all;
            if width > 0 {
                bars.push(Bar {
                    x: tenths(x),
                    width: tenths(width),
                    class,
                });
                x += width + Self::GAP;
            }
        }
        bars
    }
}

fn tenths(value: u32) -> String {
    format!("{}.{}", value / 10, value % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_share_has_the_whole_height() {
        let shares = [("9".to_owned(), Some(581)), ("10".to_owned(), Some(298))];
        let chart = Columns::new(("c", ""), "", &shares, Some(300));
        assert_eq!(chart.months[0].height, "84.0");
        assert_eq!(chart.months[0].class, "fill-2");
        assert_eq!(chart.months[1].class, "miss");
        assert_eq!(chart.months[1].value, "29.8");
        assert_eq!(chart.target.unwrap().1, "30");
    }

    #[test]
    fn an_empty_chart_has_no_columns() {
        let chart = Columns::new(("c", ""), "", &[("1".to_owned(), Some(0))], None);
        assert_eq!(chart.months[0].height, "0.0");
        assert_eq!(chart.months[0].class, "fill");
    }

    #[test]
    fn twelve_months_fit_and_are_never_rounded_up() {
        let shares: Vec<(String, Option<u32>)> = (1..=12)
            .map(|it: u32| (it.to_string(), (it != 5).then_some(299)))
            .collect();
        let chart = Columns::new(("c", ""), "", &shares, Some(300));
        let last = chart.months.last().unwrap();
        assert!(last.x + chart.width <= 272, "left of the target's words");
        assert_eq!((last.value.as_str(), last.class), ("29", "miss"));
        let none = &chart.months[4];
        assert_eq!((none.value.as_str(), none.height.as_str()), ("—", "0.0"));
        assert_eq!(none.class, "fill-2", "nothing owed misses nothing");
    }

    #[test]
    fn bars_share_the_length_and_leave_out_nothing_but_zeros() {
        let chart = Bars::new(
            ("b", ""),
            "",
            &[("a".to_owned(), [15, 7, 4]), ("b".to_owned(), [0, 0, 3])],
        );
        let classes: Vec<&str> = chart.rows[0].bars.iter().map(|bar| bar.class).collect();
        assert_eq!(classes, ["fill", "fill-2", "miss"]);
        assert_eq!(chart.rows[0].bars[0].width, "113.0");
        assert_eq!(chart.rows[1].bars.len(), 1);
        assert_eq!(
            (chart.rows[1].y, chart.rows[1].total, chart.height),
            (33, 3, 58)
        );
    }
}
