//! A unit: who lives there, and what happened there.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use huiyin_app::people::{HouseholdEvent, PhoneOf, Resident, UnitPage};
use huiyin_domain::{Day, PersonId, Personal, UnitId};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Action, Crumb, Frame, Head, NavCounts, Place, kind_title};

#[derive(Template)]
#[template(path = "unit.html")]
struct OnePage {
    t: Texts,
    frame: Frame,
    head: Head,
    facts: Vec<(String, String)>,
    residents: Vec<Line>,
    events: Vec<EventLine>,
    all_events: String,
    reveal: String,
}

/// Somebody of the unit.
struct Line {
    person: PersonId,
    name: String,
    role: &'static str,
    days: String,
    phone: Option<String>,
    is_masked: bool,
    wishes: String,
    change: Option<String>,
    /// The page of what is held about them, for who answers for it.
    data: Option<String>,
    has_left: bool,
}

/// An event of the unit.
struct EventLine {
    href: String,
    what: String,
    circumstances: String,
    handling: &'static str,
}

/// `GET /units/{unit}`
pub(super) async fn show(at: SignedInAsker, Path(unit): Path<String>) -> Result<Response, Failure> {
    let unit = at.app.unit_page(&at.asker, id(&unit)?).await?;
    Ok(Page::new(OnePage::new(&at, unit, None)).into_response())
}

/// Whose number is to be shown.
#[derive(Deserialize)]
pub(super) struct Whose {
    person: String,
}

/// `POST /units/{unit}/phone`: the number in full, once; the look is noted.
pub(super) async fn reveal(
    at: SignedInAsker,
    Path(unit): Path<String>,
    Form(whose): Form<Whose>,
) -> Result<Response, Failure> {
    let unit = at.app.unit_page(&at.asker, id(&unit)?).await?;
    let person: PersonId = id(&whose.person)?;
    if unit.residents.iter().all(|it| it.person != person) {
        return Err(Failure::new(Kind::NotFound));
    }
    let phone = at
        .app
        .reveal_phone(&at.asker, PhoneOf::Person(person))
        .await?;
    let phone = phone.map(|phone| (person, phone.into_inner()));
    Ok(Page::new(OnePage::new(&at, unit, phone.as_ref())).into_response())
}

/// An id in an address; nothing is there under what is none.
pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

impl OnePage {
    fn new(at: &SignedInAsker, page: UnitPage, phone: Option<&(PersonId, String)>) -> Self {
        let t = at.t;
        let unit = page.unit;
        let here = format!("/units/{}", unit.id);
        let mut actions = vec![Action::new(
            format!("/events?unit={}", unit.id),
            t.units_events_all(),
        )];
        if page.may_change {
            actions.push(Action::new(format!("{here}/edit"), t.units_edit()));
        }
        if page.may_change_residents {
            let new = format!("{here}/residents/new");
            actions.push(Action::new(new, t.units_add_resident()).primary());
        }
        let may = page.may_change_residents;
        let manages = page.may_change;
        let line = |it: Resident| Line {
            data: if manages {
                Some(format!("/residents/{}", it.person))
            } else {
                may.then(|| format!("/residents/{}/requests", it.person))
            },
            ..resident(t, unit.id, it, phone, may)
        };
        Self {
            t,
            frame: at.frame(Some(Place::Units), &NavCounts::default()),
            head: Head::new(unit.code.clone())
                .crumbs([
                    Crumb::link("/units", t.units_title()),
                    Crumb::here(unit.code.clone()),
                ])
                .actions(actions),
            facts: [
                (t.units_building(), unit.building),
                (t.units_floor(), unit.floor),
                (t.units_room(), unit.room),
                (t.units_zone(), unit.zone_name),
                (t.units_kind(), unit.kind),
                (
                    t.units_handed_over(),
                    unit.handed_over.map(|day| t.date(day)),
                ),
            ]
            .into_iter()
            .filter_map(|(label, value)| Some((label, value?)))
            .collect(),
            residents: page.residents.into_iter().map(line).collect(),
            events: page.events.into_iter().map(|it| event(at, it)).collect(),
            all_events: format!("/events?unit={}", unit.id),
            reveal: format!("{here}/phone"),
        }
    }
}

fn resident(
    t: Texts,
    unit: UnitId,
    it: Resident,
    shown: Option<&(PersonId, String)>,
    may_change: bool,
) -> Line {
    let full = shown.filter(|(person, _)| *person == it.person);
    let day = |day: Option<Day>| day.map_or_else(String::new, |day| t.date(day));
    let wishes = [
        it.restricted.then(|| t.privacy_restricted()),
        Some(it.wish.title(t.lang()).to_owned()),
        it.hours.map(huiyin_domain::Personal::into_inner),
        it.language.map(language),
    ];
    let is_erased = it.name.is_none();
    Line {
        person: it.person,
        name: it
            .name
            .map_or_else(|| t.units_erased(), huiyin_domain::Personal::into_inner),
        role: it.role.title(t.lang()),
        days: match (it.from, it.to) {
            (None, None) => String::new(),
            (from, to) => format!("{}–{}", day(from), day(to)),
        },
        is_masked: full.is_none(),
        phone: full.map(|(_, phone)| phone.clone()).or(it.phone_masked),
        wishes: wishes.into_iter().flatten().collect::<Vec<_>>().join("・"),
        change: (may_change && !is_erased)
            .then(|| format!("/units/{unit}/residents/{}", it.occupancy)),
        data: None,
        has_left: it.has_left,
    }
}

/// A language in its own name.
pub(super) fn language(lang: huiyin_domain::Lang) -> String {
    Texts::of(lang).language_name()
}

fn event(at: &SignedInAsker, event: HouseholdEvent) -> EventLine {
    let t = at.t;
    let parts = [
        Some(event.category.title(t.lang()).to_owned()),
        event.kind.as_deref().map(|it| kind_title(t, it)),
        event.reported_at.map(|it| t.day(at.site.day(it))),
    ];
    EventLine {
        href: format!("/events/{}", event.id),
        what: event
            .summary
            .map_or_else(|| t.privacy_not_shown(), Personal::into_inner),
        circumstances: parts.into_iter().flatten().collect::<Vec<_>>().join("・"),
        handling: event.handling.title(t.lang()),
    }
}
