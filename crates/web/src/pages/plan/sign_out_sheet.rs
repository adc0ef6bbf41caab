//! The sign-out sheet of the forms (回訪記錄簽收表): who visits signs for them, one or many at once.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};

use huiyin_app::Error;
use huiyin_app::planning::PlanLine;
use huiyin_app::visits::{Ink, TakeForms};
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{CommandId, Day, FollowUpId};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{ClauseTag, Crumb, Errors, Field, Frame, Head, Mark, NavCounts, Place, Sources};

/// The sign-out sheet; `/sign-out` is the way out of the program.
pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/sign-out-sheet", get(show).post(take))
}

#[derive(Template)]
#[template(path = "sign_out_sheet.html")]
struct SheetPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    required: bool,
    basis: Vec<ClauseTag>,
    mine: Vec<SheetForm>,
    out: Vec<SheetForm>,
    name: Field,
}

/// A form on the sheet.
struct SheetForm {
    id: String,
    href: String,
    unit: String,
    customer: String,
    what: String,
    due: Mark,
    last: Day,
    visitors: String,
    ticked: bool,
}

/// What was typed and refused.
#[derive(Default)]
struct Tried {
    refused: Option<Refused>,
    errors: Errors,
    command: Option<String>,
    ticked: Option<Vec<FollowUpId>>,
    name: String,
}

/// `GET /sign-out-sheet`
async fn show(at: SignedInAsker) -> Result<Response, Failure> {
    Ok(Page::new(page(&at, Tried::default()).await?).into_response())
}

/// `POST /sign-out-sheet`
async fn take(
    at: SignedInAsker,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let value = |name: &str| {
        let found = sent.iter().find(|(there, _)| there == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let follow_ups = super::ids(&sent)?;
    let command = value("command")
        .parse()
        .unwrap_or_else(|_| CommandId::generate());
    let input = TakeForms {
        follow_ups: follow_ups.clone(),
        signature: Ink {
            strokes: value("signature"),
            name: value("name"),
        },
    };
    let mut tried = Tried {
        command: Some(command.to_string()),
        ticked: Some(follow_ups),
        name: value("name"),
        ..Tried::default()
    };
    match at.app.take_forms(&at.asker, command, input).await {
        Ok(_) => return Ok(Redirect::to("/sign-out-sheet").into_response()),
        Err(Error::Invalid(wrong)) => tried.errors = Errors::of_fields(at.t, &wrong),
        Err(error) => {
            tried.refused = Some(at.refused(error)?);
            tried.command = None;
        }
    }
    Ok(Page::not_accepted(page(&at, tried).await?).into_response())
}

async fn page(at: &SignedInAsker, tried: Tried) -> Result<SheetPage, Failure> {
    let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
    let plan = at
        .app
        .plan(&at.asker, at.site.id(), at.today.month())
        .await?;
    let is_mine = |line: &&PlanLine| {
        let mut people = line.visitors.iter().map(|it| it.person);
        line.row.state == FollowUpState::Released
            && at.asker.person.is_some()
            && people.any(|it| it == at.asker.person)
    };
    let sign_out = &at.procedure().sign_out;
    let mut frame = at
        .frame(Some(Place::Plan), &NavCounts::default())
        .clauses(sources.cards(&sign_out.basis));
    if let Some(refused) = &tried.refused {
        frame = frame.clauses(refused.cards.clone());
    }
    let of = |line: &PlanLine| form(at, line, &tried);
    let name = Field::new("name", t.sheet_name())
        .hint(t.sheet_name_hint())
        .value(tried.name.as_str());
    Ok(SheetPage {
        t,
        frame,
        head: Head {
            crumbs: vec![
                Crumb::link("/plan", t.place_plan()),
                Crumb::here(t.sheet_title()),
            ],
            ..Head::new(t.sheet_title())
        },
        command: tried
            .command
            .clone()
            .unwrap_or_else(|| CommandId::generate().to_string()),
        required: sign_out.required,
        basis: sources.tags(&sign_out.basis),
        mine: plan.lines.iter().filter(is_mine).map(of).collect(),
        out: plan
            .lines
            .iter()
            .filter(|line| line.row.state == FollowUpState::Taken)
            .map(of)
            .collect(),
        name,
        refused: tried.refused,
        errors: tried.errors,
    })
}

fn form(at: &SignedInAsker, line: &PlanLine, tried: &Tried) -> SheetForm {
    let row = &line.row;
    let names = line
        .visitors
        .iter()
        .filter_map(|it| super::text(it.name.as_ref()));
    SheetForm {
        id: row.id.to_string(),
        href: format!("/follow-ups/{}", row.id),
        unit: row.unit.clone().unwrap_or_else(|| line.number.clone()),
        customer: super::text(row.customer.as_ref()).unwrap_or_default(),
        what: super::text(row.summary.as_ref()).unwrap_or_else(|| line.number.clone()),
        due: Mark::due(at.t, row.due, at.today),
        last: row.due,
        visitors: names.collect::<Vec<_>>().join(&at.t.list_comma()),
        ticked: tried
            .ticked
            .as_ref()
            .is_none_or(|ticked| ticked.contains(&row.id)),
    }
}
