//! The pages of imports.

use super::{Row, row};

/// No import has this id.
macro_rules! nothing {
    ($rest:literal) => {
        concat!("/imports/00000000-0000-7000-8000-000000000000", $rest)
    };
}

pub(super) const ROWS: &[Row] = &[
    row("/imports", "GET", "/imports", ""),
    // No file.
    row("/imports/files", "POST", "/imports/files", "").answers(303, 400),
    row("/imports/{import}", "GET", nothing!(""), "").answers(303, 404),
    row("/imports/{import}/columns", "GET", nothing!("/columns"), "").answers(303, 404),
    row(
        "/imports/{import}/columns",
        "POST",
        nothing!("/columns"),
        "t0=unit",
    )
    .answers(303, 404),
    row(
        "/imports/{import}/kind",
        "POST",
        nothing!("/kind"),
        "kind=units",
    )
    .answers(303, 404),
    row("/imports/{import}/preview", "GET", nothing!("/preview"), "").answers(303, 404),
    row("/imports/{import}/run", "POST", nothing!("/run"), "").answers(303, 303),
    row("/imports/{import}/undo", "POST", nothing!("/undo"), "").answers(303, 404),
    row(
        "/imports/{import}/discard",
        "POST",
        nothing!("/discard"),
        "",
    )
    .answers(303, 404),
    row(
        "/imports/{import}/findings.csv",
        "GET",
        nothing!("/findings.csv"),
        "",
    )
    .answers(303, 404),
];
