use huiyin_domain::FollowUpId;
use huiyin_domain::entry::facts::{
    ContactTried, FollowUpAnsweredFor, FollowUpEscalated, FollowUpPlanned, FormReturned, FormTaken,
    PlanAdjusted, PlanReleased, PlannedVisitor, RoundClosed,
};
use huiyin_domain::entry::{Entry, FollowUpState, Word};

use super::events;
use crate::value::Bind;
use crate::{Result, Tx};

pub(super) async fn follow_up_planned(
    tx: &mut Tx,
    entry: &Entry,
    facts: &FollowUpPlanned,
) -> Result<()> {
    const SQL: &str = "insert into follow_up (id, obligation_id, event_id, site_id, round, not_before, due, planned_day, \
        channel, voluntary, state, planned_at, version) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    events::lock(tx, facts.event).await?;
    tx.execute_one(
        SQL,
        &[
            &facts.follow_up,
            &facts.obligation,
            &facts.event,
            &facts.site,
            &facts.round,
            &facts.not_before,
            &facts.due,
            &facts.planned_day,
            &facts.channel,
            &facts.voluntary,
            &FollowUpState::Planned,
            &entry.at,
        ],
    )
    .await?;
    insert_visitors(tx, facts.follow_up, &facts.visitors).await?;
    events::refresh_due(tx, facts.event, entry.at).await
}

pub(super) async fn plan_adjusted(tx: &mut Tx, facts: &PlanAdjusted) -> Result<()> {
    const SQL: &str =
        "update follow_up set planned_day = $2, channel = $3, version = version + 1 where id = $1";
    tx.execute_one(SQL, &[&facts.follow_up, &facts.planned_day, &facts.channel])
        .await?;
    replace_visitors(tx, facts.follow_up, &facts.visitors).await
}

pub(super) async fn follow_up_escalated(
    tx: &mut Tx,
    entry: &Entry,
    facts: &FollowUpEscalated,
) -> Result<()> {
    const SQL: &str =
        "update follow_up set channel = $2, escalated_at = $3, version = version + 1 where id = $1";
    tx.execute_one(SQL, &[&facts.follow_up, &facts.channel, &entry.at])
        .await?;
    replace_visitors(tx, facts.follow_up, &facts.visitors).await
}

pub(super) async fn plan_released(tx: &mut Tx, entry: &Entry, facts: &PlanReleased) -> Result<()> {
    const SQL: &str =
        "update follow_up set state = $2, released_at = $3, version = version + 1 where id = $1";
    tx.execute_one(
        SQL,
        &[&facts.follow_up, &FollowUpState::Released, &entry.at],
    )
    .await
}

pub(super) async fn form_taken(tx: &mut Tx, entry: &Entry, facts: &FormTaken) -> Result<()> {
    const SIGN: &str = "insert into sign_out (id, follow_up_id, person_id, taken_at, strokes, signed_name, words_of) \
        values ($1, $2, $3, $4, $5, $6, $7)";
    const TAKE: &str =
        "update follow_up set state = $2, version = version + 1 where id = $1 and state = $3";
    let said = entry.said(&[Word::Strokes, Word::SignedName]);
    tx.execute_one(
        SIGN,
        &[
            &facts.sign_out,
            &facts.follow_up,
            &facts.person,
            &entry.at,
            &said.item(Word::Strokes, 1),
            &said.item(Word::SignedName, 1),
            &said.of(),
        ],
    )
    .await?;
    // The second of two joint visitors finds the form taken already.
    tx.execute(
        TAKE,
        &[
            &facts.follow_up,
            &FollowUpState::Taken,
            &FollowUpState::Released,
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn form_returned(tx: &mut Tx, entry: &Entry, facts: &FormReturned) -> Result<()> {
    const SQL: &str = "update sign_out set returned_at = $2, returned_by_id = $3 where id = $1";
    tx.execute_one(SQL, &[&facts.sign_out, &entry.at, &facts.person])
        .await
}

pub(super) async fn contact_tried(tx: &mut Tx, entry: &Entry, facts: &ContactTried) -> Result<()> {
    const SQL: &str = "insert into contact_try (follow_up_id, number, tried_at, channel, card_left, noted_at, \
        noted_by_id, note, words_of) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let said = entry.said(&[Word::Why]);
    tx.execute_one(
        SQL,
        &[
            &facts.follow_up,
            &facts.number,
            &facts.tried_at,
            &facts.channel,
            &facts.card_left,
            &entry.at,
            &entry.actor,
            &said.get(Word::Why),
            &said.of(),
        ],
    )
    .await
}

pub(super) async fn answered_for(
    tx: &mut Tx,
    entry: &Entry,
    facts: &FollowUpAnsweredFor,
) -> Result<()> {
    const SQL: &str = "insert into follow_up_note (follow_up_id, number, post, noted_at, noted_by_id, note, words_of) \
        values ($1, (select count(*) + 1 from follow_up_note where follow_up_id = $1), $2, $3, $4, $5, $6)";
    let said = entry.said(&[Word::Why]);
    tx.execute_one(
        SQL,
        &[
            &facts.follow_up,
            &facts.post,
            &entry.at,
            &entry.actor,
            &said.get(Word::Why),
            &said.of(),
        ],
    )
    .await
}

pub(super) async fn round_closed(tx: &mut Tx, entry: &Entry, facts: &RoundClosed) -> Result<()> {
    const CLOSING: &str = "insert into round_closing (follow_up_id, post, closed_at, closed_by_id, why, words_of, \
        complaint_id) values ($1, $2, $3, $4, $5, $6, $7)";
    const FOLLOW_UP: &str = "update follow_up set state = $2, version = version + 1 where id = $1";
    let said = entry.said(&[Word::Why]);
    events::lock(tx, facts.event).await?;
    tx.execute_one(
        CLOSING,
        &[
            &facts.follow_up,
            &facts.post,
            &entry.at,
            &entry.actor,
            &said.get(Word::Why),
            &said.of(),
            &facts.complaint,
        ],
    )
    .await?;
    tx.execute_one(FOLLOW_UP, &[&facts.follow_up, &FollowUpState::Withdrawn])
        .await?;
    events::refresh_due(tx, facts.event, entry.at).await
}

async fn replace_visitors(
    tx: &mut Tx,
    follow_up: FollowUpId,
    visitors: &[PlannedVisitor],
) -> Result<()> {
    const CLEAR: &str = "delete from follow_up_visitor where follow_up_id = $1";
    tx.execute(CLEAR, &[&follow_up]).await?;
    insert_visitors(tx, follow_up, visitors).await
}

async fn insert_visitors(
    tx: &mut Tx,
    follow_up: FollowUpId,
    visitors: &[PlannedVisitor],
) -> Result<()> {
    const SQL: &str =
        "insert into follow_up_visitor (follow_up_id, place, post, person_id, reason) values";
    let places: Vec<(i64, _)> = (1..).zip(visitors).collect();
    let rows: Vec<[&dyn Bind; 5]> = places
        .iter()
        .map(|(place, visitor)| -> [&dyn Bind; 5] {
            [
                &follow_up,
                place,
                &visitor.post,
                &visitor.person,
                &visitor.reason,
            ]
        })
        .collect();
    tx.insert_rows(SQL, &rows).await
}
