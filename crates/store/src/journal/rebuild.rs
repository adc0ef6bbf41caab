use crate::{Result, Tx, apply};

use super::lines;

/// The tables that follow from the journal, in an order in which each rests on those before it.
pub const LIVE_TABLES: &[&str] = &[
    "scope",
    "installation",
    "procedure_version",
    "site_procedure",
    "import",
    "person",
    "unit",
    "occupancy",
    "department",
    "post_held",
    "running_number",
    "event",
    "event_report",
    "sealed",
    "reply",
    "invalidity",
    "list_line",
    "draw_key",
    "rate_setting",
    "cohort",
    "obligation",
    "follow_up",
    "follow_up_visitor",
    "sign_out",
    "contact_try",
    "follow_up_note",
    "archive_batch",
    "archive_step",
    "record",
    "record_content",
    "record_attachment",
    "signature",
    "review",
    "nonconforming_decision",
    "round_closing",
    "matter",
    "settlement",
    "promise",
    "rectification",
    "phone_act",
    "phone_shown",
    "phone_conflict",
    "festival_switch",
    "festival_line",
    "festival_release",
    "public_letter",
    "public_letter_answer",
    "public_letter_step",
    "month_close",
    "month_paper",
    "paper_step",
    "paper_case",
    "paper_event",
    "paper_words",
    "task",
    "task_step",
    "attachment",
    "document",
    "erasure",
    "export_key",
    "privacy_request",
    "privacy_outcome",
    "hold",
    "hold_end",
    "archive_month",
    "spot_check",
    "search_term",
];

/// Entries applied with one read.
const PIECE: u32 = 200;

/// Applies the whole journal of this database to its live tables, which must be empty; how many entries.
///
/// What is not journalled (accounts, sessions, drafts, jobs) is not made anew.
pub async fn rebuild(tx: &mut Tx) -> Result<u64> {
    let mut position = i64::MIN;
    let mut applied = 0;
    loop {
        let rows = lines(tx, position, PIECE).await?;
        let Some(last) = rows.last() else {
            return Ok(applied);
        };
        position = last.position;
        for row in &rows {
            apply::apply(tx, &row.entry()?).await?;
            applied += 1;
        }
    }
}
