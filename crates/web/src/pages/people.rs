//! The staff: people, posts, deputies, leaving.

use std::fmt::Display;

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use huiyin_app::people::{HeldByStaff, StaffMember};
use huiyin_app::posts::VacantPost;
use huiyin_domain::{PersonId, Personal};

use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, ClauseTag, Crumb, Frame, Head, NavCounts, Place, Sources};

mod actions;
mod forms;

/// The pages of people and posts.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/people", get(list))
        .route(
            "/people/invitations",
            get(forms::invite).post(actions::invite),
        )
        .route("/people/zones", get(forms::zone).post(actions::open_zone))
        .route("/people/{person}", get(person))
        .route(
            "/people/{person}/password-link",
            post(actions::reset_password),
        )
        .route(
            "/people/{person}/posts",
            get(forms::grant).post(actions::grant),
        )
        .route(
            "/people/{person}/posts/{held}/end",
            get(forms::end).post(actions::end),
        )
        .route(
            "/people/{person}/posts/{held}/deputy",
            get(forms::deputy).post(actions::name_deputy),
        )
        .route(
            "/people/{person}/leaving",
            get(forms::leaving).post(actions::leave),
        )
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    t: Texts,
    frame: Frame,
    head: Head,
    vacant: Vec<VacantLine>,
    posts: Vec<PostLine>,
    without: Vec<(String, String)>,
    zones: String,
}

/// A post that nobody holds.
struct VacantLine {
    post: String,
    place: String,
    stand_in: String,
    sources: Vec<ClauseTag>,
}

/// A post that somebody holds, today or later.
struct PostLine {
    post: String,
    place: String,
    href: String,
    name: String,
    days: String,
    deputy: bool,
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    t: Texts,
    frame: Frame,
    head: Head,
    phone: String,
    account: String,
    /// Where a new link for a password is asked for; none without an open account.
    reset: Option<String>,
    posts: Vec<HeldLine>,
}

/// A post on the page of who holds it.
struct HeldLine {
    post: String,
    place: String,
    days: String,
    deputy: bool,
    end: Option<String>,
    name_deputy: Option<String>,
}

/// `GET /people`
async fn list(at: SignedInAsker) -> Result<Response, Failure> {
    let t = at.t;
    let staff = at.app.staff(&at.asker, at.site.id()).await?;
    let vacant = at.app.vacant_posts(&at.asker, at.site.id()).await?;
    let zones = at.app.zones(&at.asker, &at.site).await?;
    let manages = at.app.check_manages_people(&at.asker, &at.site).is_ok();
    let sources = Sources::new(at.procedure(), t.lang());
    let known = at.procedure().posts.iter();
    let cards = known
        .filter(|post| vacant.iter().any(|empty| empty.post == post.id))
        .flat_map(|post| sources.cards(&post.basis));
    let mut head = Head::new(t.place_people());
    if manages {
        head.actions = vec![
            Action::new("/people/zones", t.people_open_zone()),
            Action::new("/people/invitations", t.people_invite()).primary(),
        ];
    }
    let without = staff.iter().filter(|member| member.posts.is_empty());
    let page = PeoplePage {
        t,
        frame: at
            .frame(Some(Place::People), &NavCounts::default())
            .clauses(cards),
        head,
        vacant: vacant.iter().map(|it| vacant_line(&at, it)).collect(),
        posts: post_lines(&at, &staff),
        without: without.map(|it| (href(it.person), name(t, it))).collect(),
        zones: zones
            .into_iter()
            .map(|(_, name)| name)
            .collect::<Vec<_>>()
            .join(&t.list_comma()),
    };
    Ok(Page::new(page).into_response())
}

fn vacant_line(at: &SignedInAsker, vacant: &VacantPost) -> VacantLine {
    let t = at.t;
    let above = vacant.stands_in.as_ref();
    let above = above.map(|post| post_title(at.procedure(), post, t));
    let stand_in = vacant.stand_in.as_ref().and_then(|(_, name)| name.clone());
    let stand_in = stand_in.map(Personal::into_inner).unwrap_or_default();
    let post = at.procedure().posts.iter().find(|it| it.id == vacant.post);
    VacantLine {
        post: post_title(at.procedure(), &vacant.post, t),
        place: vacant
            .zone
            .as_ref()
            .map_or_else(|| at.site.name().to_owned(), |(_, name)| name.clone()),
        stand_in: above.map_or_else(
            || t.people_nobody_above(),
            |above| format!("{above} {stand_in}"),
        ),
        sources: post.map_or_else(Vec::new, |post| {
            Sources::new(at.procedure(), t.lang()).tags(&post.basis)
        }),
    }
}

