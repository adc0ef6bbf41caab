//! The figures of a month (回訪統計表), each opening its rows; the close of the month.

mod asked;
pub(crate) mod cell;
pub(crate) mod charts;
mod close;
mod rows;
mod table;
mod titles;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use huiyin_app::statistics::{Besides, Missing, Statistics};
use huiyin_domain::Month;
use huiyin_domain::export::AnchorLine;
use huiyin_rules::procedure::Basis;

use self::asked::{Asked, Shown};
use self::charts::{Drawn, Measured};
use self::table::{Picture, Table};
pub(crate) use self::titles::figure_title;
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::papers::{self, Ending, Maker};
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{
    Action, Bars, ClauseTag, Crumb, Errors, Field, Frame, Head, NavCounts, Place, Sources,
};

/// The pages of statistics.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/statistics", get(statistics))
        .route("/statistics.pdf", get(download))
        .route("/statistics.xlsx", get(download))
        .route("/statistics.csv", get(download))
        .route("/statistics.json", get(download))
        .route("/statistics/rows", get(rows::rows))
        .route("/statistics/close", get(close::show).post(close::close))
}

#[derive(Template)]
#[template(path = "statistics.html")]
struct StatisticsPage {
    t: Texts,
    frame: Frame,
    head: Head,
    state: String,
    errors: Errors,
    month: Month,
    as_of: Field,
    sources: Vec<ClauseTag>,
    tables: [Table; 3],
    not_covered: Vec<Line>,
    drawn: Option<Drawn>,
    bars: Option<Bars>,
    /// What stands open now, by its age; none of another moment.
    ages: Option<Measured>,
    /// Who has how much to visit.
    load: Option<Measured>,
    /// What is missing; none once the month is closed.
    missing: Option<Vec<Line>>,
    /// What came after the close; none before it.
    after_close: Option<Vec<AfterClose>>,
    signed: [(String, String); 2],
    /// What is to be kept outside of the office, a line each.
    noted: Vec<String>,
}

/// Words with a number that opens its rows.
struct Line {
    words: String,
    count: u64,
    href: String,
}

/// A figure that changed since the close.
struct AfterClose {
    words: String,
    then: u64,
    now: u64,
    href: String,
}

/// `GET /statistics?month=2026-10&as_of=2026-10-15T09:00`
async fn statistics(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let mut errors = Errors::default();
    let shown = Shown::of(&at, &asked, &mut errors)?;
    let (site, month) = (at.site.id(), shown.month);
    let statistics = at
        .app
        .statistics(&at.asker, site, month, shown.as_of)
        .await?;
    let shown = shown.settled(&statistics);
    let moment = shown.moment(&statistics);
    let trend = at
        .app
        .statistics_trend(&at.asker, site, month, charts::MONTHS, moment)
        .await?;
    let is_wrong = !errors.is_empty();
    // What is at hand is of now, and stands on no picture of another moment.
    let at_hand = if shown.as_of.is_none() && !shown.frozen {
        Some(at.app.at_hand(&at.asker, site, month).await?)
    } else {
        None
    };
    let besides = at.app.besides(&at.asker, site, month, moment).await?;
    let mut page = StatisticsPage::new(&at, &shown, (&statistics, &besides), errors);
    page.drawn = charts::charts(at.t, &statistics, &trend);
    page.ages = at_hand.as_ref().and_then(|it| charts::ages(at.t, it));
    page.load = at_hand.as_ref().and_then(|it| charts::load(at.t, it));
    let noted = at.app.anchor_of_month(&at.asker, site, month).await?;
    page.noted = noted.iter().map(AnchorLine::write).collect();
    Ok(if is_wrong {
        Page::not_accepted(page).into_response()
    } else {
        Page::new(page).into_response()
    })
}

/// `GET /statistics.pdf?month=2026-10`, `.xlsx`, `.csv`, `.json`: what the page of the same query shows.
async fn download(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let mut errors = Errors::default();
    let shown = Shown::of(&at, &asked, &mut errors)?;
    if !errors.is_empty() {
        return Err(Failure::new(Kind::Unreadable));
    }
    let (site, month) = (at.site.id(), shown.month);
    let found = at.app.statistics(&at.asker, site, month, shown.as_of);
    let found = found.await?;
    let shown = shown.settled(&found);
    let moment = shown.moment(&found);
    let besides = at.app.besides(&at.asker, site, month, moment).await?;
    let picture = papers::Picture::of(&found, &besides, shown.frozen);
    let noted = at.app.anchor_of_month(&at.asker, site, month).await?;
    let paper = papers::statistics(&Maker::of(&at), &found, &picture, &noted);
    let name = format!("statistics-{}-{month}", at.site.code());
    papers::file(&at.app, &name, ending, [paper]).await
}

