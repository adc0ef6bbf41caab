//! What a visitor does on the phone: carrying the visits, sending what was done without a network, and settling what
//! arrived too late.
//!
//! A command of a phone is the same action as at the desk, with the same checks ([`crate::App::record_visit`],
//! [`crate::App::take_forms`], [`crate::App::note_try`]); this only looks whether what the visitor saw still holds,
//! keeps what does not fit any more, and writes the phone's clock beside what was done.

mod carry;
mod command;
mod conflict;
mod correct;
mod evidence;
mod revision;
mod settle;
mod upload;

pub use carry::{
    Carried, CarriedChannel, CarriedKept, CarriedSite, CarriedVisit, EarlierVisit, SentBack,
};
pub use command::{PhoneAnswer, PhoneCommand, PhoneDone};
pub use conflict::{Conflict, Kept, Settled};
pub use evidence::{Changed, EntryEvidence, Evidence, SignatureEvidence, VersionEvidence};
pub use settle::SettleConflict;
pub use upload::{Announce, LARGEST_PIECE, Uploaded};

pub use huiyin_store::my_visits::{
    MyResidentRow, MyTryRow, MyVisitRow, MyVisitorRow, PromiseRow, SaidRow,
};
pub use huiyin_store::phone::{ActRow, ShownRow};
