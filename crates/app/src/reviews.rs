//! Records after they are handed in: reading them, the queue of those that wait, and the review.

mod decide_nonconforming;
mod read_record;
mod record_again;
mod records_page;
mod review_queue;
mod review_record;
mod tell;

pub use decide_nonconforming::DecideNonconforming;
pub use read_record::{
    Decision, RecordPage, RecordVersion, ReviewGiven, ReviewToCome, Round, ShownFile, ShownMatter,
    ShownSection, ShownSignature, Standing,
};
pub use records_page::{ListedRecord, RecordsPage};
pub use review_queue::{LookAt, WaitingRecord};
pub use review_record::{RecordReviewedAnswer, ReviewRecord};

pub(crate) use record_again::input_of_record;
pub(crate) use records_page::all_of_month;
pub(crate) use review_queue::{for_asker, holders_of};
pub(crate) use tell::{tell_deciders, tell_next_reviewers, tell_visitors};
