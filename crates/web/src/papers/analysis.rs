//! The papers of the month's end: 《客戶回訪記錄》 and 統計分析報告.

use huiyin_app::month::{PaperCase, PaperPage, PaperStepRow, RecordListRow};
use huiyin_app::paper::{Cell, Form, Ink, Paper, Value};
use huiyin_domain::entry::Word;
use huiyin_domain::{Month, PaperKind, PaperState};

use super::statistics::Picture;
use super::values::{Maker, ink, joined, text};
use crate::pages::complaints;
use crate::texts::Texts;
use crate::view::{kind_title, place_of};

/// The form of a paper.
pub(crate) fn paper(maker: &Maker<'_>, page: &PaperPage) -> Paper {
    let row = &page.line.row;
    let mut paper = match row.kind {
        PaperKind::Return => begin(maker, Form::MonthlyReturn, row.month),
        PaperKind::Analysis => begin(maker, Form::Analysis, row.month),
    };
    let figures = &page.figures;
    let before = [&figures.last_month.1[..], &figures.last_year.1[..]];
    let procedure = maker.site.procedure_on(row.month.first_day());
    let picture = Picture::of_paper(figures);
    super::statistics::figures((maker.t, procedure), &mut paper, &picture, before);
    match row.kind {
        PaperKind::Return => {
            // The page has the latest first, the paper the first.
            visits(maker, &mut paper, 1, page.visits.iter().rev());
            of_return(maker, &mut paper, page);
        }
        PaperKind::Analysis => of_analysis(maker, &mut paper, page),
    }
    paper
}

/// A paper of a month.
fn begin(maker: &Maker<'_>, form: Form, month: Month) -> Paper {
    let month = maker.t.month_of_year(month);
    let subtitle = format!("{}　{month}", maker.site.name());
    let mut paper = maker.begin(form, &month, &subtitle);
    paper.set("month", month);
    paper
}

/// The table of the return that has the visits of the month.
pub(crate) const VISITS: &str = "visits";

/// The visits of the month, a line each, numbered from the first one.
pub(crate) fn visits<'v>(
    maker: &Maker<'_>,
    paper: &mut Paper,
    first: u64,
    visits: impl Iterator<Item = &'v (String, RecordListRow)>,
) {
    let t = maker.t;
    for (line, (number, row)) in (first..).zip(visits) {
        let summary = row.summary.as_ref().map(|it| it.reveal().as_str());
        let what = complaints::what(t, row.confidential, summary, || t.privacy_not_shown());
        let reason = [
            Some(number.clone()),
            Some(row.category.title(t.lang()).to_owned()),
            Some(what),
        ];
        let cells = [
            ("line", Cell::Count(line)),
            ("date", Cell::day(row.visited_on)),
            ("unit", Cell::text(row.unit.clone().unwrap_or_default())),
            ("reason", Cell::text(joined(reason, "・"))),
            ("channel", Cell::text(row.channel.recorded(t.lang()))),
            ("visitor", Cell::text(text(row.recorded_by.as_ref()))),
            ("opinion", Cell::text(opinion(t, row))),
            (
                "rating",
                Cell::text(row.rating.map_or("", |it| it.title(t.lang()))),
            ),
            ("outcome", Cell::text(row.state.title(t.lang()))),
            ("again", Cell::text(again(t, row))),
        ];
        paper.row(VISITS, cells);
    }
}

/// What the customer found wanting and suggested; 無 where they were asked and said so.
pub(crate) fn opinion(t: Texts, row: &RecordListRow) -> String {
    if row.none_said == 2 {
        return t.none();
    }
    let said = [&row.shortcomings, &row.suggestions];
    joined(said.map(|it| Some(text(it.as_ref()))), "；")
}

/// Whether there is a further round.
pub(crate) fn again(t: Texts, row: &RecordListRow) -> String {
    if row.again {
        t.papers_again()
    } else {
        t.papers_not_again()
    }
}

fn said(page: &PaperPage, word: Word, number: u32) -> String {
    text(page.said(word, number))
}

fn of_return(maker: &Maker<'_>, paper: &mut Paper, page: &PaperPage) {
    let problems = [Word::Problems, Word::Cause].map(|word| Some(said(page, word, 0)));
    paper.set("problems", joined(problems, "\n"));
    paper.set("proposals", said(page, Word::Proposals, 0));
    paper.set("last_month", said(page, Word::LastMonth, 0));
    paper.set(
        "signature",
        signed(maker, page, &[PaperState::Signed, PaperState::Delivered]),
    );
    let notes = page.notes.iter().map(|it| {
        let row = &it.row;
        let owner = text(row.owner_name.as_ref());
        let due = maker.t.date(row.due);
        format!("{}（{owner}，{due}）", text(row.action.as_ref()))
    });
    let notes: Vec<String> = notes.collect();
    let note = if notes.is_empty() && page.line.row.state == PaperState::Read {
        Value::Nothing
    } else if notes.is_empty() {
        Value::Room(14)
    } else {
        notes.join("\n").into()
    };
    paper.set("note", note);
}

