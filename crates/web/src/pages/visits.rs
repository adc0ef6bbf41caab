//! A follow-up as its visitor sees it, and the form by which the visit is recorded.

mod adjustment;
mod closing;
mod conflict;
mod facts;
mod fields;
pub(super) mod lacks;
mod notes;
mod paper;
mod tries;
mod typed;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use huiyin_app::Error;
use huiyin_app::attachments::MeantFor;
use huiyin_app::visits::FollowUpPage;
use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{CommandId, FollowUpId, RecordId};
use huiyin_rules::procedure::Basis;

use self::closing::Closed;
use self::facts::facts;
use self::fields::Fields;
use self::notes::Notes;
use self::tries::Tries;
use self::typed::Typed;
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::photos::{self, AT_ONCE, Received};
use crate::sent::Sent;
use crate::server::{LARGEST_FORM, Shared};
use crate::texts::Texts;
use crate::view::{
    Action, ClauseTag, Crumb, Errors, Frame, Head, Mark, MarkKind, NavCounts, Place, Sources, Tag,
};

/// The pages of visits.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/follow-ups/{follow_up}", get(show))
        .route("/follow-ups/{follow_up}/visit", get(new))
        .route("/follow-ups/{follow_up}/paper", get(paper::new))
        .route(
            "/follow-ups/{follow_up}/adjustment",
            get(adjustment::show).post(adjustment::adjust),
        )
        .route(
            "/follow-ups/{follow_up}/closing",
            get(closing::show).post(closing::close),
        )
        .route(
            "/follow-ups/{follow_up}/conflicts/{conflict}",
            get(conflict::show).post(conflict::settle),
        )
        .route("/follow-ups/{follow_up}/tries", post(tries::note))
        .route("/follow-ups/{follow_up}/notes", post(notes::answer_for))
        .route(
            "/follow-ups/{follow_up}/replacement",
            post(adjustment::replace),
        )
}

/// Blank forms, many at once too.
pub(crate) fn files() -> Router<Shared> {
    paper::forms()
}

/// Where records come in, with their photos: larger, and longer under way, than any other form.
pub(crate) fn uploading(largest_file: u64) -> Router<Shared> {
    let files = usize::try_from(largest_file).map_or(usize::MAX, |it| it.saturating_mul(AT_ONCE));
    Router::new()
        .route("/follow-ups/{follow_up}/visit", post(record))
        .route("/follow-ups/{follow_up}/paper", post(paper::record))
        .layer(DefaultBodyLimit::max(files.saturating_add(LARGEST_FORM)))
}

#[derive(Template)]
#[template(path = "visits/follow_up.html")]
struct FollowUpView {
    t: Texts,
    frame: Frame,
    head: Head,
    about: About,
    refused: Option<Refused>,
    errors: Errors,
    tries: Tries,
    notes: Option<Notes>,
    closed: Option<Closed>,
    /// What phones sent and does not fit.
    kept: Vec<conflict::KeptLine>,
}

#[derive(Template)]
#[template(path = "visits/form.html")]
struct VisitPage {
    t: Texts,
    frame: Frame,
    head: Head,
    about: About,
    refused: Option<Refused>,
    errors: Errors,
    lacking: Vec<ClauseTag>,
    typed: Typed,
    form: Fields,
}

/// What a follow-up is about.
struct About {
    here: String,
    event: (String, String),
    mark: Mark,
    state: &'static str,
    facts: Vec<(String, String)>,
    why: Option<Tag>,
    sources: Vec<ClauseTag>,
    /// That it was unfinished for too long, and what says so.
    escalated: Option<(String, Vec<ClauseTag>)>,
    rounds: Vec<(String, String, Option<String>)>,
    /// The household's other open follow-ups, likewise.
    others: Vec<(String, String, Option<String>)>,
    is_visitor: bool,
    may_record: bool,
    to_take: bool,
}

/// `GET /follow-ups/{follow_up}`
async fn show(at: SignedInAsker, Path(follow_up): Path<String>) -> Result<Response, Failure> {
    let page = at.app.follow_up(&at.asker, id(&follow_up)?).await?;
    let view = follow_up_view(
        &at,
        &page,
        &tries::Typed::default(),
        (Errors::default(), None),
    );
    Ok(Page::new(view).into_response())
}

