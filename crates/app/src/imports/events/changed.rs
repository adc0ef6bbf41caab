//! Which cells of a row say something else than what is known of its event, and which of them may be taken.

use huiyin_domain::Instant;
use huiyin_domain::entry::facts::EventState;
use huiyin_forms::events::{EventColumn, EventRow as FileRow};
use huiyin_forms::{ColumnOf, Expected, Refusal};
use huiyin_store::events::EventRow;
use huiyin_store::imports::{KnownEvent, Standing};

use super::Told;

/// A cell that says something else than what is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Change {
    column: EventColumn,
    value: String,
    /// A completion where none was known, which is no correction but what one waits for.
    is_progress: bool,
}

/// The cells of a row that say something else.
#[expect(clippy::too_many_lines, reason = "a table: one line for each column")]
pub(super) fn changes(told: &Told<'_>, before: &KnownEvent) -> Vec<Change> {
    let (now, known) = (&told.state, &before.row.state);
    let row = &before.row;
    let words = |known: &Option<huiyin_domain::Personal<String>>| {
        known.as_ref().map(|text| text.reveal().clone())
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let all = [
        (
            EventColumn::Category,
            now.category != known.category,
            now.category.id().to_owned(),
        ),
        (EventColumn::Kind, now.kind != known.kind, text(&now.kind)),
        (
            EventColumn::Severity,
            now.severity != known.severity,
            now.severity
                .map(|severity| severity.id().to_owned())
                .unwrap_or_default(),
        ),
        (
            EventColumn::Unit,
            now.unit_words != known.unit_words,
            text(&now.unit_words),
        ),
        (
            EventColumn::Zone,
            now.zone_words != known.zone_words,
            text(&now.zone_words),
        ),
        (
            EventColumn::RespondentDepartment,
            now.respondent_words != known.respondent_words,
            text(&now.respondent_words),
        ),
        (
            EventColumn::Asset,
            now.asset != known.asset,
            text(&now.asset),
        ),
        (
            EventColumn::ReportedAt,
            now.reported_at != known.reported_at,
            String::new(),
        ),
        (
            EventColumn::CompletedAt,
            told.completed_at != row.completed_at,
            String::new(),
        ),
        (
            EventColumn::ContractStart,
            now.contract_start != known.contract_start,
            now.contract_start
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ),
        (
            EventColumn::ContractEnd,
            now.contract_end != known.contract_end,
            now.contract_end
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ),
        (
            EventColumn::Anonymous,
            now.anonymous != known.anonymous,
            now.anonymous.to_string(),
        ),
        (
            EventColumn::ReplyOnly,
            now.reply_only != known.reply_only,
            now.reply_only.to_string(),
        ),
        (
            EventColumn::ReplyAttached,
            now.reply_attached != known.reply_attached,
            now.reply_attached.to_string(),
        ),
        (
            EventColumn::Valid,
            now.valid != known.valid,
            now.valid.to_string(),
        ),
        (
            EventColumn::Rating,
            now.rating != known.rating,
            now.rating
                .map(|rating| rating.id().to_owned())
                .unwrap_or_default(),
        ),
        (
            EventColumn::Summary,
            told.summary != words(&row.summary),
            String::new(),
        ),
        (
            EventColumn::Customer,
            told.customer != words(&row.customer),
            String::new(),
        ),
        (
            EventColumn::Phone,
            told.phone != words(&row.phone),
            String::new(),
        ),
    ];
    let changed = all.into_iter().filter(|(_, is_other, _)| *is_other);
    changed
        .map(|(column, _, value)| Change {
            column,
            value,
            is_progress: column == EventColumn::CompletedAt && row.completed_at.is_none(),
        })
        .collect()
}

impl Change {
    /// Whether it may be taken: everything while nothing is asked; what the draw does not rest on while nothing is
    /// released; after that only a completion that was awaited.
    pub(super) fn may_be_taken(&self, standing: Standing) -> bool {
        self.is_progress
            || match standing {
                Standing::Free => true,
                Standing::Numbered => !self.decides_the_draw(),
                Standing::WorkedOn => false,
            }
    }

    /// Whether only a supervisor says so, once the complaint is registered.
    pub(super) fn is_judgement(&self) -> bool {
        matches!(self.column, EventColumn::Severity | EventColumn::Valid)
    }

    fn decides_the_draw(&self) -> bool {
        !matches!(
            self.column,
            EventColumn::Zone
                | EventColumn::RespondentDepartment
                | EventColumn::Asset
                | EventColumn::Summary
                | EventColumn::Customer
                | EventColumn::Phone
        )
    }

    /// Whether it is one of the words about the event.
    pub(super) fn is_of_words(&self) -> bool {
        matches!(
            self.column,
            EventColumn::Summary | EventColumn::Customer | EventColumn::Phone
        )
    }

    /// Whether it asks for a correction; a completion that was awaited does not.
    pub(super) fn is_of_state(&self, completes: bool) -> bool {
        !(completes && self.column == EventColumn::CompletedAt)
    }

    /// Puts what is known in the place of what may not be taken.
    pub(super) fn put_back(
        &self,
        state: &mut EventState,
        completed_at: &mut Option<Instant>,
        row: &EventRow,
    ) {
        let known = &row.state;
        match self.column {
            EventColumn::Category => {
                state.category = known.category;
                state.severity = known.severity;
            }
            EventColumn::Kind => state.kind.clone_from(&known.kind),
            EventColumn::Severity => state.severity = known.severity,
            EventColumn::Unit => {
                state.unit = known.unit;
                state.unit_words.clone_from(&known.unit_words);
                state.reporter = known.reporter;
            }
            EventColumn::Zone => {
                state.zone = known.zone;
                state.zone_words.clone_from(&known.zone_words);
            }
            EventColumn::RespondentDepartment => {
                state.respondent_department = known.respondent_department;
                state.respondent_words.clone_from(&known.respondent_words);
            }
            EventColumn::Asset => state.asset.clone_from(&known.asset),
            EventColumn::ReportedAt => state.reported_at = known.reported_at,
            EventColumn::CompletedAt => *completed_at = row.completed_at,
            EventColumn::ContractStart => state.contract_start = known.contract_start,
            EventColumn::ContractEnd => state.contract_end = known.contract_end,
            EventColumn::Anonymous => state.anonymous = known.anonymous,
            EventColumn::ReplyOnly => state.reply_only = known.reply_only,
            EventColumn::ReplyAttached => state.reply_attached = known.reply_attached,
            EventColumn::Valid => state.valid = known.valid,
            EventColumn::Rating => state.rating = known.rating,
            EventColumn::EventId
            | EventColumn::Site
            | EventColumn::Summary
            | EventColumn::Customer
            | EventColumn::Phone
            | EventColumn::Departments => {}
        }
    }

    /// That it was not taken.
    pub(super) fn held_back(&self, row: &FileRow, standing: Standing) -> Refusal {
        let expected = if self.may_be_taken(standing) {
            Expected::BySupervisor
        } else {
            Expected::AsWorkedOn
        };
        Refusal::new(row.row, Some(self.column.column()), &self.value, expected)
    }
}
