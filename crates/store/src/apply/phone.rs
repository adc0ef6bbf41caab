use huiyin_domain::entry::facts::{PhoneAct, PhoneWorkKept, PhoneWorkSettled, SentByPhone};
use huiyin_domain::entry::{Entry, Word};

use super::events;
use crate::value::Bind;
use crate::{Result, Tx};

pub(super) async fn sent_by_phone(tx: &mut Tx, entry: &Entry, facts: &SentByPhone) -> Result<()> {
    const ACT: &str = "insert into phone_act (id, follow_up_id, event_id, record_id, sign_out_id, try_number, \
        sent_by_id, device_id, device_at, offset_ms, measured_at, received_at) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    const SHOWN: &str = "insert into phone_shown (act_id, number, signed_at, sha256, shown, words_of) \
        values ($1, $2, $3, $4, $5, $6)";
    let (record, form, number) = match facts.act {
        PhoneAct::Record(record) => (Some(record), None, None),
        PhoneAct::Form(form) => (None, Some(form), None),
        PhoneAct::Try(number) => (None, None, Some(number)),
    };
    events::lock(tx, facts.event).await?;
    let values: [&dyn Bind; 12] = [
        &entry.id,
        &facts.follow_up,
        &facts.event,
        &record,
        &form,
        &number,
        &facts.sent_by,
        &facts.device,
        &facts.clock.device_at,
        &facts.clock.offset_ms,
        &facts.clock.measured_at,
        &entry.at,
    ];
    tx.execute_one(ACT, &values).await?;
    for shown in &facts.shown {
        let said = entry.said_of(&[Word::Shown], shown.number);
        let values: [&dyn Bind; 6] = [
            &entry.id,
            &shown.number,
            &shown.signed_at,
            &shown.sha256,
            &said.item(Word::Shown, shown.number),
            &said.of(),
        ];
        tx.execute_one(SHOWN, &values).await?;
    }
    Ok(())
}

pub(super) async fn work_kept(tx: &mut Tx, entry: &Entry, facts: &PhoneWorkKept) -> Result<()> {
    const SQL: &str = "insert into phone_conflict (id, follow_up_id, event_id, site_id, work, reason, sent_by_id, \
        device_id, device_at, offset_ms, measured_at, kept_at, sent, words_of) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let said = entry.said(&[Word::Sent]);
    events::lock(tx, facts.event).await?;
    tx.execute_one(
        SQL,
        &[
            &facts.conflict,
            &facts.follow_up,
            &facts.event,
            &facts.site,
            &facts.work,
            &facts.reason,
            &entry.actor,
            &entry.device,
            &facts.clock.device_at,
            &facts.clock.offset_ms,
            &facts.clock.measured_at,
            &entry.at,
            &said.get(Word::Sent),
            &said.of(),
        ],
    )
    .await
}

pub(super) async fn work_settled(
    tx: &mut Tx,
    entry: &Entry,
    facts: &PhoneWorkSettled,
) -> Result<()> {
    const SQL: &str = "update phone_conflict set settled_at = $2, settled_by_id = $3, entered = $4, record_id = $5, \
        why = $6, words_of = coalesce(words_of, $7) where id = $1";
    let said = entry.said(&[Word::Why]);
    events::lock(tx, facts.event).await?;
    tx.execute_one(
        SQL,
        &[
            &facts.conflict,
            &entry.at,
            &entry.actor,
            &facts.entered,
            &facts.record,
            &entry.why(),
            &said.of(),
        ],
    )
    .await
}
