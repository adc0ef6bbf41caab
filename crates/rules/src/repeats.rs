//! Which events repeat earlier ones of the same site, unit and kind.

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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate<M> {
    /// Its category; only complaints and repairs repeat.
    pub category: Category,
    /// The same for the same site, unit and kind, and for nothing else.
    pub matter: M,
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
pub fn mark_repeats<M: Copy + Ord>(
    rule: &Repeats,
    candidates: impl Iterator<Item = Option<Candidate<M>>>,
    mut mark: impl FnMut(usize),
) {
    let mut told: Vec<Told<M>> = candidates
        .enumerate()
        .filter_map(|(index, candidate)| {
            let Candidate {
                category,
                matter,
                telling,
            } = candidate?;
            earlier_needed(rule, category)?;
            Some(Told {
                matter: (category, matter),
                reported_at: telling.reported_at.seconds(),
                counts_from: counts_from(category, &telling),
                index,
            })
        })
        .collect();
    told.sort_unstable_by_key(|told| (told.matter, told.reported_at));
    for same in told.chunk_by(|a, b| a.matter == b.matter) {
        let needed = earlier_needed(rule, same[0].matter.0).unwrap_or(usize::MAX);
        if needed < same.len() {
            sweep(rule, needed, same).into_iter().for_each(&mut mark);
        }
    }
}

/// What the sweep needs of one telling.
#[derive(Clone, Copy)]
struct Told<M> {
    matter: (Category, M),
    reported_at: i64,
    counts_from: Option<i64>,
    index: usize,
}

/// Goes through one matter by time of report, keeping the `needed` latest reports among those that count by then:
/// the event is a repeat when even the oldest of these is not too old.
fn sweep<M>(rule: &Repeats, needed: usize, same: &[Told<M>]) -> Vec<usize> {
    let mut counting: Vec<(i64, i64)> = same
        .iter()
        .filter_map(|told| Some((told.counts_from?, told.reported_at)))
        .collect();
    counting.sort_unstable();
    let mut counting = counting.into_iter().peekable();
    let mut latest: Vec<i64> = Vec::with_capacity(needed + 1);
    let mut repeats = Vec::new();
    for told in same {
        while let Some((_, reported)) = counting.next_if(|(from, _)| *from < told.reported_at) {
            let place = latest.partition_point(|kept| *kept > reported);
            latest.insert(place, reported);
            latest.truncate(needed);
        }
        if latest
            .get(needed - 1)
            .is_some_and(|at| *at >= oldest_that_counts(rule, told.reported_at))
        {
            repeats.push(told.index);
        }
    }
    repeats
}

/// From after when on a telling counts as an earlier one: a complaint once it was completed, a repair once told.
fn counts_from(category: Category, telling: &Telling) -> Option<i64> {
    match category {
        Category::Complaint => telling.completed_at.map(LocalTime::seconds),
        _ => Some(telling.reported_at.seconds()),
    }
}

/// How many earlier ones make a repeat, at least one; none for categories that do not repeat.
fn earlier_needed(rule: &Repeats, category: Category) -> Option<usize> {
    match category {
        Category::Complaint => Some(rule.earlier_complaints.max(1) as usize),
        Category::Repair => Some(rule.earlier_repairs.max(1) as usize),
        _ => None,
    }
}

fn oldest_that_counts(rule: &Repeats, reported_at: i64) -> i64 {
    reported_at - i64::from(rule.days) * 24 * 3600
}
