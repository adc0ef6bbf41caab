use std::collections::{BTreeMap, BTreeSet, HashMap};

use huiyin_domain::entry::ScopeKind;
use huiyin_domain::{Category, Instant, Month, Rate, ScopeId, SiteZone};
use huiyin_store::scopes::{self, ScopeRow};
use huiyin_store::statistics::SiteRange;
use huiyin_store::{Tx, sites};

use super::figures::{Figure, Figures};
use super::month::{Owed, owed_of_months};
use super::read_statistics::category_figures;
use crate::fields::Fields;
use crate::{App, Asker, Error, Fault, Result, Site};

/// How many sites are read at once: what stands in memory is a month of so many, whatever the company has.
const AT_ONCE: usize = 100;

/// How many months are added up at once: ten years.
const MOST_MONTHS: u32 = 120;

/// The statistics of a part of the company over some months (匯總): sums over sums, never a mean of rates.
#[derive(Clone, Debug)]
pub struct RollUp {
    /// The part: the company, a region or a site.
    pub place: ScopeRow,
    /// What it is a part of, from the company down.
    pub above: Vec<ScopeRow>,
    /// The first and the last month, both included.
    pub months: (Month, Month),
    /// The moment the figures show.
    pub as_of: Instant,
    /// How many sites are counted: those under the place that are the asker's.
    pub sites: usize,
    /// The whole.
    pub sums: Sums,
    /// What is directly under the place, by name; nothing under a site.
    pub parts: Vec<(ScopeRow, Sums)>,
    /// Month after month.
    pub by_month: Vec<(Month, Sums)>,
}

/// Figures of some sites over some months, category by category.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Sums(BTreeMap<Category, CategorySum>);

/// The sums of a category.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CategorySum {
    /// The figures.
    pub figures: Figures,
    /// The rate to reach; none where there are different ones, or where none is shown.
    pub target: Option<Rate>,
    /// Whether a target is judged at all.
    pub judged: bool,
    /// How many must be done, cohort by cohort: a rate is met at each site and in each month, not on average.
    pub needed: u64,
    /// How many of these are missing.
    pub missing: u64,
}

impl Sums {
    /// The categories with anything in them, in the order of the words.
    pub fn categories(&self) -> impl Iterator<Item = (Category, &CategorySum)> {
        let all = Category::ALL.iter();
        all.filter_map(|category| Some((*category, self.0.get(category)?)))
    }

    /// One category.
    pub fn category(&self, category: Category) -> Option<&CategorySum> {
        self.0.get(&category)
    }

    /// All categories together. There is no rate over all: each category stands on its own.
    pub fn total(&self) -> Figures {
        let mut total = Figures::default();
        for sum in self.0.values() {
            total.add(&sum.figures);
        }
        total
    }

    /// How many follow-ups are missing to reach the targets.
    pub fn missing(&self) -> u64 {
        let judged = self.0.values().filter(|sum| sum.judged);
        judged.map(|sum| sum.missing).sum()
    }

    fn add(&mut self, category: Category, sum: &CategorySum) {
        match self.0.get_mut(&category) {
            None => {
                self.0.insert(category, sum.clone());
            }
            Some(known) => known.add(sum),
        }
    }
}

impl CategorySum {
    /// Whether the target is met everywhere; none where nothing is owed or no target is shown.
    pub fn met(&self) -> Option<bool> {
        (self.judged && self.figures.get(Figure::Owed) > 0).then_some(self.missing == 0)
    }

    fn add(&mut self, other: &Self) {
        self.figures.add(&other.figures);
        self.target = self.target.filter(|rate| other.target == Some(*rate));
        self.judged |= other.judged;
        self.needed += other.needed;
        self.missing += other.missing;
    }
}

impl App {
    /// The statistics of a place and all that is under it, over some months; of the company where no place is named.
    /// Only the asker's own sites are counted. [`Error::NotFound`] where none of them is there; [`Error::Invalid`] at
    /// `to` where the months do not follow one another or are more than 120.
    ///
    /// For each month and hundred sites four statements.
    pub async fn roll_up(
        &self,
        asker: &Asker,
        place: Option<ScopeId>,
        months: (Month, Month),
    ) -> Result<RollUp> {
        check_period(months)?;
        let as_of = self.clock().now();
        let mut tx = self.db().read().await?;
        let tree = Tree::read(&mut tx).await?;
        let place = place.or(tree.company).ok_or(Error::NotFound)?;
        let here = tree.places.get(&place).ok_or(Error::NotFound)?;
        let mut counted = Vec::new();
        for row in sites::sites(&mut tx).await? {
            if asker.belongs_to(row.id) && tree.is_under(row.id, place) {
                counted.push(row);
            }
        }
        let counted = self.editions().sites(&mut tx, counted).await?;
        if counted.is_empty() {
            return Err(Error::NotFound);
        }
        let mut parts: BTreeMap<ScopeId, Sums> = BTreeMap::new();
        for site in &counted {
            let part = tree.part_with(site.id(), place);
            parts.extend(part.map(|part| (part, Sums::default())));
        }
        let mut roll_up = RollUp {
            place: here.clone(),
            above: tree.above(place),
            months,
            as_of,
            sites: counted.len(),
            sums: Sums::default(),
            parts: Vec::new(),
            by_month: Vec::new(),
        };
        let mut month = months.0;
        while month <= months.1 {
            let mut of_month = Sums::default();
            for (site, category, sum) in of_sites(&mut tx, &counted, month, as_of).await? {
                of_month.add(category, &sum);
                roll_up.sums.add(category, &sum);
                if let Some(part) = tree.part_with(site, place) {
                    parts.entry(part).or_default().add(category, &sum);
                }
            }
            roll_up.by_month.push((month, of_month));
            month = month.plus(1);
        }
        let named = parts
            .into_iter()
            .filter_map(|(id, sums)| Some((tree.places.get(&id)?.clone(), sums)));
        roll_up.parts = named.collect();
        roll_up.parts.sort_by(|a, b| a.0.name.cmp(&b.0.name));
        Ok(roll_up)
    }
}

