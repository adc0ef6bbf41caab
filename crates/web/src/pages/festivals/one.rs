//! The list of a festival: choosing households, and its release.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Result as AppResult;
use huiyin_app::festivals::{
    CopyHouseholds, FestivalHousehold, FestivalOf, FestivalPage, FestivalState, HouseholdInput,
    ListHouseholds, ReleaseFestival, StrikeHousehold,
};
use huiyin_domain::{CommandId, Personal};

use super::{of, path, state, window};
use crate::at_work::SignedInAsker;
use crate::csv;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::pages::choosing::{self, Home};
use crate::pages::events::{command, id};
use crate::texts::Texts;
use crate::view::{
    Action, ClauseTag, Crumb, Errors, Field, Frame, Head, Mark, NavCounts, Pager, Place, Sources,
};

/// Households on a page.
const LINES: u32 = 50;

#[derive(Template)]
#[template(path = "festivals/one.html")]
struct OnePage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    here: String,
    state: Mark,
    line: String,
    sources: Vec<ClauseTag>,
    listed: u64,
    /// How many were on the list the year before, where they can be taken over.
    before: u64,
    /// Who released it and when, and the list of the event.
    release: Option<(String, String)>,
    visited: Option<String>,
    lines: Vec<Line>,
    pager: Option<Pager>,
    may: May,
    outside_id: String,
    q: Field,
    found: Vec<Home>,
    unit: Field,
    note: Field,
}

/// What the reader may do with the list now.
struct May {
    list: bool,
    release: bool,
    import: bool,
}

/// A household on the list.
struct Line {
    number: u32,
    unit: String,
    name: String,
    phone: String,
    note: String,
}

/// What stands in the address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    after: u32,
    q: String,
}

/// What the forms of the page send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    unit_id: String,
    person: String,
    unit: String,
    note: String,
    number: u32,
    households: usize,
    q: String,
}

/// `GET /festivals/{festival}/{year}?after=50&q=3-12`
pub(super) async fn show(
    at: SignedInAsker,
    Path(path): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let of = of(&at, path)?;
    let wrong = (Errors::default(), None);
    let page = page(&at, &of, (&asked, &Typed::default()), wrong).await?;
    Ok(Page::new(page).into_response())
}

/// `POST /festivals/{festival}/{year}/households`: one household.
pub(super) async fn list_households(
    at: SignedInAsker,
    Path(path): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let of = of(&at, path)?;
    let household = HouseholdInput {
        unit: chosen(&typed.unit_id)?,
        unit_words: typed.unit.clone(),
        person: chosen(&typed.person)?,
        note: Personal::new(typed.note.clone()),
    };
    let input = ListHouseholds {
        of: of.clone(),
        households: vec![household],
    };
    let command = command(&typed.command)?;
    let done = at.app.list_households(&at.asker, command, input).await;
    answer(&at, &of, &typed, done).await
}

/// `POST /festivals/{festival}/{year}/copy`: those of the year before.
pub(super) async fn copy(
    at: SignedInAsker,
    Path(path): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let of = of(&at, path)?;
    let input = CopyHouseholds { of: of.clone() };
    let command = command(&typed.command)?;
    let done = at.app.copy_households(&at.asker, command, input).await;
    answer(&at, &of, &typed, done.map(|_| ())).await
}

/// `POST /festivals/{festival}/{year}/strike`: one is taken off.
pub(super) async fn strike(
    at: SignedInAsker,
    Path(path): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let of = of(&at, path)?;
    let input = StrikeHousehold {
        of: of.clone(),
        number: typed.number,
    };
    let command = command(&typed.command)?;
    let done = at.app.strike_household(&at.asker, command, input).await;
    answer(&at, &of, &typed, done).await
}

/// `POST /festivals/{festival}/{year}/release`: to the list of the event.
pub(super) async fn release(
    at: SignedInAsker,
    Path(path): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let of = of(&at, path)?;
    let input = ReleaseFestival {
        of: of.clone(),
        households: typed.households,
    };
    let command = command(&typed.command)?;
    match at.app.release_festival(&at.asker, command, input).await {
        Ok(done) => Ok(Redirect::to(&format!("/events/{}/list", done.event)).into_response()),
        Err(error) => answer(&at, &of, &typed, Err(error)).await,
    }
}

/// `GET /festivals/{festival}/{year}/sheet.csv`: an empty sheet that the import understands.
pub(super) async fn sheet(
    at: SignedInAsker,
    Path(path): Path<(String, String)>,
) -> Result<Response, Failure> {
    let page = at.app.festival(&at.asker, &of(&at, path)?, 0).await?;
    let lines = [
        csv::line(["event_id", "unit", "customer", "phone"]),
        csv::line([page.outside_id.as_str(), "", "", ""]),
    ];
    Ok(csv::file(&format!("{}.csv", page.outside_id), &lines))
}

fn chosen<T: std::str::FromStr>(typed: &str) -> Result<Option<T>, Failure> {
    (!typed.is_empty()).then(|| id(typed)).transpose()
}

