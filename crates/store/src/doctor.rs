//! Checks of an installation: whether its chains hold, whether everything it refers to is there.

use std::collections::BTreeMap;

use huiyin_domain::entry::ChainError;
use huiyin_domain::{AttachmentId, ScopeId};

use crate::blobs::BlobStore;
use crate::journal::verify_chains;
use crate::{Db, Result, Tx};

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Finding {
    /// The database says that its own file or pages are damaged.
    #[error("the database reports: {0}")]
    Damaged(String),
    /// A row refers to one that is not there.
    #[error("a row of {table} refers to a row of {target} that is not there")]
    Dangling {
        /// The table.
        table: String,
        /// The table it refers to.
        target: String,
    },
    /// A chain of the journal does not hold.
    #[error("the journal of {scope} does not hold: {error}")]
    Chain {
        /// The company or site.
        scope: ScopeId,
        /// Where and how.
        error: ChainError,
    },
    /// The content of an attachment is missing, or not of its length.
    #[error(
        "the content of attachment {attachment} is missing or cut off ({found} of {length} bytes)"
    )]
    MissingBlob {
        /// The attachment.
        attachment: AttachmentId,
        /// Its length as it was written down.
        length: u64,
        /// What is there.
        found: u64,
    },
    /// A content that no attachment names: of an upload that was never finished, or of a file that was erased.
    #[error("a content of {length} bytes belongs to no attachment ({blob})")]
    OrphanedBlob {
        /// Its id.
        blob: AttachmentId,
        /// Its length.
        length: u64,
    },
}

/// Contents listed at a time.
const PIECE: u32 = 1000;

/// Looks at everything; what is wrong. Reads the whole journal, so it takes a while.
pub async fn examine(db: &Db, blobs: &dyn BlobStore) -> Result<Vec<Finding>> {
    let mut tx = db.read().await?;
    let mut findings = harms(&mut tx).await?;
    findings.extend(compare_blobs(&mut tx, blobs).await?);
    Ok(findings)
}

/// What no sound installation has, however it was worked with: damaged pages, rows that refer to nothing, chains that
/// do not hold.
pub(crate) async fn harms(tx: &mut Tx) -> Result<Vec<Finding>> {
    let mut findings = damages(tx).await?;
    for report in verify_chains(tx).await? {
        if let Some(error) = report.broken {
            findings.push(Finding::Chain {
                scope: report.scope,
                error,
            });
        }
    }
    Ok(findings)
}

async fn damages(tx: &mut Tx) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    if let Some(sql) = tx.dialect().damages() {
        let reports: Vec<String> = tx.all(sql, &[], |row| row.get("report")).await?;
        findings.extend(reports.into_iter().map(Finding::Damaged));
    }
    if let Some(sql) = tx.dialect().dangling() {
        let dangling = tx
            .all(sql, &[], |row| {
                Ok(Finding::Dangling {
                    table: row.get("table_name")?,
                    target: row.get("target")?,
                })
            })
            .await?;
        findings.extend(dangling);
    }
    Ok(findings)
}

/// Holds the attachments against the contents. An erased attachment has none, and needs none.
async fn compare_blobs(tx: &mut Tx, blobs: &dyn BlobStore) -> Result<Vec<Finding>> {
    const SQL: &str = "select id, length, case when content_sha256 is null then 1 else 0 end as erased from attachment";
    // What was sent and waits to be used is nobody's yet, and no fault: it goes after a day.
    const PENDING: &str = "select id from pending_attachment";
    let attachments: Vec<(AttachmentId, u64, bool)> = tx
        .all(SQL, &[], |row| {
            Ok((row.get("id")?, row.get("length")?, row.get("erased")?))
        })
        .await?;
    let pending: Vec<AttachmentId> = tx.all(PENDING, &[], |row| row.get("id")).await?;
    let mut there = all_blobs(blobs).await?;
    there.retain(|blob, _| !pending.contains(blob));
    let mut findings = Vec::new();
    for (attachment, length, erased) in attachments {
        if erased {
            continue;
        }
        let found = there.remove(&attachment).unwrap_or_default();
        if found != length {
            findings.push(Finding::MissingBlob {
                attachment,
                length,
                found,
            });
        }
    }
    findings.extend(
        there
            .into_iter()
            .map(|(blob, length)| Finding::OrphanedBlob { blob, length }),
    );
    Ok(findings)
}

async fn all_blobs(blobs: &dyn BlobStore) -> Result<BTreeMap<AttachmentId, u64>> {
    let mut all = BTreeMap::new();
    loop {
        let after = all.last_key_value().map(|(id, _)| *id);
        let more = blobs.list(after, PIECE).await?;
        if more.is_empty() {
            return Ok(all);
        }
        all.extend(more);
    }
}
