//! What pages say, as papers: forms to print and tables for a spreadsheet.
//!
//! Whoever may see the page may have it as a file; the file says what the page says, phone numbers covered alike.

mod analysis;
mod archive;
mod blank;
mod company;
mod events;
mod file;
mod letter;
mod lists;
mod record;
mod sheet;
mod statistics;
mod task;
mod values;

pub(crate) use analysis::{VISITS, again, opinion, paper as analysis, visits, without_paper};
pub(crate) use archive::{disposal, hand_over};
pub(crate) use blank::blank;
pub(crate) use company::{company, signals, spot_checks};
pub(crate) use events::{complaint, repair};
pub(crate) use file::{Ending, drawn, file};
pub(crate) use letter::letter;
pub(crate) use lists::{appraisal, event_list, plan_list, record_list};
pub(crate) use record::record;
pub(crate) use sheet::{FORMS, forms, sign_out_sheet};
pub(crate) use statistics::{Picture, statistics};
pub(crate) use task::nonconformity;
pub(crate) use values::Maker;
