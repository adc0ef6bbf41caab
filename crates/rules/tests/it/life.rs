//! The life of a follow-up, explored: every situation that the states of the domain and the rules of a procedure
//! allow, however the posts are filled.

mod office;

use std::collections::{HashMap, HashSet};

use huiyin_domain::entry::FollowUpState::{self, Released, SentBack, Taken, Withdrawn};
use huiyin_domain::{Category, Severity, Step, Verdict};
use huiyin_rules::procedure::{NonconformingOpens, shipped};
use stateright::{Checker, Model, Property};

use self::office::{HELPER, Office, Person, Said, Staffed};

/// Follow-ups of one event and of the complaints that come of it; more would only repeat what two show.
const MOST: usize = 2;

/// A follow-up on its way.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own, in any combination"
)]
struct FollowUp {
    state: FollowUpState,
    round: u32,
    visitors: Vec<Person>,
    /// Whether somebody tried to meet the customer in vain, as often as the procedure asks.
    sought: bool,
    escalated: bool,
    /// What its record says.
    said: Option<Said>,
    /// Whether what was raised is still in the ledger of open ends.
    open: bool,
    /// Who gave an opinion on the version in force.
    opinions: Vec<Person>,
    archived: bool,
}

/// All that is there at one time.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Situation {
    follow_ups: Vec<FollowUp>,
    /// Whether somebody was called to the top of the company, since nobody else could review.
    helped: bool,
}

/// What somebody can do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Act {
    Take(usize, Step),
    HandIn(usize, Said),
    Judge(usize, Verdict),
    Settle(usize),
    Archive(usize),
    CallHelp,
}

impl FollowUp {
    fn planned(round: u32, visitors: Vec<Person>) -> Self {
        Self {
            state: FollowUpState::FIRST,
            round,
            visitors,
            sought: false,
            escalated: false,
            said: None,
            open: false,
            opinions: Vec::new(),
            archived: false,
        }
    }

    fn is_over(&self) -> bool {
        !self.open && (self.state == Withdrawn || self.archived)
    }
}

impl Office {
    /// The steps besides record and review that somebody takes, and that change anything.
    fn steps(&self, it: &FollowUp) -> Vec<Step> {
        [
            Some(Step::Release).filter(|_| !it.visitors.is_empty()),
            Some(Step::Take),
            Some(Step::Try).filter(|_| !it.sought),
            Some(Step::Escalate).filter(|_| self.procedure().escalation.is_some() && !it.escalated),
            Some(Step::Replace).filter(|_| it.sought && it.round == 1),
            Some(Step::Close).filter(|_| it.round > 1),
            Some(Step::Withdraw),
        ]
        .into_iter()
        .flatten()
        .filter(|step| it.state.takes(*step))
        .collect()
    }

    fn form_first(&self) -> bool {
        self.procedure().sign_out.required
    }

    fn reviewers_of(&self, it: &FollowUp, helped: bool) -> Vec<Person> {
        self.reviewers(it.opinions.len(), &it.visitors, helped)
    }

    fn step(&self, it: &mut FollowUp, step: Step) {
        match step {
            Step::Try => it.sought = true,
            Step::Escalate => {
                let rule = self.procedure().escalation.as_ref().unwrap();
                it.escalated = true;
                it.visitors = self.visitors(std::slice::from_ref(&rule.post));
            }
            _ => {}
        }
        it.state = it.state.after(step).unwrap();
    }

    fn judge(&self, situation: &mut Situation, index: usize, verdict: Verdict) {
        let helped = situation.helped;
        let it = &mut situation.follow_ups[index];
        let reviewer = self.reviewers_of(it, helped)[0];
        it.opinions.push(reviewer);
        let last = verdict == Verdict::Nonconforming || it.opinions.len() == self.opinions();
        it.state = it.state.after(Step::Review { verdict, last }).unwrap();
        if verdict == Verdict::Nonconforming {
            // The complaint that it opens has a follow-up of its own, which is that next round.
            plan_round(situation, index);
        }
    }
}

