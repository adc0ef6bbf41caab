use huiyin_domain::entry::facts::{
    Attached, AttachmentAdded, DocumentUploaded, ImportDone, ImportOpened, ImportUndone, Imported,
    MonthClosed,
};
use huiyin_domain::entry::{Entry, Word, canonical};

use crate::{Result, Tx, search};

pub(super) async fn month_closed(tx: &mut Tx, entry: &Entry, facts: &MonthClosed) -> Result<()> {
    const SQL: &str = "insert into month_close (site_id, month, as_of, closed_at, closed_by_id, snapshot) \
        values ($1, $2, $3, $4, $5, $6)";
    let snapshot = canonical(&facts.snapshot)?;
    tx.execute_one(
        SQL,
        &[
            &facts.site,
            &facts.month,
            &facts.as_of,
            &entry.at,
            &entry.actor,
            &snapshot,
        ],
    )
    .await
}

pub(super) async fn import_opened(tx: &mut Tx, entry: &Entry, facts: &ImportOpened) -> Result<()> {
    const SQL: &str = "insert into import (id, site_id, kind, source_name, source_hash, profile, opened_at, opened_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8)";
    tx.execute_one(
        SQL,
        &[
            &facts.import,
            &facts.site,
            &facts.kind,
            &facts.file_name,
            &facts.file_hash,
            &facts.profile,
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}

pub(super) async fn import_done(tx: &mut Tx, entry: &Entry, facts: &ImportDone) -> Result<()> {
    const SQL: &str = "update import set rows_read = $2, created = $3, updated = $4, same = $5, refused = $6, \
        done_at = $7 where id = $1";
    tx.execute_one(
        SQL,
        &[
            &facts.import,
            &facts.rows,
            &facts.created,
            &facts.updated,
            &facts.same,
            &facts.refused,
            &entry.at,
        ],
    )
    .await
}

pub(super) async fn import_undone(tx: &mut Tx, entry: &Entry, facts: &ImportUndone) -> Result<()> {
    const UNDONE: &str = "update import set undone_at = $2 where id = $1";
    const EVENT: &str = "update event set withdrawn_at = $2, version = version + 1 where id = $1";
    for imported in &facts.withdrawn {
        match imported {
            Imported::Event(event) => {
                search::forget(tx, event.uuid()).await?;
                tx.execute_one(EVENT, &[event, &entry.at]).await?;
            }
            Imported::Unit(unit) => {
                search::forget(tx, unit.uuid()).await?;
                tx.execute_one("delete from unit where id = $1", &[unit])
                    .await?;
            }
            Imported::Person(person) => {
                search::forget(tx, person.uuid()).await?;
                tx.execute_one("delete from person where id = $1", &[person])
                    .await?;
            }
            Imported::Post(held) => {
                tx.execute_one("delete from post_held where id = $1", &[held])
                    .await?;
            }
            Imported::Occupancy(occupancy) => {
                tx.execute_one("delete from occupancy where id = $1", &[occupancy])
                    .await?;
            }
            Imported::Department(department) => {
                tx.execute_one("delete from department where id = $1", &[department])
                    .await?;
            }
        }
    }
    if facts.complete {
        tx.execute_one(UNDONE, &[&facts.import, &entry.at]).await?;
    }
    Ok(())
}

pub(super) async fn attachment_added(
    tx: &mut Tx,
    entry: &Entry,
    facts: &AttachmentAdded,
) -> Result<()> {
    const SQL: &str = "insert into attachment (id, site_id, event_id, record_id, letter_id, media_type, length, \
        file_name, content_sha256, words_of, added_at, added_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let (event, record, letter) = match facts.to {
        Attached::Event(event) => (Some(event), None, None),
        Attached::Record(record) => (None, Some(record), None),
        Attached::Letter(letter) => (None, None, Some(letter)),
        Attached::Site(_) => (None, None, None),
    };
    let said = entry.said(&[Word::FileName, Word::FileSha256]);
    tx.execute_one(
        SQL,
        &[
            &facts.attachment,
            &facts.site,
            &event,
            &record,
            &letter,
            &facts.media_type,
            &facts.length,
            &said.get(Word::FileName),
            &said.get(Word::FileSha256),
            &said.of(),
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}

pub(super) async fn document_uploaded(
    tx: &mut Tx,
    entry: &Entry,
    facts: &DocumentUploaded,
) -> Result<()> {
    const SQL: &str = "insert into document (site_id, document, number, attachment_id, uploaded_at, uploaded_by_id) \
        values ($1, $2, $3, $4, $5, $6)";
    tx.execute_one(
        SQL,
        &[
            &facts.site,
            &facts.document,
            &facts.number,
            &facts.attachment,
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}
