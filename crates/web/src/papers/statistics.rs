//! 《回訪統計表》, and the figures that other papers show of it.

use std::collections::BTreeMap;

use huiyin_app::month::PaperFigures;
use huiyin_app::paper::{Cell, Form, Ink, Paper, Value};
use huiyin_app::statistics::{
    Beside, Besides, CategoryFigures, ClosedMonth, Figure, Figures, NotCoveredEvents, Statistics,
};
use huiyin_domain::export::AnchorLine;
use huiyin_domain::{Category, Instant, Percent, Rate};

use huiyin_rules::procedure::Procedure;

use super::values::{Maker, text};
use crate::texts::Texts;
use crate::view::cohort_title;

/// The figures of a month as they are shown: live, or frozen at the close.
pub(crate) struct Picture<'s> {
    /// The categories.
    categories: &'s [CategoryFigures],
    total: &'s Figures,
    not_covered: &'s [NotCoveredEvents],
    besides: &'s Besides,
    as_of: Instant,
    handling_target: Rate,
    is_over: bool,
    /// Who closed the month and when, where this is what they closed.
    signed: Option<&'s ClosedMonth>,
}

impl<'s> Picture<'s> {
    /// The frozen one where it is asked for and there is one; else the live one.
    pub(crate) fn of(statistics: &'s Statistics, besides: &'s Besides, frozen: bool) -> Self {
        let handling_target = statistics.handling_target.0;
        match statistics.closed.as_ref().filter(|_| frozen) {
            Some(closed) => Self {
                categories: &closed.snapshot.categories,
                total: &closed.snapshot.total,
                not_covered: &closed.snapshot.not_covered,
                besides,
                as_of: closed.as_of,
                handling_target,
                is_over: true,
                signed: Some(closed),
            },
            None => Self {
                categories: &statistics.categories,
                total: &statistics.total,
                not_covered: &statistics.not_covered,
                besides,
                as_of: statistics.as_of,
                handling_target,
                is_over: !statistics.running,
                signed: None,
            },
        }
    }

    /// Those that a paper of the month's end shows.
    pub(super) fn of_paper(figures: &'s PaperFigures) -> Self {
        Self {
            categories: &figures.this,
            total: &figures.total,
            not_covered: &[],
            besides: &figures.besides,
            as_of: figures.as_of,
            handling_target: figures.handling_target,
            is_over: !figures.running,
            signed: None,
        }
    }
}

/// The form of a month, with what is to be kept outside of the office.
pub(crate) fn statistics(
    maker: &Maker<'_>,
    statistics: &Statistics,
    picture: &Picture<'_>,
    noted: &[AnchorLine],
) -> Paper {
    let t = maker.t;
    let month = t.month_of_year(statistics.month);
    let subtitle = format!("{}　{month}", maker.site.name());
    let mut paper = maker.begin(Form::Statistics, &month, &subtitle);
    paper.set("month", month);
    paper.set("as_of", maker.moment(picture.as_of));
    let procedure = maker.site.procedure_on(statistics.month.first_day());
    figures((t, procedure), &mut paper, picture, [&[], &[]]);
    for it in picture.not_covered {
        let title = it.category.title(t.lang());
        let row = [
            ("category", Cell::text(title)),
            ("events", Cell::Count(it.events)),
        ];
        paper.row("not_covered", row);
    }
    for line in noted {
        paper.row("noted", [("line", Cell::Text(line.write()))]);
    }
    let closed = picture.signed;
    let closed_by = closed.map(|closed| Ink {
        who: text(closed.closed_by_name.as_ref()),
        ..Ink::default()
    });
    paper.set(
        "prepared",
        closed_by.map_or(Value::Room(12), |it| Value::Signed(vec![it])),
    );
    paper.set("reviewed", Value::Room(12));
    let day = closed.map(|closed| maker.site.day(closed.closed_at));
    paper.set(
        "date",
        day.map_or(Value::Room(12), |day| t.date(day).into()),
    );
    paper
}

/// The rows of the figures, with the rates of the month and the year before where they are known.
pub(super) fn figures(
    (t, procedure): (Texts, &Procedure),
    paper: &mut Paper,
    picture: &Picture<'_>,
    before: [&[CategoryFigures]; 2],
) {
    let of = |lines: &'_ [CategoryFigures], category: Category| {
        let found = lines.iter().find(|line| line.category == category);
        found.cloned()
    };
    let only_beside = picture.besides.categories();
    for it in Category::ALL {
        let line = of(picture.categories, *it);
        let [month, year] = before.map(|lines| {
            let rate = of(lines, *it).and_then(|line| rate_of(&line));
            Cell::share(rate)
        });
        let was = [&month, &year].iter().any(|cell| **cell != Cell::Empty);
        if line.is_none() && !only_beside.contains(it) && !was {
            continue;
        }
        let mut row = line
            .as_ref()
            .map_or_else(Vec::new, |line| category(t, line, picture));
        row.extend(besides(picture.besides, Some(*it)));
        row.extend([("rate_last_month", month), ("rate_last_year", year)]);
        paper.row("figures", named(it.title(t.lang()).to_owned(), row));
        if let Some(line) = line {
            parts((t, procedure), paper, &line, picture);
        }
    }
    let mut row = counts(picture.total, picture.handling_target);
    row.extend(besides(picture.besides, None));
    paper.row("figures", named(t.papers_total(), row));
}