/// A follow-up with the form of a try, as it was typed and with what is wrong with it.
fn follow_up_view(
    at: &SignedInAsker,
    page: &FollowUpPage,
    typed: &tries::Typed,
    (errors, refused): (Errors, Option<Refused>),
) -> FollowUpView {
    let about = About::new(at, page);
    let mut actions = Vec::new();
    if about.may_record {
        let href = format!("{}/visit", about.here);
        actions.push(Action::new(href, at.t.visits_record()).primary());
    } else if about.to_take {
        actions.push(Action::new("/sign-out-sheet", at.t.desk_take()).primary());
    }
    if let Some(record) = page.row.record {
        actions.push(Action::new(
            format!("/records/{record}"),
            at.t.records_form(),
        ));
    }
    if page.paper.enter && is_open(page) && !awaits_taking(page) {
        let href = format!("{}/paper", about.here);
        actions.push(Action::new(href, at.t.visits_paper_enter()));
    }
    if page.paper.print {
        let href = format!("{}/form", about.here);
        actions.push(Action::new(href, at.t.visits_paper_print()));
    }
    if page.may.adjust || page.may.replace {
        let href = format!("{}/adjustment", about.here);
        actions.push(Action::new(href, at.t.visits_adjust()));
    }
    if page.closing.may_close {
        let href = format!("{}/closing", about.here);
        actions.push(Action::new(href, at.t.visits_close_round()));
    }
    let sources = Sources::new(at.procedure(), at.t.lang());
    FollowUpView {
        t: at.t,
        frame: frame(at, page)
            .clauses(sources.cards(&page.unreachable_basis))
            .clauses(sources.cards(&page.closing.basis))
            .clauses(
                page.accountable
                    .iter()
                    .flat_map(|it| sources.cards(&it.basis)),
            )
            .clauses(refused.iter().flat_map(|it| it.cards.clone())),
        head: head(at, page, &about, None).actions(actions),
        tries: Tries::new(at, page, typed, &errors),
        notes: Notes::of(at, page, &errors),
        closed: Closed::of(at, page),
        kept: page
            .kept
            .iter()
            .map(|it| conflict::KeptLine::new(at, it))
            .collect(),
        about,
        refused,
        errors,
    }
}

/// `GET /follow-ups/{follow_up}/visit`
async fn new(at: SignedInAsker, Path(follow_up): Path<String>) -> Result<Response, Failure> {
    let page = at.app.follow_up(&at.asker, id(&follow_up)?).await?;
    let typed = begun(&at, &page).await?;
    // Said before anything is typed.
    let refused = match page.not_to_record.clone() {
        Some((why, basis)) => Some(at.refused(Error::Refused { why, basis }).await?),
        None => None,
    };
    let wrong = Wrong {
        refused,
        ..Wrong::default()
    };
    let view = visit(&at, &page, typed, wrong).await?;
    Ok(Page::new(view).into_response())
}

/// The form as it begins: with what an earlier version says, where there is one.
async fn begun(at: &SignedInAsker, page: &FollowUpPage) -> Result<Typed, Failure> {
    let before = match page.row.record {
        Some(record) => at.app.record(&at.asker, record).await?.versions.pop(),
        None => None,
    };
    Ok(match &before {
        Some(before) => Typed::again(at, page, before),
        None => Typed::new(at, page),
    })
}

/// What stands in the way of a record.
#[derive(Default)]
struct Wrong {
    errors: Errors,
    lacking: Basis,
    refused: Option<Refused>,
}

/// `POST /follow-ups/{follow_up}/visit`: the record.
async fn record(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
    sent: Sent,
) -> Result<Response, Failure> {
    let follow_up = id(&follow_up)?;
    let received = photos::receive(&at, MeantFor::Record(follow_up), sent).await?;
    take_in(&at, follow_up, received, |typed| typed).await
}

