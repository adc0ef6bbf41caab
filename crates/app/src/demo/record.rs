//! A visit, put down as the customer answered.

use huiyin_domain::entry::{FollowUpState, Section, SiteCheck, Solved};
use huiyin_domain::{Category, Channel, CommandId, Day, Matter, PersonId, Rating, Role, Severity};
use huiyin_store::desk::OpenRow;

use super::days::{AtWork, Held};
use super::estate::Member;
use super::events::OpenEvent;
use super::stories;
use crate::visits::{
    Ink, MatterInput, PromiseInput, RecordVisit, RectificationInput, RefusalInput, SectionInput,
    VisitorInk,
};
use crate::{Error, Refusal, Result};

/// Up to how long ago things may still be open, in days.
const OPEN_DAYS: i32 = 21;
/// Of so many on site one declines to sign.
const REFUSED_OF: usize = 23;
/// Of so many who are satisfied one has a suggestion, one a question, and one something else to complain of.
const TURNS: usize = 13;
const TURN_SUGGESTION: usize = 2;
const TURN_PROMISE: usize = 6;
const TURN_COMPLAINT: usize = 10;
/// Besides those that are so by their fate.
const TURN_DISSATISFIED: usize = TURNS;
/// How many days are the last ones, of which something of each sort is still open.
const LATELY: i32 = 4;
/// Who answers, by turns: mostly the owner.
const ANSWERS: [Role; 8] = [
    Role::Owner,
    Role::Owner,
    Role::Family,
    Role::Owner,
    Role::Tenant,
    Role::Owner,
    Role::Owner,
    Role::Agent,
];