impl StatisticsPage {
    fn new(
        at: &SignedInAsker,
        shown: &Shown,
        (statistics, besides): (&Statistics, &Besides),
        errors: Errors,
    ) -> Self {
        let t = at.t;
        let sources = Sources::new(at.site.procedure_on(shown.month.first_day()), t.lang());
        let picture = Picture::of(statistics, besides, shown);
        let by = &at.site.procedure_on(shown.month.first_day()).statistics;
        let cards = sources
            .cards(&by.basis)
            .into_iter()
            .chain(sources.cards(&statistics.handling_target.1))
            .chain(picture.bases(at).flat_map(|basis| sources.cards(basis)));
        let cards: Vec<_> = cards.collect();
        Self {
            t,
            frame: at
                .frame(Some(Place::Statistics), &NavCounts::default())
                .clauses(cards),
            head: head(at, shown, statistics),
            state: state(at, shown, statistics),
            month: shown.month,
            as_of: Field::new("as_of", t.statistics_as_of_field())
                .kind("datetime-local")
                .value(shown.typed.clone())
                .check(&errors),
            errors,
            sources: clauses(sources.tags(&both(&by.basis, &statistics.handling_target.1))),
            tables: [
                picture.first(at, sources),
                picture.second(at, sources),
                picture.third(at, sources),
            ],
            not_covered: picture.not_covered(t),
            drawn: None,
            bars: charts::bars(t, picture.categories),
            ages: None,
            load: None,
            noted: Vec::new(),
            missing: statistics
                .closed
                .is_none()
                .then(|| missing(t, shown, statistics)),
            after_close: after_close(t, shown, statistics),
            signed: [
                (
                    t.statistics_prepared_by(),
                    post_title(at.procedure(), &by.by, t),
                ),
                (t.statistics_closed_by(), signature(at, shown, statistics)),
            ],
        }
    }
}

/// The clauses without the readings, which have no number to be known by.
fn clauses(mut tags: Vec<ClauseTag>) -> Vec<ClauseTag> {
    tags.retain(|tag| !tag.reading);
    tags
}

fn both(one: &Basis, other: &Basis) -> Basis {
    let mut both = one.clone();
    for clause in &other.clauses {
        if !both.clauses.contains(clause) {
            both.clauses.push(clause.clone());
        }
    }
    both
}

fn head(at: &SignedInAsker, shown: &Shown, statistics: &Statistics) -> Head {
    let t = at.t;
    let to = |month: Month| Crumb::link(format!("/statistics?month={month}"), t.month(month));
    let mut crumbs = vec![to(shown.month.plus(-1)), Crumb::here(t.month(shown.month))];
    if shown.month < at.today.month() {
        crumbs.push(to(shown.month.plus(1)));
    }
    let files = Action::files(t, |ending| {
        format!("/statistics.{ending}?{}", shown.query())
    });
    let mut actions = files.to_vec();
    if statistics.closed.is_some() {
        let here = format!("/statistics?month={}", shown.month);
        actions.push(if shown.frozen {
            Action::new(format!("{here}&picture=live"), t.statistics_live())
        } else {
            Action::new(here, t.statistics_frozen())
        });
    }
    if statistics.may_look {
        let href = format!("/signals?month={}", shown.month);
        actions.push(Action::new(href, t.signals()));
    }
    if at.app.may_spot_check(&at.asker, &at.site) {
        let href = format!("/spot-checks?month={}", shown.month);
        actions.push(Action::new(href, t.spot_checks()));
    }
    if statistics.may_close && shown.as_of.is_none() {
        let href = format!("/statistics/close?month={}", shown.month);
        actions.push(Action::new(href, t.statistics_close()).primary());
    }
    Head::new(t.statistics_title(t.month_of_year(shown.month)))
        .crumbs(crumbs)
        .actions(actions)
}

fn state(at: &SignedInAsker, shown: &Shown, statistics: &Statistics) -> String {
    let t = at.t;
    let moment = |instant| t.moment(at.site.zone().local(instant));
    let as_of = match &statistics.closed {
        Some(closed) if shown.frozen => t.statistics_state_frozen(moment(closed.as_of)),
        _ => t.statistics_state(moment(statistics.as_of)),
    };
    let stands = match &statistics.closed {
        Some(closed) => t.statistics_state_closed(moment(closed.closed_at)),
        None if statistics.running => t.statistics_state_running(),
        None => t.statistics_state_open(),
    };
    match t.lang() {
        huiyin_domain::Lang::En => format!("{as_of} {stands}"),
        _ => format!("{as_of}{stands}"),
    }
}

/// What is missing before the close, each with its rows.
fn missing(t: Texts, shown: &Shown, statistics: &Statistics) -> Vec<Line> {
    use huiyin_app::statistics::Figure;
    let line = |(missing, count): (Missing, u64)| {
        let (words, figure) = match missing {
            Missing::FollowUps => (t.statistics_missing_follow_ups(), Figure::Outstanding),
            Missing::Outcomes => (t.statistics_missing_outcomes(), Figure::Unhandled),
        };
        Line {
            words,
            count,
            href: shown.rows(figure.id(), None, None, None),
        }
    };
    statistics.missing().missing.into_iter().map(line).collect()
}

fn after_close(t: Texts, shown: &Shown, statistics: &Statistics) -> Option<Vec<AfterClose>> {
    statistics.closed.as_ref()?;
    let live = Shown {
        frozen: false,
        live: true,
        as_of: None,
        typed: String::new(),
        exact: None,
        ..shown.clone()
    };
    let change = |(category, figure, then, now): (huiyin_domain::Category, _, u64, u64)| {
        let title = category.title(t.lang());
        AfterClose {
            words: format!("{title}・{}", figure_title(t, figure)),
            then,
            now,
            href: live.rows(figure.id(), Some(category), None, None),
        }
    };
    Some(statistics.after_close().into_iter().map(change).collect())
}

/// Who signed the figures that are shown: nobody but the closing did, and it signed its own.
fn signature(at: &SignedInAsker, shown: &Shown, statistics: &Statistics) -> String {
    let Some(closed) = statistics.closed.as_ref().filter(|_| shown.frozen) else {
        return at.t.statistics_unsigned();
    };
    let name = closed.closed_by_name.as_ref();
    let day = at.t.date(at.site.day(closed.closed_at));
    let name = name.map_or_else(String::new, |name| name.reveal().clone());
    format!("{name} {day}").trim().to_owned()
}
