//! Where somebody works: what every page has to know before it says anything.

use huiyin_domain::Personal;
use huiyin_store::{accounts, outbox, sites};

use crate::{App, Asker, Result, Site};

/// Somebody at a site.
#[derive(Clone, Debug)]
pub struct Workplace {
    /// The site they are at; none when they hold no post anywhere today.
    pub site: Option<Site>,
    /// Code and name of the other sites they belong to, by code.
    pub others: Vec<(String, String)>,
    /// Their name; none when they were erased.
    pub name: Option<Personal<String>>,
    /// How many of their notices they did not read.
    pub unread: u64,
    /// How many notices of the site could not be delivered, for those who can do something about it; else 0.
    pub undelivered: u64,
}

impl App {
    /// The asker's own name, and a site they belong to: the one of this code where it is theirs, else the first by
    /// code.
    pub async fn workplace(&self, asker: &Asker, code: Option<&str>) -> Result<Workplace> {
        let mut tx = self.db().read().await?;
        let name = match asker.person {
            Some(person) => accounts::account(&mut tx, person).await?,
            None => None,
        };
        let mut theirs = sites::sites(&mut tx).await?;
        theirs.retain(|site| asker.belongs_to(site.id));
        let wanted = theirs
            .iter()
            .find(|site| Some(site.code.as_str()) == code)
            .or_else(|| theirs.first());
        let site = match wanted {
            Some(site) => Some(self.editions().site(&mut tx, site.id).await?),
            None => None,
        };
        let at = site.as_ref().map(Site::id);
        theirs.retain(|row| Some(row.id) != at);
        let unread = match asker.person {
            Some(person) => outbox::unread(&mut tx, person).await?,
            None => 0,
        };
        let undelivered = match &site {
            Some(site) if self.check_manages_people(asker, site).is_ok() => {
                outbox::count_undelivered(&mut tx, Some(site.id())).await?
            }
            _ => 0,
        };
        Ok(Workplace {
            unread,
            undelivered,
            site,
            others: theirs.into_iter().map(|row| (row.code, row.name)).collect(),
            name: name.and_then(|account| account.name),
        })
    }
}
