//! An office for the model: a procedure, a sort of event, and who holds which post.

use std::collections::BTreeMap;

use huiyin_domain::entry::{SiteCheck, Solved};
use huiyin_domain::{Category, Channel, LocalTime, Matter, PersonId, Rating, Severity};
use huiyin_rules::procedure::{Edition, Procedure, ReviewStep};
use huiyin_rules::record::{Answer, CustomerSignature, Paper, Promise, RaisedMatter, Visit};
use huiyin_rules::review::PostHolder;
use huiyin_rules::{Rules, Workdays};

/// What is found and said at a visit, and how the visitor puts it down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Said {
    Content,
    Unsigned,
    RaisedAndAnswered,
    RaisedAndPromised,
    RaisedAndLeft,
    PromisedUntold,
    NewComplaint,
    DissatisfiedAndSolved,
    DissatisfiedAndPutRight,
    DissatisfiedAndLeft,
}

impl Said {
    pub(super) const ALL: [Self; 10] = [
        Self::Content,
        Self::Unsigned,
        Self::RaisedAndAnswered,
        Self::RaisedAndPromised,
        Self::RaisedAndLeft,
        Self::PromisedUntold,
        Self::NewComplaint,
        Self::DissatisfiedAndSolved,
        Self::DissatisfiedAndPutRight,
        Self::DissatisfiedAndLeft,
    ];

    /// Whether it is visited again: for the answer promised, or to see what was put right.
    pub(super) const fn wants_another_round(self) -> bool {
        matches!(
            self,
            Self::RaisedAndPromised | Self::DissatisfiedAndPutRight
        )
    }

    /// Whether it leaves something in the ledger of open ends.
    pub(super) const fn leaves_open(self) -> bool {
        self.wants_another_round() || matches!(self, Self::DissatisfiedAndLeft)
    }

    const fn is_dissatisfied(self) -> bool {
        matches!(
            self,
            Self::DissatisfiedAndSolved | Self::DissatisfiedAndPutRight | Self::DissatisfiedAndLeft
        )
    }

    fn matter(self) -> Option<RaisedMatter> {
        let matter = RaisedMatter {
            kind: Matter::Opinion,
            dissatisfaction: self.is_dissatisfied(),
            has_words: true,
            settled: false,
            has_outcome: false,
            promise: None,
            rectified_by: None,
        };
        let promise = |told| Promise {
            answer_by: "2026-03-20 10:00".parse().unwrap(),
            told,
        };
        match self {
            Self::Content | Self::Unsigned => None,
            Self::RaisedAndLeft | Self::DissatisfiedAndLeft => Some(matter),
            Self::RaisedAndAnswered | Self::DissatisfiedAndSolved => Some(RaisedMatter {
                settled: true,
                has_outcome: true,
                ..matter
            }),
            Self::RaisedAndPromised | Self::PromisedUntold => Some(RaisedMatter {
                promise: Some(promise(self == Self::RaisedAndPromised)),
                ..matter
            }),
            Self::NewComplaint => Some(RaisedMatter {
                kind: Matter::Complaint,
                ..matter
            }),
            Self::DissatisfiedAndPutRight => Some(RaisedMatter {
                has_outcome: true,
                rectified_by: Some("2026-03-20".parse().unwrap()),
                ..matter
            }),
        }
    }
}

/// A person of the office; ids follow the numbers.
pub(super) type Person = u8;

/// Who is called from elsewhere when nobody of the office may act.
pub(super) const HELPER: Person = 99;

/// How the posts are filled.
#[derive(Clone, Copy, Debug)]
pub(super) enum Staffed {
    /// One person in every post.
    Fully,
    /// One person in every post of the site, another at the top of the company.
    ByOne,
    /// One person in every post there is.
    ByOneAlone,
    /// Only the top of the company: every post of the site is vacant.
    FromAbove,
}

pub(super) struct Office {
    pub(super) edition: &'static Edition,
    pub(super) category: Category,
    pub(super) severity: Severity,
    holders: Vec<PostHolder>,
    steps: Vec<&'static ReviewStep>,
    /// What may be handed in: by round (at most the second differs from the first), and whether it was escalated.
    complete: BTreeMap<(u32, bool), Vec<Said>>,
}

