use huiyin_domain::entry::facts::RecordReviewed;
use huiyin_domain::entry::{FollowUpState, Word, Words};
use huiyin_domain::{CommandId, EventId, FollowUpId, RecordId, ReviewId, Step, Topic, Verdict};
use huiyin_rules::Rules;
use huiyin_rules::procedure::{Basis, NonconformingOpens};
use huiyin_store::reviews::{self, ReviewedRow};
use huiyin_store::{Change, Draft, posts};
use serde::{Deserialize, Serialize};

use super::{holders_of, tell_deciders, tell_next_reviewers, tell_visitors};
use crate::posts::{Left, hand_over};
use crate::site::Editions;
use crate::visits::{
    About, AtHand, NextRound, close_for_complaint, plan_next_round, register_linked_complaint,
    too_long,
};
use crate::{App, Asker, Error, Fault, FieldError, Refusal, Result};

/// A supervisor's verdict on a record, with an opinion and a signature.
#[derive(Clone, Debug)]
pub struct ReviewRecord {
    /// The version of the record that was read.
    pub record: RecordId,
    /// The verdict.
    pub verdict: Verdict,
    /// The opinion; for 不合格 at least a sentence.
    pub opinion: String,
    /// The typed name that signs it.
    pub signed_name: String,
}

/// What came of a review.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecordReviewedAnswer {
    /// The review.
    pub review: ReviewId,
    /// How far the follow-up is now.
    pub state: FollowUpState,
    /// The next round that a nonconforming verdict asked for.
    pub next_round: Option<FollowUpId>,
    /// The complaint that a nonconforming verdict opened.
    pub complaint: Option<EventId>,
}

/// A sentence has at least this many characters.
const SENTENCE: usize = 5;

impl App {
    /// Judges a record: accepts it, sends it back to be made up, or finds it nonconforming.
    ///
    /// The steps of the review are taken in order. Whoever visited is refused ([`Refusal::OwnVisit`]); so is who does
    /// not hold the post whose turn it is, or the one above where nobody in that post may
    /// ([`Refusal::NotTheirTurn`]). Another version in the meantime is [`Error::Conflict`].
    pub async fn review_record(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReviewRecord,
    ) -> Result<RecordReviewedAnswer> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(review(change, editions, asker, input))
            })
            .await
    }
}

async fn review(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReviewRecord,
) -> Result<RecordReviewedAnswer> {
    let row = reviews::reviewed(change, input.record)
        .await?
        .ok_or(Error::NotFound)?;
    let at_hand = AtHand::load(change, editions, asker, row.follow_up).await?;
    check_fields(input)?;
    if at_hand.follow_up.record != Some(input.record) {
        return Err(Error::Conflict);
    }
    let (post, last) = turn(change, &at_hand, asker, &row, input.verdict).await?;
    let facts = RecordReviewed {
        review: ReviewId::generate(),
        record: row.record,
        follow_up: row.follow_up,
        obligation: row.obligation,
        event: row.event,
        post: post.clone(),
        verdict: input.verdict,
        last: match input.verdict {
            Verdict::Accepted => last,
            Verdict::Nonconforming => true,
            Verdict::SentBack => false,
        },
        complaint: open_complaint(change, &at_hand, input).await?,
    };
    let step = Step::Review {
        verdict: facts.verdict,
        last: facts.last,
    };
    let answer = RecordReviewedAnswer {
        review: facts.review,
        state: step.leads_to().unwrap_or(at_hand.follow_up.state),
        next_round: None,
        complaint: facts.complaint,
    };
    let words = Words::new()
        .with(Word::Opinion, input.opinion.trim())
        .with_item(Word::SignedName, 1, input.signed_name.trim());
    change
        .append(Draft::new(row.site, facts).about(row.customer, words))
        .await?;
    match input.verdict {
        Verdict::Accepted => {
            let taken = usize::try_from(row.accepted).unwrap_or(usize::MAX);
            let record = (row.record, row.recorded_by);
            tell_next_reviewers(change, &at_hand, record, taken.saturating_add(1)).await?;
            Ok(answer)
        }
        Verdict::SentBack => {
            tell_visitors(change, &at_hand, row.record, Topic::RecordSentBack).await?;
            replace_who_left(change, editions, &at_hand).await?;
            Ok(answer)
        }
        Verdict::Nonconforming => {
            if let Some(complaint) = answer.complaint {
                let said = (post, input.opinion.trim());
                close_for_complaint(change, &at_hand, complaint, said).await?;
            }
            tell_visitors(change, &at_hand, row.record, Topic::RecordNonconforming).await?;
            tell_deciders(change, &at_hand, row.record).await?;
            Ok(RecordReviewedAnswer {
                next_round: plan_corrective_round(change, &at_hand).await?,
                ..answer
            })
        }
    }
}

