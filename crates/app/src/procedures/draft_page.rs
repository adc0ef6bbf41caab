use std::sync::Arc;

use huiyin_domain::{ProcedureDraftId, ScopeId};
use huiyin_rules::procedure::{Edition, Problem};
use huiyin_store::procedure_drafts::{self, ProcedureDraftRow};

use super::{base, check_tries};
use crate::{App, Asker, Error, Result};

/// A copy that is being edited, with what is wrong with it.
#[derive(Clone, Debug)]
pub struct DraftPage {
    /// The copy as it is kept.
    pub row: ProcedureDraftRow,
    /// What it was made of.
    pub base: Arc<Edition>,
    /// What it says, or all that is wrong with it.
    pub read: Result<Arc<Edition>, Vec<Problem>>,
    /// Whether the asker may adopt it.
    pub may_adopt: bool,
}

impl App {
    /// A copy, for whom plans or manages procedures.
    pub async fn procedure_draft(
        &self,
        asker: &Asker,
        site: ScopeId,
        id: ProcedureDraftId,
    ) -> Result<DraftPage> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        check_tries(&rules, asker, site.id())?;
        let row = procedure_drafts::draft(&mut tx, site.id(), id).await?;
        let row = row.ok_or(Error::NotFound)?;
        let base = Arc::new(base(&row)?);
        Ok(DraftPage {
            read: Edition::parse_copy(&row.content, &base).map(Arc::new),
            base,
            row,
            may_adopt: self.check_manages_procedures(asker, &site).is_ok(),
        })
    }
}
