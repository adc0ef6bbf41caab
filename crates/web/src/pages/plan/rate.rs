//! The rate that a procedure leaves to the supervisor (其他), set with a reason before its cohort begins.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::planning::SetRate;
use huiyin_domain::{Category, CommandId};
use huiyin_rules::procedure::{Basis, Procedure};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{
    Choice, ClauseTag, Crumb, Errors, Field, Frame, Head, NavCounts, Place, Sources,
};

/// The rate of what the procedure leaves open.
pub(super) fn routes() -> Router<Shared> {
    Router::new().route("/plan/rate", get(show).post(set))
}

#[derive(Template)]
#[template(path = "rate.html")]
struct RatePage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    seen: String,
    sources: Vec<ClauseTag>,
    category: Choice,
    from: Field,
    rate: Field,
    why: Field,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    command: String,
    seen: String,
    category: String,
    from: String,
    rate: String,
    why: String,
}

/// The categories whose rate the procedure leaves to somebody.
pub(super) fn open_rates(procedure: &Procedure) -> impl Iterator<Item = (Category, &Basis)> {
    let rules = procedure.categories.iter();
    rules
        .filter(|rule| rule.rate.set_by.is_some())
        .map(|rule| (rule.id, &rule.rate.basis))
}

/// `GET /plan/rate`
async fn show(at: SignedInAsker) -> Result<Response, Failure> {
    let typed = Typed {
        seen: seen(&at).await?,
        command: CommandId::generate().to_string(),
        from: at.today.month().plus(1).to_string(),
        ..Typed::default()
    };
    Ok(Page::new(page(&at, &typed, (Errors::default(), None))).into_response())
}

/// `POST /plan/rate`: back to the plan.
async fn set(at: SignedInAsker, Form(mut typed): Form<Typed>) -> Result<Response, Failure> {
    let command = typed
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let wrong = match Category::of_id(&typed.category) {
        None => {
            let mut errors = Errors::default();
            errors.add("category", at.t.fault_missing());
            (errors, None)
        }
        Some(category) => {
            let input = SetRate {
                site: at.site.id(),
                category,
                from: typed.from.clone(),
                rate: typed.rate.clone(),
                why: typed.why.clone(),
            };
            let asker = at.having_seen(&typed.seen);
            match at.app.set_rate(&asker, command, input).await {
                Ok(()) => return Ok(Redirect::to("/plan").into_response()),
                Err(error @ Error::Conflict) => {
                    typed.seen = seen(&at).await?;
                    at.wrong(error).await?
                }
                Err(error) => at.wrong(error).await?,
            }
        }
    };
    let forbidden = wrong.1.as_ref().is_some_and(|it| it.forbidden);
    let page = Page::not_accepted(page(&at, &typed, wrong)).forbidden(forbidden);
    Ok(page.into_response())
}

/// How far the journal has come about the site, whose rates they are.
async fn seen(at: &SignedInAsker) -> Result<String, Failure> {
    at.seen(&[at.site.id().uuid()]).await
}

fn page(
    at: &SignedInAsker,
    typed: &Typed,
    (errors, refused): (Errors, Option<Refused>),
) -> RatePage {
    let t = at.t;
    let sources = Sources::new(at.procedure(), t.lang());
    let open: Vec<(Category, &Basis)> = open_rates(at.procedure()).collect();
    let cards: Vec<_> = open
        .iter()
        .flat_map(|(_, basis)| sources.cards(basis))
        .collect();
    RatePage {
        t,
        frame: at
            .frame(Some(Place::Plan), &NavCounts::default())
            .clauses(cards)
            .clauses(refused.iter().flat_map(|it| it.cards.clone())),
        head: Head::new(t.rate_title()).crumbs([
            Crumb::link("/plan", t.place_plan()),
            Crumb::here(t.rate_title()),
        ]),
        command: typed.command.clone(),
        seen: typed.seen.clone(),
        sources: open
            .iter()
            .flat_map(|(_, basis)| sources.tags(basis))
            .collect(),
        category: Choice::new("category", t.events_category())
            .options(
                open.iter().map(|(it, _)| (it.id(), it.title(t.lang()))),
                &typed.category,
            )
            .required()
            .check(&errors),
        from: Field::new("from", t.rate_from())
            .kind("month")
            .value(&typed.from)
            .required()
            .check(&errors),
        rate: Field::new("rate", t.rate_rate())
            .value(&typed.rate)
            .hint(t.rate_rate_hint())
            .required()
            .check(&errors),
        why: Field::new("why", t.events_why())
            .value(&typed.why)
            .required()
            .check(&errors),
        refused,
        errors,
    }
}
