//! The form of a robot, its test and its removal.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use huiyin_app::Error;
use huiyin_app::notices::{Robot, SaveRobot};
use huiyin_domain::{CommandId, Instant, Lang, Personal, RobotId, RobotKind, Topic};

use super::{after_test, head};
use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::meanwhile::now;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Choice, Crumb, Errors, Field, Frame, Head, NavCounts, Place};

#[derive(Template)]
#[template(path = "sending/robot.html")]
struct RobotPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    errors: Errors,
    action: String,
    command: String,
    seen: String,
    kind: Choice,
    language: Choice,
    fields: Vec<Field>,
    /// What is wrong with the topics.
    topics: Choice,
    ticks: Vec<(String, &'static str, bool)>,
    /// Whether it is there already, and can be removed.
    is_known: bool,
}

/// What the form sends, by the names of its fields.
type Typed = BTreeMap<String, String>;

/// `GET /sending/robots`
pub(super) async fn new(at: SignedInAsker) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let mut typed = Typed::new();
    typed.insert("language".to_owned(), at.t.lang().tag().to_owned());
    typed.extend(Topic::ALL.iter().map(|topic| (tick(*topic), String::new())));
    Ok(form(&at, None, &typed, (Errors::default(), None)))
}

/// `POST /sending/robots`
pub(super) async fn add(at: SignedInAsker, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    save(&at, None, &typed).await
}

/// `GET /sending/robots/{robot}`
pub(super) async fn edit(
    at: SignedInAsker,
    Path(robot): Path<String>,
) -> Result<Response, Failure> {
    let robot = known(&at, &robot).await?;
    let mut typed = Typed::new();
    typed.insert("name".to_owned(), robot.name.clone());
    typed.insert("seen".to_owned(), robot.saved_at.micros().to_string());
    typed.insert("kind".to_owned(), robot.kind.id().to_owned());
    typed.insert("language".to_owned(), robot.language.tag().to_owned());
    let topics = robot.topics.iter();
    typed.extend(topics.map(|topic| (tick(*topic), String::new())));
    Ok(form(&at, Some(&robot), &typed, (Errors::default(), None)))
}

/// `POST /sending/robots/{robot}`
pub(super) async fn change(
    at: SignedInAsker,
    Path(robot): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let robot = known(&at, &robot).await?;
    save(&at, Some(&robot), &typed).await
}

/// `POST /sending/robots/{robot}/test`
pub(super) async fn test(
    at: SignedInAsker,
    Path(robot): Path<String>,
) -> Result<Response, Failure> {
    let robot = known(&at, &robot).await?;
    let tested = at.app.test_robot(&at.asker, at.site.id(), robot.id).await;
    after_test(&at, tested).await
}

/// `POST /sending/robots/{robot}/removal`
pub(super) async fn remove(
    at: SignedInAsker,
    Path(robot): Path<String>,
) -> Result<Response, Failure> {
    let robot = known(&at, &robot).await?;
    at.app
        .remove_robot(&at.asker, at.site.id(), robot.id)
        .await?;
    Ok(Redirect::to("/sending").into_response())
}

async fn known(at: &SignedInAsker, robot: &str) -> Result<Robot, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let robot: RobotId = robot.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    Ok(at.app.robot(&at.asker, at.site.id(), robot).await?)
}

async fn save(
    at: &SignedInAsker,
    robot: Option<&Robot>,
    typed: &Typed,
) -> Result<Response, Failure> {
    let text = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let command: CommandId = text("command")
        .parse()
        .map_err(|_| Failure::new(Kind::Unreadable))?;
    let ticked = |topic: &Topic| typed.contains_key(&tick(*topic));
    let input = SaveRobot {
        site: at.site.id(),
        robot: robot.map(|robot| robot.id),
        kind: RobotKind::of_id(&text("kind")),
        name: text("name"),
        address: Personal::new(text("address")),
        secret: Personal::new(text("secret")),
        language: Lang::of(&text("language")),
        topics: Topic::ALL.iter().copied().filter(ticked).collect(),
        seen: text("seen").parse().ok().map(Instant::from_micros),
    };
    match at.app.save_robot(&at.asker, command, input).await {
        Ok(_) => Ok(Redirect::to("/sending").into_response()),
        Err(error @ Error::Conflict) => changed(at, robot, typed, error).await,
        Err(error) => Ok(form(at, robot, typed, at.wrong(error).await?)),
    }
}

