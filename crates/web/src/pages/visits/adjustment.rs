//! What the planner changes about a follow-up: who, when, how; or that a customer who cannot be reached gives way.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::planning::{AdjustPlan, ReplaceUnreachable, VisitorChoice};
use huiyin_app::visits::{FollowUpPage, FollowUpVisitor};
use huiyin_domain::{Channel, CommandId, FollowUpId, PersonId};

use super::{About, frame, head, id};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind, Refused, untried};
use crate::meanwhile::now;
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
    seen: String,
    channel_sources: Vec<ClauseTag>,
    /// What is missing before the customer counts as unreachable.
    missing: Option<String>,
    unreachable_sources: Vec<ClauseTag>,
    adjust: Option<Adjust>,
    tried: Option<Field>,
}

/// The fields of an adjustment.
struct Adjust {
    planned_day: Field,
    channel: Choice,
    visitors: Vec<Choice>,
    why: Field,
}

/// `GET /follow-ups/{follow_up}/adjustment`
pub(super) async fn show(
    at: SignedInAsker,
    Path(follow_up): Path<String>,
) -> Result<Response, Failure> {
    let follow_up = id(&follow_up)?;
    let seen = seen(&at, follow_up).await?;
    let page = at.app.follow_up(&at.asker, follow_up).await?;
    let view = view(&at, &page, &[], (Errors::default(), None));
    let view = AdjustmentPage { seen, ..view };
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
    let Some(channel) = Channel::of_id(value(&sent, "channel")) else {
        let mut errors = Errors::default();
        errors.add("channel", at.t.fault_missing());
        return Ok(not_accepted(view(&at, &page, &sent, (errors, None))));
    };
    let mut errors = Errors::default();
    for index in 0..page.visitors.len() {
        let name = format!("visitor_{index}");
        let chosen = value(&sent, &name);
        if !chosen.is_empty() && chosen.parse::<PersonId>().is_err() {
            errors.add(name, at.t.fault_unknown());
        }
    }
    if !errors.is_empty() {
        return Ok(not_accepted(view(&at, &page, &sent, (errors, None))));
    }
    let visitors = page.visitors.iter().enumerate();
    let input = AdjustPlan {
        follow_up,
        planned_day: value(&sent, "planned_day").to_owned(),
        channel,
        visitors: visitors
            .map(|(index, visitor)| VisitorChoice {
                post: visitor.post.clone(),
                person: value(&sent, &format!("visitor_{index}")).parse().ok(),
            })
            .collect(),
        why: value(&sent, "why").to_owned(),
    };
    let asker = at.having_seen(value(&sent, "seen"));
    let done = at.app.adjust_plan(&asker, command(&sent)?, input).await;
    let Err(error) = done else {
        return Ok(Redirect::to(&format!("/follow-ups/{follow_up}")).into_response());
    };
    let is_changed = matches!(error, Error::Conflict);
    let mut wrong = at.wrong(error).await?;
    if !is_changed {
        return Ok(not_accepted(view(&at, &page, &sent, wrong)));
    }
    let seen = seen(&at, follow_up).await?;
    let page = at.app.follow_up(&at.asker, follow_up).await?;
    if let Some(standing) = view(&at, &page, &[], (Errors::default(), None)).adjust {
        wrong.0 = now(at.t, standing.values(), |field| {
            value(&sent, field).to_owned()
        });
    }
    let view = view(&at, &page, &sent, wrong);
    Ok(not_accepted(AdjustmentPage { seen, ..view }))
}

/// How far the journal had come about the event before its page was read.
async fn seen(at: &SignedInAsker, follow_up: FollowUpId) -> Result<String, Failure> {
    let event = at.app.follow_up(&at.asker, follow_up).await?.row.event;
    at.seen(&[event.uuid()]).await
}

/// What the form of a replacement sends.
#[derive(Deserialize, Default)]
#[serde(default)]
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
        Err(error) => (Errors::default(), Some(at.refused(error).await?)),
    };
    let typed = [("tried".to_owned(), sent.tried)];
    Ok(not_accepted(view(&at, &page, &typed, wrong)))
}

