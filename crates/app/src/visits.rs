//! From the sign-out sheet to the record: taking forms, bringing them back, and putting down a visit.

mod answer_for;
mod at_hand;
mod blank_forms;
mod by_phone;
mod close_round;
mod follow_up_page;
mod ink;
mod linked_complaint;
mod next_round;
mod note_try;
mod planned_visit;
mod record_visit;
mod return_form;
mod settle_matter;
mod sign_out_sheet;
mod take_forms;
mod why_follow_up;

pub use answer_for::AnswerFor;
pub use blank_forms::{BlankForm, BlankForms, WhichForms};
pub use close_round::CloseRound;
pub use follow_up_page::{
    Accountable, Closing, FollowUpPage, FollowUpVisitor, Listed, MayChange, MayUsePaper,
};
pub use ink::Ink;
pub use note_try::NoteTry;
pub use planned_visit::PlannedVisit;
pub use record_visit::{
    FileInput, MatterInput, PaperInput, PromiseInput, RecordVisit, RectificationInput,
    RefusalInput, SectionInput, VisitRecordedAnswer, VisitorInk,
};
pub use return_form::ReturnForm;
pub use settle_matter::SettleMatter;
pub use sign_out_sheet::{LeftForm, SheetLine, SignOutSheet};
pub use take_forms::{FormsTaken, TakeForms};
pub use why_follow_up::{
    Behind, ChannelWhy, Escalated, FollowUpWhy, RoundBecause, Said, VisitorWhy,
};

pub use huiyin_store::visits::{ClosingRow, NoteRow, OtherRow, TryRow};

pub(crate) use at_hand::AtHand;
pub(crate) use by_phone::by_phone;
pub(crate) use close_round::close_for_complaint;
pub(crate) use ink::too_long;
pub(crate) use linked_complaint::{About, register_linked_complaint};
pub(crate) use next_round::{NextRound, plan_next_round};
pub(crate) use note_try::{note, tries};
pub(crate) use record_visit::record;
pub(crate) use take_forms::take;
