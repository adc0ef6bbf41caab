use huiyin_domain::entry::facts::DeviceClock;
use huiyin_domain::{Day, Instant, LocalTime, PersonId};
use huiyin_rules::Rules;
use huiyin_rules::record::{
    Answer, CustomerSignature, Lack, Paper, Promise, RaisedMatter, Visit, Witness,
};

use super::input::{MatterInput, RecordVisit, SectionInput};
use crate::visits::{AtHand, too_long};
use crate::{Error, Fault, FieldError, Result, Site};

/// A form whose fields are readable; whether it is complete is the procedure's to say.
pub(super) struct Form<'i> {
    pub(super) input: &'i RecordVisit,
    pub(super) visited_at: Instant,
    pub(super) visited: LocalTime,
    pub(super) matters: Vec<ReadMatter<'i>>,
    /// When everybody signed.
    pub(super) signed_at: Instant,
    /// The clock of the phone on which it was filled in.
    pub(super) phone: Option<DeviceClock>,
    /// When it arrives.
    pub(super) received_at: Instant,
    next_visit: Option<Day>,
}

/// Something raised, with its times read.
pub(super) struct ReadMatter<'i> {
    pub(super) input: &'i MatterInput,
    pub(super) promised: Option<ReadPromise>,
    pub(super) rectified: Option<(PersonId, Day)>,
}

/// A promise with its times read.
#[derive(Clone, Copy)]
pub(super) struct ReadPromise {
    pub(super) answer_by: Instant,
    pub(super) wall: LocalTime,
    pub(super) owner: PersonId,
    pub(super) told_at: Instant,
    pub(super) told_by: Option<PersonId>,
}

/// Reads fields and keeps what is wrong with them.
struct Reader<'s> {
    site: &'s Site,
    /// Of the matter that is being read.
    number: Option<u32>,
    errors: Vec<FieldError>,
}

impl Reader<'_> {
    fn fault(&mut self, field: &'static str, fault: Fault) {
        let number = self.number;
        self.errors.push(FieldError {
            field,
            number,
            fault,
        });
    }

    fn time(&mut self, field: &'static str, text: &str) -> Option<LocalTime> {
        match text.trim() {
            "" => {
                self.fault(field, Fault::Missing);
                None
            }
            text => LocalTime::read(text, self.site.zone())
                .map_err(|_| self.fault(field, Fault::Malformed))
                .ok(),
        }
    }

    fn day(&mut self, field: &'static str, text: &str) -> Option<Day> {
        match text.trim() {
            "" => None,
            text => text
                .parse()
                .map_err(|_| self.fault(field, Fault::Malformed))
                .ok(),
        }
    }

    /// The day on which a sheet was signed: not before the visit, and not in the future.
    fn signed_on(&mut self, text: &str, visited: Option<Day>, today: Day) -> Option<Day> {
        if text.trim().is_empty() {
            self.fault("signed_on", Fault::Missing);
        }
        let day = self.day("signed_on", text)?;
        if day > today {
            self.fault("signed_on", Fault::InFuture);
        } else if visited.is_some_and(|visited| day < visited) {
            let other = "visited_at";
            self.fault("signed_on", Fault::Before { other });
        }
        Some(day)
    }

    fn matter<'i>(&mut self, input: &'i MatterInput, visited: LocalTime) -> ReadMatter<'i> {
        let promised = input.promise.as_ref().and_then(|promise| {
            let wall = self.time("answer_by", &promise.answer_by)?;
            if promise.answer_by.trim().len() <= DAY_ALONE {
                self.fault("answer_by", Fault::Malformed);
            }
            let told = match promise.told_at.trim() {
                "" => visited,
                text => self.time("told_at", text)?,
            };
            Some(ReadPromise {
                answer_by: self.site.zone().instant(wall),
                wall,
                owner: promise.owner,
                told_at: self.site.zone().instant(told),
                told_by: promise.told_by,
            })
        });
        let rectified = input.rectification.as_ref().and_then(|rectification| {
            let due = self.day("rectification_due", &rectification.due)?;
            Some((rectification.owner, due))
        });
        ReadMatter {
            input,
            promised,
            rectified,
        }
    }
}

/// The length of a day without a time of day.
const DAY_ALONE: usize = "2026-03-16".len();

impl<'i> Form<'i> {
    /// Reads the fields; every one that is not readable comes back.
    pub(super) fn read(
        input: &'i RecordVisit,
        (site, phone): (&Site, Option<DeviceClock>),
        received_at: Instant,
    ) -> Result<Self> {
        let today = site.day(received_at);
        let mut reader = Reader {
            site,
            number: None,
            errors: faults_of_texts(input),
        };
        let visited = reader.time("visited_at", &input.visited_at);
        let next_visit = reader.day("next_visit", &input.next_visit);
        let at = visited.unwrap_or(LocalTime::midnight(site.live_from()));
        let signed_on = input.paper.as_ref().and_then(|paper| {
            let visited = visited.map(LocalTime::day);
            reader.signed_on(&paper.signed_on, visited, today)
        });
        let matters: Vec<ReadMatter<'_>> = (1..)
            .zip(&input.matters)
            .map(|(number, matter)| {
                reader.number = Some(number);
                reader.matter(matter, at)
            })
            .collect();
        if !reader.errors.is_empty() {
            return Err(Error::Invalid(reader.errors));
        }
        Ok(Self {
            input,
            phone,
            received_at,
            visited_at: site.zone().instant(at),
            visited: at,
            matters,
            // A sheet that was signed on a later day names no time.
            signed_at: match signed_on.filter(|day| *day != at.day()) {
                Some(day) => site.zone().start_of(day),
                None => site.zone().instant(at),
            },
            next_visit,
        })
    }

