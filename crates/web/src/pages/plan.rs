//! The plan of a month: why each follow-up is in it, who visits, what is to be released, and what is not followed up.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::letters::LetterOffer;
use huiyin_app::planning::{PlanLine, PlanPage as Plan, ReleasePlan};
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{CommandId, FollowUpId, Month, Personal};

use self::lines::{Exempt, Line, NotLine, cited, exempt, has_visitors, is_over, line, not_line};
use self::order::Order;
use self::together::HouseholdForm;
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::public_letters;
use crate::papers::{self, Ending, Maker};
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, ClauseTag, Errors, Frame, Head, NavCounts, Pager, Place, Sources};

mod lines;
mod order;
mod rate;
mod sign_out_sheet;
mod together;

/// The pages of the plan.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/plan", get(show))
        .route("/plan.pdf", get(download))
        .route("/plan.xlsx", get(download))
        .route("/plan.csv", get(download))
        .route("/plan/release", post(release))
        .merge(together::routes())
        .merge(sign_out_sheet::routes())
        .merge(rate::routes())
}

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    month: Month,
    by: Order,
    orders: Vec<(String, String, bool)>,
    counts: Counts,
    to_release: Vec<Group>,
    listed: usize,
    releasable: usize,
    may_plan: bool,
    others: Vec<Group>,
    pager: Option<Pager>,
    households: Vec<HouseholdForm>,
    /// How far the journal has come about what is offered as one visit.
    seen: String,
    exempt: Vec<Exempt>,
    not_planned: Vec<NotLine>,
    loads: Vec<(String, u32)>,
    key: Option<KeyLine>,
    basis: Vec<ClauseTag>,
    sheet: bool,
    /// Matters that many share, and where a letter about each is drafted.
    letters: Vec<(String, String)>,
}

/// The line of state under the title.
struct Counts {
    planned: usize,
    waiting: usize,
    not_planned: usize,
}

/// The key of the month's draws.
struct KeyLine {
    sha256: String,
    committed: String,
    revealed: Option<String>,
}

/// Lines under one heading.
struct Group {
    /// What they have in common; none where the whole table has one order.
    title: Option<String>,
    /// Where their blank forms are printed, where they are those of a day or of a person.
    forms: Option<String>,
    lines: Vec<Line>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    month: String,
    by: String,
    page: usize,
}

/// What of the month is typed or was refused.
#[derive(Default)]
struct Tried {
    refused: Option<Refused>,
    errors: Errors,
    command: Option<String>,
    ticked: Option<Vec<FollowUpId>>,
    by: Order,
    page: usize,
}

/// How many of the released follow-ups stand on a page.
const ON_A_PAGE: usize = 50;

/// How many of those that wait are listed, the first due first: no more than one release takes.
const AT_ONCE: usize = 200;

/// `GET /plan?month=YYYY-MM&by=day`
async fn show(at: SignedInAsker, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let month = month_of(&at, &asked.month)?;
    let (plan, seen) = read(&at, month).await?;
    let part = Tried {
        by: Order::of_id(&asked.by),
        page: asked.page,
        ..Tried::default()
    };
    let mut page = PlanPage::new(&at, &plan, (part, &seen));
    if at.procedure().public_letter.is_some() {
        let letters = at.app.public_letters(&at.asker, at.site.id()).await?;
        page.letters = letters.offers.iter().map(|it| offered(at.t, it)).collect();
    }
    Ok(Page::new(page).into_response())
}

/// `GET /plan.xlsx?month=YYYY-MM`, `.csv`, `.pdf`
async fn download(
    at: SignedInAsker,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let month = month_of(&at, &asked.month)?;
    let plan = at.app.plan(&at.asker, at.site.id(), month).await?;
    let paper = papers::plan_list(&Maker::of(&at), month, &plan.lines);
    drop(plan);
    let name = format!("plan-{}-{month}", at.site.code());
    papers::file(&at.app, &name, ending, [paper]).await
}