/// The form again, with who saved the robot meanwhile, when, and how it stands now.
async fn changed(
    at: &SignedInAsker,
    robot: Option<&Robot>,
    typed: &Typed,
    error: Error,
) -> Result<Response, Failure> {
    let (t, mut wrong) = (at.t, at.wrong(error).await?);
    let Some(robot) = robot else {
        return Ok(form(at, None, typed, wrong));
    };
    let robot = at.app.robot(&at.asker, at.site.id(), robot.id).await?;
    let who = robot.saved_by.as_ref();
    let who = who.map_or_else(|| t.events_erased(), |name| name.reveal().clone());
    let when = t.moment(at.site.zone().local(robot.saved_at));
    let step = t.meanwhile_last_step(t.step_robot_saved(), when, who);
    if let Some(refused) = &mut wrong.1 {
        refused.sentence = t.meanwhile_beside(refused.sentence.as_str(), step);
    }
    let fields = [
        ("name", robot.name.clone(), robot.name.clone()),
        (
            "kind",
            robot.kind.id().to_owned(),
            robot.kind.title(t.lang()).to_owned(),
        ),
        (
            "language",
            robot.language.tag().to_owned(),
            Texts::of(robot.language).language_name(),
        ),
    ];
    wrong.0 = now(t, fields, |name| {
        typed.get(name).cloned().unwrap_or_default()
    });
    let mut typed = typed.clone();
    typed.insert("seen".to_owned(), robot.saved_at.micros().to_string());
    Ok(form(at, Some(&robot), &typed, wrong))
}

/// The name of the box that a topic is ticked in.
fn tick(topic: Topic) -> String {
    format!("topic.{topic}")
}

fn form(
    at: &SignedInAsker,
    robot: Option<&Robot>,
    typed: &Typed,
    (errors, refused): (Errors, Option<Refused>),
) -> Response {
    let wrong = refused.is_some() || !errors.is_empty();
    let forbidden = refused.as_ref().is_some_and(|it| it.forbidden);
    let page = RobotPage::new(at, robot, typed, (errors, refused));
    if wrong {
        Page::not_accepted(page)
            .forbidden(forbidden)
            .into_response()
    } else {
        Page::new(page).into_response()
    }
}

impl RobotPage {
    fn new(
        at: &SignedInAsker,
        robot: Option<&Robot>,
        typed: &Typed,
        (errors, refused): (Errors, Option<Refused>),
    ) -> Self {
        let t = at.t;
        let text = |name: &str| typed.get(name).cloned().unwrap_or_default();
        let title = robot.map_or_else(|| t.sending_add(), |robot| robot.name.clone());
        let mut head = head(t, title);
        head.crumbs
            .insert(1, Crumb::link("/sending", t.sending_title()));
        let kinds = RobotKind::ALL.iter();
        let kinds = kinds.map(|kind| (kind.id(), kind.title(t.lang())));
        let languages = Lang::ALL.map(|lang| (lang.tag(), Texts::of(lang).language_name()));
        let command = match typed.get("command") {
            Some(command) => command.clone(),
            None => CommandId::generate().to_string(),
        };
        let ticks = Topic::ALL.iter().map(|topic| {
            let name = tick(*topic);
            let ticked = typed.contains_key(&name);
            (name, topic.title(t.lang()), ticked)
        });
        Self {
            t,
            frame: at.frame(Some(Place::People), &NavCounts::default()),
            head,
            action: robot.map_or_else(
                || "/sending/robots".to_owned(),
                |robot| format!("/sending/robots/{}", robot.id),
            ),
            command,
            seen: text("seen"),
            kind: Choice::new("kind", t.sending_kind())
                .options(kinds, &text("kind"))
                .required()
                .check(&errors),
            language: Choice::new("language", t.sending_language())
                .options(languages, &text("language"))
                .required()
                .check(&errors),
            fields: fields(t, robot, typed)
                .into_iter()
                .map(|field| field.check(&errors))
                .collect(),
            topics: Choice::new("topics", t.sending_topics()).check(&errors),
            ticks: ticks.collect(),
            is_known: robot.is_some(),
            refused,
            errors,
        }
    }
}

fn fields(t: Texts, robot: Option<&Robot>, typed: &Typed) -> Vec<Field> {
    let text = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let name = Field::new("name", t.sending_name())
        .value(text("name"))
        .required();
    let address = Field::new("address", t.sending_address()).value(text("address"));
    let address = match robot {
        Some(robot) => address.hint(format!(
            "{} {}",
            t.sending_address_kept(robot.host.as_str()),
            t.sending_address_hint()
        )),
        None => address.hint(t.sending_address_hint()).required(),
    };
    let secret = Field::new("secret", t.sending_secret())
        .kind("password")
        .value(text("secret"));
    let secret = if robot.is_some_and(|robot| robot.is_signed) {
        secret.hint(t.sending_secret_kept())
    } else {
        secret.hint(t.sending_secret_hint())
    };
    vec![name, address, secret]
}
