//! The documents that the procedure cites.

use super::{Row, row};

/// `kehu` cites none: who may upload is told so.
pub(super) const ROWS: &[Row] = &[
    row("/documents", "GET", "/documents", ""),
    row(
        "/documents/{document}",
        "POST",
        "/documents/nothing",
        "command=00000000-0000-7000-8000-0000000000d1",
    )
    .answers(303, 404)
    .only(&["site_manager", "company_reviewer", "administrator"]),
];
