use huiyin_domain::entry::facts::{
    ConfidentialitySet, EventRegistered, EventState, Report, RunningNumber,
};
use huiyin_domain::entry::{Source, Word, Words};
use huiyin_domain::{Category, CommandId, DepartmentId, EventId, Instant, ScopeId};
use huiyin_store::{Change, Draft, draw, events};
use serde::{Deserialize, Serialize};

use super::complete_event::complete;
use super::form::{EventForm, WordsForm, check_completion};
use super::keep_confidential::check_accused;

use crate::fields::{Fields, LONG};
use crate::planning::{History, arise, pick_found};
use crate::site::Editions;
use crate::{App, Asker, Fault, Result, Right, Site, access};

/// A new event. Only its category and what happened are required.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisterEvent {
    /// The site.
    pub site: ScopeId,
    /// Its id outside; made from its running number where it is empty.
    pub event_id: String,
    /// How it gets here.
    pub source: Source,
    /// Its content.
    pub content: EventForm,
    /// Its words.
    pub words: WordsForm,
    /// The departments that were told; the same problem told to several is one event.
    pub reports: Vec<ReportForm>,
    /// When its handling ended, as typed on the site's clock; empty while it is open.
    pub completed_at: String,
}

/// One report of an event.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ReportForm {
    /// The department that was told, where it is a known one.
    pub department: Option<DepartmentId>,
    /// The department as it was told.
    pub department_words: String,
    /// When, as typed; the event's own report where it is empty.
    pub reported_at: String,
    /// What was said.
    pub said: String,
}

/// An event that was registered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Registered {
    /// The event.
    pub event: EventId,
    /// Its id outside.
    pub event_id: String,
    /// Its number for people, such as CY-2026-00123.
    pub number: String,
}

impl App {
    /// Registers an event, completed already or not. What it asks for arises at once, where its time has come.
    pub async fn register_event(
        &self,
        asker: &Asker,
        command: CommandId,
        input: RegisterEvent,
    ) -> Result<Registered> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(register(change, editions, asker, input))
            })
            .await
    }
}

async fn register(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &RegisterEvent,
) -> Result<Registered> {
    let site = editions.site(change, input.site).await?;
    let now = change.at();
    let today = site.day(now);
    access::check(
        &site.rules_on(today),
        asker,
        site.id(),
        Right::RegisterEvents,
    )?;
    draw::lock_site(change, site.id()).await?;
    let (state, words, completed_at) = read(change, &site, now, input).await?;
    let year = today.month().year();
    let number = RunningNumber {
        year,
        number: events::last_number(change, site.id(), year).await? + 1,
    };
    let registered = Registered {
        event: EventId::generate(),
        event_id: match input.event_id.trim() {
            "" => outside_id(change, &site, &number.text(site.code())).await?,
            given => given.to_owned(),
        },
        number: number.text(site.code()),
    };
    let (reports, said) = read_reports(&site, &state, &input.reports)?;
    let (reporter, is_complaint) = (state.reporter, state.category == Category::Complaint);
    let facts = EventRegistered {
        event: registered.event,
        site: site.id(),
        event_id: registered.event_id.clone(),
        number,
        source: input.source,
        import: None,
        state,
        reports,
    };
    let draft = Draft::new(site.id(), facts)
        .about(reporter, words)
        .about(reporter, said);
    change.append(draft).await?;
    let (confidential, accused) = (input.content.confidential, input.content.accused);
    if (confidential || accused.is_some()) && is_complaint {
        let kept = ConfidentialitySet {
            event: registered.event,
            confidential: true,
            accused,
        };
        change.append(Draft::new(site.id(), kept)).await?;
    }
    if let Some(completed_at) = completed_at {
        complete(change, &site, registered.event, completed_at).await?;
    }
    arise(change, &site, registered.event, History::Skipped).await?;
    pick_found(change, &site, registered.event).await?;
    Ok(registered)
}

async fn read(
    change: &mut Change<'_>,
    site: &Site,
    now: Instant,
    input: &RegisterEvent,
) -> Result<(EventState, Words, Option<Instant>)> {
    let mut fields = Fields::default();
    let state = input.content.read(change, site, now, &mut fields).await?;
    let words = input.words.read(None, &mut fields);
    let (confidential, accused) = (input.content.confidential, input.content.accused);
    check_accused(change, site, site.day(now), accused, &mut fields).await?;
    let known = site.newest_rules().procedure().confidential.is_some();
    if !known && (confidential || accused.is_some()) {
        fields.wrong("confidential", Fault::Unknown);
    }
    let completed_at = fields.time("completed_at", &input.completed_at, site.zone());
    let state = state.map(|mut state| {
        state.reported_at = state.reported_at.or_else(|| {
            // An event entered after the fact was not told just now.
            Some(completed_at.unwrap_or(now).min(now))
        });
        state
    });
    if let (Some(state), Some(completed_at)) = (&state, completed_at) {
        check_completion(state, completed_at, now, &mut fields);
    }
    let outside = input.event_id.trim();
    if !outside.is_empty()
        && events::of_outside_id(change, site.id(), outside)
            .await?
            .is_some()
    {
        fields.wrong("event_id", Fault::Taken);
    }
    fields.check()?;
    let state = state.ok_or(crate::Error::Invalid(Vec::new()))?;
    Ok((state, words, completed_at))
}

/// An id that nobody used yet: the one wanted, with a figure where somebody did.
pub(crate) async fn outside_id(
    change: &mut Change<'_>,
    site: &Site,
    wanted: &str,
) -> Result<String> {
    let mut id = wanted.to_owned();
    let mut figure = 1;
    while events::of_outside_id(change, site.id(), &id)
        .await?
        .is_some()
    {
        figure += 1;
        id = format!("{wanted}-{figure}");
    }
    Ok(id)
}

fn read_reports(
    site: &Site,
    state: &EventState,
    forms: &[ReportForm],
) -> Result<(Vec<Report>, Words)> {
    let mut fields = Fields::default();
    let mut words = Words::new();
    let mut reports = Vec::with_capacity(forms.len());
    for (number, form) in (1..).zip(forms) {
        let reported_at = fields.time("report_reported_at", &form.reported_at, site.zone());
        reports.push(Report {
            number,
            reported_at: reported_at.or(state.reported_at),
            department: form.department,
            department_words: fields.optional("report_department", &form.department_words, LONG),
        });
        if let Some(said) = fields.optional("report_said", &form.said, LONG) {
            words = words.with_item(Word::Report, number, said);
        }
    }
    fields.check()?;
    Ok((reports, words))
}
