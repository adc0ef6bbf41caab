use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use huiyin_domain::entry::VisitorReason;
use huiyin_domain::entry::facts::{
    DepartmentSaved, EventTakenInHand, PlanAdjusted, PlannedVisitor,
};
use huiyin_domain::{PersonId, ScopeId};
use huiyin_store::posts::{self, OpenVisit};
use huiyin_store::{Change, Draft, imports, tasks};

use super::Left;
use crate::month;
use crate::planning::{Case, Planner};
use crate::site::Editions;
use crate::{Result, Site};

/// Gives all that somebody has in hand to their successor; without one, to whom the rules of the site name. Their
/// posts have ended before, so the rules do not name themselves.
pub(crate) async fn hand_over(
    change: &mut Change<'_>,
    editions: &Editions,
    person: PersonId,
    successor: Option<PersonId>,
    left: &mut Left,
) -> Result<()> {
    hand_over_departments(change, person, successor, left).await?;
    let mut sites: BTreeMap<ScopeId, Site> = BTreeMap::new();
    let visits = posts::open_visits(change, person).await?;
    let events = posts::events_owned(change, person).await?;
    let tasks = tasks::open_of(change, person).await?;
    let of_visits = visits.iter().map(|visit| visit.site);
    let of_events = events.iter().map(|event| event.site);
    let of_tasks = tasks.iter().map(|task| task.site);
    for site in of_visits.chain(of_events).chain(of_tasks) {
        if let Entry::Vacant(place) = sites.entry(site) {
            place.insert(editions.site(change, site).await?);
        }
    }
    for (id, site) in &sites {
        let mut planner = Planner::new(site, change.at());
        let of_site: Vec<OpenVisit> = visits
            .iter()
            .filter(|visit| visit.site == *id)
            .cloned()
            .collect();
        for follow_up in of_site.chunk_by(|a, b| a.follow_up == b.follow_up) {
            let has_visitor =
                hand_over_visit(change, site, &mut planner, follow_up, person, successor).await?;
            left.follow_ups += 1;
            left.vacant += usize::from(!has_visitor);
        }
        let owner = match successor {
            Some(successor) => Some(successor),
            None => stand_in(change, site, person).await?,
        };
        let Some(owner) = owner else { continue };
        for event in events.iter().filter(|event| event.site == *id) {
            let taken = EventTakenInHand {
                event: event.event,
                owner,
            };
            change.append(Draft::new(*id, taken)).await?;
            left.events += 1;
        }
        for task in tasks.iter().filter(|task| task.site == *id) {
            let facts = month::changed(task, owner, task.due);
            change.append(Draft::new(*id, facts)).await?;
            month::tell_owner(change, site, task, (owner, task.due)).await?;
            left.tasks += 1;
        }
    }
    Ok(())
}

/// Another goes in the place of who leaves; whether somebody does.
async fn hand_over_visit(
    change: &mut Change<'_>,
    site: &Site,
    planner: &mut Planner<'_>,
    visitors: &[OpenVisit],
    person: PersonId,
    successor: Option<PersonId>,
) -> Result<bool> {
    let Some(first) = visitors.first() else {
        return Ok(true);
    };
    let goes_along = |who: PersonId| visitors.iter().any(|other| other.person == Some(who));
    let named = successor.filter(|successor| !goes_along(*successor));
    let posts: Vec<String> = visitors
        .iter()
        .map(|visitor| visitor.post.clone())
        .collect();
    let proposed = if named.is_none() {
        let now = change.at();
        let case = Case::load(change, site, first.event, now).await?;
        planner.propose(change, &case, first.line, &posts).await?
    } else {
        Vec::new()
    };
    let place = |(index, visitor): (usize, &OpenVisit)| {
        if visitor.person != Some(person) {
            return (visitor.person, visitor.reason);
        }
        match (named, proposed.get(index)) {
            (Some(named), _) => (Some(named), VisitorReason::Named),
            (None, Some(other)) if other.person.is_some_and(|who| !goes_along(who)) => {
                (other.person, other.reason)
            }
            _ => (None, VisitorReason::Vacant),
        }
    };
    let adjusted = PlanAdjusted {
        follow_up: first.follow_up,
        event: first.event,
        planned_day: first.planned_day,
        channel: first.channel,
        visitors: visitors
            .iter()
            .enumerate()
            .map(place)
            .zip(posts)
            .map(|((person, reason), post)| PlannedVisitor {
                post,
                person,
                reason,
            })
            .collect(),
    };
    let has_all = adjusted
        .visitors
        .iter()
        .all(|visitor| visitor.person.is_some());
    change.append(Draft::new(first.site, adjusted)).await?;
    Ok(has_all)
}

/// Who owns the handling after somebody without a successor: another holder of a post they held at the site, else of
/// the post above it, else of the post that plans.
async fn stand_in(
    change: &mut Change<'_>,
    site: &Site,
    person: PersonId,
) -> Result<Option<PersonId>> {
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    let mut held = posts::holdings_at(change, site.id(), today).await?;
    held.retain(|held| held.is_on(today) && held.person != person);
    let theirs = posts::holdings_of(change, person).await?;
    let theirs = theirs.iter().filter(|held| held.site == Some(site.id()));
    let above = theirs.flat_map(|held| rules.upwards(&held.post));
    let planner = rules.upwards(&rules.procedure().plan.by);
    Ok(above
        .chain(planner)
        .find_map(|post| held.iter().find(|held| held.post == *post))
        .map(|held| held.person))
}

async fn hand_over_departments(
    change: &mut Change<'_>,
    person: PersonId,
    successor: Option<PersonId>,
    left: &mut Left,
) -> Result<()> {
    for (id, site) in posts::departments_headed(change, person).await? {
        let departments = imports::departments(change, site).await?;
        for known in departments.into_iter().filter(|known| known.id == id) {
            let saved = DepartmentSaved {
                department: id,
                site,
                name: known.name,
                head: successor,
                contractor: known.contractor,
                responsible_post: known.responsible_post,
                import: known.import,
            };
            change.append(Draft::new(site, saved)).await?;
            left.departments += 1;
        }
    }
    Ok(())
}
