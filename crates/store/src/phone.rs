//! What phones sent: how it reached the product, what could not be taken as it was meant, and files on their way.

use huiyin_domain::entry::{ConflictReason, Digest, PhoneWork, VoidCause};
use huiyin_domain::{
    AttachmentId, CommandId, DeviceId, EntryId, EventId, FollowUpId, Instant, PersonId, Personal,
    RecordId, ScopeId,
};

use uuid::Uuid;

use crate::people::PhoneOf;
use crate::row::Row;
use crate::value::Bind;
use crate::{Result, Tx};

/// How a record, a form or a try reached the product from a phone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActRow {
    /// The entry of the journal that says so.
    pub entry: EntryId,
    /// The record, where it is one.
    pub record: Option<RecordId>,
    /// Who sent it.
    pub sent_by: Option<PersonId>,
    /// From which device.
    pub device: Option<DeviceId>,
    /// What the device's browser calls itself.
    pub device_name: Option<Personal<String>>,
    /// When it was done, by the device's clock.
    pub device_at: Instant,
    /// How many milliseconds the server was ahead of the device; none where that was never measured.
    pub offset_ms: Option<i64>,
    /// When that was measured, by the device's clock.
    pub measured_at: Option<Instant>,
    /// When it arrived.
    pub received_at: Instant,
}

/// What stood above a signature while it was drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownRow {
    /// The entry of the journal that says so.
    pub entry: EntryId,
    /// The number of the signature.
    pub number: u32,
    /// When it was signed, by the device's clock.
    pub signed_at: Option<Instant>,
    /// The SHA-256 of the text, as it was written down when it arrived.
    pub sha256: Option<Digest>,
    /// The text; none when there was none, or it was erased.
    pub shown: Option<Personal<String>>,
}

/// What a phone sent and could not be taken as it was meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConflictRow {
    /// The command by which it was sent.
    pub id: CommandId,
    /// The follow-up.
    pub follow_up: FollowUpId,
    /// Its event.
    pub event: EventId,
    /// Its site.
    pub site: ScopeId,
    /// What was meant.
    pub work: PhoneWork,
    /// What had changed.
    pub reason: ConflictReason,
    /// Who sent it.
    pub sent_by: Option<PersonId>,
    /// Their name.
    pub sent_by_name: Option<Personal<String>>,
    /// From which device.
    pub device: Option<DeviceId>,
    /// When it was done, by the device's clock.
    pub device_at: Instant,
    /// How many milliseconds the server was ahead of the device.
    pub offset_ms: Option<i64>,
    /// When that was measured, by the device's clock.
    pub measured_at: Option<Instant>,
    /// When it arrived.
    pub kept_at: Instant,
    /// What was sent, as JSON; none when it was erased.
    pub sent: Option<Personal<String>>,
    /// Whom it is about.
    pub words_of: Option<PersonId>,
    /// When it was settled.
    pub settled_at: Option<Instant>,
    /// The name of who settled it.
    pub settled_by_name: Option<Personal<String>>,
    /// Whether it was entered after all.
    pub entered: Option<bool>,
    /// The record it became.
    pub record: Option<RecordId>,
    /// Why it was settled so.
    pub why: Option<Personal<String>>,
}

/// A file on its way from a phone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UploadRow {
    /// The id that the attachment will have.
    pub id: AttachmentId,
    /// The follow-up whose record it is for.
    pub follow_up: FollowUpId,
    /// Who sends it.
    pub sent_by: PersonId,
    /// Its name.
    pub file_name: Personal<String>,
    /// Its length in bytes.
    pub length: u64,
    /// The SHA-256 that all of it must have.
    pub sha256: Digest,
    /// How much of it is there.
    pub received: u64,
    /// Whom it is about, where that is known.
    pub words_of: Option<PersonId>,
    /// When the last of it arrived.
    pub changed_at: Instant,
}

const CONFLICT: &str = "select c.id, c.follow_up_id, c.event_id, c.site_id, c.work, c.reason, c.sent_by_id, \
    p.name as sent_by_name, c.device_id, c.device_at, c.offset_ms, c.measured_at, c.kept_at, c.sent, c.words_of, \
    c.settled_at, s.name as settled_by_name, c.entered, c.record_id, c.why from phone_conflict c \
    left join person p on p.id = c.sent_by_id left join person s on s.id = c.settled_by_id where c.id = $1";
