//! Sites, and the procedures in force at them.

use huiyin_domain::entry::Digest;
use huiyin_domain::{Day, EventId, Instant, Month, ScopeId};

use crate::row::Row;
use crate::{Result, Tx};

/// A site (管理處).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteRow {
    /// The site.
    pub id: ScopeId,
    /// Its code in files and running numbers.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The name of its time zone.
    pub time_zone: String,
    /// Events completed before this day are history.
    pub live_from: Day,
}

impl SiteRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            code: row.get("site_code")?,
            name: row.get("name")?,
            time_zone: row.get("time_zone")?,
            live_from: row.get("live_from")?,
        })
    }
}

const SITE: &str = "select id, site_code, name, time_zone, live_from from scope \
    where id = $1 and kind = 'site'";
const SITE_OF_CODE: &str = "select id, site_code, name, time_zone, live_from from scope \
    where site_code = $1";
const SITES: &str = "select id, site_code, name, time_zone, live_from from scope \
    where kind = 'site' order by site_code";
const ADOPTED: &str = "select from_month, procedure_hash from site_procedure \
    where site_id = $1 order by from_month";
const ALL_ADOPTED: &str = "select site_id, from_month, procedure_hash from site_procedure \
    order by site_id, from_month";
const PROCEDURE_TEXT: &str = "select content from procedure_version where hash = $1";

/// A site, when there is one of this id.
pub async fn site(tx: &mut Tx, id: ScopeId) -> Result<Option<SiteRow>> {
    tx.optional(SITE, &[&id], SiteRow::read).await
}

/// The site of a code.
pub async fn site_of_code(tx: &mut Tx, code: &str) -> Result<Option<SiteRow>> {
    tx.optional(SITE_OF_CODE, &[&code], SiteRow::read).await
}

/// All sites, by code.
pub async fn sites(tx: &mut Tx) -> Result<Vec<SiteRow>> {
    tx.all(SITES, &[], SiteRow::read).await
}

/// The versions a site adopted: from which month on, and the hash of the text; oldest first.
pub async fn adopted(tx: &mut Tx, site: ScopeId) -> Result<Vec<(Month, Digest)>> {
    tx.all(ADOPTED, &[&site], |row| {
        Ok((row.get("from_month")?, row.get("procedure_hash")?))
    })
    .await
}

/// The same of every site: site, month and hash, of each site oldest first.
pub async fn all_adopted(tx: &mut Tx) -> Result<Vec<(ScopeId, Month, Digest)>> {
    tx.all(ALL_ADOPTED, &[], |row| {
        Ok((
            row.get("site_id")?,
            row.get("from_month")?,
            row.get("procedure_hash")?,
        ))
    })
    .await
}

/// The canonical text of a version.
pub async fn procedure_text(tx: &mut Tx, hash: Digest) -> Result<String> {
    tx.one(PROCEDURE_TEXT, &[&hash], |row| row.get("content"))
        .await
}

/// Whether an event of a site was completed at a moment or later.
pub async fn has_completions_since(tx: &mut Tx, site: ScopeId, since: Instant) -> Result<bool> {
    const SQL: &str = "select id from event where site_id = $1 and completed_at >= $2 and withdrawn_at is null limit 1";
    let found: Option<EventId> = tx
        .optional(SQL, &[&site, &since], |row| row.get("id"))
        .await?;
    Ok(found.is_some())
}
