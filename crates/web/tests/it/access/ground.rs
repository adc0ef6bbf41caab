//! What stands around the pages, and the desk.

use super::{Row, row};

/// Who says which procedure is in force.
const MANAGERS: &[&str] = &["site_manager", "company_reviewer", "administrator"];

pub(super) const ROWS: &[Row] = &[
    row("/", "GET", "/", "").answers(303, 200),
    row("/sign-in", "GET", "/sign-in", "").answers(200, 303),
    row("/sign-in", "POST", "/sign-in", "account=nobody&password=x").answers(422, 422),
    row("/demo/clock", "GET", "/demo/clock", "").answers(303, 409),
    row("/demo/clock", "POST", "/demo/clock", "step=hour").answers(303, 409),
    row("/account", "GET", "/account", "").answers(303, 200),
    row(
        "/account/password",
        "POST",
        "/account/password",
        "current=x&password=short",
    )
    .answers(303, 422),
    row(
        "/account/devices/{device}/revocation",
        "POST",
        "/account/devices/00000000-0000-7000-8000-000000000000/revocation",
        "",
    )
    .answers(303, 404),
    row("/site", "POST", "/site", "code=CY").answers(303, 303),
    row("/open", "GET", "/open", ""),
    row("/today", "GET", "/today", "").answers(308, 308),
    row("/today/", "GET", "/today/", "").answers(200, 200),
    row(
        "/today/manifest.webmanifest",
        "GET",
        "/today/manifest.webmanifest",
        "",
    )
    .answers(200, 200),
    row("/today/worker.js", "GET", "/today/worker.js", "").answers(200, 200),
    row("/today/data", "GET", "/today/data", "").answers(401, 200),
    row("/today/commands", "POST", "/today/commands", "{}").answers(401, 400),
    row("/today/files/{file}", "GET", "/today/files/{nothing}", "").answers(401, 200),
    row("/today/files/{file}", "PUT", "/today/files/{nothing}", "").answers(401, 400),
    row("/today/files/{file}", "PATCH", "/today/files/{nothing}", "").answers(401, 400),
    row("/matters/{matter}", "GET", "/matters/{matter}", "").answers(303, 404),
    row(
        "/matters/{matter}",
        "POST",
        "/matters/{matter}",
        "command=00000000-0000-7000-8000-000000000001&outcome=x",
    )
    .answers(303, 404),
    row("/set-up/{token}", "GET", "/set-up/none", "").answers(404, 404),
    row("/procedure", "GET", "/procedure", "").answers(200, 200),
    row("/procedure/adoption", "GET", "/procedure/adoption", "").only(MANAGERS),
    row(
        "/procedure/adoption",
        "POST",
        "/procedure/adoption",
        "command={nobody}",
    )
    .answers(303, 422)
    .only(MANAGERS),
    row("/procedure/{id}", "GET", "/procedure/kehu", "").answers(200, 200),
    row("/guide", "GET", "/guide", ""),
    row("/guide/{post}", "GET", "/guide/site_manager", ""),
    row("/guide/{post}", "GET", "/guide/nobody", "").answers(303, 404),
    row("/preferences", "POST", "/preferences", "lang=en").answers(303, 303),
    row("/assets/{file}", "GET", "/assets/none", "").answers(404, 404),
    row("/healthz", "GET", "/healthz", "").answers(200, 200),
    row("/readyz", "GET", "/readyz", "").answers(200, 200),
];

/// Nobody is signed in after them.
pub(super) const LAST: &[Row] = &[
    row("/sign-out", "POST", "/sign-out", "").answers(303, 303),
    row("/today/sign-out", "POST", "/today/sign-out", "").answers(204, 204),
];