/// Who visited and has left since cannot make the record up: whoever the rules name visits again.
async fn replace_who_left(
    change: &mut Change<'_>,
    editions: &Editions,
    at_hand: &AtHand,
) -> Result<()> {
    let today = at_hand.site.day(change.at());
    for person in at_hand.people() {
        let held = posts::holdings_of(change, person).await?;
        if held.iter().all(|held| !held.is_on(today)) {
            hand_over(change, editions, person, None, &mut Left::default()).await?;
        }
    }
    Ok(())
}

fn check_fields(input: &ReviewRecord) -> Result<()> {
    let mut errors: Vec<FieldError> = Vec::new();
    let opinion = input.opinion.trim();
    let fault = if opinion.is_empty() {
        Some(Fault::Missing)
    } else if input.verdict == Verdict::Nonconforming && opinion.chars().count() < SENTENCE {
        Some(Fault::TooShort(SENTENCE))
    } else {
        None
    };
    errors.extend(fault.map(|fault| FieldError::new("opinion", fault)));
    errors.extend(too_long("opinion", opinion));
    if input.signed_name.trim().is_empty() {
        errors.push(FieldError::new("signed_name", Fault::Missing));
    }
    errors.extend(too_long("signed_name", &input.signed_name));
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

/// In which post the asker judges now, and whether it is the last opinion needed.
async fn turn(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    asker: &Asker,
    row: &ReviewedRow,
    verdict: Verdict,
) -> Result<(String, bool)> {
    let rules = at_hand.rules()?;
    let posts: Vec<String> = at_hand
        .visitors
        .iter()
        .map(|visitor| visitor.post.clone())
        .collect();
    let steps = rules.review_steps(&posts);
    let done = usize::try_from(row.accepted).unwrap_or(usize::MAX);
    let refuse = |why: Refusal, basis: &Basis| {
        Err(Error::Refused {
            why,
            basis: basis.clone(),
        })
    };
    let Some(step) = steps.get(done) else {
        return refuse(Refusal::FollowUpState, &Basis::default());
    };
    let last = done + 1 == steps.len();
    let review = Step::Review { verdict, last };
    if !at_hand.follow_up.state.takes(review) {
        return refuse(Refusal::FollowUpState, &step.basis);
    }
    let involved = at_hand.involved(row.recorded_by);
    if asker
        .person
        .is_some_and(|person| involved.contains(&person))
    {
        return refuse(Refusal::OwnVisit, &step.basis);
    }
    let today = at_hand.site.day(change.at());
    let holders = holders_of(change, row.site, today).await?;
    match rules.reviewers(step, &holders, &involved) {
        Some((post, people)) if asker.person.is_some_and(|person| people.contains(&person)) => {
            Ok((post.clone(), last))
        }
        _ => refuse(Refusal::NotTheirTurn, &step.basis),
    }
}

/// The complaint as which what was found nonconforming is handled, where the procedure wants one: its own follow-up is
/// the next round.
async fn open_complaint(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    input: &ReviewRecord,
) -> Result<Option<EventId>> {
    let opens = at_hand.rules()?.procedure().nonconforming.opens;
    if input.verdict != Verdict::Nonconforming || opens != NonconformingOpens::LinkedComplaint {
        return Ok(None);
    }
    let (said, at) = (input.opinion.trim(), change.at());
    let complaint = register_linked_complaint(change, at_hand, said, (at, About::Same)).await?;
    Ok(Some(complaint))
}

/// The next round after what was found nonconforming is put right, where no complaint brings one.
async fn plan_corrective_round(
    change: &mut Change<'_>,
    at_hand: &AtHand,
) -> Result<Option<FollowUpId>> {
    let rules = at_hand.rules()?;
    match rules.procedure().nonconforming.opens {
        NonconformingOpens::LinkedComplaint => Ok(None),
        NonconformingOpens::Rectification => {
            let next = after_review(change, at_hand, &rules);
            plan_next_round(change, at_hand, next).await
        }
    }
}

fn after_review(change: &Change<'_>, at_hand: &AtHand, rules: &Rules<'_>) -> NextRound {
    let from = at_hand.site.day(change.at());
    let within = i32::try_from(rules.procedure().rounds.next_within_days).unwrap_or(i32::MAX);
    NextRound {
        from,
        due: from.plus_days(within),
    }
}
