use huiyin_domain::ScopeId;
use huiyin_store::scopes;

use crate::access::{check, check_company};
use crate::procedures::check_tries;
use crate::{App, Asker, Result, Right, Site};

impl App {
    /// Refuses who does not manage the people of a site: before a page offers the forms for it.
    pub fn check_manages_people(&self, asker: &Asker, site: &Site) -> Result<()> {
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::ManagePeople)
    }

    /// Refuses who may not say which procedure is in force at a site: before a page offers the form.
    pub fn check_manages_procedures(&self, asker: &Asker, site: &Site) -> Result<()> {
        let today = site.day(self.clock().now());
        check(
            &site.rules_on(today),
            asker,
            site.id(),
            Right::ManageProcedures,
        )
    }

    /// Refuses who neither plans nor manages procedures: before a page offers trials and copies.
    pub fn check_tries_procedures(&self, asker: &Asker, site: &Site) -> Result<()> {
        let rules = site.rules_on(site.day(self.clock().now()));
        check_tries(&rules, asker, site.id())
    }

    /// Refuses who may not open sites or give posts of the company: before a page offers it.
    pub fn check_opens_sites(&self, asker: &Asker) -> Result<()> {
        check_company(asker)
    }

    /// The zones of a site by name.
    pub async fn zones(&self, asker: &Asker, site: &Site) -> Result<Vec<(ScopeId, String)>> {
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let mut tx = self.db().read().await?;
        let zones = scopes::zones(&mut tx, site.id()).await?;
        Ok(zones.into_iter().map(|zone| (zone.id, zone.name)).collect())
    }
}