const CONFLICTS: &str = "select c.id, c.follow_up_id, c.event_id, c.site_id, c.work, c.reason, c.sent_by_id, \
    p.name as sent_by_name, c.device_id, c.device_at, c.offset_ms, c.measured_at, c.kept_at, c.sent, c.words_of, \
    c.settled_at, s.name as settled_by_name, c.entered, c.record_id, c.why from phone_conflict c \
    left join person p on p.id = c.sent_by_id left join person s on s.id = c.settled_by_id \
    where c.follow_up_id = $1 order by c.kept_at, c.id";
const MINE: &str = "select c.id, c.follow_up_id, c.event_id, c.site_id, c.work, c.reason, c.sent_by_id, \
    p.name as sent_by_name, c.device_id, c.device_at, c.offset_ms, c.measured_at, c.kept_at, \
    cast(null as text) as sent, c.words_of, \
    c.settled_at, s.name as settled_by_name, c.entered, c.record_id, c.why from phone_conflict c \
    left join person p on p.id = c.sent_by_id left join person s on s.id = c.settled_by_id \
    where c.sent_by_id = $1 and c.kept_at >= $2 order by c.kept_at, c.id";

fn read_conflict(row: &Row) -> Result<ConflictRow> {
    Ok(ConflictRow {
        id: row.get("id")?,
        follow_up: row.get("follow_up_id")?,
        event: row.get("event_id")?,
        site: row.get("site_id")?,
        work: row.get("work")?,
        reason: row.get("reason")?,
        sent_by: row.get("sent_by_id")?,
        sent_by_name: row.get("sent_by_name")?,
        device: row.get("device_id")?,
        device_at: row.get("device_at")?,
        offset_ms: row.get("offset_ms")?,
        measured_at: row.get("measured_at")?,
        kept_at: row.get("kept_at")?,
        sent: row.get("sent")?,
        words_of: row.get("words_of")?,
        settled_at: row.get("settled_at")?,
        settled_by_name: row.get("settled_by_name")?,
        entered: row.get("entered")?,
        record: row.get("record_id")?,
        why: row.get("why")?,
    })
}

/// What was kept under a command.
pub async fn conflict(tx: &mut Tx, id: CommandId) -> Result<Option<ConflictRow>> {
    tx.optional(CONFLICT, &[&id], read_conflict).await
}

/// The same, kept from others until the transaction ends.
pub async fn conflict_to_change(tx: &mut Tx, id: CommandId) -> Result<Option<ConflictRow>> {
    tx.lock("select id from phone_conflict where id = $1", &[&id])
        .await?;
    conflict(tx, id).await
}

/// All that was kept about a follow-up, settled or not, oldest first.
pub async fn conflicts(tx: &mut Tx, follow_up: FollowUpId) -> Result<Vec<ConflictRow>> {
    tx.all(CONFLICTS, &[&follow_up], read_conflict).await
}

/// What was kept of somebody's work since a moment, oldest first, without what was sent.
pub async fn conflicts_of(
    tx: &mut Tx,
    person: PersonId,
    since: Instant,
) -> Result<Vec<ConflictRow>> {
    tx.all(MINE, &[&person, &since], read_conflict).await
}

/// How a record reached the product from a phone; none for one that did not.
pub async fn act_of_record(tx: &mut Tx, record: RecordId) -> Result<Option<ActRow>> {
    const SQL: &str = "select a.id, a.record_id, a.sent_by_id, a.device_id, d.name as device_name, a.device_at, \
        a.offset_ms, a.measured_at, a.received_at from phone_act a left join device d on d.id = a.device_id \
        where a.record_id = $1";
    tx.optional(SQL, &[&record], |row| {
        Ok(ActRow {
            entry: row.get("id")?,
            record: row.get("record_id")?,
            sent_by: row.get("sent_by_id")?,
            device: row.get("device_id")?,
            device_name: row.get("device_name")?,
            device_at: row.get("device_at")?,
            offset_ms: row.get("offset_ms")?,
            measured_at: row.get("measured_at")?,
            received_at: row.get("received_at")?,
        })
    })
    .await
}

