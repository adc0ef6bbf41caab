//! Which events repeat earlier ones of the same site, unit and kind.

use std::collections::HashMap;

use huiyin_domain::{Category, LocalTime};

use crate::procedure::Repeats;

/// When an event was told and when it was completed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Telling {
    /// When it was reported.
    pub reported_at: LocalTime,
    /// When its handling ended.
    pub completed_at: Option<LocalTime>,
}

/// An event among many, with what makes it the same matter as another.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Its category; only complaints and repairs repeat.
    pub category: Category,
    /// Its site.
    pub site: &'a str,
    /// Its unit.
    pub unit: &'a str,
    /// Its kind.
    pub kind: &'a str,
    /// When it was told.
    pub telling: Telling,
}

/// Whether an event reported at `reported_at` is a repeat, given the others of the same site, category, unit and kind
/// (itself among them or not): complaints that were completed before, repairs that were reported before, within the
/// days of the procedure. Refused rows are no events; exempt ones are.
pub fn is_repeat(
    rule: &Repeats,
    category: Category,
    reported_at: LocalTime,
    others: &[Telling],
) -> bool {
    let oldest = oldest_that_counts(rule, reported_at.seconds());
    let counts = |other: &&Telling| {
        oldest <= other.reported_at.seconds()
            && counts_from(category, other).is_some_and(|from| from < reported_at.seconds())
    };
    earlier_needed(rule, category)
        .is_some_and(|needed| others.iter().filter(counts).count() >= needed)
}

/// Marks the repeats among many events, each by its index; the same answers as [`is_repeat`], in one sweep.
pub fn mark_repeats<'a>(
    rule: &Repeats,
    candidates: impl Iterator<Item = (usize, Candidate<'a>)>,
    mut mark: impl FnMut(usize),
) {
    let mut groups = HashMap::<_, Vec<(usize, Telling)>>::new();
    for (index, event) in candidates {
        if earlier_needed(rule, event.category).is_some() {
            let same_matter = (event.category, event.site, event.unit, event.kind);
            groups
                .entry(same_matter)
                .or_default()
                .push((index, event.telling));
        }
    }
    for ((category, ..), mut group) in groups {
        let Some(needed) = earlier_needed(rule, category).filter(|needed| *needed < group.len())
        else {
            continue;
        };
        sweep(rule, category, needed, &mut group, &mut mark);
    }
}

/// Goes through one group by time of report, keeping the `needed` latest reports among those that count by then:
/// the event is a repeat when even the oldest of these is not too old.
fn sweep(
    rule: &Repeats,
    category: Category,
    needed: usize,
    group: &mut [(usize, Telling)],
    mark: &mut impl FnMut(usize),
) {
    let mut counting: Vec<(i64, i64)> = group
        .iter()
        .filter_map(|(_, telling)| {
            Some((
                counts_from(category, telling)?,
                telling.reported_at.seconds(),
            ))
        })
        .collect();
    counting.sort_unstable();
    group.sort_unstable_by_key(|(_, telling)| telling.reported_at);
    let mut counting = counting.into_iter().peekable();
    let mut latest: Vec<i64> = Vec::with_capacity(needed + 1);
    for (index, telling) in group {
        let now = telling.reported_at.seconds();
        while let Some((_, reported)) = counting.next_if(|(from, _)| *from < now) {
            let place = latest.partition_point(|kept| *kept > reported);
            latest.insert(place, reported);
            latest.truncate(needed);
        }
        if needed == 0
            || latest
                .get(needed - 1)
                .is_some_and(|oldest| *oldest >= oldest_that_counts(rule, now))
        {
            mark(*index);
        }
    }
}

/// From after when on a telling counts as an earlier one: a complaint once it was completed, a repair once told.
fn counts_from(category: Category, telling: &Telling) -> Option<i64> {
    match category {
        Category::Complaint => telling.completed_at.map(LocalTime::seconds),
        _ => Some(telling.reported_at.seconds()),
    }
}

fn earlier_needed(rule: &Repeats, category: Category) -> Option<usize> {
    match category {
        Category::Complaint => Some(rule.earlier_complaints as usize),
        Category::Repair => Some(rule.earlier_repairs as usize),
        _ => None,
    }
}

fn oldest_that_counts(rule: &Repeats, reported_at: i64) -> i64 {
    reported_at - i64::from(rule.days) * 24 * 3600
}
