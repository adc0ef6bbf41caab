use huiyin_domain::entry::facts::{ArchiveMonthTakenIn, ExportKeySet};
use huiyin_domain::entry::{Entry, canonical};

use crate::{Error, Result, Tx};

pub(super) async fn export_key_set(tx: &mut Tx, entry: &Entry, facts: &ExportKeySet) -> Result<()> {
    const SQL: &str = "insert into export_key (number, public_key, replaces, endorsement, set_at, set_by_id) \
        values ((select count(*) + 1 from export_key), $1, $2, $3, $4, $5)";
    tx.execute_one(
        SQL,
        &[
            &facts.public_key,
            &facts.replaces,
            &facts.endorsement,
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}

pub(super) async fn taken_in(
    tx: &mut Tx,
    entry: &Entry,
    facts: &ArchiveMonthTakenIn,
) -> Result<()> {
    const SQL: &str = "insert into archive_month (manifest_sha256, month, site_id, site_code, site_name, time_zone, \
        installation_id, demo, made_at, signed_by, anchored, checked, confidential, taken_in_at, taken_in_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict (manifest_sha256) \
        do update set anchored = excluded.anchored, checked = excluded.checked";
    let checked = canonical(&facts.checked).map_err(Error::corrupt)?;
    let confidential = canonical(&facts.confidential).map_err(Error::corrupt)?;
    tx.execute_one(
        SQL,
        &[
            &facts.manifest_sha256,
            &facts.month,
            &facts.site,
            &facts.site_code,
            &facts.site_name,
            &facts.time_zone,
            &facts.installation,
            &facts.demo,
            &facts.made_at,
            &facts.signed_by,
            &facts.anchored,
            &checked,
            &confidential,
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}
