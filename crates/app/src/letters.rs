//! Public letters (公開信): one answer to many households with one problem. Drafted, approved, put up and
//! photographed, and then the follow-ups it answers are made. Clause 11.1.10.

mod add_letter_photos;
mod draft_letter;
mod judge_letter;
mod letters_page;
mod post_letter;
mod withdraw_letter;

pub use add_letter_photos::AddLetterPhotos;
pub use draft_letter::{DraftLetter, LetterForm};
pub use huiyin_store::letters::{AnswerableRow, LetterPhotoRow, LetterRow, LetterStepRow};
pub use judge_letter::JudgeLetter;
pub use letters_page::{AnswerLine, LetterOffer, LetterPage, LettersPage, MayLetter};
pub use post_letter::{PostLetter, Posted};
pub use withdraw_letter::WithdrawLetter;

pub(crate) use letters_page::letter_number;
pub(crate) use post_letter::text_hash;

use huiyin_domain::entry::{FollowUpState, LetterStep};
use huiyin_domain::{Instant, LetterId, PersonId};
use huiyin_rules::Rules;
use huiyin_rules::letters::NotByLetter;
use huiyin_rules::procedure::{Basis, PublicLetter};
use huiyin_store::{Change, Tx, draw, letters};

use crate::access::{Right, has_right};
use crate::site::Editions;
use crate::{Asker, Error, Refusal, Result, Site};

/// A letter that somebody works on, its site kept from others; [`Error::NotFound`] for who has nothing to do with it.
async fn at_hand(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    letter: LetterId,
) -> Result<(LetterRow, Site)> {
    let row = letters::letter(change, letter)
        .await?
        .filter(|row| asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    draw::lock_site(change, row.site).await?;
    // Read again behind the lock: others may have changed it meanwhile.
    let row = letters::letter(change, letter)
        .await?
        .ok_or(Error::NotFound)?;
    let site = editions.site(change, row.site).await?;
    Ok((row, site))
}

/// What the procedure says of letters; refused where it has none.
fn rule<'r>(rules: &Rules<'r>) -> Result<&'r PublicLetter> {
    let rule = rules.procedure().public_letter.as_ref();
    rule.ok_or_else(|| Error::Refused {
        why: Refusal::NoLetters,
        basis: rules.procedure().rounds.basis.clone(),
    })
}

fn refused<T>(rule: &PublicLetter, why: Refusal) -> Result<T> {
    Err(Error::Refused {
        why,
        basis: rule.basis.clone(),
    })
}

/// Why a letter cannot answer a follow-up now, and what says so; none where it can.
fn obstacle(
    rules: &Rules<'_>,
    rule: &PublicLetter,
    row: &AnswerableRow,
) -> Option<(Refusal, Basis)> {
    let procedure = rules.procedure();
    if row.confidential {
        let kept = procedure.confidential.as_ref();
        let basis = kept.map_or_else(|| rule.basis.clone(), |kept| kept.basis.clone());
        return Some((Refusal::LetterConfidential, basis));
    }
    let by_rule = match rule.forbids(row.severity, row.promised) {
        Some(NotByLetter::Grave(severity)) => Some(Refusal::LetterGrave(severity)),
        Some(NotByLetter::Promised) => Some(Refusal::LetterPromised),
        None if row.category.has_list() => Some(Refusal::NotOneMatter),
        None if !is_open(row) => Some(Refusal::FollowUpState),
        None => None,
    };
    by_rule.map(|why| (why, rule.basis.clone()))
}

/// Whether a follow-up is still to be made.
fn is_open(row: &AnswerableRow) -> bool {
    matches!(
        row.state,
        FollowUpState::Planned | FollowUpState::Released | FollowUpState::Taken
    )
}

/// Whether people may know of a follow-up by now.
fn is_known(row: &AnswerableRow, now: Instant) -> bool {
    row.shown_from.is_none_or(|from| from <= now)
}

/// How many households are among follow-ups; those without a known home count by its words, or one each.
pub(crate) fn households<'a>(rows: impl Iterator<Item = &'a AnswerableRow>) -> usize {
    let mut homes: Vec<String> = rows
        .map(|row| match (row.unit_id, &row.unit) {
            (Some(unit), _) => unit.to_string(),
            (None, Some(words)) => words.clone(),
            (None, None) => row.event.to_string(),
        })
        .collect();
    homes.sort_unstable();
    homes.dedup();
    homes.len()
}

/// Everybody who drafted a letter: none of them approves it.
async fn drafters(tx: &mut Tx, letter: LetterId) -> Result<Vec<PersonId>> {
    let steps = letters::steps(tx, letter).await?;
    let drafted = steps.iter().filter(|it| it.step == LetterStep::Drafted);
    Ok(drafted.filter_map(|it| it.person).collect())
}

/// Whether the asker may put a letter up or give it up: who drafted it last, or who plans.
fn may_carry(rules: &Rules<'_>, asker: &Asker, row: &LetterRow) -> bool {
    let own = asker.person.is_some() && asker.person == row.drafted_by;
    has_right(rules, asker, row.site, Right::Plan)
        || (own && has_right(rules, asker, row.site, Right::RegisterEvents))
}
