//! Service events from a file. Each is registered, and completed when the file says so; what arises from it is noted,
//! and entered when all rows are in ([`super::arising`]).

mod changed;
mod known;
mod same;
mod told;

use huiyin_domain::entry::facts::{
    EventCorrected, EventRegistered, Report, ReportJoined, RunningNumber,
};
use huiyin_domain::entry::{ImportKind, Source};
use huiyin_domain::{Category, EventId, PersonId};
use huiyin_forms::events::{EventColumn, EventRow};
use huiyin_forms::{ColumnOf, Expected, Refusal};
use huiyin_store::imports::{KnownEvent, Standing};
use huiyin_store::{Change, Draft, Tx, Work, draw, events};

use self::changed::{Change as CellChange, changes};
use self::known::Known;
use self::told::Told;
use super::Outcome;
use super::arising;
use super::piece::{Context, Importable, Judged, Target};
use crate::planning::pick_found;
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
            let mut judged: Vec<Judged> = items
                .iter()
                .map(|row| judge_row(context, row, &known, &mut next_number))
                .collect();
            same::name_likely(context, &known, items, &mut judged);
            Ok(judged)
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
                    pick_found(change, &context.site, event).await?;
                }
            }
            Ok(())
        })
    }
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
    let (taken, held): (Vec<CellChange>, Vec<CellChange>) =
        changes(told, before).into_iter().partition(|change| {
            change.may_be_taken(before.standing) && (context.judges || !change.is_judgement())
        });
    let mut drafts = Vec::new();
    let mut state = told.state.clone();
    let mut completed_at = told.completed_at;
    for change in &held {
        change.put_back(&mut state, &mut completed_at, &before.row);
    }
    let completes = before.row.completed_at.is_none() && told.completed_at.is_some();
    let notes_changed = before.standing < Standing::WorkedOn && told.notes_differ(before);
    if notes_changed || taken.iter().any(|change| change.is_of_state(completes)) {
        let words_given = notes_changed || taken.iter().any(CellChange::is_of_words);
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
        .map(|change| change.held_back(told.row, before.standing))
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
