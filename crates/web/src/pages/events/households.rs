//! Households found while somebody types: a part of the intake.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use huiyin_app::people::Household;
use huiyin_domain::Handling;

use super::list::handling_mark;
use crate::address::with_query;
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Mark, kind_title};

/// What was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

#[derive(Template)]
#[template(path = "events/households.html")]
struct HouseholdsPart {
    t: Texts,
    found: Found,
}

/// The households that fit what was typed.
pub(super) struct Found {
    pub(super) typed: String,
    pub(super) homes: Vec<Home>,
}

/// A household with who can be chosen and what it has open.
pub(super) struct Home {
    pub(super) code: String,
    pub(super) people: Vec<Choosable>,
    pub(super) events: Vec<HomeEvent>,
}

/// Somebody of it, and the address of the form for them.
pub(super) struct Choosable {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) about: String,
}

/// One of its events.
pub(super) struct HomeEvent {
    pub(super) href: String,
    pub(super) mark: Mark,
    pub(super) what: String,
    pub(super) about: String,
    pub(super) open: bool,
}

/// `GET /households?q=`: the part alone.
pub(super) async fn found(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let part = HouseholdsPart {
        t: at.t,
        found: Found::of(&at, &asked.q).await?,
    };
    Ok(Page::new(part).into_response())
}

impl Found {
    /// What fits; nothing where nothing was typed.
    pub(super) async fn of(at: &SignedInAsker, typed: &str) -> Result<Self, Failure> {
        let typed = typed.trim();
        let households = if typed.is_empty() {
            Vec::new()
        } else {
            at.app
                .find_household(&at.asker, at.site.id(), typed)
                .await?
        };
        Ok(Self {
            typed: typed.to_owned(),
            homes: households.iter().map(|it| home(at, it)).collect(),
        })
    }
}

/// A household as the intake shows it.
pub(super) fn home(at: &SignedInAsker, household: &Household) -> Home {
    let t = at.t;
    let unit = household.unit.map(|it| it.to_string()).unwrap_or_default();
    let people = household.occupants.iter().map(|it| {
        let person = it.person.to_string();
        let role = it.role.map(|role| role.title(t.lang()).to_owned());
        let about = [role, it.phone_masked.clone()];
        Choosable {
            href: with_query("/events/new", &[("unit", &unit), ("person", &person)]),
            name: it
                .name
                .as_ref()
                .map_or_else(|| t.events_erased(), |name| name.reveal().clone()),
            about: about.into_iter().flatten().collect::<Vec<_>>().join("・"),
        }
    });
    let mut people: Vec<Choosable> = people.collect();
    if people.is_empty() {
        people.push(Choosable {
            href: with_query("/events/new", &[("unit", &unit)]),
            name: t.events_nobody_there(),
            about: String::new(),
        });
    }
    let zone = at.site.zone();
    let events = household.events.iter().map(|it| {
        let about = [
            it.reported_at.map(|at| t.moment(zone.local(at))),
            Some(it.category.title(t.lang()).to_owned()),
            it.kind.as_deref().map(|it| kind_title(t, it)),
        ];
        HomeEvent {
            href: format!("/events/{}", it.id),
            mark: handling_mark(t, it.handling),
            what: it
                .summary
                .as_ref()
                .map_or_else(|| t.privacy_not_shown(), |it| it.reveal().clone()),
            about: about.into_iter().flatten().collect::<Vec<_>>().join("・"),
            open: it.handling != Handling::Completed,
        }
    });
    Home {
        code: household.code.clone(),
        people,
        events: events.collect(),
    }
}
