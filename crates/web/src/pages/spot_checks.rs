//! The company's spot check: the sample of a month with how far records and residents agree, and each call.

mod call;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use huiyin_app::spot_checks::{Agreement, SiteSpotChecks, SpotChecks, SpotLine, SpotState};
use huiyin_domain::{Month, Personal};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::papers::{self, Ending, Maker};
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{
    Action, Choice, ClauseTag, Crumb, Field, Frame, Head, Mark, MarkKind, NavCounts, Place, Sources,
};

/// The pages of the spot check.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/spot-checks", get(show))
        .route("/spot-checks.pdf", get(download))
        .route("/spot-checks.xlsx", get(download))
        .route("/spot-checks.csv", get(download))
        .route("/spot-checks.json", get(download))
        .route(
            "/records/{record}/spot-check",
            get(call::show).post(call::enter),
        )
        .route("/records/{record}/spot-check/phone", post(call::reveal))
}

#[derive(Template)]
#[template(path = "spot_checks/list.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    head: Head,
    sources: Vec<ClauseTag>,
    month: Field,
    site: Choice,
    /// Whether there is a choice of sites.
    several: bool,
    places: Vec<Row>,
    total: Option<Vec<String>>,
    visitors: Vec<Row>,
    samples: Vec<Sample>,
}

/// How far records and residents agree, of a site or a person.
struct Row {
    head: String,
    href: Option<String>,
    /// Why there are no figures; none where there are.
    state: Option<String>,
    cells: Vec<String>,
}

/// The sample of a site.
struct Sample {
    id: String,
    title: String,
    line: String,
    hidden: Option<String>,
    lines: Vec<Line>,
}

/// A record of the sample.
struct Line {
    record: String,
    call: String,
    number: String,
    unit: String,
    at: String,
    who: String,
    mark: Mark,
}

/// Which month, and of which site.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    month: String,
    site: String,
}

impl Asked {
    /// The code of the site; none for all.
    fn code(&self) -> Option<&str> {
        Some(self.site.trim()).filter(|code| !code.is_empty())
    }
}

/// `GET /spot-checks?month=2026-10&site=CY`
async fn show(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let t = at.t;
    let found = read(&at, &asked).await?;
    let sources = Sources::new(at.procedure(), t.lang());
    let here = found.sites.iter().find(|it| it.id == at.site.id());
    let basis = here.or_else(|| found.sites.first());
    let basis = basis.and_then(|it| it.rule.as_ref().map(|(_, basis)| basis));
    let chosen = asked.code().unwrap_or_default();
    let sites = found.sites.iter();
    let options = sites.map(|it| (it.code.clone(), it.name.clone()));
    let everywhere = std::iter::once((String::new(), t.site_all()));
    let drawn = |it: &&SiteSpotChecks| it.state == SpotState::Drawn;
    let page = ListPage {
        t,
        frame: at
            .frame(Some(Place::Company), &NavCounts::default())
            .clauses(basis.into_iter().flat_map(|it| sources.cards(it))),
        head: head(t, &found, asked.code(), at.today.month()),
        sources: basis.map_or_else(Vec::new, |it| sources.tags(it)),
        month: Field::new("month", t.month_month())
            .kind("month")
            .value(found.month.to_string()),
        site: Choice::new("site", t.spot_checks_site()).options(everywhere.chain(options), chosen),
        several: found.sites.len() > 1 || asked.code().is_some(),
        places: found.sites.iter().map(|it| place(t, &found, it)).collect(),
        total: (found.sites.len() > 1).then(|| {
            let wanted = found.sites.iter().map(|it| it.wanted).sum();
            let accepted = found.sites.iter().map(|it| it.accepted).sum();
            cells(t, (accepted, wanted), found.agreement)
        }),
        visitors: found
            .sites
            .iter()
            .flat_map(|it| visitors(t, it, found.sites.len() > 1))
            .collect(),
        samples: (found.sites.iter().filter(drawn))
            .map(|it| sample(t, it))
            .collect(),
    };
    Ok(Page::new(page).into_response())
}

/// `GET /spot-checks.pdf?month=2026-10`, `.xlsx`, `.csv`, `.json`: what the page of the same query shows.
async fn download(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let found = read(&at, &asked).await?;
    let name = match asked.code() {
        Some(code) => format!("spot-checks-{code}-{}", found.month),
        None => format!("spot-checks-{}", found.month),
    };
    let paper = papers::spot_checks(&Maker::of(&at), &found, asked.code().is_some());
    papers::file(&at.app, &name, ending, [paper]).await
}

/// What is asked for; of the last month that is over, where none is named.
async fn read(at: &SignedInAsker, asked: &Asked) -> Result<SpotChecks, Failure> {
    let month = match asked.month.trim() {
        "" => at.today.month().plus(-1),
        typed => typed.parse().map_err(|_| Failure::new(Kind::Unreadable))?,
    };
    Ok(at.app.spot_checks(&at.asker, asked.code(), month).await?)
}

