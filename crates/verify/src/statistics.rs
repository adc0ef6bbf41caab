//! The frozen statistics of a month, counted again from what stood before them in the journal. What each figure counts is
//! said in `docs/reference/export.md`.

use std::collections::{BTreeMap, HashSet};

use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::MonthClosed;
use huiyin_domain::{
    Category, Channel, FollowUpId, Instant, Month, Phase, Rating, Severity, Verdict, Why,
};
use serde_json::{Map, Value, json};

use crate::kept::Place;
use crate::report::{Code, Report};
use crate::state::{Event, Obligation, Raised, Record, State};

/// An obligation of the month with what had come of it.
struct Owed<'s> {
    one: &'s Obligation,
    event: &'s Event,
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

/// What a month came to.
#[derive(Default)]
struct Counted<'s> {
    total: Sums,
    categories: BTreeMap<Category, Line<'s>>,
}

/// What a category came to.
#[derive(Default)]
struct Line<'s> {
    figures: Sums,
    severities: BTreeMap<Severity, Sums>,
    /// By name: the rate, and how many are owed, done and needed.
    cohorts: BTreeMap<&'s str, (String, u64, u64, u64)>,
}

/// The figures over some obligations.
#[derive(Default)]
struct Sums(BTreeMap<&'static str, u64>);

impl State {
    /// Counts a closed month again.
    pub(crate) fn check_month(&self, facts: &MonthClosed, report: &mut Report) {
        report.counts.months += 1;
        let counted = self.count(facts.month, facts.as_of);
        let mut wrong = |what: &str| {
            report.find(Code::StatisticsWrong, format!("{} {what}", facts.month));
        };
        let frozen = &facts.snapshot;
        let lines = counted.categories.iter();
        let categories: BTreeMap<Category, Value> = lines
            .map(|(category, line)| (*category, line.write(*category)))
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
        if frozen.get("total") != Some(&counted.total.write()) {
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
        let counted = self.events.all().filter(|event| {
            event.category == category
                && !event.withdrawn
                && !event.merged
                && event
                    .completed_at
                    .is_some_and(|at| first <= at && at < after)
        });
        counted.count() as u64
    }

    /// Counts one obligation after the other, so that no more is kept of a large month than its sums.
    fn count(&self, month: Month, as_of: Instant) -> Counted<'_> {
        let all = self.obligations.all();
        let of_month = all.filter(|one| one.due().month() == month && one.arisen_at <= as_of);
        let stands = |one: &Obligation| one.ended().voided.is_none_or(|(at, _)| at > as_of);
        let place =
            |one: &Obligation| -> (Place, Phase, u32) { (one.event, one.asked.phase, one.line) };
        let void = of_month.clone().filter(|one| !stands(one));
        let void: HashSet<_> = void.map(place).collect();
        let standing = of_month.clone().filter(|one| stands(one)).map(place);
        let in_their_place: HashSet<_> = standing.filter(|it| void.contains(it)).collect();
        let mut counted = Counted::default();
        for one in of_month {
            let exempt = if stands(one) {
                Some(one.why).filter(|why| why.exempt())
            } else {
                one.ended()
                    .voided
                    .filter(|_| !in_their_place.contains(&place(one)))
                    .and_then(|(_, cause)| exempt_by_void(cause))
            };
            let gone = !stands(one) && exempt.is_none();
            if let Some(owed) = self.of(one, exempt, gone, as_of) {
                self.add(&mut counted, &owed);
            }
        }
        counted
    }

    fn add<'s>(&'s self, counted: &mut Counted<'s>, owed: &Owed<'s>) {
        counted.total.add(owed);
        if owed.gone {
            return;
        }
        let line = counted.categories.entry(owed.event.category).or_default();
        line.figures.add(owed);
        if let Some(severity) = owed.event.severity {
            line.severities.entry(severity).or_default().add(owed);
        }
        if owed.exempt.is_none()
            && let Some(cohort) = self.cohorts.at(owed.one.cohort)
        {
            let rate = cohort.line.rate;
            let sums = line
                .cohorts
                .entry(&cohort.line.name)
                .or_insert((rate.to_string(), 0, 0, 0));
            sums.1 += 1;
            sums.2 += u64::from(owed.done.is_some());
            sums.3 = rate.needed(sums.1);
        }
    }

    fn of<'s>(
        &'s self,
        one: &'s Obligation,
        exempt: Option<Why>,
        gone: bool,
        as_of: Instant,
    ) -> Option<Owed<'s>> {
        let in_force = self.in_force(one, as_of);
        let (mut matters, mut handled) = (0, 0);
        for (record, _) in &in_force {
            let raised = self.raised.of(record.matters);
            for matter in raised.iter().filter_map(|id| self.matters.get(id)) {
                matters += 1;
                handled += u64::from(self.is_handled(matter, as_of));
            }
        }
        Some(Owed {
            one,
            event: self.events.at(one.event)?,
            exempt,
            gone,
            picked: one.why.picked() && one.shown_from.is_some_and(|from| from <= as_of),
            done: in_force
                .iter()
                .map(|(record, _)| *record)
                .find(|record| record.counted.completes),
            nonconforming: in_force
                .iter()
                .any(|(_, verdict)| *verdict == Some(Verdict::Nonconforming)),
            matters,
            handled,
        })
    }

    /// The records in force: of each follow-up the latest version, unless it was sent back; by day and round.
    fn in_force(&self, one: &Obligation, as_of: Instant) -> Vec<(&Record, Option<Verdict>)> {
        let mut latest: BTreeMap<FollowUpId, &Record> = BTreeMap::new();
        let records = self.listed.of(one.records).into_iter();
        for record in records.filter_map(|place| self.records.at(place)) {
            if record.recorded_at <= as_of
                && latest
                    .get(&record.follow_up)
                    .is_none_or(|known| known.version < record.version)
            {
                latest.insert(record.follow_up, record);
            }
        }
        let verdict = |record: &Record| {
            let given = self.verdicts.of(record.verdicts).into_iter();
            given
                .filter(|(at, ..)| *at <= as_of)
                .max_by_key(|(at, id, _)| (*at, *id))
                .map(|(.., verdict)| verdict)
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
        let complaint = raised.complaint.and_then(|id| self.events.get(id));
        by_then(raised.settled_at)
            || by_then(complaint.and_then(|event| event.completed_at))
            || by_then(raised.answered_at)
            || raised.answer_by.is_some_and(|by| by >= as_of)
            || raised
                .rectification_due
                .is_some_and(|due| due >= self.zone.day(as_of))
    }
}

