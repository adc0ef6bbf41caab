//! What the planner changes about a follow-up: who, when, how; or that a customer who cannot be reached gives way.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::planning::{AdjustPlan, ReplaceUnreachable, VisitorChoice};
use huiyin_app::visits::FollowUpPage;
use huiyin_domain::{Channel, CommandId};

use super::{About, frame, head, id};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind, Refused};
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Choice, ClauseTag, Errors, Field, Frame, Head, Sources};

#[derive(Template)]
#[template(path = "visits/adjustment.html")]
struct AdjustmentPage {
    t: Texts,
    frame: Frame,
    head: Head,
    about: About,
    refused: Option<Refused>,
    errors: Errors,
    command: String,
    channel_sources: Vec<ClauseTag>,
    planned_day: Field,
    channel: Choice,
    visitors: Vec<Choice>,
    why: Field,
    tried: Field,
}

/// `GET /follow-ups/{follow_up}/adjustment`
pub(super) async fn show(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
) -> Result<Response, Failure> {
    let page = at.app.follow_up(&at.asker, id(&follow_up)?).await?;
    let view = view(&at, &page, &[], (Errors::default(), None));
    Ok(Page::new(view).into_response())
}

/// `POST /follow-ups/{follow_up}/adjustment`: back to the follow-up.
pub(super) async fn adjust(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let follow_up = id(&follow_up)?;
    let page = at.app.follow_up(&at.asker, follow_up).await?;
    let visitors = page.visitors.iter().enumerate();
    let input = AdjustPlan {
        follow_up,
        planned_day: value(&sent, "planned_day").to_owned(),
        channel: Channel::of_id(value(&sent, "channel")).unwrap_or(page.row.channel),
        visitors: visitors
            .map(|(index, visitor)| VisitorChoice {
                post: visitor.post.clone(),
                person: value(&sent, &format!("visitor_{index}")).parse().ok(),
            })
            .collect(),
        why: value(&sent, "why").to_owned(),
    };
    let done = at.app.adjust_plan(&at.asker, command(&sent)?, input).await;
    let wrong = match done {
        Ok(()) => return Ok(Redirect::to(&format!("/follow-ups/{follow_up}")).into_response()),
        Err(Error::Invalid(wrong)) => (Errors::of_fields(at.t, &wrong), None),
        Err(error) => (Errors::default(), Some(at.refused(error)?)),
    };
    Ok(Page::not_accepted(view(&at, &page, &sent, wrong)).into_response())
}

/// What the form of a replacement sends.
#[derive(Deserialize)]
pub(super) struct Tried {
    command: String,
    tried: String,
}

/// `POST /follow-ups/{follow_up}/replacement`: back to the event.
pub(super) async fn replace(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
    Form(sent): Form<Tried>,
) -> Result<Response, Failure> {
    let follow_up = id(&follow_up)?;
    let page = at.app.follow_up(&at.asker, follow_up).await?;
    let command = sent
        .command
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let input = ReplaceUnreachable {
        follow_up,
        why: sent.tried.clone(),
    };
    let wrong = match at.app.replace_unreachable(&at.asker, command, input).await {
        Ok(_) => {
            let event = format!("/events/{}", page.row.event);
            return Ok(Redirect::to(&event).into_response());
        }
        Err(Error::Invalid(wrong)) => {
            let named = Errors::of_fields(at.t, &wrong);
            let mut errors = Errors::default();
            for (_, sentence) in named.iter() {
                errors.add("tried", sentence.as_str());
            }
            (errors, None)
        }
        Err(error) => (Errors::default(), Some(at.refused(error)?)),
    };
    let typed = [("tried".to_owned(), sent.tried)];
    Ok(Page::not_accepted(view(&at, &page, &typed, wrong)).into_response())
}

fn value<'s>(sent: &'s [(String, String)], name: &str) -> &'s str {
    let found = sent.iter().find(|(sent, _)| sent == name);
    found.map_or("", |(_, value)| value.as_str())
}

fn command(sent: &[(String, String)]) -> Result<CommandId, Failure> {
    let command = value(sent, "command").parse();
    command.map_err(|_| Failure::new(Kind::Unreadable))
}

fn view(
    at: &SignedInAsker,
    page: &FollowUpPage,
    sent: &[(String, String)],
    (errors, refused): (Errors, Option<Refused>),
) -> AdjustmentPage {
    let t = at.t;
    let sources = Sources::new(at.procedure(), t.lang());
    let about = About::new(at, page);
    let or = |name: &str, standing: &str| {
        let typed = value(sent, name);
        if typed.is_empty() {
            standing.to_owned()
        } else {
            typed.to_owned()
        }
    };
    let this = page
        .event
        .follow_ups
        .iter()
        .find(|it| it.row.id == page.row.id);
    let day = this
        .and_then(|it| it.row.planned_day)
        .unwrap_or(page.row.due);
    let people = || {
        let none = std::iter::once((String::new(), t.none()));
        let known = page.colleagues.iter();
        none.chain(known.filter_map(|(id, name)| Some((id.to_string(), name.clone()?))))
    };
    let visitors = page.visitors.iter().enumerate().map(|(index, visitor)| {
        let name = format!("visitor_{index}");
        let standing = visitor.person.map(|it| it.to_string()).unwrap_or_default();
        let chosen = or(&name, &standing);
        Choice::new(name, post_title(at.procedure(), &visitor.post, t))
            .options(people(), &chosen)
            .check(&errors)
    });
    AdjustmentPage {
        t,
        frame: frame(at, page)
            .clauses(sources.cards(&page.channel_basis))
            .clauses(refused.iter().flat_map(|it| it.cards.clone())),
        head: head(at, page, &about, Some(t.visits_adjust())),
        command: CommandId::generate().to_string(),
        channel_sources: sources.tags(&page.channel_basis),
        planned_day: Field::new("planned_day", t.visits_planned_day())
            .kind("date")
            .value(or("planned_day", &day.to_string()))
            .required()
            .check(&errors),
        channel: Choice::new("channel", t.visits_channel())
            .options(
                [Channel::OnSite, Channel::Phone].map(|it| (it.id(), it.title(t.lang()))),
                &or("channel", page.row.channel.id()),
            )
            .check(&errors),
        visitors: visitors.collect(),
        why: Field::new("why", t.events_why())
            .value(value(sent, "why"))
            .hint(t.visits_adjust_why())
            .check(&errors),
        tried: Field::new("tried", t.visits_tried())
            .value(value(sent, "tried"))
            .hint(t.visits_tried_hint())
            .required()
            .check(&errors),
        about,
        refused,
        errors,
    }
}
