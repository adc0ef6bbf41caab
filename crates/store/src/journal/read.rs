use std::collections::HashMap;

use huiyin_domain::entry::{ChainHead, Digest, Entry, JournalLine, LineError, LinePart, Salt};
use huiyin_domain::{EntryId, PersonId, Personal, ScopeId};
use uuid::Uuid;

use crate::row::Row;
use crate::value::Params;
use crate::{Error, Result, Tx};

/// A line of the journal as it is stored.
#[derive(Clone, PartialEq, Debug)]
pub struct JournalRow {
    /// Its place among all entries: an entry that rests on another has the higher one.
    pub position: i64,
    /// The line.
    pub line: JournalLine,
    /// The hash it has in its chain.
    pub hash: Digest,
}

impl JournalRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            position: row.get("position")?,
            hash: row.get("hash")?,
            line: JournalLine {
                scope: row.get("scope_id")?,
                seq: row.get("seq")?,
                id: row.get("id")?,
                command: row.get("command_id")?,
                kind: row.get("kind")?,
                kind_version: row.get("kind_version")?,
                at: row.get("at")?,
                actor: row.get("actor_id")?,
                device: row.get("device_id")?,
                facts: row.get("facts")?,
                parts: Vec::new(),
            },
        })
    }

    /// Understands the line; parts that were erased are left out.
    pub fn entry(&self) -> Result<Entry> {
        Ok(self.line.read()?)
    }
}

impl From<LineError> for Error {
    fn from(error: LineError) -> Self {
        Self::Corrupt(format!("an entry of the journal is not readable: {error}"))
    }
}

const BY_SUBJECT: &str = "select position, scope_id, seq, id, command_id, kind, kind_version, at, actor_id, device_id, \
    facts, hash from journal where subject_id = $1 order by position";
const PARTS_BY_SUBJECT: &str = "select p.entry_id, p.person_id, p.hash, p.salt, p.body from journal_part p \
    join journal j on j.id = p.entry_id where j.subject_id = $1 order by p.entry_id, p.number";
const AFTER: &str = "select position, scope_id, seq, id, command_id, kind, kind_version, at, actor_id, device_id, \
    facts, hash from journal where position > $1 order by position limit $2";
const PARTS_BETWEEN: &str = "select p.entry_id, p.person_id, p.hash, p.salt, p.body from journal_part p \
    join journal j on j.id = p.entry_id where j.position > $1 and j.position <= $2 order by p.entry_id, p.number";
const OF_SCOPE: &str = "select position, scope_id, seq, id, command_id, kind, kind_version, at, actor_id, device_id, \
    facts, hash from journal where scope_id = $1 and seq > $2 order by seq limit $3";
const PARTS_OF_SCOPE: &str = "select p.entry_id, p.person_id, p.hash, p.salt, p.body from journal_part p \
    join journal j on j.id = p.entry_id where j.scope_id = $1 and j.seq > $2 and j.seq <= $3 \
    order by p.entry_id, p.number";
const LATEST: &str =
    "select position as latest from journal where subject_id = $1 order by position desc limit 1";
const SINCE: &str = "select position, scope_id, seq, id, command_id, kind, kind_version, at, actor_id, device_id, \
    facts, hash from journal where subject_id = $1 and position > $2 order by position desc limit $3";
/// A follow-up, a record, a matter, a line of the sign-out sheet, kept work of a phone are parts of an event's history; an
/// occupancy is one of a unit's.
const TOLD_WITH: &str = "select event_id as subject_id from follow_up where id = $1 union all \
    select event_id from record where id = $1 union all select event_id from matter where id = $1 union all \
    select unit_id from occupancy where id = $1 union all select person_id from post_held where id = $1 union all \
    select f.event_id from sign_out s join follow_up f on f.id = s.follow_up_id where s.id = $1 union all \
    select event_id from phone_conflict where id = $1";
const HEADS: &str = "select scope_id, seq, hash from chain_head order by scope_id";

/// The history of one thing: the entries whose subject it is, oldest first. Two statements.
pub async fn history(tx: &mut Tx, subject: Uuid) -> Result<Vec<JournalRow>> {
    let rows = tx.all(BY_SUBJECT, &[&subject], JournalRow::read).await?;
    with_parts(tx, rows, PARTS_BY_SUBJECT, &[&subject]).await
}

/// The position of the last entry about a thing; 0 where there is none.
pub async fn latest(tx: &mut Tx, subject: Uuid) -> Result<i64> {
    let latest = tx
        .optional(LATEST, &[&subject], |row| row.get("latest"))
        .await?;
    Ok(latest.unwrap_or(0))
}

/// The entries about a thing after a position, the last first, at most `limit`, without what was said about people.
pub async fn since(tx: &mut Tx, subject: Uuid, after: i64, limit: u32) -> Result<Vec<JournalRow>> {
    tx.all(SINCE, &[&subject, &after, &limit], JournalRow::read)
        .await
}

/// The thing whose history tells of a part of it: the event of a follow-up, a record, a matter, a line of the
/// sign-out sheet or kept work of a phone, the unit of an occupancy, who holds a post; the id itself for everything else.
pub async fn told_with(tx: &mut Tx, id: Uuid) -> Result<Uuid> {
    let found = tx
        .optional(TOLD_WITH, &[&id], |row| row.get("subject_id"))
        .await?;
    Ok(found.unwrap_or(id))
}

/// The entries after a position, at most `limit`, in the order in which they can be applied.
pub async fn lines(tx: &mut Tx, after: i64, limit: u32) -> Result<Vec<JournalRow>> {
    let rows = tx.all(AFTER, &[&after, &limit], JournalRow::read).await?;
    let last = rows.last().map_or(after, |row| row.position);
    with_parts(tx, rows, PARTS_BETWEEN, &[&after, &last]).await
}

/// The entries of one chain after a number, at most `limit`, in their order.
pub async fn chain(tx: &mut Tx, scope: ScopeId, after: u64, limit: u32) -> Result<Vec<JournalRow>> {
    let rows = tx
        .all(OF_SCOPE, &[&scope, &after, &limit], JournalRow::read)
        .await?;
    let last = rows.last().map_or(after, |row| row.line.seq);
    with_parts(tx, rows, PARTS_OF_SCOPE, &[&scope, &after, &last]).await
}

/// The end of every chain, as the database has it.
pub async fn heads(tx: &mut Tx) -> Result<Vec<(ScopeId, ChainHead)>> {
    tx.all(HEADS, &[], |row| {
        let head = ChainHead {
            seq: row.get("seq")?,
            hash: row.get("hash")?,
        };
        Ok((row.get("scope_id")?, head))
    })
    .await
}

async fn with_parts(
    tx: &mut Tx,
    mut rows: Vec<JournalRow>,
    sql: &'static str,
    params: Params<'_>,
) -> Result<Vec<JournalRow>> {
    let mut parts: HashMap<EntryId, Vec<LinePart>> = HashMap::new();
    for (entry, part) in tx.all(sql, params, read_part).await? {
        parts.entry(entry).or_default().push(part);
    }
    for row in &mut rows {
        row.line.parts = parts.remove(&row.line.id).unwrap_or_default();
    }
    Ok(rows)
}

fn read_part(row: &Row) -> Result<(EntryId, LinePart)> {
    let salt: Option<Salt> = row.get("salt")?;
    let body: Option<Personal<String>> = row.get("body")?;
    let person: Option<PersonId> = row.get("person_id")?;
    let part = LinePart {
        person,
        hash: row.get("hash")?,
        words: salt.zip(body),
    };
    Ok((row.get("entry_id")?, part))
}
