//! The last months in columns, each with its number in a table beside; the ratings of this one in bars; what is at hand
//! in tables whose numbers are drawn.

use huiyin_app::statistics::{AtHand, CategoryFigures, Figure, Figures, Statistics, TrendMonth};
use huiyin_domain::{Category, Month, Percent, Rate};
use huiyin_rules::procedure::Offset;

use crate::texts::Texts;
use crate::view::{Bars, Columns, percent};

/// How many months are drawn: the same month of last year is the one before the first.
pub(crate) const MONTHS: u32 = 12;

/// Charts of the same months, with their numbers.
pub(crate) struct Drawn {
    pub(crate) charts: Vec<Chart>,
    /// What each column of the table is of: a chart.
    pub(crate) heads: Vec<String>,
    /// Month after month: the share, and of how many; empty where there is nothing to share.
    pub(crate) rows: Vec<(String, Vec<(String, String)>)>,
}

/// A chart of a share over the months.
pub(crate) struct Chart {
    pub(crate) title: String,
    pub(crate) line: String,
    pub(crate) columns: Columns,
}

/// A share over the months.
pub(crate) struct Series {
    title: String,
    /// The rate to reach, where there is one.
    target: Option<Rate>,
    /// Part and whole.
    months: Vec<(Month, u64, u64)>,
}

/// A table whose numbers are drawn.
pub(super) struct Measured {
    pub(super) heads: Vec<(String, &'static str)>,
    /// What the drawn column is called.
    pub(super) drawn: String,
    /// How the whole is drawn.
    pub(super) back: &'static str,
    pub(super) rows: Vec<MeasuredRow>,
}

/// A row of it: lengths are of 100.
pub(super) struct MeasuredRow {
    pub(super) head: String,
    pub(super) counts: Vec<u64>,
    pub(super) whole: u64,
    pub(super) part: Option<u64>,
}

impl Series {
    /// The rate of a category.
    pub(crate) fn rate<'f>(
        t: Texts,
        category: Category,
        target: Rate,
        months: impl IntoIterator<Item = (Month, Option<&'f Figures>)>,
    ) -> Self {
        let rate = |figures: &Figures| (figures.get(Figure::Done), figures.get(Figure::Owed));
        Self {
            title: t.statistics_chart(category.title(t.lang())),
            target: Some(target),
            months: shares(months, rate),
        }
    }

    /// What was in time of what was picked.
    pub(crate) fn timeliness<'f>(
        t: Texts,
        months: impl IntoIterator<Item = (Month, Option<&'f Figures>)>,
    ) -> Self {
        let share = |figures: &Figures| (figures.get(Figure::OnTime), figures.get(Figure::Picked));
        Self {
            title: t.statistics_timeliness(),
            target: None,
            months: shares(months, share),
        }
    }

    /// Who was content of who rated.
    pub(crate) fn satisfaction<'f>(
        t: Texts,
        months: impl IntoIterator<Item = (Month, Option<&'f Figures>)>,
    ) -> Self {
        let share = |figures: &Figures| (figures.content(), figures.get(Figure::Rated));
        Self {
            title: t.statistics_satisfaction(),
            target: None,
            months: shares(months, share),
        }
    }

    fn is_empty(&self) -> bool {
        self.months.iter().all(|(_, _, whole)| *whole == 0)
    }

