//! Months that were exported elsewhere and taken in here, to be read and never changed: the files as they were exported,
//! and what was found when they were checked.

mod archive_month_page;
mod record;
mod stored;
mod take_in_month;

pub use archive_month_page::{ArchiveMonthPage, FrozenFigures};
pub use huiyin_store::archive_months::ArchiveMonthRow;
pub use record::{MatterThere, RecordThere, SectionThere};
pub use take_in_month::{ExportFiles, TakeInMonth, TakenIn};
