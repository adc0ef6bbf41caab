//! What somebody else did meanwhile: the sentence beside a refusal, and what stands in the fields now.

use huiyin_app::{Error, LastStep, Refusal, Seen};
use huiyin_domain::Verdict;
use huiyin_domain::entry::Facts;
use uuid::Uuid;

use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::pages::events::step_title;
use crate::texts::Texts;
use crate::view::Errors;

impl SignedInAsker {
    /// How far the journal has come about what a form is about, to be sent along with it. Asked before the page is read.
    pub(crate) async fn seen(&self, things: &[Uuid]) -> Result<String, Failure> {
        Ok(self.app.seen(things).await?.number().to_string())
    }

    /// The asker, held to what their form says they were shown.
    pub(crate) fn having_seen(&self, seen: &str) -> huiyin_app::Asker {
        self.asker.having_seen(Seen::of(seen))
    }

    /// Who did the last step about these things, and when, where that may be why an action is refused; none where it is
    /// not, or nobody did anything.
    pub(crate) async fn last_step_about(
        &self,
        error: &Error,
        things: &[Uuid],
    ) -> Result<Option<String>, Failure> {
        if !may_be_meanwhile(error) {
            return Ok(None);
        }
        let mut last: Option<LastStep> = None;
        for thing in things.iter().take(MOST) {
            let tells = |facts: &Facts| self.is_told(facts);
            let step = self.app.last_step(&self.asker, *thing, tells).await?;
            let is_later = |step: &LastStep| last.as_ref().is_none_or(|it| it.at < step.at);
            last = step.filter(is_later).or(last);
        }
        Ok(last.and_then(|step| self.said(&step)))
    }

    /// What the page is about, by its address: the ids in it, else the site.
    pub(crate) fn about(&self) -> Vec<Uuid> {
        let ids = self.path().split('/').filter_map(|it| it.parse().ok());
        let ids: Vec<Uuid> = ids.collect();
        match ids.last() {
            Some(last) => vec![*last],
            None => vec![self.site.id().uuid()],
        }
    }

    /// Whether a step is one of those that the page is about: of the site's many only its own.
    fn is_told(&self, facts: &Facts) -> bool {
        let mut parts = self.path().split('/').skip(1);
        let (place, second) = (parts.next().unwrap_or_default(), parts.next());
        match facts {
            Facts::FestivalSwitched(it) => {
                place == "festivals" && second == Some(it.festival.as_str())
            }
            Facts::HouseholdsListed(it) => {
                place == "festivals" && second == Some(it.festival.as_str())
            }
            Facts::HouseholdStruck(it) => {
                place == "festivals" && second == Some(it.festival.as_str())
            }
            Facts::DocumentUploaded(it) => {
                place == "documents" && second == Some(it.document.as_str())
            }
            Facts::MonthClosed(_) => place == "statistics",
            Facts::RateSet(_) => place == "plan",
            Facts::ProcedureAdopted(_) => place == "procedure",
            facts => title(self.t, facts).is_some(),
        }
    }

    fn said(&self, step: &LastStep) -> Option<String> {
        let t = self.t;
        let who = match &step.by {
            _ if step.is_own => t.meanwhile_you(),
            Some(name) => name.reveal().clone(),
            None => t.events_erased(),
        };
        let when = t.moment(self.site.zone().local(step.at));
        Some(t.meanwhile_last_step(title(t, &step.what)?, when, who))
    }
}

/// The most things that are looked at for one refusal.
const MOST: usize = 20;

/// Whether somebody else's step may be why it is refused.
fn may_be_meanwhile(error: &Error) -> bool {
    let Error::Refused { why, .. } = error else {
        return matches!(error, Error::Conflict);
    };
    matches!(
        why,
        Refusal::EventState
            | Refusal::ListComplete
            | Refusal::FollowUpState
            | Refusal::CohortBegun
            | Refusal::Merged
            | Refusal::Settled
            | Refusal::NotTheirTurn
            | Refusal::FormNotTaken
            | Refusal::FestivalReleased
            | Refusal::FestivalOff
            | Refusal::LetterState
            | Refusal::OtherLetter
            | Refusal::NothingToAnswer
            | Refusal::MonthClosed
            | Refusal::PaperState
            | Refusal::TaskState
            | Refusal::BatchState
            | Refusal::NothingToCollect
            | Refusal::KeptLonger(None)
            | Refusal::InUse
            | Refusal::RequestSettled
            | Refusal::HoldLifted
            | Refusal::SpotChecked
    )
}

