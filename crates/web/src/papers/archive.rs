//! 歸檔移交清單 and 銷毀清單 of a batch.

use huiyin_app::archive::{ArchivedRow, BatchPage, StepRow};
use huiyin_app::paper::{Cell, Form, Paper, Value};
use huiyin_domain::entry::{BatchStep, LetterSection};

use super::values::{Maker, ink, joined, text};

/// The list that goes with a batch to whoever keeps it.
pub(crate) fn hand_over(maker: &Maker<'_>, page: &BatchPage) -> Paper {
    let mut paper = begin(maker, Form::HandOver, page);
    for (number, letter) in &page.letters {
        let title = letter.text(LetterSection::Title);
        let cells = [
            ("number", Cell::text(number.as_str())),
            ("title", Cell::text(title)),
        ];
        paper.row("letters", cells);
    }
    paper.set("handed_over", signed(maker, page, BatchStep::Collected));
    paper.set("reviewed", signed(maker, page, BatchStep::Reviewed));
    paper.set("received", signed(maker, page, BatchStep::Received));
    paper
}

/// The list of what is or was destroyed.
pub(crate) fn disposal(maker: &Maker<'_>, page: &BatchPage) -> Paper {
    let mut paper = begin(maker, Form::Disposal, page);
    // What was listed before a hold, or not approved, is not what this list is about.
    let steps = page.steps.iter().rev().take_while(|it| {
        let ended = [BatchStep::Held, BatchStep::Refused];
        !ended.contains(&it.step)
    });
    let listed = [BatchStep::Disposed, BatchStep::Proposed];
    let how = steps.clone().find(|it| listed.contains(&it.step));
    paper.set(
        "how",
        how.map_or(Value::Room(14), |step| text(step.said.as_ref()).into()),
    );
    let last = |step: BatchStep| steps.clone().find(|it| it.step == step);
    let sign = |step| last(step).map_or(Value::Room(14), |it| signature(maker, it));
    paper.set("proposed", sign(BatchStep::Proposed));
    paper.set("approved", sign(BatchStep::Approved));
    paper.set("disposed", sign(BatchStep::Disposed));
    paper.set("witness", Value::Room(16));
    paper
}

fn begin(maker: &Maker<'_>, form: Form, page: &BatchPage) -> Paper {
    let t = maker.t;
    let month = t.month_of_year(page.row.month);
    let subtitle = format!("{}　{month}", maker.site.name());
    let mut paper = maker.begin(form, &month, &subtitle);
    paper.set("month", month);
    paper.set("count", Cell::Count(page.row.records));
    paper.set(
        "keep_until",
        page.row
            .keep_until
            .map_or(Value::Room(7), |day| Cell::day(day).into()),
    );
    for (line, (number, row)) in (1..).zip(&page.records) {
        record(maker, &mut paper, (line, number.as_str()), row);
    }
    paper
}

fn record(maker: &Maker<'_>, paper: &mut Paper, (line, number): (u64, &str), row: &ArchivedRow) {
    let t = maker.t;
    let rating = row.rating.map_or("", |it| it.title(t.lang()));
    let cells = [
        ("line", Cell::Count(line)),
        ("number", Cell::text(format!("{number}-{}", row.round))),
        ("category", Cell::text(row.category.title(t.lang()))),
        ("unit", Cell::text(row.unit.clone().unwrap_or_default())),
        ("round", Cell::Count(row.round.into())),
        ("visited_on", Cell::day(row.visited_on)),
        ("channel", Cell::text(row.channel.recorded(t.lang()))),
        ("visitor", Cell::text(text(row.recorded_by.as_ref()))),
        ("rating", Cell::text(rating)),
        ("state", Cell::text(row.state.title(t.lang()))),
        ("serves", Cell::text(if row.serves { "✓" } else { "" })),
    ];
    paper.row("records", cells);
}

/// The last step of a sort, with its signature; room for one while there is none.
fn signed(maker: &Maker<'_>, page: &BatchPage, step: BatchStep) -> Value {
    let mut steps = page.steps.iter().rev();
    let found = steps.find(|it| it.step == step);
    found.map_or(Value::Room(14), |it| signature(maker, it))
}

/// Who did a step, when, and what the reader or the approver said.
fn signature(maker: &Maker<'_>, step: &StepRow) -> Value {
    let signed = text(step.signed_name.as_ref());
    let who = if signed.is_empty() {
        text(step.name.as_ref())
    } else {
        signed
    };
    let says = matches!(step.step, BatchStep::Reviewed | BatchStep::Approved);
    let said = says.then(|| text(step.said.as_ref()));
    let note = joined([Some(maker.moment(step.done_at)), said], "・");
    Value::Signed(vec![ink(step.strokes.as_ref(), who, note)])
}
