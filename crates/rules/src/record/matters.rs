use huiyin_domain::{Day, LocalTime, Matter};

use super::{Lack, Visit};
use crate::obligations::Rules;

/// Something the customer raised in a visit, or was dissatisfied with, as far as its completeness goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a line of the form, a question of its own"
)]
pub struct RaisedMatter {
    /// Opinion, suggestion or complaint.
    pub kind: Matter,
    /// Whether it is dissatisfaction with what was done.
    pub dissatisfaction: bool,
    /// Whether it is put into words.
    pub has_words: bool,
    /// Whether it was answered or solved on the spot.
    pub settled: bool,
    /// Whether the answer, the solution or the explanation is put into words.
    pub has_outcome: bool,
    /// The answer promised.
    pub promise: Option<Promise>,
    /// By which day it is put right, where somebody is named who does.
    pub rectified_by: Option<Day>,
}

/// An answer promised to the customer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Promise {
    /// By when.
    pub answer_by: LocalTime,
    /// Whether it is put down when and by whom the customer was told.
    pub told: bool,
}

impl Rules<'_> {
    /// Whether a matter becomes a complaint of its own, linked to the event it was raised about.
    pub fn becomes_event(&self, kind: Matter, dissatisfaction: bool) -> bool {
        kind == Matter::Complaint
            && !dissatisfaction
            && self.procedure().raised.complaint_becomes_event
    }

    pub(super) fn matter_lacks(&self, visit: &Visit<'_>) -> Vec<Lack> {
        let rule = &self.procedure().dissatisfied;
        let mut lacks = Vec::new();
        if rule.settled_in_record
            && visit.is_dissatisfied()
            && !visit.matters.iter().any(|matter| matter.dissatisfaction)
        {
            lacks.push(Lack::Dissatisfaction {
                basis: rule.basis.clone(),
            });
        }
        for (number, matter) in (1..).zip(visit.matters) {
            if !matter.has_words {
                lacks.push(Lack::MatterWords { number });
            }
            if matter.dissatisfaction {
                lacks.extend(self.dissatisfaction_lack(number, matter, visit));
            } else {
                lacks.extend(self.raised_lack(number, matter));
            }
            lacks.extend(self.promise_lack(number, matter, visit));
        }
        lacks
    }

    /// Solved on the spot, or explained and put right by somebody; where the review decides, it may stay open.
    fn dissatisfaction_lack(
        &self,
        number: u32,
        matter: &RaisedMatter,
        visit: &Visit<'_>,
    ) -> Option<Lack> {
        let rule = &self.procedure().dissatisfied;
        if !rule.settled_in_record && !matter.settled {
            return None;
        }
        let basis = rule.basis.clone();
        if !matter.has_outcome {
            return Some(Lack::Explanation { number, basis });
        }
        let put_right = matter.rectified_by.is_some_and(|by| by >= visit.at.day());
        (!matter.settled && !put_right).then_some(Lack::Rectification { number, basis })
    }

    fn raised_lack(&self, number: u32, matter: &RaisedMatter) -> Option<Lack> {
        let answered = matter.settled && matter.has_outcome;
        let cared_for = answered
            || matter.promise.is_some()
            || self.becomes_event(matter.kind, matter.dissatisfaction);
        (!cared_for).then(|| Lack::MatterOutcome {
            number,
            basis: self.procedure().raised.basis.clone(),
        })
    }

    fn promise_lack(&self, number: u32, matter: &RaisedMatter, visit: &Visit<'_>) -> Option<Lack> {
        let promise = matter.promise?;
        let good = promise.told && promise.answer_by.seconds() > visit.at.seconds();
        (!good).then(|| Lack::Promise {
            number,
            basis: self.procedure().raised.basis.clone(),
        })
    }
}
