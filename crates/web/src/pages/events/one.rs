//! One event: its content, its handling, what it asks for and why, and its history.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Result as AppResult;
use huiyin_app::events::{
    CompleteEvents, EventFollowUp, EventObligation, EventPage, ReopenEvent, TakeInHand,
};
use huiyin_app::people::PhoneOf;
use huiyin_app::planning::AddFollowUp;
use huiyin_domain::{Category, CommandId, Day, EventId, Handling, Personal, Rating};
use huiyin_rules::procedure::Basis;

use super::facts::{facts, reports};
use super::list::handling_mark;
use super::steps::{self, StepLine};
use super::{command, id, time};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::pages::complaints::About;
use crate::pages::documents::{Cited, cited};
use crate::pages::public_letters;
use crate::papers::{self, Ending, Maker};
use crate::texts::Texts;
use crate::view::{
    Action, Choice, ClauseTag, Crumb, Errors, Field, Frame, Head, Mark, MarkKind, NavCounts, Place,
    Sources, Tag,
};

#[derive(Template)]
#[template(path = "events/one.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
struct OnePage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    seen: String,
    here: String,
    handling: Mark,
    facts: Vec<(String, String)>,
    phone: Option<String>,
    revealed: bool,
    not_covered: bool,
    is_history: bool,
    /// The documents that the procedure cites for complaints.
    documents: Vec<Cited>,
    /// The matter that many share, and where a letter about it is drafted.
    letter: Option<(String, String)>,
    reports: Vec<(String, String)>,
    about: About,
    may_handle: bool,
    completion: Option<(Field, Choice)>,
    reopening: Option<Field>,
    list: Option<ListPart>,
    obligations: Vec<ObligationLine>,
    follow_ups: Vec<FollowUpLine>,
    steps: Vec<StepLine>,
}

/// The list of an activity, publication or festival.
struct ListPart {
    lines: usize,
    complete: bool,
}

/// Something the procedure may ask for.
struct ObligationLine {
    phase: String,
    due: Day,
    number: Option<u32>,
    why: Option<Tag>,
    void: Option<&'static str>,
    draw: String,
    cohort: String,
    /// The id, where a voluntary follow-up may be added.
    add: Option<String>,
    because: String,
}

/// A follow-up.
struct FollowUpLine {
    href: String,
    round: u32,
    mark: Mark,
    due: Day,
    not_before: Day,
    state: &'static str,
    channel: &'static str,
    why: Tag,
    visitors: String,
    sources: Vec<ClauseTag>,
}

/// What the forms of the page send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    seen: String,
    completed_at: String,
    rating: String,
    why: String,
    obligation: String,
}

/// `GET /events/{event}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(event): Path<String>,
) -> Result<Response, Failure> {
    let event: EventId = id(&event)?;
    let typed = Typed {
        seen: at.seen(&[event.uuid()]).await?,
        ..Typed::default()
    };
    let page = at.app.event(&at.asker, event).await?;
    let documents = documents(&at, &page).await?;
    let mut shown = OnePage::new(&at, &page, &typed, (Errors::default(), None));
    if page.may_handle && page.row.state.kind.is_some() && at.procedure().public_letter.is_some() {
        let (asker, site) = (&at.asker, at.site.id());
        let offer = at.app.letter_offer(asker, site, page.row.id).await?;
        shown.letter = offer.map(|it| {
            let matter = public_letters::matter(at.t, &it);
            let words = at.t.letters_offer_next(matter, it.households);
            (words, public_letters::new_of(&it))
        });
    }
    shown.documents = documents;
    Ok(Page::new(shown).into_response())
}

/// `GET /events/{event}/form.pdf`: 投訴記錄表 or 維修單; other events have no form of their own.
pub(super) async fn download(
    at: SignedInAsker,
    Path(event): Path<String>,
    ending: Ending,
) -> Result<Response, Failure> {
    let page = at.app.event(&at.asker, id(&event)?).await?;
    let paper = match page.row.state.category {
        Category::Complaint => papers::complaint(&Maker::of(&at), &page),
        Category::Repair => papers::repair(&Maker::of(&at), &page),
        _ => return Err(Failure::new(Kind::NotFound)),
    };
    papers::file(&at.app, &page.number, ending, [paper]).await
}

const fn has_form(category: Category) -> bool {
    matches!(category, Category::Complaint | Category::Repair)
}

/// Of a complaint, the documents that the procedure cites.
async fn documents(at: &SignedInAsker, page: &EventPage) -> Result<Vec<Cited>, Failure> {
    match page.row.state.category {
        Category::Complaint => cited(at).await,
        _ => Ok(Vec::new()),
    }
}

