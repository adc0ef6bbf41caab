use huiyin_domain::entry::facts::{ComplaintJudged, EventMerged, MergeNoted, ReplyAttached};
use huiyin_domain::entry::{Entry, Word};

use crate::{Result, Tx};

pub(super) async fn reply_attached(
    tx: &mut Tx,
    entry: &Entry,
    facts: &ReplyAttached,
) -> Result<()> {
    const EVENT: &str = "update event set reply_attached = 1, version = version + 1 where id = $1";
    const REPLY: &str = "insert into reply (event_id, dated, letter, addressee, handled, why, words_of, entered_at, \
        entered_by_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (event_id) do update set \
        dated = excluded.dated, letter = excluded.letter, addressee = excluded.addressee, \
        handled = excluded.handled, why = excluded.why, words_of = excluded.words_of, \
        entered_at = excluded.entered_at, entered_by_id = excluded.entered_by_id";
    let said = entry.said(&[Word::Letter, Word::Addressee, Word::Handled, Word::Why]);
    tx.execute_one(EVENT, &[&facts.event]).await?;
    tx.execute_one(
        REPLY,
        &[
            &facts.event,
            &facts.dated,
            &said.get(Word::Letter),
            &said.get(Word::Addressee),
            &said.get(Word::Handled),
            &said.get(Word::Why),
            &said.of(),
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}

pub(super) async fn complaint_judged(
    tx: &mut Tx,
    entry: &Entry,
    facts: &ComplaintJudged,
) -> Result<()> {
    const EVENT: &str = "update event set valid = $2, version = version + 1 where id = $1";
    const FORGET: &str = "delete from invalidity where event_id = $1";
    const INVALID: &str = "insert into invalidity (event_id, why, answer, words_of, judged_at, judged_by_id) \
        values ($1, $2, $3, $4, $5, $6)";
    tx.execute_one(EVENT, &[&facts.event, &facts.valid]).await?;
    tx.execute(FORGET, &[&facts.event]).await?;
    if facts.valid {
        return Ok(());
    }
    let said = entry.said(&[Word::Why, Word::Answer]);
    tx.execute_one(
        INVALID,
        &[
            &facts.event,
            &said.get(Word::Why),
            &said.get(Word::Answer),
            &said.of(),
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}

pub(super) async fn event_merged(tx: &mut Tx, entry: &Entry, facts: &EventMerged) -> Result<()> {
    const SQL: &str =
        "update event set merged_into_id = $2, merged_at = $3, version = version + 1 where id = $1";
    let at = facts.into.map(|_| entry.at);
    tx.execute_one(SQL, &[&facts.event, &facts.into, &at]).await
}

pub(super) async fn merge_noted(tx: &mut Tx, facts: &MergeNoted) -> Result<()> {
    const SQL: &str = "update event set version = version + 1 where id = $1";
    tx.execute_one(SQL, &[&facts.event]).await
}
