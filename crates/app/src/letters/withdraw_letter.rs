use huiyin_domain::entry::facts::LetterWithdrawn;
use huiyin_domain::entry::{LetterState, Word, Words};
use huiyin_domain::{CommandId, LetterId};
use huiyin_store::{Change, Draft};

use super::{at_hand, may_carry, refused, rule};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result};

/// A letter that is given up before it is put up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WithdrawLetter {
    /// The letter.
    pub letter: LetterId,
    /// The draft that was seen.
    pub version: u32,
    /// Why; always required.
    pub why: String,
}

impl App {
    /// Gives a letter up before it is put up: what it was to answer is followed up as planned. By who drafted it, or who
    /// plans.
    pub async fn withdraw_letter(
        &self,
        asker: &Asker,
        command: CommandId,
        input: WithdrawLetter,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(withdraw(change, editions, asker, input))
            })
            .await
    }
}

async fn withdraw(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &WithdrawLetter,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.letter).await?;
    let rules = site.rules_on(site.day(change.at()));
    let rule = rule(&rules)?;
    if !may_carry(&rules, asker, &row) {
        access::check(&rules, asker, site.id(), Right::Plan)?;
    }
    if matches!(row.state, LetterState::Posted | LetterState::Withdrawn) {
        return refused(rule, Refusal::LetterState);
    }
    if row.version != input.version {
        return Err(Error::Conflict);
    }
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let facts = LetterWithdrawn {
        letter: row.id,
        site: site.id(),
    };
    let words = Words::new().with(Word::Why, why);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    Ok(())
}