fn check_period((from, to): (Month, Month)) -> Result<()> {
    let mut fields = Fields::default();
    if to < from {
        fields.wrong("to", Fault::Before { other: "from" });
    } else if from.plus(i32::try_from(MOST_MONTHS).unwrap_or(i32::MAX)) <= to {
        fields.wrong("to", Fault::TooManyMonths(MOST_MONTHS));
    }
    fields.check()
}

/// The places of the company.
struct Tree {
    company: Option<ScopeId>,
    places: HashMap<ScopeId, ScopeRow>,
}

impl Tree {
    async fn read(tx: &mut Tx) -> Result<Self> {
        let rows = scopes::places(tx).await?;
        let company = rows.iter().find(|row| row.kind == ScopeKind::Company);
        Ok(Self {
            company: company.map(|row| row.id),
            places: rows.into_iter().map(|row| (row.id, row)).collect(),
        })
    }

    /// What a place is a part of, from the company down.
    fn above(&self, place: ScopeId) -> Vec<ScopeRow> {
        let mut above: Vec<ScopeRow> = self.upwards(place).skip(1).cloned().collect();
        above.reverse();
        above
    }

    fn is_under(&self, site: ScopeId, place: ScopeId) -> bool {
        self.upwards(site).any(|row| row.id == place)
    }

    /// What stands directly under a place and has the site in it; none for the site itself.
    fn part_with(&self, site: ScopeId, place: ScopeId) -> Option<ScopeId> {
        let mut upwards = self.upwards(site);
        upwards
            .find(|row| row.parent == Some(place))
            .map(|row| row.id)
    }

    fn upwards(&self, place: ScopeId) -> impl Iterator<Item = &ScopeRow> {
        let parent = |row: &&ScopeRow| row.parent.and_then(|parent| self.places.get(&parent));
        std::iter::successors(self.places.get(&place), parent)
    }
}

/// The sums of a month, site by site and category by category.
async fn of_sites(
    tx: &mut Tx,
    counted: &[Site],
    month: Month,
    as_of: Instant,
) -> Result<Vec<(ScopeId, Category, CategorySum)>> {
    let mut by_zone: BTreeMap<String, Vec<&Site>> = BTreeMap::new();
    for site in counted {
        by_zone
            .entry(site.zone().to_string())
            .or_default()
            .push(site);
    }
    let mut sums = Vec::new();
    for mut sites in by_zone.into_values() {
        sites.sort_by_key(|site| site.id());
        for some in sites.chunks(AT_ONCE) {
            of_some(tx, some, month, as_of, &mut sums).await?;
        }
    }
    Ok(sums)
}

/// The sums of sites of one time zone, in the order of their ids.
async fn of_some(
    tx: &mut Tx,
    some: &[&Site],
    month: Month,
    as_of: Instant,
    sums: &mut Vec<(ScopeId, Category, CategorySum)>,
) -> Result<()> {
    let (Some(first), Some(last)) = (some.first(), some.last()) else {
        return Ok(());
    };
    let range = SiteRange {
        first: first.id(),
        last: last.id(),
    };
    let zone: SiteZone = first.zone();
    let months = (month, month);
    let owed = owed_of_months(tx, range, months, as_of, zone.day(as_of)).await?;
    let mut by_site: BTreeMap<ScopeId, Vec<Owed>> = BTreeMap::new();
    for it in owed {
        by_site.entry(it.row.site).or_default().push(it);
    }
    for site in some {
        let Some(owed) = by_site.remove(&site.id()) else {
            continue;
        };
        let rules = site.rules_on(month.first_day());
        let categories: BTreeSet<Category> = owed.iter().map(|it| it.row.category).collect();
        for category in categories {
            let rule = rules.category(category);
            let judged = rule.is_none_or(|rule| rule.rate.shown_as_target);
            if let Some(line) = category_figures(category, &owed, judged)? {
                let sum = CategorySum {
                    figures: line.figures,
                    target: line.target,
                    judged: line.judged,
                    needed: line.needed,
                    missing: line.missing,
                };
                sums.push((site.id(), category, sum));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(target: &str, needed: u64, missing: u64) -> CategorySum {
        CategorySum {
            figures: Figures::default(),
            target: target.parse().ok(),
            judged: true,
            needed,
            missing,
        }
    }

    #[test]
    fn different_rates_have_no_rate_together_and_what_is_missing_here_is_not_made_up_there() {
        let mut sums = Sums::default();
        sums.add(Category::Repair, &sum("30%", 3, 0));
        sums.add(Category::Repair, &sum("30%", 4, 2));
        let repair = sums.category(Category::Repair);
        assert_eq!(repair, Some(&sum("30%", 7, 2)));
        sums.add(Category::Repair, &sum("50%", 1, 1));
        sums.add(Category::Repair, &sum("30%", 1, 0));
        let repair = sums.category(Category::Repair);
        assert_eq!(repair.and_then(|it| it.target), None);
        assert_eq!((repair.map(|it| it.missing), sums.missing()), (Some(3), 3));
    }
}
