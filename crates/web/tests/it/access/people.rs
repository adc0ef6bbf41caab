//! The pages of people, posts and invitations.

use super::{Row, row};

/// Those who manage the people of a site.
const MANAGERS: &[&str] = &["site_manager", "company_reviewer", "administrator"];

pub(super) const ROWS: &[Row] = &[
    row("/people", "GET", "/people", "").answers(303, 200),
    row("/people/invitations", "GET", "/people/invitations", "")
        .answers(303, 200)
        .only(MANAGERS),
    row(
        "/people/invitations",
        "POST",
        "/people/invitations",
        "command={nobody}",
    )
    .answers(303, 422)
    .only(MANAGERS),
    row("/people/zones", "GET", "/people/zones", "")
        .answers(303, 200)
        .only(MANAGERS),
    row("/people/zones", "POST", "/people/zones", "command={nobody}")
        .answers(303, 422)
        .only(MANAGERS),
    row("/people/departments", "GET", "/people/departments", "").only(MANAGERS),
    row(
        "/people/departments",
        "POST",
        "/people/departments",
        "command={nobody}",
    )
    .answers(303, 422)
    .only(MANAGERS),
    row(
        "/people/departments/{department}",
        "GET",
        "/people/departments/{a_department}",
        "",
    )
    .only(MANAGERS),
    row(
        "/people/departments/{department}",
        "POST",
        "/people/departments/{a_department}",
        "command={nobody}",
    )
    .answers(303, 422)
    .only(MANAGERS),
    row("/people/{person}", "GET", "/people/{nobody}", "").answers(303, 404),
    row("/people/{person}", "GET", "/people/{a_person}", ""),
    row(
        "/people/{person}/edit",
        "GET",
        "/people/{a_person}/edit",
        "",
    )
    .only(MANAGERS),
    row(
        "/people/{person}/edit",
        "POST",
        "/people/{a_person}/edit",
        "command={nobody}",
    )
    .answers(303, 422)
    .only(MANAGERS),
    row(
        "/people/{person}/devices/{device}/revocation",
        "POST",
        "/people/{a_person}/devices/{nothing}/revocation",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row("/sites/new", "GET", "/sites/new", "").only(&["administrator"]),
    row("/sites/new", "POST", "/sites/new", "command={nobody}")
        .answers(303, 422)
        .only(&["administrator"]),
    row(
        "/people/{person}/password-link",
        "POST",
        "/people/{nobody}/password-link",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/people/{person}/posts",
        "GET",
        "/people/{nobody}/posts",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/people/{person}/posts",
        "POST",
        "/people/{nobody}/posts",
        "command={nobody}&scope={nobody}",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/people/{person}/posts/{held}/end",
        "GET",
        "/people/{nobody}/posts/{nobody}/end",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/people/{person}/posts/{held}/end",
        "POST",
        "/people/{nobody}/posts/{nobody}/end",
        "command={nobody}",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/people/{person}/posts/{held}/deputy",
        "GET",
        "/people/{nobody}/posts/{nobody}/deputy",
        "",
    )
    .answers(303, 404),
    row(
        "/people/{person}/posts/{held}/deputy",
        "POST",
        "/people/{nobody}/posts/{nobody}/deputy",
        "command={nobody}&person={nobody}",
    )
    .answers(303, 404),
    row(
        "/people/{person}/leaving",
        "GET",
        "/people/{nobody}/leaving",
        "",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/people/{person}/leaving",
        "POST",
        "/people/{nobody}/leaving",
        "command={nobody}",
    )
    .answers(303, 404)
    .only(MANAGERS),
    row(
        "/invitations/{token}",
        "GET",
        "/invitations/none",
        "password=x",
    )
    .answers(404, 404),
    row(
        "/invitations/{token}",
        "POST",
        "/invitations/none",
        "password=x",
    )
    .answers(404, 404),
];
