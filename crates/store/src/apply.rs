//! What each kind of entry does to the live tables. The only place that changes them, in daily work and in a rebuild
//! alike: so nothing here reads a clock, draws lots or decides; it does what the facts say.

mod archive;
mod complaints;
mod erasure;
mod events;
mod exports;
mod festivals;
mod letters;
mod month;
mod obligations;
mod people;
mod phone;
mod plan;
mod privacy;
mod records;
mod scopes;
mod sealed;
mod spot_checks;
mod work;

use huiyin_domain::entry::{Entry, Facts};

use crate::{Result, Tx};

/// The due day of an event with nothing due: a day rather than null, so that both databases sort it alike.
pub(crate) const NOTHING_DUE: &str = "9999-12-31";

/// Changes the live tables as an entry says.
pub(crate) async fn apply(tx: &mut Tx, entry: &Entry) -> Result<()> {
    match &entry.facts {
        Facts::CompanyOpened(facts) => scopes::company_opened(tx, entry, facts).await,
        Facts::ScopeOpened(facts) => scopes::scope_opened(tx, facts).await,
        Facts::SiteOpened(facts) => scopes::site_opened(tx, facts).await,
        Facts::SiteChanged(facts) => scopes::site_changed(tx, facts).await,
        Facts::ProcedureAdopted(facts) => scopes::procedure_adopted(tx, entry, facts).await,
        Facts::PersonSaved(facts) => people::person_saved(tx, entry, facts).await,
        Facts::PersonErased(facts) => erasure::person_erased(tx, entry, facts).await,
        Facts::UnitSaved(facts) => people::unit_saved(tx, facts).await,
        Facts::OccupancySaved(facts) => people::occupancy_saved(tx, facts).await,
        Facts::OccupancyEnded(facts) => people::occupancy_ended(tx, facts).await,
        Facts::DepartmentSaved(facts) => people::department_saved(tx, facts).await,
        Facts::PostGranted(facts) => people::post_granted(tx, facts).await,
        Facts::PostEnded(facts) => people::post_ended(tx, facts).await,
        Facts::KeyCommitted(facts) => obligations::key_committed(tx, entry, facts).await,
        Facts::KeyRevealed(facts) => obligations::key_revealed(tx, entry, facts).await,
        Facts::RateSet(facts) => obligations::rate_set(tx, entry, facts).await,
        Facts::EventRegistered(facts) => events::event_registered(tx, entry, facts).await,
        Facts::EventCorrected(facts) => events::event_corrected(tx, entry, facts).await,
        Facts::ReportJoined(facts) => events::report_joined(tx, entry, facts).await,
        Facts::ReplyAttached(facts) => complaints::reply_attached(tx, entry, facts).await,
        Facts::ComplaintJudged(facts) => complaints::complaint_judged(tx, entry, facts).await,
        Facts::EventMerged(facts) => complaints::event_merged(tx, entry, facts).await,
        Facts::MergeNoted(facts) => complaints::merge_noted(tx, facts).await,
        Facts::ConfidentialitySet(facts) => sealed::confidentiality_set(tx, entry, facts).await,
        Facts::EventTakenInHand(facts) => events::event_taken_in_hand(tx, facts).await,
        Facts::EventCompleted(facts) => events::event_completed(tx, entry, facts).await,
        Facts::EventReopened(facts) => events::event_reopened(tx, facts).await,
        Facts::ListConfirmed(facts) => events::list_confirmed(tx, facts).await,
        Facts::ObligationsArisen(facts) => obligations::arisen(tx, entry, facts).await,
        Facts::ObligationVoided(facts) => obligations::voided(tx, entry, facts).await,
        Facts::ObligationReplaced(facts) => obligations::replaced(tx, entry, facts).await,
        Facts::ObligationPicked(facts) => obligations::picked(tx, entry, facts).await,
        Facts::PicksShown(facts) => obligations::picks_shown(tx, entry, facts).await,
        Facts::CohortClosed(facts) => obligations::cohort_closed(tx, entry, facts).await,
        Facts::FollowUpPlanned(facts) => plan::follow_up_planned(tx, entry, facts).await,
        Facts::PlanAdjusted(facts) => plan::plan_adjusted(tx, facts).await,
        Facts::PlanReleased(facts) => plan::plan_released(tx, entry, facts).await,
        Facts::FormTaken(facts) => plan::form_taken(tx, entry, facts).await,
        Facts::FormReturned(facts) => plan::form_returned(tx, entry, facts).await,
        Facts::ContactTried(facts) => plan::contact_tried(tx, entry, facts).await,
        Facts::FollowUpAnsweredFor(facts) => plan::answered_for(tx, entry, facts).await,
        Facts::FollowUpEscalated(facts) => plan::follow_up_escalated(tx, entry, facts).await,
        Facts::VisitRecorded(facts) => records::visit_recorded(tx, entry, facts).await,
        Facts::VisitsCarried(facts) => records::visits_carried(tx, entry, facts).await,
        Facts::RecordReviewed(facts) => records::record_reviewed(tx, entry, facts).await,
        Facts::NonconformingDecided(facts) => {
            records::nonconforming_decided(tx, entry, facts).await
        }
        Facts::RoundClosed(facts) => plan::round_closed(tx, entry, facts).await,
        Facts::MatterSettled(facts) => records::matter_settled(tx, entry, facts).await,
        Facts::BatchCollected(facts) => archive::batch_collected(tx, entry, facts).await,
        Facts::BatchReviewed(facts) => archive::batch_reviewed(tx, entry, facts).await,
        Facts::BatchReceived(facts) => archive::batch_received(tx, entry, facts).await,
        Facts::BatchHeld(facts) => archive::batch_held(tx, entry, facts).await,
        Facts::DisposalProposed(facts) => archive::disposal_proposed(tx, entry, facts).await,
        Facts::DisposalJudged(facts) => archive::disposal_judged(tx, entry, facts).await,
        Facts::BatchDisposed(facts) => archive::batch_disposed(tx, entry, facts).await,
        Facts::PaperDrafted(facts) => month::paper_drafted(tx, entry, facts).await,
        Facts::PaperSigned(facts) => month::paper_signed(tx, entry, facts).await,
        Facts::PaperReviewed(facts) => month::paper_reviewed(tx, entry, facts).await,
        Facts::PaperDecided(facts) => month::paper_decided(tx, entry, facts).await,
        Facts::PaperRead(facts) => month::paper_read(tx, entry, facts).await,
        Facts::TaskGiven(facts) => month::task_given(tx, entry, facts).await,
        Facts::TaskChanged(facts) => month::task_changed(tx, entry, facts).await,
        Facts::TaskDone(facts) => month::task_done(tx, entry, facts).await,
        Facts::TaskChecked(facts) => month::task_checked(tx, entry, facts).await,
        Facts::FestivalSwitched(facts) => festivals::festival_switched(tx, entry, facts).await,
        Facts::HouseholdsListed(facts) => festivals::households_listed(tx, entry, facts).await,
        Facts::HouseholdStruck(facts) => festivals::household_struck(tx, facts).await,
        Facts::FestivalReleased(facts) => festivals::festival_released(tx, entry, facts).await,
        Facts::LetterDrafted(facts) => letters::letter_drafted(tx, entry, facts).await,
        Facts::LetterJudged(facts) => letters::letter_judged(tx, entry, facts).await,
        Facts::LetterPosted(facts) => letters::letter_posted(tx, entry, facts).await,
        Facts::LetterWithdrawn(facts) => letters::letter_withdrawn(tx, entry, facts).await,
        Facts::FollowUpLettered(facts) => letters::follow_up_lettered(tx, entry, facts).await,
        Facts::SentByPhone(facts) => phone::sent_by_phone(tx, entry, facts).await,
        Facts::PhoneWorkKept(facts) => phone::work_kept(tx, entry, facts).await,
        Facts::PhoneWorkSettled(facts) => phone::work_settled(tx, entry, facts).await,
        Facts::MonthClosed(facts) => work::month_closed(tx, entry, facts).await,
        Facts::ImportOpened(facts) => work::import_opened(tx, entry, facts).await,
        Facts::ImportDone(facts) => work::import_done(tx, entry, facts).await,
        Facts::ImportUndone(facts) => work::import_undone(tx, entry, facts).await,
        Facts::AttachmentAdded(facts) => work::attachment_added(tx, entry, facts).await,
        Facts::DocumentUploaded(facts) => work::document_uploaded(tx, entry, facts).await,
        Facts::ExportKeySet(facts) => exports::export_key_set(tx, entry, facts).await,
        Facts::RequestReceived(facts) => privacy::request_received(tx, entry, facts).await,
        Facts::RequestSettled(facts) => privacy::request_settled(tx, entry, facts).await,
        Facts::PersonRestricted(facts) => privacy::person_restricted(tx, entry, facts).await,
        Facts::HoldPlaced(facts) => privacy::hold_placed(tx, entry, facts).await,
        Facts::HoldLifted(facts) => privacy::hold_lifted(tx, entry, facts).await,
        Facts::WordsErased(facts) => privacy::words_erased(tx, entry, facts).await,
        Facts::ArchiveMonthTakenIn(facts) => exports::taken_in(tx, entry, facts).await,
        Facts::SpotChecked(facts) => spot_checks::spot_checked(tx, entry, facts).await,
    }
}
