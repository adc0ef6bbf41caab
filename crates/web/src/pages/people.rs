//! The staff: people, posts, deputies, leaving.

use std::fmt::Display;
use std::str::FromStr;

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use huiyin_app::people::{Department, HeldByStaff, StaffMember};
use huiyin_app::posts::VacantPost;
use huiyin_domain::{CommandId, PersonId, Personal};

use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind};
use crate::page::Page;
use crate::server::Shared;
use crate::texts::Texts;
use crate::view::{Action, ClauseTag, Crumb, Frame, Head, NavCounts, Place, Sources};

mod actions;
mod departments;
mod forms;
mod person;

/// The pages of people and posts.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/people", get(list))
        .route(
            "/people/invitations",
            get(forms::invite).post(actions::invite),
        )
        .route("/people/zones", get(forms::zone).post(actions::open_zone))
        .route(
            "/people/departments",
            get(departments::new).post(departments::add),
        )
        .route(
            "/people/departments/{department}",
            get(departments::edit).post(departments::change),
        )
        .route("/people/{person}", get(person::show))
        .route(
            "/people/{person}/edit",
            get(person::edit).post(person::save),
        )
        .route(
            "/people/{person}/devices/{device}/revocation",
            post(person::shut_out),
        )
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
    departments: Vec<DepartmentLine>,
    zones: String,
}

/// A department or contractor.
struct DepartmentLine {
    name: String,
    head: String,
    note: String,
    edit: Option<String>,
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
    let departments = at.app.departments(&at.asker, at.site.id()).await?;
    let mut head = Head::new(t.place_people());
    if at.app.check_opens_sites(&at.asker).is_ok() {
        let open = Action::new("/sites/new", t.sites_open());
        head.actions.push(open);
    }
    if manages {
        head.actions.extend([
            Action::new("/requests", t.privacy_requests()),
            Action::new("/sending", t.sending_title()),
            Action::new("/people/zones", t.people_open_zone()),
            Action::new("/people/departments", t.people_add_department()),
            Action::new("/people/invitations", t.people_invite()).primary(),
        ]);
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
        departments: departments
            .iter()
            .map(|it| department_line(&at, it, manages))
            .collect(),
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

fn department_line(at: &SignedInAsker, it: &Department, manages: bool) -> DepartmentLine {
    let t = at.t;
    let head = it.head.as_ref().and_then(|(_, name)| name.clone());
    let post = it.responsible_post.as_ref();
    let post = post.map(|post| post_title(at.procedure(), post, t));
    DepartmentLine {
        name: it.name.clone(),
        head: head.map_or_else(|| t.none(), Personal::into_inner),
        note: if it.contractor {
            t.people_contractor_of(post.unwrap_or_default())
        } else {
            String::new()
        },
        edit: manages.then(|| format!("/people/departments/{}", it.id)),
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

/// One of the staff of the site; who is not of it is not there.
async fn member(at: &SignedInAsker, id: &str) -> Result<StaffMember, Failure> {
    let id: PersonId = self::id(id)?;
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

fn id<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::NotFound))
}

fn command(text: &str) -> Result<CommandId, Failure> {
    text.parse().map_err(|_| Failure::new(Kind::Unreadable))
}
