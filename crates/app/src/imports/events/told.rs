//! What a row says of its event, together with what is known: an empty cell never clears.

use huiyin_domain::entry::facts::{EventCompleted, EventState};
use huiyin_domain::entry::{Digest, Word, Words};
use huiyin_domain::{Category, EventId, Instant, LocalTime, Personal, Severity};
use huiyin_forms::events::EventRow;
use huiyin_store::Draft;
use huiyin_store::imports::KnownEvent;

use super::known::Known;
use crate::imports::piece::Context;
use crate::planning::History;

/// What a row says, with the ids of what it names.
pub(super) struct Told<'r> {
    pub(super) row: &'r EventRow,
    pub(super) state: EventState,
    pub(super) completed_at: Option<Instant>,
    pub(super) summary: Option<String>,
    pub(super) customer: Option<String>,
    pub(super) phone: Option<String>,
    notes: Option<String>,
}

impl<'r> Told<'r> {
    /// Reads a row beside what is known of its event.
    pub(super) fn of(
        context: &Context,
        row: &'r EventRow,
        known: &Known,
        before: Option<&KnownEvent>,
    ) -> Self {
        let before = before.map(|before| &before.row);
        let words = |cell: &Option<Personal<Box<str>>>, known: Option<&Personal<String>>| {
            let cell = cell.as_ref().map(|text| text.reveal().to_string());
            cell.or_else(|| known.map(|text| text.reveal().clone()))
        };
        let customer = words(
            &row.customer,
            before.and_then(|before| before.customer.as_ref()),
        );
        let mut state = state(context, row, before.map(|before| &before.state));
        name_things(&mut state, known, customer.as_deref());
        let known_notes = before.and_then(|before| before.notes.as_ref());
        Self {
            row,
            state,
            completed_at: instant(context, row.completed_at)
                .or_else(|| before.and_then(|before| before.completed_at)),
            summary: words(
                &row.summary,
                before.and_then(|before| before.summary.as_ref()),
            ),
            customer,
            phone: words(&row.phone, before.and_then(|before| before.phone.as_ref())),
            notes: notes(row).or_else(|| known_notes.map(|notes| notes.reveal().clone())),
        }
    }

    /// Whether the cells of unknown columns say something else than what is known.
    pub(super) fn notes_differ(&self, before: &KnownEvent) -> bool {
        let known = before.row.notes.as_ref().map(Personal::reveal);
        self.notes.as_ref() != known
    }

    /// The words about the event.
    pub(super) fn words(&self) -> Words {
        Words::new()
            .with_some(Word::Summary, self.summary.clone())
            .with_some(Word::Customer, self.customer.clone())
            .with_some(Word::Phone, self.phone.clone())
            .with_some(Word::Notes, self.notes.clone())
    }

    /// The version of the procedure that holds for it; none for history.
    pub(super) fn procedure(&self, context: &Context) -> Option<Digest> {
        let completed = context.site.day(self.completed_at?);
        let day = match (self.state.category, self.state.contract_start) {
            (Category::ContractedService, Some(first)) => first,
            _ => completed,
        };
        let is_history =
            context.history == History::Skipped && completed < context.site.live_from();
        (!is_history).then(|| context.site.version_on(day).1)
    }

    /// The entry that completes it, when it is completed.
    pub(super) fn completion(&self, context: &Context, event: EventId) -> Option<Draft> {
        let completed = EventCompleted {
            event,
            completed_at: self.completed_at?,
            procedure: self.procedure(context),
        };
        Some(Draft::new(context.site.id(), completed))
    }
}

/// The content of an event, without the ids of what it names.
fn state(context: &Context, row: &EventRow, before: Option<&EventState>) -> EventState {
    let text = |cell: &Option<Box<str>>, known: fn(&EventState) -> &Option<String>| {
        let cell = cell.as_deref().map(str::to_owned);
        cell.or_else(|| before.and_then(|before| known(before).clone()))
    };
    let flag = |is_said: bool, cell: bool, known: fn(&EventState) -> bool| match before {
        Some(before) if !is_said => known(before),
        _ => cell,
    };
    let (first, last) = row.contract.unzip();
    EventState {
        category: row.category,
        kind: text(&row.kind, |known| &known.kind),
        severity: severity(row, before),
        unit: None,
        unit_words: text(&row.unit, |known| &known.unit_words),
        zone: None,
        zone_words: text(&row.zone, |known| &known.zone_words),
        reporter: None,
        respondent_department: None,
        respondent_words: text(&row.respondent_department, |known| &known.respondent_words),
        asset: text(&row.asset, |known| &known.asset),
        reported_at: instant(context, row.reported_at)
            .or_else(|| before.and_then(|before| before.reported_at)),
        contract_start: first.or_else(|| before.and_then(|before| before.contract_start)),
        contract_end: last.or_else(|| before.and_then(|before| before.contract_end)),
        anonymous: flag(row.said.anonymous, row.anonymous, |known| known.anonymous),
        reply_only: flag(row.said.reply_only, row.reply_only, |known| {
            known.reply_only
        }),
        reply_attached: flag(row.said.reply_attached, row.reply_attached, |known| {
            known.reply_attached
        }),
        valid: flag(row.said.valid, row.valid, |known| known.valid),
        rating: row
            .rating
            .or_else(|| before.and_then(|before| before.rating)),
    }
}

/// How grave a complaint is; none for other categories.
fn severity(row: &EventRow, before: Option<&EventState>) -> Option<Severity> {
    let known = before.and_then(|before| before.severity);
    let said = known.filter(|_| !row.said.severity).unwrap_or(row.severity);
    (row.category == Category::Complaint).then_some(said)
}

/// Finds the ids of what an event's words name.
fn name_things(state: &mut EventState, known: &Known, customer: Option<&str>) {
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let unit = known.unit(&words(&state.unit_words));
    state.unit = unit.map(|unit| unit.id);
    state.zone = known
        .zone(&words(&state.zone_words))
        .or_else(|| unit.and_then(|unit| unit.zone));
    state.reporter = unit
        .zip(customer)
        .and_then(|(unit, name)| known.person(unit.id, name));
    state.respondent_department = known.department(&words(&state.respondent_words));
}

fn instant(context: &Context, at: Option<LocalTime>) -> Option<Instant> {
    at.map(|at| context.site.zone().instant(at))
}

/// The cells of unknown columns, as JSON.
fn notes(row: &EventRow) -> Option<String> {
    if row.notes.is_empty() {
        return None;
    }
    let notes: serde_json::Map<_, _> = row
        .notes
        .iter()
        .map(|note| (note.title.to_string(), note.text.to_string().into()))
        .collect();
    Some(serde_json::Value::Object(notes).to_string())
}
