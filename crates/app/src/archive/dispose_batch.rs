use huiyin_domain::entry::Word;
use huiyin_domain::entry::facts::BatchDisposed;
use huiyin_domain::{BatchId, CommandId};
use huiyin_store::{Change, Draft};

use super::{at_hand, check_may_go, check_signature, refused};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::privacy::begin_erasing;
use crate::site::Editions;
use crate::visits::Ink;
use crate::{App, Asker, Refusal, Result};

/// A batch whose paper forms were destroyed; what was said in its records is erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DisposeBatch {
    /// The batch; its time is over, nobody holds it, and a second person approved it.
    pub batch: BatchId,
    /// How the forms were destroyed, and who watched.
    pub how: String,
    /// Who signs for it.
    pub signature: Ink,
}

impl App {
    /// Writes down that the forms of a batch were destroyed, and erases what was said in its records, with their
    /// signatures and files. Never before its time is over, nor while anything in it is held, nor without the approval of
    /// somebody else than who listed it; the list of what was in it stays, with its ratings and days. Of a large batch the first 200 follow-ups are erased here,
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
    let archive = &rules.procedure().archive;
    access::check(&rules, asker, site.id(), Right::KeepArchive)?;
    check_may_go(change, archive, &batch, today).await?;
    if batch.approved_at.is_none() {
        return Err(refused(archive, Refusal::DisposalNotApproved));
    }
    let mut fields = Fields::default();
    let how = fields.required("how", &input.how, LONG);
    fields.check()?;
    check_signature(&input.signature)?;
    let facts = BatchDisposed {
        batch: batch.id,
        site: site.id(),
        post: archive.kept_by.clone(),
    };
    let words = input.signature.words(1).with(Word::Why, how);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    begin_erasing(change, site.id(), batch.id).await
}