/// Plans the next round, unless it is there.
fn plan_round(situation: &mut Situation, after: usize) {
    let before = &situation.follow_ups[after];
    let next = FollowUp::planned(before.round + 1, before.visitors.clone());
    let is_there = |one: &FollowUp| one.round == next.round;
    if !situation.follow_ups.iter().any(is_there) {
        situation.follow_ups.push(next);
    }
}

impl Model for Office {
    type State = Situation;
    type Action = Act;

    fn init_states(&self) -> Vec<Situation> {
        let first = FollowUp::planned(1, self.visitors(&self.visiting_posts()));
        vec![Situation {
            follow_ups: vec![first],
            helped: false,
        }]
    }

    fn actions(&self, situation: &Situation, acts: &mut Vec<Act>) {
        let room = situation.follow_ups.len() < MOST;
        let form_first = self.form_first();
        for (index, it) in situation.follow_ups.iter().enumerate() {
            acts.extend(
                self.steps(it)
                    .into_iter()
                    .map(|step| Act::Take(index, step)),
            );
            if it.state.takes(Step::Record { form_first }) {
                let said = self.complete(it.round, it.escalated).iter().copied();
                let said = said.filter(|said| room || !said.wants_another_round());
                acts.extend(said.map(|said| Act::HandIn(index, said)));
            }
            let verdict = Verdict::Accepted;
            if it.state.takes(Step::Review {
                verdict,
                last: true,
            }) {
                if self.reviewers_of(it, situation.helped).is_empty() {
                    acts.push(Act::CallHelp);
                } else {
                    let verdicts = [Verdict::Accepted, Verdict::SentBack, Verdict::Nonconforming];
                    let verdicts = verdicts
                        .into_iter()
                        .filter(|verdict| room || *verdict != Verdict::Nonconforming);
                    acts.extend(verdicts.map(|verdict| Act::Judge(index, verdict)));
                }
            }
            if it.open {
                acts.push(Act::Settle(index));
            }
            if it.state.is_settled() && !it.archived {
                acts.push(Act::Archive(index));
            }
        }
    }

    fn next_state(&self, before: &Situation, act: Act) -> Option<Situation> {
        let mut next = before.clone();
        match act {
            Act::Take(index, step) => self.step(&mut next.follow_ups[index], step),
            Act::HandIn(index, said) => {
                let form_first = self.form_first();
                let it = &mut next.follow_ups[index];
                it.state = it.state.after(Step::Record { form_first })?;
                it.said = Some(said);
                it.open = said.leaves_open();
                it.opinions.clear();
                if said.wants_another_round() {
                    plan_round(&mut next, index);
                }
            }
            Act::Judge(index, verdict) => self.judge(&mut next, index, verdict),
            Act::Settle(index) => next.follow_ups[index].open = false,
            Act::Archive(index) => next.follow_ups[index].archived = true,
            Act::CallHelp => next.helped = true,
        }
        Some(next)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        fn all(situation: &Situation, holds: impl Fn(&FollowUp) -> bool) -> bool {
            situation.follow_ups.iter().all(holds)
        }
        vec![
            Property::<Self>::always(
                "somebody can do something until all is over",
                |office, it| {
                    let mut acts = Vec::new();
                    office.actions(it, &mut acts);
                    !acts.is_empty() || all(it, FollowUp::is_over)
                },
            ),
            Property::always("no visit without a person", |_, it| {
                let is_visited = |one: &FollowUp| {
                    matches!(one.state, Released | Taken | SentBack) || one.said.is_some()
                };
                all(it, |one| !is_visited(one) || !one.visitors.is_empty())
            }),
            Property::always(
                "what was raised has an answer, a promise, or stays open",
                |_, it| {
                    all(it, |one| {
                        !matches!(
                            one.said,
                            Some(Said::RaisedAndLeft | Said::PromisedUntold | Said::Unsigned)
                        )
                    })
                },
            ),
            Property::always("nobody judges their own visit", |_, it| {
                all(it, |one| {
                    one.opinions.iter().all(|who| !one.visitors.contains(who))
                })
            }),
            Property::always("nothing is archived without its review", |office, it| {
                all(it, |one| {
                    let given = one.opinions.len();
                    let reviewed = given == office.opinions()
                        || (one.state == FollowUpState::Nonconforming && given > 0);
                    !one.archived || reviewed
                })
            }),
        ]
    }
}

