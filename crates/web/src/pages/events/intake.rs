//! The intake of an event, and its correction: one form.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::events::{CorrectEvent, EventPage, RegisterEvent, ReportForm};
use huiyin_domain::entry::Source;
use huiyin_domain::{CommandId, UnitId};

use super::form::{Fields, Typed};
use super::households::{Found, Home, home};
use super::{command, id, time};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::complaints::{Grade, Offer};
use crate::texts::Texts;
use crate::view::{Crumb, Errors, Field, Frame, Head, NavCounts, Place, Sources};

/// What the intake is asked with: what was searched for, or the household that was chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    unit: String,
    person: String,
    words: String,
}

#[derive(Template)]
#[template(path = "events/form.html")]
struct FormPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    action: String,
    correcting: bool,
    /// The search, while no household is chosen.
    search: Option<Field>,
    found: Found,
    /// The household that was chosen.
    household: Option<Home>,
    typed: Typed,
    fields: Fields,
    /// What may be the same complaint.
    offer: Offer,
    /// How grave it is proposed to be.
    grade: Option<Grade>,
}

/// `GET /events/new`
pub(super) async fn new(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let typed = Typed {
        command: CommandId::generate().to_string(),
        unit: asked.unit.clone(),
        person: asked.person.clone(),
        ..Typed::default()
    };
    let page = intake(&at, &typed, &asked, (Errors::default(), None)).await?;
    Ok(Page::new(page).into_response())
}

/// `POST /events`: the event that was registered.
pub(super) async fn register(
    at: SignedInAsker,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let reports = match typed.department.parse() {
        Ok(department) => vec![ReportForm {
            department: Some(department),
            ..ReportForm::default()
        }],
        Err(_) => Vec::new(),
    };
    let offer = Offer::of(&at, &typed).await?;
    let grade = Grade::of(&at, &typed).await?;
    let is_undecided = grade.is_some_and(|grade| grade.is_undecided(&typed));
    if is_undecided || !offer.was_seen(&typed.seen) {
        return intake_again(&at, &typed, (Errors::default(), None)).await;
    }
    let input = RegisterEvent {
        site: at.site.id(),
        event_id: String::new(),
        source: Source::Form,
        content: typed.content(),
        words: typed.words(),
        reports,
        completed_at: time(&typed.completed_at),
    };
    let registered = at
        .app
        .register_event(&at.asker, command(&typed.command)?, input);
    let wrong = match registered.await {
        Ok(registered) => {
            let page = at.app.event(&at.asker, registered.event).await;
            // Who told of a confidential complaint need not be one who sees it.
            let address = match page {
                Err(Error::Forbidden { .. }) => "/events".to_owned(),
                _ => format!("/events/{}", registered.event),
            };
            return Ok(Redirect::to(&address).into_response());
        }
        Err(Error::Invalid(wrong)) => (Errors::of_fields(at.t, &wrong), None),
        Err(error) => (Errors::default(), Some(at.refused(error).await?)),
    };
    intake_again(&at, &typed, wrong).await
}

/// The form with what was typed, and what stands in the way of saving it.
pub(in crate::pages) async fn intake_again(
    at: &SignedInAsker,
    typed: &Typed,
    wrong: (Errors, Option<Refused>),
) -> Result<Response, Failure> {
    let asked = Asked {
        words: "1".to_owned(),
        ..Asked::default()
    };
    let forbidden = wrong.1.as_ref().is_some_and(|it| it.forbidden);
    let page = intake(at, typed, &asked, wrong).await?;
    Ok(Page::not_accepted(page)
        .forbidden(forbidden)
        .into_response())
}

