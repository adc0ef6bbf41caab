//! The frozen statistics of a month, counted again from what stood before them in the journal. What each figure counts is
//! said in `docs/reference/export.md`.

use std::collections::{BTreeMap, HashSet};

use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::MonthClosed;
use huiyin_domain::{
    Category, Channel, EventId, FollowUpId, Instant, Month, ObligationId, Phase, Rating, Severity,
    Verdict, Why,
};
use serde_json::{Map, Value, json};

use crate::report::{Code, Report};
use crate::source::Unreadable;
use crate::state::{Event, Obligation, Raised, Record, State};

/// An obligation of the month with what had come of it.
struct Owed {
    one: Obligation,
    event: Event,
    exempt: Option<Why>,
    gone: bool,
    picked: bool,
    done: Option<Record>,
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
struct Counted {
    total: Sums,
    categories: BTreeMap<Category, Line>,
}

/// What a category came to.
#[derive(Default)]
struct Line {
    figures: Sums,
    severities: BTreeMap<Severity, Sums>,
    /// By name: the rate, and how many are owed, done and needed.
    cohorts: BTreeMap<String, (String, u64, u64, u64)>,
}

/// The figures over some obligations.
#[derive(Default)]
struct Sums(BTreeMap<&'static str, u64>);

impl State {
    /// Counts a closed month again.
    pub(crate) fn check_month(
        &self,
        facts: &MonthClosed,
        report: &mut Report,
    ) -> Result<(), Unreadable> {
        report.counts.months += 1;
        let counted = self.count(facts.month, facts.as_of)?;
        let not_covered = facts.snapshot.get("not_covered").and_then(Value::as_array);
        let not_covered = not_covered.map_or(&[][..], Vec::as_slice);
        // Every event is looked at, which a procedure that covers all needs not.
        let completed = if not_covered.is_empty() {
            BTreeMap::new()
        } else {
            self.completed(facts.month, facts.as_of)?
        };
        let mut wrong = |what: &str| {
            report.find(Code::StatisticsWrong, format!("{} {what}", facts.month));
        };
        let frozen = &facts.snapshot;
        let lines = counted.categories.iter();
        let categories: BTreeMap<Category, Value> = lines
            .map(|(category, line)| (*category, line.write(*category)))
            .collect();
        let lines = frozen.get("categories").and_then(Value::as_array);
        let mut seen = HashSet::new();
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
            if !seen.insert(category) || categories.get(&category) != Some(&line) {
                wrong(category.id());
            }
        }
        for category in categories.keys().filter(|it| !seen.contains(it)) {
            wrong(category.id());
        }
        if frozen.get("total") != Some(&counted.total.write()) {
            wrong("total");
        }
        for line in not_covered {
            let id = line.get("category").and_then(Value::as_str);
            let counted = id
                .and_then(Category::of_id)
                .map(|category| completed.get(&category).copied().unwrap_or_default());
            if counted.is_none() || line.get("events").and_then(Value::as_u64) != counted {
                wrong("not_covered");
            }
        }
        Ok(())
    }

    /// How many events of each category were completed in a month, as far as one moment knew.
    fn completed(
        &self,
        month: Month,
        as_of: Instant,
    ) -> Result<BTreeMap<Category, u64>, Unreadable> {
        let first = self.zone.start_of(month.first_day());
        let after = self.zone.start_of(month.last_day().plus_days(1)).min(as_of);
        let mut completed = BTreeMap::new();
        for event in self.events.all() {
            let event = event?;
            let is_completed = event
                .completed_at
                .is_some_and(|at| first <= at && at < after);
            if is_completed && !event.withdrawn && !event.merged {
                *completed.entry(event.category).or_default() += 1;
            }
        }
        Ok(completed)
    }

    /// Counts one obligation after the other, so that no more is kept of a large month than its sums.
    fn count(&self, month: Month, as_of: Instant) -> Result<Counted, Unreadable> {
        let in_their_place = self.in_the_place_of_void(month, as_of)?;
        let mut counted = Counted::default();
        for one in self.arisen(month, as_of) {
            let one = one?;
            let voided = one.voided.filter(|(at, _)| *at <= as_of);
            let exempt = match voided {
                None => Some(one.asked.why).filter(|why| why.exempt()),
                Some((_, cause)) => {
                    exempt_by_void(cause).filter(|_| !in_their_place.contains(&place(&one)))
                }
            };
            let gone = voided.is_some() && exempt.is_none();
            if let Some(owed) = self.of(one, exempt, gone, as_of)? {
                self.add(&mut counted, &owed)?;
            }
        }
        Ok(counted)
    }

    /// The obligations of a month that had arisen by a moment.
    fn arisen(
        &self,
        month: Month,
        as_of: Instant,
    ) -> impl Iterator<Item = Result<Obligation, Unreadable>> {
        let all = self.obligations_of(Some(month));
        all.filter(move |one| one.as_ref().map_or(true, |one| one.arisen_at <= as_of))
    }

    /// Where an obligation is void, and another stands in its place.
    fn in_the_place_of_void(
        &self,
        month: Month,
        as_of: Instant,
    ) -> Result<HashSet<(EventId, Phase, u32)>, Unreadable> {
        let stands = |one: &Obligation| one.voided.is_none_or(|(at, _)| at > as_of);
        let mut void = HashSet::new();
        for one in self.arisen(month, as_of) {
            void.extend(Some(one?).filter(|one| !stands(one)).as_ref().map(place));
        }
        let mut in_their_place = HashSet::new();
        if void.is_empty() {
            return Ok(in_their_place);
        }
        for one in self.arisen(month, as_of) {
            let standing = Some(one?).filter(stands).as_ref().map(place);
            in_their_place.extend(standing.filter(|it| void.contains(it)));
        }
        Ok(in_their_place)
    }

    fn add(&self, counted: &mut Counted, owed: &Owed) -> Result<(), Unreadable> {
        counted.total.add(owed);
        if owed.gone {
            return Ok(());
        }
        let line = counted.categories.entry(owed.event.category).or_default();
        line.figures.add(owed);
        if let Some(severity) = owed.event.severity {
            line.severities.entry(severity).or_default().add(owed);
        }
        if owed.exempt.is_none()
            && let Some(cohort) = self.cohorts.get(owed.one.asked.cohort)?
        {
            let rate = cohort.line.rate;
            let sums = line
                .cohorts
                .entry(cohort.line.name)
                .or_insert((rate.to_string(), 0, 0, 0));
            sums.1 += 1;
            sums.2 += u64::from(owed.done.is_some());
            sums.3 = rate.needed(sums.1);
        }
        Ok(())
    }

    fn of(
        &self,
        one: Obligation,
        exempt: Option<Why>,
        gone: bool,
        as_of: Instant,
    ) -> Result<Option<Owed>, Unreadable> {
        let Some(event) = self.events.get(one.event)? else {
            return Ok(None);
        };
        let in_force = self.in_force(one.asked.obligation, as_of)?;
        let (mut matters, mut handled) = (0, 0);
        for id in in_force.iter().flat_map(|(record, _)| &record.matters) {
            if let Some(matter) = self.matters.get(*id)? {
                matters += 1;
                handled += u64::from(self.is_handled(&matter, as_of)?);
            }
        }
        let shown_from = one.asked.shown_from;
        Ok(Some(Owed {
            picked: one.asked.why.picked() && shown_from.is_some_and(|from| from <= as_of),
            one,
            event,
            exempt,
            gone,
            nonconforming: in_force
                .iter()
                .any(|(_, verdict)| *verdict == Some(Verdict::Nonconforming)),
            done: in_force
                .into_iter()
                .map(|(record, _)| record)
                .find(|record| record.counted.completes),
            matters,
            handled,
        }))
    }

    /// The records in force: of each follow-up the latest version, unless it was sent back; by day and round.
    fn in_force(
        &self,
        one: ObligationId,
        as_of: Instant,
    ) -> Result<Vec<(Record, Option<Verdict>)>, Unreadable> {
        let mut latest: BTreeMap<FollowUpId, Record> = BTreeMap::new();
        for id in self.records_of.get(one)?.unwrap_or_default() {
            if let Some(record) = self.records.get(id)?
                && record.recorded_at <= as_of
                && latest
                    .get(&record.follow_up)
                    .is_none_or(|known| known.version < record.version)
            {
                latest.insert(record.follow_up, record);
            }
        }
        let verdict = |record: &Record| {
            let given = record.verdicts.iter();
            given
                .filter(|(at, ..)| *at <= as_of)
                .max_by_key(|(at, id, _)| (*at, *id))
                .map(|(.., verdict)| *verdict)
        };
        let mut in_force = Vec::new();
        for (follow_up, record) in latest {
            let verdict = verdict(&record);
            if verdict != Some(Verdict::SentBack) {
                let round = self.rounds.get(follow_up)?;
                in_force.push((round, record, verdict));
            }
        }
        in_force.sort_by_key(|(round, record, _)| (record.visited_on, *round));
        let in_force = in_force.into_iter();
        Ok(in_force
            .map(|(_, record, verdict)| (record, verdict))
            .collect())
    }

    fn is_handled(&self, raised: &Raised, as_of: Instant) -> Result<bool, Unreadable> {
        let by_then = |at: Option<Instant>| at.is_some_and(|at| at <= as_of);
        let complaint = match raised.complaint {
            Some(id) => self.events.get(id)?,
            None => None,
        };
        Ok(by_then(raised.settled_at)
            || by_then(complaint.and_then(|event| event.completed_at))
            || by_then(raised.answered_at)
            || raised.answer_by.is_some_and(|by| by >= as_of)
            || raised
                .rectification_due
                .is_some_and(|due| due >= self.zone.day(as_of)))
    }
}

/// Where an event asks for an obligation.
fn place(one: &Obligation) -> (EventId, Phase, u32) {
    (one.event, one.asked.phase, one.asked.line)
}

impl Line {
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
    fn add(&mut self, owed: &Owed) {
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

impl Owed {
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
        let one = &self.one;
        let replaced = one.replaced_by.is_some() && one.voided.is_none();
        let unreached = one.unreached_at.is_some() && one.voided.is_none();
        let late = self.picked && one.asked.working_limit.is_some();
        let picked = self.picked && !late && !replaced;
        let in_time = self.done.as_ref().is_some_and(|done| done.counted.in_time);
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
        if let Some(done) = &self.done {
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
