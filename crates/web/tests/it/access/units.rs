//! The pages of units and their residents.

use super::{Row, row};

/// Who manages people.
const MANAGERS: &[&str] = &["site_manager", "company_reviewer", "administrator"];
const COMMAND: &str = "command=00000000-0000-7000-8000-000000000000";

pub(super) const ROWS: &[Row] = &[
    row("/units", "GET", "/units", ""),
    row("/units", "POST", "/units", COMMAND).answers(303, 422),
    row("/units/new", "GET", "/units/new", ""),
    row("/units/zones", "POST", "/units/zones", COMMAND).answers(303, 422),
    row("/units/{unit}", "GET", "/units/none", "").answers(303, 404),
    row(
        "/units/{unit}",
        "POST",
        "/units/00000000-0000-7000-8000-000000000000",
        "command=00000000-0000-7000-8000-000000000000&code=X",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row("/units/{unit}/edit", "GET", "/units/none/edit", "").answers(303, 404),
    row(
        "/units/{unit}/phone",
        "POST",
        "/units/none/phone",
        "person=x",
    )
    .answers(303, 404),
    row(
        "/units/{unit}/residents",
        "POST",
        "/units/none/residents",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/units/{unit}/residents/new",
        "GET",
        "/units/none/residents/new",
        "",
    )
    .answers(303, 404),
    row(
        "/units/{unit}/residents/{occupancy}",
        "GET",
        "/units/none/residents/none",
        "",
    )
    .answers(303, 404),
    row(
        "/units/{unit}/residents/{occupancy}",
        "POST",
        "/units/none/residents/none",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/units/{unit}/residents/{occupancy}/end",
        "POST",
        "/units/none/residents/none/end",
        COMMAND,
    )
    .answers(303, 404),
];
