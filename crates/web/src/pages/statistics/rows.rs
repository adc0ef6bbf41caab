//! The obligations or events behind a figure.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};

use huiyin_app::statistics::{
    Beside, BesideRows, Figure, NotCoveredRow, RowsOf, StatisticsRow, ToldAgainRow,
};
use huiyin_domain::{Category, Severity};

use super::asked::{Asked, Shown};
use super::titles::{beside_title, figure_title};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{
    Crumb, Errors, Frame, Head, Mark, MarkKind, NavCounts, Pager, Place, Tag, cohort_title,
};

/// Rows on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "statistics_rows.html")]
struct RowsPage {
    t: Texts,
    frame: Frame,
    head: Head,
    state: String,
    shows_weight: bool,
    rows: Vec<Row>,
    pager: Option<Pager>,
}

/// An obligation, or an event that the procedure does not cover.
struct Row {
    href: String,
    unit: String,
    what: String,
    circumstances: String,
    due: String,
    why: Option<Tag>,
    done: String,
    in_time: Option<Mark>,
    rating: &'static str,
    weight: u64,
}

/// `GET /statistics/rows?month=2026-10&category=complaint&figure=done`
pub(super) async fn rows(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let mut errors = Errors::default();
    let shown = Shown::of(&at, &asked, &mut errors)?;
    if !errors.is_empty() {
        return Err(Failure::new(Kind::Unreadable));
    }
    let category = id(&asked.category, Category::of_id)?;
    let severity = id(&asked.severity, Severity::of_id)?;
    let (title, rows, shows_weight) = if asked.figure == "not_covered" {
        let category = category.ok_or_else(|| Failure::new(Kind::NotFound))?;
        let found =
            at.app
                .not_covered_rows(&at.asker, at.site.id(), shown.month, shown.as_of, category);
        let rows = found.await?.into_iter().map(|row| event_row(&at, row));
        (at.t.statistics_not_covered(), rows.collect(), false)
    } else if let Some(what) = Beside::of_id(&asked.figure) {
        let when = (shown.month, shown.as_of);
        let found = at
            .app
            .beside_rows(&at.asker, at.site.id(), when, (what, category));
        let rows: Vec<Row> = match found.await? {
            BesideRows::Owed(rows) => rows.into_iter().map(|row| line(&at, row)).collect(),
            BesideRows::Told(rows) => rows.into_iter().map(|row| told_row(&at, row)).collect(),
        };
        (beside_title(at.t, what), rows, false)
    } else {
        let figure = Figure::of_id(&asked.figure).ok_or_else(|| Failure::new(Kind::NotFound))?;
        let of = RowsOf {
            figure,
            category,
            severity,
            cohort: (!asked.cohort.is_empty()).then(|| asked.cohort.clone()),
        };
        let found = at
            .app
            .statistics_rows(&at.asker, at.site.id(), shown.month, shown.as_of, &of);
        let rows: Vec<Row> = found.await?.into_iter().map(|row| line(&at, row)).collect();
        (figure_title(at.t, figure), rows, figure.counts_matters())
    };
    let procedure = at.site.procedure_on(shown.month.first_day());
    let parts = [
        category.map(|category| category.title(at.t.lang()).to_owned()),
        severity.map(|severity| severity.title(at.t.lang()).to_owned()),
        Some(cohort_title(procedure, at.t, &asked.cohort)).filter(|it| !it.is_empty()),
        Some(title),
    ];
    let title = parts.into_iter().flatten().collect::<Vec<_>>().join("・");
    let here = shown.rows(
        &asked.figure,
        category,
        severity,
        Some(asked.cohort.as_str()).filter(|it| !it.is_empty()),
    );
    let page = RowsPage::new(&at, &shown, title, (rows, asked.from), &here, shows_weight);
    Ok(Page::new(page).into_response())
}

