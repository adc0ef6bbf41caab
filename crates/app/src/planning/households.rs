use std::collections::BTreeMap;

use huiyin_domain::{Day, FollowUpId, PersonId, Step};

use super::PlanLine;

/// Several follow-ups of one household that one visit could settle, each with a record of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Household {
    /// The home in words.
    pub unit: String,
    /// The follow-ups, the first due first; their forms are not taken.
    pub follow_ups: Vec<FollowUpId>,
    /// The first and the last day inside all of their windows, from today on.
    pub days: (Day, Day),
}

/// The households with two or more follow-ups whose windows share a day, and that are not planned as one visit yet.
pub(super) fn households(lines: &[PlanLine], today: Day) -> Vec<Household> {
    let mut of_unit: BTreeMap<_, Vec<&PlanLine>> = BTreeMap::new();
    for line in lines
        .iter()
        .filter(|line| line.row.state.takes(Step::Adjust))
    {
        if let Some(unit) = line.row.unit_id {
            of_unit.entry(unit).or_default().push(line);
        }
    }
    let mut found: Vec<Household> = of_unit
        .into_values()
        .filter_map(|lines| household(lines, today))
        .collect();
    found.sort_by_key(|household| household.days.1);
    found
}

/// The lines come by due day: of those whose windows have no day in common, the ones due first go together.
fn household(lines: Vec<&PlanLine>, today: Day) -> Option<Household> {
    let mut together: Vec<&PlanLine> = Vec::new();
    let (mut first, mut last) = (today, today);
    for line in lines {
        let opens = first.max(line.row.not_before);
        let closes = if together.is_empty() {
            line.row.due
        } else {
            last.min(line.row.due)
        };
        if opens <= closes {
            (first, last) = (opens, closes);
            together.push(line);
        }
    }
    (together.len() > 1 && !is_one_visit(&together)).then(|| Household {
        unit: together[0].row.unit.clone().unwrap_or_default(),
        follow_ups: together.iter().map(|line| line.row.id).collect(),
        days: (first, last),
    })
}

/// Whether they are planned for one day, and by one person for each post.
fn is_one_visit(lines: &[&PlanLine]) -> bool {
    let day = lines[0].row.planned_day;
    let mut people: BTreeMap<&str, Option<PersonId>> = BTreeMap::new();
    lines.iter().all(|line| {
        let mut visitors = line.visitors.iter();
        line.row.planned_day == day
            && visitors.all(|one| *people.entry(&one.post).or_insert(one.person) == one.person)
    })
}
