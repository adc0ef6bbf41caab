use async_trait::async_trait;

use crate::Result;

/// The printable forms of a month, drawn one file after another, so that no more than one is held at a time.
#[async_trait]
pub trait MonthForms: Send {
    /// The next file: its name within `forms/` and its content; none after the last. A failure ends the export, and
    /// nothing is left of it.
    async fn next(&mut self) -> Result<Option<(String, Vec<u8>)>>;
}
