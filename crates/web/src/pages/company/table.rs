//! The tables of the company: the whole by category, its parts, and month after month.

use huiyin_app::statistics::{CategorySum, Figure, Figures, RollUp, Sums};
use huiyin_domain::{Category, Rate};

use super::Shown;
use crate::pages::statistics::cell::Cell;
use crate::pages::statistics::figure_title;
use crate::texts::Texts;
use crate::view::{Mark, MarkKind};

/// A share of fewer than so many says little, and is marked.
pub(super) const SMALL: u64 = 10;

/// A table of sums.
pub(super) struct Table {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) line: String,
    /// What its rows are.
    pub(super) of: String,
    /// The columns with their classes.
    pub(super) heads: Vec<(String, &'static str)>,
    pub(super) rows: Vec<Row>,
    /// The sum of the rows; none where there is but one.
    pub(super) total: Option<Vec<Cell>>,
}

/// A row: what it is of, with where that leads.
pub(super) struct Row {
    pub(super) head: String,
    pub(super) href: Option<String>,
    pub(super) cells: Vec<Cell>,
}

/// What a row adds up: all categories, which have no rate together, or one.
struct Line {
    figures: Figures,
    /// Of one category: the rate to reach, where there is one rate.
    target: Option<Rate>,
    /// Whether it is of one category.
    is_one: bool,
    /// How many are missing to reach the targets; none where none is judged.
    missing: Option<u64>,
}

impl Line {
    fn of_category(sum: Option<&CategorySum>) -> Self {
        Self {
            figures: sum.map_or_else(Figures::default, |sum| sum.figures.clone()),
            target: sum.and_then(|sum| sum.target),
            is_one: true,
            missing: sum.and_then(|sum| sum.met().map(|_| sum.missing)),
        }
    }

    fn of(sums: &Sums, category: Option<Category>) -> Self {
        if let Some(category) = category {
            return Self::of_category(sums.category(category));
        }
        let figures = sums.total();
        Self {
            missing: (figures.get(Figure::Owed) > 0).then(|| sums.missing()),
            figures,
            target: None,
            is_one: false,
        }
    }

    /// The cells, in the order of [`heads`].
    fn cells(&self, t: Texts, is_over: bool) -> Vec<Cell> {
        let it = &self.figures;
        let count = |figure| match it.get(figure) {
            0 => Cell {
                class: "num none",
                ..Cell::text("0")
            },
            count => Cell::text(&count.to_string()),
        };
        let rate = if self.is_one {
            share(it.get(Figure::Done), it.get(Figure::Owed), self.target)
        } else {
            Cell::dash()
        };
        vec![
            count(Figure::Owed),
            count(Figure::Done),
            Cell {
                class: "num strong",
                ..rate
            },
            self.target.map_or_else(Cell::dash, Cell::target),
            Cell {
                class: "nw",
                mark: self.missing.map(|missing| met(t, missing, is_over)),
                ..Cell::text("")
            },
            share(it.get(Figure::OnTime), it.get(Figure::Picked), None),
            share(it.content(), it.get(Figure::Rated), None),
            count(Figure::Dissatisfied),
            share(it.get(Figure::Handled), it.get(Figure::Matters), None),
            count(Figure::Unhandled),
            count(Figure::Unreachable),
        ]
    }
}

fn share(part: u64, whole: u64, target: Option<Rate>) -> Cell {
    let mut cell = Cell::share(part, whole, target);
    if whole > 0 && whole < SMALL {
        cell.text.push('*');
    }
    cell
}

fn met(t: Texts, missing: u64, is_over: bool) -> Mark {
    match missing {
        0 => Mark::new(MarkKind::Done, t.gauge_reached()),
        missing if is_over => Mark::new(MarkKind::Fail, t.gauge_missed(missing)),
        missing => Mark::new(MarkKind::Open, t.gauge_missing(missing)),
    }
}

fn heads(t: Texts) -> Vec<(String, &'static str)> {
    vec![
        (t.statistics_owed(), "num"),
        (t.statistics_done(), "num"),
        (t.statistics_rate(), "num"),
        (t.statistics_target(), "num"),
        (t.statistics_met(), ""),
        (t.statistics_timeliness(), "num"),
        (t.statistics_satisfaction(), "num"),
        (figure_title(t, Figure::Dissatisfied), "num"),
        (t.statistics_handling_rate(), "num"),
        (figure_title(t, Figure::Unhandled), "num"),
        (figure_title(t, Figure::Unreachable), "num"),
    ]
}

/// The tables that are shown; those with nothing to say are left out.
pub(super) fn tables(t: Texts, shown: &Shown, roll_up: &RollUp, is_over: bool) -> Vec<Table> {
    let row = |head: String, href: Option<String>, line: &Line| Row {
        head,
        href,
        cells: line.cells(t, is_over),
    };
    let table = |id, (title, line, of): (String, String, String), rows: Vec<Row>| {
        let whole = Line::of(&roll_up.sums, shown.category);
        Table {
            id,
            title,
            line,
            of,
            heads: heads(t),
            total: (rows.len() > 1).then(|| whole.cells(t, is_over)),
            rows,
        }
    };
    let categories = roll_up.sums.categories();
    let categories = categories
        .filter(|(category, _)| shown.category.is_none_or(|it| it == *category))
        .map(|(category, sum)| {
            let head = category.title(t.lang()).to_owned();
            row(head, None, &Line::of_category(Some(sum)))
        });
    let parts = roll_up.parts.iter().map(|(place, sums)| {
        let href = shown.to(Some(&place.id.to_string()), shown.months);
        let line = Line::of(sums, shown.category);
        row(place.name.clone(), Some(href), &line)
    });
    let months = roll_up.by_month.iter().map(|(month, sums)| {
        let line = Line::of(sums, shown.category);
        let href = shown.here((*month, *month));
        row(t.month(*month), Some(href), &line)
    });
    let mut tables = vec![
        table(
            "categories",
            (
                t.statistics_categories(),
                t.company_categories_line(),
                t.desk_category(),
            ),
            categories.collect(),
        ),
        table(
            "parts",
            (t.company_parts(), t.company_parts_line(), t.company_place()),
            parts.collect(),
        ),
    ];
    if shown.months.0 < shown.months.1 {
        tables.push(table(
            "months",
            (t.company_months(), t.company_months_line(), t.month_month()),
            months.collect(),
        ));
    }
    tables.retain(|table| !table.rows.is_empty());
    tables
}