/// The word of an id; none where nothing is said.
fn id<T>(typed: &str, of_id: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Failure> {
    if typed.is_empty() {
        return Ok(None);
    }
    let word = of_id(typed).ok_or_else(|| Failure::new(Kind::NotFound))?;
    Ok(Some(word))
}

impl RowsPage {
    fn new(
        at: &SignedInAsker,
        shown: &Shown,
        title: String,
        (rows, from): (Vec<Row>, usize),
        here: &str,
        shows_weight: bool,
    ) -> Self {
        let t = at.t;
        let (all, sum) = (rows.len(), rows.iter().map(|row| row.weight).sum::<u64>());
        let from = from.min(all.saturating_sub(1)) / PAGE * PAGE;
        let to = (from + PAGE).min(all);
        let page = |from: usize| format!("{here}&from={from}");
        let pager = (all > PAGE).then(|| Pager {
            words: t.statistics_rows_page(from + 1, to, all),
            previous: (from > 0).then(|| page(from - PAGE)),
            next: (to < all).then(|| page(to)),
        });
        let back = format!("/statistics?{}", shown.query());
        Self {
            t,
            frame: at.frame(Some(Place::Statistics), &NavCounts::default()),
            head: Head::new(title.clone()).crumbs([
                Crumb::link(back, t.statistics_title(t.month_of_year(shown.month))),
                Crumb::here(title),
            ]),
            state: t.statistics_rows_state(t.month_of_year(shown.month), sum),
            shows_weight,
            rows: rows.into_iter().skip(from).take(PAGE).collect(),
            pager,
        }
    }
}

fn line(at: &SignedInAsker, row: StatisticsRow) -> Row {
    let t = at.t;
    let invalid = row
        .invalid
        .as_ref()
        .map(|[why, answer]| crate::pages::complaints::reason(t, why.as_ref(), answer.as_ref()));
    let sort = [
        Some(row.number.clone()),
        Some(row.category.title(t.lang()).to_owned()),
        row.severity.map(|it| it.title(t.lang()).to_owned()),
        invalid,
    ];
    let done = [
        row.done_on.map(|day| t.date(day)),
        row.channel
            .map(|channel| channel.recorded(t.lang()).to_owned()),
    ];
    let joined = |parts: &[Option<String>]| {
        let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
        parts.join("・")
    };
    Row {
        href: format!("/events/{}", row.event),
        unit: row.unit.unwrap_or_default(),
        what: crate::pages::complaints::what(t, row.confidential, row.summary.as_deref(), || {
            row.number.clone()
        }),
        circumstances: joined(&sort),
        due: t.day(row.due),
        why: Some(Tag::why(t, row.why)),
        done: joined(&done),
        in_time: row.in_time.map(|in_time| {
            if in_time {
                Mark::new(MarkKind::Done, t.statistics_on_time())
            } else {
                Mark::new(MarkKind::Late, t.statistics_late())
            }
        }),
        rating: row.rating.map_or("", |rating| rating.title(t.lang())),
        weight: row.weight,
    }
}

fn event_row(at: &SignedInAsker, row: NotCoveredRow) -> Row {
    let completed = at.t.day(at.site.day(row.completed_at));
    Row {
        href: format!("/events/{}", row.event),
        unit: row.unit.unwrap_or_default(),
        what: row.summary.unwrap_or_else(|| row.number.clone()),
        circumstances: row.number,
        due: at.t.statistics_completed(completed),
        why: None,
        done: String::new(),
        in_time: None,
        rating: "",
        weight: 1,
    }
}

fn told_row(at: &SignedInAsker, row: ToldAgainRow) -> Row {
    let t = at.t;
    let told = row.told_at.map(|it| t.day(at.site.day(it)));
    Row {
        href: format!("/events/{}", row.event),
        unit: row.unit.unwrap_or_default(),
        what: row.summary.unwrap_or_else(|| row.number.clone()),
        circumstances: format!("{}・{}", row.number, row.category.title(t.lang())),
        due: told.map_or_else(String::new, |day| t.statistics_told(day)),
        why: None,
        done: String::new(),
        in_time: None,
        rating: "",
        weight: 1,
    }
}
