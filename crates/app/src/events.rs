//! Service events: registering, handling, completing and correcting them; one event and the list of them.

mod attach_reply;
mod choices;
mod complete_event;
mod confirm_list;
mod correct_event;
mod event_page;
mod events_page;
mod form;
mod judge_complaint;
mod register_event;
mod reopen_event;
mod take_in_hand;

pub use attach_reply::{AttachReply, ReplyForm};
pub use choices::EventChoices;
pub use complete_event::{CompleteEvents, Completed};
pub use confirm_list::{ConfirmList, ListLineInput};
pub use correct_event::CorrectEvent;
pub use event_page::{EventFollowUp, EventObligation, EventPage, Step};

pub(crate) use attach_reply::reply_basis;
pub(crate) use event_page::known_obligations;
pub use events_page::{CursorError, DueFilter, EventCursor, EventFilter, EventLine, EventsPage};
pub use form::{EventForm, WordsForm};
pub use judge_complaint::{JudgeComplaint, Judgement};
pub(crate) use judge_complaint::{invalid_basis, may_judge};
pub use register_event::{RegisterEvent, Registered, ReportForm};
pub use reopen_event::ReopenEvent;
pub use take_in_hand::TakeInHand;

use huiyin_domain::EventId;
use huiyin_store::events::EventRow;
use huiyin_store::{Tx, draw, events};

use crate::site::Editions;
use crate::{Asker, Error, Result, Site};

/// An event that somebody works on, and its site, which is kept from others who give numbers; [`Error::NotFound`] for
/// who has nothing to do with the site.
async fn at_hand(
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
    Ok((row, site))
}
