//! How the notices of a site leave the house: mail, robots, and what could not be delivered.

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use huiyin_app::notices::{Robot, SendingPage, Undelivered, UndeliveredNotice};
use huiyin_domain::{DeliveryFault, Personal, RobotKind, Topic};

use crate::at_work::SignedInAsker;
use crate::failure::{Failure, Kind, Refused};
use crate::letters;
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, Crumb, Frame, Head, Mark, MarkKind, NavCounts, Place};

mod robot;

/// The pages of sending.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/sending", get(show))
        .route("/sending/mail/test", post(test_mail))
        .route("/sending/robots", get(robot::new).post(robot::add))
        .route(
            "/sending/robots/{robot}",
            get(robot::edit).post(robot::change),
        )
        .route("/sending/robots/{robot}/test", post(robot::test))
        .route("/sending/robots/{robot}/removal", post(robot::remove))
        .route("/sending/undelivered/{message}/again", post(again))
        .route("/sending/undelivered/{message}/dismissal", post(let_be))
}

#[derive(Template)]
#[template(path = "sending/show.html")]
struct ShowPage {
    t: Texts,
    frame: Frame,
    head: Head,
    refused: Option<Refused>,
    /// What a test came to, right after it.
    tested: Option<Tested>,
    demo: bool,
    mail_from: Option<String>,
    without_mail: Vec<(String, String)>,
    robots: Vec<RobotLine>,
    /// Those who keep notes outside of the office: address of the page, name, and how they are reached.
    outside: Vec<(String, String, String)>,
    undelivered: Vec<UndeliveredLine>,
    undelivered_count: u64,
}

/// What a test came to: nothing, or what went wrong.
struct Tested(Option<String>);

/// A robot.
struct RobotLine {
    href: String,
    name: String,
    what: String,
    topics: String,
}

/// A message that was given up.
struct UndeliveredLine {
    id: i64,
    to: String,
    person: Option<String>,
    words: String,
    details: Vec<String>,
    why: Mark,
    said: String,
    when: String,
}

/// `GET /sending`
async fn show(at: SignedInAsker) -> Result<Response, Failure> {
    page(&at, None, None).await
}

/// `POST /sending/mail/test`
async fn test_mail(at: SignedInAsker) -> Result<Response, Failure> {
    let tested = at.app.test_mail(&at.asker, at.site.id()).await;
    after_test(&at, tested).await
}

/// `POST /sending/undelivered/{message}/again`
async fn again(at: SignedInAsker, Path(message): Path<String>) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let id = message.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    at.app.try_notice_again(&at.asker, at.site.id(), id).await?;
    Ok(Redirect::to("/sending").into_response())
}

/// `POST /sending/undelivered/{message}/dismissal`
async fn let_be(at: SignedInAsker, Path(message): Path<String>) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let id = message.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    at.app.let_notice_be(&at.asker, at.site.id(), id).await?;
    Ok(Redirect::to("/sending").into_response())
}

/// The page with what a test came to, or why there was none.
async fn after_test(
    at: &SignedInAsker,
    tested: huiyin_app::Result<huiyin_app::Result<(), Undelivered>>,
) -> Result<Response, Failure> {
    match tested {
        Ok(Ok(())) => page(at, Some(Tested(None)), None).await,
        Ok(Err(why)) => {
            let why = fault(at.t, why.fault, why.said.reveal());
            page(at, Some(Tested(Some(why))), None).await
        }
        Err(error) => {
            let refused = at.refused(error).await?;
            page(at, None, Some(refused)).await
        }
    }
}

async fn page(
    at: &SignedInAsker,
    tested: Option<Tested>,
    refused: Option<Refused>,
) -> Result<Response, Failure> {
    let shown = at.app.sending(&at.asker, at.site.id()).await?;
    let is_wrong = refused.is_some();
    let page = ShowPage::new(at, shown, tested, refused);
    Ok(if is_wrong {
        Page::not_accepted(page).into_response()
    } else {
        Page::new(page).into_response()
    })
}

impl ShowPage {
    fn new(
        at: &SignedInAsker,
        shown: SendingPage,
        tested: Option<Tested>,
        refused: Option<Refused>,
    ) -> Self {
        let t = at.t;
        let mut head = head(t, t.sending_title());
        let add = Action::new("/sending/robots", t.sending_add());
        head.actions.push(add.primary());
        let erased = |name: Option<Personal<String>>| {
            name.map_or_else(|| t.people_erased(), Personal::into_inner)
        };
        Self {
            t,
            frame: at.frame(Some(Place::People), &NavCounts::default()),
            head,
            refused,
            tested,
            demo: shown.demo,
            mail_from: shown.mail_from,
            without_mail: shown
                .without_mail
                .into_iter()
                .map(|(person, name)| (format!("/people/{person}/edit"), erased(name)))
                .collect(),
            outside: shown
                .robots
                .iter()
                .filter(|it| it.topics.contains(&Topic::HeadsNoted))
                .map(|it| robot_line(t, it))
                .map(|it| (it.href, it.name, it.what))
                .collect(),
            robots: shown.robots.iter().map(|it| robot_line(t, it)).collect(),
            undelivered: shown
                .undelivered
                .into_iter()
                .map(|it| undelivered_line(at, it))
                .collect(),
            undelivered_count: shown.undelivered_count,
        }
    }
}

fn robot_line(t: Texts, it: &Robot) -> RobotLine {
    let signed = if it.is_signed {
        t.sending_signed()
    } else {
        t.sending_unsigned()
    };
    let topics = it.topics.iter().map(|topic| topic.title(t.lang()));
    let mut what = vec![it.kind.title(t.lang()), it.host.as_str()];
    if it.kind != RobotKind::Mail {
        what.push(&signed);
    }
    RobotLine {
        href: format!("/sending/robots/{}", it.id),
        name: it.name.clone(),
        what: what.join("・"),
        topics: topics.collect::<Vec<_>>().join(&t.list_comma()),
    }
}

fn undelivered_line(at: &SignedInAsker, it: UndeliveredNotice) -> UndeliveredLine {
    let t = at.t;
    let failed_at = t.moment(at.site.zone().local(it.failed_at));
    UndeliveredLine {
        id: it.id,
        words: letters::sentence(t, &it.notice),
        details: letters::details(t, &it.notice),
        to: it
            .name
            .map_or_else(|| t.people_erased(), Personal::into_inner),
        person: it.person.map(|person| format!("/people/{person}/edit")),
        why: Mark::new(MarkKind::Fail, it.error.fault.title(t.lang())),
        said: it.error.said.into_inner(),
        when: format!("{failed_at}・{}", t.sending_attempts(it.attempts)),
    }
}

/// What went wrong, in our words and theirs.
fn fault(t: Texts, fault: DeliveryFault, said: &str) -> String {
    let ours = fault.title(t.lang());
    match (said, t.lang()) {
        ("", _) => ours.to_owned(),
        (said, huiyin_domain::Lang::En) => format!("{ours}: {said}"),
        (said, _) => format!("{ours}：{said}"),
    }
}

fn head(t: Texts, title: String) -> Head {
    Head {
        crumbs: vec![
            Crumb::link("/people", t.place_people()),
            Crumb::here(title.clone()),
        ],
        ..Head::new(title)
    }
}
