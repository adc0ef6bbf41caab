//! The pages of the plan and the draw.

use super::{Row, row};

/// Who draws up the plan, and who stands above.
pub(super) const PLANNERS: &[&str] = &["service_director", "site_manager", "company_reviewer"];

pub(super) const ROWS: &[Row] = &[
    row("/plan", "GET", "/plan?month=2026-11", ""),
    row("/plan", "GET", "/plan?month=2026-13", "").answers(303, 404),
    row("/plan/release", "POST", "/plan/release", "month=2026-11")
        .answers(303, 422)
        .only(PLANNERS),
    row(
        "/plan/together",
        "POST",
        "/plan/together",
        "month=2026-11&follow_ups={a_follow_up}&planned_day=2026-11-20",
    )
    .answers(303, 422)
    .only(PLANNERS),
    row("/sign-out-sheet", "GET", "/sign-out-sheet", ""),
    row("/sign-out-sheet", "POST", "/sign-out-sheet", "").answers(303, 422),
    row("/draw", "GET", "/draw?cohort={cohort}", "").answers(303, 404),
    row(
        "/sign-out-sheet/{sign_out}/return",
        "POST",
        "/sign-out-sheet/{sign_out}/return",
        "command=00000000-0000-7000-8000-0000000000b1",
    )
    .answers(303, 404),
];
