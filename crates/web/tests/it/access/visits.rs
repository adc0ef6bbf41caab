//! The pages of visits and their records.

use super::plan::PLANNERS;
use super::{Row, row};

const COMMAND: &str = "command=00000000-0000-7000-8000-0000000000a1";

pub(super) const ROWS: &[Row] = &[
    row(
        "/follow-ups/{follow_up}",
        "GET",
        "/follow-ups/{a_follow_up}",
        "",
    ),
    row(
        "/follow-ups/{follow_up}",
        "GET",
        "/follow-ups/{nothing}",
        "",
    )
    .answers(303, 404),
    row(
        "/follow-ups/{follow_up}/why",
        "GET",
        "/follow-ups/{a_follow_up}/why",
        "",
    ),
    row(
        "/follow-ups/{follow_up}/why",
        "GET",
        "/follow-ups/{nothing}/why",
        "",
    )
    .answers(303, 404),
    row(
        "/obligations/{obligation}/why",
        "GET",
        "/obligations/{a_obligation}/why",
        "",
    ),
    row(
        "/obligations/{obligation}/why",
        "GET",
        "/obligations/{nothing}/why",
        "",
    )
    .answers(303, 404),
    row(
        "/follow-ups/{follow_up}/visit",
        "GET",
        "/follow-ups/{a_follow_up}/visit",
        "",
    ),
    row(
        "/follow-ups/{follow_up}/visit",
        "POST",
        "/follow-ups/{a_follow_up}/visit",
        COMMAND,
    )
    .answers(303, 422),
    row(
        "/follow-ups/{follow_up}/paper",
        "GET",
        "/follow-ups/{a_follow_up}/paper",
        "",
    ),
    row(
        "/follow-ups/{follow_up}/paper",
        "POST",
        "/follow-ups/{a_follow_up}/paper",
        COMMAND,
    )
    .answers(303, 422),
    row(
        "/follow-ups/{follow_up}/form",
        "GET",
        "/follow-ups/{a_follow_up}/form",
        "",
    )
    .only(PLANNERS),
    row("/forms", "GET", "/forms?day=2026-03-16", ""),
    row(
        "/attachments/{attachment}",
        "GET",
        "/attachments/{nothing}",
        "",
    )
    .answers(303, 404),
    row("/records", "GET", "/records?month=2026-03", ""),
    row("/records/{record}", "GET", "/records/{record}", "").answers(303, 404),
    row(
        "/records/{record}/review",
        "POST",
        "/records/{record}/review",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/follow-ups/{follow_up}/adjustment",
        "GET",
        "/follow-ups/{a_follow_up}/adjustment",
        "",
    ),
    row(
        "/follow-ups/{follow_up}/adjustment",
        "POST",
        "/follow-ups/{a_follow_up}/adjustment",
        "command=00000000-0000-7000-8000-0000000000a3&channel=on_site",
    )
    .answers(303, 422)
    .only(PLANNERS),
    row(
        "/follow-ups/{follow_up}/replacement",
        "POST",
        "/follow-ups/{a_follow_up}/replacement",
        "command=00000000-0000-7000-8000-0000000000a2&tried=x",
    )
    .answers(303, 422)
    .only(PLANNERS),
    row(
        "/follow-ups/{follow_up}/tries",
        "POST",
        "/follow-ups/{nothing}/tries",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/follow-ups/{follow_up}/notes",
        "POST",
        "/follow-ups/{a_follow_up}/notes",
        COMMAND,
    )
    .answers(303, 422)
    .only(&["site_manager", "property_director"]),
    row(
        "/follow-ups/{follow_up}/closing",
        "GET",
        "/follow-ups/{a_follow_up}/closing",
        "",
    )
    .answers(303, 409)
    .only(&["site_manager", "company_reviewer"]),
    row(
        "/follow-ups/{follow_up}/closing",
        "POST",
        "/follow-ups/{a_follow_up}/closing",
        COMMAND,
    )
    .answers(303, 422)
    .only(&["site_manager", "company_reviewer"]),
    row(
        "/records/{record}/decision",
        "GET",
        "/records/{record}/decision",
        "",
    )
    .answers(303, 404),
    row(
        "/records/{record}/decision",
        "POST",
        "/records/{record}/decision",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/follow-ups/{follow_up}/conflicts/{conflict}",
        "GET",
        "/follow-ups/{a_follow_up}/conflicts/{nothing}",
        "",
    )
    .answers(303, 404),
    row(
        "/follow-ups/{follow_up}/conflicts/{conflict}",
        "POST",
        "/follow-ups/{a_follow_up}/conflicts/{nothing}",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/records/{record}/evidence",
        "GET",
        "/records/{record}/evidence",
        "",
    )
    .answers(303, 404),
    row("/plan/rate", "GET", "/plan/rate", ""),
    row("/plan/rate", "POST", "/plan/rate", COMMAND).answers(303, 422),
];
