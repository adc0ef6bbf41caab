//! Days and times as people write them: `11月23日 週一`, `11月23日 周一`, `Mon 23 Nov`.

use std::borrow::Borrow;

use huiyin_domain::{Day, Lang, LocalTime, Month, Window};

use crate::texts::Texts;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const MONTHS_IN_FULL: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const HAN_WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// A day, or a reference to one: templates hand over either.
pub(crate) trait OneDay {
    /// The day.
    fn one_day(self) -> Day;
}

impl OneDay for Day {
    fn one_day(self) -> Day {
        self
    }
}

impl<D: OneDay + Copy> OneDay for &D {
    fn one_day(self) -> Day {
        (*self).one_day()
    }
}

impl Texts {
    /// A day with its weekday; with the year where it is not this year's.
    pub(crate) fn day(&self, day: impl OneDay) -> String {
        let day = day.one_day();
        let (date, weekday) = (self.date(day), self.weekday(day));
        match self.lang() {
            Lang::En => format!("{weekday} {date}"),
            Lang::ZhHant | Lang::ZhHans => format!("{date} {weekday}"),
        }
    }

    /// A day without its weekday; with the year where it is not this year's.
    pub(crate) fn date(&self, day: impl OneDay) -> String {
        let day = day.one_day();
        self.dated(day, self.shows_year(day.month()))
    }

    /// The days of a window, both included: `11月19日–22日`.
    pub(crate) fn days(&self, window: Window) -> String {
        let (from, to) = (window.not_before(), window.due());
        if from == to {
            return self.date(from);
        }
        let year = self.shows_year(from.month()) || self.shows_year(to.month());
        let one_month = from.month() == to.month();
        match self.lang() {
            Lang::En if one_month => {
                format!("{}–{}", from.day_of_month(), self.dated(to, year))
            }
            Lang::En => format!("{} – {}", self.dated(from, year), self.dated(to, year)),
            Lang::ZhHant | Lang::ZhHans if one_month => {
                format!("{}–{}日", self.dated(from, year), to.day_of_month())
            }
            Lang::ZhHant | Lang::ZhHans => {
                format!("{}–{}", self.dated(from, year), self.dated(to, year))
            }
        }
    }

    /// A month by its name: `11月`, `November`; with the year where it is not this year's.
    pub(crate) fn month(&self, month: Month) -> String {
        if self.shows_year(month) {
            return self.month_of_year(month);
        }
        match self.lang() {
            Lang::En => month_name(&MONTHS_IN_FULL, month).to_owned(),
            Lang::ZhHant | Lang::ZhHans => format!("{}月", month.month_of_year()),
        }
    }

    /// A month with its year, for titles: `2026年11月`, `November 2026`.
    pub(crate) fn month_of_year(&self, month: Month) -> String {
        let year = month.year();
        match self.lang() {
            Lang::En => format!("{} {year}", month_name(&MONTHS_IN_FULL, month)),
            Lang::ZhHant | Lang::ZhHans => format!("{year}年{}月", month.month_of_year()),
        }
    }

    /// A day and the time of day: `11月19日 週四 17:20`.
    pub(crate) fn moment(&self, time: impl Borrow<LocalTime>) -> String {
        let time = time.borrow();
        format!("{} {}", self.day(time.day()), self.clock(time))
    }

    /// The time of day, the same in every language: `17:20`.
    #[expect(clippy::unused_self, reason = "templates reach texts only through `t`")]
    pub(crate) fn clock(&self, time: impl Borrow<LocalTime>) -> String {
        let time = time.borrow();
        let (hour, minute) = time.clock();
        format!("{hour:02}:{minute:02}")
    }

    /// The weekday of a day: `週一`, `周一`, `Mon`.
    pub(crate) fn weekday(&self, day: Day) -> String {
        let index = weekday_index(day);
        match self.lang() {
            Lang::ZhHant => format!("週{}", HAN_WEEKDAYS[index]),
            Lang::ZhHans => format!("周{}", HAN_WEEKDAYS[index]),
            Lang::En => WEEKDAYS[index].to_owned(),
        }
    }

