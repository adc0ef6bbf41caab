//! The form of a resident: the person, and what ties them to the unit.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::people::{EndOccupancy, Resident, SavePerson, SaveResident};
use huiyin_domain::entry::ContactWish;
use huiyin_domain::{CommandId, Lang, OccupancyId, Personal, Role, UnitId};

use super::one::{id, language};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::meanwhile::now;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Choice, Crumb, Errors, Field, Frame, Head, NavCounts, Place};

#[derive(Template)]
#[template(path = "resident_form.html")]
struct FormPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    action: String,
    command: String,
    seen: String,
    name: Field,
    role: Choice,
    phone: Field,
    days: [Field; 2],
    wish: Choice,
    hours: Field,
    language: Choice,
    /// The form that ends the occupancy, beside the one of somebody known.
    end: Option<(String, String, Field)>,
}

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    seen: String,
    name: String,
    role: String,
    phone: String,
    from: String,
    to: String,
    wish: String,
    hours: String,
    language: String,
}

impl Typed {
    fn command(&self) -> Result<CommandId, Failure> {
        let command = self.command.parse();
        command.map_err(|_| Failure::new(Kind::Unreadable))
    }

    fn of(known: &Resident) -> Self {
        let day =
            |day: Option<huiyin_domain::Day>| day.map_or_else(String::new, |it| it.to_string());
        let text = |text: &Option<Personal<String>>| {
            text.as_ref()
                .map_or_else(String::new, |it| it.reveal().clone())
        };
        Self {
            command: CommandId::generate().to_string(),
            seen: String::new(),
            name: text(&known.name),
            role: known.role.to_string(),
            phone: String::new(),
            from: day(known.from),
            to: day(known.to),
            wish: known.wish.to_string(),
            hours: text(&known.hours),
            language: known
                .language
                .map_or_else(String::new, |it| it.tag().to_owned()),
        }
    }
}

/// `GET /units/{unit}/residents/new`
pub(super) async fn new(at: SignedInAsker, Path(unit): Path<String>) -> Result<Response, Failure> {
    let unit: UnitId = id(&unit)?;
    let typed = Typed {
        seen: at.seen(&[unit.uuid()]).await?,
        command: CommandId::generate().to_string(),
        wish: ContactWish::Any.to_string(),
        ..Typed::default()
    };
    let page = page(&at, unit, None, &typed, Errors::default(), None).await?;
    Ok(Page::new(page).into_response())
}

