//! The pages of the month's end.

use super::events::COMMAND;
use super::{Row, row};

const fn post(route: &'static str) -> Row {
    row(route, "POST", route, COMMAND).answers(303, 404)
}

pub(super) const ROWS: &[Row] = &[
    row("/analysis", "GET", "/analysis", ""),
    row("/analysis/{paper}", "GET", "/analysis/{paper}", "").answers(303, 404),
    row(
        "/analysis/{paper}/figures.csv",
        "GET",
        "/analysis/{paper}/figures.csv",
        "",
    )
    .answers(303, 404),
    post("/analysis/{paper}/signature"),
    post("/analysis/{paper}/review"),
    post("/analysis/{paper}/decision"),
    post("/analysis/{paper}/reading"),
    row("/tasks/{task}", "GET", "/tasks/{task}", "").answers(303, 404),
    post("/tasks/{task}/outcome"),
    post("/tasks/{task}/check"),
    post("/tasks/{task}/change"),
];
