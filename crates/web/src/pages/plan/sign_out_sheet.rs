//! The sign-out sheet of the forms (回訪記錄簽收表): who visits signs for them, one or many at once.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};

use huiyin_app::Error;
use huiyin_app::visits::{Ink, LeftForm, ReturnForm, SheetLine, TakeForms};
use huiyin_domain::{CommandId, Day, FollowUpId, Month, SignOutId};
use serde::Deserialize;

use crate::address::with_query;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::papers::{self, Ending, Maker};
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{
    Action, ClauseTag, Crumb, Errors, Field, Frame, Head, Mark, NavCounts, Pager, Place, Sources,
};

/// The sign-out sheet; `/sign-out` is the way out of the program.
pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/sign-out-sheet", get(show).post(take))
        .route("/sign-out-sheet.pdf", get(download))
        .route("/sign-out-sheet.xlsx", get(download))
        .route("/sign-out-sheet.csv", get(download))
        .route("/sign-out-sheet/{sign_out}/return", post(bring_back))
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
    out: Vec<OutLine>,
    left: Vec<LeftLine>,
    more: bool,
    month: Month,
    pager: Option<Pager>,
    name: Field,
    /// The day whose blank forms are printed.
    print_day: Field,
}

/// A form that was taken.
struct OutLine {
    href: String,
    unit: String,
    what: String,
    last: Day,
    taker: String,
    taken: String,
    returned: Option<String>,
    bring_back: Option<BringBack>,
}

/// A form that waits for too long to be taken.
struct LeftLine {
    href: String,
    unit: String,
    what: String,
    who: String,
    since: String,
}

/// The form that brings one back.
struct BringBack {
    action: String,
    command: String,
}

/// Which month of the sheet, and how far into it.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    month: String,
    page: u32,
}

/// What brings a form back, and the month of the sheet it was on.
#[derive(Deserialize)]
struct Returned {
    command: String,
    #[serde(default)]
    month: String,
}

/// A form on the sheet.
struct SheetForm {
    id: String,
    unit: String,
    customer: String,
    what: String,
    due: Mark,
    last: Day,
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
async fn show(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let part = (month_of(&at, &asked.month), asked.page);
    Ok(Page::new(page(&at, part, Tried::default()).await?).into_response())
}

/// `GET /sign-out-sheet.pdf?month=2026-11`, `.xlsx`, `.csv`
async fn download(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let month = month_of(&at, &asked.month);
    let (site, all) = (at.site.id(), u32::MAX);
    let lines = at.app.sign_outs_after(&at.asker, site, month, None, all);
    let paper = papers::sign_out_sheet(&Maker::of(&at), month, &lines.await?, at.today);
    let name = format!("sign-out-sheet-{}-{month}", at.site.code());
    papers::file(&at.app, &name, ending, [paper]).await
}

/// `POST /sign-out-sheet/{sign_out}/return`: back to the sheet.
async fn bring_back(
    at: SignedInAsker,
    Path(sign_out): Path<String>,
    Form(sent): Form<Returned>,
) -> Result<Response, Failure> {
    let sign_out: SignOutId = sign_out.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    let command = sent
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let part = (month_of(&at, &sent.month), 0);
    let input = ReturnForm { sign_out };
    match at.app.return_form(&at.asker, command, input).await {
        Ok(()) => Ok(Redirect::to(&address(part)).into_response()),
        Err(error) => {
            let tried = Tried {
                refused: Some(at.refused(error).await?),
                ..Tried::default()
            };
            let page = page(&at, part, tried).await?;
            let forbidden = page.refused.as_ref().is_some_and(|it| it.forbidden);
            Ok(Page::not_accepted(page)
                .forbidden(forbidden)
                .into_response())
        }
    }
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
            ..Ink::default()
        },
    };
    let about: Vec<_> = follow_ups.iter().map(|it| it.uuid()).collect();
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
            tried.refused = Some(at.refused_about(error, &about).await?);
            tried.command = None;
        }
    }
    let page = page(&at, (at.today.month(), 0), tried).await?;
    Ok(Page::not_accepted(page).into_response())
}

/// The month asked for; this one where it is none.
fn month_of(at: &SignedInAsker, text: &str) -> Month {
    text.parse().unwrap_or(at.today.month())
}

/// Where a part of the sheet is.
fn address((month, page): (Month, u32)) -> String {
    let (month, page) = (month.to_string(), page.to_string());
    with_query("/sign-out-sheet", &[("month", &month), ("page", &page)])
}