/// The grades and the cohorts of a category.
fn parts(
    (t, procedure): (Texts, &Procedure),
    paper: &mut Paper,
    line: &CategoryFigures,
    picture: &Picture<'_>,
) {
    for (severity, figures) in &line.severities {
        let head = format!("　{}", severity.title(t.lang()));
        let mut row = counts(figures, picture.handling_target);
        let get = |figure| figures.get(figure);
        let rate = Percent::of(get(Figure::Done), get(Figure::Owed), None);
        row.push(("rate", Cell::share(rate)));
        paper.row("figures", named(head, row));
    }
    let has_parts = line.cohorts.len() > 1 || line.category.has_list();
    for cohort in line.cohorts.iter().filter(|_| has_parts) {
        let name = cohort_title(procedure, t, &cohort.name);
        let rate = Percent::of(cohort.done, cohort.owed, Some(cohort.rate));
        let missing = cohort.needed.saturating_sub(cohort.done);
        let met = (line.judged && cohort.owed > 0).then_some(missing);
        let row = [
            ("owed", Cell::Count(cohort.owed)),
            ("done", Cell::Count(cohort.done)),
            ("rate", Cell::share(rate)),
            ("target", target(Some(cohort.rate).filter(|_| line.judged))),
            ("met", judged(t, met, picture.is_over)),
        ];
        paper.row("figures", named(format!("　{name}"), row.to_vec()));
    }
}

fn named(title: String, row: Vec<(&'static str, Cell)>) -> BTreeMap<&'static str, Cell> {
    let mut row: BTreeMap<_, _> = row.into_iter().collect();
    row.insert("category", Cell::Text(title));
    row
}

fn rate_of(line: &CategoryFigures) -> Option<Percent> {
    let get = |figure| line.figures.get(figure);
    Percent::of(get(Figure::Done), get(Figure::Owed), line.target)
}

/// The row of a category: its counts, its rate and whether that is enough.
fn category(t: Texts, line: &CategoryFigures, picture: &Picture<'_>) -> Vec<(&'static str, Cell)> {
    let mut row = counts(&line.figures, picture.handling_target);
    let met = line.met().map(|_| line.missing);
    row.extend([
        ("rate", Cell::share(rate_of(line))),
        ("target", target(line.target)),
        ("met", judged(t, met, picture.is_over)),
    ]);
    row
}

fn counts(figures: &Figures, handling: Rate) -> Vec<(&'static str, Cell)> {
    let get = |figure| figures.get(figure);
    let share = |part, whole, target| Cell::share(Percent::of(part, whole, target));
    let count = |figure| Cell::Count(get(figure));
    vec![
        ("owed", count(Figure::Owed)),
        ("exempt", count(Figure::Exempt)),
        ("done", count(Figure::Done)),
        ("on_site", count(Figure::DoneOnSite)),
        ("phone", count(Figure::DonePhone)),
        ("letter", count(Figure::DoneLetter)),
        ("on_time", count(Figure::OnTime)),
        (
            "timeliness",
            share(get(Figure::OnTime), get(Figure::Picked), None),
        ),
        ("unreachable", count(Figure::Unreachable)),
        ("refused", count(Figure::Refused)),
        ("satisfied", count(Figure::Satisfied)),
        ("fairly", count(Figure::Fairly)),
        ("dissatisfied", count(Figure::Dissatisfied)),
        (
            "satisfaction",
            share(figures.content(), get(Figure::Rated), None),
        ),
        ("nonconforming", count(Figure::Nonconforming)),
        ("handled", count(Figure::Handled)),
        (
            "handling_rate",
            share(get(Figure::Handled), get(Figure::Matters), Some(handling)),
        ),
        ("outstanding", count(Figure::Outstanding)),
    ]
}

/// What stands beside the figures.
fn besides(of: &Besides, category: Option<Category>) -> Vec<(&'static str, Cell)> {
    let cell = |what: &Beside| {
        let count = of.get(*what, category);
        (what.id(), count.map_or(Cell::Empty, Cell::Count))
    };
    Beside::ALL.iter().map(cell).collect()
}

pub(super) fn target(rate: Option<Rate>) -> Cell {
    rate.map_or(Cell::Empty, |rate| Cell::Text(rate.to_string()))
}

/// Whether a target is reached, by how many are missing.
pub(super) fn judged(t: Texts, missing: Option<u64>, is_over: bool) -> Cell {
    match missing {
        None => Cell::Empty,
        Some(0) => Cell::Text(t.gauge_reached()),
        Some(missing) if is_over => Cell::Text(t.gauge_missed(missing)),
        Some(missing) => Cell::Text(t.gauge_missing(missing)),
    }
}
