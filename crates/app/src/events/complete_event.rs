use huiyin_domain::entry::facts::{EventCompleted, EventCorrected};
use huiyin_domain::{CommandId, EventId, Handling, Instant, Rating, ScopeId};
use huiyin_store::{Change, Draft, draw, events};
use serde::{Deserialize, Serialize};

use super::form::check_completion;
use super::merged;

use crate::fields::Fields;
use crate::planning::{History, PIECE, arising, close_list, enter, pick_found, void_unasked};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, Site, access, confidential};

/// Events whose handling ended, one or many at the same time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CompleteEvents {
    /// Their site.
    pub site: ScopeId,
    /// The events, at most 200.
    pub events: Vec<EventId>,
    /// When the handling ended, as typed on the site's clock; now where it is empty.
    pub completed_at: String,
    /// What the customer said on the work order; none keeps what is known.
    pub rating: Option<Rating>,
}

/// What was completed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Completed {
    /// The events completed.
    pub done: Vec<EventId>,
    /// Those that were completed already or are a part of another, and stay as they are.
    pub skipped: Vec<EventId>,
}

impl App {
    /// Completes events (處理完畢). What they ask for arises at once and is numbered in the order in which it arose.
    ///
    /// One event that is completed already is refused; among many it is skipped.
    pub async fn complete_events(
        &self,
        asker: &Asker,
        command: CommandId,
        input: CompleteEvents,
    ) -> Result<Completed> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(complete_all(change, editions, asker, input))
            })
            .await
    }
}

async fn complete_all(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &CompleteEvents,
) -> Result<Completed> {
    let site = editions.site(change, input.site).await?;
    let now = change.at();
    let rules = site.rules_on(site.day(now));
    access::check(&rules, asker, site.id(), Right::RegisterEvents)?;
    draw::lock_site(change, site.id()).await?;
    let mut fields = Fields::default();
    if input.events.is_empty() {
        fields.wrong("events", Fault::Missing);
    }
    if input.events.len() > PIECE {
        fields.wrong("events", Fault::TooLong(PIECE));
    }
    let completed_at = fields.time("completed_at", &input.completed_at, site.zone());
    let completed_at = completed_at.unwrap_or(now);
    let mut completed = Completed {
        done: Vec::new(),
        skipped: Vec::new(),
    };
    for event in &input.events {
        let row = events::event(change, *event).await?;
        let row = row.filter(|row| row.withdrawn_at.is_none() && row.site == site.id());
        let mut row = row.ok_or(Error::NotFound)?;
        let kept = (row.confidential, row.accused);
        confidential::check(&rules, asker, site.id(), kept)?;
        if row.merged_into.is_some() && input.events.len() == 1 {
            return Err(merged(&site, site.day(now)));
        }
        if row.handling == Handling::Completed || row.merged_into.is_some() {
            completed.skipped.push(*event);
            continue;
        }
        check_completion(&row.state, completed_at, now, &mut fields);
        if let Some(rating) = input.rating {
            row.state.rating = Some(rating);
            let rated = EventCorrected {
                event: *event,
                state: row.state,
                words_given: false,
                completed_at: None,
                procedure: row.procedure,
            };
            change.append(Draft::new(site.id(), rated)).await?;
        }
        complete(change, &site, *event, completed_at).await?;
        completed.done.push(*event);
    }
    fields.check()?;
    if completed.done.is_empty() && input.events.len() == 1 {
        return Err(Error::Refused {
            why: Refusal::EventState,
            basis: rules.procedure().handling.basis.clone(),
        });
    }
    let mut due = Vec::new();
    for event in &completed.done {
        void_unasked(change, &site, *event).await?;
        due.extend(arising(change, &site, *event, now, History::Skipped).await?);
    }
    due.sort();
    enter(change, &site, &due).await?;
    for event in &completed.done {
        close_list(change, &site, *event).await?;
        pick_found(change, &site, *event).await?;
    }
    Ok(completed)
}

/// Says that an event's handling ended. Nothing arises yet.
pub(super) async fn complete(
    change: &mut Change<'_>,
    site: &Site,
    event: EventId,
    completed_at: Instant,
) -> Result<()> {
    let day = site.day(completed_at);
    let facts = EventCompleted {
        event,
        completed_at,
        procedure: (day >= site.live_from()).then(|| site.version_on(day).1),
    };
    change.append(Draft::new(site.id(), facts)).await?;
    Ok(())
}
