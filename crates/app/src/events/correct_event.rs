use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::{EventCorrected, EventState};
use huiyin_domain::{Category, CommandId, Day, EventId, Handling, Instant, ScopeId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::Basis;
use huiyin_store::events::EventRow;
use huiyin_store::{Change, Draft, Tx, complaints};

use super::form::{EventForm, WordsForm, check_completion};
use super::{at_hand, is_planned_history};

use crate::fields::{Fields, LONG};
use crate::planning::{arise_anew, pick_found};
use crate::site::Editions;
use crate::{App, Asker, Error, Result, Right, Site, access};

/// The content of an event as it is from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CorrectEvent {
    /// The event.
    pub event: EventId,
    /// The version that was corrected; another in the meantime is a [`Error::Conflict`].
    pub version: u32,
    /// Why; required.
    pub why: String,
    /// All of its content.
    pub content: EventForm,
    /// Its words, given anew; none leaves them.
    pub words: Option<WordsForm>,
    /// When its handling ended, as typed; for a completed event only.
    pub completed_at: String,
}

impl App {
    /// Corrects an event. Another severity is only for the post that the procedure names. Where its category, severity, unit, completion, contract days or the need for a follow-up
    /// change, the old numbers are void, new ones are given, and visits already made go over to them.
    pub async fn correct_event(
        &self,
        asker: &Asker,
        command: CommandId,
        input: CorrectEvent,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(correct(change, editions, asker, input))
            })
            .await
    }
}

async fn correct(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &CorrectEvent,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.event).await?;
    let now = change.at();
    let rules = site.rules_on(site.day(now));
    access::check(&rules, asker, site.id(), Right::CorrectEvents)?;
    if row.version != input.version {
        return Err(Error::Conflict);
    }
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    let known_phone = row.phone.as_ref().map(|phone| phone.reveal().as_str());
    let words = (input.words.as_ref()).map(|words| words.read(known_phone, &mut fields));
    let state = input.content.read(change, &site, now, &mut fields).await?;
    let completed_at = completion(&row, &site, input, &mut fields);
    if let (Some(state), Some(completed_at)) = (&state, completed_at) {
        check_completion(state, completed_at, now, &mut fields);
    }
    fields.check()?;
    let mut state = state.ok_or(Error::Invalid(Vec::new()))?;
    state.reported_at = state.reported_at.or(row.state.reported_at);
    if row.state.severity.is_some() && state.severity != row.state.severity {
        may_change_grade(&rules, asker, &site)?;
    }
    state.reply_attached = stays_attached(change, &row, &state).await?;
    state.valid = row.state.valid || state.category != Category::Complaint;
    let cause = cause(&row, &state, completed_at);
    append(change, &site, &row, state, (words, completed_at), &why).await?;
    if let Some(cause) = cause {
        let about = row.state.reporter;
        arise_anew(change, &site, row.id, cause, (about, &why)).await?;
    }
    pick_found(change, &site, row.id).await
}

/// Whether the 復函情況 stands after the correction: why no letter could go is no letter for an authority.
async fn stays_attached(tx: &mut Tx, row: &EventRow, new: &EventState) -> Result<bool> {
    if !row.state.reply_attached || !new.reply_only || row.state.reply_only {
        return Ok(row.state.reply_attached);
    }
    let reply = complaints::reply(tx, row.id).await?;
    Ok(reply.is_none_or(|reply| reply.dated.is_some()))
}

fn completion(
    row: &EventRow,
    site: &Site,
    input: &CorrectEvent,
    fields: &mut Fields,
) -> Option<Instant> {
    if row.handling != Handling::Completed {
        return None;
    }
    let typed = fields.time("completed_at", &input.completed_at, site.zone());
    typed.or(row.completed_at)
}

async fn append(
    change: &mut Change<'_>,
    site: &Site,
    row: &EventRow,
    state: EventState,
    (words, completed_at): (Option<huiyin_domain::entry::Words>, Option<Instant>),
    why: &str,
) -> Result<()> {
    let day = completed_at.map(|at| site.day(at));
    let is_asked_for = |day: Day| day >= site.live_from() || is_planned_history(site, row);
    let day = day.filter(|day| is_asked_for(*day));
    let reporter = state.reporter;
    let corrected = EventCorrected {
        event: row.id,
        state,
        words_given: words.is_some(),
        completed_at,
        procedure: day.map(|day| site.version_on(day).1),
    };
    let mut draft = Draft::new(site.id(), corrected).because(reporter, why);
    if let Some(words) = words {
        let notes = row.notes.as_ref().map(|notes| notes.reveal().clone());
        let words = words.with_some(huiyin_domain::entry::Word::Notes, notes);
        draft = draft.about(reporter, words);
    }
    change.append(draft).await?;
    Ok(())
}

/// Why the old numbers are void; none where they stay.
fn cause(row: &EventRow, new: &EventState, completed_at: Option<Instant>) -> Option<VoidCause> {
    let old = &row.state;
    let what_numbers_rest_on = |state: &EventState| {
        (
            (state.category, state.severity, state.unit),
            (state.contract_start, state.contract_end),
            (state.anonymous, state.reply_only),
            (state.reply_attached, state.valid),
        )
    };
    let same_unit_words = old.unit.is_some() || old.unit_words == new.unit_words;
    let stays = what_numbers_rest_on(old) == what_numbers_rest_on(new)
        && same_unit_words
        && row.completed_at == completed_at;
    (!stays).then_some(VoidCause::Corrected)
}

/// Refuses another severity to who is not of the post that may change it.
fn may_change_grade(rules: &Rules<'_>, asker: &Asker, site: &Site) -> Result<()> {
    if may_grade(rules, asker, site.id()) {
        return Ok(());
    }
    let grading = rules.procedure().grading.as_ref();
    Err(Error::Forbidden {
        right: Right::CorrectEvents,
        posts: grading
            .map(|it| it.changed_by.clone())
            .into_iter()
            .collect(),
        basis: grading.map_or_else(Basis::default, |it| it.basis.clone()),
    })
}

/// Whether the asker may change the severity of a registered complaint.
pub(crate) fn may_grade(rules: &Rules<'_>, asker: &Asker, site: ScopeId) -> bool {
    let procedure = rules.procedure();
    let post = match &procedure.grading {
        Some(grading) => &grading.changed_by,
        None => &procedure.plan.by,
    };
    let posts: Vec<&str> = rules
        .upwards(post)
        .into_iter()
        .map(String::as_str)
        .collect();
    asker.person.is_none() || asker.holds(site, &posts)
}
