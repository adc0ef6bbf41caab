//! The clock of a demo: on by a step, or to a moment. Nowhere else is there such a page.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use huiyin_app::demo::{ClockStep, MoveClock};
use huiyin_app::{Error, Fault};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Errors, Field, Frame, Head, NavCounts};

/// The page of the clock.
pub(crate) fn routes() -> Router<Shared> {
    Router::new().route("/demo/clock", get(show).post(put_on))
}

#[derive(Template)]
#[template(path = "demo_clock.html")]
struct ClockPage {
    t: Texts,
    frame: Frame,
    head: Head,
    now: String,
    steps: Vec<(&'static str, String)>,
    refused: Option<Refused>,
    errors: Errors,
    to: Field,
}

/// What the form sends: a step, or a moment.
#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    step: String,
    #[serde(default)]
    to: String,
}

/// `GET /demo/clock`
async fn show(at: SignedInAsker) -> Result<Response, Failure> {
    at.app.check_demo().await?;
    Ok(Page::new(page(&at, "", Errors::default())).into_response())
}

/// `POST /demo/clock`
async fn put_on(at: SignedInAsker, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    at.app.check_demo().await?;
    let input = MoveClock {
        site: at.site.id(),
        step: ClockStep::of_id(&typed.step),
        to: typed.to.clone(),
    };
    match at.app.move_clock(&at.asker, &input).await {
        Ok(()) => Ok(Redirect::to("/demo/clock").into_response()),
        Err(Error::Invalid(wrong)) => {
            let mut errors = Errors::default();
            if wrong
                .iter()
                .any(|it| matches!(it.fault, Fault::Before { .. }))
            {
                errors.add("to", at.t.demo_clock_not_back());
            } else {
                errors = Errors::of_fields(at.t, &wrong);
            }
            Ok(Page::not_accepted(page(&at, &typed.to, errors)).into_response())
        }
        Err(error) => {
            let refused = at.refused(error).await?;
            let page = page(&at, &typed.to, Errors::default());
            Ok(Page::not_accepted(ClockPage {
                frame: page.frame.clauses(refused.cards.clone()),
                refused: Some(refused),
                ..page
            })
            .into_response())
        }
    }
}

fn page(at: &SignedInAsker, typed: &str, errors: Errors) -> ClockPage {
    let t = at.t;
    let now = at.site.zone().local(at.app.clock().now());
    let step = |step: ClockStep| {
        let words = match step {
            ClockStep::Hour => t.demo_clock_hour(),
            ClockStep::Day => t.demo_clock_day(),
            ClockStep::Week => t.demo_clock_week(),
        };
        (step.id(), words)
    };
    ClockPage {
        t,
        frame: at.frame(None, &NavCounts::default()),
        head: Head::new(t.demo_clock_title()),
        now: t.moment(now),
        refused: None,
        steps: ClockStep::ALL.into_iter().map(step).collect(),
        to: Field::new("to", t.demo_clock_to())
            .value(typed)
            .hint(t.demo_clock_to_hint())
            .required()
            .check(&errors),
        errors,
    }
}
