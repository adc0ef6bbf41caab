use std::collections::BTreeMap;

use huiyin_domain::ObligationId;
use huiyin_domain::entry::facts::{
    ArisenObligation, CohortClosed, CohortOpened, KeyCommitted, KeyRevealed, ObligationPicked,
    ObligationReplaced, ObligationVoided, ObligationsArisen, Pick, PicksShown, RateSet,
};
use huiyin_domain::entry::{CanonicalError, Entry, FollowUpState, Word, canonical};

use super::events;
use crate::value::Bind;
use crate::{Result, Tx};

pub(super) async fn key_committed(tx: &mut Tx, entry: &Entry, facts: &KeyCommitted) -> Result<()> {
    const SQL: &str =
        "insert into draw_key (site_id, month, sha256, committed_at) values ($1, $2, $3, $4)";
    tx.execute_one(SQL, &[&facts.site, &facts.month, &facts.sha256, &entry.at])
        .await
}

pub(super) async fn key_revealed(tx: &mut Tx, entry: &Entry, facts: &KeyRevealed) -> Result<()> {
    const REVEAL: &str =
        "update draw_key set draw_key = $3, revealed_at = $4 where site_id = $1 and month = $2";
    const FORGET: &str = "delete from draw_secret where site_id = $1 and month = $2";
    tx.execute_one(REVEAL, &[&facts.site, &facts.month, &facts.key, &entry.at])
        .await?;
    tx.execute(FORGET, &[&facts.site, &facts.month]).await?;
    Ok(())
}

pub(super) async fn rate_set(tx: &mut Tx, entry: &Entry, facts: &RateSet) -> Result<()> {
    const SQL: &str = "insert into rate_setting (site_id, category, from_month, p, q, set_at, set_by_id) \
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (site_id, category, from_month) do update set \
        p = excluded.p, q = excluded.q, set_at = excluded.set_at, set_by_id = excluded.set_by_id";
    tx.execute_one(
        SQL,
        &[
            &facts.site,
            &facts.category,
            &facts.from,
            &facts.rate.p(),
            &facts.rate.q(),
            &entry.at,
            &entry.actor,
        ],
    )
    .await
}

pub(super) async fn arisen(tx: &mut Tx, entry: &Entry, facts: &ObligationsArisen) -> Result<()> {
    const NUMBERED: &str = "update cohort set numbers = $2 where id = $1 and numbers < $2";
    for cohort in &facts.cohorts {
        open_cohort(tx, facts, cohort).await?;
    }
    insert(tx, entry, facts).await?;
    let mut numbers = BTreeMap::new();
    for arisen in &facts.obligations {
        if let Some(number) = arisen.number {
            let last = numbers.entry(arisen.cohort).or_insert(number);
            *last = number.max(*last);
        }
    }
    for (cohort, last) in numbers {
        tx.execute(NUMBERED, &[&cohort, &last]).await?;
    }
    Ok(())
}

async fn open_cohort(tx: &mut Tx, facts: &ObligationsArisen, cohort: &CohortOpened) -> Result<()> {
    const SQL: &str = "insert into cohort (id, site_id, name, category, month, event_id, p, q, procedure_hash, numbers) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)";
    tx.execute_one(
        SQL,
        &[
            &cohort.cohort,
            &facts.site,
            &cohort.name,
            &cohort.category,
            &cohort.month,
            &cohort.event,
            &cohort.rate.p(),
            &cohort.rate.q(),
            &cohort.procedure,
        ],
    )
    .await
}

async fn insert(tx: &mut Tx, entry: &Entry, facts: &ObligationsArisen) -> Result<()> {
    const SQL: &str = "insert into obligation (id, site_id, event_id, phase, line, not_before, due, cohort_id, number, \
        why, picked, picked_at, shown_from, working_limit, late_entry, visitors, channels, customer_signature, clauses, \
        readings, procedure_hash, arisen_at) values";
    let lists: Vec<Lists> = facts
        .obligations
        .iter()
        .map(|arisen| Lists::of(entry, arisen))
        .collect::<Result<_, _>>()?;
    let rows: Vec<[&dyn Bind; 22]> = facts
        .obligations
        .iter()
        .zip(&lists)
        .map(|(arisen, lists)| -> [&dyn Bind; 22] {
            [
                &arisen.obligation,
                &facts.site,
                &facts.event,
                &arisen.phase,
                &arisen.line,
                &lists.not_before,
                &lists.due,
                &arisen.cohort,
                &arisen.number,
                &arisen.why,
                &lists.picked,
                &lists.picked_at,
                &arisen.shown_from,
                &arisen.working_limit,
                &arisen.late_entry,
                &lists.visitors,
                &lists.channels,
                &arisen.customer_signature,
                &lists.clauses,
                &lists.readings,
                &facts.procedure,
                &entry.at,
            ]
        })
        .collect();
    tx.insert_rows(SQL, &rows).await
}

