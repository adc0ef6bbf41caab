use huiyin_domain::entry::facts::{
    ConfidentialitySet, EventRegistered, EventState, Report, RunningNumber,
};
use huiyin_domain::entry::{Source, Word, Words};
use huiyin_domain::{Category, EventId, Instant, Severity};
use huiyin_store::{Change, Draft, events};
use serde_json::json;

use super::AtHand;
use crate::Result;

/// What a linked complaint is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum About {
    /// The same matter as the event it follows from, so whom it is about stays.
    Same,
    /// Something the customer raised besides.
    Another,
}

/// Registers what a follow-up brought up as a complaint of its own. Its notes name the event it follows from; its id
/// outside is that event's with the round and a running figure.
pub(crate) async fn register_linked_complaint(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    said: &str,
    (reported_at, about): (Instant, About),
) -> Result<EventId> {
    let from = &at_hand.follow_up;
    let event = EventId::generate();
    let year = at_hand.site.day(change.at()).month().year();
    let number = events::last_number(change, from.site, year).await? + 1;
    let facts = EventRegistered {
        event,
        site: from.site,
        event_id: free_id(change, at_hand).await?,
        number: RunningNumber { year, number },
        source: Source::FollowUp,
        import: None,
        state: state_of(change, at_hand, reported_at, about).await?,
        reports: vec![Report {
            number: 1,
            reported_at: Some(reported_at),
            department: None,
            department_words: None,
        }],
    };
    let notes = json!({ "follows": from.outside_id, "round": from.round }).to_string();
    let words = Words::new()
        .with(Word::Summary, said)
        .with(Word::Notes, notes)
        .with_item(Word::Report, 1, said);
    let draft = Draft::new(from.site, facts).about(from.customer, words);
    change.append(draft).await?;
    if let Some((true, accused)) = events::confidentiality(change, from.event).await? {
        // What is said about a confidential complaint is no less confidential.
        let kept = ConfidentialitySet {
            event,
            confidential: true,
            accused,
        };
        change.append(Draft::new(from.site, kept)).await?;
    }
    Ok(event)
}

async fn free_id(change: &mut Change<'_>, at_hand: &AtHand) -> Result<String> {
    let from = &at_hand.follow_up;
    let mut figure = 1_u32;
    loop {
        let id = format!("{}-{}.{figure}", from.outside_id, from.round);
        if events::of_outside_id(change, from.site, &id)
            .await?
            .is_none()
        {
            return Ok(id);
        }
        figure += 1;
    }
}

async fn state_of(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    reported_at: Instant,
    about: About,
) -> Result<EventState> {
    let from = &at_hand.follow_up;
    let before = match about {
        About::Same => events::event(change, from.event).await?.map(|it| it.state),
        About::Another => None,
    };
    Ok(EventState {
        category: Category::Complaint,
        // Not that of the event: the month's analysis would take the two for a repeat.
        kind: None,
        severity: Some(Severity::General),
        unit: from.unit,
        unit_words: from.unit_words.clone(),
        zone: from.zone,
        zone_words: None,
        reporter: from.customer,
        respondent_department: before.as_ref().and_then(|it| it.respondent_department),
        respondent_words: before.and_then(|it| it.respondent_words),
        asset: None,
        reported_at: Some(reported_at),
        contract_start: None,
        contract_end: None,
        anonymous: false,
        reply_only: false,
        reply_attached: false,
        valid: true,
        rating: None,
    })
}
