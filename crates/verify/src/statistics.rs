//! The frozen statistics of a month, counted again from what stood before them in the journal. What each figure counts is
//! said in `docs/reference/export.md`.

use std::collections::{BTreeMap, HashSet};

use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::MonthClosed;
use huiyin_domain::{
    Category, Channel, EventId, FollowUpId, Instant, Month, Phase, Rating, Severity, Verdict, Why,
};
use serde_json::{Map, Value, json};

use crate::report::{Code, Report};
use crate::state::{Obligation, Raised, Record, State};

/// An obligation of the month with what had come of it.
struct Owed<'s> {
    one: &'s Obligation,
    exempt: Option<Why>,
    gone: bool,
    picked: bool,
    done: Option<&'s Record>,
    nonconforming: bool,
    matters: u64,
    handled: u64,
}

const FIGURES: [&str; 24] = [
    "owed",
    "exempt",
    "exempt_invalid",
    "exempt_anonymous",
    "exempt_reply_only",
    "done",
    "done_on_site",
    "done_phone",
    "done_letter",
    "picked",
    "on_time",
    "picked_late",
    "picked_late_on_time",
    "outstanding",
    "rated",
    "satisfied",
    "fairly",
    "dissatisfied",
    "refused",
    "unreachable",
    "nonconforming",
    "matters",
    "handled",
    "unhandled",
];

impl State {
    /// Counts a closed month again.
    pub(crate) fn check_month(&self, facts: &MonthClosed, report: &mut Report) {
        report.counts.months += 1;
        let owed = self.owed(facts.month, facts.as_of);
        let mut wrong = |what: &str| {
            report.find(Code::StatisticsWrong, format!("{} {what}", facts.month));
        };
        let frozen = &facts.snapshot;
        let categories: BTreeMap<Category, Value> = Category::ALL
            .iter()
            .filter_map(|category| Some((*category, self.line(*category, &owed)?)))
            .collect();
        let lines = frozen.get("categories").and_then(Value::as_array);
        let mut left: HashSet<Category> = categories.keys().copied().collect();
        for line in lines.into_iter().flatten() {
            let id = line.get("category").and_then(Value::as_str);
            let Some(category) = id.and_then(Category::of_id) else {
                wrong("categories");
                continue;
            };
            let mut line = line.clone();
            if let Some(line) = line.as_object_mut() {
                // Which rate is shown as a target is the procedure's to say; it counts nothing.
                line.remove("target");
                line.remove("judged");
            }
            left.remove(&category);
            if categories.get(&category) != Some(&line) {
                wrong(category.id());
            }
        }
        for category in left {
            wrong(category.id());
        }
        if frozen.get("total") != Some(&figures(owed.iter())) {
            wrong("total");
        }
        let not_covered = frozen.get("not_covered").and_then(Value::as_array);
        for line in not_covered.into_iter().flatten() {
            let id = line.get("category").and_then(Value::as_str);
            let counted = id
                .and_then(Category::of_id)
                .map(|category| self.completed(category, facts.month, facts.as_of));
            if line.get("events").and_then(Value::as_u64) != counted {
                wrong("not_covered");
            }
        }
    }

    /// How many events of a category were completed in a month, as far as one moment knew.
    fn completed(&self, category: Category, month: Month, as_of: Instant) -> u64 {
        let first = self.zone.start_of(month.first_day());
        let after = self.zone.start_of(month.last_day().plus_days(1)).min(as_of);
        let counted = self.events.values().filter(|event| {
            event.category == category
                && !event.withdrawn
                && !event.merged
                && event
                    .completed_at
                    .is_some_and(|at| first <= at && at < after)
        });
        counted.count() as u64
    }