/// Hands in what has arrived, once it is known whether it was taken on paper.
async fn take_in(
    at: &SignedInAsker,
    follow_up: FollowUpId,
    received: Received,
    on_paper: fn(Typed) -> Typed,
) -> Result<Response, Failure> {
    let mut typed = on_paper(Typed::read(received.words));
    let mut wrong = Wrong {
        errors: received.errors,
        refused: received.refused,
        ..Wrong::default()
    };
    let arrived = wrong.errors.is_empty() && wrong.refused.is_none();
    if typed.wants_more() && arrived {
        let page = at.app.follow_up(&at.asker, follow_up).await?;
        typed.add_matter();
        let view = visit(at, &page, typed, Wrong::default()).await?;
        return Ok(Page::new(view).into_response());
    }
    if arrived {
        wrong = match hand_in(at, follow_up, &typed).await? {
            Ok(record) => return Ok(Redirect::to(&format!("/records/{record}")).into_response()),
            Err(wrong) => wrong,
        };
    }
    let page = at.app.follow_up(&at.asker, follow_up).await?;
    let view = visit(at, &page, typed, wrong).await?;
    Ok(Page::not_accepted(view).into_response())
}

/// Records the visit; or what stands in the way. The whole follow-up is read only where the form comes back.
async fn hand_in(
    at: &SignedInAsker,
    follow_up: FollowUpId,
    typed: &Typed,
) -> Result<Result<RecordId, Wrong>, Failure> {
    let planned = at.app.planned_visit(&at.asker, follow_up).await?;
    let command: CommandId = typed
        .get("command")
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let errors = typed.half_said(at.t);
    if !errors.is_empty() {
        return Ok(Err(Wrong {
            errors,
            ..Wrong::default()
        }));
    }
    let input = typed.input(&planned);
    Ok(match at.app.record_visit(&at.asker, command, input).await {
        Ok(done) => Ok(done.record),
        Err(Error::Invalid(wrong)) => Err(Wrong {
            errors: typed::errors(at.t, typed, &wrong),
            ..Wrong::default()
        }),
        Err(Error::Lacking(lacks)) => Err(Wrong {
            errors: lacks::errors(at.t, &lacks),
            lacking: lacks::basis(&lacks),
            refused: None,
        }),
        Err(error) => Err(Wrong {
            refused: Some(at.refused(error).await?),
            ..Wrong::default()
        }),
    })
}

fn id(text: &str) -> Result<FollowUpId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

async fn visit(
    at: &SignedInAsker,
    page: &FollowUpPage,
    mut typed: Typed,
    mut wrong: Wrong,
) -> Result<VisitPage, Failure> {
    let kept = fields::kept(at, &mut typed, &mut wrong.errors).await?;
    let sources = Sources::new(at.procedure(), at.t.lang());
    let about = About::new(at, page);
    let words = if typed.is_on_paper() {
        at.t.visits_paper_enter()
    } else {
        at.t.visits_record()
    };
    Ok(VisitPage {
        t: at.t,
        frame: frame(at, page)
            .clauses(sources.cards(&wrong.lacking))
            .clauses(sources.cards(&page.channel_basis))
            .clauses(wrong.refused.iter().flat_map(|it| it.cards.clone())),
        head: head(at, page, &about, Some(words)),
        form: Fields::new(at, page, (&typed, &kept), &wrong.errors),
        lacking: sources.tags(&wrong.lacking),
        about,
        refused: wrong.refused,
        errors: wrong.errors,
        typed,
    })
}

fn frame(at: &SignedInAsker, page: &FollowUpPage) -> Frame {
    let sources = Sources::new(at.procedure(), at.t.lang());
    at.frame(Some(Place::Plan), &NavCounts::default())
        .clauses(sources.cards(&basis(page)))
        .clauses(
            at.procedure()
                .escalation
                .iter()
                .flat_map(|rule| sources.cards(&rule.basis)),
        )
}

/// The clauses behind the follow-up.
fn basis(page: &FollowUpPage) -> Basis {
    let follow_ups = page.event.follow_ups.iter();
    let this = follow_ups.into_iter().find(|it| it.row.id == page.row.id);
    this.map_or_else(Basis::default, |it| Basis {
        clauses: it.row.clauses.clone(),
        readings: it.row.readings.clone(),
    })
}