impl AtWork<'_> {
    /// Visits, or calls, and puts it down at once.
    pub(super) async fn visit(&mut self, day: Day, row: &OpenRow) -> Result<()> {
        let people: Vec<PersonId> = row.visitors.iter().filter_map(|one| one.person).collect();
        let members = people.iter().filter_map(|it| self.estate.member(*it));
        let members: Vec<Member> = members.cloned().collect();
        let Some(first) = members.first().cloned() else {
            return Ok(());
        };
        let is_away = people.iter().any(|person| Some(*person) == self.away);
        if is_away || members.len() < row.visitors.len() {
            return Ok(());
        }
        let record = self.record_of(day, row, &members);
        let record = self.with_photos(day, (row, &first), record).await?;
        self.visited += 1;
        self.lately += usize::from(self.left(day) < LATELY);
        if let Some(fate) = self.fates.get_mut(&row.id) {
            fate.visited_at = Some(record.visited_at.clone());
        }
        let command = CommandId::generate();
        let recorded = self.app.record_visit(&first.asker, command, record).await;
        let answer = match recorded {
            // Since the morning it was voided, or somebody else visits.
            Err(Error::Refused {
                why: Refusal::FollowUpState | Refusal::NotVisitor,
                ..
            }) => return Ok(()),
            answer => answer?,
        };
        for event in answer.complaints {
            self.open.push(OpenEvent {
                event,
                category: Category::Complaint,
                on: day.plus_days(2),
                rating: None,
                call: None,
            });
        }
        Ok(())
    }

    fn record_of(&mut self, day: Day, row: &OpenRow, members: &[Member]) -> RecordVisit {
        let fate = self.fates.get(&row.id);
        let turn = self.turn(day);
        let is_bad = self.waits_for_review(row) || (turn == TURN_DISSATISFIED && row.round == 1);
        let rating = match fate {
            _ if is_bad => Rating::Dissatisfied,
            Some(fate) => fate.rating,
            None => Rating::Satisfied,
        };
        let now = self.zone.local(self.app.clock().now());
        let (hour, minute) = now.clock();
        let again = row.state == FollowUpState::SentBack;
        let before = fate.and_then(|fate| fate.visited_at.clone());
        let visited_at = before
            .filter(|_| again)
            .unwrap_or_else(|| format!("{day} {hour:02}:{minute:02}"));
        let (channel, channel_reason) = self.channel(row);
        let late_reason = if day > row.due || again {
            (*self.chance.one_of(stories::LATE)).to_owned()
        } else {
            String::new()
        };
        let customer = row.customer.clone().unwrap_or_else(|| "住戶".to_owned());
        let refused = channel == Channel::OnSite && self.visited % REFUSED_OF == 2;
        let signature = if channel == Channel::Phone || refused {
            Ink::default()
        } else {
            self.ink(&customer)
        };
        let refusal = refused.then(|| self.refusal(members));
        let looks = channel == Channel::OnSite && row.category == Category::Repair;
        let (site_check, site_check_words) = match (channel, row.category) {
            (Channel::OnSite, Category::Repair | Category::Complaint) => {
                let failed = rating == Rating::Dissatisfied && looks;
                if failed {
                    (Some(SiteCheck::Failed), "同一處仍有滲漏痕跡".to_owned())
                } else {
                    (Some(SiteCheck::Good), "現場查看正常".to_owned())
                }
            }
            (Channel::OnSite, _) => (Some(SiteCheck::NotApplicable), "無現場可看".to_owned()),
            _ => (None, String::new()),
        };
        RecordVisit {
            follow_up: row.id,
            visited_at,
            channel,
            channel_reason,
            late_reason,
            respondent: None,
            respondent_name: customer,
            relation: Some(ANSWERS[self.visited % ANSWERS.len()]),
            sections: self.sections(rating),
            rating: Some(rating),
            solved: Some(match rating {
                // Of those who are dissatisfied, some see the facts otherwise.
                Rating::Dissatisfied if self.visited.is_multiple_of(3) => Solved::Disputed,
                Rating::Dissatisfied => Solved::No,
                _ => Solved::Yes,
            }),
            site_check,
            site_check_words,
            customer_signature: signature,
            refusal,
            visitor_signatures: members
                .iter()
                .map(|member| VisitorInk {
                    person: member.person,
                    ink: Ink::typed(member.colleague.name),
                })
                .collect(),
            paper: None,
            files: Vec::new(),
            matters: self.matters(day, row, rating, members),
            next_visit: String::new(),
        }
    }

    /// What is out of the ordinary in this visit: by turns, and the first of the last days have one of each that is still
    /// open in the end.
    fn turn(&self, day: Day) -> usize {
        match self.lately {
            0 if self.left(day) < LATELY => TURN_PROMISE,
            1 if self.left(day) < LATELY => TURN_DISSATISFIED,
            2 if self.left(day) < LATELY => TURN_COMPLAINT,
            _ => self.visited % TURNS,
        }
    }

    /// Whether somebody is dissatisfied and nobody has read it yet; under a procedure that leaves what to do to the review.
    fn waits_for_review(&self, row: &OpenRow) -> bool {
        let is_held = self.held.get(&row.event) == Some(&Held::Review);
        is_held && !self.procedure.dissatisfied.settled_in_record
    }

    /// The phone where the procedure lets it be used: freely, because it is planned so, or because the resident asks.
    fn channel(&mut self, row: &OpenRow) -> (Channel, String) {
        let reason = *self.chance.one_of(stories::BY_PHONE);
        let none = String::new();
        if row.channel == Channel::Phone {
            return (Channel::Phone, reason.to_owned());
        }
        let is_major = row.severity == Some(Severity::Major);
        if self.procedure.sign_out.required || is_major {
            return (Channel::OnSite, none);
        }
        let often = match (row.category, row.round) {
            (Category::Complaint, 1) => 60,
            _ => 300,
        };
        if self.chance.happens(often) {
            (Channel::Phone, reason.to_owned())
        } else {
            (Channel::OnSite, none)
        }
    }

    fn sections(&mut self, rating: Rating) -> Vec<SectionInput> {
        let mut sections = Vec::new();
        for section in Section::ALL {
            let rated = !matches!(section, Section::Shortcomings | Section::Suggestions);
            let said = match section {
                Section::Shortcomings if rating != Rating::Satisfied => {
                    *self.chance.one_of(stories::SHORTCOMINGS)
                }
                Section::Suggestions if self.chance.happens(300) => {
                    *self.chance.one_of(stories::PRAISE)
                }
                _ => "",
            };
            sections.push(SectionInput {
                section: *section,
                rating: rated.then_some(match section {
                    Section::Quality if rating == Rating::Dissatisfied => Rating::Fairly,
                    _ => rating,
                }),
                none: !rated && said.is_empty(),
                said: said.to_owned(),
            });
        }
        sections
    }

    /// A signature: drawn for most, typed for some.
    fn ink(&mut self, name: &str) -> Ink {
        if self.chance.happens(300) {
            return Ink::typed(name);
        }
        let mut strokes = Vec::new();
        for stroke in 0..self.chance.between(4, 7) {
            let (x, y) = (80 + stroke * 110, self.chance.between(60, 220));
            let points: Vec<[u32; 2]> = (0..6)
                .map(|step| {
                    let bend = self.chance.between(0, 40);
                    [x + step * 22, y + step * step * 4 + bend]
                })
                .collect();
            strokes.push(points);
        }
        Ink {
            strokes: serde_json::to_string(&strokes).unwrap_or_default(),
            name: name.to_owned(),
            ..Ink::default()
        }
    }

    fn refusal(&mut self, visitors: &[Member]) -> RefusalInput {
        let staff = self.estate.staff.iter();
        let other = staff
            .filter(|member| visitors.iter().all(|one| one.person != member.person))
            .find(|member| !member.colleague.post.starts_with("company"));
        RefusalInput {
            reason: (*self.chance.one_of(stories::REFUSALS)).to_owned(),
            witness: other.map(|member| member.person),
            signature: other.map_or_else(Ink::default, |member| Ink::typed(member.colleague.name)),
        }
    }

    fn matters(
        &mut self,
        day: Day,
        row: &OpenRow,
        rating: Rating,
        members: &[Member],
    ) -> Vec<MatterInput> {
        let Some(owner) = members.first().map(|member| member.person) else {
            return Vec::new();
        };
        let plain = |kind: Matter, said: &str| MatterInput {
            kind,
            dissatisfaction: false,
            said: said.to_owned(),
            settled: false,
            outcome: String::new(),
            promise: None,
            rectification: None,
        };
        // Long ago everything was settled in the end; what is still open is of late.
        let is_open = self.left(day) < OPEN_DAYS;
        if rating == Rating::Dissatisfied {
            let (said, outcome) = *self.chance.one_of(stories::DISSATISFIED);
            let due = day.plus_days(3);
            if self.waits_for_review(row) {
                return vec![MatterInput {
                    dissatisfaction: true,
                    ..plain(Matter::Opinion, said)
                }];
            }
            return vec![MatterInput {
                dissatisfaction: true,
                settled: !is_open,
                outcome: outcome.to_owned(),
                rectification: is_open.then(|| RectificationInput {
                    owner,
                    due: due.to_string(),
                }),
                ..plain(Matter::Opinion, said)
            }];
        }
        let question = *self.chance.one_of(stories::QUESTIONS);
        let raised = *self.chance.one_of(stories::RAISED);
        match self.turn(day) {
            TURN_SUGGESTION => {
                let (said, outcome) = *self.chance.one_of(stories::SUGGESTIONS);
                vec![MatterInput {
                    settled: true,
                    outcome: outcome.to_owned(),
                    ..plain(Matter::Suggestion, said)
                }]
            }
            TURN_PROMISE if is_open => vec![MatterInput {
                promise: Some(PromiseInput {
                    answer_by: format!("{} 18:00", day.plus_days(3)),
                    owner,
                    told_at: String::new(),
                    told_by: Some(owner),
                }),
                ..plain(Matter::Opinion, question)
            }],
            TURN_COMPLAINT => vec![plain(Matter::Complaint, raised)],
            _ => Vec::new(),
        }
    }
}
