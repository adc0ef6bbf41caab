//! The form of a unit, and the zones of the site.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::people::{OpenZone, SaveUnit};
use huiyin_app::{Error, Fault, FieldError};
use huiyin_domain::{CommandId, UnitId};

use super::one::id;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::meanwhile::now;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Choice, Crumb, Errors, Field, Frame, Head, NavCounts, Place};

#[derive(Template)]
#[template(path = "unit_form.html")]
struct FormPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    action: String,
    command: String,
    seen: String,
    fields: [Field; 6],
    zone: Choice,
    /// The form of a zone, beside the one of a new unit.
    zone_name: Option<Field>,
    zone_command: String,
}

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    seen: String,
    code: String,
    building: String,
    floor: String,
    room: String,
    zone: String,
    kind: String,
    handed_over: String,
    /// Only in the form of a zone.
    name: String,
}

impl Typed {
    fn command(&self) -> Result<CommandId, Failure> {
        let command = self.command.parse();
        command.map_err(|_| Failure::new(Kind::Unreadable))
    }

    fn get(&self, name: &str) -> String {
        let value = match name {
            "code" => &self.code,
            "building" => &self.building,
            "floor" => &self.floor,
            "room" => &self.room,
            "kind" => &self.kind,
            "handed_over" => &self.handed_over,
            _ => &self.zone,
        };
        value.clone()
    }

    fn fresh() -> Self {
        Self {
            command: CommandId::generate().to_string(),
            ..Self::default()
        }
    }
}

/// `GET /units/new`
pub(super) async fn new(at: SignedInAsker) -> Result<Response, Failure> {
    let page = page(&at, None, &Typed::fresh(), Errors::default(), None).await?;
    Ok(Page::new(page).into_response())
}

/// `GET /units/{unit}/edit`
pub(super) async fn edit(at: SignedInAsker, Path(unit): Path<String>) -> Result<Response, Failure> {
    let unit: UnitId = id(&unit)?;
    let typed = standing(&at, unit).await?;
    let page = page(&at, Some(unit), &typed, Errors::default(), None).await?;
    Ok(Page::new(page).into_response())
}

/// A unit as it stands.
async fn standing(at: &SignedInAsker, unit: UnitId) -> Result<Typed, Failure> {
    let seen = at.seen(&[unit.uuid()]).await?;
    let known = at.app.unit_page(&at.asker, unit).await?.unit;
    Ok(Typed {
        seen,
        code: known.code,
        building: known.building.unwrap_or_default(),
        floor: known.floor.unwrap_or_default(),
        room: known.room.unwrap_or_default(),
        zone: known.zone.map_or_else(String::new, |zone| zone.to_string()),
        kind: known.kind.unwrap_or_default(),
        handed_over: known
            .handed_over
            .map_or_else(String::new, |day| day.to_string()),
        ..Typed::fresh()
    })
}

/// `POST /units`
pub(super) async fn add(at: SignedInAsker, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    save(&at, None, typed).await
}

/// `POST /units/{unit}`
pub(super) async fn change(
    at: SignedInAsker,
    Path(unit): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let unit = id(&unit)?;
    save(&at, Some(unit), typed).await
}

async fn save(at: &SignedInAsker, unit: Option<UnitId>, typed: Typed) -> Result<Response, Failure> {
    let zone = match typed.zone.as_str() {
        "" => None,
        zone => match zone.parse() {
            Ok(zone) => Some(zone),
            Err(_) => {
                let unknown = FieldError::new("zone", Fault::Unknown);
                return back(at, unit, &typed, Error::Invalid(vec![unknown])).await;
            }
        },
    };
    let input = SaveUnit {
        unit,
        site: at.site.id(),
        code: typed.code.clone(),
        building: typed.building.clone(),
        floor: typed.floor.clone(),
        room: typed.room.clone(),
        zone,
        kind: typed.kind.clone(),
        handed_over: typed.handed_over.clone(),
    };
    let asker = at.having_seen(&typed.seen);
    match at.app.save_unit(&asker, typed.command()?, &input).await {
        Ok(unit) => Ok(Redirect::to(&format!("/units/{unit}")).into_response()),
        Err(error) => back(at, unit, &typed, error).await,
    }
}

