use huiyin_domain::entry::Entry;
use huiyin_domain::entry::facts::PersonErased;
use huiyin_domain::{EventId, PersonId};

use crate::personal::{PERSON, WORDS_OF};
use crate::tx::sql_text;
use crate::{Result, Tx, search};

/// Empties every column with words about a person, so that the tables are as if they had never been said. The journal
/// itself loses the words when the entry is sealed.
pub(super) async fn person_erased(tx: &mut Tx, entry: &Entry, facts: &PersonErased) -> Result<()> {
    // By the row above, because its own row does not say whom the words are about: so before that is emptied.
    const CONTENTS: &str = "update record_content set said = null where record_id in (select id from record where words_of = $1)";
    const EVENTS: &str = "select id from event where words_of = $1";
    const NOTE: &str = "insert into erasure (person_id, entry_id, erased_at) values ($1, $2, $3) \
        on conflict (person_id) do update set entry_id = excluded.entry_id, erased_at = excluded.erased_at";
    let person = facts.person;
    tx.execute(CONTENTS, &[&person]).await?;
    let events: Vec<EventId> = tx.all(EVENTS, &[&person], |row| row.get("id")).await?;
    forget_elsewhere(tx, person).await?;
    for (table, columns) in WORDS_OF {
        let sql = format!(
            "update {table} set {} = null, words_of = null where words_of = $1",
            columns.join(" = null, ")
        );
        tx.execute(sql_text(sql), &[&person]).await?;
    }
    for event in events {
        search::index_event(tx, event).await?;
    }
    let sql = format!(
        "update person set {} = null, erased_at = $2 where id = $1",
        PERSON.join(" = null, ")
    );
    tx.execute_one(sql_text(sql), &[&person, &entry.at]).await?;
    tx.execute_one(NOTE, &[&person, &entry.id, &entry.at]).await
}

/// What is not journalled but holds words about the person too.
async fn forget_elsewhere(tx: &mut Tx, person: PersonId) -> Result<()> {
    const BLOBS: &str = "delete from blob_chunk where blob_id in (select id from attachment where words_of = $1 \
        union all select id from pending_attachment where words_of = $1)";
    const PENDING: &str = "delete from pending_attachment where words_of = $1";
    const PIECES: &str = "delete from phone_piece where upload_id in (select id from phone_upload where words_of = $1)";
    const UPLOADS: &str = "delete from phone_upload where words_of = $1";
    const SEARCH: &str = "delete from search_term where target_id = $1";
    const IMPORTED: &str = "update import_finding set value_words = null where exists (select 1 from import_row r \
        where r.import_id = import_finding.import_id and r.row_number = import_finding.row_number \
        and r.target_id = $1)";
    const NOTICES: &str = "delete from outbox where person_id = $1";
    for sql in [BLOBS, PENDING, PIECES, UPLOADS, SEARCH, IMPORTED, NOTICES] {
        tx.execute(sql, &[&person]).await?;
    }
    Ok(())
}