async fn intake(
    at: &SignedInAsker,
    typed: &Typed,
    asked: &Asked,
    (errors, refused): (Errors, Option<Refused>),
) -> Result<FormPage, Failure> {
    let t = at.t;
    let household = match typed.unit.parse::<UnitId>() {
        Ok(unit) => Some(home(at, &at.app.household(&at.asker, unit).await?)),
        Err(_) => None,
    };
    let search = household.is_none().then(|| {
        Field::new("q", t.events_household())
            .kind("search")
            .value(&asked.q)
            .key('H')
    });
    let choices = at.app.event_choices(&at.asker, at.site.id()).await?;
    let offer = Offer::of(at, typed).await?;
    let basis = &at.procedure().same_complaint.basis;
    let sources = Sources::new(at.procedure(), t.lang());
    let grading = at.procedure().grading.iter().map(|it| &it.basis);
    let advice = grading.chain([basis]).flat_map(|it| sources.cards(it));
    Ok(FormPage {
        t,
        frame: frame(at, refused.as_ref()).clauses(advice),
        offer,
        grade: Grade::of(at, typed).await?,
        head: Head::new(t.events_new()).crumbs([
            Crumb::link("/events", t.place_events()),
            Crumb::here(t.events_new()),
        ]),
        action: "/events".to_owned(),
        correcting: false,
        search,
        found: Found::of(at, &asked.q).await?,
        household,
        fields: Fields {
            more_open: !asked.words.is_empty(),
            ..typed.fields(at, &choices, &errors, false)
        },
        typed: typed.clone(),
        refused,
        errors,
    })
}

fn frame(at: &SignedInAsker, refused: Option<&Refused>) -> Frame {
    at.frame(Some(Place::Events), &NavCounts::default())
        .clauses(refused.into_iter().flat_map(|it| it.cards.clone()))
}

/// `GET /events/{event}/correction`
pub(super) async fn correction(
    at: SignedInAsker,
    Path(event): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.event(&at.asker, id(&event)?).await?;
    let form = correcting(
        &at,
        &page,
        &Typed::of(at.t, &page),
        (Errors::default(), None),
    )
    .await?;
    Ok(Page::new(form).into_response())
}

/// `POST /events/{event}/correction`: back to the event.
pub(super) async fn correct(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let input = CorrectEvent {
        event,
        version: typed
            .version
            .parse()
            .map_err(|_| Failure::new(Kind::Unreadable))?,
        why: typed.why.clone(),
        content: typed.content(),
        words: Some(typed.words()),
        completed_at: time(&typed.completed_at),
    };
    let corrected = at
        .app
        .correct_event(&at.asker, command(&typed.command)?, input);
    let wrong = match corrected.await {
        Ok(()) => return Ok(Redirect::to(&format!("/events/{event}")).into_response()),
        Err(Error::Invalid(wrong)) => (Errors::of_fields(at.t, &wrong), None),
        Err(error) => (Errors::default(), Some(at.refused(error).await?)),
    };
    let page = at.app.event(&at.asker, event).await?;
    // Who saw an older version sends the next try against the one that stands now.
    let typed = Typed {
        version: page.row.version.to_string(),
        command: CommandId::generate().to_string(),
        ..typed
    };
    let form = correcting(&at, &page, &typed, wrong).await?;
    Ok(Page::not_accepted(form).into_response())
}

async fn correcting(
    at: &SignedInAsker,
    page: &EventPage,
    typed: &Typed,
    (errors, refused): (Errors, Option<Refused>),
) -> Result<FormPage, Failure> {
    let t = at.t;
    let address = format!("/events/{}", page.row.id);
    let choices = at.app.event_choices(&at.asker, at.site.id()).await?;
    Ok(FormPage {
        t,
        frame: frame(at, refused.as_ref()),
        head: Head::new(t.events_correct()).crumbs([
            Crumb::link("/events", t.place_events()),
            Crumb::link(address.as_str(), page.number.as_str()),
            Crumb::here(t.events_correct()),
        ]),
        action: format!("{address}/correction"),
        correcting: true,
        offer: Offer::default(),
        grade: None,
        search: None,
        found: Found::of(at, "").await?,
        household: None,
        fields: typed.fields(at, &choices, &errors, true),
        typed: typed.clone(),
        refused,
        errors,
    })
}
