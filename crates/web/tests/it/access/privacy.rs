//! The pages of people's own data.

use super::events::COMMAND;
use super::{Row, row};

/// Who manages people.
const MANAGERS: &[&str] = &["site_manager", "company_reviewer", "administrator"];
/// Who keeps the archive, besides.
const KEEPERS: &[&str] = &[
    "service_director",
    "site_manager",
    "company_reviewer",
    "administrator",
];

/// Who enters what people ask for: the staff of the site, and who manages its people.
const RECEIVERS: &[&str] = &[
    "site_manager",
    "property_director",
    "service_director",
    "area_officer",
    "patrol_inspector",
    "culture_clerk",
    "company_reviewer",
    "administrator",
];

pub(super) const ROWS: &[Row] = &[
    row("/residents/{person}", "GET", "/residents/{nobody}", "").answers(303, 404),
    row("/residents/{person}", "GET", "/residents/{a_person}", "").only(MANAGERS),
    row(
        "/residents/{person}/copy",
        "GET",
        "/residents/{a_person}/copy",
        "",
    )
    .only(MANAGERS),
    row(
        "/residents/{person}/requests",
        "GET",
        "/residents/{a_person}/requests",
        "",
    )
    .only(RECEIVERS),
    row(
        "/residents/{person}/requests",
        "POST",
        "/residents/{a_person}/requests",
        COMMAND,
    )
    .answers(303, 422)
    .only(RECEIVERS),
    row("/requests", "GET", "/requests", "").only(MANAGERS),
    row("/requests/{request}", "GET", "/requests/{nothing}", "").answers(303, 404),
    row(
        "/requests/{request}",
        "POST",
        "/requests/{nothing}",
        COMMAND,
    )
    .answers(303, 404),
    row("/holds", "GET", "/holds", "").only(KEEPERS),
    row(
        "/holds/on/{kind}/{thing}",
        "GET",
        "/holds/on/person/{a_person}",
        "",
    )
    .only(KEEPERS),
    row(
        "/holds/on/{kind}/{thing}",
        "POST",
        "/holds/on/person/{a_person}",
        COMMAND,
    )
    .answers(303, 422)
    .only(KEEPERS),
    row("/holds/{hold}", "GET", "/holds/{nothing}", "").answers(303, 404),
    row("/holds/{hold}", "POST", "/holds/{nothing}", COMMAND).answers(303, 404),
    row("/phone-views", "GET", "/phone-views?from=x", "").only(MANAGERS),
];