    fn owed(&self, month: Month, as_of: Instant) -> Vec<Owed<'_>> {
        let of_month: Vec<&Obligation> = self
            .obligations
            .values()
            .filter(|one| one.window().due().month() == month && one.arisen_at <= as_of)
            .collect();
        let stands = |one: &Obligation| one.voided.is_none_or(|(at, _)| at > as_of);
        let place = |one: &Obligation| -> (EventId, Phase, u32) {
            (one.event, one.arisen.phase, one.arisen.line)
        };
        let standing: HashSet<_> = of_month
            .iter()
            .filter(|one| stands(one))
            .map(|one| place(one))
            .collect();
        of_month
            .into_iter()
            .map(|one| {
                let exempt = if stands(one) {
                    Some(one.why()).filter(|why| why.exempt())
                } else {
                    one.voided
                        .filter(|_| !standing.contains(&place(one)))
                        .and_then(|(_, cause)| exempt_by_void(cause))
                };
                self.of(one, exempt, !stands(one) && exempt.is_none(), as_of)
            })
            .collect()
    }

    fn of<'s>(
        &'s self,
        one: &'s Obligation,
        exempt: Option<Why>,
        gone: bool,
        as_of: Instant,
    ) -> Owed<'s> {
        let in_force = self.in_force(one, as_of);
        let (mut matters, mut handled) = (0, 0);
        for (record, _) in &in_force {
            for matter in record.matters.iter().filter_map(|id| self.matters.get(id)) {
                matters += 1;
                handled += u64::from(self.is_handled(matter, as_of));
            }
        }
        Owed {
            one,
            exempt,
            gone,
            picked: one.why().picked() && one.shown_from.is_some_and(|from| from <= as_of),
            done: in_force
                .iter()
                .map(|(record, _)| *record)
                .find(|record| record.counted.completes),
            nonconforming: in_force
                .iter()
                .any(|(_, verdict)| *verdict == Some(Verdict::Nonconforming)),
            matters,
            handled,
        }
    }

    /// The records in force: of each follow-up the latest version, unless it was sent back; by day and round.
    fn in_force(&self, one: &Obligation, as_of: Instant) -> Vec<(&Record, Option<Verdict>)> {
        let ids = self.records_of.get(&one.arisen.obligation);
        let mut latest: BTreeMap<FollowUpId, &Record> = BTreeMap::new();
        let records = ids.into_iter().flatten();
        for record in records.filter_map(|id| self.records.get(id)) {
            if record.recorded_at <= as_of
                && latest
                    .get(&record.follow_up)
                    .is_none_or(|known| known.version < record.version)
            {
                latest.insert(record.follow_up, record);
            }
        }
        let verdict = |record: &Record| {
            let given = record.verdicts.iter().filter(|(at, ..)| *at <= as_of);
            given
                .max_by_key(|(at, id, _)| (*at, *id))
                .map(|(.., verdict)| *verdict)
        };
        let mut in_force: Vec<_> = latest
            .into_values()
            .map(|record| (record, verdict(record)))
            .filter(|(_, verdict)| *verdict != Some(Verdict::SentBack))
            .collect();
        let round = |record: &Record| self.rounds.get(&record.follow_up).copied();
        in_force.sort_by_key(|(record, _)| (record.visited_on, round(record)));
        in_force
    }

    fn is_handled(&self, raised: &Raised, as_of: Instant) -> bool {
        let by_then = |at: Option<Instant>| at.is_some_and(|at| at <= as_of);
        let complaint = raised.complaint.and_then(|id| self.events.get(&id));
        by_then(raised.settled_at)
            || by_then(complaint.and_then(|event| event.completed_at))
            || by_then(raised.answered_at)
            || raised.answer_by.is_some_and(|by| by >= as_of)
            || raised
                .rectification_due
                .is_some_and(|due| due >= self.zone.day(as_of))
    }

    /// The line of a category, without what the procedure alone says; none where nothing of it is in the month.
    fn line(&self, category: Category, all: &[Owed<'_>]) -> Option<Value> {
        let event = |owed: &Owed<'_>| self.events.get(&owed.one.event);
        let of: Vec<&Owed<'_>> = all
            .iter()
            .filter(|owed| !owed.gone && event(owed).is_some_and(|it| it.category == category))
            .collect();
        of.first()?;
        let mut cohorts: BTreeMap<&str, (String, u64, u64, u64)> = BTreeMap::new();
        for owed in of.iter().filter(|owed| owed.exempt.is_none()) {
            let Some(cohort) = self.cohorts.get(&owed.one.cohort) else {
                continue;
            };
            let rate = cohort.line.rate;
            let sums = cohorts
                .entry(&cohort.line.name)
                .or_insert((rate.to_string(), 0, 0, 0));
            sums.1 += 1;
            sums.2 += u64::from(owed.done.is_some());
            sums.3 = rate.needed(sums.1);
        }
        let severities: Vec<Value> = Severity::ALL
            .iter()
            .filter_map(|severity| {
                let graded = of
                    .iter()
                    .copied()
                    .filter(|owed| event(owed).is_some_and(|it| it.severity == Some(*severity)));
                graded.clone().next()?;
                Some(json!([severity.id(), figures(graded)]))
            })
            .collect();
        let missing = |sums: &(String, u64, u64, u64)| sums.3.saturating_sub(sums.2);
        Some(json!({
            "category": category.id(),
            "figures": figures(of.iter().copied()),
            "needed": cohorts.values().map(|sums| sums.3).sum::<u64>(),
            "missing": cohorts.values().map(missing).sum::<u64>(),
            "severities": severities,
            "cohorts": cohorts.iter().map(|(name, sums)| json!({
                "name": name, "rate": sums.0, "owed": sums.1, "done": sums.2, "needed": sums.3,
            })).collect::<Vec<_>>(),
        }))
    }
}

