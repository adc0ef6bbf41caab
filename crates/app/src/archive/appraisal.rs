use huiyin_domain::{Month, ScopeId};
use huiyin_rules::procedure::Basis;
use huiyin_store::appraisal::{self, AppraisalRow};

use crate::access::{self, Right, has_right};
use crate::{App, Asker, Error, Result, Site};

/// What serves the appraisal of staff in a month: figures, no score and no ranking. Clause 四.8.
#[derive(Clone, Debug)]
pub struct AppraisalPage {
    /// The site.
    pub site: Site,
    /// The month in which the follow-ups were due.
    pub month: Month,
    /// A row for each person; the asker's own alone, unless they see everybody's.
    pub rows: Vec<AppraisalRow>,
    /// Whether the asker sees everybody's.
    pub sees_all: bool,
    /// What says so.
    pub basis: Basis,
}

impl App {
    /// What serves the appraisal of staff in a month. [`Error::NotFound`] under a procedure that knows no appraisal.
    pub async fn appraisal(
        &self,
        asker: &Asker,
        site: ScopeId,
        month: Month,
    ) -> Result<AppraisalPage> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let rules = site.rules_on(site.day(self.clock().now()));
        access::check(&rules, asker, site.id(), Right::See)?;
        let rule = rules.procedure().appraisal.as_ref();
        let basis = rule.ok_or(Error::NotFound)?.basis.clone();
        let sees_all = has_right(&rules, asker, site.id(), Right::Appraise);
        let only = asker.person.filter(|_| !sees_all);
        let days = (month.first_day(), month.last_day());
        let rows = appraisal::appraisal(&mut tx, site.id(), days, only).await?;
        Ok(AppraisalPage {
            site,
            month,
            rows,
            sees_all,
            basis,
        })
    }
}
