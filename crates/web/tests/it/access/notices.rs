//! The pages of notices and of how they leave the house.

use super::{Row, row};

/// Those who manage the people of a site.
const MANAGERS: &[&str] = &["site_manager", "company_reviewer", "administrator"];

pub(super) const ROWS: &[Row] = &[
    row("/notices", "GET", "/notices", ""),
    row("/notices/reading", "POST", "/notices/reading", "newest=0").answers(303, 303),
    row("/notices/{notice}", "GET", "/notices/0", "").answers(303, 404),
    row("/sending", "GET", "/sending", "").only(MANAGERS),
    row("/sending/mail/test", "POST", "/sending/mail/test", "")
        .answers(303, 422)
        .only(MANAGERS),
    row("/sending/robots", "GET", "/sending/robots", "").only(MANAGERS),
    row(
        "/sending/robots",
        "POST",
        "/sending/robots",
        "command={nobody}",
    )
    .answers(303, 422)
    .only(MANAGERS),
    row(
        "/sending/robots/{robot}",
        "GET",
        "/sending/robots/{nothing}",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/sending/robots/{robot}",
        "POST",
        "/sending/robots/{nothing}",
        "command={nobody}",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/sending/robots/{robot}/test",
        "POST",
        "/sending/robots/{nothing}/test",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/sending/robots/{robot}/removal",
        "POST",
        "/sending/robots/{nothing}/removal",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/sending/undelivered/{message}/again",
        "POST",
        "/sending/undelivered/0/again",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/sending/undelivered/{message}/dismissal",
        "POST",
        "/sending/undelivered/0/dismissal",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
];
