//! Signals (訊號): what in a month's records deserves a second look. None is a verdict; each opens the records that it
//! speaks of.

use std::collections::{BTreeMap, BTreeSet};

use huiyin_domain::{Channel, Day, LocalTime, PersonId, Rating, RecordId, UnitId};

use crate::obligations::Rules;
use crate::procedure::Signals;

/// A visit as its record in force says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VisitMade {
    /// The record.
    pub record: RecordId,
    /// Who visited.
    pub by: Vec<PersonId>,
    /// When, on the site's wall clock.
    pub at: LocalTime,
    /// The home, where it is known.
    pub unit: Option<UnitId>,
    /// How.
    pub channel: Channel,
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// Whether the customer declined to sign.
    pub refused: bool,
    /// Whether it was within its window.
    pub in_time: bool,
}

/// A signal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Signal {
    /// Nobody entered anything from one day to another, both included.
    Quiet {
        /// The first day.
        from: Day,
        /// The last.
        to: Day,
    },
    /// Something about the records of a person.
    Of {
        /// Who visited.
        person: PersonId,
        /// What it is.
        what: SignalOf,
        /// How many records it speaks of.
        count: usize,
        /// Of how many that could have.
        of: usize,
        /// The records it speaks of, in the order of the visits.
        records: Vec<RecordId>,
    },
}

/// What about somebody's records deserves a look.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SignalOf {
    /// Everybody who rated is satisfied.
    AllSatisfied,
    /// Two homes were visited a few minutes apart.
    MinutesApart,
    /// Many customers declined to sign.
    Refused,
    /// Many were called, not visited.
    ByPhone,
    /// Many were visited after the window.
    Late,
}

impl Rules<'_> {
    /// The signals of the days from one to another, both included: of the visits made in them, and of the days on which
    /// somebody entered something. Nothing where the procedure points at nothing.
    pub fn signals(
        &self,
        visits: &[VisitMade],
        entered_on: &BTreeSet<Day>,
        (first, last): (Day, Day),
    ) -> Vec<Signal> {
        let Some(rule) = &self.procedure().signals else {
            return Vec::new();
        };
        let mut signals = quiet(rule, entered_on, first, last);
        let mut by_person: BTreeMap<PersonId, Vec<&VisitMade>> = BTreeMap::new();
        for visit in visits {
            for person in &visit.by {
                by_person.entry(*person).or_default().push(visit);
            }
        }
        for (person, mut visits) in by_person {
            visits.sort_by_key(|visit| (visit.at, visit.record));
            signals.extend(of_person(rule, person, &visits));
        }
        signals
    }
}

fn quiet(rule: &Signals, entered_on: &BTreeSet<Day>, first: Day, last: Day) -> Vec<Signal> {
    let mut found = Vec::new();
    let mut since = first;
    let ends = entered_on.range(first..=last).copied();
    for end in ends.chain([last.plus_days(1)]) {
        let days = u32::try_from(end.days_since(since)).unwrap_or(0);
        if days >= rule.quiet_days {
            found.push(Signal::Quiet {
                from: since,
                to: end.plus_days(-1),
            });
        }
        since = end.plus_days(1);
    }
    found
}

/// Whether a visit is one that a signal speaks of.
type Holds<'a> = &'a dyn Fn(&VisitMade) -> bool;

/// Whether so many of so many are a signal.
type IsSignal<'a> = &'a dyn Fn(usize, usize) -> bool;

fn of_person(rule: &Signals, person: PersonId, visits: &[&VisitMade]) -> Vec<Signal> {
    let enough = usize::try_from(rule.from_records).unwrap_or(usize::MAX);
    let on_site = |visit: &&&VisitMade| visit.channel == Channel::OnSite;
    let made: Vec<&VisitMade> = visits.to_vec();
    let at_door: Vec<&VisitMade> = visits.iter().filter(on_site).copied().collect();
    let rated = visits.iter().filter(|visit| visit.rating.is_some());
    let rated: Vec<&VisitMade> = rated.copied().collect();
    let share = |part: usize, whole: usize| {
        whole >= enough && rule.share.met(part as u64, whole as u64) == Some(true)
    };
    let mut found = Vec::new();
    let mut look = |what, among: &[&VisitMade], holds: Holds<'_>, is: IsSignal<'_>| {
        let records = among
            .iter()
            .filter(|visit| holds(visit))
            .map(|visit| visit.record);
        let records: Vec<RecordId> = records.collect();
        let (count, of) = (records.len(), among.len());
        if is(count, of) {
            found.push(Signal::Of {
                person,
                what,
                count,
                of,
                records,
            });
        }
    };
    let satisfied = |visit: &VisitMade| visit.rating == Some(Rating::Satisfied);
    look(
        SignalOf::AllSatisfied,
        &rated,
        &satisfied,
        &|part, whole| whole >= enough && part == whole,
    );
    let near = minutes_apart(rule, &at_door);
    look(
        SignalOf::MinutesApart,
        &at_door,
        &|visit| near.contains(&visit.record),
        &|part, _| part > 0,
    );
    look(SignalOf::Refused, &at_door, &|visit| visit.refused, &share);
    look(
        SignalOf::ByPhone,
        &made,
        &|visit| visit.channel == Channel::Phone,
        &share,
    );
    let late = usize::try_from(rule.late).unwrap_or(usize::MAX);
    look(
        SignalOf::Late,
        &made,
        &|visit| !visit.in_time,
        &|part, _| part >= late,
    );
    found
}

