use std::sync::Arc;

use huiyin_domain::{Instant, Month, Personal, ProcedureDraftId, ScopeId};
use huiyin_rules::procedure::Edition;
use huiyin_store::procedure_drafts::{self, ProcedureDraftRow};

use super::{Offer, Which, check_tries, edition, sound};
use crate::access::{Right, check};
use crate::{App, Asker, Result};

/// The versions in force at a site, and what it is preparing.
#[derive(Clone, Debug)]
pub struct Versions {
    /// What was adopted, by the month from which it is in force.
    pub adopted: Vec<Version>,
    /// The copies that are being edited, the latest first; none for who neither plans nor manages procedures.
    pub drafts: Vec<DraftLine>,
    /// What a release of the product brought that the site does not follow yet.
    pub offers: Vec<Offer>,
    /// Whether the asker may try and compare.
    pub may_try: bool,
    /// Whether the asker may edit and adopt.
    pub may_manage: bool,
}

/// A version that a site adopted.
#[derive(Clone, Debug)]
pub struct Version {
    /// From which month on it is in force.
    pub from: Month,
    /// When it was adopted.
    pub at: Instant,
    /// By whom; none for the product itself, or when they were erased.
    pub by: Option<Personal<String>>,
    /// What it says.
    pub edition: Arc<Edition>,
}

/// A copy that is being edited.
#[derive(Clone, Debug)]
pub struct DraftLine {
    /// The copy.
    pub id: ProcedureDraftId,
    /// The copy as it is kept.
    pub row: ProcedureDraftRow,
    /// What it says, where it is sound.
    pub edition: Option<Arc<Edition>>,
}

impl App {
    /// The versions of a site, for everybody at it.
    pub async fn procedure_versions(&self, asker: &Asker, site: ScopeId) -> Result<Versions> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        let rules = site.rules_on(today);
        check(&rules, asker, site.id(), Right::See)?;
        let may_try = check_tries(&rules, asker, site.id()).is_ok();
        let may_manage = self.check_manages_procedures(asker, &site).is_ok();
        let rows = procedure_drafts::adoptions(&mut tx, site.id()).await?;
        let adopted = rows
            .into_iter()
            .zip(site.versions())
            .map(|(row, (from, hash, edition))| Version {
                from,
                at: row.at,
                by: row.by,
                edition: site
                    .edition(hash)
                    .unwrap_or_else(|| Arc::new(edition.clone())),
            });
        let adopted = adopted.collect();
        let drafts = if may_try {
            procedure_drafts::drafts(&mut tx, site.id()).await?
        } else {
            Vec::new()
        };
        Ok(Versions {
            adopted,
            drafts: drafts.into_iter().map(draft_line).collect(),
            offers: super::offers::offers(&site),
            may_try,
            may_manage,
        })
    }

    /// A version, for whom plans or manages procedures; one that was adopted or comes with the product for everybody.
    pub async fn procedure_edition(
        &self,
        asker: &Asker,
        site: ScopeId,
        which: &Which,
    ) -> Result<Arc<Edition>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        check(&rules, asker, site.id(), Right::See)?;
        if matches!(which, Which::Draft(_)) {
            check_tries(&rules, asker, site.id())?;
        }
        edition(&mut tx, &site, which).await
    }
}

fn draft_line(row: ProcedureDraftRow) -> DraftLine {
    DraftLine {
        id: row.id,
        edition: sound(&row).ok().map(Arc::new),
        row,
    }
}
