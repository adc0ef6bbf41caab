//! The documents that a site uploaded, version by version.

use huiyin_domain::{AttachmentId, Instant, Personal, ScopeId};

use crate::{Result, Tx};

/// One version of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentRow {
    /// Which document, as the procedure calls it.
    pub document: String,
    /// Which version, from 1.
    pub number: u32,
    /// Its file.
    pub attachment: AttachmentId,
    /// The name of the file.
    pub file_name: Option<Personal<String>>,
    /// When it was uploaded.
    pub uploaded_at: Instant,
    /// By whom.
    pub uploaded_by: Option<Personal<String>>,
}

/// All versions of all documents of a site, the latest of each first.
pub async fn documents(tx: &mut Tx, site: ScopeId) -> Result<Vec<DocumentRow>> {
    const SQL: &str = "select d.document, d.number, d.attachment_id, a.file_name, d.uploaded_at, p.name \
        from document d join attachment a on a.id = d.attachment_id left join person p on p.id = d.uploaded_by_id \
        where d.site_id = $1 order by d.document, d.number desc";
    tx.all(SQL, &[&site], |row| {
        Ok(DocumentRow {
            document: row.get("document")?,
            number: row.get("number")?,
            attachment: row.get("attachment_id")?,
            file_name: row.get("file_name")?,
            uploaded_at: row.get("uploaded_at")?,
            uploaded_by: row.get("name")?,
        })
    })
    .await
}
