//! The figures of a paper beside those of the month and the year before, on the page and as a file.

use axum::extract::Path;
use axum::response::Response;

use huiyin_app::month::PaperFigures;
use huiyin_app::statistics::{CategoryFigures, Figure};
use huiyin_domain::{Category, Month};

use super::paper::id;
use crate::at_work::SignedInAsker;
use crate::csv::{file, line};
use crate::failure::Failure;
use crate::pages::statistics::figure_title;
use crate::texts::Texts;
use crate::view::percent;

/// A category on the page.
pub(super) struct Row {
    pub(super) title: &'static str,
    pub(super) cells: Vec<String>,
}

/// A figure that changed afterwards.
pub(super) struct Later {
    pub(super) words: String,
    pub(super) then: u64,
    pub(super) now: u64,
}

/// The counts of the page and of the file.
const COUNTS: &[Figure] = &[
    Figure::Owed,
    Figure::Exempt,
    Figure::Done,
    Figure::OnTime,
    Figure::Satisfied,
    Figure::Fairly,
    Figure::Dissatisfied,
    Figure::Nonconforming,
    Figure::Matters,
    Figure::Handled,
];

/// The heads of the columns after the category.
pub(super) fn heads(t: Texts, figures: &PaperFigures) -> Vec<String> {
    let counts = COUNTS.iter().map(|figure| figure_title(t, *figure));
    let rates = [
        t.month_rate(),
        t.month_rate_of(t.month(figures.last_month.0)),
        t.month_rate_of(t.month(figures.last_year.0)),
    ];
    counts.chain(rates).collect()
}

/// A row for each category that has figures in one of the months.
pub(super) fn rows(t: Texts, figures: &PaperFigures) -> Vec<Row> {
    let of = |lines: &[CategoryFigures], category: Category| {
        let mut lines = lines.iter();
        lines.find(|line| line.category == category).cloned()
    };
    let rate = |line: Option<&CategoryFigures>| {
        line.map_or_else(
            || "—".to_owned(),
            |line| {
                let get = |figure| line.figures.get(figure);
                percent(get(Figure::Done), get(Figure::Owed), line.target)
            },
        )
    };
    let row = |category: Category| {
        let this = of(&figures.this, category);
        let before = [&figures.last_month.1, &figures.last_year.1];
        let before = before.map(|lines| of(lines, category));
        if this.is_none() && before.iter().all(Option::is_none) {
            return None;
        }
        let counts = COUNTS.iter().map(|figure| {
            let line = this.as_ref();
            line.map_or(0, |line| line.figures.get(*figure)).to_string()
        });
        let rates = [this.as_ref(), before[0].as_ref(), before[1].as_ref()].map(rate);
        Some(Row {
            title: category.title(t.lang()),
            cells: counts.chain(rates).collect(),
        })
    };
    Category::ALL.iter().copied().filter_map(row).collect()
}

/// What changed after the moment that the figures show.
pub(super) fn later(t: Texts, figures: &PaperFigures) -> Vec<Later> {
    let changes = figures.later.iter();
    changes
        .map(|(category, figure, then, now)| Later {
            words: format!("{}・{}", category.title(t.lang()), figure_title(t, *figure)),
            then: *then,
            now: *now,
        })
        .collect()
}

/// `GET /analysis/{paper}/figures.csv`: a line for each category and month; of a demo each says so, as in every table.
pub(super) async fn download(
    at: SignedInAsker,
    Path(paper): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.paper(&at.asker, id(&paper)?).await?;
    let t = at.t;
    let row = page.line.row;
    let mut head = vec![t.month_month(), t.desk_category()];
    head.extend(Figure::ALL.iter().map(|figure| figure_title(t, *figure)));
    let demo = at.demo_words();
    head.extend(demo.iter().map(|it| it.demo.clone()));
    let mut lines = vec![line(head)];
    let figures = &page.figures;
    let months: [(Month, &[CategoryFigures]); 3] = [
        (row.month, &figures.this),
        (figures.last_month.0, &figures.last_month.1),
        (figures.last_year.0, &figures.last_year.1),
    ];
    for (month, categories) in months {
        for category in categories {
            let first = [
                month.to_string(),
                category.category.title(t.lang()).to_owned(),
            ];
            let counts = Figure::ALL.iter();
            let counts = counts.map(|figure| category.figures.get(*figure).to_string());
            let mark = demo.iter().map(|it| it.made_up.clone());
            lines.push(line(first.into_iter().chain(counts).chain(mark)));
        }
    }
    let name = format!("{}-{}.csv", row.kind.id(), row.month);
    Ok(file(&name, &lines))
}
