use huiyin_domain::entry::facts::NonconformingDecided;
use huiyin_domain::entry::{FollowUpState, Word, Words};
use huiyin_domain::{CommandId, Instant, RecordId};
use huiyin_store::{Change, Draft, Tx, records, reviews};

use super::holders_of;
use crate::fields::{Fields, LONG, NAME};
use crate::site::Editions;
use crate::visits::AtHand;
use crate::{App, Asker, Error, Refusal, Result};

/// How what was found nonconforming is handled: the manager's opinion on the same record, signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideNonconforming {
    /// The version of the record that was found nonconforming.
    pub record: RecordId,
    /// How it is handled; required.
    pub opinion: String,
    /// The typed name that signs it; required.
    pub signed_name: String,
}

impl App {
    /// Writes the handling opinion (處理意見) on a record that was found nonconforming (四.5): once, by the manager or,
    /// where they visited or nobody holds the post, by the one above.
    ///
    /// Refused where it is not nonconforming ([`Refusal::FollowUpState`]), was decided on ([`Refusal::Settled`]), to
    /// whoever visited ([`Refusal::OwnVisit`]) and to everybody else ([`Refusal::NotTheirTurn`]).
    pub async fn decide_nonconforming(
        &self,
        asker: &Asker,
        command: CommandId,
        input: DecideNonconforming,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(decide(change, editions, asker, input))
            })
            .await
    }

    /// Whether the asker may write the handling opinion on a record now; else what it would be refused for.
    pub async fn check_decision(&self, asker: &Asker, record: RecordId) -> Result<()> {
        let mut tx = self.db().read().await?;
        let row = reviews::reviewed(&mut tx, record)
            .await?
            .ok_or(Error::NotFound)?;
        let at_hand = AtHand::read(&mut tx, self.editions(), asker, row.follow_up).await?;
        if at_hand.follow_up.record != Some(record) {
            return Err(Error::Conflict);
        }
        decider(&mut tx, self.clock().now(), &at_hand, asker).await?;
        Ok(())
    }
}

async fn decide(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &DecideNonconforming,
) -> Result<()> {
    let row = reviews::reviewed(change, input.record)
        .await?
        .ok_or(Error::NotFound)?;
    let at_hand = AtHand::load(change, editions, asker, row.follow_up).await?;
    let mut fields = Fields::default();
    let opinion = fields.required("opinion", &input.opinion, LONG);
    let signed_name = fields.required("signed_name", &input.signed_name, NAME);
    fields.check()?;
    if at_hand.follow_up.record != Some(input.record) {
        return Err(Error::Conflict);
    }
    let now = change.at();
    let post = decider(change, now, &at_hand, asker).await?;
    let facts = NonconformingDecided {
        record: row.record,
        event: row.event,
        post,
    };
    let words =
        Words::new()
            .with(Word::Opinion, &opinion)
            .with_item(Word::SignedName, 1, &signed_name);
    change
        .append(Draft::new(row.site, facts).about(row.customer, words))
        .await?;
    Ok(())
}

/// In which post the asker decides.
async fn decider(tx: &mut Tx, now: Instant, at_hand: &AtHand, asker: &Asker) -> Result<String> {
    let rules = at_hand.rules()?;
    let refuse = |why| {
        Err(Error::Refused {
            why,
            basis: rules.procedure().nonconforming.basis.clone(),
        })
    };
    if at_hand.follow_up.state != FollowUpState::Nonconforming {
        return refuse(Refusal::FollowUpState);
    }
    let decided = records::decisions(tx, at_hand.follow_up.obligation).await?;
    if decided
        .iter()
        .any(|it| Some(it.record) == at_hand.follow_up.record)
    {
        return refuse(Refusal::Settled);
    }
    if at_hand.visitor(asker).is_some() {
        return refuse(Refusal::OwnVisit);
    }
    let today = at_hand.site.day(now);
    let holders = holders_of(tx, at_hand.site.id(), today).await?;
    match rules.deciders(&holders, &at_hand.people()) {
        Some((post, people)) if asker.person.is_some_and(|person| people.contains(&person)) => {
            Ok(post.clone())
        }
        _ => refuse(Refusal::NotTheirTurn),
    }
}
