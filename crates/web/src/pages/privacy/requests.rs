//! The requests about people's own data, and each with what it may come to.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use huiyin_app::privacy::{RequestPage as Request, RequestRow, SettleRequest};
use huiyin_domain::entry::{Ground, RequestOutcome};
use huiyin_domain::{CommandId, Day, RequestId};

use super::{Held, command, held, id, name, stays};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Refused};
use crate::page::Page;
use crate::pages::tried;
use crate::texts::Texts;
use crate::view::{
    Action, Choice, Crumb, Errors, Field, Frame, Head, Mark, MarkKind, NavCounts, Place,
};

#[derive(Template)]
#[template(path = "privacy/requests.html")]
struct ListView {
    t: Texts,
    frame: Frame,
    head: Head,
    requests: Vec<Line>,
}

#[derive(Template)]
#[template(path = "privacy/request.html")]
struct RequestView {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    here: String,
    command: String,
    mark: Mark,
    due: Day,
    reading: String,
    facts: Vec<(String, String)>,
    /// What an erasure would do.
    erasing: Option<Erasing>,
    may_settle: bool,
    is_own: bool,
    outcome: Choice,
    ground: Choice,
    why: Field,
}

/// What an erasure would do.
struct Erasing {
    held: Vec<Held>,
    perhaps: Vec<Held>,
    profile: Mark,
    ticked: Vec<String>,
    person: String,
}

/// A request, as a row.
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) mark: Mark,
    pub(crate) due: Day,
    pub(crate) kind: &'static str,
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) received_on: Day,
    pub(crate) outcome: String,
}

/// What the form sends.
type Sent = Vec<(String, String)>;

type Tried = tried::Tried<Sent>;

/// `GET /requests`
pub(super) async fn list(at: SignedInAsker) -> Result<Response, Failure> {
    let requests = at.app.requests(&at.asker, at.site.id()).await?;
    let t = at.t;
    let page = ListView {
        t,
        frame: at.frame(Some(Place::People), &NavCounts::default()),
        head: Head::new(t.privacy_requests()).actions([
            Action::new("/phone-views", t.privacy_looks_title()),
            Action::new("/holds", t.privacy_holds()),
        ]),
        requests: requests.iter().map(|it| line(&at, it)).collect(),
    };
    Ok(Page::new(page).into_response())
}

/// `GET /requests/{request}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(request): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.request(&at.asker, id(&request)?).await?;
    Ok(Page::new(RequestView::new(&at, &page, Tried::default())).into_response())
}

/// `POST /requests/{request}`: back to the request.
pub(super) async fn settle(
    at: SignedInAsker,
    Path(request): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let request: RequestId = id(&request)?;
    let also = sent.iter().filter(|(name, _)| name == "also");
    let input = SettleRequest {
        request,
        outcome: RequestOutcome::of_id(&value(&sent, "outcome")),
        ground: Ground::of_id(&value(&sent, "ground")),
        why: value(&sent, "why"),
        also: also.filter_map(|(_, id)| id.parse().ok()).collect(),
    };
    let command = command(&value(&sent, "command"))?;
    let done = at.app.settle_request(&at.asker, command, input).await;
    let Some(tried) = Tried::of(&at, done, sent).await? else {
        return Ok(Redirect::to(&format!("/requests/{request}")).into_response());
    };
    let page = at.app.request(&at.asker, request).await?;
    Ok(tried.page(|tried| RequestView::new(&at, &page, tried)))
}

/// A request as a row.
pub(crate) fn line(at: &SignedInAsker, row: &RequestRow) -> Line {
    let t = at.t;
    Line {
        href: format!("/requests/{}", row.id),
        mark: mark(at, row),
        due: row.due,
        kind: row.kind.title(t.lang()),
        person: format!("/residents/{}", row.person),
        name: name(t, row.name.as_ref()),
        received_on: row.received_on,
        outcome: row.outcome.as_ref().map_or_else(
            || t.privacy_request_open(),
            |it| {
                let ground = it.ground.map(|it| it.title(t.lang()));
                let words = [Some(it.outcome.title(t.lang())), ground];
                words.into_iter().flatten().collect::<Vec<_>>().join("・")
            },
        ),
    }
}

fn mark(at: &SignedInAsker, row: &RequestRow) -> Mark {
    let t = at.t;
    match &row.outcome {
        None => Mark::due(t, row.due, at.today),
        Some(it) if it.outcome == RequestOutcome::Refused => {
            Mark::new(MarkKind::Exempt, it.outcome.title(t.lang()))
        }
        Some(it) => Mark::new(MarkKind::Done, it.outcome.title(t.lang())),
    }
}