fn not_accepted(page: AdjustmentPage) -> Response {
    let forbidden = page.refused.as_ref().is_some_and(|it| it.forbidden);
    Page::not_accepted(page)
        .forbidden(forbidden)
        .into_response()
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
    AdjustmentPage {
        t,
        frame: frame(at, page)
            .clauses(sources.cards(&page.channel_basis))
            .clauses(sources.cards(&page.unreachable_basis))
            .clauses(refused.iter().flat_map(|it| it.cards.clone())),
        head: head(at, page, &about, Some(t.visits_adjust())),
        command: CommandId::generate().to_string(),
        seen: value(sent, "seen").to_owned(),
        channel_sources: sources.tags(&page.channel_basis),
        missing: (!page.untried.is_empty()).then(|| untried(t, &page.untried)),
        unreachable_sources: sources.tags(&page.unreachable_basis),
        adjust: page
            .may
            .adjust
            .then(|| Adjust::new(at, page, sent, &errors)),
        tried: page.may.replace.then(|| {
            Field::new("tried", t.visits_tried())
                .value(value(sent, "tried"))
                .hint(t.visits_tried_hint())
                .required()
                .check(&errors)
        }),
        about,
        refused,
        errors,
    }
}

impl Adjust {
    /// Each field as it stands: its name, what the form sends, and its words.
    fn values(&self) -> Vec<(&str, String, String)> {
        let day = &self.planned_day;
        let choices = self.visitors.iter().chain([&self.channel]);
        let choices = choices.map(|choice| (choice.name.as_ref(), choice.value(), choice.chosen()));
        choices
            .chain([(day.name.as_ref(), day.value.clone(), day.value.clone())])
            .collect()
    }

    fn new(
        at: &SignedInAsker,
        page: &FollowUpPage,
        sent: &[(String, String)],
        errors: &Errors,
    ) -> Self {
        let t = at.t;
        let is_of_this_form = sent.iter().any(|(name, _)| name == "planned_day");
        let or = |name: &str, standing: String| {
            if is_of_this_form {
                value(sent, name).to_owned()
            } else {
                standing
            }
        };
        let mut follow_ups = page.event.follow_ups.iter();
        let this = follow_ups.find(|it| it.row.id == page.row.id);
        let day = this.and_then(|it| it.row.planned_day);
        let day = day.unwrap_or(page.row.due).to_string();
        let visitors = page.visitors.iter().enumerate().map(|(index, visitor)| {
            let name = format!("visitor_{index}");
            let standing = visitor.person.map(|it| it.to_string()).unwrap_or_default();
            let chosen = or(&name, standing);
            Choice::new(name, post_title(at.procedure(), &visitor.post, t))
                .options(candidates(t, visitor), &chosen)
                .check(errors)
        });
        Self {
            planned_day: Field::new("planned_day", t.visits_planned_day())
                .kind("date")
                .value(or("planned_day", day))
                .required()
                .check(errors),
            channel: Choice::new("channel", t.visits_channel())
                .options(
                    [Channel::OnSite, Channel::Phone].map(|it| (it.id(), it.title(t.lang()))),
                    &or("channel", page.row.channel.id().to_owned()),
                )
                .check(errors),
            visitors: visitors.collect(),
            why: Field::new("why", t.events_why())
                .value(value(sent, "why"))
                .hint(t.visits_adjust_why())
                .check(errors),
        }
    }
}

/// Nobody, who stands there now, and whoever else may answer for the post.
fn candidates(t: Texts, visitor: &FollowUpVisitor) -> Vec<(String, String)> {
    let mut people = vec![(String::new(), t.none())];
    if let (Some(person), Some(name)) = (visitor.person, &visitor.name) {
        people.push((person.to_string(), name.reveal().clone()));
    }
    let others = visitor.candidates.iter();
    let others = others.filter(|(person, _)| Some(*person) != visitor.person);
    people.extend(others.filter_map(|(id, name)| Some((id.to_string(), name.clone()?))));
    people
}
