//! Confidential complaints, and first aid. What tells of them is kept apart from the events, so that no list, search, plan
//! or figure can show it: only what asks for it on purpose ([`crate::events::event`] and its like) sees it, and whoever
//! calls those checks who may. Of first aid it is only what happened; the home and the name stay where they are.

use huiyin_domain::EventId;
use huiyin_domain::entry::Entry;
use huiyin_domain::entry::facts::ConfidentialitySet;

use crate::{Result, Tx, search};

pub(super) async fn confidentiality_set(
    tx: &mut Tx,
    entry: &Entry,
    facts: &ConfidentialitySet,
) -> Result<()> {
    const SQL: &str = "update event set confidential = $2, accused_id = $3, confidential_at = $4, version = version + 1 \
        where id = $1";
    let at = facts.confidential.then_some(entry.at);
    open(tx, facts.event).await?;
    tx.execute_one(
        SQL,
        &[&facts.event, &facts.confidential, &facts.accused, &at],
    )
    .await?;
    close(tx, facts.event).await
}

/// Puts what was kept apart back into the event, so that it can be changed like any other.
pub(super) async fn open(tx: &mut Tx, event: EventId) -> Result<()> {
    const BACK: &str = "update event set (kind, unit_id, unit_given, zone_id, zone_given, reporter_id, \
        respondent_department_id, respondent_given, asset, summary, customer, phone, notes, words_of) = \
        (select s.kind, s.unit_id, s.unit_given, s.zone_id, s.zone_given, s.reporter_id, s.respondent_department_id, \
        s.respondent_given, s.asset, s.summary, s.customer, s.phone, s.notes, s.words_of from sealed s \
        where s.event_id = $1) where id = $1 and exists (select 1 from sealed s where s.event_id = $1)";
    tx.execute(BACK, &[&event]).await?;
    tx.execute("delete from sealed where event_id = $1", &[&event])
        .await?;
    Ok(())
}

/// Keeps apart what tells of the event, if it is confidential or first aid, and what can be searched for with it.
pub(super) async fn close(tx: &mut Tx, event: EventId) -> Result<()> {
    const KEEP: &str = "insert into sealed (event_id, kind, unit_id, unit_given, zone_id, zone_given, reporter_id, \
        respondent_department_id, respondent_given, asset, summary, customer, phone, notes, words_of) \
        select id, kind, unit_id, unit_given, zone_id, zone_given, reporter_id, respondent_department_id, \
        respondent_given, asset, summary, customer, phone, notes, words_of from event where id = $1 \
        and (confidential = 1 or (category = 'help' and kind = 'first_aid'))";
    const EMPTY: &str = "update event set kind = null, unit_id = null, unit_given = null, zone_id = null, \
        zone_given = null, reporter_id = null, respondent_department_id = null, respondent_given = null, asset = null, \
        summary = null, customer = null, phone = null, notes = null, words_of = null where id = $1 and confidential = 1";
    const FIRST_AID: &str = "update event set summary = null, notes = null where id = $1 and category = 'help' \
        and kind = 'first_aid'";
    tx.execute(KEEP, &[&event]).await?;
    tx.execute(EMPTY, &[&event]).await?;
    tx.execute(FIRST_AID, &[&event]).await?;
    search::index_event(tx, event).await
}
