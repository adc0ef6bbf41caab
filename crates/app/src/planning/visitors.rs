use std::collections::HashMap;

use huiyin_domain::entry::VisitorReason;
use huiyin_domain::entry::facts::{ArisenObligation, FollowUpPlanned, PlannedVisitor};
use huiyin_domain::{
    Channel, Day, DepartmentId, FollowUpId, Instant, ObligationId, PersonId, ScopeId, UnitId,
    Window,
};
use huiyin_rules::assign::{AssignedBecause, Holder, assign};
use huiyin_rules::procedure::HeldAt;
use huiyin_rules::{Rules, spread};
use huiyin_store::follow_ups::{self, HolderRow};
use huiyin_store::{Change, Draft, Tx, events};

use super::case::Case;
use crate::{Result, Site};

/// Plans follow-ups of picks: who goes, on which day, how. What is known of the staff is read once a change.
pub(crate) struct Planner<'s> {
    site: &'s Site,
    now: Instant,
    staff: Option<Staff>,
}

/// Who holds the posts today, and how much each has to do.
struct Staff {
    holders: Vec<HolderRow>,
    loads: HashMap<PersonId, HashMap<Option<Day>, u32>>,
}

impl Staff {
    fn open_visits(&self, person: PersonId) -> u32 {
        self.loads
            .get(&person)
            .map_or(0, |days| days.values().sum())
    }

    fn load(&self, person: PersonId, day: Day) -> u32 {
        let days = self.loads.get(&person);
        days.and_then(|days| days.get(&Some(day)).copied())
            .unwrap_or(0)
    }

    fn add(&mut self, person: PersonId, day: Day) {
        *self
            .loads
            .entry(person)
            .or_default()
            .entry(Some(day))
            .or_default() += 1;
    }
}

/// A pick to be planned.
pub(crate) struct ToPlan<'p> {
    pub(crate) obligation: ObligationId,
    pub(crate) line: u32,
    pub(crate) round: u32,
    pub(crate) window: Window,
    pub(crate) working_limit: Option<Day>,
    pub(crate) shown_from: Option<Instant>,
    pub(crate) visitors: &'p [String],
    pub(crate) channels: &'p [Channel],
    /// Why the planner adds it without being asked; none for what is picked.
    pub(crate) voluntary: Option<&'p str>,
}

/// Where somebody is visited.
struct Place {
    unit: Option<UnitId>,
    zone: Option<ScopeId>,
    department: Option<DepartmentId>,
    reporter: Option<PersonId>,
    /// Whether only those may go who see confidential complaints.
    confidential: bool,
}

impl<'s> Planner<'s> {
    /// A planner for a site, at a moment.
    pub(crate) const fn new(site: &'s Site, now: Instant) -> Self {
        Self {
            site,
            now,
            staff: None,
        }
    }

    /// Plans the first round of an obligation that is just entered and picked, or the one after those carried over.
    pub(super) async fn plan(
        &mut self,
        change: &mut Change<'_>,
        case: &Case,
        one: &ArisenObligation,
        round: u32,
    ) -> Result<()> {
        let to_plan = ToPlan {
            obligation: one.obligation,
            line: one.line,
            round,
            window: one.window,
            working_limit: one.working_limit,
            shown_from: one.shown_from,
            visitors: &one.visitors,
            channels: &one.channels,
            voluntary: None,
        };
        self.plan_round(change, case, &to_plan).await?;
        Ok(())
    }

    /// Plans a round of a pick, or of what the planner adds.
    pub(crate) async fn plan_round(
        &mut self,
        change: &mut Change<'_>,
        case: &Case,
        pick: &ToPlan<'_>,
    ) -> Result<FollowUpId> {
        let due = pick.working_limit.unwrap_or(pick.window.due());
        let visitors = self.propose(change, case, pick.line, pick.visitors).await?;
        let shown = self.site.day(pick.shown_from.unwrap_or(self.now));
        let first = pick.window.not_before().max(shown);
        let planned_day = self.day(&visitors, first, due);
        let planned = FollowUpPlanned {
            follow_up: FollowUpId::generate(),
            obligation: pick.obligation,
            event: case.row.id,
            site: self.site.id(),
            round: pick.round,
            not_before: pick.window.not_before(),
            due,
            planned_day: Some(planned_day),
            channel: pick.channels.first().copied().unwrap_or(Channel::OnSite),
            voluntary: pick.voluntary.is_some(),
            visitors,
        };
        let follow_up = planned.follow_up;
        let mut draft = Draft::new(self.site.id(), planned);
        if let Some(why) = pick.voluntary {
            draft = draft.because(case.row.state.reporter, why);
        }
        change.append(draft).await?;
        Ok(follow_up)
    }

    /// The day on which the visitors have least to do, and notes that they have more to do now.
    fn day(&mut self, visitors: &[PlannedVisitor], first: Day, last: Day) -> Day {
        let people: Vec<PersonId> = visitors.iter().filter_map(|one| one.person).collect();
        let Some(staff) = &mut self.staff else {
            return first;
        };
        let load = |day| people.iter().map(|person| staff.load(*person, day)).sum();
        let rules = self.site.rules_on(first);
        let day = spread(first, last, rules.workdays(), load);
        for person in people {
            staff.add(person, day);
        }
        day
    }

