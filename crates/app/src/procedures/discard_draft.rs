use huiyin_domain::{ProcedureDraftId, ScopeId};
use huiyin_store::procedure_drafts;

use super::check_tries;
use crate::{App, Asker, Error, Result};

impl App {
    /// Gives a copy up. One that is gone already is no error.
    pub async fn discard_draft(
        &self,
        asker: &Asker,
        site: ScopeId,
        draft: ProcedureDraftId,
    ) -> Result<()> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        check_tries(
            &site.rules_on(site.day(self.clock().now())),
            asker,
            site.id(),
        )?;
        drop(tx);
        self.db()
            .write((site.id(), draft), |tx, (site, draft)| {
                Box::pin(async move {
                    procedure_drafts::forget(tx, *site, *draft).await?;
                    Ok::<_, Error>(())
                })
            })
            .await
    }
}
