//! Files that hang on something, and those that were sent and hang on nothing yet.

use huiyin_domain::{
    AttachmentId, EventId, FollowUpId, Instant, LetterId, PersonId, Personal, RecordId, ScopeId,
};

use crate::row::Row;
use crate::{Result, Tx};

/// A file that hangs on something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttachmentRow {
    /// The attachment.
    pub id: AttachmentId,
    /// Its site.
    pub site: ScopeId,
    /// The event that it is about, also by way of a record.
    pub event: Option<EventId>,
    /// The record it hangs on.
    pub record: Option<RecordId>,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub length: u64,
    /// Its name; none when it was erased.
    pub file_name: Option<Personal<String>>,
    /// Whether its content was erased.
    pub erased: bool,
}

/// A file that was sent and hangs on nothing yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingRow {
    /// The id that the attachment will have.
    pub id: AttachmentId,
    /// Its site.
    pub site: ScopeId,
    /// The follow-up whose record it is for; none for anything else.
    pub follow_up: Option<FollowUpId>,
    /// The public letter that it shows; none for anything else.
    pub letter: Option<LetterId>,
    /// Its media type, by its content.
    pub media_type: String,
    /// Its length in bytes.
    pub length: u64,
    /// Its name.
    pub file_name: Personal<String>,
    /// The SHA-256 of its content.
    pub content_sha256: Personal<String>,
    /// Whom it is about, where that is known.
    pub words_of: Option<PersonId>,
    /// When it was sent.
    pub added_at: Instant,
    /// By whom; nobody else sees it.
    pub added_by: PersonId,
}

const ATTACHMENT: &str = "select a.id, a.site_id, coalesce(a.event_id, r.event_id) as event_id, a.record_id, \
    a.media_type, a.length, a.file_name, case when a.content_sha256 is null then 1 else 0 end as erased \
    from attachment a left join record r on r.id = a.record_id where a.id = $1";
const PENDING: &str = "select id, site_id, follow_up_id, letter_id, media_type, length, file_name, content_sha256, \
    words_of, added_at, added_by_id from pending_attachment where id = $1 and added_by_id = $2";

/// A file that hangs on something.
pub async fn attachment(tx: &mut Tx, id: AttachmentId) -> Result<Option<AttachmentRow>> {
    tx.optional(ATTACHMENT, &[&id], |row| {
        Ok(AttachmentRow {
            id: row.get("id")?,
            site: row.get("site_id")?,
            event: row.get("event_id")?,
            record: row.get("record_id")?,
            media_type: row.get("media_type")?,
            length: row.get("length")?,
            file_name: row.get("file_name")?,
            erased: row.get("erased")?,
        })
    })
    .await
}

/// A file that somebody sent and that hangs on nothing yet.
pub async fn pending(tx: &mut Tx, id: AttachmentId, by: PersonId) -> Result<Option<PendingRow>> {
    tx.optional(PENDING, &[&id, &by], read_pending).await
}

fn read_pending(row: &Row) -> Result<PendingRow> {
    Ok(PendingRow {
        id: row.get("id")?,
        site: row.get("site_id")?,
        follow_up: row.get("follow_up_id")?,
        letter: row.get("letter_id")?,
        media_type: row.get("media_type")?,
        length: row.get("length")?,
        file_name: row.get("file_name")?,
        content_sha256: row.get("content_sha256")?,
        words_of: row.get("words_of")?,
        added_at: row.get("added_at")?,
        added_by: row.get("added_by_id")?,
    })
}

/// How many files somebody sent for a follow-up that hang on nothing yet.
pub async fn pending_for(tx: &mut Tx, follow_up: FollowUpId, by: PersonId) -> Result<u64> {
    const SQL: &str = "select count(*) as files from pending_attachment \
        where follow_up_id = $1 and added_by_id = $2";
    tx.one(SQL, &[&follow_up, &by], |row| row.get("files"))
        .await
}

/// How many photos somebody sent for a public letter that hang on nothing yet.
pub async fn pending_for_letter(tx: &mut Tx, letter: LetterId, by: PersonId) -> Result<u64> {
    const SQL: &str = "select count(*) as files from pending_attachment \
        where letter_id = $1 and added_by_id = $2";
    tx.one(SQL, &[&letter, &by], |row| row.get("files")).await
}

/// Notes a file before its content is written, so that no content is ever without a row.
pub async fn note_pending(tx: &mut Tx, row: &PendingRow) -> Result<()> {
    const SQL: &str = "insert into pending_attachment (id, site_id, follow_up_id, letter_id, media_type, length, \
        file_name, content_sha256, words_of, added_at, added_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    tx.execute_one(
        SQL,
        &[
            &row.id,
            &row.site,
            &row.follow_up,
            &row.letter,
            &row.media_type,
            &row.length,
            row.file_name.reveal(),
            row.content_sha256.reveal(),
            &row.words_of,
            &row.added_at,
            &row.added_by,
        ],
    )
    .await
}

/// A file hangs on something from now on, or is given up. One of two who do that at once fails.
pub async fn forget_pending(tx: &mut Tx, id: AttachmentId) -> Result<()> {
    const SQL: &str = "delete from pending_attachment where id = $1";
    tx.execute_one(SQL, &[&id]).await
}

/// Forgets the files that were sent before a moment and still hang on nothing, at most `limit`; their contents are
/// to be taken away then.
pub async fn forget_stale(tx: &mut Tx, before: Instant, limit: u32) -> Result<Vec<AttachmentId>> {
    // What a phone sent waits with the visit it belongs to until that is settled.
    const STALE: &str = "select id from pending_attachment where added_at < $1 and not exists \
        (select 1 from phone_conflict c where c.follow_up_id = pending_attachment.follow_up_id \
        and c.sent_by_id = pending_attachment.added_by_id and c.settled_at is null) \
        order by added_at, id limit $2";
    const FORGET: &str = "delete from pending_attachment where id = $1";
    let stale: Vec<AttachmentId> = tx
        .all(STALE, &[&before, &limit], |row| row.get("id"))
        .await?;
    let mut forgotten = Vec::new();
    for id in stale {
        if tx.execute(FORGET, &[&id]).await? > 0 {
            forgotten.push(id);
        }
    }
    Ok(forgotten)
}
