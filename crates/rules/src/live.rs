//! The draw of a running site: what is decided when a number is given, when nothing more can come, and when a pick
//! falls away.
//!
//! Entered in order and closed at the end, a cohort gets exactly the picks of [`crate::plan::plan`].

use huiyin_domain::{Category, Day, LocalTime, Month, Phase, Window};

use crate::draw::{CohortDraw, Pick, Stratum, replacement};
use crate::obligations::Rules;
use crate::procedure::{DrawRule, WindowRule};

/// A number of a stratum that was given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Member {
    /// The number.
    pub number: u64,
    /// Whether it is, or was, to be followed up.
    pub picked: bool,
    /// Whether it is void, or its customer could not be reached.
    pub gone: bool,
}

/// Whether a number is picked as it is given: it is the one the full stratum means, or that one fell away before
/// anybody could take its place. `before` are the numbers of the stratum given earlier.
pub fn picked_on_entry(
    draw: &CohortDraw,
    stratum: Stratum,
    before: &[Member],
    number: u64,
) -> bool {
    let meant = draw.pick(stratum);
    number == meant || (meant < number && !has_pick(before))
}

/// What the last stratum of a cohort picks when nothing more can come; none when its pick stands already, or when
/// nobody is left to be picked. `members` are all its numbers, in order.
pub fn pick_at_close(draw: &CohortDraw, stratum: Stratum, members: &[Member]) -> Option<Pick> {
    if has_pick(members) {
        return None;
    }
    let present = members.len() as u64;
    let pick = draw.pick_of_part(stratum, present, true)?;
    let (Pick::Drawn(number) | Pick::DrawnAtClose(number)) = pick;
    let taken = if is_free(members, number) {
        number
    } else {
        replacement_of(stratum, members, number)?
    };
    Some(match pick {
        Pick::Drawn(_) => Pick::Drawn(taken),
        Pick::DrawnAtClose(_) => Pick::DrawnAtClose(taken),
    })
}

/// The number that takes the place of a pick that falls away: the next one of its stratum, cyclically, that is
/// neither picked nor void. `members` are the numbers of the stratum given so far, in order.
pub fn replacement_of(stratum: Stratum, members: &[Member], number: u64) -> Option<u64> {
    replacement(stratum, members.len() as u64, number, |next| {
        is_free(members, next)
    })
}

fn has_pick(members: &[Member]) -> bool {
    members.iter().any(|member| member.picked && !member.gone)
}

fn is_free(members: &[Member], number: u64) -> bool {
    members
        .iter()
        .any(|member| member.number == number && !member.picked && !member.gone)
}

/// When a pick made at `made` is shown to people: at the procedure's hour of the next day, or at once where the time
/// for it ends before that. `last_day` is the last day on which it is in time.
pub fn shown_from(rule: &DrawRule, made: LocalTime, last_day: Day) -> LocalTime {
    let next_day = made.day().plus_days(1);
    if last_day < next_day {
        return made;
    }
    let hour = rule.shown_from;
    LocalTime::at(next_day, hour.hour, hour.minute).unwrap_or(LocalTime::midnight(next_day))
}

/// The working limit of a pick made on `day` after its number was given: as many days as its window has, where the
/// window itself leaves fewer.
pub fn working_limit(window: Window, day: Day) -> Option<Day> {
    let limit = day.plus_days(window.length());
    (window.due() < limit).then_some(limit)
}

impl Rules<'_> {
    /// Whether nothing that happens on `today` or later can fall into the cohort of this category and month, so that
    /// its last stratum can be drawn.
    pub fn is_drawn_out(&self, category: Category, month: Month, today: Day) -> bool {
        if month < today.month() {
            return true;
        }
        self.category(category).is_none_or(|rule| {
            rule.windows
                .iter()
                .all(|window| earliest_due(window, today).month() > month)
        })
    }
}

/// The earliest day on which a window can close whose obligation arises on `day`.
fn earliest_due(window: &WindowRule, day: Day) -> Day {
    let (Phase::Middle, Some(target)) = (window.phase, window.target) else {
        return window.to.from(day);
    };
    // A contract's middle visit arises at its target day and is due later the longer the contract is.
    let shortest = window
        .shortest_contract_days
        .and_then(|days| i32::try_from(days).ok())
        .unwrap_or(1);
    (shortest..=LONGEST_CONTRACT)
        .map(|length| {
            let start = day.plus_days(-target.of(length));
            window.to.of_contract(start, length)
        })
        .min()
        .unwrap_or(day)
        .max(day)
}