/// The records of visits that follow one another too soon, at two homes; one visit to a household for several
/// follow-ups is one.
fn minutes_apart(rule: &Signals, at_door: &[&VisitMade]) -> BTreeSet<RecordId> {
    let soon = |pair: &&[&VisitMade]| {
        let (one, next) = (pair[0], pair[1]);
        let apart = next.at.seconds() - one.at.seconds();
        one.unit != next.unit && apart < 60 * i64::from(rule.minutes_apart)
    };
    let pairs = at_door.windows(2).filter(soon);
    pairs
        .flat_map(|pair| [pair[0].record, pair[1].record])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workdays;
    use crate::procedure::shipped;

    fn visit(at: &str) -> VisitMade {
        VisitMade {
            record: RecordId::generate(),
            by: Vec::new(),
            at: at.parse().unwrap(),
            unit: Some(UnitId::generate()),
            channel: Channel::OnSite,
            rating: Some(Rating::Fairly),
            refused: false,
            in_time: true,
        }
    }

    /// A visit a day, by one person.
    fn month(person: PersonId, count: u32) -> Vec<VisitMade> {
        let made = (1..=count).map(|day| VisitMade {
            by: vec![person],
            ..visit(&format!("2026-03-{day:02} 10:00"))
        });
        made.collect()
    }

    fn days() -> (Day, Day) {
        ("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap())
    }

    fn about(signals: &[Signal]) -> Vec<(SignalOf, usize, usize)> {
        let of = |signal: &Signal| match signal {
            Signal::Of {
                what, count, of, ..
            } => Some((*what, *count, *of)),
            Signal::Quiet { .. } => None,
        };
        signals.iter().filter_map(of).collect()
    }

    // Shows every signals.
    #[test]
    fn days_without_an_entry_are_told_of_from_the_third_on() {
        for edition in shipped() {
            let rules = Rules::new(&edition.procedure, Workdays::default());
            let day = |text: &str| text.parse::<Day>().unwrap();
            let quiet = |days_entered: &[&str]| {
                let entered = days_entered.iter().map(|it| day(it)).collect();
                rules.signals(&[], &entered, (day("2026-03-01"), day("2026-03-10")))
            };
            let from_to = |from, to| Signal::Quiet {
                from: day(from),
                to: day(to),
            };
            assert_eq!(quiet(&[]), [from_to("2026-03-01", "2026-03-10")]);
            assert_eq!(
                quiet(&["2026-03-03", "2026-03-07", "2026-03-08"]),
                [from_to("2026-03-04", "2026-03-06")],
                "two days before the first and after the last are none"
            );
            let late = quiet(&["2026-02-27", "2026-03-04", "2026-03-07"]);
            let expected = [
                from_to("2026-03-01", "2026-03-03"),
                from_to("2026-03-08", "2026-03-10"),
            ];
            assert_eq!(late, expected);
        }
    }

    // Shows every signals.
    #[test]
    fn what_is_about_a_person_counts_their_records_and_names_them() {
        for edition in shipped() {
            let rules = Rules::new(&edition.procedure, Workdays::default());
            let (one, other) = (PersonId::generate(), PersonId::generate());
            let all: BTreeSet<Day> = (0..31).map(|it| days().0.plus_days(it)).collect();
            let signals = |visits: &[VisitMade]| about(&rules.signals(visits, &all, days()));
            let mut visits = month(one, 10);
            visits.extend(month(other, 9));
            assert_eq!(signals(&visits), []);
            for visit in &mut visits {
                visit.rating = Some(Rating::Satisfied);
            }
            assert_eq!(signals(&visits), [(SignalOf::AllSatisfied, 10, 10)]);
            visits[3].rating = Some(Rating::Dissatisfied);
            assert_eq!(signals(&visits), []);
            for visit in &mut visits[..5] {
                visit.refused = true;
            }
            assert_eq!(signals(&visits), [(SignalOf::Refused, 5, 10)]);
            visits[0].refused = false;
            assert_eq!(signals(&visits), []);
            for visit in &mut visits[5..10] {
                visit.channel = Channel::Phone;
            }
            assert_eq!(signals(&visits), [(SignalOf::ByPhone, 5, 10)]);
            visits[9].channel = Channel::OnSite;
            for visit in &mut visits[..3] {
                visit.in_time = false;
            }
            assert_eq!(signals(&visits), [(SignalOf::Late, 3, 10)]);
        }
    }

    // Shows every signals.
    #[test]
    fn two_homes_within_minutes_are_told_of_and_one_home_is_not() {
        for edition in shipped() {
            let rules = Rules::new(&edition.procedure, Workdays::default());
            let person = PersonId::generate();
            let mut visits: Vec<VisitMade> = ["10:00", "10:09:59", "10:20", "10:21"]
                .iter()
                .map(|it| VisitMade {
                    by: vec![person],
                    ..visit(&format!("2026-03-02 {it}"))
                })
                .collect();
            visits[3].unit = visits[2].unit;
            let all: BTreeSet<Day> = (0..31).map(|it| days().0.plus_days(it)).collect();
            let found = rules.signals(&visits, &all, days());
            let Some(Signal::Of { what, records, .. }) = found.first() else {
                panic!("{found:?}");
            };
            let expected = vec![visits[0].record, visits[1].record];
            assert_eq!((*what, records), (SignalOf::MinutesApart, &expected));
            assert_eq!(found.len(), 1);
        }
    }
}
