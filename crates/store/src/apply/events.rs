use huiyin_domain::entry::facts::{
    EventCompleted, EventCorrected, EventRegistered, EventReopened, EventState, EventTakenInHand,
    ListConfirmed, Report, ReportJoined,
};
use huiyin_domain::entry::{Entry, Said, Word};
use huiyin_domain::{EventId, Handling, Instant};

use super::{NOTHING_DUE, sealed};
use crate::value::Bind;
use crate::{Result, Tx, search};

/// The words about an event; they are given and erased together.
const EVENT_WORDS: &[Word] = &[Word::Summary, Word::Customer, Word::Phone, Word::Notes];

const INSERT_REPORTS: &str = "insert into event_report (event_id, number, reported_at, department_id, department_given, \
    said, words_of) values";

pub(super) async fn event_registered(
    tx: &mut Tx,
    entry: &Entry,
    facts: &EventRegistered,
) -> Result<()> {
    const SQL: &str = "insert into event (category, kind, severity, unit_id, unit_given, zone_id, zone_given, \
        reporter_id, respondent_department_id, respondent_given, asset, reported_at, contract_start, contract_end, \
        anonymous, reply_only, reply_attached, valid, rating, summary, customer, phone, notes, words_of, \
        id, site_id, event_id, year, number, handling, list_complete, due, source, import_id, registered_at, \
        registered_by_id, version) \
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, \
        $23, $24, $25, $26, $27, $28, $29, $30, 0, $31, $32, $33, $34, $35, 1)";
    const NUMBER: &str = "insert into running_number (site_id, year, last_number) values ($1, $2, $3) \
        on conflict (site_id, year) do update set last_number = excluded.last_number \
        where excluded.last_number > running_number.last_number";
    let said = Words::of(entry.said(EVENT_WORDS));
    let mut params = state_params(&facts.state).to_vec();
    params.extend(said.params());
    params.extend::<[&dyn Bind; 11]>([
        &facts.event,
        &facts.site,
        &facts.event_id,
        &facts.number.year,
        &facts.number.number,
        &Handling::Reported,
        &NOTHING_DUE,
        &facts.source,
        &facts.import,
        &entry.at,
        &entry.actor,
    ]);
    tx.execute(SQL, &params).await?;
    tx.execute(
        NUMBER,
        &[&facts.site, &facts.number.year, &facts.number.number],
    )
    .await?;
    insert_reports(tx, entry, facts.event, &facts.reports).await?;
    if facts.state.tells_of_health() {
        return sealed::close(tx, facts.event).await;
    }
    search::index_event(tx, facts.event).await
}

pub(super) async fn event_corrected(
    tx: &mut Tx,
    entry: &Entry,
    facts: &EventCorrected,
) -> Result<()> {
    const STATE: &str = "update event set category = $1, kind = $2, severity = $3, unit_id = $4, unit_given = $5, \
        zone_id = $6, zone_given = $7, reporter_id = $8, respondent_department_id = $9, respondent_given = $10, \
        asset = $11, reported_at = $12, contract_start = $13, contract_end = $14, anonymous = $15, reply_only = $16, \
        reply_attached = $17, valid = $18, rating = $19, completed_at = $20, procedure_hash = $21, \
        version = version + 1 where id = $22";
    const WORDS: &str = "update event set summary = $1, customer = $2, phone = $3, notes = $4, words_of = $5 \
        where id = $6";
    let mut params = state_params(&facts.state).to_vec();
    params.extend::<[&dyn Bind; 3]>([&facts.completed_at, &facts.procedure, &facts.event]);
    sealed::open(tx, facts.event).await?;
    tx.execute_one(STATE, &params).await?;
    if facts.words_given {
        let said = Words::of(entry.said(EVENT_WORDS));
        let mut params = said.params().to_vec();
        params.push(&facts.event);
        tx.execute_one(WORDS, &params).await?;
    }
    sealed::close(tx, facts.event).await
}

pub(super) async fn report_joined(tx: &mut Tx, entry: &Entry, facts: &ReportJoined) -> Result<()> {
    const SQL: &str = "update event set version = version + 1 where id = $1";
    tx.execute_one(SQL, &[&facts.event]).await?;
    insert_reports(tx, entry, facts.event, std::slice::from_ref(&facts.report)).await
}

pub(super) async fn event_taken_in_hand(tx: &mut Tx, facts: &EventTakenInHand) -> Result<()> {
    const SQL: &str =
        "update event set handling = $2, owner_id = $3, version = version + 1 where id = $1";
    tx.execute_one(SQL, &[&facts.event, &Handling::InHand, &facts.owner])
        .await
}

