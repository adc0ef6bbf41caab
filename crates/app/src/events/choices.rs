use huiyin_domain::{DepartmentId, PersonId, ScopeId};
use huiyin_store::{follow_ups, imports, people};

use crate::access::{self, Right};
use crate::{App, Asker, Result};

/// What the forms of events offer to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventChoices {
    /// The departments of the site, by name.
    pub departments: Vec<(DepartmentId, String)>,
    /// Who may own the handling of an event: everybody who holds a post here today; none for an erased name.
    pub owners: Vec<(PersonId, Option<String>)>,
}

impl App {
    /// The departments of a site, and who may own the handling of an event. Three statements besides those of the
    /// site.
    pub async fn event_choices(&self, asker: &Asker, site: ScopeId) -> Result<EventChoices> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        access::check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let mut departments: Vec<(DepartmentId, String)> = imports::departments(&mut tx, site.id())
            .await?
            .into_iter()
            .map(|department| (department.id, department.name))
            .collect();
        departments.sort_by(|a, b| a.1.cmp(&b.1));
        let holders = follow_ups::holders(&mut tx, site.id(), today).await?;
        let mut holding: Vec<PersonId> = holders.into_iter().map(|holder| holder.person).collect();
        holding.sort_unstable();
        holding.dedup();
        let owners = people::people(&mut tx, &holding).await?;
        Ok(EventChoices {
            departments,
            owners: owners
                .into_iter()
                .map(|person| (person.id, person.name.map(|name| name.reveal().clone())))
                .collect(),
        })
    }
}