/// What stood above the signatures under a record, in order.
pub async fn shown_of_record(tx: &mut Tx, record: RecordId) -> Result<Vec<ShownRow>> {
    const SQL: &str = "select s.act_id, s.number, s.signed_at, s.sha256, s.shown from phone_act a \
        join phone_shown s on s.act_id = a.id where a.record_id = $1 order by s.number";
    tx.all(SQL, &[&record], |row| {
        Ok(ShownRow {
            entry: row.get("act_id")?,
            number: row.get("number")?,
            signed_at: row.get("signed_at")?,
            sha256: row.get("sha256")?,
            shown: row.get("shown")?,
        })
    })
    .await
}

/// The number of the last command of a device about a follow-up that is done; 0 where none is.
pub async fn seq(tx: &mut Tx, device: DeviceId, follow_up: FollowUpId) -> Result<u64> {
    const SQL: &str = "select coalesce(max(seq), 0) as seq from phone_seq where device_id = $1 and follow_up_id = $2";
    tx.one(SQL, &[&device, &follow_up], |row| row.get("seq"))
        .await
}

/// Notes that the commands of a device about a follow-up are done up to this number.
pub async fn note_seq(
    tx: &mut Tx,
    device: DeviceId,
    follow_up: FollowUpId,
    seq: u64,
) -> Result<()> {
    const SQL: &str = "insert into phone_seq (device_id, follow_up_id, seq) values ($1, $2, $3) \
        on conflict (device_id, follow_up_id) do update set seq = excluded.seq where phone_seq.seq < excluded.seq";
    tx.execute(SQL, &[&device, &follow_up, &seq]).await?;
    Ok(())
}

/// Whether a command was done, whoever asked for it.
pub async fn is_done(tx: &mut Tx, command: CommandId) -> Result<bool> {
    const SQL: &str = "select count(*) as times from command where id = $1";
    let times: i64 = tx.one(SQL, &[&command], |row| row.get("times")).await?;
    Ok(times > 0)
}

const UPLOAD: &str = "select id, follow_up_id, sent_by_id, file_name, length, file_sha256, received, words_of, \
    changed_at from phone_upload where id = $1";

/// A file on its way, whoever sends it.
pub async fn upload(tx: &mut Tx, id: AttachmentId) -> Result<Option<UploadRow>> {
    tx.optional(UPLOAD, &[&id], |row| {
        Ok(UploadRow {
            id: row.get("id")?,
            follow_up: row.get("follow_up_id")?,
            sent_by: row.get("sent_by_id")?,
            file_name: row.get("file_name")?,
            length: row.get("length")?,
            sha256: row.get("file_sha256")?,
            received: row.get("received")?,
            words_of: row.get("words_of")?,
            changed_at: row.get("changed_at")?,
        })
    })
    .await
}

/// The same, kept from others until the transaction ends.
pub async fn upload_to_change(tx: &mut Tx, id: AttachmentId) -> Result<Option<UploadRow>> {
    tx.lock("select id from phone_upload where id = $1", &[&id])
        .await?;
    upload(tx, id).await
}

/// Announces a file; false where one of this id is on its way already.
pub async fn announce(tx: &mut Tx, row: &UploadRow) -> Result<bool> {
    const SQL: &str = "insert into phone_upload (id, follow_up_id, sent_by_id, file_name, length, file_sha256, \
        received, words_of, changed_at) values ($1, $2, $3, $4, $5, $6, 0, $7, $8) on conflict (id) do nothing";
    let values: &[&dyn Bind] = &[
        &row.id,
        &row.follow_up,
        &row.sent_by,
        row.file_name.reveal(),
        &row.length,
        &row.sha256,
        &row.words_of,
        &row.changed_at,
    ];
    Ok(tx.execute(SQL, values).await? > 0)
}

/// Adds a piece at the end of what is there.
pub async fn add_piece(tx: &mut Tx, row: &UploadRow, piece: &[u8], at: Instant) -> Result<()> {
    const PIECE: &str =
        "insert into phone_piece (upload_id, starts_at, content) values ($1, $2, $3)";
    const UPLOAD: &str = "update phone_upload set received = $2, changed_at = $3 where id = $1";
    let received = row.received + piece.len() as u64;
    tx.execute_one(PIECE, &[&row.id, &row.received, &piece])
        .await?;
    tx.execute_one(UPLOAD, &[&row.id, &received, &at]).await
}

