//! Trials of versions, and copies that are edited.

use super::{Row, row};

/// Who plans or manages procedures.
const TRY: &[&str] = &[
    "service_director",
    "site_manager",
    "company_reviewer",
    "administrator",
];

/// Who says which procedure is in force.
const MANAGERS: &[&str] = &["site_manager", "company_reviewer", "administrator"];

const NONE: &str = "/procedure/copies/00000000-0000-7000-8000-000000000000";

pub(super) const ROWS: &[Row] = &[
    row("/procedure/simulate", "GET", "/procedure/simulate", "").only(TRY),
    row(
        "/procedure/simulate",
        "GET",
        "/procedure/simulate?a=kehu&b=wuye",
        "",
    )
    .only(TRY),
    row(
        "/procedure/simulate.csv",
        "GET",
        "/procedure/simulate.csv?a=kehu&b=wuye",
        "",
    )
    .only(TRY),
    row(
        "/procedure/difference",
        "GET",
        "/procedure/difference?a=kehu&b=wuye",
        "",
    ),
    row("/procedure/copies", "GET", "/procedure/copies", "").only(TRY),
    row(
        "/procedure/copies",
        "POST",
        "/procedure/copies",
        "command={nobody}&base=kehu&id=kehu&version=2",
    )
    .answers(303, 422)
    .only(TRY),
    row("/procedure/copies/{copy}", "GET", NONE, "")
        .answers(303, 404)
        .only(TRY),
    row("/procedure/copies/{copy}", "POST", NONE, "version=1")
        .answers(303, 404)
        .only(TRY),
    row(
        "/procedure/copies/{copy}/text",
        "GET",
        "/procedure/copies/00000000-0000-7000-8000-000000000000/text",
        "",
    )
    .answers(303, 404)
    .only(TRY),
    row(
        "/procedure/copies/{copy}/text",
        "POST",
        "/procedure/copies/00000000-0000-7000-8000-000000000000/text",
        "version=1&text=x",
    )
    .answers(303, 404)
    .only(TRY),
    row(
        "/procedure/copies/{copy}/preview",
        "GET",
        "/procedure/copies/00000000-0000-7000-8000-000000000000/preview",
        "",
    )
    .answers(303, 404)
    .only(TRY),
    row(
        "/procedure/copies/{copy}/adoption",
        "POST",
        "/procedure/copies/00000000-0000-7000-8000-000000000000/adoption",
        "command={nobody}&version=1&from=2099-01",
    )
    .answers(303, 422)
    .only(MANAGERS),
    row(
        "/procedure/copies/{copy}/discard",
        "POST",
        "/procedure/copies/00000000-0000-7000-8000-000000000000/discard",
        "",
    )
    .answers(303, 303)
    .only(TRY),
];