/// `POST /events/{event}/hand`: the asker owns the handling from now on.
pub(super) async fn take_in_hand(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let input = TakeInHand { event, owner: None };
    let done = at
        .app
        .take_in_hand(
            &at.having_seen(&typed.seen),
            command(&typed.command)?,
            input,
        )
        .await;
    answer(&at, event, &typed, done).await
}

/// `POST /events/{event}/completion`
pub(super) async fn complete(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let input = CompleteEvents {
        site: at.site.id(),
        events: vec![event],
        completed_at: time(&typed.completed_at),
        rating: Rating::of_id(&typed.rating),
    };
    let done = at
        .app
        .complete_events(&at.asker, command(&typed.command)?, input)
        .await;
    answer(&at, event, &typed, done.map(|_| ())).await
}

/// `POST /events/{event}/reopening`
pub(super) async fn reopen(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let input = ReopenEvent {
        event,
        why: typed.why.clone(),
    };
    let done = at
        .app
        .reopen_event(&at.asker, command(&typed.command)?, input)
        .await;
    answer(&at, event, &typed, done).await
}

/// `POST /events/{event}/follow-ups`: a voluntary one; to it.
pub(super) async fn add_follow_up(
    at: SignedInAsker,
    Path(event): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let event = id(&event)?;
    let input = AddFollowUp {
        event,
        obligation: id(&typed.obligation)?,
        why: typed.why.clone(),
    };
    let command = command(&typed.command)?;
    match at.app.add_follow_up(&at.asker, command, input).await {
        Ok(follow_up) => Ok(Redirect::to(&format!("/follow-ups/{follow_up}")).into_response()),
        Err(error) => answer(&at, event, &typed, Err(error)).await,
    }
}

/// `POST /events/{event}/phone`: the number in full, once; the look is noted.
pub(super) async fn reveal_phone(
    at: SignedInAsker,
    Path(event): Path<String>,
) -> Result<Response, Failure> {
    let event: EventId = id(&event)?;
    let seen = at.seen(&[event.uuid()]).await?;
    let mut page = at.app.event(&at.asker, event).await?;
    let of = match (&page.row.phone, page.row.state.reporter) {
        (None, Some(reporter)) => PhoneOf::Person(reporter),
        _ => PhoneOf::Event(event),
    };
    let phone = at.app.reveal_phone(&at.asker, of).await?;
    page.row.phone = Some(phone.unwrap_or_else(|| Personal::new(at.t.none())));
    let shown = OnePage::new(&at, &page, &Typed::default(), (Errors::default(), None));
    let shown = OnePage {
        revealed: true,
        seen,
        ..shown
    };
    Ok(Page::new(shown).into_response())
}

/// Back to the event; or the event with what stands in the way, and what was typed.
async fn answer(
    at: &SignedInAsker,
    event: EventId,
    typed: &Typed,
    done: AppResult<()>,
) -> Result<Response, Failure> {
    let wrong = match done {
        Ok(()) => return Ok(Redirect::to(&format!("/events/{event}")).into_response()),
        Err(error) => at.wrong(error).await?,
    };
    let seen = at.seen(&[event.uuid()]).await?;
    let page = at.app.event(&at.asker, event).await?;
    let forbidden = wrong.1.as_ref().is_some_and(|it| it.forbidden);
    let documents = documents(at, &page).await?;
    let page = OnePage {
        seen,
        documents,
        ..OnePage::new(at, &page, typed, wrong)
    };
    let page = Page::not_accepted(page);
    Ok(page.forbidden(forbidden).into_response())
}

