//! The close of a month: first what is missing, then the signature.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::statistics::{CloseMonth, Statistics};
use huiyin_domain::{CommandId, Month};

use super::asked::{Asked, Shown};
use super::{Line, missing};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{ClauseTag, Crumb, Errors, Frame, Head, NavCounts, Place, Sources};

#[derive(Template)]
#[template(path = "statistics_close.html")]
struct ClosePage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    sources: Vec<ClauseTag>,
    month: Month,
    command: String,
    missing: Vec<Line>,
    seen_missing: u64,
    may_close: bool,
    /// Why it cannot be closed, or who does it.
    instead: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Typed {
    command: String,
    month: String,
    seen_missing: u64,
}

/// `GET /statistics/close?month=2026-10`
pub(super) async fn show(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let shown = Shown::of(&at, &asked, &mut Errors::default())?;
    let page = page(&at, &shown, CommandId::generate().to_string(), None).await?;
    Ok(Page::new(page).into_response())
}

/// `POST /statistics/close`: the figures are frozen as they stand.
pub(super) async fn close(
    at: SignedInAsker,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let unreadable = || Failure::new(Kind::Unreadable);
    let command = typed.command.parse().map_err(|_| unreadable())?;
    let month: Month = typed.month.parse().map_err(|_| unreadable())?;
    let input = CloseMonth {
        site: at.site.id(),
        month,
        seen_missing: typed.seen_missing,
    };
    match at.app.close_month(&at.asker, command, input).await {
        Ok(_) => Ok(Redirect::to(&format!("/statistics?month={month}")).into_response()),
        Err(error @ (Error::Refused { .. } | Error::Conflict)) => {
            let refused = at.refused(error).await?;
            let asked = Asked {
                month: typed.month,
                ..Asked::default()
            };
            let shown = Shown::of(&at, &asked, &mut Errors::default())?;
            let command = CommandId::generate().to_string();
            let page = page(&at, &shown, command, Some(refused)).await?;
            Ok(Page::not_accepted(page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(
    at: &SignedInAsker,
    shown: &Shown,
    command: String,
    refused: Option<Refused>,
) -> Result<ClosePage, Failure> {
    let t = at.t;
    let statistics = at
        .app
        .statistics(&at.asker, at.site.id(), shown.month, None)
        .await?;
    let sources = Sources::new(at.procedure(), t.lang());
    let basis = &at.procedure().statistics.basis;
    let mut cards = sources.cards(basis);
    cards.extend(refused.iter().flat_map(|it| it.cards.clone()));
    let back = format!("/statistics?month={}", shown.month);
    let title = t.statistics_close_title(t.month_of_year(shown.month));
    Ok(ClosePage {
        t,
        frame: at
            .frame(Some(Place::Statistics), &NavCounts::default())
            .clauses(cards),
        head: Head::new(title.clone()).crumbs([
            Crumb::link(back, t.statistics_title(t.month_of_year(shown.month))),
            Crumb::here(title),
        ]),
        refused,
        sources: sources.tags(basis),
        month: shown.month,
        command,
        seen_missing: statistics.missing().total,
        missing: missing(t, shown, &statistics),
        may_close: statistics.may_close,
        instead: instead(at, &statistics),
    })
}

fn instead(at: &SignedInAsker, statistics: &Statistics) -> String {
    let t = at.t;
    if statistics.closed.is_some() {
        return t.refusal_month_closed();
    }
    if statistics.running {
        return t.refusal_month_running();
    }
    let post = post_title(at.procedure(), &at.procedure().statistics.by, t);
    t.refusal_forbidden(post)
}
