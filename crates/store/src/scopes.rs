//! The tree of scopes: the company, its regions, sites and zones; and the installation itself.

use huiyin_domain::entry::ScopeKind;
use huiyin_domain::{InstallationId, ScopeId};

use crate::row::Row;
use crate::{Result, Tx};

/// A place in the tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScopeRow {
    /// The place.
    pub id: ScopeId,
    /// What it is.
    pub kind: ScopeKind,
    /// What it is a part of; none for the company.
    pub parent: Option<ScopeId>,
    /// Its name.
    pub name: String,
    /// A site's code.
    pub code: Option<String>,
}

impl ScopeRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            parent: row.get("parent_id")?,
            name: row.get("name")?,
            code: row.get("site_code")?,
        })
    }
}

/// The installation and its company.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstallationRow {
    /// The installation.
    pub id: InstallationId,
    /// The company.
    pub company: ScopeId,
    /// Its name.
    pub name: String,
    /// Whether the data is made up.
    pub demo: bool,
}

const INSTALLATION: &str = "select i.id, i.company_id, s.name, i.demo from installation i \
    join scope s on s.id = i.company_id";
const SCOPE: &str = "select id, kind, parent_id, name, site_code from scope where id = $1";
const ZONES: &str = "select id, kind, parent_id, name, site_code from scope where parent_id = $1 and kind = 'zone' order by name, id";
const PLACES: &str = "select id, kind, parent_id, name, site_code from scope where kind in ('company', 'region', 'site') order by name, id";
const SITES_UNDER: &str = "with recursive under (id, kind) as (\
    select id, kind from scope where id = $1 \
    union all select s.id, s.kind from scope s join under u on s.parent_id = u.id) \
    select id from under where kind = 'site' order by id";

/// The installation, once its company was opened.
pub async fn installation(tx: &mut Tx) -> Result<Option<InstallationRow>> {
    tx.optional(INSTALLATION, &[], |row| {
        Ok(InstallationRow {
            id: row.get("id")?,
            company: row.get("company_id")?,
            name: row.get("name")?,
            demo: row.get("demo")?,
        })
    })
    .await
}

/// A place, when there is one of this id.
pub async fn scope(tx: &mut Tx, id: ScopeId) -> Result<Option<ScopeRow>> {
    tx.optional(SCOPE, &[&id], ScopeRow::read).await
}

/// The company, its regions and its sites, by name.
pub async fn places(tx: &mut Tx) -> Result<Vec<ScopeRow>> {
    tx.all(PLACES, &[], ScopeRow::read).await
}

/// The zones of a site, by name.
pub async fn zones(tx: &mut Tx, site: ScopeId) -> Result<Vec<ScopeRow>> {
    tx.all(ZONES, &[&site], ScopeRow::read).await
}

/// The sites of a region or the company.
pub async fn sites_under(tx: &mut Tx, scope: ScopeId) -> Result<Vec<ScopeId>> {
    tx.all(SITES_UNDER, &[&scope], |row| row.get("id")).await
}