/// All of a file that is there.
pub async fn pieces(tx: &mut Tx, id: AttachmentId) -> Result<Vec<u8>> {
    const SQL: &str = "select content from phone_piece where upload_id = $1 order by starts_at";
    let pieces: Vec<Vec<u8>> = tx.all(SQL, &[&id], |row| row.get("content")).await?;
    Ok(pieces.concat())
}

/// Forgets a file on its way; none there is no error.
pub async fn forget_upload(tx: &mut Tx, id: AttachmentId) -> Result<()> {
    tx.execute("delete from phone_piece where upload_id = $1", &[&id])
        .await?;
    tx.execute("delete from phone_upload where id = $1", &[&id])
        .await?;
    Ok(())
}

/// Forgets the files of which nothing arrived since a moment, at most `limit`; how many.
pub async fn forget_stale_uploads(tx: &mut Tx, before: Instant, limit: u32) -> Result<usize> {
    const STALE: &str =
        "select id from phone_upload where changed_at < $1 order by changed_at, id limit $2";
    let stale: Vec<AttachmentId> = tx
        .all(STALE, &[&before, &limit], |row| row.get("id"))
        .await?;
    for id in &stale {
        forget_upload(tx, *id).await?;
    }
    Ok(stale.len())
}

/// Whether a file was taken in whole: it hangs on something, or waits for it. And by whom.
pub async fn finished(tx: &mut Tx, id: AttachmentId) -> Result<Option<(Option<PersonId>, u64)>> {
    const SQL: &str = "select added_by_id, length from attachment where id = $1 \
        union all select added_by_id, length from pending_attachment where id = $1";
    tx.optional(SQL, &[&id], |row| {
        Ok((row.get("added_by_id")?, row.get("length")?))
    })
    .await
}

/// What a visitor should know of a follow-up besides its own row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AroundRow {
    /// When the handling of its event ended.
    pub completed_at: Option<Instant>,
    /// Which version of the event it is.
    pub event_version: u32,
    /// Why its obligation no longer stands.
    pub voided: Option<VoidCause>,
}

/// What a visitor should know of a follow-up besides its own row.
pub async fn around(tx: &mut Tx, follow_up: FollowUpId) -> Result<Option<AroundRow>> {
    const SQL: &str = "select e.completed_at, e.version, o.void_cause from follow_up f \
        join event e on e.id = f.event_id join obligation o on o.id = f.obligation_id where f.id = $1";
    tx.optional(SQL, &[&follow_up], |row| {
        Ok(AroundRow {
            completed_at: row.get("completed_at")?,
            event_version: row.get("version")?,
            voided: row.get("void_cause")?,
        })
    })
    .await
}

/// Notes that full numbers are handed out to a device, each at most once since a moment. Two statements.
pub async fn note_phones(
    tx: &mut Tx,
    phones: &[PhoneOf],
    (viewer, device): (PersonId, Option<DeviceId>),
    (since, at): (Instant, Instant),
) -> Result<usize> {
    const KNOWN: &str = "select target_kind, target_id from phone_view where viewer_id = $1 and viewed_at >= $2 \
        and (device_id = $3 or (device_id is null and $3 is null))";
    const NOTE: &str =
        "insert into phone_view (target_kind, target_id, viewer_id, viewed_at, device_id) values";
    let known: Vec<(String, Uuid)> = tx
        .all(KNOWN, &[&viewer, &since, &device], |row| {
            Ok((row.get("target_kind")?, row.get("target_id")?))
        })
        .await?;
    let mut fresh: Vec<(&str, Uuid)> = phones
        .iter()
        .map(|of| of.target())
        .filter(|(kind, id)| !known.iter().any(|it| it.0 == *kind && it.1 == *id))
        .collect();
    fresh.sort_unstable();
    fresh.dedup();
    let rows: Vec<[&dyn Bind; 5]> = fresh
        .iter()
        .map(|(kind, id)| -> [&dyn Bind; 5] { [kind, id, &viewer, &at, &device] })
        .collect();
    tx.insert_rows(NOTE, &rows).await?;
    Ok(fresh.len())
}
