//! Service events from a file. Each is registered, and completed when the file says so; what arises from it is noted,
//! and entered when all rows are in ([`super::arising`]).

mod changed;
mod known;

use huiyin_domain::entry::facts::{
    EventCompleted, EventCorrected, EventRegistered, EventState, Report, ReportJoined,
    RunningNumber,
};
use huiyin_domain::entry::{Digest, ImportKind, Source, Word, Words};
use huiyin_domain::{Category, Day, EventId, Instant, PersonId};
use huiyin_forms::events::{EventColumn, EventRow};
use huiyin_forms::{ColumnOf, Expected, Refusal};
use huiyin_store::imports::{KnownEvent, Standing};
use huiyin_store::{Change, Draft, Tx, Work, draw, events};

use self::changed::{Change as CellChange, changes};
use self::known::Known;
use super::Outcome;
use super::arising;
use super::piece::{Context, Importable, Judged, Target};
use crate::planning::History;
use crate::{Error, Result};

impl Importable for EventRow {
    const KIND: ImportKind = ImportKind::Events;
    type Row = Self;
    type Seen = ();

    fn place(row: Self, (): &mut ()) -> Result<Self, Refusal> {
        Ok(row)
    }

    fn judge<'t>(
        tx: &'t mut Tx,
        context: &'t Context,
        items: &'t [Self],
    ) -> Work<'t, Vec<Judged>, Error> {
        Box::pin(async move {
            let known = Known::ask(tx, context, items).await?;
            let year = context.today.month().year();
            let mut last = events::last_number(tx, context.site.id(), year).await?;
            let mut next_number = || {
                last += 1;
                RunningNumber { year, number: last }
            };
            Ok(items
                .iter()
                .map(|row| judge_row(context, row, &known, &mut next_number))
                .collect())
        })
    }

    fn lock<'t>(tx: &'t mut Tx, context: &'t Context) -> Work<'t, (), Error> {
        Box::pin(async move { Ok(draw::lock_site(tx, context.site.id()).await?) })
    }

    fn after<'t, 'c: 't>(
        change: &'t mut Change<'c>,
        context: &'t Context,
        judged: &'t [Judged],
    ) -> Work<'t, (), Error> {
        Box::pin(async move {
            for row in judged {
                if let (Outcome::Created | Outcome::Updated, Some(target)) =
                    (row.outcome, row.target)
                {
                    let event = EventId::from_bytes(target.id.into_bytes());
                    arising::note(change, context, event).await?;
                }
            }
            Ok(())
        })
    }
}

/// What a row says, with the ids of what it names.
struct Told<'r> {
    row: &'r EventRow,
    state: EventState,
    completed_at: Option<Instant>,
    summary: Option<String>,
    customer: Option<String>,
    phone: Option<String>,
    notes: Option<String>,
}

fn judge_row(
    context: &Context,
    row: &EventRow,
    known: &Known,
    next_number: &mut impl FnMut() -> RunningNumber,
) -> Judged {
    let refusals = refusals(context, row);
    if !refusals.is_empty() {
        return Judged::refused(row.row, refusals);
    }
    let before = known.event(&row.event_id);
    let told = Told::of(context, row, known, before);
    match before {
        None => register(context, &told, known, next_number()),
        Some(before) => update(context, &told, known, before),
    }
}

/// What is wrong with a row that could be read.
fn refusals(context: &Context, row: &EventRow) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut refuse = |column: EventColumn, value: &str, expected| {
        refusals.push(Refusal::new(
            row.row,
            Some(column.column()),
            value,
            expected,
        ));
    };
    let code = context.site.code();
    if &*row.site != code {
        let code = code.into();
        refuse(EventColumn::Site, &row.site, Expected::OwnSite { code });
    }
    let now = context.site.zone().local(context.now);
    // The day of a festival is planned ahead.
    let may_be_ahead = row.category == Category::Festival;
    for (column, at) in [
        (EventColumn::ReportedAt, row.reported_at),
        (EventColumn::CompletedAt, row.completed_at),
    ] {
        if let Some(at) = at
            && at > now
            && !may_be_ahead
        {
            refuse(column, &at.day().to_string(), Expected::NotInFuture);
        }
    }
    refusals
}

