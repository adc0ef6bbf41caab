use std::collections::BTreeMap;

use huiyin_domain::ScopeId;
use huiyin_domain::entry::{ChainHead, Digest, Entry, Facts, JournalLine};
use uuid::Uuid;

use super::erase::{erase, erase_words};
use crate::row::Row;
use crate::value::Bind;
use crate::{Error, Result, Tx};

const INSERT_ENTRIES: &str = "insert into journal (scope_id, seq, id, command_id, kind, kind_version, subject_id, at, \
    actor_id, device_id, facts, hash) values";
const INSERT_PARTS: &str =
    "insert into journal_part (entry_id, number, person_id, hash, salt, body) values";
const HEAD: &str = "select seq, hash from chain_head where scope_id = $1";
const NEW_HEAD: &str =
    "insert into chain_head (scope_id, seq, hash) values ($1, $2, $3) on conflict do nothing";
const MOVE_HEAD: &str = "update chain_head set seq = $2, hash = $3 where scope_id = $1";

/// An entry in its place of a chain.
pub(crate) struct Sealed {
    /// The thing whose history it belongs to.
    pub(crate) subject: Uuid,
    pub(crate) line: JournalLine,
    pub(crate) hash: Digest,
}

/// Writes entries to the ends of their chains. The last thing a transaction does: the heads are locked here, in the
/// order of their scopes, so that writers wait for each other as briefly as can be and never in a circle.
pub(crate) async fn seal(tx: &mut Tx, entries: &[Entry]) -> Result<()> {
    let mut by_scope: BTreeMap<ScopeId, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        by_scope.entry(entry.scope).or_default().push(entry);
    }
    let mut heads = BTreeMap::new();
    for &scope in by_scope.keys() {
        heads.insert(scope, lock_head(tx, scope).await?);
    }
    let mut sealed = Vec::with_capacity(entries.len());
    // In the order in which they were appended, whichever chain they go to: their positions tell that order.
    for entry in entries {
        let head = heads.entry(entry.scope).or_default();
        let line = entry.write(head.seq + 1)?;
        let hash = line.hash(head.hash);
        *head = ChainHead {
            seq: line.seq,
            hash,
        };
        sealed.push(Sealed {
            subject: entry.facts.subject(),
            line,
            hash,
        });
    }
    insert(tx, &sealed).await?;
    for entry in entries {
        match &entry.facts {
            Facts::PersonErased(facts) => erase(tx, facts.person).await?,
            Facts::WordsErased(facts) => erase_words(tx, facts, entry.id).await?,
            _ => {}
        }
    }
    for (scope, head) in heads {
        tx.execute(MOVE_HEAD, &[&scope, &head.seq, &head.hash])
            .await?;
    }
    Ok(())
}

/// Notes where a chain ends that was taken in from elsewhere.
pub(crate) async fn set_head(tx: &mut Tx, scope: ScopeId, head: ChainHead) -> Result<()> {
    const SQL: &str = "insert into chain_head (scope_id, seq, hash) values ($1, $2, $3)";
    tx.execute_one(SQL, &[&scope, &head.seq, &head.hash]).await
}

/// Makes others who write into a chain wait until this transaction ends, before it reads what must not change until its
/// own entry is written.
pub async fn hold(tx: &mut Tx, scope: ScopeId) -> Result<()> {
    lock_head(tx, scope).await.map(|_| ())
}

async fn lock_head(tx: &mut Tx, scope: ScopeId) -> Result<ChainHead> {
    if let Some(head) = tx.optional_locked(HEAD, &[&scope], read_head).await? {
        return Ok(head);
    }
    // Two first entries at one moment: the second waits here for the first and then finds its head.
    let start = ChainHead::default();
    tx.execute(NEW_HEAD, &[&scope, &start.seq, &start.hash])
        .await?;
    tx.optional_locked(HEAD, &[&scope], read_head)
        .await?
        .ok_or(Error::NotFound)
}

fn read_head(row: &Row) -> Result<ChainHead> {
    Ok(ChainHead {
        seq: row.get("seq")?,
        hash: row.get("hash")?,
    })
}

/// Writes entries into the journal, in this order.
pub(crate) async fn insert(tx: &mut Tx, sealed: &[Sealed]) -> Result<()> {
    let rows: Vec<[&dyn Bind; 12]> = sealed
        .iter()
        .map(|one| -> [&dyn Bind; 12] {
            let Sealed {
                subject,
                line,
                hash,
            } = one;
            [
                &line.scope,
                &line.seq,
                &line.id,
                &line.command,
                &line.kind,
                &line.kind_version,
                subject,
                &line.at,
                &line.actor,
                &line.device,
                &line.facts,
                hash,
            ]
        })
        .collect();
    tx.insert_rows(INSERT_ENTRIES, &rows).await?;
    insert_parts(tx, sealed).await
}

async fn insert_parts(tx: &mut Tx, sealed: &[Sealed]) -> Result<()> {
    let parts: Vec<_> = sealed
        .iter()
        .flat_map(|one| {
            (1_i64..)
                .zip(&one.line.parts)
                .map(|numbered| (one.line.id, numbered))
        })
        .map(|(entry, (number, part))| {
            let (salt, body) = part.words.as_ref().map_or((None, None), |(salt, body)| {
                (Some(*salt), Some(body.reveal().as_str()))
            });
            (entry, number, part, salt, body)
        })
        .collect();
    let rows: Vec<[&dyn Bind; 6]> = parts
        .iter()
        .map(|(entry, number, part, salt, body)| -> [&dyn Bind; 6] {
            [entry, number, &part.person, &part.hash, salt, body]
        })
        .collect();
    tx.insert_rows(INSERT_PARTS, &rows).await
}
