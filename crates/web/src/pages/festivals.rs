//! Festivals: which come, how far the list of each is, and for which nobody is visited.

mod one;
mod switch;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use huiyin_app::festivals::{FestivalEntry, FestivalOf, FestivalState, FestivalsPage};
use huiyin_domain::Day;

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{ClauseTag, Frame, Head, Mark, MarkKind, NavCounts, Pager, Place, Sources};

/// The pages of festivals.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/festivals", get(list))
        .route("/festivals/{festival}/{year}", get(one::show))
        .route("/festivals/{festival}/{year}/sheet.csv", get(one::sheet))
        .route(
            "/festivals/{festival}/{year}/households",
            post(one::list_households),
        )
        .route("/festivals/{festival}/{year}/copy", post(one::copy))
        .route("/festivals/{festival}/{year}/strike", post(one::strike))
        .route("/festivals/{festival}/{year}/release", post(one::release))
        .route(
            "/festivals/{festival}/{year}/switch",
            get(switch::show).post(switch::switch),
        )
}

#[derive(Template)]
#[template(path = "festivals/list.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    head: Head,
    sources: Vec<ClauseTag>,
    /// What the reading says where the procedure has no festivals.
    not_covered: Option<Vec<String>>,
    lines: Vec<Line>,
    pager: Pager,
}

/// A festival of a year.
struct Line {
    href: String,
    title: String,
    day: Day,
    date: String,
    window: String,
    state: Mark,
    about: String,
    switch: Option<(String, String)>,
}

/// What is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    year: Option<i32>,
}

/// `GET /festivals?year=2027`
async fn list(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let site = at.site.id();
    let page = at.app.festivals(&at.asker, site, asked.year).await?;
    Ok(Page::new(ListPage::new(&at, &page)).into_response())
}

impl ListPage {
    fn new(at: &SignedInAsker, page: &FestivalsPage) -> Self {
        let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
        let year = page.year;
        let to = |year: i32| format!("/festivals?year={year}");
        Self {
            t,
            frame: at
                .frame(Some(Place::Festivals), &NavCounts::default())
                .clauses(sources.cards(&page.basis)),
            head: Head::new(t.place_festivals()),
            sources: sources.tags(&page.basis),
            not_covered: (!page.covered).then(|| explanations(at, page)),
            lines: page.festivals.iter().map(|it| line(at, page, it)).collect(),
            pager: Pager {
                words: format!("{year} – {}", year.saturating_add(1)),
                previous: (page.covered && year > 2000).then(|| to(year - 1)),
                next: (page.covered && year < 2099).then(|| to(year + 1)),
            },
        }
    }
}

/// What the readings say that there are no festivals.
fn explanations(at: &SignedInAsker, page: &FestivalsPage) -> Vec<String> {
    let readings = at.procedure().readings.iter();
    let of = readings.filter(|it| page.basis.readings.contains(&it.id));
    of.map(|it| it.explanation.get(at.t.lang()).to_owned())
        .collect()
}

fn line(at: &SignedInAsker, page: &FestivalsPage, entry: &FestivalEntry) -> Line {
    let t = at.t;
    let here = path(&entry.of);
    let why = entry.switch.as_ref().filter(|it| !it.visited);
    let why = why
        .and_then(|it| it.why.as_ref())
        .map(|it| it.reveal().clone());
    let is_off = entry.state == FestivalState::Off;
    let may_switch = page.may_release
        && !matches!(
            entry.state,
            FestivalState::Released { .. } | FestivalState::Over
        );
    let words = if is_off {
        t.festivals_on()
    } else {
        t.festivals_off()
    };
    Line {
        title: entry.title.get(t.lang()).to_owned(),
        day: entry.day,
        date: t.date(entry.day),
        window: window(t, entry),
        state: state(at, entry),
        about: match entry.state {
            FestivalState::Off => why.unwrap_or_default(),
            FestivalState::Released { counts, .. } => t.festivals_visited(counts.done, counts.owed),
            FestivalState::Making(count) => t.festivals_households(count),
            FestivalState::NoList | FestivalState::Over => String::new(),
        },
        switch: may_switch.then(|| (format!("{here}/switch"), words)),
        href: here,
    }
}

fn window(t: Texts, entry: &FestivalEntry) -> String {
    let window = entry.window;
    format!("{} – {}", t.day(window.not_before()), t.day(window.due()))
}

/// How far the list of a festival is.
fn state(at: &SignedInAsker, entry: &FestivalEntry) -> Mark {
    let t = at.t;
    match entry.state {
        FestivalState::Off => Mark::new(MarkKind::Exempt, t.festivals_is_off()),
        FestivalState::Over => Mark::new(MarkKind::Exempt, t.festivals_over()),
        FestivalState::NoList if entry.window.not_before() <= at.today => {
            Mark::new(MarkKind::Late, t.festivals_no_list())
        }
        FestivalState::NoList => Mark::new(MarkKind::Open, t.festivals_no_list()),
        FestivalState::Making(_) => Mark::new(MarkKind::Review, t.festivals_making()),
        FestivalState::Released { counts, .. } if counts.done < counts.owed => {
            Mark::new(MarkKind::Left, t.festivals_released())
        }
        FestivalState::Released { .. } => Mark::new(MarkKind::Done, t.festivals_released()),
    }
}

fn path(of: &FestivalOf) -> String {
    format!("/festivals/{}/{}", of.festival, of.year)
}

/// The festival in a path; a year that is none is not there.
fn of(at: &SignedInAsker, (festival, year): (String, String)) -> Result<FestivalOf, Failure> {
    Ok(FestivalOf {
        site: at.site.id(),
        festival,
        year: year.parse().map_err(|_| Failure::new(Kind::NotFound))?,
    })
}