impl OnePage {
    fn new(
        at: &SignedInAsker,
        page: &EventPage,
        typed: &Typed,
        (errors, refused): (Errors, Option<Refused>),
    ) -> Self {
        let (t, row) = (at.t, &page.row);
        let here = format!("/events/{}", row.id);
        let sources = Sources::new(at.procedure(), t.lang());
        let cards: Vec<_> = page
            .follow_ups
            .iter()
            .flat_map(|it| sources.cards(&basis(it)))
            .chain(refused.iter().flat_map(|it| it.cards.clone()))
            .collect();
        let about = About::of(at, page);
        let what = row.summary.as_ref().map(|it| it.reveal().clone());
        let open = row.handling != Handling::Completed;
        let mut actions = Vec::new();
        if page.may_correct {
            actions.push(Action::new(
                format!("{here}/correction"),
                t.events_correct(),
            ));
        }
        actions.extend(about.actions());
        if page.may_hold {
            let hold = format!("/holds/on/event/{}", row.id);
            actions.push(Action::new(hold, t.privacy_hold_place()));
        }
        if has_form(row.state.category) {
            actions.push(Action::new(format!("{here}/form.pdf"), t.papers_pdf()));
        }
        Self {
            t,
            frame: at
                .frame(Some(Place::Events), &NavCounts::default())
                .clauses(cards)
                .clauses(about.cards.iter().cloned()),
            head: Head::new(what.unwrap_or_else(|| t.events_erased()))
                .crumbs([
                    Crumb::link("/events", t.place_events()),
                    Crumb::here(page.number.as_str()),
                ])
                .actions(actions),
            command: CommandId::generate().to_string(),
            seen: typed.seen.clone(),
            handling: if row.merged_into.is_some() {
                Mark::new(MarkKind::Done, t.complaints_is_merged())
            } else {
                handling_mark(t, row.handling)
            },
            facts: facts(at, page),
            phone: row.phone.as_ref().map(|it| it.reveal().clone()),
            revealed: false,
            documents: Vec::new(),
            not_covered: !page.covered && !page.is_history,
            is_history: page.is_history,
            letter: None,
            reports: reports(at, page),
            about,
            may_handle: page.may_handle,
            completion: (page.may_handle && open).then(|| completion(t, typed, &errors)),
            reopening: (page.may_correct && !open).then(|| {
                Field::new("why", t.events_why())
                    .value(&typed.why)
                    .required()
                    .check(&errors)
            }),
            list: row.state.category.has_list().then_some(ListPart {
                lines: page.listed,
                complete: row.list_complete,
            }),
            obligations: page
                .obligations
                .iter()
                .map(|it| obligation(t, it))
                .collect(),
            follow_ups: page
                .follow_ups
                .iter()
                .map(|it| follow_up(at, sources, it))
                .collect(),
            steps: steps::lines(at, page),
            here,
            refused,
            errors,
        }
    }
}

/// When it was completed, and what the customer said on the work order.
fn completion(t: Texts, typed: &Typed, errors: &Errors) -> (Field, Choice) {
    let ratings = Rating::ALL
        .iter()
        .map(|it| (it.id().to_owned(), it.title(t.lang()).to_owned()));
    let completed_at = Field::new("completed_at", t.events_completed_at())
        .kind("datetime-local")
        .value(&typed.completed_at)
        .hint(t.events_completed_at_hint())
        .check(errors);
    let rating = Choice::new("rating", t.events_rating()).options(
        std::iter::once((String::new(), t.none())).chain(ratings),
        &typed.rating,
    );
    (completed_at, rating)
}

fn obligation(t: Texts, it: &EventObligation) -> ObligationLine {
    ObligationLine {
        phase: it.row.phase.title(t.lang()).to_owned(),
        due: it.row.due,
        number: it.row.number,
        why: it.why.map(|why| Tag::why(t, why)),
        void: it.row.void_cause.map(|cause| cause.title(t.lang())),
        draw: format!("/draw?cohort={}", it.row.cohort),
        because: format!("/obligations/{}/why", it.row.obligation),
        cohort: it.row.cohort_name.clone(),
        add: it.may_add.then(|| it.row.obligation.to_string()),
    }
}

fn basis(it: &EventFollowUp) -> Basis {
    Basis {
        clauses: it.row.clauses.clone(),
        readings: it.row.readings.clone(),
    }
}

fn follow_up(at: &SignedInAsker, sources: Sources<'_>, it: &EventFollowUp) -> FollowUpLine {
    let (t, row) = (at.t, &it.row);
    let visitors = it.visitors.iter().map(|visitor| match &visitor.name {
        Some(name) => name.reveal().clone(),
        None => t.desk_nobody(post_title(at.procedure(), &visitor.post, t)),
    });
    FollowUpLine {
        href: format!("/follow-ups/{}", row.id),
        round: row.round,
        mark: if row.state.is_open() {
            Mark::due(t, row.due, at.today)
        } else {
            Mark::new(MarkKind::Done, row.state.title(t.lang()))
        },
        due: row.due,
        not_before: row.not_before,
        state: row.state.title(t.lang()),
        channel: row.channel.title(t.lang()),
        why: Tag::why(t, row.why),
        visitors: visitors.collect::<Vec<_>>().join(&t.list_comma()),
        sources: sources.tags(&basis(it)),
    }
}
