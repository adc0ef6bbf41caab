//! 不合格（糾正、預防措施）報告 of an action.

use huiyin_app::month::TaskPage;
use huiyin_app::paper::{Form, Paper, Value};
use huiyin_domain::{CaseSort, PaperKind, TaskKind, TaskState};

use super::values::{Maker, joined, text};
use crate::pages::complaints;
use crate::texts::Texts;
use crate::view::place_of;

/// The report of an action, as far as it has come.
pub(crate) fn nonconformity(maker: &Maker<'_>, page: &TaskPage) -> Paper {
    let (t, row) = (maker.t, &page.line.row);
    let number = match row.case {
        Some(case) => format!("{}-{}-{case:02}", page.site.code(), row.month),
        None => format!("{}-{}", page.site.code(), row.month),
    };
    let mut paper = maker.begin(Form::Nonconformity, &number, "");
    paper.set("number", number);
    let month = t.month_of_year(row.month);
    let found_in = match row.paper_kind {
        PaperKind::Analysis => t.papers_found_analysis(month),
        PaperKind::Return => t.papers_found_return(month),
    };
    let found = page.found.as_ref();
    let found = [
        found.map(|it| text(it.name.as_ref())),
        found.map(|it| maker.moment(it.done_at)),
        Some(found_in),
    ];
    paper.set("found", joined(found, &t.list_comma()));
    paper.set("source", source(t, page));
    let numbers = page.events.iter().map(|(number, _)| number.as_str());
    paper.set("links", numbers.collect::<Vec<_>>().join(&t.list_comma()));
    let departments = page.events.iter().map(|(_, it)| it.department.clone());
    let mut departments: Vec<String> = departments.flatten().collect();
    departments.dedup();
    paper.set("department", departments.join(&t.list_comma()));
    let facts = page.events.iter().map(|(number, it)| {
        let what = complaints::what(t, it.confidential, it.summary.as_deref(), || {
            t.privacy_not_shown()
        });
        let day = it.reported_at.map(|it| t.date(maker.site.day(it)));
        let place = place_of(it.unit.as_deref(), it.asset.as_deref());
        joined([Some(number.clone()), day, Some(place), Some(what)], " ")
    });
    paper.set("facts", facts.collect::<Vec<_>>().join("\n"));
    // Judged on the paper, and not kept by the program: boxes for a hand.
    let natures = [
        t.papers_nature_carried_out(),
        t.papers_nature_effect(),
        t.papers_nature_system(),
    ];
    let types = [
        t.papers_type_product(),
        t.papers_type_service(),
        t.papers_type_management(),
    ];
    let degrees = [
        t.papers_degree_slight(),
        t.papers_degree_ordinary(),
        t.papers_degree_grave(),
    ];
    for (field, words) in [("nature", natures), ("type", types), ("degree", degrees)] {
        paper.set(field, Value::Choose(words.to_vec()));
    }
    paper.set("cause", text(page.cause.as_ref()));
    paper.set("correction", text(row.correction.as_ref()));
    let action = text(row.action.as_ref());
    let is_preventive = row.kind == TaskKind::Preventive;
    let (corrective, preventive) = if is_preventive {
        (Value::Nothing, Value::Text(action))
    } else {
        (Value::Text(action), Value::Nothing)
    };
    paper.set("corrective", corrective);
    paper.set("preventive", preventive);
    let owner = text(row.owner_name.as_ref());
    paper.set("owner", joined([Some(owner), Some(t.date(row.due))], "，"));
    let decided = page.decided.as_ref();
    let approval = match decided {
        Some(step) => joined(
            [
                Some(text(step.name.as_ref())),
                Some(maker.moment(step.done_at)),
            ],
            " ",
        ),
        None => joined(
            [
                Some(text(row.given_by.as_ref())),
                Some(maker.moment(row.given_at)),
            ],
            " ",
        ),
    };
    paper.set("approval", approval);
    steps(maker, &mut paper, page);
    paper
}

/// By what it was found, among what the form names.
fn source(t: Texts, page: &TaskPage) -> Value {
    let sort = page.case.as_ref().map(|it| it.sort);
    let sources = [
        (t.papers_source_follow_up(), Some(CaseSort::Nonconforming)),
        (t.papers_source_complaint(), Some(CaseSort::RepeatComplaint)),
        (t.papers_source_repairs(), Some(CaseSort::RepeatRepair)),
        (t.papers_source_inspection(), None),
    ];
    let boxes = sources.map(|(words, of)| (words, of.is_some() && of == sort));
    Value::Boxes(boxes.to_vec())
}

/// What was done about it, and what it came to; room for both while they are to come.
fn steps(maker: &Maker<'_>, paper: &mut Paper, page: &TaskPage) {
    let (t, row) = (maker.t, &page.line.row);
    let is_check = |state: TaskState| !matches!(state, TaskState::Open | TaskState::Done);
    let said = |check: bool| -> Vec<String> {
        let steps = page.steps.iter().filter(|it| is_check(it.state) == check);
        let lines = steps.map(|it| joined([Some(text(it.said.as_ref()))], ""));
        lines.collect()
    };
    let or_room = |lines: Vec<String>, room: u32| {
        if lines.is_empty() {
            Value::Room(room)
        } else {
            Value::Text(lines.join("\n"))
        }
    };
    paper.set("implementation", or_room(said(false), 16));
    paper.set("verification", or_room(said(true), 14));
    let checked = page.steps.iter().rev().find(|it| is_check(it.state));
    let verified = checked.map(|it| {
        joined(
            [Some(text(it.name.as_ref())), Some(maker.moment(it.done_at))],
            " ",
        )
    });
    paper.set("verified", verified.map_or(Value::Room(7), Value::Text));
    paper.set("closed", row.state.title(t.lang()));
}