fn head(at: &SignedInAsker, page: &FollowUpPage, about: &About, here: Option<String>) -> Head {
    let t = at.t;
    let title = t.visits_title(page.row.round);
    let plan = format!("/plan?month={}", page.row.due.month());
    let mut crumbs = vec![Crumb::link(plan, t.place_plan())];
    match here {
        Some(words) => {
            crumbs.push(Crumb::link(about.here.as_str(), title.as_str()));
            crumbs.push(Crumb::here(words));
        }
        None => crumbs.push(Crumb::here(title.as_str())),
    }
    let what = page.event.row.summary.as_ref();
    Head::new(what.map_or(title, |it| it.reveal().clone())).crumbs(crumbs)
}

impl About {
    fn new(at: &SignedInAsker, page: &FollowUpPage) -> Self {
        let (t, row, event) = (at.t, &page.row, &page.event);
        let this = event.follow_ups.iter().find(|it| it.row.id == row.id);
        let (is_open, to_take) = (is_open(page), awaits_taking(page));
        Self {
            here: format!("/follow-ups/{}", row.id),
            event: (format!("/events/{}", row.event), event.number.clone()),
            mark: if is_open || row.state == FollowUpState::Planned {
                Mark::due(t, row.due, at.today)
            } else {
                Mark::new(MarkKind::Done, row.state.title(t.lang()))
            },
            state: row.state.title(t.lang()),
            facts: facts(at, page),
            why: this.map(|it| Tag::why(t, it.row.why)),
            sources: Sources::new(at.procedure(), t.lang()).tags(&basis(page)),
            escalated: escalated(at, page),
            rounds: rounds(at, page),
            others: others(at, page),
            is_visitor: page.is_visitor,
            may_record: page.is_visitor && is_open && !to_take,
            to_take: page.is_visitor && to_take,
        }
    }
}

/// Whether a record is awaited.
fn is_open(page: &FollowUpPage) -> bool {
    matches!(
        page.row.state,
        FollowUpState::Released | FollowUpState::Taken | FollowUpState::SentBack
    )
}

/// Whether its form is to be taken first.
fn awaits_taking(page: &FollowUpPage) -> bool {
    page.sign_out && page.row.state == FollowUpState::Released
}

fn escalated(at: &SignedInAsker, page: &FollowUpPage) -> Option<(String, Vec<ClauseTag>)> {
    let since = at.site.zone().local(page.row.escalated_at?).day();
    let sources = Sources::new(at.procedure(), at.t.lang());
    let rule = at.procedure().escalation.as_ref()?;
    let post = post_title(at.procedure(), &rule.post, at.t);
    let words = at.t.visits_escalated(at.t.day(since), post);
    Some((words, sources.tags(&rule.basis)))
}

/// The rounds of the event: what each is called, how far it is, and where it is.
fn rounds(at: &SignedInAsker, page: &FollowUpPage) -> Vec<(String, String, Option<String>)> {
    let t = at.t;
    let line = |it: &huiyin_app::events::EventFollowUp| {
        let href = format!("/follow-ups/{}", it.row.id);
        (
            t.visits_title(it.row.round),
            format!("{}・{}", it.row.state.title(t.lang()), t.day(it.row.due)),
            (it.row.id != page.row.id).then_some(href),
        )
    };
    page.event.follow_ups.iter().map(line).collect()
}

/// The other open follow-ups of the household: what each is about, how far it is, and where it is.
fn others(at: &SignedInAsker, page: &FollowUpPage) -> Vec<(String, String, Option<String>)> {
    let t = at.t;
    let line = |it: &huiyin_app::visits::OtherRow| {
        let title = it.summary.as_ref().map(|it| it.reveal().clone());
        (
            title.unwrap_or_else(|| t.visits_title(it.round)),
            format!("{}・{}", it.state.title(t.lang()), t.day(it.due)),
            Some(format!("/follow-ups/{}", it.id)),
        )
    };
    page.others.iter().map(line).collect()
}
