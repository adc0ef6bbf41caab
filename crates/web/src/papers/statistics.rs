//! 《回訪統計表》, and the figures that other papers show of it.

use std::collections::BTreeMap;

use huiyin_app::paper::{Cell, Form, Ink, Paper, Value};
use huiyin_app::statistics::{
    Beside, Besides, CategoryFigures, Figure, Figures, NotCoveredEvents, Statistics,
};
use huiyin_domain::export::AnchorLine;
use huiyin_domain::{Category, Instant, Percent, Rate};

use super::values::{Maker, text};
use crate::texts::Texts;

/// The figures of a month as they are shown: live, or frozen at the close.
pub(crate) struct Picture<'s> {
    /// The categories.
    pub(crate) categories: &'s [CategoryFigures],
    total: &'s Figures,
    not_covered: &'s [NotCoveredEvents],
    besides: &'s Besides,
    as_of: Instant,
    handling_target: Rate,
    is_over: bool,
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
            },
            None => Self {
                categories: &statistics.categories,
                total: &statistics.total,
                not_covered: &statistics.not_covered,
                besides,
                as_of: statistics.as_of,
                handling_target,
                is_over: !statistics.running,
            },
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
    for line in picture.categories {
        let title = line.category.title(t.lang());
        let mut row = category(t, line, picture.is_over, Some(picture.handling_target));
        row.extend(besides(picture.besides, Some(line.category)));
        paper.row("figures", named(title.to_owned(), row));
        for (severity, figures) in &line.severities {
            let head = format!("　{}", severity.title(t.lang()));
            let mut row = counts(figures, Some(picture.handling_target));
            let get = |figure| figures.get(figure);
            let rate = Percent::of(get(Figure::Done), get(Figure::Owed), None);
            row.push(("rate", Cell::share(rate)));
            paper.row("figures", named(head, row));
        }
        let has_parts = line.cohorts.len() > 1 || line.category.has_list();
        for cohort in line.cohorts.iter().filter(|_| has_parts) {
            let name = cohort.name.rsplit('/').next().unwrap_or_default();
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
    let has_row = |it: &Category| picture.categories.iter().any(|line| line.category == *it);
    let only = picture.besides.categories();
    for category in only.into_iter().filter(|it| !has_row(it)) {
        let row = besides(picture.besides, Some(category));
        paper.row("figures", named(category.title(t.lang()).to_owned(), row));
    }
    let mut row = counts(picture.total, Some(picture.handling_target));
    row.extend(besides(picture.besides, None));
    paper.row("figures", named(t.papers_total(), row));
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
    let closed = statistics.closed.as_ref();
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

/// The figures of a paper of the month's end: this month's, and the rates of the month and the year before.
pub(super) fn of_paper(
    t: Texts,
    paper: &mut Paper,
    this: &[CategoryFigures],
    [last_month, last_year]: [&[CategoryFigures]; 2],
) {
    let of = |lines: &[CategoryFigures], category: Category| {
        let found = lines.iter().find(|line| line.category == category);
        found.cloned()
    };
    let rate = |lines: &[CategoryFigures], category| {
        let line = of(lines, category);
        Cell::share(line.and_then(|line| rate_of(&line)))
    };
    for it in Category::ALL {
        let line = of(this, *it);
        let before = [last_month, last_year].map(|lines| rate(lines, *it));
        if line.is_none() && before.iter().all(|cell| *cell == Cell::Empty) {
            continue;
        }
        let mut row = line.map_or_else(Vec::new, |line| category(t, &line, true, None));
        let [month, year] = before;
        row.extend([("rate_last_month", month), ("rate_last_year", year)]);
        paper.row("figures", named(it.title(t.lang()).to_owned(), row));
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
fn category(
    t: Texts,
    line: &CategoryFigures,
    is_over: bool,
    handling: Option<Rate>,
) -> Vec<(&'static str, Cell)> {
    let mut row = counts(&line.figures, handling);
    let met = line.met().map(|_| line.missing);
    row.extend([
        ("rate", Cell::share(rate_of(line))),
        ("target", target(line.target)),
        ("met", judged(t, met, is_over)),
    ]);
    row
}

fn counts(figures: &Figures, handling: Option<Rate>) -> Vec<(&'static str, Cell)> {
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
            share(get(Figure::Handled), get(Figure::Matters), handling),
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
