use huiyin_domain::entry::facts::{Counted, FollowUpLettered, LetterPosted};
use huiyin_domain::entry::{Digest, LetterSection, LetterState, LetterStep, Word, Words};
use huiyin_domain::{AttachmentId, CommandId, Day, LetterId, RecordId, ReviewId, Window};
use huiyin_rules::procedure::PublicLetter;
use huiyin_store::letters::{AnswerableRow, LetterRow, LetterStepRow};
use huiyin_store::{Change, Draft, Error as StoreError, letters};
use serde::{Deserialize, Serialize};

use super::add_letter_photos::Photos;
use super::{at_hand, may_carry, obstacle, refused, rule};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG, NAME};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Site};

/// An approved letter that was put up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PostLetter {
    /// The letter.
    pub letter: LetterId,
    /// The draft that was put up.
    pub version: u32,
    /// Where it hangs.
    pub place: String,
    /// Since which day, as typed.
    pub from: String,
    /// Until which day, as typed.
    pub until: String,
    /// Why it is late, where a window ended before that day.
    pub late_reason: String,
    /// Photos of it as it hangs, sent before ([`App::keep_attachment`]); more can follow while it hangs.
    pub photos: Vec<AttachmentId>,
}

/// What a letter did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Posted {
    /// How many follow-ups it made.
    pub answered: usize,
    /// How many it was to make and could not any more.
    pub left_out: usize,
}

impl App {
    /// Puts down where and since when an approved letter hangs. The follow-ups it answers are made by it, on the day of
    /// posting, and its approval is their review. What was followed up otherwise meanwhile, became grave or confidential or
    /// was promised an answer of its own, is left out.
    pub async fn post_letter(
        &self,
        asker: &Asker,
        command: CommandId,
        input: PostLetter,
    ) -> Result<Posted> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(post(change, editions, asker, input))
            })
            .await
    }
}

async fn post(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &PostLetter,
) -> Result<Posted> {
    let (row, site) = at_hand(change, editions, asker, input.letter).await?;
    let rules = site.rules_on(site.day(change.at()));
    let rule = rule(&rules)?;
    if !may_carry(&rules, asker, &row) {
        access::check(&rules, asker, site.id(), Right::Plan)?;
    }
    if row.state != LetterState::Approved {
        return refused(rule, Refusal::LetterState);
    }
    if row.version != input.version {
        return Err(Error::Conflict);
    }
    let steps = letters::steps(change, row.id).await?;
    let mut approvals = steps.iter().filter(|it| it.step == LetterStep::Approved);
    let approval = approvals.next_back();
    let Some(approval) = approval else {
        return Err(StoreError::Corrupt("nobody approved the letter".to_owned()).into());
    };
    let all = letters::answers(change, row.id).await?;
    let chosen: Vec<&AnswerableRow> = all
        .iter()
        .filter(|it| obstacle(&rules, rule, it).is_none())
        .collect();
    if chosen.is_empty() {
        return refused(rule, Refusal::NothingToAnswer);
    }
    let read = read(change, &site, (rule, approval), (&chosen, input))?;
    let photos = Photos::find(change, row.id, asker.person, &input.photos).await?;
    change
        .append(Draft::new(
            site.id(),
            LetterPosted {
                letter: row.id,
                site: site.id(),
                place: read.place.clone(),
                from: read.from,
                until: read.until,
            },
        ))
        .await?;
    photos.attach(change, row.id).await?;
    for it in &chosen {
        let facts = lettered(&site, rule, (&row, it), (&read, approval))?;
        let reason = read.late_reason.clone().filter(|_| late(facts.counted));
        let words = Words::new().with_some(Word::Lateness, reason);
        let draft = Draft::new(site.id(), facts).about(asker.person, words);
        change.append(draft).await?;
    }
    Ok(Posted {
        answered: chosen.len(),
        left_out: all.len() - chosen.len(),
    })
}

/// Place and days, as they were read.
struct Read {
    place: String,
    from: Day,
    until: Day,
    late_reason: Option<String>,
}

fn read(
    change: &Change<'_>,
    site: &Site,
    (rule, approval): (&PublicLetter, &LetterStepRow),
    (chosen, input): (&[&AnswerableRow], &PostLetter),
) -> Result<Read> {
    let mut fields = Fields::default();
    let place = fields.required("place", &input.place, NAME);
    let from: Option<Day> = fields.parsed_required("from", &input.from);
    let until: Option<Day> = fields.parsed_required("until", &input.until);
    let late_reason = fields.optional("late_reason", &input.late_reason, LONG);
    if let Some(from) = from {
        if from > site.day(change.at()) {
            fields.wrong("from", Fault::InFuture);
        }
        if from < site.day(approval.done_at) {
            fields.wrong("from", Fault::Before { other: "approval" });
        }
        if until.is_some_and(|until| until < from) {
            fields.wrong("until", Fault::Before { other: "from" });
        }
        let is_late = |it: &AnswerableRow| {
            window(it).is_ok_and(|window| late(rule.counted(window, it.working_limit, from)))
        };
        if late_reason.is_none() && chosen.iter().any(|it| is_late(it)) {
            fields.wrong("late_reason", Fault::Missing);
        }
    }
    fields.check()?;
    match (from, until) {
        (Some(from), Some(until)) => Ok(Read {
            place,
            from,
            until,
            late_reason,
        }),
        _ => Err(Error::Invalid(Vec::new())),
    }
}

/// Whether a follow-up counts, and came after its time.
const fn late(counted: Counted) -> bool {
    counted.completes && !counted.in_time
}

fn window(row: &AnswerableRow) -> Result<Window> {
    Ok(Window::new(row.window_from, row.window_to)
        .map_err(|error| StoreError::Corrupt(error.to_string()))?)
}

fn lettered(
    site: &Site,
    rule: &PublicLetter,
    (letter, row): (&LetterRow, &AnswerableRow),
    (read, approval): (&Read, &LetterStepRow),
) -> Result<FollowUpLettered> {
    Ok(FollowUpLettered {
        letter: letter.id,
        record: RecordId::generate(),
        version: 1,
        follow_up: row.follow_up,
        obligation: row.obligation,
        event: row.event,
        site: site.id(),
        posted_at: site.zone().start_of(read.from),
        posted_on: read.from,
        text_hash: text_hash(letter),
        counted: rule.counted(window(row)?, row.working_limit, read.from),
        review: ReviewId::generate(),
        post: approval.post.clone().unwrap_or_default(),
        approved_by: approval.person,
        approved_at: approval.done_at,
    })
}

/// The SHA-256 of the sections of a letter, one after the other, each ended by 0x1F.
pub(crate) fn text_hash(letter: &LetterRow) -> Digest {
    let sections = LetterSection::ALL.iter();
    let text: Vec<String> = sections
        .map(|section| format!("{}\u{1f}", letter.text(*section)))
        .collect();
    Digest::of(text.concat().as_bytes())
}
