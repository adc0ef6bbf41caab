use huiyin_domain::entry::facts::{DeviceClock, PhoneWorkSettled};
use huiyin_domain::{CommandId, FollowUpId, PersonId, RecordId, Topic};
use huiyin_store::{Change, Draft, Error as StoreError, phone};

use super::command::Work;
use super::conflict::{clock, may_settle, tell_of, work};
use crate::accounts::posts_today;
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::visits::{AtHand, TakeForms, note, record, take};
use crate::{App, Asker, Error, Refusal, Result};

/// How something that a phone sent and that did not fit is settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettleConflict {
    /// The command by which it was sent.
    pub conflict: CommandId,
    /// Whether it is entered after all; else it is set aside.
    pub enter: bool,
    /// Why; required. What was sent stays on record either way.
    pub why: String,
}

impl App {
    /// Settles what a phone sent and did not fit: by whoever plans or visits. Entering it does what the phone meant,
    /// for its sender and with the same checks; setting it aside changes nothing else. Its record, where it became
    /// one.
    pub async fn settle_conflict(
        &self,
        asker: &Asker,
        command: CommandId,
        input: SettleConflict,
    ) -> Result<Option<RecordId>> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(settle(change, editions, asker, input))
            })
            .await
    }
}

async fn settle(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &SettleConflict,
) -> Result<Option<RecordId>> {
    let row = phone::conflict_to_change(change, input.conflict).await?;
    let row = row.ok_or(Error::NotFound)?;
    let at_hand = AtHand::load(change, editions, asker, row.follow_up).await?;
    let basis = at_hand.rules()?.procedure().plan.basis.clone();
    if !may_settle(&at_hand, asker)? {
        return Err(Error::Forbidden {
            right: crate::Right::Plan,
            posts: vec![at_hand.rules()?.procedure().plan.by.clone()],
            basis,
        });
    }
    if row.settled_at.is_some() {
        return Err(Error::Refused {
            why: Refusal::Settled,
            basis,
        });
    }
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let record = if input.enter {
        let clock = clock(&row);
        let work = work(&row, &clock).ok_or(Error::NotFound)?;
        let sender = sender(change, asker, &row).await?;
        enter(change, (editions, &sender), row.follow_up, work, clock).await?
    } else {
        None
    };
    let facts = PhoneWorkSettled {
        conflict: row.id,
        follow_up: row.follow_up,
        event: row.event,
        entered: input.enter,
        record,
    };
    let draft = Draft::new(row.site, facts).because(row.words_of, why);
    change.append(draft).await?;
    let sender: Vec<PersonId> = row.sent_by.into_iter().collect();
    tell_of(change, &at_hand, &sender, Topic::PhoneWorkSettled).await?;
    Ok(record)
}

/// Who sent it, with the posts they hold now.
async fn sender(change: &mut Change<'_>, asker: &Asker, row: &phone::ConflictRow) -> Result<Asker> {
    let person = row
        .sent_by
        .ok_or_else(|| StoreError::Corrupt("work of a phone that nobody sent".to_owned()))?;
    let now = change.at();
    Ok(Asker {
        person: Some(person),
        device: row.device,
        lang: asker.lang,
        posts: posts_today(change, person, now).await?,
        seen: None,
    })
}

async fn enter(
    change: &mut Change<'_>,
    at: (&Editions, &Asker),
    follow_up: FollowUpId,
    work: Work,
    clock: DeviceClock,
) -> Result<Option<RecordId>> {
    match work {
        Work::Record(input) => {
            let answer = record(change, at, &input, Some(clock)).await?;
            Ok(Some(answer.record))
        }
        Work::Form(signature) => {
            let input = TakeForms {
                follow_ups: vec![follow_up],
                signature,
            };
            take(change, at, &input, Some(clock)).await?;
            Ok(None)
        }
        Work::Try(input) => {
            note(change, at, &input, Some(clock)).await?;
            Ok(None)
        }
    }
}
