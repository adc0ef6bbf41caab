//! The pages of statistics.

use super::events::COMMAND;
use super::{Row, row};

/// Who closes the month.
pub(super) const CLOSERS: &[&str] = &["service_director", "site_manager", "company_reviewer"];

/// Who calls residents back: the posts held in the company.
pub(super) const CALLERS: &[&str] = &["company_leader", "company_reviewer"];

pub(super) const ROWS: &[Row] = &[
    row("/statistics", "GET", "/statistics", ""),
    row(
        "/statistics/rows",
        "GET",
        "/statistics/rows?month=2026-04&figure=owed&category=complaint",
        "",
    ),
    row("/signals", "GET", "/signals?month=2026-03", "").only(CLOSERS),
    row("/spot-checks", "GET", "/spot-checks?month=2026-03", "").only(CALLERS),
    row(
        "/records/{record}/spot-check",
        "GET",
        "/records/{nothing}/spot-check",
        "",
    )
    .answers(303, 404),
    row(
        "/records/{record}/spot-check",
        "POST",
        "/records/{nothing}/spot-check",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/records/{record}/spot-check/phone",
        "POST",
        "/records/{nothing}/spot-check/phone",
        "",
    )
    .answers(303, 404),
    row("/company", "GET", "/company?from=2026-01&to=2026-04", ""),
    row(
        "/statistics/close",
        "GET",
        "/statistics/close?month=2020-01",
        "",
    ),
    row(
        "/statistics/close",
        "POST",
        "/statistics/close",
        "command=00000000-0000-7000-8000-000000000000&month=2020-01&seen_missing=7",
    )
    .answers(303, 422)
    .only(CLOSERS),
];