impl RequestView {
    fn new(at: &SignedInAsker, page: &Request, tried: Tried) -> Self {
        let t = at.t;
        let row = &page.row;
        let title = format!(
            "{}・{}",
            row.kind.title(t.lang()),
            name(t, row.name.as_ref())
        );
        let sent = |name: &str| value(&tried.sent, name);
        let outcomes = RequestOutcome::ALL.iter();
        let nothing = (String::new(), t.privacy_request_no_ground());
        let grounds = Ground::ALL
            .iter()
            .map(|it| (it.id().to_owned(), stays_words(t, page, *it)));
        Self {
            t,
            frame: at
                .frame(Some(Place::People), &NavCounts::default())
                .clauses(tried.refused.iter().flat_map(|it| it.cards.clone())),
            head: Head::new(title.as_str()).crumbs([
                Crumb::link("/requests", t.privacy_requests()),
                Crumb::link(
                    format!("/residents/{}", row.person),
                    name(t, row.name.as_ref()),
                ),
                Crumb::here(row.kind.title(t.lang())),
            ]),
            here: format!("/requests/{}", row.id),
            command: match sent("command") {
                typed if typed.is_empty() => CommandId::generate().to_string(),
                typed => typed,
            },
            mark: mark(at, row),
            due: row.due,
            reading: page.law.reading(t.lang()).unwrap_or_default().to_owned(),
            facts: facts(at, page),
            erasing: page.erasing.as_ref().map(|it| Erasing {
                held: it.things.iter().map(|it| held(at, page.law, it)).collect(),
                perhaps: it.perhaps.iter().map(|it| held(at, page.law, it)).collect(),
                profile: it.profile.map_or_else(
                    || Mark::new(MarkKind::Open, t.privacy_may_go()),
                    |ground| Mark::new(MarkKind::Review, stays(t, page.law, ground)),
                ),
                ticked: tried
                    .sent
                    .iter()
                    .filter(|(name, _)| name == "also")
                    .map(|(_, id)| id.clone())
                    .collect(),
                person: row.person.to_string(),
            }),
            may_settle: page.may_settle || tried.refused.is_some(),
            is_own: page.is_own && page.erasing.is_some(),
            outcome: Choice::new("outcome", t.privacy_request_state())
                .options(
                    std::iter::once(("", "—"))
                        .chain(outcomes.map(|it| (it.id(), it.title(t.lang())))),
                    &sent("outcome"),
                )
                .required()
                .check(&tried.errors),
            ground: Choice::new("ground", t.privacy_request_ground())
                .options(std::iter::once(nothing).chain(grounds), &sent("ground"))
                .check(&tried.errors),
            why: Field::new("why", t.privacy_request_why())
                .value(sent("why"))
                .hint(t.privacy_request_why_hint())
                .required()
                .check(&tried.errors),
            refused: tried.refused,
            errors: tried.errors,
        }
    }
}

fn stays_words(t: Texts, page: &Request, ground: Ground) -> String {
    format!("{}（{}）", ground.title(t.lang()), page.law.ground(ground))
}

/// What is known of a request, label by label.
fn facts(at: &SignedInAsker, page: &Request) -> Vec<(String, String)> {
    let t = at.t;
    let row = &page.row;
    let text = |it: &Option<huiyin_domain::Personal<String>>| {
        it.as_ref()
            .map_or_else(|| t.units_erased(), |it| it.reveal().clone())
    };
    let moment = |it| t.moment(at.site.zone().local(it));
    let mut facts = vec![
        (
            t.privacy_request_kind(),
            t.privacy_request_article(page.law.title(t.lang()), page.law.article(row.kind)),
        ),
        (t.privacy_request_received(), t.date(row.received_on)),
        (
            t.privacy_request_identity(),
            format!(
                "{}・{}",
                row.identity.title(t.lang()),
                text(&row.identity_words)
            ),
        ),
    ];
    if let Some(asked) = &row.asked {
        facts.push((t.privacy_request_asked(), asked.reveal().clone()));
    }
    facts.push((
        t.privacy_request_by(),
        format!(
            "{}・{}",
            name(t, row.received_by_name.as_ref()),
            moment(row.received_at)
        ),
    ));
    if let Some(it) = &row.outcome {
        let ground = it.ground.map(|ground| stays_words(t, page, ground));
        let words = [Some(it.outcome.title(t.lang()).to_owned()), ground];
        facts.extend([
            (
                t.privacy_request_state(),
                words.into_iter().flatten().collect::<Vec<_>>().join("・"),
            ),
            (t.privacy_request_why(), text(&it.why)),
            (
                t.privacy_request_settled_by(),
                format!("{}・{}", name(t, it.by.as_ref()), moment(it.at)),
            ),
        ]);
        if let Some(day) = it.rest_from {
            facts.push((t.privacy_standing(), t.privacy_request_rest(t.date(day))));
        }
        if row.name.is_none() {
            facts.push((t.privacy_request_id(), row.person.to_string()));
        }
    }
    facts
}

fn value(sent: &Sent, name: &str) -> String {
    let found = sent.iter().find(|(there, _)| there == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}