    fn chart(&self, t: Texts, id: String) -> Chart {
        let some = self.months.iter().filter(|(_, _, whole)| *whole > 0);
        let said = some.map(|(month, part, whole)| {
            format!(
                "{} {}",
                t.month(*month),
                percent(*part, *whole, self.target)
            )
        });
        let said = said.collect::<Vec<_>>().join(&t.list_comma());
        let (summary, line) = match self.target {
            Some(target) => (
                t.gauge_with_target(said, target.to_string()),
                t.statistics_chart_line(),
            ),
            None => (said, t.statistics_chart_share()),
        };
        let columns = self.months.iter().map(|(month, part, whole)| {
            let share = Percent::of(*part, *whole, self.target);
            let share = share.map(|share| u32::try_from(share.tenths()).unwrap_or(0));
            (month.month_of_year().to_string(), share)
        });
        let columns: Vec<_> = columns.collect();
        let title = (id, self.title.clone());
        Chart {
            title: self.title.clone(),
            line,
            columns: Columns::new(title, summary, &columns, self.target.map(aim)),
        }
    }
}

fn shares<'f>(
    months: impl IntoIterator<Item = (Month, Option<&'f Figures>)>,
    of: impl Fn(&Figures) -> (u64, u64),
) -> Vec<(Month, u64, u64)> {
    let months = months.into_iter();
    let share = |(month, figures): (Month, Option<&Figures>)| {
        let (part, whole) = figures.map_or((0, 0), &of);
        (month, part, whole)
    };
    months.map(share).collect()
}

/// The charts of these, those with nothing to share left out; none where there are none.
pub(crate) fn drawn(t: Texts, mut series: Vec<Series>) -> Option<Drawn> {
    series.retain(|it| !it.is_empty());
    let months = series.first().map_or(0, |it| it.months.len());
    let row = |at: usize| {
        let cells = series.iter().map(|it| match it.months[at] {
            (_, _, 0) => (String::new(), String::new()),
            (_, part, whole) => (percent(part, whole, it.target), format!("{part}/{whole}")),
        });
        (t.month(series[0].months[at].0), cells.collect())
    };
    let charts = (0..).zip(&series);
    (!series.is_empty()).then(|| Drawn {
        charts: charts
            .map(|(at, it): (u32, _)| it.chart(t, format!("chart-{at}")))
            .collect(),
        heads: series.iter().map(|it| it.title.clone()).collect(),
        rows: (0..months).map(row).collect(),
    })
}

/// The rate of every category whose target is shown, timeliness and satisfaction, over the last months.
pub(super) fn charts(t: Texts, statistics: &Statistics, trend: &[TrendMonth]) -> Option<Drawn> {
    let total = || trend.iter().map(|it| (it.month, Some(&it.total)));
    let rate = |line: &CategoryFigures| {
        let months = trend.iter().map(|month| {
            let found = month.categories.iter().find(|it| it.0 == line.category);
            (month.month, found.map(|(_, figures)| figures))
        });
        Some(Series::rate(t, line.category, line.target?, months))
    };
    let mut series: Vec<Series> = statistics.categories.iter().filter_map(rate).collect();
    series.push(Series::timeliness(t, total()));
    series.push(Series::satisfaction(t, total()));
    drawn(t, series)
}

fn aim(target: Rate) -> u32 {
    let whole = Percent::of(target.p().into(), target.q().into(), None);
    whole.map_or(0, |share| u32::try_from(share.tenths()).unwrap_or(0))
}

/// The ratings of the month, a row a category; none where nobody rated.
pub(super) fn bars(t: Texts, categories: &[CategoryFigures]) -> Option<Bars> {
    let rated = categories
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
    let title = ("chart-ratings", t.statistics_group_ratings());
    (!rows.is_empty()).then(|| Bars::new(title, said.join(&t.list_comma()), &rows))
}

/// What stands open, by its age; none where nothing does.
pub(super) fn ages(t: Texts, at_hand: &AtHand) -> Option<Measured> {
    let most = at_hand
        .ages
        .iter()
        .map(|it| it.1)
        .max()
        .filter(|it| *it > 0)?;
    let words = |age: Option<Offset>| match age {
        None | Some(Offset::OfContract { .. }) => t.statistics_age_older(),
        Some(Offset::Days(days)) => t.statistics_age_days(days),
        Some(Offset::Months(months)) => t.statistics_age_months(months),
    };
    let rows = at_hand.ages.iter().map(|(age, count)| MeasuredRow {
        head: words(*age),
        counts: vec![*count],
        whole: count * 100 / most,
        part: None,
    });
    Some(Measured {
        heads: vec![(t.statistics_age(), ""), (t.statistics_open(), "num")],
        drawn: t.statistics_drawn(),
        back: "fill",
        rows: rows.collect(),
    })
}

/// Who has how much to visit in the month; none where nobody has, or that is not the asker's to see.
pub(super) fn load(t: Texts, at_hand: &AtHand) -> Option<Measured> {
    let load = at_hand.load.as_ref()?;
    let most = load
        .iter()
        .map(|it| it.assigned)
        .max()
        .filter(|it| *it > 0)?;
    let rows = load.iter().map(|it| MeasuredRow {
        head: it
            .name
            .as_ref()
            .map_or_else(|| t.people_erased(), |name| name.reveal().clone()),
        counts: vec![it.assigned, it.done],
        whole: it.assigned * 100 / most,
        part: Some(it.done * 100 / most),
    });
    Some(Measured {
        heads: vec![
            (t.statistics_load_person(), ""),
            (t.statistics_load_assigned(), "num"),
            (t.statistics_done(), "num"),
        ],
        drawn: t.statistics_drawn(),
        back: "track",
        rows: rows.collect(),
    })
}
