use huiyin_domain::entry::ScopeKind;
use huiyin_domain::entry::facts::ScopeOpened;
use huiyin_domain::{CommandId, ScopeId};
use huiyin_store::{Change, Draft, draw, scopes};

use crate::access::check;
use crate::fields::{Fields, NAME, wrong};
use crate::site::Editions;
use crate::{App, Asker, Fault, Result, Right};

/// A zone (責任區) as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenZone {
    /// Its site.
    pub site: ScopeId,
    /// Its name, unique in the site.
    pub name: String,
}

impl App {
    /// Opens a zone of a site.
    pub async fn open_zone(
        &self,
        asker: &Asker,
        command: CommandId,
        zone: &OpenZone,
    ) -> Result<ScopeId> {
        let mut fields = Fields::default();
        let name = fields.required("name", &zone.name, NAME);
        fields.check()?;
        let opened = ScopeOpened {
            scope: ScopeId::generate(),
            kind: ScopeKind::Zone,
            parent: zone.site,
            name,
        };
        let input = (self.editions().clone(), asker.clone(), opened);
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, (editions, asker, opened)| {
                Box::pin(open_now(change, editions, asker, opened))
            })
            .await
    }
}

async fn open_now(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    opened: &ScopeOpened,
) -> Result<ScopeId> {
    draw::lock_site(change, opened.parent).await?;
    let site = editions.site(change, opened.parent).await?;
    let rules = site.rules_on(site.day(change.at()));
    check(&rules, asker, opened.parent, Right::ManagePeople)?;
    let zones = scopes::zones(change, opened.parent).await?;
    if zones.iter().any(|zone| zone.name == opened.name) {
        return Err(wrong("name", Fault::Taken));
    }
    change
        .append(Draft::new(opened.parent, opened.clone()))
        .await?;
    Ok(opened.scope)
}
