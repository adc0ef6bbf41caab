//! Days: people or categories down and days across, and a month as a strip.

use huiyin_domain::{Day, Month, Window};

use crate::texts::Texts;

/// A table with a column for each day.
#[derive(Clone, Debug)]
pub(crate) struct Timetable {
    /// What the rows are: 回訪人, 類別.
    pub(crate) corner: String,
    /// The days.
    pub(crate) days: Vec<DayHead>,
    /// The rows.
    pub(crate) rows: Vec<TimetableRow>,
    /// The last row, under a double rule.
    pub(crate) total: Option<TimetableRow>,
}

impl Timetable {
    /// Whether the rows have a sum at their end.
    pub(crate) fn has_sums(&self) -> bool {
        self.rows.iter().any(|row| row.sum.is_some())
    }
}

/// The head of a day's column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct DayHead {
    /// The day of the month.
    pub(crate) number: u32,
    /// The weekday, or 今日.
    pub(crate) words: String,
    /// Whether it is today.
    pub(crate) today: bool,
    /// Whether it is at the weekend.
    pub(crate) off: bool,
}

impl DayHead {
    /// The heads of `count` days from the first.
    pub(crate) fn days(t: Texts, first: Day, count: i32, today: Day) -> Vec<Self> {
        (0..count)
            .map(|index| {
                let day = first.plus_days(index);
                Self {
                    number: day.day_of_month(),
                    words: if day == today {
                        t.day_today()
                    } else {
                        t.weekday(day)
                    },
                    today: day == today,
                    off: day.weekday().num_days_from_monday() >= 5,
                }
            })
            .collect()
    }
}

/// A row of a timetable.
#[derive(Clone, Debug)]
pub(crate) struct TimetableRow {
    /// Who or what.
    pub(crate) head: String,
    /// The post, or what else.
    pub(crate) sub: String,
    /// One cell a day; an empty one has nothing on.
    pub(crate) cells: Vec<Vec<Slot>>,
    /// The number of all, where the table has a last column for it.
    pub(crate) sum: Option<String>,
}

/// Something on a day: a visit, or a number of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Slot {
    /// The unit, or the number.
    pub(crate) words: String,
    /// Abbreviations that the legend explains: 訴・門.
    pub(crate) key: String,
    /// Where it leads.
    pub(crate) href: Option<String>,
}

impl Slot {
    /// A visit that can be opened.
    pub(crate) fn link(
        href: impl Into<String>,
        words: impl Into<String>,
        key: impl Into<String>,
    ) -> Self {
        Self {
            words: words.into(),
            key: key.into(),
            href: Some(href.into()),
        }
    }

    /// A number: all, and mine in brackets when there are any. Nothing at all is an empty cell.
    pub(crate) fn count(all: u64, mine: u64) -> Vec<Self> {
        let words = match (all, mine) {
            (0, _) => return Vec::new(),
            (_, 0) => all.to_string(),
            _ => format!("{all} ({mine})"),
        };
        vec![Self {
            words,
            key: String::new(),
            href: None,
        }]
    }
}

/// A month at a glance: one cell a day, and on a narrow page a leaf of a calendar.
#[derive(Clone, Debug)]
pub(crate) struct MonthStrip {
    /// The days.
    pub(crate) days: Vec<StripDay>,
}

/// A day of the strip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct StripDay {
    /// Where it leads.
    pub(crate) href: String,
    /// The whole date, for those who do not see the grid.
    pub(crate) said: String,
    /// The weekday in one letter.
    pub(crate) letter: &'static str,
    /// The day of the month.
    pub(crate) number: u32,
    /// What is on, or · for nothing.
    pub(crate) count: String,
    /// The column in a week that starts on Monday, from 1.
    pub(crate) column: u32,
    /// `past`, `in-week`, both or neither.
    pub(crate) class: String,
    /// Whether it is today.
    pub(crate) today: bool,
}

impl MonthStrip {
    /// The strip of a month. `on` tells where a day leads and how much is on; `shown` are the days of the timetable
    /// below, underlined.
    pub(crate) fn new(
        t: Texts,
        month: Month,
        today: Day,
        shown: Option<Window>,
        on: impl Fn(Day) -> (String, u64),
    ) -> Self {
        let (first, last) = (month.first_day(), month.last_day());
        let days = (0..=last.days_since(first)).map(|index| {
            let day = first.plus_days(index);
            let (href, count) = on(day);
            let classes = [
                (day < today, "past"),
                (shown.is_some_and(|days| days.contains(day)), "in-week"),
            ];
            StripDay {
                href,
                said: t.date(day),
                letter: t.weekday_letter(day),
                number: day.day_of_month(),
                count: if count == 0 {
                    "·".to_owned()
                } else {
                    count.to_string()
                },
                column: day.weekday().number_from_monday(),
                class: classes
                    .iter()
                    .filter_map(|(is, class)| is.then_some(*class))
                    .collect::<Vec<_>>()
                    .join(" "),
                today: day == today,
            }
        });
        Self {
            days: days.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use huiyin_domain::Lang;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn today_is_named_and_the_weekend_is_off() {
        let heads = DayHead::days(
            Texts::of(Lang::ZhHant),
            day("2026-11-23"),
            7,
            day("2026-11-23"),
        );
        assert_eq!((heads[0].words.as_str(), heads[0].today), ("今日", true));
        assert_eq!(heads[1].words, "週二");
        let off: Vec<u32> = heads
            .iter()
            .filter(|head| head.off)
            .map(|head| head.number)
            .collect();
        assert_eq!(off, [28, 29]);
    }

    #[test]
    fn a_month_has_its_own_number_of_days_and_starts_in_its_column() {
        let t = Texts::of(Lang::ZhHant);
        let strip = |month: &str| {
            MonthStrip::new(
                t,
                month.parse().unwrap(),
                day("2026-11-23"),
                Window::new(day("2026-11-23"), day("2026-11-29")).ok(),
                |day| (String::new(), u64::from(day.day_of_month() == 1)),
            )
        };
        let november = strip("2026-11");
        assert_eq!((november.days.len(), november.days[0].column), (30, 7));
        assert_eq!(november.days[0].count, "1");
        assert_eq!(november.days[1].count, "·");
        assert_eq!(november.days[21].class, "past");
        assert_eq!(november.days[22].class, "in-week");
        assert!(november.days[22].today);
        assert_eq!(strip("2028-02").days.len(), 29);
    }

    #[test]
    fn a_number_shows_mine_only_when_there_are_any() {
        assert!(Slot::count(0, 0).is_empty());
        assert_eq!(Slot::count(3, 0)[0].words, "3");
        assert_eq!(Slot::count(3, 2)[0].words, "3 (2)");
    }
}
