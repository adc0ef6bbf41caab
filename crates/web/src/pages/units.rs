//! Units with their residents.

mod one;
mod resident_form;
mod unit_form;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use huiyin_app::people::{Household, Occupant};
use huiyin_domain::UnitId;

use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, Choice, Field, Frame, Head, NavCounts, Pager, Place};

/// The pages of units.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/units", get(list).post(unit_form::add))
        .route("/units/new", get(unit_form::new))
        .route("/units/zones", post(unit_form::open_zone))
        .route("/units/{unit}", get(one::show).post(unit_form::change))
        .route("/units/{unit}/edit", get(unit_form::edit))
        .route("/units/{unit}/phone", post(one::reveal))
        .route("/units/{unit}/residents", post(resident_form::add))
        .route("/units/{unit}/residents/new", get(resident_form::new))
        .route(
            "/units/{unit}/residents/{occupancy}",
            get(resident_form::edit).post(resident_form::change),
        )
        .route(
            "/units/{unit}/residents/{occupancy}/end",
            post(resident_form::end),
        )
}

#[derive(Template)]
#[template(path = "units.html")]
struct UnitsPage {
    t: Texts,
    frame: Frame,
    head: Head,
    search: Field,
    building: Choice,
    units: Vec<UnitLine>,
    pager: Option<Pager>,
}

/// A unit of the list, or somebody found who lives in none.
struct UnitLine {
    href: Option<String>,
    code: String,
    zone: String,
    people: String,
}

/// What the list is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    q: String,
    building: String,
    after: String,
}

/// `GET /units?q=何&building=3&after=3-1202`
async fn list(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let t = at.t;
    let all = at
        .app
        .units(&at.asker, at.site.id(), &asked.building, &asked.after);
    let all = all.await?;
    let typed = asked.q.trim();
    let mut next = None;
    let units: Vec<UnitLine> = if typed.is_empty() {
        next = all.next_after.map(|after| {
            let (building, after) = (encoded(&asked.building), encoded(&after));
            format!("/units?building={building}&after={after}")
        });
        all.units
            .iter()
            .map(|(unit, people)| UnitLine {
                href: Some(format!("/units/{}", unit.id)),
                code: unit.code.clone(),
                zone: unit.zone_name.clone().unwrap_or_default(),
                people: names(t, people),
            })
            .collect()
    } else {
        let found = at.app.find_household(&at.asker, at.site.id(), typed);
        found.await?.iter().map(|it| found_line(t, it)).collect()
    };
    let buildings = [(String::new(), t.units_all_buildings())]
        .into_iter()
        .chain(all.buildings.into_iter().map(|name| (name.clone(), name)));
    let page = UnitsPage {
        t,
        frame: at.frame(Some(Place::Units), &NavCounts::default()),
        head: Head::new(t.units_title()).actions([Action::new("/units/new", t.units_new())]),
        search: Field::new("q", t.units_search())
            .kind("search")
            .value(asked.q.clone())
            .key('/'),
        building: Choice::new("building", t.units_building()).options(buildings, &asked.building),
        pager: next.map(|next| Pager {
            words: t.units_state(units.len()),
            previous: None,
            next: Some(next),
        }),
        units,
    };
    Ok(Page::new(page).into_response())
}

fn found_line(t: Texts, found: &Household) -> UnitLine {
    UnitLine {
        href: found.unit.map(|unit: UnitId| format!("/units/{unit}")),
        code: if found.unit.is_some() {
            found.code.clone()
        } else {
            t.units_without()
        },
        zone: found.zone.clone().unwrap_or_default(),
        people: names(t, &found.occupants),
    }
}

/// The people of a unit in one line, with their masked phones.
fn names(t: Texts, people: &[Occupant]) -> String {
    let name = |person: &Occupant| {
        let name = person.name.as_ref();
        let parts = [
            Some(name.map_or_else(|| t.units_erased(), |name| name.reveal().clone())),
            person.role.map(|role| role.title(t.lang()).to_owned()),
            person.phone_masked.clone(),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let all: Vec<String> = people.iter().map(name).collect();
    all.join(&t.list_comma())
}

/// A text as it may stand in a query.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(byte).collect()
}