impl<'r> Told<'r> {
    /// What a row says together with what is known: an empty cell never clears.
    fn of(
        context: &Context,
        row: &'r EventRow,
        known: &Known,
        before: Option<&KnownEvent>,
    ) -> Self {
        let zone_of = context.site.zone();
        let state_before = before.map(|before| &before.row.state);
        let text = |cell: &Option<Box<str>>, before: Option<&Option<String>>| {
            let cell = cell.as_deref().map(str::to_owned);
            cell.or_else(|| before.cloned().flatten())
        };
        let unit_words = text(&row.unit, state_before.map(|state| &state.unit_words));
        let unit = unit_words.as_deref().and_then(|code| known.unit(code));
        let zone_words = text(&row.zone, state_before.map(|state| &state.zone_words));
        let customer = given(
            row.customer.as_ref(),
            before.and_then(|before| before.row.customer.as_ref()),
        );
        let respondent_words = text(
            &row.respondent_department,
            state_before.map(|state| &state.respondent_words),
        );
        let flag = |said: bool, cell: bool, before: Option<bool>| {
            if said { cell } else { before.unwrap_or(cell) }
        };
        let contract = row.contract;
        let state = EventState {
            category: row.category,
            kind: text(&row.kind, state_before.map(|state| &state.kind)),
            severity: (row.category == Category::Complaint).then(|| {
                let before = state_before.and_then(|state| state.severity);
                match before {
                    Some(before) if !row.said.severity => before,
                    _ => row.severity,
                }
            }),
            unit: unit.map(|unit| unit.id),
            zone: zone_words
                .as_deref()
                .and_then(|name| known.zone(name))
                .or_else(|| unit.and_then(|unit| unit.zone)),
            zone_words,
            reporter: unit
                .zip(customer.as_deref())
                .and_then(|(unit, name)| known.person(unit.id, name)),
            unit_words,
            respondent_department: respondent_words
                .as_deref()
                .and_then(|name| known.department(name)),
            respondent_words,
            asset: text(&row.asset, state_before.map(|state| &state.asset)),
            reported_at: row
                .reported_at
                .map(|at| zone_of.instant(at))
                .or_else(|| state_before.and_then(|state| state.reported_at)),
            contract_start: contract
                .map(|(first, _)| first)
                .or_else(|| state_before.and_then(|state| state.contract_start)),
            contract_end: contract
                .map(|(_, last)| last)
                .or_else(|| state_before.and_then(|state| state.contract_end)),
            anonymous: flag(
                row.said.anonymous,
                row.anonymous,
                state_before.map(|state| state.anonymous),
            ),
            reply_only: flag(
                row.said.reply_only,
                row.reply_only,
                state_before.map(|state| state.reply_only),
            ),
            reply_attached: flag(
                row.said.reply_attached,
                row.reply_attached,
                state_before.map(|state| state.reply_attached),
            ),
            valid: flag(
                row.said.valid,
                row.valid,
                state_before.map(|state| state.valid),
            ),
            rating: row
                .rating
                .or_else(|| state_before.and_then(|state| state.rating)),
        };
        let words_before = before.map(|before| &before.row);
        Self {
            row,
            state,
            completed_at: row
                .completed_at
                .map(|at| zone_of.instant(at))
                .or_else(|| words_before.and_then(|row| row.completed_at)),
            summary: given(
                row.summary.as_ref(),
                words_before.and_then(|row| row.summary.as_ref()),
            ),
            customer,
            phone: given(
                row.phone.as_ref(),
                words_before.and_then(|row| row.phone.as_ref()),
            ),
            notes: notes(row).or_else(|| {
                words_before.and_then(|row| row.notes.as_ref().map(|notes| notes.reveal().clone()))
            }),
        }
    }

    fn words(&self) -> Words {
        Words::new()
            .with_some(Word::Summary, self.summary.clone())
            .with_some(Word::Customer, self.customer.clone())
            .with_some(Word::Phone, self.phone.clone())
            .with_some(Word::Notes, self.notes.clone())
    }

    /// The version of the procedure that holds for it; none for history.
    fn procedure(&self, context: &Context) -> Option<Digest> {
        let completed = context.site.day(self.completed_at?);
        let day: Day = match (self.state.category, self.state.contract_start) {
            (Category::ContractedService, Some(first)) => first,
            _ => completed,
        };
        let is_history =
            context.history == History::Skipped && completed < context.site.live_from();
        (!is_history).then(|| context.site.version_on(day).1)
    }