/// A matter that many share, in words, and where a letter about it is drafted.
fn offered(t: Texts, offer: &LetterOffer) -> (String, String) {
    let matter = t.letters_offer_next(public_letters::matter(t, offer), offer.households);
    (matter, public_letters::new_of(offer))
}

/// The month asked for; this one where none is named.
fn month_of(at: &SignedInAsker, text: &str) -> Result<Month, Failure> {
    if text.is_empty() {
        return Ok(at.today.month());
    }
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

/// The plan of a month, and how far the journal has come about what it offers as one visit.
async fn read(at: &SignedInAsker, month: Month) -> Result<(Plan, String), Failure> {
    let plan = at.app.plan(&at.asker, at.site.id(), month).await?;
    let events = together::events(&plan);
    if events.is_empty() {
        return Ok((plan, String::new()));
    }
    let seen = at.seen(&events).await?;
    // What is shown is read after what counts as seen.
    let plan = at.app.plan(&at.asker, at.site.id(), month).await?;
    Ok((plan, seen))
}

/// `POST /plan/release`: what nobody can visit stays, and says why on its line.
async fn release(
    at: SignedInAsker,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let value = |name: &str| {
        let found = sent.iter().find(|(there, _)| there == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let month = month_of(&at, &value("month"))?;
    let follow_ups = ids(&sent)?;
    let typed = value("command");
    let command = typed.parse().unwrap_or_else(|_| CommandId::generate());
    let input = ReleasePlan {
        site: at.site.id(),
        follow_ups: follow_ups.clone(),
    };
    let about: Vec<_> = follow_ups.iter().map(|it| it.uuid()).collect();
    let mut tried = Tried {
        ticked: Some(follow_ups),
        command: Some(command.to_string()),
        by: Order::of_id(&value("by")),
        ..Tried::default()
    };
    match at.app.release_plan(&at.asker, command, input).await {
        Ok(_) => return Ok(Redirect::to(&tried.by.href(month)).into_response()),
        Err(Error::Invalid(wrong)) => tried.errors = Errors::of_fields(at.t, &wrong),
        Err(error @ Error::Forbidden { .. }) => return Err(error.into()),
        Err(error) => {
            tried.refused = Some(at.refused_about(error, &about).await?);
            tried.command = None;
        }
    }
    let (plan, seen) = read(&at, month).await?;
    Ok(Page::not_accepted(PlanPage::new(&at, &plan, (tried, &seen))).into_response())
}

/// The follow-ups that are ticked in a form.
fn ids(sent: &[(String, String)]) -> Result<Vec<FollowUpId>, Failure> {
    let ticked = sent.iter().filter(|(name, _)| name == "follow_ups");
    ticked
        .map(|(_, id)| id.parse().map_err(|_| Failure::new(Kind::NotFound)))
        .collect()
}

impl PlanPage {
    fn new(at: &SignedInAsker, plan: &Plan, (tried, seen): (Tried, &str)) -> Self {
        let (t, sources) = (at.t, Sources::new(at.procedure(), at.t.lang()));
        let (to_release, others): (Vec<&PlanLine>, Vec<&PlanLine>) = plan
            .lines
            .iter()
            .partition(|it| it.row.state == FollowUpState::Planned);
        let waiting = to_release.len();
        let mut to_release: Vec<&PlanLine> = to_release.into_iter().take(AT_ONCE).collect();
        tried.by.sort(&mut to_release);
        let (open, over): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|it| !is_over(it.row.state));
        let mut others = [open, over].concat();
        tried.by.sort(&mut others);
        let pager = pager(t, &tried.by.href(plan.month), tried.page, others.len());
        let others = others.into_iter().skip(tried.page * ON_A_PAGE);
        let others: Vec<&PlanLine> = others.take(ON_A_PAGE).collect();
        let shown = to_release.iter().chain(&others);
        let cards: Vec<_> = shown.flat_map(|it| sources.cards(&cited(it))).collect();
        let stopped = |it: &&&PlanLine| has_visitors(it);
        let (listed, releasable) = (to_release.len(), to_release.iter().filter(stopped).count());
        let groups = |of: &[&PlanLine]| -> Vec<Group> {
            let of_one = |a: &&PlanLine, b: &&PlanLine| tried.by.same(a, b);
            let groups = of.chunk_by(of_one).map(|group| Group {
                title: tried.by.heading(t, group[0]),
                forms: tried.by.forms(group[0]),
                lines: group
                    .iter()
                    .map(|it| line(at, sources, it, &tried))
                    .collect(),
            });
            groups.collect()
        };
        let (to_release, others) = (groups(&to_release), groups(&others));
        let basis = &at.procedure().plan.basis;
        let mut frame = at
            .frame(Some(Place::Plan), &NavCounts::default())
            .clauses(cards)
            .clauses(sources.cards(basis))
            .clauses(sources.cards(&at.procedure().assignment.above_basis));
        if let Some(refused) = &tried.refused {
            frame = frame.clauses(refused.cards.clone());
        }
        Self {
            t,
            frame,
            head: head(at, plan),
            counts: Counts {
                planned: plan.lines.len(),
                waiting,
                not_planned: plan.not_planned.len() + plan.exempt.len(),
            },
            releasable,
            listed,
            to_release,
            others,
            pager,
            by: tried.by,
            orders: tried.by.links(t, plan.month),
            households: together::forms(at, plan),
            seen: seen.to_owned(),
            may_plan: plan.may_plan,
            exempt: plan.exempt.iter().map(|it| exempt(at, it)).collect(),
            not_planned: plan.not_planned.iter().map(|it| not_line(at, it)).collect(),
            loads: loads(at.t, plan),
            key: key(at, plan),
            basis: sources.tags(basis),
            sheet: at.procedure().sign_out.required,
            letters: Vec::new(),
            month: plan.month,
            command: tried
                .command
                .unwrap_or_else(|| CommandId::generate().to_string()),
            refused: tried.refused,
            errors: tried.errors,
        }
    }
}

/// The way through the released follow-ups; none where they stand on one page.
fn pager(t: Texts, here: &str, page: usize, all: usize) -> Option<Pager> {
    let to = |page: usize| format!("{here}&page={page}");
    (all > ON_A_PAGE).then(|| Pager {
        words: t.plan_count(all),
        previous: page.checked_sub(1).map(to),
        next: ((page + 1) * ON_A_PAGE < all).then(|| to(page + 1)),
    })
}

fn head(at: &SignedInAsker, plan: &Plan) -> Head {
    let t = at.t;
    let to = |months: i32| {
        let month = plan.month.plus(months);
        Action::new(
            format!("/plan?month={month}"),
            if months < 0 {
                t.plan_previous(t.month(month))
            } else {
                t.plan_next(t.month(month))
            },
        )
    };
    let mut head = Head::new(t.plan_title(t.month(plan.month)));
    head.actions = vec![to(-1), to(1)];
    if plan.may_plan && rate::open_rates(at.procedure()).next().is_some() {
        head.actions.push(Action::new("/plan/rate", t.rate_title()));
    }
    if at.procedure().sign_out.required {
        head.actions
            .push(Action::new("/sign-out-sheet", t.sheet_title()));
    }
    if at.procedure().public_letter.is_some() {
        head.actions
            .push(Action::new("/letters", t.letters_title()));
    }
    let files = Action::files(t, |ending| format!("/plan.{ending}?month={}", plan.month));
    head.actions.extend(files);
    head
}

fn text(words: Option<&Personal<String>>) -> Option<String> {
    words.cloned().map(Personal::into_inner)
}

fn loads(t: Texts, plan: &Plan) -> Vec<(String, u32)> {
    let named = plan.loads.iter().map(|load| {
        let name = text(load.name.as_ref()).unwrap_or_else(|| t.events_erased());
        (name, load.open)
    });
    named.collect()
}

fn key(at: &SignedInAsker, plan: &Plan) -> Option<KeyLine> {
    let key = plan.key.as_ref()?;
    Some(KeyLine {
        sha256: key.sha256.clone(),
        committed: at.t.moment(at.site.zone().local(key.committed_at)),
        revealed: key.key.clone(),
    })
}
