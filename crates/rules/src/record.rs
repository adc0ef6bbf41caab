//! Whether a record of a visit is complete, as the procedure asks: contents, channel, signatures, reasons, and an
//! outcome for whatever the customer raised.

mod lack;
mod matters;

use huiyin_domain::entry::facts::Counted;
use huiyin_domain::entry::{SiteCheck, Solved};
use huiyin_domain::{Category, Channel, Day, LocalTime, Rating, Severity, Window};

pub use lack::Lack;
pub use matters::{Promise, RaisedMatter};

use crate::obligations::Rules;
use crate::procedure::{Basis, ExceptionNeeds, NonconformingWhen};

/// What a visitor put down.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own about the visit"
)]
pub struct Visit<'a> {
    /// The category of the event.
    pub category: Category,
    /// How grave a complaint is.
    pub severity: Severity,
    /// Which round it is, from 1.
    pub round: u32,
    /// The last day in time of this round.
    pub due: Day,
    /// When the customer was met or called, on the site's wall clock.
    pub at: LocalTime,
    /// Now, on the site's wall clock.
    pub now: LocalTime,
    /// Whether `at` has a time of day, not only a day.
    pub has_time: bool,
    /// How the customer was contacted.
    pub channel: Channel,
    /// What the resident asked, where that is why another channel was used.
    pub channel_reason: &'a str,
    /// Whether it was unfinished for too long, so that only one channel is left.
    pub escalated: bool,
    /// Whether the planner consented to this channel.
    pub planner_consented: bool,
    /// Why it is late.
    pub late_reason: &'a str,
    /// Whether it is known who answered.
    pub respondent_known: bool,
    /// The answers, by section id.
    pub contents: &'a [(String, Answer)],
    /// The rating of the whole.
    pub rating: Option<Rating>,
    /// Whether the customer says that it is solved.
    pub solved: Option<Solved>,
    /// What was found at the place.
    pub site_check: Option<SiteCheck>,
    /// What was seen at the place, or why there was nothing to look at.
    pub site_check_words: &'a str,
    /// The customer's signature.
    pub customer: CustomerSignature<'a>,
    /// Which of the visitors have not signed, by their number from 1.
    pub visitors_unsigned: &'a [u32],
    /// Whether it was taken on paper.
    pub paper: Paper,
    /// What the customer raised, or was dissatisfied with.
    pub matters: &'a [RaisedMatter],
}

/// Whether a record was taken on paper, to be entered afterwards.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paper {
    /// It was not: the signatures are here.
    No,
    /// It was, and the signed sheet is missing.
    WithoutSheet,
    /// It was, and the signed sheet is attached: the signatures named here stand on it.
    WithSheet,
}

/// The answer to one section of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Nothing was put down.
    Missing,
    /// A rating.
    Rated(Rating),
    /// What the customer said.
    Said(String),
    /// The customer has nothing to say (無): answered, not left blank.
    Nothing,
}

/// The customer's signature on an on-site record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CustomerSignature<'a> {
    /// None, and no word why.
    Missing,
    /// Signed.
    Signed,
    /// 拒簽.
    Declined {
        /// Why.
        reason: &'a str,
        /// Who saw it.
        witness: Witness,
    },
}

/// Who saw a customer decline to sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Witness {
    /// Nobody is named.
    Nobody,
    /// A colleague who did not visit.
    Colleague,
    /// One of the visitors, who cannot be a witness to their own visit.
    Visitor,
}

impl Visit<'_> {
    /// Whether any rating is 不滿意.
    pub fn is_dissatisfied(&self) -> bool {
        let dissatisfied = Answer::Rated(Rating::Dissatisfied);
        self.rating == Some(Rating::Dissatisfied)
            || self
                .contents
                .iter()
                .any(|(_, answer)| *answer == dissatisfied)
    }
}

/// What a visit of a day counts for, against the window of its obligation and the working limit where a pick came too
/// late for the window: one before the window opens meets nothing, one after it is not in time.
pub fn counted(window: Window, working_limit: Option<Day>, visited_on: Day) -> Counted {
    let completes = visited_on >= window.not_before();
    let limit = working_limit.unwrap_or(window.due());
    Counted {
        completes,
        in_time: completes && visited_on <= limit,
    }
}

