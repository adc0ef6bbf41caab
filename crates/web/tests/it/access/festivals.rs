//! The pages of festivals.

use super::{Row, row};

/// Who plans, and everybody above.
const LISTING: &[&str] = &["service_director", "site_manager", "company_reviewer"];
/// Who releases the lists.
const RELEASING: &[&str] = &["site_manager", "company_reviewer"];

const AHEAD: &str = "command=00000000-0000-7000-8000-0000000000f1";

pub(super) const ROWS: &[Row] = &[
    row("/festivals", "GET", "/festivals", ""),
    row(
        "/festivals/{festival}/{year}",
        "GET",
        "/festivals/mid_autumn/2098",
        "",
    ),
    row(
        "/festivals/{festival}/{year}/sheet.csv",
        "GET",
        "/festivals/mid_autumn/2098/sheet.csv",
        "",
    ),
    row(
        "/festivals/{festival}/{year}/households",
        "POST",
        "/festivals/mid_autumn/2098/households",
        AHEAD,
    )
    .answers(303, 422)
    .only(LISTING),
    row(
        "/festivals/{festival}/{year}/copy",
        "POST",
        "/festivals/mid_autumn/2098/copy",
        "command=00000000-0000-7000-8000-0000000000f2",
    )
    .answers(303, 422)
    .only(LISTING),
    row(
        "/festivals/{festival}/{year}/strike",
        "POST",
        "/festivals/mid_autumn/2098/strike",
        "command=00000000-0000-7000-8000-0000000000f3&number=1",
    )
    .answers(303, 422)
    .only(LISTING),
    row(
        "/festivals/{festival}/{year}/release",
        "POST",
        "/festivals/mid_autumn/2098/release",
        "command=00000000-0000-7000-8000-0000000000f4",
    )
    .answers(303, 422)
    .only(RELEASING),
    row(
        "/festivals/{festival}/{year}/switch",
        "GET",
        "/festivals/mid_autumn/2098/switch",
        "",
    ),
    row(
        "/festivals/{festival}/{year}/switch",
        "POST",
        "/festivals/mid_autumn/2098/switch",
        "command=00000000-0000-7000-8000-0000000000f5",
    )
    .answers(303, 422)
    .only(RELEASING),
];
