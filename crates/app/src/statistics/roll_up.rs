use std::collections::{BTreeMap, HashMap};

use huiyin_domain::entry::ScopeKind;
use huiyin_domain::{Category, Instant, Month, Rate, ScopeId};
use huiyin_rules::Rules;
use huiyin_store::scopes::{self, ScopeRow};
use huiyin_store::statistics::{self, SiteRange};
use huiyin_store::{Tx, sites};

use super::figures::{Figure, Figures};
use super::month::each_owed;
use super::tally::{Tallies, Tally};
use crate::fields::Fields;
use crate::{App, Asker, Error, Fault, Result, Site};

/// How many sites are read at once: what stands in memory is a month of so many, whatever the company has.
const AT_ONCE: usize = 100;

/// How many months are added up at once: ten years.
const MOST_MONTHS: u32 = 120;

/// The statistics of a part of the company over some months (匯總): sums over sums, never a mean of rates.
#[derive(Clone, Debug)]
pub struct RollUp {
    /// The part: the company, a region, a site or one of its zones.
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
    /// What is directly under the place, by name; under a site its zones, which have no target of their own: the draw
    /// is that of the site.
    pub parts: Vec<(ScopeRow, Sums)>,
    /// Of a site with zones: what lies in none of them.
    pub in_no_zone: Option<Sums>,
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