/// In the order of the procedure's posts; the administrators last.
fn post_lines(at: &SignedInAsker, staff: &[StaffMember]) -> Vec<PostLine> {
    let order = |post: &str| {
        let known = &at.procedure().posts;
        let found = known.iter().position(|known| known.id == post);
        found.unwrap_or(known.len())
    };
    let all = staff
        .iter()
        .flat_map(|member| member.posts.iter().map(move |held| (member, held)));
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(_, held)| order(&held.post));
    all.into_iter()
        .map(|(member, held)| PostLine {
            post: post_title(at.procedure(), &held.post, at.t),
            place: held.place.clone(),
            href: href(member.person),
            name: name(at.t, member),
            days: days(at.t, held),
            deputy: held.deputy_for.is_some(),
        })
        .collect()
}

/// `GET /people/{person}`
async fn person(
    at: SignedInAsker,
    axum::extract::Path(id): axum::extract::Path<String>,
) -> Result<Response, Failure> {
    let t = at.t;
    let member = member(&at, &id).await?;
    let manages = at.app.check_manages_people(&at.asker, &at.site).is_ok();
    let is_self = at.asker.person == Some(member.person);
    let here = href(member.person);
    let open = member.login.is_some() && member.account_closed_at.is_none();
    let mut head = head(t, name(t, &member));
    if manages && !is_self {
        let leaving = Action::new(format!("{here}/leaving"), t.people_leave());
        head.actions.push(leaving);
    }
    if manages && member.login.is_none() {
        let invite = format!("/people/invitations?person={}", member.person);
        head.actions.push(Action::new(invite, t.people_invite()));
    }
    if manages {
        let grant = Action::new(format!("{here}/posts"), t.people_grant());
        head.actions.push(grant.primary());
    }
    let held_line = |held: &HeldByStaff| {
        let link = |step: &str| format!("{here}/posts/{}/{step}", held.held);
        HeldLine {
            post: post_title(at.procedure(), &held.post, t),
            place: held.place.clone(),
            days: days(t, held),
            deputy: held.deputy_for.is_some(),
            end: manages.then(|| link("end")),
            name_deputy: ((manages || is_self) && held.deputy_for.is_none())
                .then(|| link("deputy")),
        }
    };
    let page = PersonPage {
        t,
        frame: at.frame(Some(Place::People), &NavCounts::default()),
        head,
        phone: member.phone_masked.clone().unwrap_or_else(|| t.none()),
        account: account(&at, &member),
        reset: (manages && open).then(|| format!("{here}/password-link")),
        posts: member.posts.iter().map(held_line).collect(),
    };
    Ok(Page::new(page).into_response())
}

/// Where the account of somebody stands.
fn account(at: &SignedInAsker, member: &StaffMember) -> String {
    let t = at.t;
    let Some(login) = &member.login else {
        return t.people_no_account();
    };
    let moment = |time| t.moment(at.site.zone().local(time));
    let state = if let Some(closed) = member.account_closed_at {
        format!("{}・{}", t.people_closed(), moment(closed))
    } else if !member.has_password {
        t.people_no_password()
    } else if let Some(last) = member.last_login_at {
        format!("{}・{}", t.people_last_seen(), moment(last))
    } else {
        t.people_never_seen()
    };
    format!("{}・{state}", login.reveal())
}

/// One of the staff of the site; who is not of it is not there.
async fn member(at: &SignedInAsker, id: &str) -> Result<StaffMember, Failure> {
    let id: PersonId = id.parse().map_err(|_| Failure::new(Kind::NotFound))?;
    let staff = at.app.staff(&at.asker, at.site.id()).await?;
    let found = staff.into_iter().find(|member| member.person == id);
    found.ok_or_else(|| Failure::new(Kind::NotFound))
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

fn href(person: impl Display) -> String {
    format!("/people/{person}")
}

fn name(t: Texts, member: &StaffMember) -> String {
    let name = member.name.clone();
    name.map_or_else(|| t.people_erased(), Personal::into_inner)
}

fn days(t: Texts, held: &HeldByStaff) -> String {
    let to = held.to.map(|to| t.day(to)).unwrap_or_default();
    format!("{} – {to}", t.day(held.from))
}