fn address(path: &str, month: Month, code: Option<&str>) -> String {
    let of_site = code.map_or_else(String::new, |code| format!("&site={code}"));
    format!("{path}?month={month}{of_site}")
}

fn head(t: Texts, found: &SpotChecks, code: Option<&str>, this: Month) -> Head {
    let month = found.month;
    let to = |month: Month| Crumb::link(address("/spot-checks", month, code), t.month(month));
    let company = Crumb::link(
        format!("/company?from={month}&to={month}"),
        t.place_company(),
    );
    let mut crumbs = vec![company, to(month.plus(-1)), Crumb::here(t.month(month))];
    if month < this {
        crumbs.push(to(month.plus(1)));
    }
    let file = |ending: &str| address(&format!("/spot-checks.{ending}"), month, code);
    Head::new(t.spot_checks_title(t.month_of_year(month)))
        .crumbs(crumbs)
        .actions(Action::files(t, file))
}

/// How far a site is where nothing is drawn; none where it is.
pub(crate) fn state(t: Texts, state: SpotState) -> Option<String> {
    match state {
        SpotState::NotAsked => Some(t.spot_checks_not_asked()),
        SpotState::NotDrawn => Some(t.spot_checks_not_drawn()),
        SpotState::Drawn => None,
    }
}

/// How a record of the sample stands, in words.
pub(crate) fn standing(t: Texts, line: &SpotLine) -> Mark {
    match (line.answer, line.calls.len()) {
        (Some(answer), _) if answer.differs() => {
            Mark::new(MarkKind::Review, t.spot_checks_differs())
        }
        (Some(_), _) => Mark::new(MarkKind::Done, t.spot_checks_agrees()),
        (None, 0) => Mark::new(MarkKind::Open, t.spot_checks_open()),
        (None, calls) => Mark::new(MarkKind::Fail, t.spot_checks_in_vain(calls)),
    }
}

/// Names, one beside the other.
pub(crate) fn names<'n>(
    t: Texts,
    names: impl IntoIterator<Item = &'n Option<Personal<String>>>,
) -> String {
    let name = |it: &Option<Personal<String>>| {
        it.as_ref()
            .map_or_else(|| t.people_erased(), |it| it.reveal().clone())
    };
    let names: Vec<String> = names.into_iter().map(name).collect();
    names.join(&t.list_comma())
}

fn cells(t: Texts, (accepted, wanted): (usize, usize), agreement: Agreement) -> Vec<String> {
    let mut cells = vec![accepted.to_string(), wanted.to_string()];
    cells.extend(agreed(t, agreement));
    cells
}

fn agreed(t: Texts, it: Agreement) -> [String; 3] {
    [
        it.reached.to_string(),
        t.spot_checks_of(it.visited, it.reached),
        t.spot_checks_of(it.same_rating, it.rated),
    ]
}

fn place(t: Texts, found: &SpotChecks, it: &SiteSpotChecks) -> Row {
    Row {
        head: it.name.clone(),
        href: (found.sites.len() > 1)
            .then(|| address("/spot-checks", found.month, Some(it.code.as_str()))),
        state: state(t, it.state),
        cells: cells(t, (it.accepted, it.wanted), it.agreement),
    }
}

fn visitors(t: Texts, it: &SiteSpotChecks, several: bool) -> Vec<Row> {
    let row = |visitor: &huiyin_app::spot_checks::VisitorAgreement| {
        let name = names(t, [&visitor.name]);
        Row {
            head: if several {
                format!("{name}・{}", it.name)
            } else {
                name
            },
            href: None,
            state: None,
            cells: agreed(t, visitor.agreement).to_vec(),
        }
    };
    it.by_visitor.iter().map(row).collect()
}

fn sample(t: Texts, it: &SiteSpotChecks) -> Sample {
    let offered = it.lines.len() + it.hidden;
    let share = it.rule.as_ref().map(|(share, _)| share.to_string());
    Sample {
        id: format!("sample-{}", it.code),
        title: it.name.clone(),
        line: t.spot_checks_sample_line(it.accepted, share.unwrap_or_default(), it.wanted, offered),
        hidden: (it.hidden > 0).then(|| t.spot_checks_hidden(it.hidden)),
        lines: it.lines.iter().map(|it| line(t, it)).collect(),
    }
}

fn line(t: Texts, it: &SpotLine) -> Line {
    Line {
        record: format!("/records/{}", it.record),
        call: format!("/records/{}/spot-check", it.record),
        number: it.number.clone(),
        unit: if it.confidential {
            t.spot_checks_confidential()
        } else {
            it.unit.clone().unwrap_or_default()
        },
        at: t.moment(it.at),
        who: names(t, it.visitors.iter().map(|(_, name)| name)),
        mark: standing(t, it),
    }
}