/// What stands in the fields now, where it is not what was typed: each field with the value and with the words for it.
pub(crate) fn now<'a>(
    t: Texts,
    standing: impl IntoIterator<Item = (&'a str, String, String)>,
    typed: impl Fn(&str) -> String,
) -> Errors {
    let mut errors = Errors::default();
    for (field, value, words) in standing {
        if typed(field).trim() != value.trim() {
            let words = if words.is_empty() { t.none() } else { words };
            errors.add(field.to_owned(), t.meanwhile_now(words));
        }
    }
    errors
}

/// What a step of a person is called; none for what follows from others by itself.
fn title(t: Texts, facts: &Facts) -> Option<String> {
    Some(match facts {
        Facts::ObligationsArisen(_)
        | Facts::ObligationVoided(_)
        | Facts::ObligationPicked(_)
        | Facts::FollowUpPlanned(_)
        | Facts::FollowUpEscalated(_)
        | Facts::VisitsCarried(_) => return None,
        Facts::UnitSaved(_) => t.step_unit_saved(),
        Facts::PersonSaved(_) => t.step_person_saved(),
        Facts::OccupancySaved(_) => t.step_occupancy_saved(),
        Facts::OccupancyEnded(_) => t.step_occupancy_ended(),
        Facts::DepartmentSaved(_) => t.step_department_saved(),
        Facts::PostGranted(_) => t.step_post_granted(),
        Facts::PostEnded(_) => t.step_post_ended(),
        Facts::RateSet(_) => t.step_rate_set(),
        Facts::MonthClosed(_) => t.step_month_closed(),
        Facts::DocumentUploaded(_) => t.step_document_uploaded(),
        Facts::ProcedureAdopted(_) => t.step_procedure_adopted(),
        Facts::RequestReceived(_) => t.privacy_step_received(),
        Facts::RequestSettled(_) => t.privacy_step_settled(),
        Facts::HoldPlaced(_) => t.privacy_step_hold_placed(),
        Facts::HoldLifted(_) => t.privacy_step_hold_lifted(),
        Facts::WordsErased(_) => t.privacy_step_erased(),
        facts => of_papers(t, facts).or_else(|| step_title(t, facts))?,
    })
}

/// What an entry is called, for who reads their own data; none for what has no name.
pub(crate) fn step_words(t: Texts, facts: &Facts) -> Option<String> {
    title(t, facts)
}

/// What a step in the life of a paper, task, batch, letter or list is called.
fn of_papers(t: Texts, facts: &Facts) -> Option<String> {
    Some(match facts {
        Facts::PaperSigned(_) => t.step_paper_signed(),
        Facts::PaperReviewed(it) if it.verdict == Verdict::Accepted => t.step_paper_accepted(),
        Facts::LetterJudged(it) if it.approved => t.step_letter_approved(),
        Facts::PaperReviewed(_) | Facts::LetterJudged(_) => t.step_sent_back(),
        Facts::PaperDecided(_) => t.step_paper_decided(),
        Facts::PaperRead(_) => t.step_paper_read(),
        Facts::TaskGiven(_) => t.step_task_given(),
        Facts::TaskChanged(_) => t.month_changed_words(),
        Facts::TaskDone(_) => t.step_task_done(),
        Facts::TaskChecked(_) => t.step_task_checked(),
        Facts::BatchCollected(_) => t.step_batch_collected(),
        Facts::BatchReviewed(_) => t.step_batch_reviewed(),
        Facts::BatchReceived(_) => t.step_batch_received(),
        Facts::BatchHeld(it) if it.held => t.step_batch_held(),
        Facts::BatchHeld(_) => t.step_batch_freed(),
        Facts::DisposalProposed(_) => t.step_disposal_proposed(),
        Facts::DisposalJudged(it) if it.approved => t.step_disposal_approved(),
        Facts::DisposalJudged(_) => t.step_disposal_refused(),
        Facts::BatchDisposed(_) => t.step_batch_disposed(),
        Facts::LetterDrafted(_) => t.step_letter_drafted(),
        Facts::LetterPosted(_) => t.step_letter_posted(),
        Facts::LetterWithdrawn(_) => t.step_letter_withdrawn(),
        Facts::FestivalSwitched(it) if it.visited => t.step_festival_on(),
        Facts::FestivalSwitched(_) => t.step_festival_off(),
        Facts::HouseholdsListed(_) => t.step_households_listed(),
        Facts::HouseholdStruck(_) => t.step_household_struck(),
        _ => return None,
    })
}
