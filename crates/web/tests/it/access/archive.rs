//! The pages of the archive.

use super::events::COMMAND;
use super::plan::PLANNERS;
use super::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row("/archive", "GET", "/archive", ""),
    row("/archive/collect", "POST", "/archive/collect", COMMAND)
        .answers(303, 422)
        .only(PLANNERS),
    row("/appraisal", "GET", "/appraisal", "").answers(303, 404),
    row("/appraisal.csv", "GET", "/appraisal.csv", "").answers(303, 404),
    row("/archive/elsewhere", "GET", "/archive/elsewhere", "").only(PLANNERS),
    row(
        "/archive/elsewhere/{month}",
        "GET",
        "/archive/elsewhere/0000000000000000000000000000000000000000000000000000000000000000",
        "",
    )
    .answers(303, 404)
    .only(PLANNERS),
    row(
        "/archive/elsewhere/{month}/forms/{form}",
        "GET",
        "/archive/elsewhere/0000000000000000000000000000000000000000000000000000000000000000/forms/statistics.pdf",
        "",
    )
    .answers(303, 404)
    .only(PLANNERS),
    row("/archive/{batch}", "GET", "/archive/{batch}", "").answers(303, 404),
    row(
        "/archive/{batch}/review",
        "POST",
        "/archive/{batch}/review",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/archive/{batch}/receipt",
        "POST",
        "/archive/{batch}/receipt",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/archive/{batch}/hold",
        "POST",
        "/archive/{batch}/hold",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/archive/{batch}/proposal",
        "POST",
        "/archive/{batch}/proposal",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/archive/{batch}/judgement",
        "POST",
        "/archive/{batch}/judgement",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/archive/{batch}/disposal",
        "POST",
        "/archive/{batch}/disposal",
        COMMAND,
    )
    .answers(303, 404),
];
