//! Obligations (應回訪): what is asked for, its numbers and picks.

use huiyin_domain::entry::{Digest, VoidCause};
use huiyin_domain::{
    Channel, CohortId, Day, EventId, Instant, ObligationId, Phase, ScopeId, Why, Window,
};

use crate::row::Row;
use crate::{Error, Result, Tx};

/// One obligation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ObligationRow {
    /// The obligation.
    pub id: ObligationId,
    /// Its event.
    pub event: EventId,
    /// Which of the event's obligations it is.
    pub phase: Phase,
    /// The line of the event's list; 0 where there is none.
    pub line: u32,
    /// When a follow-up counts as in time.
    pub window: Window,
    /// Its cohort.
    pub cohort: CohortId,
    /// Its number in the draw.
    pub number: Option<u32>,
    /// Why it is picked, is not, or is exempt.
    pub why: Why,
    /// When a pick was made.
    pub picked_at: Option<Instant>,
    /// When it is shown to people, when picked.
    pub shown_from: Option<Instant>,
    /// The day against which timeliness counts where the window itself leaves no time.
    pub working_limit: Option<Day>,
    /// Whether its cohort was drawn out when it was entered.
    pub late_entry: bool,
    /// The posts that visit.
    pub visitors: Vec<String>,
    /// The channels allowed in round 1.
    pub channels: Vec<Channel>,
    /// The clauses behind it.
    pub clauses: Vec<String>,
    /// The readings used.
    pub readings: Vec<String>,
    /// The version of the procedure that asks for it.
    pub procedure: Digest,
    /// When it was entered.
    pub arisen_at: Instant,
    /// When it fell away.
    pub voided_at: Option<Instant>,
    /// Why it fell away.
    pub void_cause: Option<VoidCause>,
    /// The reason given.
    pub void_words: Option<String>,
    /// Who is followed up in its place.
    pub replaced_by: Option<ObligationId>,
    /// The day of the follow-up that completed it.
    pub done_on: Option<Day>,
    /// Whether that was in time.
    pub done_in_time: Option<bool>,
}

impl ObligationRow {
    fn read(row: &Row) -> Result<Self> {
        let window = Window::new(row.get("not_before")?, row.get("due")?);
        Ok(Self {
            id: row.get("id")?,
            event: row.get("event_id")?,
            phase: row.get("phase")?,
            line: row.get("line")?,
            window: window.map_err(|error| Error::Corrupt(error.to_string()))?,
            cohort: row.get("cohort_id")?,
            number: row.get("number")?,
            why: row.get("why")?,
            picked_at: row.get("picked_at")?,
            shown_from: row.get("shown_from")?,
            working_limit: row.get("working_limit")?,
            late_entry: row.get("late_entry")?,
            visitors: row.json("visitors")?,
            channels: row.json("channels")?,
            clauses: row.json("clauses")?,
            readings: row.json("readings")?,
            procedure: row.get("procedure_hash")?,
            arisen_at: row.get("arisen_at")?,
            voided_at: row.get("voided_at")?,
            void_cause: row.get("void_cause")?,
            void_words: row.get("void_words")?,
            replaced_by: row.get("replaced_by_id")?,
            done_on: row.get("done_on")?,
            done_in_time: row.get("done_in_time")?,
        })
    }
}

/// A number of a cohort, as the draw sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NumberRow {
    /// The number.
    pub number: u32,
    /// Its obligation.
    pub obligation: ObligationId,
    /// Its event.
    pub event: EventId,
    /// Whether it is, or was, to be followed up.
    pub picked: bool,
    /// Whether it is void, or gave way to another.
    pub gone: bool,
    /// When a follow-up counts as in time.
    pub window: Window,
}

impl NumberRow {
    fn read(row: &Row) -> Result<Self> {
        let window = Window::new(row.get("not_before")?, row.get("due")?);
        Ok(Self {
            number: row.get("number")?,
            obligation: row.get("id")?,
            event: row.get("event_id")?,
            picked: row.get("picked")?,
            gone: row.get("gone")?,
            window: window.map_err(|error| Error::Corrupt(error.to_string()))?,
        })
    }
}

const OBLIGATION: &str = "select id, event_id, phase, line, not_before, due, cohort_id, number, why, picked_at, \
    shown_from, working_limit, late_entry, visitors, channels, clauses, readings, procedure_hash, arisen_at, \
    voided_at, void_cause, void_words, replaced_by_id, done_on, done_in_time from obligation where id = $1";
const OF_EVENT: &str = "select id, event_id, phase, line, not_before, due, cohort_id, number, why, picked_at, \
    shown_from, working_limit, late_entry, visitors, channels, clauses, readings, procedure_hash, arisen_at, \
    voided_at, void_cause, void_words, replaced_by_id, done_on, done_in_time from obligation where event_id = $1 \
    order by arisen_at, phase, line, id";
const OF_COHORT: &str = "select id, event_id, phase, line, not_before, due, cohort_id, number, why, picked_at, \
    shown_from, working_limit, late_entry, visitors, channels, clauses, readings, procedure_hash, arisen_at, \
    voided_at, void_cause, void_words, replaced_by_id, done_on, done_in_time from obligation where cohort_id = $1 \
    order by coalesce(number, 2147483647), arisen_at, id";
const NUMBERS: &str = "select number, id, event_id, picked, not_before, due, \
    case when voided_at is null and replaced_by_id is null then 0 else 1 end as gone \
    from obligation where cohort_id = $1 and number between $2 and $3 order by number";
const WITHOUT_LETTER: &str = "select id, event_id, phase, line, not_before, due, cohort_id, number, why, picked_at, \
    shown_from, working_limit, late_entry, visitors, channels, clauses, readings, procedure_hash, arisen_at, \
    voided_at, void_cause, void_words, replaced_by_id, done_on, done_in_time from obligation \
    where site_id = $1 and due < $2 and why = $3 and voided_at is null order by due, id limit $4";

/// One obligation.
pub async fn obligation(tx: &mut Tx, id: ObligationId) -> Result<Option<ObligationRow>> {
    tx.optional(OBLIGATION, &[&id], ObligationRow::read).await
}

/// An event's obligations, void ones among them, as they arose.
pub async fn of_event(tx: &mut Tx, event: EventId) -> Result<Vec<ObligationRow>> {
    tx.all(OF_EVENT, &[&event], ObligationRow::read).await
}

/// A cohort's obligations, by number, those without one last.
pub async fn of_cohort(tx: &mut Tx, cohort: CohortId) -> Result<Vec<ObligationRow>> {
    tx.all(OF_COHORT, &[&cohort], ObligationRow::read).await
}

/// The numbers of a cohort from `first` to `last`, both included, in order.
pub async fn numbers(
    tx: &mut Tx,
    cohort: CohortId,
    first: u32,
    last: u32,
) -> Result<Vec<NumberRow>> {
    tx.all(NUMBERS, &[&cohort, &first, &last], NumberRow::read)
        .await
}

/// Reply-only complaints whose letter is still missing after the end of their window, at most `limit`.
pub async fn without_letter(
    tx: &mut Tx,
    site: ScopeId,
    today: Day,
    limit: u32,
) -> Result<Vec<ObligationRow>> {
    tx.all(
        WITHOUT_LETTER,
        &[&site, &today, &Why::WaitForReply, &limit],
        ObligationRow::read,
    )
    .await
}
