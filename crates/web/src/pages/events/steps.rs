//! The history of an event in words: one line for each entry of the journal.

use huiyin_app::events::EventPage;
use huiyin_domain::entry::Facts;

use crate::at_work::SignedInAsker;
use crate::texts::Texts;

/// Something that happened.
pub(super) struct StepLine {
    pub(super) at: String,
    pub(super) who: String,
    pub(super) what: String,
    pub(super) why: Option<String>,
}

/// The history, the latest first.
pub(super) fn lines(at: &SignedInAsker, page: &EventPage) -> Vec<StepLine> {
    let zone = page.site.zone();
    let line = |step: &huiyin_app::events::Step| {
        let name = step.actor.and_then(|actor| page.names.get(&actor));
        let who = match (step.actor, name) {
            (None, _) => at.t.events_by_itself(),
            (_, Some(Some(name))) => name.reveal().clone(),
            _ => at.t.events_erased(),
        };
        Some(StepLine {
            at: at.t.moment(zone.local(step.at)),
            who,
            what: title(at.t, &step.what)?,
            why: step.why.as_ref().map(|why| why.reveal().clone()),
        })
    };
    page.steps.iter().rev().filter_map(line).collect()
}

/// What an entry about an event is called; none for what its history need not say.
pub(crate) fn title(t: Texts, facts: &Facts) -> Option<String> {
    Some(match facts {
        Facts::EventRegistered(_) => t.events_step_registered(),
        Facts::EventCorrected(_) => t.events_step_corrected(),
        Facts::ReportJoined(_) => t.events_step_joined(),
        Facts::ReplyAttached(_) => t.complaints_step_reply(),
        Facts::ComplaintJudged(judged) if judged.valid => t.complaints_step_valid(),
        Facts::ComplaintJudged(_) => t.complaints_step_invalid(),
        Facts::EventMerged(merged) if merged.into.is_some() => t.complaints_step_merged(),
        Facts::EventMerged(_) => t.complaints_step_separated(),
        Facts::MergeNoted(noted) if noted.merged => t.complaints_step_took_in(),
        Facts::MergeNoted(_) => t.complaints_step_gave_out(),
        Facts::ConfidentialitySet(set) if set.confidential => t.complaints_step_confidential(),
        Facts::ConfidentialitySet(_) => t.complaints_step_open(),
        Facts::EventTakenInHand(_) => t.events_step_in_hand(),
        Facts::EventCompleted(_) => t.events_step_completed(),
        Facts::EventReopened(_) => t.events_step_reopened(),
        Facts::ListConfirmed(_) => t.events_step_list(),
        Facts::ObligationsArisen(arisen) => t.events_step_arisen(arisen.obligations.len()),
        Facts::ObligationVoided(voided) => t.events_step_voided(voided.cause.title(t.lang())),
        Facts::ObligationReplaced(_) => t.events_step_replaced(),
        Facts::ObligationPicked(_) => t.events_step_picked(),
        Facts::FollowUpPlanned(planned) => t.events_step_planned(planned.round),
        Facts::PlanAdjusted(_) => t.events_step_adjusted(),
        Facts::PlanReleased(_) => t.events_step_released(),
        Facts::FormTaken(_) => t.events_step_taken(),
        Facts::FormReturned(_) => t.events_step_returned(),
        Facts::FollowUpAnsweredFor(_) => t.events_step_answered_for(),
        Facts::FollowUpEscalated(_) => t.events_step_escalated(),
        Facts::ContactTried(tried) => t.events_step_tried(tried.channel.title(t.lang())),
        Facts::VisitRecorded(recorded) => {
            t.events_step_recorded(recorded.channel.recorded(t.lang()))
        }
        Facts::RecordReviewed(reviewed) => t.events_step_reviewed(reviewed.verdict.title(t.lang())),
        Facts::SpotChecked(checked) if checked.not_reached.is_some() => t.spot_check_step_in_vain(),
        Facts::SpotChecked(_) => t.spot_check_step(),
        Facts::NonconformingDecided(_) => t.events_step_decided(),
        Facts::RoundClosed(_) => t.events_step_round_closed(),
        Facts::MatterSettled(_) => t.events_step_settled(),
        Facts::FollowUpLettered(_) => t.events_step_lettered(),
        Facts::FestivalReleased(_) => t.events_step_festival_released(),
        Facts::SentByPhone(_) => t.phone_step_sent(),
        Facts::PhoneWorkKept(kept) => t.phone_step_kept(kept.reason.title(t.lang())),
        Facts::PhoneWorkSettled(settled) if settled.entered => t.phone_step_entered(),
        Facts::PhoneWorkSettled(_) => t.phone_step_set_aside(),
        Facts::VisitsCarried(_) => t.events_step_carried(),
        _ => return None,
    })
}
