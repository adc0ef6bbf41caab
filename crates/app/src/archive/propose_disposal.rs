use huiyin_domain::entry::facts::DisposalProposed;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{BatchId, CommandId};
use huiyin_store::{Change, Draft};

use super::{at_hand, check_may_go, refused};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Refusal, Result};

/// A batch that its keeper lists for disposal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposeDisposal {
    /// The batch; its time is over, nobody holds it, and it is not listed yet.
    pub batch: BatchId,
    /// How it is to be destroyed, and who is to watch; always required.
    pub how: String,
}

impl App {
    /// Lists a batch for disposal (`archive_disposal`). By who keeps it; a second person approves, and a hold takes it from
    /// the list again.
    pub async fn propose_disposal(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ProposeDisposal,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(propose(change, editions, asker, input))
            })
            .await
    }
}

async fn propose(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ProposeDisposal,
) -> Result<()> {
    let (batch, site) = at_hand(change, editions, asker, input.batch).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    let archive = &rules.procedure().archive;
    access::check(&rules, asker, site.id(), Right::KeepArchive)?;
    check_may_go(change, archive, &batch, today).await?;
    if batch.proposed_at.is_some() {
        return Err(refused(archive, Refusal::BatchState));
    }
    let mut fields = Fields::default();
    let how = fields.required("how", &input.how, LONG);
    fields.check()?;
    let facts = DisposalProposed {
        batch: batch.id,
        site: site.id(),
        post: archive.kept_by.clone(),
    };
    let words = Words::new().with(Word::Why, how);
    change
        .append(Draft::new(site.id(), facts).about(asker.person, words))
        .await?;
    Ok(())
}
