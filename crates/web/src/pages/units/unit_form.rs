//! The form of a unit, and the zones of the site.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::people::{OpenZone, SaveUnit};
use huiyin_domain::{CommandId, UnitId};

use super::one::id;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
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
    fields: [Field; 6],
    zone: Choice,
    /// The form of a zone, beside the one of a new unit.
    zone_name: Option<Field>,
    zone_command: String,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
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
    let known = at.app.unit_page(&at.asker, unit).await?.unit;
    let typed = Typed {
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
    };
    let page = page(&at, Some(unit), &typed, Errors::default(), None).await?;
    Ok(Page::new(page).into_response())
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
    let zone = if typed.zone.is_empty() {
        None
    } else {
        Some(id(&typed.zone)?)
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
    match at.app.save_unit(&at.asker, typed.command()?, &input).await {
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
    let (errors, refused) = at.wrong(error)?;
    let forbidden = refused.as_ref().is_some_and(|it| it.forbidden);
    let page = page(at, unit, typed, errors, refused).await?;
    Ok(Page::not_accepted(page)
        .forbidden(forbidden)
        .into_response())
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