fn of_analysis(maker: &Maker<'_>, paper: &mut Paper, page: &PaperPage) {
    for it in &page.cases {
        case(maker, paper, page, it);
    }
    let cause = said(page, Word::Cause, 0);
    paper.set(
        "cause",
        if cause.is_empty() {
            Value::None
        } else {
            cause.into()
        },
    );
    paper.set("proposals", said(page, Word::Proposals, 0));
    paper.set("signature", signed(maker, page, &[PaperState::Signed]));
    let states = [PaperState::Accepted, PaperState::SentBack];
    paper.set("review", signed(maker, page, &states));
    paper.set("decision", signed(maker, page, &[PaperState::Decided]));
}

fn case(maker: &Maker<'_>, paper: &mut Paper, page: &PaperPage, it: &PaperCase) {
    let t = maker.t;
    let number = it.row.number;
    let events = it.events.iter().map(|(number, row)| {
        let what = complaints::what(t, row.confidential, row.summary.as_deref(), || {
            t.privacy_not_shown()
        });
        let day = row.reported_at.map(|it| t.date(maker.site.day(it)));
        let kind = row.kind.as_deref().map(|it| kind_title(t, it));
        let place = place_of(row.unit.as_deref(), row.asset.as_deref());
        let place = [Some(place), kind];
        let words = [
            Some(number.clone()),
            Some(what),
            Some(joined(place, "・")),
            day,
        ];
        joined(words, " ")
    });
    let actions = it.tasks.iter().map(|task| {
        let row = &task.row;
        let owner = text(row.owner_name.as_ref());
        let said = [
            Some(text(row.correction.as_ref())),
            Some(text(row.action.as_ref())),
        ];
        format!(
            "{}：{}（{owner}，{}）",
            row.kind.title(t.lang()),
            joined(said, "；"),
            t.date(row.due)
        )
    });
    let decision = if it.row.without_action {
        joined(
            [Some(t.month_nothing()), Some(said(page, Word::Why, number))],
            "：",
        )
    } else {
        String::new()
    };
    let cells = [
        ("line", Cell::Count(number.into())),
        ("sort", Cell::text(it.row.sort.title(t.lang()))),
        ("events", Cell::text(events.collect::<Vec<_>>().join("\n"))),
        ("cause", Cell::text(said(page, Word::Cause, number))),
        ("decision", Cell::text(decision)),
        ("action", Cell::text(actions.collect::<Vec<_>>().join("\n"))),
    ];
    paper.row("cases", cells);
}

/// The last step of one of these states, with its signature; room for one while there is none.
fn signed(maker: &Maker<'_>, page: &PaperPage, states: &[PaperState]) -> Value {
    let steps = page.steps.iter().rev();
    let mut of_states = steps.filter(|step| states.contains(&step.state) && step.by.is_some());
    match of_states.next() {
        Some(step) => Value::Signed(vec![step_ink(maker, step)]),
        None => Value::Room(14),
    }
}

fn step_ink(maker: &Maker<'_>, step: &PaperStepRow) -> Ink {
    let t: Texts = maker.t;
    let name = text(step.name.as_ref());
    let signed = text(step.signed_name.as_ref());
    let who = if signed.is_empty() { name } else { signed };
    let note = [
        Some(step.state.title(t.lang()).to_owned()),
        Some(maker.moment(step.done_at)),
        Some(text(step.said.as_ref())),
    ];
    ink(step.strokes.as_ref(), who, joined(note, "・"))
}

/// The return and the report of a month for which none was drafted: figures, the rest open; without the visits.
pub(crate) fn without_paper(
    maker: &Maker<'_>,
    kind: PaperKind,
    month: Month,
    figures: &Picture<'_>,
) -> Paper {
    let form = match kind {
        PaperKind::Return => Form::MonthlyReturn,
        PaperKind::Analysis => Form::Analysis,
    };
    let mut paper = begin(maker, form, month);
    paper.subtitle = format!("{}　{}", paper.subtitle, maker.t.papers_not_drafted());
    let procedure = maker.site.procedure_on(month.first_day());
    super::statistics::figures((maker.t, procedure), &mut paper, figures, [&[], &[]]);
    paper
}
