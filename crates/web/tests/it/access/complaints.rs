//! The pages of complaints.

use super::events::STAFF;
use super::{Row, row};

/// The post that plans, and those above it.
const SUPERVISORS: &[&str] = &["service_director", "site_manager", "company_reviewer"];

pub(super) const ROWS: &[Row] = &[
    row("/events/{event}/reply", "GET", "/events/{event}/reply", "").answers(303, 404),
    row(
        "/events/{event}/reply",
        "POST",
        "/events/{a_event}/reply",
        "command=00000000-0000-7000-8000-0000000000f1&how=letter",
    )
    .answers(303, 422)
    .only(STAFF),
    row(
        "/complaints/advice",
        "POST",
        "/complaints/advice",
        "summary=x",
    ),
    row(
        "/events/{event}/reports",
        "POST",
        "/events/{a_event}/reports",
        "command=00000000-0000-7000-8000-0000000000f3",
    )
    .answers(303, 422)
    .only(STAFF),
    row(
        "/events/{event}/merger",
        "GET",
        "/events/{event}/merger",
        "",
    )
    .answers(303, 404),
    row(
        "/events/{event}/merger",
        "POST",
        "/events/{a_event}/merger",
        "command=00000000-0000-7000-8000-0000000000f4&why=x&into={a_event}",
    )
    .answers(303, 422)
    .only(SUPERVISORS),
    row(
        "/events/{event}/separation",
        "GET",
        "/events/{event}/separation",
        "",
    )
    .answers(303, 404),
    row(
        "/events/{event}/separation",
        "POST",
        "/events/{a_event}/separation",
        "command=00000000-0000-7000-8000-0000000000f5&why=x",
    )
    .answers(303, 422)
    .only(SUPERVISORS),
    row(
        "/events/{event}/confidentiality",
        "GET",
        "/events/{event}/confidentiality",
        "",
    )
    .answers(303, 404),
    row(
        "/events/{event}/confidentiality",
        "POST",
        "/events/{a_event}/confidentiality",
        "command=00000000-0000-7000-8000-0000000000f6&open=yes&why=x",
    )
    .answers(303, 422)
    .only(SUPERVISORS),
    row(
        "/events/{event}/judgement",
        "GET",
        "/events/{event}/judgement",
        "",
    )
    .answers(303, 404),
    row(
        "/events/{event}/judgement",
        "POST",
        "/events/{a_event}/judgement",
        "command=00000000-0000-7000-8000-0000000000f2",
    )
    .answers(303, 422)
    .only(SUPERVISORS),
];
