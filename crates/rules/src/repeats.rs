//! Which events repeat earlier ones of the same site, unit and kind.

use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;
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

impl<'a> Candidate<'a> {
    /// What must be the same for one event to repeat another.
    fn matter(&self) -> (Category, &'a str, &'a str, &'a str) {
        (self.category, self.site, self.unit, self.kind)
    }
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
    events: usize,
    candidate: impl Fn(usize) -> Option<Candidate<'a>>,
    mut mark: impl FnMut(usize),
) {
    let mut told = tellings(rule, events, &candidate);
    // By hash first: events of one matter then stand together, in order of report.
    told.sort_unstable_by_key(|told| (told.hash, told.reported_at));
    for same_hash in told.chunk_by(|a, b| a.hash == b.hash) {
        let needed = earlier_needed(rule, same_hash[0].category).unwrap_or(usize::MAX);
        if needed >= same_hash.len() {
            continue;
        }
        let repeats = sweep(rule, needed, same_hash);
        if repeats.is_empty() {
            continue;
        }
        // Only here does it matter that two matters may share a hash: then each is swept by itself.
        let matter = |told: &Told| candidate(told.index).map(|event| event.matter());
        if same_hash
            .iter()
            .all(|told| matter(told) == matter(&same_hash[0]))
        {
            repeats.into_iter().for_each(&mut mark);
        } else {
            for first in same_hash {
                let same: Vec<Told> = same_hash
                    .iter()
                    .filter(|told| matter(told) == matter(first))
                    .copied()
                    .collect();
                sweep(rule, needed, &same)
                    .into_iter()
                    .filter(|index| *index == first.index)
                    .for_each(&mut mark);
            }
        }
    }
}

/// What the sweep needs of one telling.
#[derive(Clone, Copy)]
struct Told {
    hash: u64,
    reported_at: i64,
    counts_from: Option<i64>,
    category: Category,
    index: usize,
}

fn tellings<'a>(
    rule: &Repeats,
    events: usize,
    candidate: impl Fn(usize) -> Option<Candidate<'a>>,
) -> Vec<Told> {
    let hasher = DefaultHashBuilder::default();
    let told = (0..events).filter_map(|index| {
        let event = candidate(index)?;
        earlier_needed(rule, event.category)?;
        Some(Told {
            hash: hasher.hash_one(event.matter()),
            reported_at: event.telling.reported_at.seconds(),
            counts_from: counts_from(event.category, &event.telling),
            category: event.category,
            index,
        })
    });
    told.collect()
}

/// Goes through one matter by time of report, keeping the `needed` latest reports among those that count by then:
/// the event is a repeat when even the oldest of these is not too old.
fn sweep(rule: &Repeats, needed: usize, same: &[Told]) -> Vec<usize> {
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
