//! The first start: a link that works once, the company, its first site, its administrator; and further sites.

mod adopt_procedure;
mod first_start;
mod link;
mod open_company;
mod open_site;

pub use adopt_procedure::AdoptProcedure;
pub use first_start::{FirstStart, Started};
pub use open_site::OpenSite;

pub(crate) use adopt_procedure::{check_month, first_of_month};
pub(crate) use open_site::append_procedure;

use huiyin_domain::ScopeId;
use huiyin_store::scopes;

use crate::{App, Result};

/// The installation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Installation {
    /// The company.
    pub company: ScopeId,
    /// Its name.
    pub name: String,
    /// Whether the data is made up: the clock can be moved, and every page says so.
    pub demo: bool,
}

impl App {
    /// The installation; none before it was set up.
    pub async fn installation(&self) -> Result<Option<Installation>> {
        let mut tx = self.db().read().await?;
        let found = scopes::installation(&mut tx).await?;
        Ok(found.map(|row| Installation {
            company: row.company,
            name: row.name,
            demo: row.demo,
        }))
    }
}
