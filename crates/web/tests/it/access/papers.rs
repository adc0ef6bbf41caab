//! The files of pages: whoever may see the page may have it as a file.

use super::plan::PLANNERS;
use super::statistics::{CALLERS, CLOSERS};
use super::{Row, row};

/// A file of a list, there for everybody.
const fn list(route: &'static str) -> Row {
    row(route, "GET", route, "")
}

/// A file about something that is not there.
const fn none(route: &'static str) -> Row {
    row(route, "GET", route, "").answers(303, 404)
}

pub(super) const ROWS: &[Row] = &[
    list("/records.pdf"),
    list("/records.xlsx"),
    list("/records.csv"),
    row("/records.csv", "GET", "/records.csv?month=March", "").answers(303, 400),
    none("/records/forms.pdf"),
    none("/records/{record}/form.pdf"),
    row(
        "/follow-ups/{follow_up}/form.pdf",
        "GET",
        "/follow-ups/{a_follow_up}/form.pdf",
        "",
    )
    .only(PLANNERS),
    none("/forms.pdf"),
    list("/sign-out-sheet.pdf"),
    list("/sign-out-sheet.xlsx"),
    list("/sign-out-sheet.csv"),
    list("/statistics.pdf"),
    list("/statistics.xlsx"),
    list("/statistics.csv"),
    list("/statistics.json"),
    list("/company.pdf"),
    list("/company.xlsx"),
    list("/company.csv"),
    list("/company.json"),
    row("/company.csv", "GET", "/company.csv?from=april", "").answers(303, 400),
    list("/signals.pdf").only(CLOSERS),
    list("/signals.xlsx").only(CLOSERS),
    list("/signals.csv").only(CLOSERS),
    list("/signals.json").only(CLOSERS),
    list("/spot-checks.pdf").only(CALLERS),
    list("/spot-checks.xlsx").only(CALLERS),
    list("/spot-checks.csv").only(CALLERS),
    list("/spot-checks.json").only(CALLERS),
    row("/statistics.csv", "GET", "/statistics.csv?as_of=noon", "").answers(303, 400),
    none("/analysis/{paper}/form.pdf"),
    none("/analysis/{paper}/form.xlsx"),
    none("/analysis/{paper}/form.csv"),
    none("/analysis/{paper}/form.json"),
    none("/tasks/{task}/form.pdf"),
    none("/letters/{letter}/form.pdf"),
    none("/archive/{batch}/hand-over.pdf"),
    none("/archive/{batch}/hand-over.xlsx"),
    none("/archive/{batch}/disposal.pdf"),
    none("/archive/{batch}/disposal.xlsx"),
    none("/appraisal.xlsx"),
    none("/appraisal.json"),
    none("/appraisal.pdf"),
    list("/events.pdf"),
    list("/events.xlsx"),
    list("/events.csv"),
    row(
        "/events/{event}/form.pdf",
        "GET",
        "/events/{a_event}/form.pdf",
        "",
    ),
    none("/events/{event}/form.pdf"),
    list("/plan.pdf"),
    list("/plan.xlsx"),
    list("/plan.csv"),
];