impl Rules<'_> {
    /// What a record of a visit still lacks, in the order of the form; empty when it may be handed in.
    ///
    /// A visit before its window opens lacks nothing: it is kept, and meets nothing.
    pub fn lacks(&self, visit: &Visit<'_>) -> Vec<Lack> {
        let mut lacks = Vec::new();
        if visit.at.seconds() > visit.now.seconds() {
            lacks.push(Lack::InTheFuture);
        }
        if visit.channel == Channel::Phone && !visit.has_time {
            lacks.push(Lack::CallTime {
                basis: self.procedure().signatures.phone.clone(),
            });
        }
        if visit.at.day() > visit.due && visit.late_reason.trim().is_empty() {
            lacks.push(Lack::LateWithoutReason { due: visit.due });
        }
        lacks.extend(self.channel_lack(visit));
        if !visit.respondent_known {
            lacks.push(Lack::Respondent);
        }
        lacks.extend(self.content_lacks(visit));
        lacks.extend(self.rating_lacks(visit));
        lacks.extend(self.site_check_lack(visit));
        lacks.extend(self.matter_lacks(visit));
        lacks.extend(self.signature_lacks(visit));
        lacks
    }

    /// What of a record calls for the verdict 不合格 under this procedure.
    pub fn calls_for_nonconforming(
        &self,
        dissatisfied: bool,
        solved: Option<Solved>,
        site_check: Option<SiteCheck>,
    ) -> Vec<NonconformingWhen> {
        let holds = |when: &NonconformingWhen| match when {
            NonconformingWhen::Dissatisfied => dissatisfied,
            NonconformingWhen::NotSolved => solved == Some(Solved::No),
            NonconformingWhen::FailedOnTheSpot => site_check == Some(SiteCheck::Failed),
            NonconformingWhen::FactsDisputed => solved == Some(Solved::Disputed),
        };
        let when = self.procedure().nonconforming.when.iter();
        when.copied().filter(holds).collect()
    }

    fn channel_lack(&self, visit: &Visit<'_>) -> Option<Lack> {
        if let Some(rule) = self
            .procedure()
            .escalation
            .as_ref()
            .filter(|_| visit.escalated)
        {
            return (visit.channel != rule.channel).then(|| Lack::Channel {
                allowed: vec![rule.channel],
                basis: rule.basis.clone(),
            });
        }
        let rule = self.channels(visit.category, visit.severity, visit.round)?;
        if rule.allowed.contains(&visit.channel) {
            return None;
        }
        let Some(exception) = rule
            .exception
            .as_ref()
            .filter(|exception| exception.channel == visit.channel)
        else {
            return Some(Lack::Channel {
                allowed: rule.allowed.clone(),
                basis: rule.basis.clone(),
            });
        };
        let granted = match exception.needs {
            ExceptionNeeds::ResidentRequest => !visit.channel_reason.trim().is_empty(),
            ExceptionNeeds::PlannerConsent => visit.planner_consented,
        };
        let mut basis = rule.basis.clone();
        basis.add(&exception.basis);
        (!granted).then_some(Lack::ChannelReason {
            needs: exception.needs,
            basis,
        })
    }

    fn content_lacks(&self, visit: &Visit<'_>) -> Vec<Lack> {
        let answered = |id: &str, rated: bool| {
            visit.contents.iter().any(|(section, answer)| {
                section == id
                    && match answer {
                        Answer::Missing => false,
                        Answer::Rated(_) => rated,
                        Answer::Said(text) => !rated && !text.trim().is_empty(),
                        Answer::Nothing => !rated,
                    }
            })
        };
        let sections = self.procedure().contents.iter();
        sections
            .filter(|section| !answered(&section.id, section.rated))
            .map(|section| Lack::Content {
                id: section.id.clone(),
                basis: section.basis.clone(),
            })
            .collect()
    }

    /// The rating of the whole, and whether it is solved: of a listed household nothing was to be solved.
    fn rating_lacks(&self, visit: &Visit<'_>) -> Vec<Lack> {
        let mut lacks = Vec::new();
        if visit.rating.is_none() {
            let mut basis = Basis::default();
            for section in self.procedure().contents.iter().filter(|it| it.rated) {
                basis.add(&section.basis);
            }
            lacks.push(Lack::Rating { basis });
        }
        if visit.solved.is_none() && !visit.category.has_list() {
            lacks.push(Lack::Solved {
                basis: self.procedure().nonconforming.basis.clone(),
            });
        }
        lacks
    }

    /// 現場查看: a finding, or 不適用 with a reason; what failed is described.
    fn site_check_lack(&self, visit: &Visit<'_>) -> Option<Lack> {
        let rule = &self.procedure().site_check;
        let silent = visit.site_check_words.trim().is_empty();
        let lacks = match visit.site_check {
            Some(SiteCheck::Good) => false,
            Some(SiteCheck::Failed | SiteCheck::NotApplicable) => silent,
            None => rule.required && visit.channel == Channel::OnSite,
        };
        lacks.then(|| Lack::SiteCheck {
            basis: rule.basis.clone(),
        })
    }

    fn signature_lacks(&self, visit: &Visit<'_>) -> Vec<Lack> {
        let rule = &self.procedure().signatures;
        let mut lacks = Vec::new();
        if visit.paper == Paper::WithoutSheet {
            let rule = self.procedure().paper.as_ref();
            lacks.push(Lack::SignedSheet {
                basis: rule.map_or_else(Basis::default, |rule| rule.basis.clone()),
            });
        }
        if self.customer_signs(visit.channel) {
            match visit.customer {
                CustomerSignature::Signed => {}
                CustomerSignature::Missing => lacks.push(Lack::CustomerSignature {
                    basis: rule.basis.clone(),
                }),
                CustomerSignature::Declined { reason, witness } => {
                    if reason.trim().is_empty() {
                        lacks.push(Lack::RefusalReason {
                            basis: rule.refusal.clone(),
                        });
                    }
                    if rule.refusal_needs_witness && witness != Witness::Colleague {
                        lacks.push(Lack::RefusalWitness {
                            basis: rule.refusal.clone(),
                        });
                    }
                }
            }
        }
        if rule.visitors {
            let unsigned = visit.visitors_unsigned.iter();
            lacks.extend(unsigned.map(|&number| Lack::VisitorSignature {
                number,
                basis: rule.visitors_basis.clone(),
            }));
        }
        lacks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_counts_from_the_first_day_and_is_in_time_until_the_last() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let window = Window::new(day("2026-03-10"), day("2026-03-13")).unwrap();
        let count = |limit, on| {
            let counted = counted(window, limit, day(on));
            (counted.completes, counted.in_time)
        };
        assert_eq!(count(None, "2026-03-09"), (false, false));
        assert_eq!(count(None, "2026-03-10"), (true, true));
        assert_eq!(count(None, "2026-03-13"), (true, true));
        assert_eq!(count(None, "2026-03-14"), (true, false));
        assert_eq!(count(Some(day("2026-04-03")), "2026-04-03"), (true, true));
    }

    /// A visit that lacks nothing under any of the shipped procedures, taken like this.
    fn whole<'a>(
        contents: &'a [(String, Answer)],
        paper: Paper,
        customer: CustomerSignature<'a>,
        visitors_unsigned: &'a [u32],
    ) -> Visit<'a> {
        let at = |text: &str| text.parse::<LocalTime>().unwrap();
        Visit {
            category: Category::Complaint,
            severity: Severity::General,
            round: 1,
            due: "2026-03-17".parse().unwrap(),
            at: at("2026-03-16 08:30"),
            now: at("2026-03-16 09:00"),
            has_time: true,
            channel: Channel::OnSite,
            channel_reason: "",
            escalated: false,
            planner_consented: true,
            late_reason: "",
            respondent_known: true,
            contents,
            rating: Some(Rating::Satisfied),
            solved: Some(Solved::Yes),
            site_check: Some(SiteCheck::Good),
            site_check_words: "",
            customer,
            visitors_unsigned,
            paper,
            matters: &[],
        }
    }

    #[test]
    fn a_record_from_paper_needs_its_sheet_and_the_signatures_that_stand_on_it() {
        for edition in crate::procedure::shipped() {
            let procedure = &edition.procedure;
            let rules = Rules::new(procedure, crate::Workdays::default());
            let answered = procedure.contents.iter().map(|it| {
                let answer = if it.rated {
                    Answer::Rated(Rating::Satisfied)
                } else {
                    Answer::Nothing
                };
                (it.id.clone(), answer)
            });
            let contents: Vec<(String, Answer)> = answered.collect();
            let lacks = |paper, customer, unsigned: &[u32]| {
                rules.lacks(&whole(&contents, paper, customer, unsigned))
            };
            let signed = CustomerSignature::Signed;
            for paper in [Paper::No, Paper::WithSheet] {
                assert_eq!(lacks(paper, signed, &[]), [], "{}", procedure.id);
            }
            let basis = procedure.paper.as_ref().unwrap().basis.clone();
            assert_eq!(
                lacks(Paper::WithoutSheet, signed, &[]),
                [Lack::SignedSheet { basis }]
            );
            let missing = CustomerSignature::Missing;
            let unsigned = lacks(Paper::WithSheet, missing, &[1]);
            assert!(matches!(
                unsigned.as_slice(),
                [
                    Lack::CustomerSignature { .. },
                    Lack::VisitorSignature { number: 1, .. }
                ]
            ));
        }
    }
}