impl Line<'_> {
    /// The line of a category, without what the procedure alone says.
    fn write(&self, category: Category) -> Value {
        let severities: Vec<Value> = Severity::ALL
            .iter()
            .filter_map(|severity| Some((severity, self.severities.get(severity)?)))
            .map(|(severity, sums)| json!([severity.id(), sums.write()]))
            .collect();
        let missing = |sums: &(String, u64, u64, u64)| sums.3.saturating_sub(sums.2);
        json!({
            "category": category.id(),
            "figures": self.figures.write(),
            "needed": self.cohorts.values().map(|sums| sums.3).sum::<u64>(),
            "missing": self.cohorts.values().map(missing).sum::<u64>(),
            "severities": severities,
            "cohorts": self.cohorts.iter().map(|(name, sums)| json!({
                "name": name, "rate": sums.0, "owed": sums.1, "done": sums.2, "needed": sums.3,
            })).collect::<Vec<_>>(),
        })
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

impl Sums {
    fn add(&mut self, owed: &Owed<'_>) {
        for (id, weight) in owed.weights() {
            *self.0.entry(id).or_default() += weight;
        }
    }

    fn write(&self) -> Value {
        let sum = |id| Value::from(self.0.get(id).copied().unwrap_or_default());
        let sums = FIGURES.iter().map(|id| ((*id).to_owned(), sum(*id)));
        Value::Object(sums.collect::<Map<_, _>>())
    }
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
        let ended = self.one.ended();
        let replaced = ended.replaced_by.is_some() && ended.voided.is_none();
        let unreached = ended.unreached_at.is_some() && ended.voided.is_none();
        let late = self.picked && self.one.working_limit.is_some();
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
