//! The pages of public letters.

use super::events::STAFF;
use super::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row("/letters", "GET", "/letters", ""),
    row(
        "/letters",
        "POST",
        "/letters",
        "command=00000000-0000-7000-8000-0000000000fa",
    )
    .answers(303, 422)
    .only(STAFF),
    row("/letters/new", "GET", "/letters/new?kind=x", ""),
    row("/letters/{letter}", "GET", "/letters/{letter}", "").answers(303, 404),
    row(
        "/letters/{letter}/draft",
        "GET",
        "/letters/{letter}/draft",
        "",
    )
    .answers(303, 404),
    row(
        "/letters/{letter}/judgement",
        "POST",
        "/letters/{letter}/judgement",
        "command=00000000-0000-7000-8000-0000000000fb&verdict=approved",
    )
    .answers(303, 404),
    row(
        "/letters/{letter}/posting",
        "POST",
        "/letters/{letter}/posting",
        "command=00000000-0000-7000-8000-0000000000fc",
    )
    .answers(303, 404),
    row(
        "/letters/{letter}/photos",
        "POST",
        "/letters/{letter}/photos",
        "command=00000000-0000-7000-8000-0000000000fe",
    )
    .answers(303, 404),
    row(
        "/letters/{letter}/withdrawal",
        "POST",
        "/letters/{letter}/withdrawal",
        "command=00000000-0000-7000-8000-0000000000fd",
    )
    .answers(303, 404),
    row(
        "/letters/{letter}/print",
        "GET",
        "/letters/{letter}/print",
        "",
    )
    .answers(303, 404),
];
