use huiyin_domain::PersonId;
use huiyin_domain::entry::facts::{
    ErasedFor, HeldThing, HoldLifted, HoldPlaced, PersonRestricted, RequestReceived,
    RequestSettled, WordsErased,
};
use huiyin_domain::entry::{Entry, Word};

use crate::personal::{OF_EVENT, OF_FOLLOW_UP, PERSON, columns_of};
use crate::tx::sql_text;
use crate::value::Bind;
use crate::{Result, Tx, search};

pub(super) async fn request_received(
    tx: &mut Tx,
    entry: &Entry,
    facts: &RequestReceived,
) -> Result<()> {
    const SQL: &str = "insert into privacy_request (id, site_id, person_id, kind, received_on, due, law, identity, \
        asked, identity_words, words_of, received_at, received_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let said = entry.said(&[Word::Asked, Word::Identity]);
    let values: [&dyn Bind; 13] = [
        &facts.request,
        &facts.site,
        &facts.person,
        &facts.kind,
        &facts.received_on,
        &facts.due,
        &facts.law,
        &facts.identity,
        &said.get(Word::Asked),
        &said.get(Word::Identity),
        &said.of(),
        &entry.at,
        &entry.actor,
    ];
    tx.execute_one(SQL, &values).await
}

pub(super) async fn request_settled(
    tx: &mut Tx,
    entry: &Entry,
    facts: &RequestSettled,
) -> Result<()> {
    const SQL: &str = "insert into privacy_outcome (request_id, outcome, ground, rest_from, settled_at, settled_by_id, \
        why, words_of) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values: [&dyn Bind; 8] = [
        &facts.request,
        &facts.outcome,
        &facts.ground,
        &facts.rest_from,
        &entry.at,
        &entry.actor,
        &entry.why(),
        &entry.said(&[Word::Why]).of(),
    ];
    tx.execute_one(SQL, &values).await
}

pub(super) async fn person_restricted(
    tx: &mut Tx,
    entry: &Entry,
    facts: &PersonRestricted,
) -> Result<()> {
    const SQL: &str = "update person set restricted_at = $2 where id = $1";
    let at = facts.restricted.then_some(entry.at);
    tx.execute_one(SQL, &[&facts.person, &at]).await
}

pub(super) async fn hold_placed(tx: &mut Tx, entry: &Entry, facts: &HoldPlaced) -> Result<()> {
    const SQL: &str = "insert into hold (id, site_id, target_kind, target_id, until, placed_at, placed_by_id, why, words_of) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let kind = match facts.on {
        HeldThing::Person(_) => "person",
        HeldThing::Event(_) => "event",
        HeldThing::Record(_) => "record",
    };
    let values: [&dyn Bind; 9] = [
        &facts.hold,
        &facts.site,
        &kind,
        &facts.on.uuid(),
        &facts.until,
        &entry.at,
        &entry.actor,
        &entry.why(),
        &entry.said(&[Word::Why]).of(),
    ];
    tx.execute_one(SQL, &values).await
}

pub(super) async fn hold_lifted(tx: &mut Tx, entry: &Entry, facts: &HoldLifted) -> Result<()> {
    const SQL: &str = "insert into hold_end (hold_id, lifted_at, lifted_by_id, why, words_of) values ($1, $2, $3, $4, $5)";
    let of = entry.said(&[Word::Why]).of();
    let values: [&dyn Bind; 5] = [&facts.hold, &entry.at, &entry.actor, &entry.why(), &of];
    tx.execute_one(SQL, &values).await
}

/// Empties every column with words of these things, whoever they are about, so that the tables are as if nothing had been
/// said. The journal itself loses the words when the entry is sealed.
pub(super) async fn words_erased(tx: &mut Tx, entry: &Entry, facts: &WordsErased) -> Result<()> {
    const BATCH: &str = "update archive_batch set erased_at = $2 where id = $1";
    const EVENT: &str = "update event set erased_at = $2 where id = $1";
    const IMPORTED: &str = "update import_finding set value_words = null where exists (select 1 from import_row r \
        where r.import_id = import_finding.import_id and r.row_number = import_finding.row_number \
        and r.target_id = $1)";
    const FOLLOW_UP: &str = "update follow_up set erased_at = $2 where id = $1";
    const FOLLOW_UPS: &str = "update follow_up set erased_at = $2 where event_id = $1";
    for event in &facts.events {
        empty(
            tx,
            OF_FOLLOW_UP,
            "select id from follow_up where event_id = $1",
            event,
        )
        .await?;
        empty(tx, OF_EVENT, "$1", event).await?;
        tx.execute(IMPORTED, &[event]).await?;
        tx.execute(FOLLOW_UPS, &[event, &entry.at]).await?;
        tx.execute_one(EVENT, &[event, &entry.at]).await?;
        search::index_event(tx, *event).await?;
    }
    for follow_up in &facts.follow_ups {
        empty(tx, OF_FOLLOW_UP, "$1", follow_up).await?;
        tx.execute_one(FOLLOW_UP, &[follow_up, &entry.at]).await?;
    }
    if let Some(person) = facts.person {
        forget_person(tx, entry, person).await?;
    }
    if let ErasedFor::Batch(batch) = facts.because {
        tx.execute_one(BATCH, &[&batch, &entry.at]).await?;
    }
    Ok(())
}

/// Empties the rows of some tables that hang on a thing; `things` selects the ids, with the thing as `$1`.
async fn empty(tx: &mut Tx, tables: &[(&str, &str)], things: &str, thing: &dyn Bind) -> Result<()> {
    for (table, rows) in tables {
        let rows = rows.replace("THINGS", things);
        if *table == "attachment" {
            let blobs = format!(
                "delete from blob_chunk where blob_id in (select id from attachment where {rows})"
            );
            tx.execute(sql_text(blobs), &[thing]).await?;
        }
        let columns = columns_of(table).join(" = null, ");
        let words_of = if *table == "record_content" {
            ""
        } else {
            ", words_of = null"
        };
        let sql = format!("update {table} set {columns} = null{words_of} where {rows}");
        tx.execute(sql_text(sql), &[thing]).await?;
    }
    Ok(())
}

/// The name, the number and the wishes of somebody.
async fn forget_person(tx: &mut Tx, entry: &Entry, person: PersonId) -> Result<()> {
    const SEARCH: &str = "delete from search_term where target_id = $1";
    const IMPORTED: &str = "update import_finding set value_words = null where exists (select 1 from import_row r \
        where r.import_id = import_finding.import_id and r.row_number = import_finding.row_number \
        and r.target_id = $1)";
    tx.execute(SEARCH, &[&person]).await?;
    tx.execute(IMPORTED, &[&person]).await?;
    let sql = format!(
        "update person set {} = null, erased_at = $2 where id = $1",
        PERSON.join(" = null, ")
    );
    tx.execute_one(sql_text(sql), &[&person, &entry.at]).await
}