    fn completion(&self, context: &Context, event: EventId) -> Option<Draft> {
        let completed = EventCompleted {
            event,
            completed_at: self.completed_at?,
            procedure: self.procedure(context),
        };
        Some(Draft::new(context.site.id(), completed))
    }
}

fn given(
    cell: Option<&huiyin_domain::Personal<Box<str>>>,
    before: Option<&huiyin_domain::Personal<String>>,
) -> Option<String> {
    cell.map(|text| text.reveal().to_string())
        .or_else(|| before.map(|text| text.reveal().clone()))
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

fn target(event: EventId) -> Target {
    Target {
        kind: "event",
        id: event.uuid(),
    }
}

fn register(context: &Context, told: &Told<'_>, known: &Known, number: RunningNumber) -> Judged {
    let event = EventId::generate();
    let registered = EventRegistered {
        event,
        site: context.site.id(),
        event_id: told.row.event_id.to_string(),
        number,
        source: Source::Import,
        import: context.import,
        state: told.state.clone(),
        reports: reports(told, known, &[], 0),
    };
    let about: Option<PersonId> = told.state.reporter;
    let mut drafts = vec![Draft::new(context.site.id(), registered).about(about, told.words())];
    drafts.extend(told.completion(context, event));
    Judged::new(told.row.row, Outcome::Created, target(event)).with(drafts)
}

/// The reports of a row that are not known yet: one for each department; one without where none is named.
fn reports(told: &Told<'_>, known: &Known, before: &[String], last: u32) -> Vec<Report> {
    let report = |number, department: Option<&str>| Report {
        number,
        reported_at: told.state.reported_at,
        department: department.and_then(|name| known.department(name)),
        department_words: department.map(str::to_owned),
    };
    if told.row.departments.is_empty() {
        return if last == 0 {
            vec![report(1, None)]
        } else {
            Vec::new()
        };
    }
    let new = told
        .row
        .departments
        .iter()
        .filter(|name| !before.iter().any(|known| **known == ***name));
    (last + 1..)
        .zip(new)
        .map(|(number, name)| report(number, Some(&**name)))
        .collect()
}

/// A changed row changes what is not being worked on, and what it may not change is said of it.
fn update(context: &Context, told: &Told<'_>, known: &Known, before: &KnownEvent) -> Judged {
    let event = before.row.id;
    let (taken, held): (Vec<CellChange>, Vec<CellChange>) = changes(told, before)
        .into_iter()
        .partition(|change| change.may_be_taken(before.standing));
    let mut drafts = Vec::new();
    let mut state = told.state.clone();
    let mut completed_at = told.completed_at;
    for change in &held {
        change.put_back(&mut state, &mut completed_at, &before.row);
    }
    let completes = before.row.completed_at.is_none() && told.completed_at.is_some();
    if taken.iter().any(|change| change.is_of_state(completes)) {
        let words_given = taken.iter().any(|change| change.is_of_words());
        let corrected = EventCorrected {
            event,
            state: state.clone(),
            words_given,
            completed_at: if completes { None } else { completed_at },
            procedure: if completes || completed_at.is_none() {
                None
            } else if completed_at == before.row.completed_at {
                before.row.procedure
            } else {
                told.procedure(context)
            },
        };
        let about = state.reporter;
        let mut draft = Draft::new(context.site.id(), corrected);
        if words_given {
            draft = draft.about(about, told.words());
        }
        drafts.push(draft.because(about, context.file_name.clone()));
    }
    if completes {
        drafts.extend(told.completion(context, event));
    }
    let mut findings: Vec<Refusal> = held
        .iter()
        .map(|change| change.held_back(told.row))
        .collect();
    let joined = reports(told, known, &before.departments, before.reports);
    if before.standing == Standing::WorkedOn {
        findings.extend(joined.iter().map(|report| {
            let words = report.department_words.as_deref().unwrap_or_default();
            let column = EventColumn::Departments.column();
            Refusal::new(told.row.row, Some(column), words, Expected::AsWorkedOn)
        }));
    } else {
        drafts.extend(
            joined
                .into_iter()
                .map(|report| Draft::new(context.site.id(), ReportJoined { event, report })),
        );
    }
    let outcome = match (drafts.is_empty(), findings.is_empty()) {
        (false, _) => Outcome::Updated,
        (true, false) => Outcome::HeldBack,
        (true, true) => Outcome::Same,
    };
    let mut judged = Judged::new(told.row.row, outcome, target(event)).with(drafts);
    judged.findings = findings;
    judged
}