pub(super) async fn event_completed(
    tx: &mut Tx,
    entry: &Entry,
    facts: &EventCompleted,
) -> Result<()> {
    const SQL: &str = "update event set handling = $2, completed_at = $3, procedure_hash = $4, \
        completion_entered_at = $5, version = version + 1 where id = $1";
    tx.execute_one(
        SQL,
        &[
            &facts.event,
            &Handling::Completed,
            &facts.completed_at,
            &facts.procedure,
            &entry.at,
        ],
    )
    .await
}

pub(super) async fn event_reopened(tx: &mut Tx, facts: &EventReopened) -> Result<()> {
    const SQL: &str = "update event set handling = $2, completed_at = null, procedure_hash = null, \
        completion_entered_at = null, version = version + 1 where id = $1";
    tx.execute_one(SQL, &[&facts.event, &Handling::InHand])
        .await
}

pub(super) async fn list_confirmed(tx: &mut Tx, facts: &ListConfirmed) -> Result<()> {
    const INSERT: &str =
        "insert into list_line (event_id, line, unit_id, unit_given, person_id) values";
    const COMPLETE: &str =
        "update event set list_complete = $2, version = version + 1 where id = $1";
    tx.execute_one(COMPLETE, &[&facts.event, &facts.complete])
        .await?;
    let rows: Vec<[&dyn Bind; 5]> = facts
        .lines
        .iter()
        .map(|line| -> [&dyn Bind; 5] {
            [
                &facts.event,
                &line.line,
                &line.unit,
                &line.unit_words,
                &line.person,
            ]
        })
        .collect();
    tx.insert_rows(INSERT, &rows).await
}

/// Brings an event's due day to that of its open follow-ups, as far as people may know of them at `at`: a list sorted
/// by it would give a pick away.
pub(super) async fn refresh_due(tx: &mut Tx, event: EventId, at: Instant) -> Result<()> {
    const SQL: &str = "update event set version = version + 1, due = coalesce((select min(f.due) from follow_up f \
        join obligation o on o.id = f.obligation_id where f.event_id = $1 \
        and f.state in ('planned', 'released', 'taken', 'sent_back') and coalesce(o.shown_from, 0) <= $3), $2) \
        where id = $1";
    tx.execute_one(SQL, &[&event, &NOTHING_DUE, &at]).await
}

/// Makes others who change this event's follow-ups wait: what is summed up from them must see them all.
pub(super) async fn lock(tx: &mut Tx, event: EventId) -> Result<()> {
    tx.lock("select id from event where id = $1", &[&event])
        .await
}

/// The words about an event, taken apart for a statement.
struct Words<'e> {
    texts: [Option<&'e str>; 4],
    of: Option<huiyin_domain::PersonId>,
}

impl<'e> Words<'e> {
    fn of(said: Said<'e>) -> Self {
        Self {
            texts: [Word::Summary, Word::Customer, Word::Phone, Word::Notes]
                .map(|word| said.get(word)),
            of: said.of(),
        }
    }

    /// `$20` to `$24` of the insert.
    fn params(&self) -> [&dyn Bind; 5] {
        let [summary, customer, phone, notes] = &self.texts;
        [summary, customer, phone, notes, &self.of]
    }
}

/// The first 19 parameters of the statements above.
fn state_params(state: &EventState) -> [&dyn Bind; 19] {
    [
        &state.category,
        &state.kind,
        &state.severity,
        &state.unit,
        &state.unit_words,
        &state.zone,
        &state.zone_words,
        &state.reporter,
        &state.respondent_department,
        &state.respondent_words,
        &state.asset,
        &state.reported_at,
        &state.contract_start,
        &state.contract_end,
        &state.anonymous,
        &state.reply_only,
        &state.reply_attached,
        &state.valid,
        &state.rating,
    ]
}

async fn insert_reports(
    tx: &mut Tx,
    entry: &Entry,
    event: EventId,
    reports: &[Report],
) -> Result<()> {
    let texts: Vec<_> = reports
        .iter()
        .map(|report| {
            let said = entry.said_of(&[Word::Report], report.number);
            (report, said.item(Word::Report, report.number), said.of())
        })
        .collect();
    let rows: Vec<[&dyn Bind; 7]> = texts
        .iter()
        .map(|(report, text, of)| -> [&dyn Bind; 7] {
            [
                &event,
                &report.number,
                &report.reported_at,
                &report.department,
                &report.department_words,
                text,
                of,
            ]
        })
        .collect();
    tx.insert_rows(INSERT_REPORTS, &rows).await
}