/// The reason by which a void obligation left the rate without leaving the list.
const fn exempt_by_void(cause: VoidCause) -> Option<Why> {
    match cause {
        VoidCause::Invalid => Some(Why::ExemptInvalid),
        VoidCause::ReplyAttached => Some(Why::ExemptReplyOnly),
        VoidCause::Reopened
        | VoidCause::Corrected
        | VoidCause::Merged
        | VoidCause::ImportUndone => None,
    }
}

fn figures<'o>(owed: impl Iterator<Item = &'o Owed<'o>>) -> Value {
    let mut sums: Map<String, Value> = Map::new();
    let mut counted: BTreeMap<&str, u64> = FIGURES.iter().map(|id| (*id, 0)).collect();
    for one in owed {
        for (id, weight) in one.weights() {
            if let Some(sum) = counted.get_mut(id) {
                *sum += weight;
            }
        }
    }
    sums.extend(
        counted
            .into_iter()
            .map(|(id, sum)| (id.to_owned(), Value::from(sum))),
    );
    Value::Object(sums)
}

impl Owed<'_> {
    /// The figures that this obligation adds to, and how much.
    fn weights(&self) -> Vec<(&'static str, u64)> {
        if let Some(why) = self.exempt {
            let by = match why {
                Why::ExemptInvalid => "exempt_invalid",
                Why::ExemptAnonymous => "exempt_anonymous",
                _ => "exempt_reply_only",
            };
            return vec![("exempt", 1), (by, 1)];
        }
        if self.gone {
            return Vec::new();
        }
        let mut weights = vec![
            ("owed", 1),
            ("matters", self.matters),
            ("handled", self.handled),
            ("unhandled", self.matters - self.handled),
        ];
        let replaced = self.one.replaced_by.is_some() && self.one.voided.is_none();
        let unreached = self.one.unreached_at.is_some() && self.one.voided.is_none();
        let late = self.picked && self.one.arisen.working_limit.is_some();
        let picked = self.picked && !late && !replaced;
        let in_time = self.done.is_some_and(|done| done.counted.in_time);
        let is = |yes: bool, id| yes.then_some((id, 1));
        weights.extend(
            [
                is(picked, "picked"),
                is(picked && in_time, "on_time"),
                is(late, "picked_late"),
                is(late && in_time, "picked_late_on_time"),
                is(
                    self.picked && !replaced && !unreached && self.done.is_none(),
                    "outstanding",
                ),
                is(unreached && self.done.is_none(), "unreachable"),
                is(self.nonconforming, "nonconforming"),
            ]
            .into_iter()
            .flatten(),
        );
        if let Some(done) = self.done {
            weights.extend([
                ("done", 1),
                (
                    match done.channel {
                        Channel::OnSite => "done_on_site",
                        Channel::Phone => "done_phone",
                        Channel::PublicLetter => "done_letter",
                    },
                    1,
                ),
            ]);
            weights.extend(is(done.refused, "refused"));
            if let Some(rating) = done.rating {
                weights.push(("rated", 1));
                weights.push(match rating {
                    Rating::Satisfied => ("satisfied", 1),
                    Rating::Fairly => ("fairly", 1),
                    Rating::Dissatisfied => ("dissatisfied", 1),
                });
            }
        }
        weights
    }
}
