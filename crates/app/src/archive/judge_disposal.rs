use huiyin_domain::entry::Word;
use huiyin_domain::entry::facts::DisposalJudged;
use huiyin_domain::{BatchId, CommandId};
use huiyin_store::{Change, Draft};

use super::{at_hand, check_may_go, check_signature, is_own_list, refused};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::visits::Ink;
use crate::{App, Asker, Refusal, Result};

/// What a second person decides on a batch that is listed for disposal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JudgeDisposal {
    /// The batch; listed, and not approved yet.
    pub batch: BatchId,
    /// Whether it may be disposed of; else it is taken from the list.
    pub approved: bool,
    /// What they say of it; required where it is not approved.
    pub opinion: String,
    /// Their signature; required where it is approved.
    pub signature: Ink,
}

impl App {
    /// Approves the disposal of a batch, or does not (`archive_disposal`). By the post that the procedure names, and never by
    /// who listed it ([`Refusal::OwnDisposal`]).
    pub async fn judge_disposal(
        &self,
        asker: &Asker,
        command: CommandId,
        input: JudgeDisposal,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(judge(change, editions, asker, input))
            })
            .await
    }
}

async fn judge(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &JudgeDisposal,
) -> Result<()> {
    let (batch, site) = at_hand(change, editions, asker, input.batch).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    let archive = &rules.procedure().archive;
    access::check(&rules, asker, site.id(), Right::ApproveDisposal)?;
    if batch.proposed_at.is_none() || batch.approved_at.is_some() {
        return Err(refused(archive, Refusal::BatchState));
    }
    if is_own_list(asker, &batch) {
        return Err(refused(archive, Refusal::OwnDisposal));
    }
    let mut fields = Fields::default();
    let opinion = if input.approved {
        check_may_go(change, archive, &batch, today).await?;
        fields.optional("opinion", &input.opinion, LONG)
    } else {
        Some(fields.required("opinion", &input.opinion, LONG))
    };
    fields.check()?;
    let signature = if input.approved {
        check_signature(&input.signature)?;
        input.signature.clone()
    } else {
        Ink::default()
    };
    let facts = DisposalJudged {
        batch: batch.id,
        site: site.id(),
        post: rules.procedure().approves_disposal().clone(),
        approved: input.approved,
    };
    let words = signature.words(1).with_some(Word::Opinion, opinion);
    change
        .append(Draft::new(site.id(), facts).about(asker.person, words))
        .await?;
    Ok(())
}