/// Days. Whatever the shares are, no contract of this length or longer is the one with the earliest due day.
const LONGEST_CONTRACT: i32 = 400;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workdays;
    use crate::draw::DrawKey;
    use crate::procedure::shipped_by_id;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn member(number: u64, picked: bool, gone: bool) -> Member {
        Member {
            number,
            picked,
            gone,
        }
    }

    /// A draw whose first stratum of four means the number asked for.
    fn draw_meaning(number: u64) -> (CohortDraw, Stratum) {
        let stratum = Stratum {
            index: 0,
            first: 1,
            size: 4,
        };
        let draw = (0..=u8::MAX)
            .map(|seed| CohortDraw::new(&DrawKey::from_bytes([seed; 32]), "CY/help/2026-03"))
            .find(|draw| draw.pick(stratum) == number)
            .unwrap();
        (draw, stratum)
    }

    #[test]
    fn a_pick_that_fell_away_alone_passes_to_the_next_number() {
        let (draw, stratum) = draw_meaning(2);
        assert!(!picked_on_entry(&draw, stratum, &[], 1));
        let one = member(1, false, false);
        assert!(picked_on_entry(&draw, stratum, &[one], 2));
        let standing = [one, member(2, true, false)];
        assert!(!picked_on_entry(&draw, stratum, &standing, 3));
        let nobody_left = [member(1, false, true), member(2, true, true)];
        assert!(picked_on_entry(&draw, stratum, &nobody_left, 3));
    }

    #[test]
    fn a_void_number_is_passed_over_at_the_close() {
        let (draw, stratum) = draw_meaning(4);
        let members = [
            member(1, false, false),
            member(2, false, true),
            member(3, false, true),
        ];
        assert_eq!(
            pick_at_close(&draw, stratum, &members),
            Some(Pick::DrawnAtClose(1))
        );
        assert_eq!(
            pick_at_close(&draw, stratum, &[member(1, false, true)]),
            None
        );
        assert_eq!(
            pick_at_close(&draw, stratum, &[member(1, true, false)]),
            None
        );
        assert_eq!(replacement_of(stratum, &members, 1), None);
    }

    #[test]
    fn picks_are_shown_the_next_morning_or_before_their_time_ends() {
        let edition = shipped_by_id("yezhu").unwrap();
        let rule = &edition.procedure.draw;
        let made: LocalTime = "2026-03-15 16:00".parse().unwrap();
        let shown = |due| shown_from(rule, made, day(due)).to_string();
        assert_eq!(shown("2026-03-16"), "2026-03-16 06:00:00");
        assert_eq!(shown("2026-03-15"), "2026-03-15 16:00:00");
    }

    #[test]
    fn a_late_pick_gets_as_long_as_its_window_is() {
        let window = Window::new(day("2026-03-28"), day("2026-03-31")).unwrap();
        assert_eq!(working_limit(window, day("2026-03-28")), None);
        assert_eq!(
            working_limit(window, day("2026-03-29")),
            Some(day("2026-04-01"))
        );
        assert_eq!(
            working_limit(window, day("2026-04-01")),
            Some(day("2026-04-04"))
        );
    }

    #[test]
    fn a_cohort_is_drawn_out_when_no_further_completion_can_fall_into_it() {
        let drawn_out = |procedure: &str, category, month: &str, today| {
            let edition = shipped_by_id(procedure).unwrap();
            let rules = Rules::new(&edition.procedure, Workdays::default());
            rules.is_drawn_out(category, month.parse().unwrap(), day(today))
        };
        let complaint = Category::Complaint;
        assert!(!drawn_out("kehu", complaint, "2026-03", "2026-03-28"));
        assert!(drawn_out("kehu", complaint, "2026-03", "2026-03-29"));
        let repair = Category::Repair;
        assert!(!drawn_out("yezhu", repair, "2026-04", "2026-02-28"));
        assert!(drawn_out("yezhu", repair, "2026-04", "2026-03-01"));
        let contract = Category::ContractedService;
        assert!(!drawn_out("yezhu", contract, "2026-04", "2026-04-29"));
        assert!(drawn_out("yezhu", contract, "2026-04", "2026-04-30"));
        assert!(drawn_out("yezhu", contract, "2026-04", "2026-05-01"));
    }
}
