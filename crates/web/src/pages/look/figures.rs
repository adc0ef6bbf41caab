//! Figures in the style guide.

use crate::texts::Texts;
use crate::view::{
    Bars, ClauseTag, Columns, Draw, DrawState, Figure, Gauge, Mark, MarkKind, percent,
};

use super::sample::{KEHU, say};

pub(super) struct FigureParts {
    pub(super) day: Vec<Figure>,
    pub(super) gauges: Vec<Gauge>,
    pub(super) columns: Columns,
    pub(super) bars: Bars,
    pub(super) shares: [String; 4],
    pub(super) draw: Draw,
}

impl FigureParts {
    pub(super) fn new(t: Texts) -> Self {
        let target = |text: &str| text.parse().ok();
        let months = [310, 304, 308, 321, 306, 298];
        let months: Vec<(String, Option<u32>)> = (5..)
            .map(|month: u32| month.to_string())
            .zip(months.map(Some))
            .collect();
        Self {
            day: figures(t),
            gauges: gauges(t),
            columns: Columns::new(
                ("chart-months", say(t, "維修回訪率|维修回访率|Repairs")),
                say(
                    t,
                    "維修回訪率，5月至 10月|维修回访率，5月至 10月|Repairs, May to October",
                ),
                &months,
                Some(300),
            ),
            bars: Bars::new(
                ("chart-ratings", say(t, "滿意程度|满意程度|Satisfaction")),
                say(t, "滿意程度|满意程度|Satisfaction"),
                &[
                    (say(t, "投訴|投诉|Compl."), [15, 7, 4]),
                    (say(t, "維修|维修|Repair"), [24, 11, 2]),
                    (say(t, "活動|活动|Activ."), [7, 2, 0]),
                ],
            ),
            shares: [
                percent(27, 45, target("50%")),
                percent(37, 124, target("30%")),
                percent(9, 84, target("10%")),
                percent(0, 0, None),
            ],
            draw: Draw::new(
                t,
                t.look_draw(),
                [
                    stratum(1..=3, 3, DrawState::Picked),
                    stratum(4..=6, 6, DrawState::Void),
                    stratum(7..=10, 10, DrawState::This),
                    stratum(11..=13, 13, DrawState::Free),
                ],
            ),
        }
    }
}

fn figures(t: Texts) -> Vec<Figure> {
    let figure = |kind, words: String, value, unit| Figure {
        href: "#h-tables".to_owned(),
        mark: Mark::new(kind, words),
        value,
        unit: say(t, unit),
    };
    vec![
        figure(
            MarkKind::Late,
            say(t, "逾期|逾期|Late"),
            2,
            "件，最久 3 天|件，最久 3 天|oldest 3 days",
        ),
        figure(
            MarkKind::Today,
            t.mark_today(),
            4,
            "件，我的 2|件，我的 2|2 are mine",
        ),
        figure(
            MarkKind::Review,
            say(t, "等我處理|等我处理|Waiting for me"),
            7,
            "項|项|",
        ),
        figure(MarkKind::Open, t.place_open(), 9, "件|件|"),
        figure(
            MarkKind::Done,
            say(t, "本月已回訪|本月已回访|Done this month"),
            57,
            "件|件|",
        ),
    ]
}

fn gauges(t: Texts) -> Vec<Gauge> {
    let gauge = |label, counts, target: &str, closed| {
        Gauge::new(t, say(t, label), counts, target.parse().ok(), closed)
    };
    vec![
        gauge("投訴|投诉|Complaints", (19, 31), "50%", false)
            .by_clause(ClauseTag::new(KEHU, "11.1.3")),
        gauge("維修|维修|Repairs", (28, 102), "30%", false)
            .by_clause(ClauseTag::new(KEHU, "11.1.4")),
        gauge("入伙|入伙|Move-ins", (3, 4), "100%", true)
            .by_clause(ClauseTag::reading(KEHU, "11.1.6")),
        gauge("突發事件|突发事件|Emergencies", (0, 0), "100%", true),
    ]
}

/// A stratum with one number in a state of its own.
fn stratum(
    numbers: std::ops::RangeInclusive<u64>,
    one: u64,
    state: DrawState,
) -> Vec<(u64, DrawState)> {
    numbers
        .map(|number| {
            (
                number,
                if number == one {
                    state
                } else {
                    DrawState::Plain
                },
            )
        })
        .collect()
}