    /// Who is to visit about an event, or about a line of its list: a person for each of the posts.
    pub(crate) async fn propose(
        &mut self,
        tx: &mut Tx,
        case: &Case,
        line: u32,
        posts: &[String],
    ) -> Result<Vec<PlannedVisitor>> {
        if self.staff.is_none() {
            self.staff = Some(self.load(tx).await?);
        }
        let Some(rules) = case.rules(self.site).map(|(rules, _)| rules) else {
            return Ok(Vec::new());
        };
        let place = place(tx, case, line).await?;
        let mut visitors: Vec<PlannedVisitor> = Vec::with_capacity(posts.len());
        for post in posts {
            let mut not_again: Vec<PersonId> =
                visitors.iter().filter_map(|one| one.person).collect();
            not_again.extend(place.reporter);
            not_again.extend(case.row.accused);
            let (person, reason) = self.person(tx, &rules, post, &place, &not_again).await?;
            visitors.push(PlannedVisitor {
                post: post.clone(),
                person,
                reason,
            });
        }
        Ok(visitors)
    }

    async fn load(&self, tx: &mut Tx) -> Result<Staff> {
        let site = self.site.id();
        let holders = follow_ups::holders(tx, site, self.site.day(self.now)).await?;
        let mut loads: HashMap<_, HashMap<_, _>> = HashMap::new();
        for load in follow_ups::loads(tx, site).await? {
            loads
                .entry(load.person)
                .or_default()
                .insert(load.day, load.count);
        }
        Ok(Staff { holders, loads })
    }

    /// The person of a post; where nobody may or can go, of the post above, and so on.
    async fn person(
        &self,
        tx: &mut Tx,
        rules: &Rules<'_>,
        post: &str,
        place: &Place,
        not_again: &[PersonId],
    ) -> Result<(Option<PersonId>, VisitorReason)> {
        if place.confidential {
            return self.of_few(tx, rules, place, not_again).await;
        }
        let mut first = post;
        let head;
        if held_at(rules, post) == Some(HeldAt::Department) {
            let Some(department) = place.department else {
                // The planner names the department before the release.
                return Ok((None, VisitorReason::Vacant));
            };
            let (person, responsible) = events::head_of(tx, department).await?;
            if let Some(person) = person.filter(|person| !not_again.contains(person)) {
                return Ok((Some(person), VisitorReason::Head));
            }
            head = responsible;
            first = head.as_deref().unwrap_or(post);
        }
        for (step, level) in rules.upwards(first).into_iter().enumerate() {
            if step == 0 && first == post && held_at(rules, post) == Some(HeldAt::Department) {
                continue;
            }
            let found = self.holder(tx, (rules, level), place, not_again).await?;
            if let Some((person, because)) = found {
                let reason = if step == 0 {
                    because
                } else {
                    VisitorReason::OneUp
                };
                return Ok((Some(person), reason));
            }
        }
        Ok((None, VisitorReason::Vacant))
    }

    /// The first who may of the posts that see confidential complaints, which do their follow-ups.
    async fn of_few(
        &self,
        tx: &mut Tx,
        rules: &Rules<'_>,
        place: &Place,
        not_again: &[PersonId],
    ) -> Result<(Option<PersonId>, VisitorReason)> {
        let few = rules.procedure().confidential.iter();
        for level in few.flat_map(|rule| &rule.seen_by) {
            let found = self.holder(tx, (rules, level), place, not_again).await?;
            if let Some((person, _)) = found {
                return Ok((Some(person), VisitorReason::OneUp));
            }
        }
        Ok((None, VisitorReason::Vacant))
    }

    async fn holder(
        &self,
        tx: &mut Tx,
        (rules, post): (&Rules<'_>, &str),
        place: &Place,
        not_again: &[PersonId],
    ) -> Result<Option<(PersonId, VisitorReason)>> {
        let Some(staff) = &self.staff else {
            return Ok(None);
        };
        let of_post: Vec<&HolderRow> = staff
            .holders
            .iter()
            .filter(|holder| holder.post == post)
            .collect();
        let visits = match place.unit.filter(|_| of_post.len() > 1) {
            Some(unit) => follow_ups::last_visits(tx, self.site.id(), unit).await?,
            None => Vec::new(),
        };
        let last_visit = |person| {
            let visit = visits.iter().find(|(visitor, _)| *visitor == person);
            visit.map(|(_, at)| at.micros())
        };
        let holders: Vec<Holder> = of_post
            .into_iter()
            .map(|holder| Holder {
                person: holder.person,
                in_zone: place.zone == Some(holder.scope),
                last_visit: last_visit(holder.person),
                open_visits: staff.open_visits(holder.person),
                is_concerned: not_again.contains(&holder.person),
            })
            .collect();
        let order = &rules.procedure().assignment.order;
        Ok(assign(&holders, order).map(|(person, because)| (person, reason(because))))
    }
}

fn held_at(rules: &Rules<'_>, post: &str) -> Option<HeldAt> {
    let posts = &rules.procedure().posts;
    posts
        .iter()
        .find(|known| known.id == post)
        .map(|known| known.held_at)
}

const fn reason(because: AssignedBecause) -> VisitorReason {
    match because {
        AssignedBecause::OnlyHolder => VisitorReason::OnlyHolder,
        AssignedBecause::Zone => VisitorReason::Zone,
        AssignedBecause::VisitedLast => VisitorReason::LastVisitor,
        AssignedBecause::FewestOpen => VisitorReason::FewestOpen,
    }
}

async fn place(tx: &mut Tx, case: &Case, line: u32) -> Result<Place> {
    let state = &case.row.state;
    let unit = if line > 0 {
        let list = events::list(tx, case.row.id).await?;
        list.iter()
            .find(|one| one.line == line)
            .and_then(|one| one.unit)
    } else {
        state.unit
    };
    let zone = match unit {
        Some(unit) => events::zone_of_unit(tx, unit).await?,
        None => None,
    };
    Ok(Place {
        unit,
        zone: zone.or(state.zone),
        department: state.respondent_department,
        reporter: state.reporter,
        confidential: case.row.confidential,
    })
}