async fn page(
    at: &SignedInAsker,
    (month, number): (Month, u32),
    tried: Tried,
) -> Result<SheetPage, Failure> {
    let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
    let sheet = at
        .app
        .sign_out_sheet(&at.asker, at.site.id(), month, number)
        .await?;
    let sign_out = &at.procedure().sign_out;
    let mut frame = at
        .frame(Some(Place::Plan), &NavCounts::default())
        .clauses(sources.cards(&sign_out.basis));
    if let Some(refused) = &tried.refused {
        frame = frame.clauses(refused.cards.clone());
    }
    let name = Field::new("name", t.sheet_name())
        .hint(t.sheet_name_hint())
        .value(tried.name.as_str());
    let to = |month: Month| Action::new(format!("/sign-out-sheet?month={month}"), t.month(month));
    Ok(SheetPage {
        t,
        frame,
        head: Head::new(t.sheet_title())
            .crumbs([
                Crumb::link("/plan", t.place_plan()),
                Crumb::here(t.sheet_title()),
            ])
            .actions(
                [
                    to(month.plus(-1)),
                    to(month.plus(1)),
                    Action::new("/forms", t.paper_print()),
                ]
                .into_iter()
                .chain(Action::files(t, |ending| {
                    format!("/sign-out-sheet.{ending}?month={month}")
                })),
            ),
        command: tried
            .command
            .clone()
            .unwrap_or_else(|| CommandId::generate().to_string()),
        required: sign_out.required,
        basis: sources.tags(&sign_out.basis),
        mine: sheet
            .to_take
            .iter()
            .map(|it| form(at, it, &tried))
            .collect(),
        out: sheet.taken.iter().filter_map(|it| out(at, it)).collect(),
        left: sheet.left.iter().map(|it| left(at, it)).collect(),
        more: sheet.more_to_take,
        pager: (sheet.more_taken || number > 0).then(|| Pager {
            words: t.records_count(sheet.taken.len()),
            previous: number.checked_sub(1).map(|it| address((month, it))),
            next: sheet.more_taken.then(|| address((month, number + 1))),
        }),
        month,
        name,
        print_day: Field::new("day", t.paper_day())
            .kind("date")
            .value(at.today.to_string())
            .required(),
        refused: tried.refused,
        errors: tried.errors,
    })
}

fn left(at: &SignedInAsker, it: &LeftForm) -> LeftLine {
    let row = &it.row.row;
    LeftLine {
        href: format!("/follow-ups/{}", row.follow_up),
        unit: row.unit.clone().unwrap_or_else(|| it.number.clone()),
        what: super::lines::what(at.t, row.confidential, row.summary.as_ref(), || {
            it.number.clone()
        }),
        who: super::text(it.row.name.as_ref()).unwrap_or_default(),
        since: at.t.moment(at.site.zone().local(it.row.released_at)),
    }
}

fn form(at: &SignedInAsker, line: &SheetLine, tried: &Tried) -> SheetForm {
    let row = &line.row;
    SheetForm {
        id: row.follow_up.to_string(),
        unit: row.unit.clone().unwrap_or_else(|| line.number.clone()),
        customer: super::text(row.customer.as_ref()).unwrap_or_default(),
        what: super::lines::what(at.t, row.confidential, row.summary.as_ref(), || {
            line.number.clone()
        }),
        due: Mark::due(at.t, row.due, at.today),
        last: row.due,
        ticked: tried
            .ticked
            .as_ref()
            .is_none_or(|ticked| ticked.contains(&row.follow_up)),
    }
}

fn out(at: &SignedInAsker, line: &SheetLine) -> Option<OutLine> {
    let row = &line.row;
    let taken = row.taken.as_ref()?;
    let moment = |when| at.t.moment(at.site.zone().local(when));
    Some(OutLine {
        href: format!("/follow-ups/{}", row.follow_up),
        unit: row.unit.clone().unwrap_or_else(|| line.number.clone()),
        what: super::lines::what(at.t, row.confidential, row.summary.as_ref(), || {
            line.number.clone()
        }),
        last: row.due,
        taker: super::text(taken.name.as_ref()).unwrap_or_else(|| at.t.events_erased()),
        taken: moment(taken.taken_at),
        returned: taken.returned_at.map(moment),
        bring_back: line.may_return.then(|| BringBack {
            action: format!("/sign-out-sheet/{}/return", taken.sign_out),
            command: CommandId::generate().to_string(),
        }),
    })
}
