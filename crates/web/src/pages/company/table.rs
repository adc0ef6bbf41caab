//! The tables of the company: the whole by category, its parts, and month after month; for the page and for its paper.

use huiyin_app::statistics::{CategorySum, Figure, Figures, RollUp, ScopeRow, Sums};
use huiyin_domain::{Category, Month, Rate};

use super::Shown;

use crate::pages::statistics::cell::Cell;
use crate::pages::statistics::charts::{Drawn, MONTHS, Series, drawn};
use crate::pages::statistics::figure_title;
use crate::texts::Texts;
use crate::view::{Mark, MarkKind};

/// A share of fewer than so many says little, and is marked.
pub(crate) const SMALL: u64 = 10;

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
pub(crate) struct Line {
    pub(crate) figures: Figures,
    /// Of one category: the rate to reach, where there is one rate.
    pub(crate) target: Option<Rate>,
    /// Whether it is of one category.
    is_one: bool,
    /// How many are missing to reach the targets; none where none is judged.
    pub(crate) missing: Option<u64>,
}

/// What a row is of.
pub(crate) enum Of<'a> {
    /// A category.
    Category(Category),
    /// A place directly under the one that is shown.
    Place(&'a ScopeRow),
    /// What lies in no zone of the site that is shown.
    NoZone,
    /// A month.
    Month(Month),
}

/// A table as it is counted, before it is drawn or printed.
pub(crate) struct Grid<'a> {
    /// `categories`, `parts` or `months`.
    pub(crate) id: &'static str,
    pub(crate) rows: Vec<(Of<'a>, Line)>,
    /// The sum of the rows; none where there is but one.
    pub(crate) total: Option<Line>,
}

/// What is counted of a category, or of all: the tables with anything in them.
pub(crate) fn grids(roll_up: &RollUp, category: Option<Category>) -> Vec<Grid<'_>> {
    let categories = roll_up.sums.categories();
    let categories = categories
        .filter(|(it, _)| category.is_none_or(|category| category == *it))
        .map(|(it, sum)| (Of::Category(it), Line::of_category(Some(sum))));
    let parts = roll_up.parts.iter();
    let parts = parts.map(|(place, sums)| (Of::Place(place), Line::of(sums, category)));
    let rest = roll_up.in_no_zone.iter();
    let parts = parts.chain(rest.map(|sums| (Of::NoZone, Line::of(sums, category))));
    let months = roll_up.by_month.iter();
    let months = months.map(|(month, sums)| (Of::Month(*month), Line::of(sums, category)));
    let mut rows: Vec<(&'static str, Vec<(Of<'_>, Line)>)> = vec![
        ("categories", categories.collect()),
        ("parts", parts.collect()),
    ];
    if roll_up.months.0 < roll_up.months.1 {
        rows.push(("months", months.collect()));
    }
    let filled = rows.into_iter().filter(|(_, rows)| !rows.is_empty());
    let grid = |(id, rows): (&'static str, Vec<_>)| Grid {
        id,
        total: (rows.len() > 1).then(|| Line::of(&roll_up.sums, category)),
        rows,
    };
    filled.map(grid).collect()
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
            missing: sums.missing().filter(|_| figures.get(Figure::Owed) > 0),
            figures,
            target: None,
            is_one: false,
        }
    }

    /// The rate: what is done of what is owed; none over several categories.
    pub(crate) fn rate(&self) -> Option<(u64, u64)> {
        let it = &self.figures;
        self.is_one
            .then(|| (it.get(Figure::Done), it.get(Figure::Owed)))
    }

    /// What was in time of what was picked.
    pub(crate) fn timeliness(&self) -> (u64, u64) {
        let it = &self.figures;
        (it.get(Figure::OnTime), it.get(Figure::Picked))
    }

    /// Who was content of who rated.
    pub(crate) fn satisfaction(&self) -> (u64, u64) {
        (self.figures.content(), self.figures.get(Figure::Rated))
    }

    /// What was handled of what was raised.
    pub(crate) fn handling(&self) -> (u64, u64) {
        let it = &self.figures;
        (it.get(Figure::Handled), it.get(Figure::Matters))
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
        let rate = self.rate();
        let rate = rate.map_or_else(Cell::dash, |(done, owed)| share((done, owed), self.target));
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
            share(self.timeliness(), None),
            share(self.satisfaction(), None),
            count(Figure::Dissatisfied),
            share(self.handling(), None),
            count(Figure::Unhandled),
            count(Figure::Unreachable),
        ]
    }
}

/// Whether a share is of so few that it says little.
pub(crate) const fn is_of_few(whole: u64) -> bool {
    whole > 0 && whole < SMALL
}

fn share((part, whole): (u64, u64), target: Option<Rate>) -> Cell {
    let mut cell = Cell::share(part, whole, target);
    if is_of_few(whole) {
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
    let row = |(of, line): (Of<'_>, Line)| {
        let (head, href) = match of {
            Of::Category(category) => (category.title(t.lang()).to_owned(), None),
            Of::Place(place) => {
                let href = shown.to(Some(&place.id.to_string()), shown.months);
                (place.name.clone(), Some(href))
            }
            Of::NoZone => (t.company_no_zone(), None),
            Of::Month(month) => (t.month(month), Some(shown.here((month, month)))),
        };
        Row {
            head,
            href,
            cells: line.cells(t, is_over),
        }
    };
    let table = |grid: Grid<'_>| {
        let (title, line, of) = match grid.id {
            "parts" => (t.company_parts(), t.company_parts_line(), t.company_place()),
            "months" => (t.company_months(), t.company_months_line(), t.month_month()),
            _ => (
                t.statistics_categories(),
                t.company_categories_line(),
                t.desk_category(),
            ),
        };
        Table {
            id: grid.id,
            title,
            line,
            of,
            heads: heads(t),
            total: grid.total.map(|line| line.cells(t, is_over)),
            rows: grid.rows.into_iter().map(row).collect(),
        }
    };
    let grids = grids(roll_up, shown.category);
    grids.into_iter().map(table).collect()
}

/// The last of the months in columns: the rate of each category that has one target, timeliness and satisfaction; none
/// for a single month.
pub(super) fn charts(t: Texts, shown: &Shown, roll_up: &RollUp) -> Option<Drawn> {
    let most = usize::try_from(MONTHS).unwrap_or(usize::MAX);
    let months = &roll_up.by_month[roll_up.by_month.len().saturating_sub(most)..];
    if months.len() < 2 {
        return None;
    }
    let mut series = Vec::new();
    for (category, sum) in roll_up.sums.categories() {
        let is_shown = shown.category.is_none_or(|it| it == category);
        let (true, Some(target)) = (is_shown, sum.target) else {
            continue;
        };
        let of_month = months.iter().map(|(month, sums)| {
            let sum = sums.category(category);
            (*month, sum.map(|sum| &sum.figures))
        });
        series.push(Series::rate(t, category, target, of_month));
    }
    let sums: Vec<(Month, Figures)> = months
        .iter()
        .map(|(month, sums)| (*month, Line::of(sums, shown.category).figures))
        .collect();
    let sums = || sums.iter().map(|(month, figures)| (*month, Some(figures)));
    series.push(Series::timeliness(t, sums()));
    series.push(Series::satisfaction(t, sums()));
    drawn(t, series)
}
