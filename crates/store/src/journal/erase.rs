use std::collections::HashSet;

use huiyin_domain::entry::facts::WordsErased;
use huiyin_domain::{EntryId, FollowUpId, Instant, MatterId, PersonId, RecordId};
use serde_json::Value;
use uuid::Uuid;

use crate::imports::listed;
use crate::{Error, Result, Tx};

const ERASE_PARTS: &str =
    "update journal_part set salt = null, body = null where person_id = $1 and body is not null";

/// Takes the words about a person out of the journal. The hashes stay, so the chains stay whole.
pub(crate) async fn erase(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.execute(ERASE_PARTS, &[&person]).await?;
    Ok(())
}

/// Takes what was said of some things out of the journal, whoever it is about; the entry that says so keeps its own words.
pub(crate) async fn erase_words(tx: &mut Tx, facts: &WordsErased, own: EntryId) -> Result<()> {
    const OF_PERSON: &str = "update journal_part set salt = null, body = null where person_id = $1 and body is not null \
        and entry_id in (select id from journal where subject_id = $1 and kind = 'person_saved')";
    const RECORDS: &str = "select id from record where event_id in";
    let records: Vec<RecordId> =
        listed(tx, RECORDS, &[], &facts.events, |row| row.get("id")).await?;
    for event in &facts.events {
        erase_about(tx, event.uuid(), own).await?;
    }
    for record in records {
        erase_about(tx, record.uuid(), own).await?;
    }
    for follow_up in &facts.follow_ups {
        erase_follow_up(tx, *follow_up, own).await?;
    }
    if let Some(person) = facts.person {
        tx.execute(OF_PERSON, &[&person]).await?;
    }
    Ok(())
}

/// Everything said in the entries about a thing.
async fn erase_about(tx: &mut Tx, subject: Uuid, own: EntryId) -> Result<()> {
    const SQL: &str = "update journal_part set salt = null, body = null where body is not null and entry_id <> $2 \
        and entry_id in (select id from journal where subject_id = $1)";
    tx.execute(SQL, &[&subject, &own]).await?;
    Ok(())
}

/// Everything said in the entries about a follow-up, its records, their files, and what was raised in them. Those of the
/// event's history are told by the ids in their facts.
async fn erase_follow_up(tx: &mut Tx, follow_up: FollowUpId, own: EntryId) -> Result<()> {
    const RECORDS: &str = "select id from record where follow_up_id = $1";
    const MATTERS: &str =
        "select m.id from matter m join record r on r.id = m.record_id where r.follow_up_id = $1";
    const ENTRIES: &str = "select id, facts from journal where subject_id = (select event_id from follow_up where id = $1)";
    const PARTS: &str =
        "update journal_part set salt = null, body = null where entry_id = $1 and body is not null";
    let records: Vec<RecordId> = tx.all(RECORDS, &[&follow_up], |row| row.get("id")).await?;
    let matters: Vec<MatterId> = tx.all(MATTERS, &[&follow_up], |row| row.get("id")).await?;
    let mut ids: HashSet<String> = records.iter().map(RecordId::to_string).collect();
    ids.extend(matters.iter().map(MatterId::to_string));
    ids.insert(follow_up.to_string());
    let entries: Vec<(EntryId, String)> = tx
        .all(ENTRIES, &[&follow_up], |row| {
            Ok((row.get("id")?, row.get("facts")?))
        })
        .await?;
    for (entry, facts) in entries {
        let facts: Value = serde_json::from_str(&facts).map_err(Error::corrupt)?;
        let names = |name: &str| facts[name].as_str().is_some_and(|id| ids.contains(id));
        if entry != own && ["follow_up", "record", "matter"].into_iter().any(names) {
            tx.execute(PARTS, &[&entry]).await?;
        }
    }
    for record in records {
        erase_about(tx, record.uuid(), own).await?;
    }
    Ok(())
}

/// Who was erased, and when: the list to keep outside every backup, because a restored one must forget them again.
pub async fn erased(tx: &mut Tx) -> Result<Vec<(PersonId, Instant)>> {
    const SQL: &str = "select person_id, erased_at from erasure order by erased_at, person_id";
    tx.all(SQL, &[], |row| {
        Ok((row.get("person_id")?, row.get("erased_at")?))
    })
    .await
}
