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