/// `GET /units/{unit}/residents/{occupancy}`
pub(super) async fn edit(
    at: SignedInAsker,
    Path((unit, occupancy)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (unit, occupancy) = (id(&unit)?, id(&occupancy)?);
    let typed = standing(&at, unit, occupancy).await?.1;
    let page = page(&at, unit, Some(occupancy), &typed, Errors::default(), None).await?;
    Ok(Page::new(page).into_response())
}

/// `POST /units/{unit}/residents`
pub(super) async fn add(
    at: SignedInAsker,
    Path(unit): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let unit = id(&unit)?;
    save(&at, unit, None, typed).await
}

/// `POST /units/{unit}/residents/{occupancy}`
pub(super) async fn change(
    at: SignedInAsker,
    Path((unit, occupancy)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (unit, occupancy) = (id(&unit)?, id(&occupancy)?);
    save(&at, unit, Some(occupancy), typed).await
}

/// `POST /units/{unit}/residents/{occupancy}/end`: nothing is deleted, only the last day is noted.
pub(super) async fn end(
    at: SignedInAsker,
    Path((unit, occupancy)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (unit, occupancy) = (id(&unit)?, id(&occupancy)?);
    let known = known(&at, unit, occupancy).await?;
    let input = EndOccupancy {
        occupancy,
        to: typed.to.clone(),
    };
    match at
        .app
        .end_occupancy(&at.having_seen(&typed.seen), typed.command()?, &input)
        .await
    {
        Ok(()) => Ok(Redirect::to(&format!("/units/{unit}")).into_response()),
        Err(error) => {
            let typed = Typed {
                to: typed.to,
                seen: typed.seen,
                ..Typed::of(&known)
            };
            back(&at, unit, Some(occupancy), &typed, error).await
        }
    }
}

/// Somebody of the unit as they stand, and the form of them.
async fn standing(
    at: &SignedInAsker,
    unit: UnitId,
    occupancy: OccupancyId,
) -> Result<(Resident, Typed), Failure> {
    let person = known(at, unit, occupancy).await?.person;
    let seen = at.seen(&[unit.uuid(), person.uuid()]).await?;
    let known = known(at, unit, occupancy).await?;
    let typed = Typed {
        seen,
        ..Typed::of(&known)
    };
    Ok((known, typed))
}

/// Somebody of the unit.
async fn known(
    at: &SignedInAsker,
    unit: UnitId,
    occupancy: OccupancyId,
) -> Result<Resident, Failure> {
    let page = at.app.unit_page(&at.asker, unit).await?;
    let found = page
        .residents
        .into_iter()
        .find(|it| it.occupancy == occupancy);
    found.ok_or_else(|| Failure::new(Kind::NotFound))
}

async fn save(
    at: &SignedInAsker,
    unit: UnitId,
    occupancy: Option<OccupancyId>,
    typed: Typed,
) -> Result<Response, Failure> {
    let person = match occupancy {
        Some(occupancy) => Some(known(at, unit, occupancy).await?.person),
        None => None,
    };
    // A number that is left empty is kept: the form does not show it.
    let keeps = person.is_some() && typed.phone.trim().is_empty();
    let input = SaveResident {
        person: SavePerson {
            person,
            site: at.site.id(),
            name: Personal::new(typed.name.clone()),
            phone: (!keeps).then(|| Personal::new(typed.phone.clone())),
            hours: Personal::new(typed.hours.clone()),
            language: Lang::ALL
                .into_iter()
                .find(|lang| lang.tag() == typed.language),
            wish: ContactWish::of_id(&typed.wish).unwrap_or(ContactWish::Any),
        },
        occupancy,
        unit,
        role: Role::of_id(&typed.role),
        from: typed.from.clone(),
        to: typed.to.clone(),
    };
    match at
        .app
        .save_resident(&at.having_seen(&typed.seen), typed.command()?, &input)
        .await
    {
        Ok(_) => Ok(Redirect::to(&format!("/units/{unit}")).into_response()),
        Err(error) => back(at, unit, occupancy, &typed, error).await,
    }
}

/// The form again, with what was typed and what is wrong.
async fn back(
    at: &SignedInAsker,
    unit: UnitId,
    occupancy: Option<OccupancyId>,
    typed: &Typed,
    error: Error,
) -> Result<Response, Failure> {
    let is_changed = matches!(error, Error::Conflict);
    let (mut errors, refused) = at.wrong(error).await?;
    let forbidden = refused.as_ref().is_some_and(|it| it.forbidden);
    let mut typed = typed.clone();
    if is_changed {
        typed.seen = at.seen(&[unit.uuid()]).await?;
    }
    if let Some(occupancy) = occupancy.filter(|_| is_changed) {
        let (known, standing) = standing(at, unit, occupancy).await?;
        errors = differing(at.t, &known, &standing, &typed);
        typed.seen = standing.seen;
    }
    let page = page(at, unit, occupancy, &typed, errors, refused).await?;
    Ok(Page::not_accepted(page)
        .forbidden(forbidden)
        .into_response())
}

/// The fields in which somebody stands otherwise now than was typed.
fn differing(t: Texts, known: &Resident, standing: &Typed, typed: &Typed) -> Errors {
    let lang = known
        .language
        .map_or_else(|| t.units_language_any(), language);
    let same = |field, value: &String| (field, value.clone(), value.clone());
    let fields = [
        same("name", &standing.name),
        (
            "role",
            standing.role.clone(),
            known.role.title(t.lang()).to_owned(),
        ),
        same("from", &standing.from),
        same("to", &standing.to),
        (
            "wish",
            standing.wish.clone(),
            known.wish.title(t.lang()).to_owned(),
        ),
        same("hours", &standing.hours),
        ("language", standing.language.clone(), lang),
    ];
    now(t, fields, |field| {
        let value = match field {
            "name" => &typed.name,
            "role" => &typed.role,
            "from" => &typed.from,
            "to" => &typed.to,
            "wish" => &typed.wish,
            "hours" => &typed.hours,
            _ => &typed.language,
        };
        value.clone()
    })
}

async fn page(
    at: &SignedInAsker,
    unit: UnitId,
    occupancy: Option<OccupancyId>,
    typed: &Typed,
    errors: Errors,
    refused: Option<Refused>,
) -> Result<FormPage, Failure> {
    let t = at.t;
    let code = at.app.unit_page(&at.asker, unit).await?.unit.code;
    let field =
        |name, label: String, value: &str| Field::new(name, label).value(value).check(&errors);
    let here = format!("/units/{unit}");
    let title = match occupancy {
        Some(_) => t.units_change_resident(typed.name.as_str()),
        None => t.units_add_resident(),
    };
    let action = match occupancy {
        Some(occupancy) => format!("{here}/residents/{occupancy}"),
        None => format!("{here}/residents"),
    };
    let languages = [(String::new(), t.units_language_any())]
        .into_iter()
        .chain(Lang::ALL.map(|lang| (lang.tag().to_owned(), language(lang))));
    let phone = field("phone", t.units_phone(), &typed.phone).kind("tel");
    Ok(FormPage {
        t,
        frame: at.frame(Some(Place::Units), &NavCounts::default()),
        head: Head::new(title.clone()).crumbs([
            Crumb::link("/units", t.units_title()),
            Crumb::link(here, code),
            Crumb::here(title),
        ]),
        refused,
        command: typed.command.clone(),
        seen: typed.seen.clone(),
        name: field("name", t.units_name(), &typed.name).required(),
        role: Choice::new("role", t.units_role())
            .options(
                Role::ALL.iter().map(|it| (it.id(), it.title(t.lang()))),
                &typed.role,
            )
            .required()
            .check(&errors),
        phone: match occupancy {
            Some(_) => phone.hint(t.units_phone_keep()),
            None => phone,
        },
        days: [
            field("from", t.units_from(), &typed.from).kind("date"),
            field("to", t.units_to(), &typed.to).kind("date"),
        ],
        wish: Choice::new("wish", t.units_wish())
            .options(
                ContactWish::ALL
                    .iter()
                    .map(|it| (it.id(), it.title(t.lang()))),
                &typed.wish,
            )
            .check(&errors),
        hours: field("hours", t.units_hours(), &typed.hours),
        language: Choice::new("language", t.units_language())
            .options(languages, &typed.language)
            .check(&errors),
        end: occupancy.map(|_| {
            let to = Field::new("to", t.units_to())
                .kind("date")
                .hint(t.units_until_hint());
            (
                format!("{action}/end"),
                CommandId::generate().to_string(),
                to,
            )
        }),
        action,
        errors,
    })
}