/// `POST /units/zones`
pub(super) async fn open_zone(
    at: SignedInAsker,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let input = OpenZone {
        site: at.site.id(),
        name: typed.name.clone(),
    };
    match at.app.open_zone(&at.asker, typed.command()?, &input).await {
        Ok(_) => Ok(Redirect::to("/units/new").into_response()),
        Err(error) => back(&at, None, &typed, error).await,
    }
}

/// The form again, with what was typed and what is wrong.
async fn back(
    at: &SignedInAsker,
    unit: Option<UnitId>,
    typed: &Typed,
    error: Error,
) -> Result<Response, Failure> {
    let is_changed = matches!(error, Error::Conflict);
    let (mut errors, refused) = at.wrong(error).await?;
    let forbidden = refused.as_ref().is_some_and(|it| it.forbidden);
    let mut typed = typed.clone();
    if let Some(unit) = unit.filter(|_| is_changed) {
        let standing = standing(at, unit).await?;
        errors = differing(at, &standing, &typed).await?;
        typed.seen = standing.seen;
    }
    let page = page(at, unit, &typed, errors, refused).await?;
    Ok(Page::not_accepted(page)
        .forbidden(forbidden)
        .into_response())
}

/// The fields in which the unit stands otherwise now than was typed.
async fn differing(at: &SignedInAsker, standing: &Typed, typed: &Typed) -> Result<Errors, Failure> {
    let zones = at.app.zones(&at.asker, &at.site).await?;
    let zone = zones
        .into_iter()
        .find(|(id, _)| id.to_string() == standing.zone);
    let zone = (
        "zone",
        standing.zone.clone(),
        zone.map_or_else(String::new, |it| it.1),
    );
    let fields = ["code", "building", "floor", "room", "kind", "handed_over"];
    let fields = fields.map(|name| (name, standing.get(name), standing.get(name)));
    Ok(now(at.t, fields.into_iter().chain([zone]), |name| {
        typed.get(name)
    }))
}

async fn page(
    at: &SignedInAsker,
    unit: Option<UnitId>,
    typed: &Typed,
    errors: Errors,
    refused: Option<Refused>,
) -> Result<FormPage, Failure> {
    let t = at.t;
    let units = at.app.units(&at.asker, at.site.id(), "", "").await?;
    let zones = [(String::new(), t.units_no_zone())].into_iter().chain(
        units
            .zones
            .into_iter()
            .map(|zone| (zone.id.to_string(), zone.name)),
    );
    let field =
        |name, label: String, value: &str| Field::new(name, label).value(value).check(&errors);
    let title = match unit {
        Some(_) => t.units_edit(),
        None => t.units_new(),
    };
    Ok(FormPage {
        t,
        frame: at.frame(Some(Place::Units), &NavCounts::default()),
        head: Head::new(title.clone())
            .crumbs([Crumb::link("/units", t.units_title()), Crumb::here(title)]),
        refused,
        action: unit.map_or_else(|| "/units".to_owned(), |unit| format!("/units/{unit}")),
        command: typed.command.clone(),
        seen: typed.seen.clone(),
        fields: [
            field("code", t.units_code(), &typed.code)
                .hint(t.units_code_hint())
                .required(),
            field("building", t.units_building(), &typed.building),
            field("floor", t.units_floor(), &typed.floor),
            field("room", t.units_room(), &typed.room),
            field("kind", t.units_kind(), &typed.kind),
            field("handed_over", t.units_handed_over(), &typed.handed_over).kind("date"),
        ],
        zone: Choice::new("zone", t.units_zone())
            .options(zones, &typed.zone)
            .check(&errors),
        zone_name: unit
            .is_none()
            .then(|| field("name", t.units_zone_name(), &typed.name).required()),
        zone_command: CommandId::generate().to_string(),
        errors,
    })
}