/// Every situation an office can come to, each with those from which one act leads to it.
fn reachable(office: &Office) -> HashMap<Situation, Vec<Situation>> {
    let mut before: HashMap<Situation, Vec<Situation>> = HashMap::new();
    let mut to_look_at = office.init_states();
    before.extend(to_look_at.iter().map(|first| (first.clone(), Vec::new())));
    while let Some(situation) = to_look_at.pop() {
        for next in office.next_states(&situation) {
            let earlier = before.entry(next.clone()).or_insert_with(|| {
                to_look_at.push(next);
                Vec::new()
            });
            earlier.push(situation.clone());
        }
    }
    before
}

/// A situation from which no way leads to the end.
fn dead_end(reachable: &HashMap<Situation, Vec<Situation>>) -> Option<&Situation> {
    let is_over = |it: &&Situation| it.follow_ups.iter().all(FollowUp::is_over);
    let mut ends: HashSet<&Situation> = reachable.keys().filter(is_over).collect();
    let mut to_look_at: Vec<&Situation> = ends.iter().copied().collect();
    while let Some(situation) = to_look_at.pop() {
        for earlier in &reachable[situation] {
            if ends.insert(earlier) {
                to_look_at.push(earlier);
            }
        }
    }
    reachable.keys().find(|it| !ends.contains(it))
}

const SORTS: [(Category, Severity); 2] = [
    (Category::Complaint, Severity::General),
    (Category::Complaint, Severity::Major),
];

fn check(staffed: Staffed) {
    for edition in shipped() {
        for sort in SORTS {
            let id = &edition.procedure.id;
            let office = Office::new(edition, sort, staffed);
            let reachable = reachable(&office);
            assert_eq!(dead_end(&reachable), None, "{id} {sort:?}");
            let reached: HashSet<FollowUpState> = reachable
                .keys()
                .flat_map(|it| it.follow_ups.iter().map(|one| one.state))
                .collect();
            // Otherwise the properties would hold of nothing.
            assert_eq!(
                reached.len(),
                FollowUpState::ALL.len(),
                "{id} {sort:?} {reached:?}"
            );
            let helped = reachable.keys().any(|it| it.helped);
            let is_alone = matches!(staffed, Staffed::ByOneAlone | Staffed::FromAbove);
            assert_eq!(helped, is_alone, "{id} {sort:?}: {HELPER} reviews");
            office.checker().spawn_bfs().join().assert_properties();
        }
    }
}

#[test]
fn every_way_ends_where_every_post_is_filled() {
    check(Staffed::Fully);
}

#[test]
fn every_way_ends_where_one_person_holds_every_post_of_a_site() {
    check(Staffed::ByOne);
}

#[test]
fn every_way_ends_where_one_person_is_alone_once_another_reads_their_records() {
    check(Staffed::ByOneAlone);
}

#[test]
fn every_way_ends_where_the_site_is_vacant() {
    check(Staffed::FromAbove);
}

#[test]
fn what_only_the_review_decides_may_be_handed_in_and_a_promise_nobody_told_may_not() {
    for edition in shipped() {
        let procedure = &edition.procedure;
        let office = Office::new(edition, SORTS[0], Staffed::Fully);
        let complete = office.complete(1, false);
        let decided_by_review =
            procedure.nonconforming.opens == NonconformingOpens::LinkedComplaint;
        assert_eq!(
            complete.contains(&Said::DissatisfiedAndLeft),
            decided_by_review,
            "{}",
            procedure.id
        );
        for said in [Said::Unsigned, Said::RaisedAndLeft, Said::PromisedUntold] {
            assert!(!complete.contains(&said), "{} {said:?}", procedure.id);
        }
    }
}