/// What an obligation's row holds in another form than the facts.
struct Lists {
    not_before: huiyin_domain::Day,
    due: huiyin_domain::Day,
    picked: bool,
    picked_at: Option<huiyin_domain::Instant>,
    visitors: String,
    channels: String,
    clauses: String,
    readings: String,
}

impl Lists {
    fn of(entry: &Entry, arisen: &ArisenObligation) -> Result<Self, CanonicalError> {
        let picked = arisen.why.picked();
        Ok(Self {
            not_before: arisen.window.not_before(),
            due: arisen.window.due(),
            picked,
            picked_at: picked.then_some(entry.at),
            visitors: canonical(&arisen.visitors)?,
            channels: canonical(&arisen.channels)?,
            clauses: canonical(&arisen.clauses)?,
            readings: canonical(&arisen.readings)?,
        })
    }
}

pub(super) async fn voided(tx: &mut Tx, entry: &Entry, facts: &ObligationVoided) -> Result<()> {
    const SQL: &str = "update obligation set voided_at = $2, void_cause = $3, void_words = $4, words_of = $5, \
        replaced_by_id = $6 where id = $1";
    let said = entry.said(&[Word::Why]);
    let instead = facts.instead.as_ref().map(|pick| pick.obligation);
    events::lock(tx, facts.event).await?;
    tx.execute_one(
        SQL,
        &[
            &facts.obligation,
            &entry.at,
            &facts.cause,
            &said.get(Word::Why),
            &said.of(),
            &instead,
        ],
    )
    .await?;
    if let Some(pick) = &facts.instead {
        self::pick(tx, entry, pick).await?;
    }
    withdraw_follow_ups(tx, facts.obligation).await?;
    events::refresh_due(tx, facts.event, entry.at).await
}

pub(super) async fn replaced(tx: &mut Tx, entry: &Entry, facts: &ObligationReplaced) -> Result<()> {
    const SQL: &str = "update obligation set unreached_at = $2, replaced_by_id = $3 where id = $1";
    events::lock(tx, facts.event).await?;
    let instead = facts.instead.as_ref().map(|pick| pick.obligation);
    if let Some(pick) = &facts.instead {
        self::pick(tx, entry, pick).await?;
    }
    tx.execute_one(SQL, &[&facts.obligation, &entry.at, &instead])
        .await?;
    withdraw_follow_ups(tx, facts.obligation).await?;
    events::refresh_due(tx, facts.event, entry.at).await
}

pub(super) async fn picked(tx: &mut Tx, entry: &Entry, facts: &ObligationPicked) -> Result<()> {
    pick(tx, entry, &facts.pick).await
}

pub(super) async fn picks_shown(tx: &mut Tx, entry: &Entry, facts: &PicksShown) -> Result<()> {
    for event in &facts.events {
        events::lock(tx, *event).await?;
        events::refresh_due(tx, *event, entry.at).await?;
    }
    Ok(())
}

pub(super) async fn cohort_closed(tx: &mut Tx, entry: &Entry, facts: &CohortClosed) -> Result<()> {
    const SQL: &str = "update cohort set closed_at = $2, numbers = $3 where id = $1";
    tx.execute_one(SQL, &[&facts.cohort, &entry.at, &facts.numbers])
        .await?;
    for pick in &facts.picks {
        self::pick(tx, entry, pick).await?;
    }
    Ok(())
}

async fn pick(tx: &mut Tx, entry: &Entry, pick: &Pick) -> Result<()> {
    const SQL: &str = "update obligation set why = $2, picked = $3, picked_at = $4, shown_from = $5, working_limit = $6 \
        where id = $1";
    tx.execute_one(
        SQL,
        &[
            &pick.obligation,
            &pick.why,
            &pick.why.picked(),
            &entry.at,
            &pick.shown_from,
            &pick.working_limit,
        ],
    )
    .await
}

async fn withdraw_follow_ups(tx: &mut Tx, obligation: ObligationId) -> Result<()> {
    const SQL: &str = "update follow_up set state = $2, version = version + 1 \
        where obligation_id = $1 and state in ('planned', 'released', 'taken')";
    tx.execute(SQL, &[&obligation, &FollowUpState::Withdrawn])
        .await?;
    Ok(())
}
