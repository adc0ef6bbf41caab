//! The pages of events.

use super::{Row, row};

pub(super) const COMMAND: &str = "command=00000000-0000-7000-8000-0000000000e1";

/// The staff of the site.
pub(super) const STAFF: &[&str] = &[
    "site_manager",
    "property_director",
    "service_director",
    "area_officer",
    "patrol_inspector",
    "culture_clerk",
];

pub(super) const ROWS: &[Row] = &[
    row("/events", "GET", "/events?q=dt&due=late", ""),
    row("/events", "POST", "/events", COMMAND)
        .answers(303, 422)
        .only(STAFF),
    row("/events/completion", "POST", "/events/completion", COMMAND)
        .answers(303, 422)
        .only(STAFF),
    row("/events/new", "GET", "/events/new?q=3-12", ""),
    row("/households", "GET", "/households?q=hns", ""),
    row("/events/{event}", "GET", "/events/{event}", "").answers(303, 404),
    row(
        "/events/{event}/hand",
        "POST",
        "/events/{event}/hand",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/events/{event}/completion",
        "POST",
        "/events/{event}/completion",
        COMMAND,
    )
    .answers(303, 404)
    .only(STAFF),
    row(
        "/events/{event}/reopening",
        "POST",
        "/events/{event}/reopening",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/events/{event}/list",
        "POST",
        "/events/{event}/list",
        COMMAND,
    )
    .answers(303, 404),
    row("/events/{event}/list", "GET", "/events/{event}/list", "").answers(303, 404),
    row(
        "/events/{event}/list.csv",
        "GET",
        "/events/{event}/list.csv",
        "",
    )
    .answers(303, 404),
    row(
        "/events/{event}/phone",
        "POST",
        "/events/{event}/phone",
        COMMAND,
    )
    .answers(303, 404),
    row(
        "/events/{event}/correction",
        "GET",
        "/events/{event}/correction",
        "",
    )
    .answers(303, 404),
    row(
        "/events/{event}/correction",
        "POST",
        "/events/{event}/correction",
        "command=00000000-0000-7000-8000-0000000000e1&version=1",
    )
    .answers(303, 404),
    row(
        "/events/{event}/follow-ups",
        "POST",
        "/events/{a_event}/follow-ups",
        "command=00000000-0000-7000-8000-0000000000e9&obligation=00000000-0000-7000-8000-000000000001",
    )
    .answers(303, 422)
    .only(&["service_director", "site_manager", "company_reviewer"]),
];
