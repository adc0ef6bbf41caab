//! On which day a festival is, year by year.

use huiyin_domain::{Category, Day, LocalTime, Severity, Window};
use icu_calendar::cal::ChineseTraditional;
use icu_calendar::types::Month;
use icu_calendar::{Date, Iso};

use crate::obligations::{EventFacts, ReplyOnly, Rules};
use crate::procedure::{Calendar, Festival};

impl Festival {
    /// Its day in a year: of the solar year, or of the lunar year that begins in it. A lunar festival falls in the
    /// ordinary month, never in the leap one. None outside the years for which days are known.
    pub fn day_in(&self, year: i32) -> Option<Day> {
        let day = match self.calendar {
            Calendar::Solar => Day::new(year, self.month, self.day).ok()?,
            Calendar::Lunar => lunar_day(year, self.month, self.day)?,
        };
        let before = i32::try_from(self.days_before).ok()?;
        Some(day.plus_days(-before))
    }
}

impl Rules<'_> {
    /// From when to when households are visited for a festival of a day; none where the procedure has no festivals.
    pub fn festival_window(&self, day: Day) -> Option<Window> {
        let facts = EventFacts {
            category: Category::Festival,
            kind: None,
            severity: Severity::General,
            completed_at: Some(LocalTime::midnight(day)),
            contract: None,
            anonymous: false,
            reply_only: ReplyOnly::No,
            valid: true,
            rating: None,
            is_repeat: false,
            listed: 1,
        };
        let mut window = None;
        self.obligations(&facts, |one| window = Some(one.window));
        window
    }

    /// The festival and the year that a file names, such as `mid_autumn-2026`.
    pub fn festival_named(&self, id: &str) -> Option<(&Festival, i32)> {
        let (festival, year) = id.rsplit_once('-')?;
        let mut festivals = self.procedure().festivals.iter();
        let festival = festivals.find(|it| it.id == festival)?;
        Some((festival, year.parse().ok()?))
    }
}

/// A day of the lunar year that begins in the spring of `year`, in the ordinary month.
fn lunar_day(year: i32, month: u32, day: u32) -> Option<Day> {
    let month = Month::new(u8::try_from(month).ok()?);
    let day = u8::try_from(day).ok()?;
    let lunar = Date::try_new(year.into(), month, day, ChineseTraditional::default()).ok()?;
    let solar = lunar.to_calendar(Iso);
    let (year, month) = (solar.year().extended_year(), solar.month().ordinal);
    Day::new(year, month.into(), solar.day_of_month().0.into()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::{Basis, shipped_by_id};
    use huiyin_domain::Text;

    fn days(id: &str) -> Vec<String> {
        let edition = shipped_by_id("kehu").expect("it is shipped");
        let festivals = &edition.procedure.festivals;
        let festival = festivals.iter().find(|it| it.id == id).expect("a festival");
        let day = |year| festival.day_in(year).expect("a day").to_string();
        (2024..=2035).map(day).collect()
    }

    fn lunar(month: u32, day: u32, days_before: u32) -> Festival {
        Festival {
            id: "any".to_owned(),
            title: Text {
                zh_hant: String::new(),
                zh_hans: String::new(),
                en: String::new(),
            },
            calendar: Calendar::Lunar,
            month,
            day,
            days_before,
            basis: Basis::default(),
        }
    }

    // Shows kehu festival_calendar.
    #[test]
    fn spring_festival_is_on_the_days_of_the_almanac() {
        assert_eq!(
            days("spring_festival"),
            [
                "2024-02-10",
                "2025-01-29",
                "2026-02-17",
                "2027-02-06",
                "2028-01-26",
                "2029-02-13",
                "2030-02-03",
                "2031-01-23",
                "2032-02-11",
                "2033-01-31",
                "2034-02-19",
                "2035-02-08"
            ]
        );
    }

    #[test]
    fn the_lantern_festival_is_two_weeks_later() {
        assert_eq!(
            days("lantern"),
            [
                "2024-02-24",
                "2025-02-12",
                "2026-03-03",
                "2027-02-20",
                "2028-02-09",
                "2029-02-27",
                "2030-02-17",
                "2031-02-06",
                "2032-02-25",
                "2033-02-14",
                "2034-03-05",
                "2035-02-22"
            ]
        );
    }

    #[test]
    fn dragon_boat_mid_autumn_and_double_ninth_stay_in_the_ordinary_month() {
        // 2025 has a leap 6th month, 2028 a leap 5th, 2031 a leap 3rd, 2033 a leap 11th.
        assert_eq!(
            days("dragon_boat"),
            [
                "2024-06-10",
                "2025-05-31",
                "2026-06-19",
                "2027-06-09",
                "2028-05-28",
                "2029-06-16",
                "2030-06-05",
                "2031-06-24",
                "2032-06-12",
                "2033-06-01",
                "2034-06-20",
                "2035-06-10"
            ]
        );
        assert_eq!(
            days("mid_autumn"),
            [
                "2024-09-17",
                "2025-10-06",
                "2026-09-25",
                "2027-09-15",
                "2028-10-03",
                "2029-09-22",
                "2030-09-12",
                "2031-10-01",
                "2032-09-19",
                "2033-09-08",
                "2034-09-27",
                "2035-09-16"
            ]
        );
        assert_eq!(
            days("double_ninth"),
            [
                "2024-10-11",
                "2025-10-29",
                "2026-10-18",
                "2027-10-08",
                "2028-10-26",
                "2029-10-16",
                "2030-10-05",
                "2031-10-24",
                "2032-10-12",
                "2033-10-01",
                "2034-10-20",
                "2035-10-09"
            ]
        );
    }

    // Shows kehu festival_calendar.
    #[test]
    fn solar_festivals_are_on_their_day_every_year() {
        assert_eq!(days("national_day")[3], "2027-10-01");
        assert_eq!(days("new_year")[0], "2024-01-01");
    }

    #[test]
    fn new_years_eve_is_the_day_before_whatever_the_length_of_the_month() {
        let eve = |year| lunar(1, 1, 1).day_in(year).map(|day| day.to_string());
        // The 29th and the 30th of the 12th month.
        assert_eq!(eve(2025).as_deref(), Some("2025-01-28"));
        assert_eq!(eve(2027).as_deref(), Some("2027-02-05"));
    }

    #[test]
    fn nothing_is_known_of_years_outside_the_calendar() {
        assert_eq!(lunar(1, 1, 0).day_in(3000), None);
    }
}
