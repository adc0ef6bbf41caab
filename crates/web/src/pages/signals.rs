//! Signals: what in a month deserves a second look, each with the records that it speaks of.

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use huiyin_app::statistics::{PersonSignal, SignalOf, Signals};
use huiyin_domain::Month;

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::papers::{self, Ending, Maker};
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, ClauseTag, Crumb, Frame, Head, NavCounts, Place, Sources};

/// The page of signals.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/signals", get(show))
        .route("/signals.pdf", get(download))
        .route("/signals.xlsx", get(download))
        .route("/signals.csv", get(download))
        .route("/signals.json", get(download))
}

#[derive(Template)]
#[template(path = "signals.html")]
struct SignalsPage {
    t: Texts,
    frame: Frame,
    head: Head,
    sources: Vec<ClauseTag>,
    /// Whether the procedure points at anything.
    looks: bool,
    quiet: Vec<String>,
    of_people: Vec<Signal>,
}

/// A signal with its rows.
struct Signal {
    words: String,
    share: String,
    rows: Vec<Row>,
}

/// A visit.
struct Row {
    href: String,
    number: String,
    unit: String,
    at: String,
    channel: &'static str,
}

/// Which month.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    month: String,
}

/// `GET /signals?month=2026-11`
async fn show(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let t = at.t;
    let signals = read(&at, &asked).await?;
    let month = signals.month;
    let sources = Sources::new(at.procedure(), t.lang());
    let basis = signals.basis.as_ref();
    let quiet = signals.quiet.iter().map(|(from, to)| {
        let days = to.days_since(*from) + 1;
        t.signals_quiet(days, t.date(*from), t.date(*to))
    });
    let page = SignalsPage {
        t,
        frame: at
            .frame(Some(Place::Statistics), &NavCounts::default())
            .clauses(basis.into_iter().flat_map(|it| sources.cards(it))),
        head: head(t, month, at.today.month()),
        sources: basis.map_or_else(Vec::new, |it| sources.tags(it)),
        looks: basis.is_some(),
        quiet: quiet.collect(),
        of_people: signals.of_people.iter().map(|it| signal(t, it)).collect(),
    };
    Ok(Page::new(page).into_response())
}

/// `GET /signals.pdf?month=2026-11`, `.xlsx`, `.csv`, `.json`: what the page of the month shows.
async fn download(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let signals = read(&at, &asked).await?;
    let name = format!("signals-{}-{}", at.site.code(), signals.month);
    let paper = papers::signals(&Maker::of(&at), &signals);
    papers::file(&at.app, &name, ending, [paper]).await
}

async fn read(at: &SignedInAsker, asked: &Asked) -> Result<Signals, Failure> {
    let month = match asked.month.trim() {
        "" => at.today.month(),
        typed => typed.parse().map_err(|_| Failure::new(Kind::Unreadable))?,
    };
    Ok(at.app.signals(&at.asker, at.site.id(), month).await?)
}

fn head(t: Texts, month: Month, this: Month) -> Head {
    let to = |month: Month| Crumb::link(format!("/signals?month={month}"), t.month(month));
    let statistics = Crumb::link(format!("/statistics?month={month}"), t.place_statistics());
    let mut crumbs = vec![statistics, to(month.plus(-1)), Crumb::here(t.month(month))];
    if month < this {
        crumbs.push(to(month.plus(1)));
    }
    let file = |ending: &str| format!("/signals.{ending}?month={month}");
    Head::new(t.signals_title(t.month_of_year(month)))
        .crumbs(crumbs)
        .actions(Action::files(t, file))
}

/// What a signal says.
pub(crate) fn words(t: Texts, signal: &PersonSignal) -> String {
    let name = signal.name.as_ref();
    let name = name.map_or_else(|| t.people_erased(), |name| name.reveal().clone());
    match signal.what {
        SignalOf::AllSatisfied => t.signals_all_satisfied(name),
        SignalOf::MinutesApart => t.signals_minutes_apart(name),
        SignalOf::Refused => t.signals_refused(name),
        SignalOf::ByPhone => t.signals_by_phone(name),
        SignalOf::Late => t.signals_late(name),
    }
}

fn signal(t: Texts, signal: &PersonSignal) -> Signal {
    let (count, of) = signal.share;
    Signal {
        words: words(t, signal),
        share: t.signals_share(count, of),
        rows: signal
            .rows
            .iter()
            .map(|row| Row {
                href: format!("/records/{}", row.record),
                number: row.number.clone(),
                unit: row.unit.clone().unwrap_or_default(),
                at: t.moment(row.at),
                channel: row.channel.recorded(t.lang()),
            })
            .collect(),
    }
}
