//! The two tables of the month: what the form asks for first, and the rest of what it counts.

use huiyin_app::statistics::{
    Beside, Besides, CategoryFigures, CohortFigures, Figure, Figures, NotCoveredEvents, Statistics,
};
use huiyin_domain::{Category, Rate, Severity};
use huiyin_rules::procedure::Basis;

use super::Line;
use super::asked::Shown;
use super::cell::Cell;
use super::titles::{beside_title, figure_head};
use crate::at_work::SignedInAsker;
use crate::texts::Texts;
use crate::view::{ClauseTag, Mark, MarkKind, Sources, cohort_title};

/// A table of figures: groups of columns over columns, lines, and the sums.
pub(super) struct Table {
    pub(super) id: &'static str,
    pub(super) title: String,
    /// The groups, each with how many columns it spans.
    pub(super) groups: Vec<(String, usize)>,
    /// The columns with their classes.
    pub(super) heads: Vec<(String, &'static str)>,
    pub(super) rows: Vec<Row>,
    pub(super) total: Vec<Cell>,
}

/// One line.
pub(super) struct Row {
    pub(super) head: String,
    pub(super) is_part: bool,
    pub(super) tags: Vec<ClauseTag>,
    pub(super) cells: Vec<Cell>,
}

/// A column.
#[derive(Clone, Copy)]
enum Column {
    Count(Figure),
    Beside(Beside),
    Rate,
    Target,
    Met,
    Timeliness,
    Satisfaction,
    NetRate,
    HandlingRate,
}

const FIRST: [&[Column]; 5] = [
    &[
        Column::Count(Figure::Owed),
        Column::Count(Figure::Exempt),
        Column::Count(Figure::Done),
    ],
    &[
        Column::Count(Figure::DoneOnSite),
        Column::Count(Figure::DonePhone),
        Column::Count(Figure::DoneLetter),
    ],
    &[Column::Rate, Column::Target, Column::Met],
    &[Column::Timeliness],
    &[
        Column::Count(Figure::Satisfied),
        Column::Count(Figure::Fairly),
        Column::Count(Figure::Dissatisfied),
        Column::Satisfaction,
    ],
];

const SECOND: [&[Column]; 5] = [
    &[
        Column::Count(Figure::ExemptInvalid),
        Column::Count(Figure::ExemptAnonymous),
        Column::Count(Figure::ExemptReplyOnly),
    ],
    &[
        Column::Count(Figure::Picked),
        Column::Count(Figure::OnTime),
        Column::Count(Figure::PickedLate),
        Column::Count(Figure::PickedLateOnTime),
        Column::Count(Figure::Outstanding),
    ],
    &[Column::Count(Figure::Unreachable), Column::NetRate],
    &[
        Column::Count(Figure::Rated),
        Column::Count(Figure::Refused),
        Column::Count(Figure::Nonconforming),
    ],
    &[
        Column::Count(Figure::Matters),
        Column::Count(Figure::Handled),
        Column::Count(Figure::Unhandled),
        Column::HandlingRate,
    ],
];

const THIRD: [&[Column]; 1] = [&[
    Column::Beside(Beside::Revisited),
    Column::Beside(Beside::RepeatComplaints),
    Column::Beside(Beside::RepeatRepairs),
    Column::Beside(Beside::CarriedOver),
]];

/// Whose figures a line has.
#[derive(Clone, Copy)]
enum Of<'a> {
    Category(&'a CategoryFigures),
    Severity(Category, Severity, &'a Figures),
    Cohort(Category, &'a CohortFigures, bool),
    All(&'a Figures),
    /// A category without obligations in the month, of which something stands beside the figures.
    Only(Category),
}

/// The figures of a month as they are shown: live, or frozen at the close.
pub(super) struct Picture<'a> {
    pub(super) categories: &'a [CategoryFigures],
    total: &'a Figures,
    not_covered: &'a [NotCoveredEvents],
    handling_target: Rate,
    is_over: bool,
    shown: Shown,
    besides: &'a Besides,
}

impl<'a> Picture<'a> {
    /// The picture that was asked for.
    pub(super) fn of(statistics: &'a Statistics, besides: &'a Besides, shown: &Shown) -> Self {
        let handling_target = statistics.handling_target.0;
        match statistics.closed.as_ref().filter(|_| shown.frozen) {
            Some(closed) => Self {
                categories: &closed.snapshot.categories,
                total: &closed.snapshot.total,
                not_covered: &closed.snapshot.not_covered,
                handling_target,
                besides,
                is_over: true,
                shown: Shown {
                    exact: Some(closed.as_of),
                    ..shown.clone()
                },
            },
            None => Self {
                categories: &statistics.categories,
                total: &statistics.total,
                not_covered: &statistics.not_covered,
                handling_target,
                besides,
                is_over: !statistics.running,
                shown: shown.clone(),
            },
        }
    }

    /// What sets the targets of the categories shown.
    pub(super) fn bases(&self, at: &'a SignedInAsker) -> impl Iterator<Item = &'a Basis> {
        let rules = &at
            .site
            .procedure_on(self.shown.month.first_day())
            .categories;
        let shown = |category: Category| self.categories.iter().any(|it| it.category == category);
        rules
            .iter()
            .filter(move |rule| shown(rule.id))
            .map(|rule| &rule.rate.basis)
    }

    /// 各類回訪: the columns of the form.
    pub(super) fn first(&self, at: &SignedInAsker, sources: Sources<'_>) -> Table {
        let t = at.t;
        let groups = vec![
            t.statistics_group_counts(),
            t.statistics_group_channels(),
            t.statistics_group_rate(),
            t.statistics_group_time(),
            t.statistics_group_ratings(),
        ];
        let mut rows = Vec::new();
        for line in self.categories {
            rows.push(self.category_row(at, sources, line, &FIRST));
            for (severity, figures) in &line.severities {
                let of = Of::Severity(line.category, *severity, figures);
                rows.push(Row {
                    head: severity.title(t.lang()).to_owned(),
                    is_part: true,
                    tags: Vec::new(),
                    cells: self.cells(t, of, &FIRST),
                });
            }
            let has_parts = line.cohorts.len() > 1 || line.category.has_list();
            for cohort in line.cohorts.iter().filter(|_| has_parts) {
                let procedure = at.site.procedure_on(self.shown.month.first_day());
                let of = Of::Cohort(line.category, cohort, line.judged);
                rows.push(Row {
                    head: cohort_title(procedure, t, &cohort.name),
                    is_part: true,
                    tags: Vec::new(),
                    cells: self.cells(t, of, &FIRST),
                });
            }
        }
        self.table(
            t,
            ("categories", t.statistics_categories()),
            groups,
            &FIRST,
            rows,
        )
    }

    /// 其餘各項: exemptions, picks, those who could not be reached, signatures, and what was raised.
    pub(super) fn second(&self, at: &SignedInAsker, sources: Sources<'_>) -> Table {
        let t = at.t;
        let groups = vec![
            t.statistics_group_exempt(),
            t.statistics_group_picks(),
            t.statistics_group_unreachable(),
            t.statistics_group_records(),
            t.statistics_group_matters(),
        ];
        let rows = self.categories.iter().map(|line| Row {
            tags: Vec::new(),
            ..self.category_row(at, sources, line, &SECOND)
        });
        let rows = rows.collect();
        self.table(t, ("others", t.statistics_others()), groups, &SECOND, rows)
    }

    /// 再回訪、重複、遺留: what stands beside the figures, and is counted anew as of the moment shown.
    pub(super) fn third(&self, at: &SignedInAsker, sources: Sources<'_>) -> Table {
        let t = at.t;
        let rows = self.categories.iter();
        let rows = rows.map(|line| self.category_row(at, sources, line, &THIRD));
        let mut rows: Vec<Row> = rows.collect();
        let has_row = |it: &Category| self.categories.iter().any(|line| line.category == *it);
        let besides = self.besides.categories();
        for category in besides.into_iter().filter(|it| !has_row(it)) {
            rows.push(Row {
                head: category.title(t.lang()).to_owned(),
                is_part: false,
                tags: Vec::new(),
                cells: self.cells(t, Of::Only(category), &THIRD),
            });
        }
        for row in &mut rows {
            row.tags.clear();
        }
        let title = t.statistics_group_besides();
        self.table(t, ("besides", title.clone()), vec![title], &THIRD, rows)
    }

    /// Categories that the procedure does not cover.
    pub(super) fn not_covered(&self, t: Texts) -> Vec<Line> {
        let line = |it: &NotCoveredEvents| Line {
            words: it.category.title(t.lang()).to_owned(),
            count: it.events,
            href: self
                .shown
                .rows("not_covered", Some(it.category), None, None),
        };
        self.not_covered.iter().map(line).collect()
    }

    fn table(
        &self,
        t: Texts,
        (id, title): (&'static str, String),
        groups: Vec<String>,
        columns: &[&[Column]],
        rows: Vec<Row>,
    ) -> Table {
        let spans = columns.iter().map(|group| group.len());
        let heads = columns.iter().flat_map(|group| {
            let class = |index, column: &Column| match (index, column) {
                (0, _) => "num l",
                (_, Column::Met) => "",
                _ => "num",
            };
            let head =
                move |(index, column): (usize, &Column)| (column.title(t), class(index, column));
            group.iter().enumerate().map(head)
        });
        Table {
            id,
            title,
            groups: groups.into_iter().zip(spans).collect(),
            heads: heads.collect(),
            rows,
            total: self.cells(t, Of::All(self.total), columns),
        }
    }

    fn category_row(
        &self,
        at: &SignedInAsker,
        sources: Sources<'_>,
        line: &CategoryFigures,
        columns: &[&[Column]],
    ) -> Row {
        let rules = &at
            .site
            .procedure_on(self.shown.month.first_day())
            .categories;
        let rule = rules.iter().find(|rule| rule.id == line.category);
        let tags = rule.map(|rule| sources.tags(&rule.rate.basis));
        Row {
            head: line.category.title(at.t.lang()).to_owned(),
            is_part: false,
            tags: tags.into_iter().flatten().take(1).collect(),
            cells: self.cells(at.t, Of::Category(line), columns),
        }
    }

    fn cells(&self, t: Texts, of: Of<'_>, columns: &[&[Column]]) -> Vec<Cell> {
        let group = |group: &&[Column]| -> Vec<Cell> {
            let cell = |(index, column): (usize, &Column)| {
                let mut cell = self.cell(t, of, *column);
                if index == 0 {
                    cell.class = match cell.class {
                        "num none" => "num none l",
                        "num strong" => "num strong l",
                        _ => "num l",
                    };
                }
                cell
            };
            group.iter().enumerate().map(cell).collect()
        };
        columns.iter().flat_map(group).collect()
    }

    fn cell(&self, t: Texts, of: Of<'_>, column: Column) -> Cell {
        match column {
            Column::Count(figure) => self.count(of, figure),
            Column::Beside(what) => self.beside(of, what),
            Column::Rate => of
                .rate()
                .map_or_else(Cell::dash, |(done, owed, target)| Cell {
                    class: "num strong",
                    ..Cell::share(done, owed, target)
                }),
            Column::Target => match of {
                Of::Category(CategoryFigures {
                    target: Some(target),
                    ..
                }) => Cell::target(*target),
                Of::Cohort(_, cohort, true) => Cell::target(cohort.rate),
                Of::Severity(..) => Cell::text(""),
                _ => Cell::dash(),
            },
            Column::Met => Cell {
                class: "nw",
                mark: self.met(t, of),
                ..Cell::text("")
            },
            Column::Timeliness => of.share(|it| (it.get(Figure::OnTime), it.get(Figure::Picked))),
            Column::Satisfaction => of.share(|it| (it.content(), it.get(Figure::Rated))),
            Column::NetRate => match of {
                Of::All(_) => Cell::dash(),
                of => of.share(|it| (it.get(Figure::Done), it.net_owed())),
            },
            Column::HandlingRate => match of.figures() {
                Some(it) => {
                    let (done, all) = (it.get(Figure::Handled), it.get(Figure::Matters));
                    Cell::share(done, all, Some(self.handling_target))
                }
                None => Cell::text(""),
            },
        }
    }

    fn count(&self, of: Of<'_>, figure: Figure) -> Cell {
        let Some(count) = of.count(figure) else {
            return Cell::text("");
        };
        if count == 0 {
            return Cell {
                class: "num none",
                ..Cell::text("0")
            };
        }
        let (category, severity, cohort) = match of {
            Of::Category(line) => (Some(line.category), None, None),
            Of::Severity(category, severity, _) => (Some(category), Some(severity), None),
            Of::Cohort(category, cohort, _) => (Some(category), None, Some(cohort.name.as_str())),
            Of::Only(category) => (Some(category), None, None),
            Of::All(_) => (None, None, None),
        };
        Cell {
            href: Some(self.shown.rows(figure.id(), category, severity, cohort)),
            ..Cell::text(&count.to_string())
        }
    }

    fn beside(&self, of: Of<'_>, what: Beside) -> Cell {
        let category = match of {
            Of::Category(line) => Some(line.category),
            Of::Only(category) => Some(category),
            Of::All(_) => None,
            Of::Severity(..) | Of::Cohort(..) => return Cell::text(""),
        };
        match self.besides.get(what, category) {
            None => Cell::dash(),
            Some(0) => Cell {
                class: "num none",
                ..Cell::text("0")
            },
            Some(count) => Cell {
                href: Some(self.shown.rows(what.id(), category, None, None)),
                ..Cell::text(&count.to_string())
            },
        }
    }

    fn met(&self, t: Texts, of: Of<'_>) -> Option<Mark> {
        let missing = match of {
            Of::Category(line) => line.met().map(|_| line.missing),
            Of::Cohort(_, cohort, true) if cohort.owed > 0 => {
                Some(cohort.needed.saturating_sub(cohort.done))
            }
            _ => None,
        }?;
        Some(match missing {
            0 => Mark::new(MarkKind::Done, t.gauge_reached()),
            missing if self.is_over => Mark::new(MarkKind::Fail, t.gauge_missed(missing)),
            missing => Mark::new(MarkKind::Open, t.gauge_missing(missing)),
        })
    }
}

impl<'a> Of<'a> {
    fn figures(self) -> Option<&'a Figures> {
        match self {
            Self::Category(line) => Some(&line.figures),
            Self::Severity(_, _, figures) | Self::All(figures) => Some(figures),
            Self::Cohort(..) | Self::Only(_) => None,
        }
    }

    fn count(self, figure: Figure) -> Option<u64> {
        match (self, figure) {
            (Self::Cohort(_, cohort, _), Figure::Owed) => Some(cohort.owed),
            (Self::Cohort(_, cohort, _), Figure::Done) => Some(cohort.done),
            _ => self.figures().map(|figures| figures.get(figure)),
        }
    }

    /// Done, owed, and the target not to be rounded up to; none over all, where there is no rate.
    fn rate(self) -> Option<(u64, u64, Option<Rate>)> {
        let target = match self {
            Self::All(_) | Self::Only(_) => return None,
            Self::Category(line) => line.target,
            Self::Cohort(_, cohort, _) => Some(cohort.rate),
            Self::Severity(..) => None,
        };
        Some((self.count(Figure::Done)?, self.count(Figure::Owed)?, target))
    }

    fn share(self, of: impl Fn(&Figures) -> (u64, u64)) -> Cell {
        self.figures().map_or_else(
            || Cell::text(""),
            |figures| {
                let (part, whole) = of(figures);
                Cell::share(part, whole, None)
            },
        )
    }
}

impl Column {
    fn title(self, t: Texts) -> String {
        match self {
            Self::Count(figure) => figure_head(t, figure),
            Self::Beside(what) => beside_title(t, what),
            Self::Rate => t.statistics_rate(),
            Self::Target => t.statistics_target(),
            Self::Met => t.statistics_met(),
            Self::Timeliness => t.statistics_timeliness(),
            Self::Satisfaction => t.statistics_satisfaction(),
            Self::NetRate => t.statistics_net_rate(),
            Self::HandlingRate => t.statistics_handling_rate(),
        }
    }
}
