//! Service events: registering, handling, completing and correcting them; one event and the list of them.

mod alike;
mod attach_reply;
mod chase_lists;
mod check_form;
mod choices;
mod complete_event;
mod confirm_list;
mod correct_event;
mod event_list;
mod event_page;
mod events_page;
mod form;
mod join_report;
mod judge_complaint;
mod keep_confidential;
mod merge_event;
mod mergers;
mod propose_grade;
mod register_event;
mod reopen_event;
mod separate_event;
mod take_in_hand;

pub use alike::{Alike, AlikeComplaint, Telling};
pub use attach_reply::{AttachReply, ReplyForm};
pub use check_form::ComplaintForm;
pub use choices::EventChoices;
pub use complete_event::{CompleteEvents, Completed};
pub(crate) use confirm_list::is_of_site;
pub use confirm_list::{ConfirmList, ListLineInput};
pub use correct_event::CorrectEvent;
pub use event_list::{EventList, ListedLine};
pub use event_page::{EventFollowUp, EventObligation, EventPage, MergedEvent, Step};

pub(crate) use attach_reply::reply_basis;
pub(crate) use chase_lists::{are_lists_to_be_chased, chase_lists};
pub(crate) use correct_event::may_grade;
pub(crate) use event_page::known_obligations;
pub use events_page::{CursorError, DueFilter, EventCursor, EventFilter, EventLine, EventsPage};
pub use form::{EventForm, WordsForm};
pub use join_report::JoinReport;
pub use judge_complaint::{JudgeComplaint, Judgement};
pub(crate) use judge_complaint::{invalid_basis, may_judge};
pub use keep_confidential::KeepConfidential;
pub use merge_event::MergeEvent;
pub use propose_grade::GradeProposal;
pub(crate) use register_event::outside_id;
pub use register_event::{RegisterEvent, Registered, ReportForm};
pub use reopen_event::ReopenEvent;
pub use separate_event::SeparateEvent;
pub use take_in_hand::TakeInHand;

use huiyin_domain::{Day, EventId};
use huiyin_store::events::EventRow;
use huiyin_store::{Tx, draw, events};

use crate::site::Editions;
use crate::{Asker, Error, Refusal, Result, Site, confidential, first_aid};

/// An event that somebody works on, and its site, which is kept from others who give numbers; [`Error::NotFound`] for
/// who has nothing to do with the site. One that is a part of another is refused: it is dealt with there.
async fn at_hand(
    tx: &mut Tx,
    editions: &Editions,
    asker: &Asker,
    event: EventId,
) -> Result<(EventRow, Site)> {
    let (row, site) = row_at_hand(tx, editions, asker, event).await?;
    if row.merged_into.is_some() {
        return Err(merged(&site, site.day(row.registered_at)));
    }
    Ok((row, site))
}

/// Whether an event was completed before the site was live, and no import asked to plan it: it is kept for comparison,
/// and nothing is owed.
pub(crate) fn is_history(site: &Site, row: &EventRow) -> bool {
    row.procedure.is_none() && is_before_live(site, row)
}

/// Whether an event was completed before the site was live, and an import asked to plan it all the same.
fn is_planned_history(site: &Site, row: &EventRow) -> bool {
    row.procedure.is_some() && is_before_live(site, row)
}

fn is_before_live(site: &Site, row: &EventRow) -> bool {
    row.completed_at
        .is_some_and(|at| site.day(at) < site.live_from())
}

/// That an event is a part of another.
fn merged(site: &Site, day: Day) -> Error {
    Error::Refused {
        why: Refusal::Merged,
        basis: site.procedure_on(day).same_complaint.basis.clone(),
    }
}

/// The same, of one that may be a part of another.
async fn row_at_hand(
    tx: &mut Tx,
    editions: &Editions,
    asker: &Asker,
    event: EventId,
) -> Result<(EventRow, Site)> {
    let row = events::event(tx, event)
        .await?
        .filter(|row| row.withdrawn_at.is_none() && asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    draw::lock_site(tx, row.site).await?;
    // Read again behind the lock: others may have changed it meanwhile.
    let row = events::event(tx, event).await?.ok_or(Error::NotFound)?;
    let site = editions.site(tx, row.site).await?;
    let rules = site.newest_rules();
    confidential::check(&rules, asker, site.id(), (row.confidential, row.accused))?;
    first_aid::check_row(tx, &rules, asker, &row).await?;
    Ok((row, site))
}
