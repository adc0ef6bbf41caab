use huiyin_domain::entry::facts::BatchReceived;
use huiyin_domain::{BatchId, CommandId};
use huiyin_store::{Change, Draft};

use super::{at_hand, is_ready, refused};
use crate::access::{self, Right};
use crate::fields::wrong;
use crate::site::Editions;
use crate::visits::Ink;
use crate::{App, Asker, Error, Fault, Refusal, Result};

/// A batch that is received for keeping.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceiveBatch {
    /// The batch; read, where the procedure has somebody read it.
    pub batch: BatchId,
    /// Who receives it.
    pub signature: Ink,
}

impl App {
    /// Receives a batch for keeping (四.7): from now on it is kept for as long as the procedure asks.
    pub async fn receive_batch(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReceiveBatch,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(receive(change, editions, asker, input))
            })
            .await
    }
}

async fn receive(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReceiveBatch,
) -> Result<()> {
    let (batch, site) = at_hand(change, editions, asker, input.batch).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    let archive = &rules.procedure().archive;
    access::check(&rules, asker, site.id(), Right::KeepArchive)?;
    if !is_ready(archive, &batch) {
        return Err(refused(archive, Refusal::BatchState));
    }
    check_signature(&input.signature)?;
    let facts = BatchReceived {
        batch: batch.id,
        site: site.id(),
        post: archive.kept_by.clone(),
        keep_until: archive.keep_until(today),
    };
    let draft = Draft::new(site.id(), facts).about(asker.person, input.signature.words(1));
    change.append(draft).await?;
    Ok(())
}

/// What has to be signed is signed, by drawing or by typing a name.
pub(crate) fn check_signature(signature: &Ink) -> Result<()> {
    if let Some(error) = signature.fault("signature") {
        return Err(Error::Invalid(vec![error]));
    }
    if signature.is_empty() {
        return Err(wrong("signature", Fault::Missing));
    }
    Ok(())
}
