//! What is kept beyond its time, and from erasure.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::privacy::{HeldSort, Hold, HoldsPage as Holds, LiftHold, PlaceHold};
use huiyin_domain::HoldId;
use huiyin_domain::entry::facts::HeldThing;

use super::{command, id, name};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::form_page::FormPage;
use crate::texts::Texts;
use crate::view::{Crumb, Errors, Field, Frame, Head, Mark, MarkKind, NavCounts, Place};

#[derive(Template)]
#[template(path = "privacy/holds.html")]
struct ListView {
    t: Texts,
    frame: Frame,
    head: Head,
    holds: Vec<Line>,
    batches: Vec<(String, String)>,
}

/// A hold, as a row.
struct Line {
    href: String,
    mark: Mark,
    sort: String,
    what: String,
    why: String,
    until: String,
    by: String,
    /// Where it is lifted.
    lift: Option<String>,
}

/// What a form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    until: String,
    why: String,
}

/// `GET /holds`
pub(super) async fn list(at: SignedInAsker) -> Result<Response, Failure> {
    let page = at.app.holds(&at.asker, at.site.id()).await?;
    let t = at.t;
    let view = ListView {
        t,
        frame: at.frame(Some(Place::Archive), &NavCounts::default()),
        head: Head::new(t.privacy_holds()).crumbs([
            Crumb::link("/archive", t.place_archive()),
            Crumb::here(t.privacy_holds()),
        ]),
        holds: page.holds.iter().map(|it| line(&at, &page, it)).collect(),
        batches: page
            .batches
            .iter()
            .map(|(batch, month)| {
                let words = t.archive_batch(t.month(*month));
                (format!("/archive/{batch}"), words)
            })
            .collect(),
    };
    Ok(Page::new(view).into_response())
}

fn line(at: &SignedInAsker, page: &Holds, (number, hold): &(Option<String>, Hold)) -> Line {
    let t = at.t;
    let is_over = hold.until.is_some_and(|until| until < page.today);
    let (sort, href) = match hold.on {
        HeldSort::Person => (t.privacy_hold_person(), "residents"),
        HeldSort::Event => (t.privacy_hold_event(), "events"),
        HeldSort::Record => (t.privacy_hold_record(), "records"),
    };
    let why = hold.why.as_ref().map(|it| it.reveal().clone());
    let lifted = hold.lifted.as_ref();
    let lifted_why = lifted.and_then(|(_, _, why)| why.as_ref());
    let why = [why, lifted_why.map(|it| it.reveal().clone())];
    Line {
        href: format!("/{href}/{}", hold.target),
        mark: match (lifted, is_over) {
            (Some(_), _) => Mark::new(MarkKind::Exempt, t.privacy_hold_lifted()),
            (None, true) => Mark::new(MarkKind::Exempt, t.privacy_hold_over()),
            (None, false) => Mark::new(MarkKind::Review, t.privacy_hold_in_force()),
        },
        sort,
        what: match hold.on {
            HeldSort::Person => name(t, hold.name.as_ref()),
            _ => number.clone().unwrap_or_default(),
        },
        why: why.into_iter().flatten().collect::<Vec<_>>().join("・"),
        until: hold
            .until
            .map_or_else(|| t.privacy_hold_no_end(), |day| t.date(day)),
        by: format!(
            "{}・{}",
            name(t, hold.placed_by.as_ref()),
            t.moment(at.site.zone().local(hold.placed_at))
        ),
        lift: (page.may && lifted.is_none()).then(|| format!("/holds/{}", hold.id)),
    }
}

fn thing(kind: &str, thing: &str) -> Result<HeldThing, Failure> {
    Ok(match kind {
        "person" => HeldThing::Person(id(thing)?),
        "event" => HeldThing::Event(id(thing)?),
        "record" => HeldThing::Record(id(thing)?),
        _ => return Err(Failure::new(Kind::NotFound)),
    })
}

/// `GET /holds/on/{kind}/{thing}`
pub(super) async fn new(
    at: SignedInAsker,
    Path((kind, of)): Path<(String, String)>,
) -> Result<Response, Failure> {
    at.app.check_hold(&at.asker, thing(&kind, &of)?).await?;
    let here = format!("/holds/on/{kind}/{of}");
    Ok(page(
        &at,
        &here,
        true,
        &Typed::default(),
        (Errors::default(), None),
    ))
}

/// `POST /holds/on/{kind}/{thing}`: to the list of holds.
pub(super) async fn place(
    at: SignedInAsker,
    Path((kind, of)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let input = PlaceHold {
        on: thing(&kind, &of)?,
        until: typed.until.clone(),
        why: typed.why.clone(),
    };
    let command = command(&typed.command)?;
    let Err(error) = at.app.place_hold(&at.asker, command, input).await else {
        return Ok(Redirect::to("/holds").into_response());
    };
    let wrong = at.wrong(error).await?;
    let here = format!("/holds/on/{kind}/{of}");
    Ok(page(&at, &here, true, &typed, wrong))
}

/// `GET /holds/{hold}`
pub(super) async fn show(at: SignedInAsker, Path(hold): Path<String>) -> Result<Response, Failure> {
    let hold: HoldId = id(&hold)?;
    at.app.check_lift(&at.asker, hold).await?;
    let here = format!("/holds/{hold}");
    Ok(page(
        &at,
        &here,
        false,
        &Typed::default(),
        (Errors::default(), None),
    ))
}

/// `POST /holds/{hold}`: to the list of holds.
pub(super) async fn lift(
    at: SignedInAsker,
    Path(hold): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let hold = id(&hold)?;
    let input = LiftHold {
        hold,
        why: typed.why.clone(),
    };
    let command = command(&typed.command)?;
    let error = match at.app.lift_hold(&at.asker, command, input).await {
        Ok(()) => return Ok(Redirect::to("/holds").into_response()),
        Err(error) => error,
    };
    let wrong = at.wrong(error).await?;
    Ok(page(&at, &format!("/holds/{hold}"), false, &typed, wrong))
}

fn page(
    at: &SignedInAsker,
    here: &str,
    places: bool,
    typed: &Typed,
    wrong: (Errors, Option<Refused>),
) -> Response {
    let t = at.t;
    let title = if places {
        t.privacy_hold_place()
    } else {
        t.privacy_hold_lift()
    };
    let head = Head::new(title.as_str()).crumbs([
        Crumb::link("/holds", t.privacy_holds()),
        Crumb::here(title.as_str()),
    ]);
    let until = Field::new("until", t.privacy_hold_until())
        .kind("date")
        .hint(t.privacy_hold_until_hint())
        .value(typed.until.as_str());
    let fields = if places { vec![until] } else { Vec::new() };
    let why = Field::new("why", t.privacy_hold_why())
        .value(typed.why.as_str())
        .required();
    FormPage::new(at, Place::Archive, head, here)
        .line(t.privacy_holds_line())
        .command(&typed.command)
        .back("/holds")
        .fields(Vec::new(), fields)
        .areas(vec![why])
        .answer(wrong)
}
