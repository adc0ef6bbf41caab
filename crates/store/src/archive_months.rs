//! Months that were exported elsewhere and taken in: what they are, and their files in pieces.

use std::collections::BTreeMap;

use huiyin_domain::entry::Digest;
use huiyin_domain::{EventId, InstallationId, Instant, Month, Personal, ScopeId};

use crate::row::Row;
use crate::tx::sql_text;
use crate::{Result, Tx};

/// The size of a piece of a file, in bytes: small enough that nobody waits for one to be written.
pub const PIECE: usize = 256 * 1024;

/// A month that was taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArchiveMonthRow {
    /// The SHA-256 of its manifest.
    pub manifest_sha256: Digest,
    /// The month.
    pub month: Month,
    /// The site it is of, as it was elsewhere.
    pub site: ScopeId,
    /// That site's code.
    pub site_code: String,
    /// That site's name.
    pub site_name: String,
    /// That site's time zone.
    pub time_zone: String,
    /// The installation that made it.
    pub installation: InstallationId,
    /// Whether its data is made up.
    pub demo: bool,
    /// When it was made.
    pub made_at: Instant,
    /// The key it is signed with, 64 hex digits.
    pub signed_by: String,
    /// Whether it fits what was noted outside of the office.
    pub anchored: bool,
    /// What was looked at when it was checked.
    pub checked: BTreeMap<String, u64>,
    /// The events whose words are confidential.
    pub confidential: Vec<EventId>,
    /// When it was taken in first.
    pub taken_in_at: Instant,
    /// The name of who did; none for the shell, and once they are erased.
    pub taken_in_by: Option<Personal<String>>,
}

const COLUMNS: &str = "select a.manifest_sha256, a.month, a.site_id, a.site_code, a.site_name, a.time_zone, \
    a.installation_id, a.demo, a.made_at, a.signed_by, a.anchored, a.checked, a.confidential, a.taken_in_at, \
    p.name as taken_in_by from archive_month a left join person p on p.id = a.taken_in_by_id";

fn read(row: &Row) -> Result<ArchiveMonthRow> {
    Ok(ArchiveMonthRow {
        manifest_sha256: row.get("manifest_sha256")?,
        month: row.get("month")?,
        site: row.get("site_id")?,
        site_code: row.get("site_code")?,
        site_name: row.get("site_name")?,
        time_zone: row.get("time_zone")?,
        installation: row.get("installation_id")?,
        demo: row.get("demo")?,
        made_at: row.get("made_at")?,
        signed_by: row.get("signed_by")?,
        anchored: row.get("anchored")?,
        checked: row.json("checked")?,
        confidential: row.json("confidential")?,
        taken_in_at: row.get("taken_in_at")?,
        taken_in_by: row.get("taken_in_by")?,
    })
}

/// The months that were taken in, by site, the latest month first, at most `limit`.
pub async fn months(tx: &mut Tx, limit: u32) -> Result<Vec<ArchiveMonthRow>> {
    let sql = format!(
        "{COLUMNS} order by a.site_code, a.month desc, a.made_at desc, a.manifest_sha256 limit $1"
    );
    tx.all(sql_text(sql), &[&limit], read).await
}

/// One of them.
pub async fn month(tx: &mut Tx, manifest: Digest) -> Result<Option<ArchiveMonthRow>> {
    let sql = format!("{COLUMNS} where a.manifest_sha256 = $1");
    tx.optional(sql_text(sql), &[&manifest], read).await
}

/// A piece of a file of it, from 1; none after the last, and where the files are not here.
pub async fn piece(
    tx: &mut Tx,
    manifest: Digest,
    name: &str,
    number: u64,
) -> Result<Option<Vec<u8>>> {
    const SQL: &str = "select content from archive_month_piece where manifest_sha256 = $1 and name = $2 and number = $3";
    tx.optional(SQL, &[&manifest, &name, &number], |row| row.get("content"))
        .await
}

/// Keeps a piece of a file. Not journalled.
pub async fn keep_piece(
    tx: &mut Tx,
    manifest: Digest,
    name: &str,
    (number, content): (u64, &Vec<u8>),
) -> Result<()> {
    const SQL: &str = "insert into archive_month_piece (manifest_sha256, name, number, content) values ($1, $2, $3, $4)";
    tx.execute_one(SQL, &[&manifest, &name, &number, content])
        .await
}

/// Takes a file of it away, if it is there.
pub async fn forget_file(tx: &mut Tx, manifest: Digest, name: &str) -> Result<()> {
    const SQL: &str = "delete from archive_month_piece where manifest_sha256 = $1 and name = $2";
    tx.execute(SQL, &[&manifest, &name]).await?;
    Ok(())
}

/// Takes away all files of one that was not taken in after all.
pub async fn forget_files(tx: &mut Tx, manifest: Digest) -> Result<()> {
    const SQL: &str = "delete from archive_month_piece where manifest_sha256 = $1 \
        and not exists (select 1 from archive_month where manifest_sha256 = $1)";
    tx.execute(SQL, &[&manifest]).await?;
    Ok(())
}
