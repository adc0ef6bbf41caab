//! The pages of complaints.

use super::events::STAFF;
use super::{Row, row};

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
];