impl Office {
    pub(super) fn new(
        edition: &'static Edition,
        (category, severity): (Category, Severity),
        staffed: Staffed,
    ) -> Self {
        let procedure = &edition.procedure;
        let is_top = |id: &str| {
            let mut posts = procedure.posts.iter();
            posts.all(|post| post.id != id || post.above.is_none())
        };
        let holders = (1..).zip(&procedure.posts).filter_map(|(number, post)| {
            let person = match staffed {
                Staffed::Fully => number,
                Staffed::ByOne => 1 + u8::from(is_top(&post.id)),
                Staffed::ByOneAlone => 1,
                Staffed::FromAbove if is_top(&post.id) => 1,
                Staffed::FromAbove => return None,
            };
            Some(holder(&post.id, person))
        });
        let mut office = Self {
            edition,
            category,
            severity,
            holders: holders.collect(),
            steps: Vec::new(),
            complete: BTreeMap::new(),
        };
        office.steps = office.rules().review_steps(&office.visiting_posts());
        for key in [(1, false), (1, true), (2, false), (2, true)] {
            let complete = Said::ALL.into_iter().filter(|&said| {
                let (round, escalated) = key;
                office.lacks_nothing(said, round, escalated)
            });
            let complete = complete.collect();
            office.complete.insert(key, complete);
        }
        office
    }

    pub(super) fn procedure(&self) -> &'static Procedure {
        &self.edition.procedure
    }

    fn rules(&self) -> Rules<'static> {
        Rules::new(self.procedure(), Workdays::default())
    }

    /// Whether the rules let such a record be handed in.
    fn lacks_nothing(&self, said: Said, round: u32, escalated: bool) -> bool {
        let at: LocalTime = "2026-03-12 10:00".parse().unwrap();
        let rating = if said.is_dissatisfied() {
            Rating::Dissatisfied
        } else {
            Rating::Satisfied
        };
        let contents: Vec<(String, Answer)> = self
            .procedure()
            .contents
            .iter()
            .map(|section| {
                let answer = if section.rated {
                    Answer::Rated(rating)
                } else {
                    Answer::Nothing
                };
                (section.id.clone(), answer)
            })
            .collect();
        let matters: Vec<RaisedMatter> = said.matter().into_iter().collect();
        let visit = Visit {
            category: self.category,
            severity: self.severity,
            round,
            due: "2026-03-13".parse().unwrap(),
            at,
            now: at,
            has_time: true,
            channel: Channel::OnSite,
            channel_reason: "",
            escalated,
            planner_consented: false,
            late_reason: "",
            respondent_known: true,
            contents: &contents,
            rating: Some(rating),
            solved: Some(Solved::Yes),
            site_check: Some(SiteCheck::Good),
            site_check_words: "",
            customer: if said == Said::Unsigned {
                CustomerSignature::Missing
            } else {
                CustomerSignature::Signed
            },
            visitors_unsigned: &[],
            paper: Paper::No,
            matters: &matters,
        };
        self.rules().lacks(&visit).is_empty()
    }

    /// The records that may be handed in.
    pub(super) fn complete(&self, round: u32, escalated: bool) -> &[Said] {
        &self.complete[&(round.min(2), escalated)]
    }

    /// Who visits: for each post of the rule whoever holds it, or the post above.
    pub(super) fn visitors(&self, posts: &[String]) -> Vec<Person> {
        let mut people: Vec<Person> = posts
            .iter()
            .filter_map(|post| {
                let upwards = self.rules().upwards(post);
                upwards.into_iter().find_map(|post| self.holder(post))
            })
            .collect();
        people.dedup();
        people
    }

    fn holder(&self, post: &str) -> Option<Person> {
        let mut holders = self.holders.iter();
        let holder = holders.find(|holder| holder.post == post)?;
        Some(holder.person.bytes()[0])
    }

    pub(super) fn visiting_posts(&self) -> Vec<String> {
        let rule = self.rules().visitors(self.category, self.severity);
        rule.map_or_else(Vec::new, |rule| rule.posts.clone())
    }

    /// How many opinions a record needs.
    pub(super) const fn opinions(&self) -> usize {
        self.steps.len()
    }

    /// Who gives the next opinion on a record, after so many were given.
    pub(super) fn reviewers(&self, given: usize, visitors: &[Person], helped: bool) -> Vec<Person> {
        let Some(step) = self.steps.get(given) else {
            return Vec::new();
        };
        let visitors: Vec<PersonId> = visitors.iter().map(|&number| person(number)).collect();
        let reviewers = self.rules().reviewers(step, &self.holders, &visitors);
        match reviewers {
            Some((_, people)) => people.iter().map(|person| person.bytes()[0]).collect(),
            None if helped => vec![HELPER],
            None => Vec::new(),
        }
    }
}

fn person(number: Person) -> PersonId {
    PersonId::from_bytes([number; 16])
}

fn holder(post: &str, number: Person) -> PostHolder {
    PostHolder {
        post: post.to_owned(),
        person: person(number),
    }
}
