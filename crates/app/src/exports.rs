//! Exports of the journal, which can be checked without the product and built up again with it. What stands in one is
//! described in `docs/reference/export.md`.

mod export_site;
mod folder;
mod key;
mod month_forms;

pub use export_site::{ExportSite, Exported, PreparedExport};
pub use month_forms::{FormOfMonth, MonthForms};

pub(crate) use export_site::anchor_lines;