    /// The weekday of a day in one letter, for narrow columns: `一`, `M`.
    pub(crate) fn weekday_letter(&self, day: Day) -> &'static str {
        let index = weekday_index(day);
        match self.lang() {
            Lang::ZhHant | Lang::ZhHans => HAN_WEEKDAYS[index],
            Lang::En => &WEEKDAYS[index][..1],
        }
    }

    fn dated(&self, day: Day, with_year: bool) -> String {
        let (year, number) = (day.month().year(), day.day_of_month());
        match self.lang() {
            Lang::En if with_year => {
                format!("{number} {} {year}", month_name(&MONTHS, day.month()))
            }
            Lang::En => format!("{number} {}", month_name(&MONTHS, day.month())),
            Lang::ZhHant | Lang::ZhHans => {
                let month = day.month().month_of_year();
                if with_year {
                    format!("{year}年{month}月{number}日")
                } else {
                    format!("{month}月{number}日")
                }
            }
        }
    }

    fn shows_year(&self, month: Month) -> bool {
        self.today()
            .is_none_or(|today| today.month().year() != month.year())
    }
}

fn weekday_index(day: Day) -> usize {
    day.weekday().num_days_from_monday() as usize
}

fn month_name(names: &[&'static str; 12], month: Month) -> &'static str {
    names[month.month_of_year() as usize - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn texts() -> [Texts; 3] {
        Lang::ALL.map(|lang| Texts::of(lang).on(day("2026-11-23")))
    }

    fn in_all(write: impl Fn(&Texts) -> String) -> [String; 3] {
        texts().each_ref().map(write)
    }

    #[test]
    fn a_day_of_this_year_needs_no_year() {
        assert_eq!(
            in_all(|t| t.day(day("2026-11-23"))),
            ["11月23日 週一", "11月23日 周一", "Mon 23 Nov"]
        );
        assert_eq!(
            in_all(|t| t.day(day("2025-12-31"))),
            [
                "2025年12月31日 週三",
                "2025年12月31日 周三",
                "Wed 31 Dec 2025"
            ]
        );
        assert_eq!(Texts::of(Lang::En).date(day("2026-11-23")), "23 Nov 2026");
    }

    #[test]
    fn windows_repeat_no_more_than_they_must() {
        let days = |from, to| {
            let window = Window::new(day(from), day(to)).unwrap();
            in_all(|t| t.days(window))
        };
        assert_eq!(
            days("2026-11-19", "2026-11-22"),
            ["11月19日–22日", "11月19日–22日", "19–22 Nov"]
        );
        assert_eq!(
            days("2026-11-28", "2026-12-03"),
            ["11月28日–12月3日", "11月28日–12月3日", "28 Nov – 3 Dec"]
        );
        assert_eq!(
            days("2026-12-28", "2027-01-03")[2],
            "28 Dec 2026 – 3 Jan 2027"
        );
        assert_eq!(days("2026-11-25", "2026-11-25")[0], "11月25日");
    }

    #[test]
    fn months_and_moments() {
        let october: Month = "2026-10".parse().unwrap();
        assert_eq!(in_all(|t| t.month(october)), ["10月", "10月", "October"]);
        assert_eq!(
            in_all(|t| t.month_of_year(october)),
            ["2026年10月", "2026年10月", "October 2026"]
        );
        let time = LocalTime::at(day("2026-11-19"), 17, 5).unwrap();
        assert_eq!(
            in_all(|t| t.moment(time)),
            [
                "11月19日 週四 17:05",
                "11月19日 周四 17:05",
                "Thu 19 Nov 17:05"
            ]
        );
    }

    #[test]
    fn narrow_columns_have_one_letter() {
        let letters = in_all(|t| t.weekday_letter(day("2026-11-29")).to_owned());
        assert_eq!(letters, ["日", "日", "S"]);
    }
}
