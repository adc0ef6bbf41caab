use huiyin_domain::{DepartmentId, PersonId, Personal, ScopeId};
use huiyin_store::{imports, people};

use crate::access::check;
use crate::{App, Asker, Result, Right};

/// A department or an outside contractor of a site.
#[derive(Clone, Debug)]
pub struct Department {
    /// The department.
    pub id: DepartmentId,
    /// Its name.
    pub name: String,
    /// Who heads it, and their name.
    pub head: Option<(PersonId, Option<Personal<String>>)>,
    /// Whether it is an outside contractor.
    pub contractor: bool,
    /// The post that answers for a contractor.
    pub responsible_post: Option<String>,
}

impl App {
    /// The departments and contractors of a site, by name.
    pub async fn departments(&self, asker: &Asker, site: ScopeId) -> Result<Vec<Department>> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let rows = imports::departments(&mut tx, site.id()).await?;
        let heads: Vec<PersonId> = rows.iter().filter_map(|row| row.head).collect();
        let names = people::people(&mut tx, &heads).await?;
        let head = |person: PersonId| {
            let mut known = names.iter();
            let known = known.find(|known| known.id == person);
            (person, known.and_then(|known| known.name.clone()))
        };
        Ok(rows
            .into_iter()
            .map(|row| Department {
                id: row.id,
                name: row.name,
                head: row.head.map(head),
                contractor: row.contractor,
                responsible_post: row.responsible_post,
            })
            .collect())
    }
}