    /// How many follow-ups are missing to reach the targets; none where no target is judged.
    pub fn missing(&self) -> Option<u64> {
        let mut judged = self.0.values().filter(|sum| sum.judged).peekable();
        judged.peek()?;
        Some(judged.map(|sum| sum.missing).sum())
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
    /// For each month and hundred sites four statements; for each month of a site or a zone five.
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
            let has = here.parent == Some(row.id) || tree.is_under(row.id, place);
            if has && asker.belongs_to(row.id) {
                counted.push(row);
            }
        }
        let counted = self.editions().sites(&mut tx, counted).await?;
        if counted.is_empty() {
            return Err(Error::NotFound);
        }
        let mut roll_up = RollUp {
            place: here.clone(),
            above: tree.above(place),
            months,
            as_of,
            sites: counted.len(),
            sums: Sums::default(),
            parts: Vec::new(),
            in_no_zone: None,
            by_month: Vec::new(),
        };
        let mut parts = tree.parts(&counted, here);
        let mut month = months.0;
        while month <= months.1 {
            let mut of_month = Sums::default();
            let found = match (here.kind, counted.as_slice()) {
                (ScopeKind::Site | ScopeKind::Zone, [site]) => {
                    of_zones(&mut tx, site, place, month, as_of).await?
                }
                _ => of_sites(&mut tx, &counted, month, as_of).await?,
            };
            for (at, category, sum) in found {
                let part = match at {
                    At::Place(it) if it == place => None,
                    At::Place(it) => tree.part_with(it, place),
                    At::NoZone => {
                        let rest = roll_up.in_no_zone.get_or_insert_default();
                        rest.add(category, &sum);
                        continue;
                    }
                };
                // Of a site the whole is counted by itself, and its zones besides.
                if here.kind != ScopeKind::Site || part.is_none() {
                    of_month.add(category, &sum);
                    roll_up.sums.add(category, &sum);
                }
                if let Some(part) = part {
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

    /// What stands directly under a place, with nothing counted yet.
    fn parts(&self, counted: &[Site], here: &ScopeRow) -> BTreeMap<ScopeId, Sums> {
        let with_sites = counted
            .iter()
            .map(|site| self.part_with(site.id(), here.id));
        let zones = self.places.values().filter(|it| it.kind == ScopeKind::Zone);
        let zones = zones.filter(|it| it.parent == Some(here.id));
        let parts = with_sites.flatten().chain(zones.map(|it| it.id));
        parts.map(|part| (part, Sums::default())).collect()
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

    /// What stands directly under a place and has another in it; none for the place itself.
    fn part_with(&self, inside: ScopeId, place: ScopeId) -> Option<ScopeId> {
        let mut upwards = self.upwards(inside);
        upwards
            .find(|row| row.parent == Some(place))
            .map(|row| row.id)
    }

    fn upwards(&self, place: ScopeId) -> impl Iterator<Item = &ScopeRow> {
        let parent = |row: &&ScopeRow| row.parent.and_then(|parent| self.places.get(&parent));
        std::iter::successors(self.places.get(&place), parent)
    }
}

/// Where something is counted.
enum At {
    /// At a site, or in a zone.
    Place(ScopeId),
    /// At the one site that is counted, in none of its zones.
    NoZone,
}

type Counted = (At, Category, CategorySum);

/// The sums of a month, site by site and category by category.
async fn of_sites(
    tx: &mut Tx,
    counted: &[Site],
    month: Month,
    as_of: Instant,
) -> Result<Vec<Counted>> {
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
    sums: &mut Vec<Counted>,
) -> Result<()> {
    let (Some(first), Some(last)) = (some.first(), some.last()) else {
        return Ok(());
    };
    let range = SiteRange {
        first: first.id(),
        last: last.id(),
    };
    let at = (as_of, first.day(as_of));
    let mut by_site = Tallies::default();
    each_owed(tx, range, (month, month), at, |owed| {
        by_site.count(owed.row.site, &owed);
    })
    .await?;
    let by_site = by_site.ended()?;
    for site in some {
        if let Some(tally) = by_site.get(&site.id()) {
            let of_site = categories(&site.rules_on(month.first_day()), tally, true);
            let at = |(category, sum)| (At::Place(site.id()), category, sum);
            sums.extend(of_site.into_iter().map(at));
        }
    }
    Ok(())
}

/// The sums of a month of one site: the whole and, besides, each of its zones; or of one zone alone.
async fn of_zones(
    tx: &mut Tx,
    site: &Site,
    place: ScopeId,
    month: Month,
    as_of: Instant,
) -> Result<Vec<Counted>> {
    let (range, rules) = (SiteRange::one(site.id()), site.rules_on(month.first_day()));
    let days = (month.first_day(), month.last_day());
    let zones = statistics::zones(tx, range, days, as_of).await?;
    let (mut whole, mut by_zone) = (Tallies::default(), Tallies::default());
    let at = (as_of, site.day(as_of));
    each_owed(tx, range, (month, month), at, |owed| {
        whole.count((), &owed);
        by_zone.count(zones.get(&owed.row.obligation).copied(), &owed);
    })
    .await?;
    let mut sums = Vec::new();
    if place == site.id() {
        let whole = whole.ended()?.remove(&()).unwrap_or_default();
        let whole = categories(&rules, &whole, true);
        sums.extend(
            whole
                .into_iter()
                .map(|(it, sum)| (At::Place(place), it, sum)),
        );
    }
    let mut by_zone = by_zone.ended()?;
    by_zone.retain(|zone, _| place == site.id() || *zone == Some(place));
    for (zone, tally) in by_zone {
        for (category, sum) in categories(&rules, &tally, false) {
            sums.push((zone.map_or(At::NoZone, At::Place), category, sum));
        }
    }
    Ok(sums)
}

/// The sums of each category in it; judged, where all of a cohort may be in it, and its target is shown.
fn categories(rules: &Rules<'_>, tally: &Tally, judged: bool) -> Vec<(Category, CategorySum)> {
    let judged = |category| {
        let rule = rules.category(category);
        judged && rule.is_none_or(|rule| rule.rate.shown_as_target)
    };
    let lines = tally.categories(judged).into_iter();
    lines
        .map(|line| {
            let sum = CategorySum {
                figures: line.figures,
                target: line.target,
                judged: line.judged,
                needed: line.needed,
                missing: line.missing,
            };
            (line.category, sum)
        })
        .collect()
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
        assert_eq!(
            (repair.map(|it| it.missing), sums.missing()),
            (Some(3), Some(3))
        );
    }
}