    /// What the procedure still asks for.
    pub(super) fn lacks(&self, at_hand: &AtHand, now: LocalTime) -> Result<Vec<Lack>> {
        let input = self.input;
        let follow_up = &at_hand.follow_up;
        let contents: Vec<(String, Answer)> = input
            .sections
            .iter()
            .map(|section| (section.section.id().to_owned(), answer(section)))
            .collect();
        let matters: Vec<RaisedMatter> = self.matters.iter().map(ReadMatter::raised).collect();
        let people = at_hand.people();
        let unsigned: Vec<u32> = (1..)
            .zip(&at_hand.visitors)
            .filter(|(_, visitor)| visitor.person.is_some_and(|it| !self.has_signed(it)))
            .map(|(number, _)| number)
            .collect();
        let visit = Visit {
            category: follow_up.category,
            severity: follow_up
                .severity
                .unwrap_or(huiyin_domain::Severity::General),
            round: follow_up.round,
            due: follow_up.due,
            at: self.visited,
            now,
            has_time: input.visited_at.trim().len() > DAY_ALONE,
            channel: input.channel,
            channel_reason: &input.channel_reason,
            escalated: follow_up.escalated_at.is_some(),
            // The planner consents by planning it so, with a reason that stays with the plan.
            planner_consented: follow_up.channel == input.channel,
            late_reason: &input.late_reason,
            respondent_known: input.respondent.is_some()
                || !input.respondent_name.trim().is_empty(),
            contents: &contents,
            rating: input.rating,
            solved: input.solved,
            site_check: input.site_check,
            site_check_words: &input.site_check_words,
            customer: self.customer(&people),
            visitors_unsigned: &unsigned,
            paper: match (&input.paper, input.sheet()) {
                (None, _) => Paper::No,
                (Some(_), None) => Paper::WithoutSheet,
                (Some(_), Some(_)) => Paper::WithSheet,
            },
            matters: &matters,
        };
        Ok(at_hand.rules()?.lacks(&visit))
    }

    /// By when the next round is due: the first answer promised, or what is put right; none when nothing is left.
    pub(super) fn next_due(&self, rules: &Rules<'_>) -> Option<Day> {
        let within = i32::try_from(rules.procedure().rounds.next_within_days).unwrap_or(i32::MAX);
        let open = |matter: &ReadMatter<'_>| {
            let promised = matter.promised.map(|promised| promised.wall.day());
            let put_right = matter
                .rectified
                .filter(|_| matter.input.dissatisfaction && !matter.input.settled)
                .map(|(_, due)| self.next_visit.unwrap_or_else(|| due.plus_days(within)));
            promised.into_iter().chain(put_right).min()
        };
        let first = self.matters.iter().filter_map(open).min()?;
        Some(first.max(self.visited.day()))
    }

    fn has_signed(&self, person: PersonId) -> bool {
        let signatures = &self.input.visitor_signatures;
        signatures
            .iter()
            .any(|signature| signature.person == person && !signature.ink.is_empty())
    }

    fn customer(&self, visitors: &[PersonId]) -> CustomerSignature<'i> {
        let input = self.input;
        match &input.refusal {
            Some(refusal) => CustomerSignature::Declined {
                reason: &refusal.reason,
                witness: match refusal.witness {
                    None => Witness::Nobody,
                    Some(person) if visitors.contains(&person) => Witness::Visitor,
                    Some(_) => Witness::Colleague,
                },
            },
            None if input.customer_signature.is_empty() => CustomerSignature::Missing,
            None => CustomerSignature::Signed,
        }
    }
}

impl ReadMatter<'_> {
    fn raised(&self) -> RaisedMatter {
        RaisedMatter {
            kind: self.input.kind,
            dissatisfaction: self.input.dissatisfaction,
            has_words: !self.input.said.trim().is_empty(),
            settled: self.input.settled,
            has_outcome: !self.input.outcome.trim().is_empty(),
            promise: self.promised.map(|promised| Promise {
                answer_by: promised.wall,
                told: promised.told_by.is_some(),
            }),
            rectified_by: self.rectified.map(|(_, due)| due),
        }
    }
}

fn answer(section: &SectionInput) -> Answer {
    let said = section.said.trim();
    match section.rating {
        Some(rating) => Answer::Rated(rating),
        None if !said.is_empty() => Answer::Said(said.to_owned()),
        None if section.none => Answer::Nothing,
        None => Answer::Missing,
    }
}

fn faults_of_texts(input: &RecordVisit) -> Vec<FieldError> {
    let mut faults: Vec<FieldError> = [
        too_long("channel_reason", &input.channel_reason),
        too_long("late_reason", &input.late_reason),
        too_long("respondent_name", &input.respondent_name),
        too_long("site_check_words", &input.site_check_words),
        input.customer_signature.fault("customer_signature"),
    ]
    .into_iter()
    .flatten()
    .collect();
    for section in &input.sections {
        faults.extend(too_long(section.section.id(), &section.said));
    }
    for (number, matter) in (1..).zip(&input.matters) {
        let texts = [("said", &matter.said), ("outcome", &matter.outcome)];
        let found = texts
            .into_iter()
            .filter_map(|(field, text)| too_long(field, text));
        faults.extend(found.map(|fault| fault.of(number)));
    }
    for (number, signature) in (1..).zip(&input.visitor_signatures) {
        let fault = signature.ink.fault("visitor_signature");
        faults.extend(fault.map(|fault| fault.of(number)));
    }
    if let Some(refusal) = &input.refusal {
        faults.extend(too_long("refusal", &refusal.reason));
        faults.extend(refusal.signature.fault("witness_signature"));
    }
    faults
}
