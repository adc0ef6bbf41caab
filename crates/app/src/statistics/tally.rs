use std::collections::BTreeMap;

use huiyin_domain::{Category, Rate, Severity};
use huiyin_store::Error as StoreError;

use super::figures::{Figure, Figures};
use super::month::Owed;
use super::read_statistics::{CategoryFigures, CohortFigures};
use crate::Result;

/// What obligations come to, counted one after another: no more than the sums is kept of them.
#[derive(Default)]
pub(super) struct Tally {
    total: Sums,
    categories: BTreeMap<Category, OfCategory>,
}

/// What a category comes to.
#[derive(Default)]
struct OfCategory {
    sums: Sums,
    severities: BTreeMap<Severity, Sums>,
    /// By name: the rate, and how many are owed and done.
    cohorts: BTreeMap<String, (Rate, u64, u64)>,
}

/// Every figure, in the order of all of them.
#[derive(Default)]
struct Sums([u64; Figure::ALL.len()]);

impl Sums {
    fn count(&mut self, owed: &Owed) {
        for (sum, figure) in self.0.iter_mut().zip(Figure::ALL) {
            *sum += figure.weight(owed);
        }
    }

    fn figures(&self) -> Figures {
        Figures::of(Figure::ALL.iter().copied().zip(self.0))
    }
}

impl Tally {
    /// Counts an obligation; one that is gone counts for nothing.
    pub(super) fn count(&mut self, owed: &Owed) -> Result<()> {
        if owed.gone {
            return Ok(());
        }
        self.total.count(owed);
        let of = self.categories.entry(owed.row.category).or_default();
        of.sums.count(owed);
        if let Some(severity) = owed.row.severity {
            of.severities.entry(severity).or_default().count(owed);
        }
        if owed.is_owed() {
            of.count_in_cohort(owed)?;
        }
        Ok(())
    }

    /// The sums over everything.
    pub(super) fn total(&self) -> Figures {
        self.total.figures()
    }

    /// The lines of the categories of which there is something, in the order of the words; `judged` says whether a target
    /// is judged at all.
    pub(super) fn categories(&self, judged: impl Fn(Category) -> bool) -> Vec<CategoryFigures> {
        let lines = Category::ALL
            .iter()
            .filter_map(|it| Some((*it, self.categories.get(it)?)));
        lines
            .map(|(category, of)| of.figures(category, judged(category)))
            .collect()
    }
}

/// Several of them, by what is counted apart.
pub(super) struct Tallies<K> {
    by: BTreeMap<K, Tally>,
    counted: Result<()>,
}

impl<K> Default for Tallies<K> {
    fn default() -> Self {
        Self {
            by: BTreeMap::new(),
            counted: Ok(()),
        }
    }
}

impl<K: Ord> Tallies<K> {
    /// Counts an obligation; [`Self::ended`] says when one could not be counted.
    pub(super) fn count(&mut self, key: K, owed: &Owed) {
        if self.counted.is_ok() {
            self.counted = self.by.entry(key).or_default().count(owed);
        }
    }

    pub(super) fn ended(self) -> Result<BTreeMap<K, Tally>> {
        self.counted.map(|()| self.by)
    }
}

impl OfCategory {
    fn count_in_cohort(&mut self, owed: &Owed) -> Result<()> {
        let row = &owed.row;
        if !self.cohorts.contains_key(&row.cohort_name) {
            let (p, q) = row.rate;
            let rate = Rate::new(p, q).map_err(|error| StoreError::Corrupt(error.to_string()))?;
            self.cohorts.insert(row.cohort_name.clone(), (rate, 0, 0));
        }
        if let Some(cohort) = self.cohorts.get_mut(&row.cohort_name) {
            cohort.1 += 1;
            cohort.2 += u64::from(owed.done.is_some());
        }
        Ok(())
    }

    fn figures(&self, category: Category, judged: bool) -> CategoryFigures {
        let cohorts = self.cohorts.iter();
        let cohorts: Vec<CohortFigures> = cohorts
            .map(|(name, (rate, owed, done))| CohortFigures {
                name: name.clone(),
                rate: *rate,
                owed: *owed,
                done: *done,
                needed: rate.needed(*owed),
            })
            .collect();
        let target = cohorts
            .first()
            .map(|cohort| cohort.rate)
            .filter(|rate| judged && cohorts.iter().all(|cohort| cohort.rate == *rate));
        let severities = Severity::ALL
            .iter()
            .filter_map(|it| Some((*it, self.severities.get(it)?.figures())));
        CategoryFigures {
            category,
            figures: self.sums.figures(),
            target,
            judged,
            needed: cohorts.iter().map(|cohort| cohort.needed).sum(),
            missing: cohorts
                .iter()
                .map(|cohort| cohort.needed.saturating_sub(cohort.done))
                .sum(),
            severities: severities.collect(),
            cohorts,
        }
    }
}
