//! What the law gives people over their own data: by when a request is answered, what must be kept in spite of one, and
//! where that is written. The numbers stand in `laws.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use huiyin_domain::entry::{Ground, RequestKind};
use huiyin_domain::{Day, Lang};
use serde::Deserialize;

/// The law of a place.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its id in the journal.
    pub id: String,
    zones: Vec<String>,
    title: Texts,
    days: BTreeMap<RequestKind, u16>,
    articles: BTreeMap<RequestKind, String>,
    grounds: BTreeMap<Ground, String>,
    reading: Option<Texts>,
}

#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    #[serde(rename = "zh-Hant")]
    hant: String,
    #[serde(rename = "zh-Hans")]
    hans: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Laws {
    remind_days_before: u16,
    law: Vec<Law>,
}

/// The laws that come with the product; the first one holds where none is known for a place.
static LAWS: LazyLock<Laws> = LazyLock::new(|| {
    let laws: Result<Laws, _> = toml::from_str(include_str!("../laws.toml"));
    laws.expect("laws.toml comes with the program, and a test reads it")
});

/// The days on which those who answer requests are reminded of one with a last day: when it comes near, and when it has
/// passed.
pub fn reminders(due: Day) -> [Day; 2] {
    let before = i32::from(LAWS.remind_days_before);
    [due.plus_days(-before), due.plus_days(1)]
}

impl Law {
    /// The law where a time zone, by its IANA name, is in force.
    pub fn of_zone(zone: &str) -> &'static Self {
        let knows = |law: &&Self| law.zones.iter().any(|known| known == zone);
        LAWS.law.iter().find(knows).unwrap_or(&LAWS.law[0])
    }

    /// The law of an id, as the journal has it.
    pub fn of_id(id: &str) -> Option<&'static Self> {
        LAWS.law.iter().find(|law| law.id == id)
    }

    /// The last day for the answer to a request that came in on a day.
    pub fn due(&self, kind: RequestKind, received_on: Day) -> Day {
        received_on.plus_days(i32::from(self.days[&kind]))
    }

    /// Its name.
    pub fn title(&self, lang: Lang) -> &str {
        self.title.of(lang)
    }

    /// Where what is asked for is written, such as `47`.
    pub fn article(&self, kind: RequestKind) -> &str {
        &self.articles[&kind]
    }

    /// Where it is written that a request may be refused for a reason.
    pub fn ground(&self, ground: Ground) -> &str {
        &self.grounds[&ground]
    }

    /// On what the number of days rests, where the law names none for every request.
    pub fn reading(&self, lang: Lang) -> Option<&str> {
        self.reading.as_ref().map(|texts| texts.of(lang))
    }
}

impl Texts {
    fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::ZhHant => &self.hant,
            Lang::ZhHans => &self.hans,
            Lang::En => &self.en,
        }
    }
}

/// How an event, or a follow-up on a list, stands when somebody wants it erased.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Standing {
    /// Whether a hold keeps it.
    pub held: bool,
    /// Whether something of it is still to be done: its handling, a follow-up that may be drawn or is planned, an answer, or
    /// the way of its records into the archive.
    pub open: bool,
    /// The last day on which its records must be kept; none when they are disposed of, or there are none.
    pub keep_until: Option<Day>,
}

impl Standing {
    /// Why it is not erased on a day; nothing where it may be.
    pub fn kept(&self, today: Day) -> Option<Ground> {
        if self.held {
            Some(Ground::Held)
        } else if self.open {
            Some(Ground::Owed)
        } else {
            self.keep_until
                .filter(|until| today <= *until)
                .map(|_| Ground::Retention)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn every_law_answers_for_every_request_and_every_ground() {
        for law in &LAWS.law {
            for kind in RequestKind::ALL {
                assert!(law.due(*kind, day("2026-03-01")) > day("2026-03-10"));
                assert!(!law.article(*kind).is_empty(), "{} {kind}", law.id);
            }
            for ground in Ground::ALL {
                assert!(!law.ground(*ground).is_empty(), "{} {ground}", law.id);
            }
            assert_eq!(Law::of_id(&law.id), Some(law));
            for zone in &law.zones {
                assert_eq!(Law::of_zone(zone), law);
            }
        }
    }

    #[test]
    fn the_day_of_the_answer_is_that_of_the_place() {
        let due = |zone: &str, kind| Law::of_zone(zone).due(kind, day("2026-03-01")).to_string();
        assert_eq!(due("Asia/Shanghai", RequestKind::Erasure), "2026-03-31");
        assert_eq!(due("Asia/Hong_Kong", RequestKind::Access), "2026-04-10");
        assert_eq!(due("Asia/Taipei", RequestKind::Access), "2026-03-16");
        assert_eq!(due("Asia/Taipei", RequestKind::Erasure), "2026-03-31");
        assert_eq!(due("Mars/Olympus", RequestKind::Erasure), "2026-03-31");
    }

    #[test]
    fn who_answers_is_reminded_before_and_after_the_last_day() {
        let [near, past] = reminders(day("2026-03-31"));
        assert_eq!(near.to_string(), "2026-03-24");
        assert_eq!(past.to_string(), "2026-04-01");
    }

    #[test]
    fn a_hold_counts_before_what_is_owed_and_that_before_the_archive() {
        let today = day("2026-03-01");
        let until = |text: &str| Some(day(text));
        let standing = |held, open, keep_until| Standing {
            held,
            open,
            keep_until,
        };
        let kept = |standing: Standing| standing.kept(today);
        assert_eq!(
            kept(standing(true, true, until("2026-03-01"))),
            Some(Ground::Held)
        );
        assert_eq!(kept(standing(false, true, None)), Some(Ground::Owed));
        assert_eq!(
            kept(standing(false, false, until("2026-03-01"))),
            Some(Ground::Retention)
        );
        assert_eq!(kept(standing(false, false, until("2026-02-28"))), None);
        assert_eq!(kept(standing(false, false, None)), None);
    }
}