/// Back to the list; or the list with what stands in the way, and what was typed.
async fn answer(
    at: &SignedInAsker,
    of: &FestivalOf,
    typed: &Typed,
    done: AppResult<()>,
) -> Result<Response, Failure> {
    let wrong = match done {
        Ok(()) => return Ok(Redirect::to(&path(of)).into_response()),
        Err(error) => at.wrong(error).await?,
    };
    let forbidden = wrong.1.as_ref().is_some_and(|it| it.forbidden);
    let asked = Asked {
        after: 0,
        q: typed.q.clone(),
    };
    let page = page(at, of, (&asked, typed), wrong).await?;
    let page = Page::not_accepted(page);
    Ok(page.forbidden(forbidden).into_response())
}

async fn page(
    at: &SignedInAsker,
    of: &FestivalOf,
    (asked, typed): (&Asked, &Typed),
    wrong: (Errors, Option<Refused>),
) -> Result<OnePage, Failure> {
    let page = at.app.festival(&at.asker, of, asked.after).await?;
    let found = choosing::found(at, &asked.q).await?;
    Ok(OnePage::new(at, &page, (asked, typed), (found, wrong)))
}

impl OnePage {
    fn new(
        at: &SignedInAsker,
        page: &FestivalPage,
        (asked, typed): (&Asked, &Typed),
        (found, (errors, refused)): (Vec<Home>, (Errors, Option<Refused>)),
    ) -> Self {
        let (t, entry) = (at.t, &page.entry);
        let here = path(&entry.of);
        let sources = Sources::new(at.procedure(), t.lang());
        let open = matches!(
            entry.state,
            FestivalState::NoList | FestivalState::Making(_)
        );
        let title = format!("{} {}", entry.title.get(t.lang()), entry.of.year);
        let can_switch = page.all.may_release && (open || entry.state == FestivalState::Off);
        let words = match entry.state {
            FestivalState::Off => t.festivals_on(),
            _ => t.festivals_off(),
        };
        let switch = Action::new(format!("{here}/switch"), words);
        let cards = refused.iter().flat_map(|it| it.cards.clone());
        Self {
            t,
            frame: at
                .frame(Some(Place::Festivals), &NavCounts::default())
                .clauses(sources.cards(&page.all.basis))
                .clauses(cards),
            head: Head::new(title.clone())
                .crumbs([
                    Crumb::link("/festivals", t.place_festivals()),
                    Crumb::here(title),
                ])
                .actions(can_switch.then_some(switch).into_iter().collect::<Vec<_>>()),
            command: CommandId::generate().to_string(),
            state: state(at, entry),
            line: t.festivals_line(t.date(entry.day), window(t, entry)),
            sources: sources.tags(&page.all.basis),
            listed: page.listed,
            before: if open && page.all.may_list {
                page.before
            } else {
                0
            },
            release: page.release.as_ref().map(|it| {
                let name = it.name.as_ref().map(|name| name.reveal().clone());
                let name = name.unwrap_or_else(|| t.events_erased());
                let when = t.moment(at.site.zone().local(it.released_at));
                (
                    t.festivals_released_by(name, when),
                    format!("/events/{}/list", it.event),
                )
            }),
            visited: match entry.state {
                FestivalState::Released { counts, .. } => {
                    Some(t.festivals_visited(counts.done, counts.owed))
                }
                _ => None,
            },
            lines: page.households.iter().map(|it| line(t, it)).collect(),
            pager: pager(t, page, &here, asked.after),
            may: May {
                list: open && page.all.may_list,
                release: open && page.all.may_release && page.listed > 0,
                import: open && page.all.may_list && page.may_import,
            },
            outside_id: page.outside_id.clone(),
            q: Field::new("q", t.lists_search())
                .kind("search")
                .hint(t.lists_search_hint())
                .value(&asked.q),
            found,
            unit: Field::new("unit", t.desk_unit())
                .value(&typed.unit)
                .check(&errors),
            note: Field::new("note", t.festivals_note())
                .hint(t.festivals_note_hint())
                .value(&typed.note)
                .check(&errors),
            here,
            refused,
            errors,
        }
    }
}

fn line(t: Texts, it: &FestivalHousehold) -> Line {
    let row = &it.row;
    Line {
        number: row.number,
        unit: row.unit.clone().unwrap_or_default(),
        name: match (&row.name, row.person) {
            (Some(name), _) => name.reveal().clone(),
            (None, Some(_)) => t.events_erased(),
            (None, None) => String::new(),
        },
        phone: it.phone_masked.clone().unwrap_or_default(),
        note: row
            .note
            .as_ref()
            .map_or_else(String::new, |it| it.reveal().clone()),
    }
}

/// Numbers have gaps where somebody was taken off, so there is a way to the first page and to the next.
fn pager(t: Texts, page: &FestivalPage, here: &str, after: u32) -> Option<Pager> {
    if after == 0 && page.next.is_none() {
        return None;
    }
    Some(Pager {
        words: t.festivals_households(page.listed),
        previous: (after > 0).then(|| format!("{here}?after={}", after.saturating_sub(LINES))),
        next: page.next.map(|next| format!("{here}?after={next}")),
    })
}
