//! The last months in columns, and the ratings of this one in bars.

use huiyin_app::statistics::{CategoryFigures, Figure, Statistics, TrendMonth};
use huiyin_domain::{Percent, Rate};

use crate::texts::Texts;
use crate::view::{Bars, Columns, percent};

/// How many months are drawn.
pub(super) const MONTHS: u32 = 6;

/// The rates of a category over the last months.
pub(super) struct Chart {
    pub(super) title: String,
    pub(super) columns: Columns,
}

/// A chart of every category whose target is shown. Months without anything owed are left out.
pub(super) fn charts(t: Texts, statistics: &Statistics, trend: &[TrendMonth]) -> Vec<Chart> {
    let chart = |line: &CategoryFigures| {
        let target = line.target?;
        let months: Vec<(String, u64, u64)> = trend
            .iter()
            .filter_map(|month| {
                let found = month.categories.iter().find(|it| it.0 == line.category)?;
                Some((t.month(month.month), found.1, found.2))
            })
            .collect();
        Some(Chart {
            title: t.statistics_chart(line.category.title(t.lang())),
            columns: columns(t, &months, target),
        })
    };
    statistics.categories.iter().filter_map(chart).collect()
}

fn columns(t: Texts, months: &[(String, u64, u64)], target: Rate) -> Columns {
    let said: Vec<String> = months
        .iter()
        .map(|(month, owed, done)| format!("{month} {}", percent(*done, *owed, Some(target))))
        .collect();
    let shares: Vec<(String, u32)> = months
        .iter()
        .map(|(month, owed, done)| (month.clone(), tenths(*done, *owed, target)))
        .collect();
    let summary = t.gauge_with_target(said.join(&t.list_comma()), target.to_string());
    Columns::new(summary, &shares, Some(aim(target)))
}

fn tenths(done: u64, owed: u64, target: Rate) -> u32 {
    let share = Percent::of(done, owed, Some(target));
    share.map_or(0, |share| u32::try_from(share.tenths()).unwrap_or(0))
}

fn aim(target: Rate) -> u32 {
    let whole = Percent::of(target.p().into(), target.q().into(), None);
    whole.map_or(0, |share| u32::try_from(share.tenths()).unwrap_or(0))
}

/// The ratings of the month, a row a category; none where nobody rated.
pub(super) fn bars(t: Texts, statistics: &Statistics) -> Option<Bars> {
    let rated = statistics
        .categories
        .iter()
        .filter(|line| line.figures.get(Figure::Rated) > 0);
    let rows: Vec<(String, [u32; 3])> = rated
        .map(|line| {
            let grades = [Figure::Satisfied, Figure::Fairly, Figure::Dissatisfied];
            let count = |figure| u32::try_from(line.figures.get(figure)).unwrap_or(u32::MAX);
            (line.category.title(t.lang()).to_owned(), grades.map(count))
        })
        .collect();
    let said = rows
        .iter()
        .map(|(title, [satisfied, fairly, dissatisfied])| {
            t.statistics_bar_said(title.clone(), *satisfied, *fairly, *dissatisfied)
        });
    let said: Vec<String> = said.collect();
    (!rows.is_empty()).then(|| Bars::new(said.join(&t.list_comma()), &rows))
}
