use huiyin_domain::entry::Word;
use huiyin_domain::entry::facts::BatchDisposed;
use huiyin_domain::{BatchId, CommandId, Day};
use huiyin_store::archive::BatchRow;
use huiyin_store::{Change, Draft, privacy};

use super::receive_batch::check_signature;
use super::{at_hand, refused};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::privacy::begin_erasing;
use crate::site::Editions;
use crate::visits::Ink;
use crate::{App, Asker, Refusal, Result};

/// A batch whose paper forms were destroyed; what was said in its records is erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DisposeBatch {
    /// The batch; its time is over, and nobody holds it.
    pub batch: BatchId,
    /// How the forms were destroyed, and who watched.
    pub how: String,
    /// Who signs for it.
    pub signature: Ink,
}

impl App {
    /// Writes down that the forms of a batch were destroyed, and erases what was said in its records, with their
    /// signatures and files. Never before its time is over, nor while anything in it is held, and by a person only; the
    /// list of what was in it stays, with its ratings and days. Of a large batch the first 200 follow-ups are erased here,
    /// and the deadline job goes on.
    pub async fn dispose_batch(
        &self,
        asker: &Asker,
        command: CommandId,
        input: DisposeBatch,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(dispose(change, editions, asker, input))
            })
            .await
    }
}

async fn dispose(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &DisposeBatch,
) -> Result<()> {
    let (batch, site) = at_hand(change, editions, asker, input.batch).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    access::check(&rules, asker, site.id(), Right::KeepArchive)?;
    if let Some(why) = kept(&batch, today) {
        return Err(refused(&rules.procedure().archive, why));
    }
    if privacy::is_held_in(change, batch.id, today).await? {
        return Err(refused(&rules.procedure().archive, Refusal::HeldWithin));
    }
    let mut fields = Fields::default();
    let how = fields.required("how", &input.how, LONG);
    fields.check()?;
    check_signature(&input.signature)?;
    let facts = BatchDisposed {
        batch: batch.id,
        site: site.id(),
        post: rules.procedure().archive.kept_by.clone(),
    };
    let words = input.signature.words(1).with(Word::Why, how);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    begin_erasing(change, site.id(), batch.id).await
}

/// Why a batch may not be disposed of on a day; nothing where it may.
pub(super) fn kept(batch: &BatchRow, today: Day) -> Option<Refusal> {
    let (Some(until), None) = (batch.keep_until, batch.disposed_at) else {
        return Some(Refusal::BatchState);
    };
    if batch.held {
        return Some(Refusal::KeptLonger(None));
    }
    (today <= until).then_some(Refusal::KeptLonger(Some(until)))
}
