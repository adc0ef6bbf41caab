//! The forms about people and posts, each on a page of its own.

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;

use huiyin_app::Right;
use huiyin_domain::PersonId;

use super::person::in_hand;
use super::{head, href, id, member, name};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Refused};
use crate::pages::form_page::FormPage;
use crate::texts::Texts;
use crate::view::{Choice, Errors, Field, Place};

/// What any of the forms sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) command: String,
    pub(super) seen: String,
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) login: String,
    pub(super) person: String,
    pub(super) post: String,
    pub(super) scope: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) successor: String,
}

/// Which form it is, and whom or what it is about.
pub(super) enum Form<'a> {
    /// Somebody gets an account.
    Invite,
    /// A zone is opened.
    Zone,
    /// This person gets a post.
    Grant(&'a str),
    /// This person's holding of a post ends.
    End(&'a str, &'a str),
    /// Somebody stands in for this person in this holding.
    Deputy(&'a str, &'a str),
    /// This person leaves.
    Leaving(&'a str),
}

/// `GET /people/invitations`
pub(super) async fn invite(
    at: SignedInAsker,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    first(&at, &Form::Invite, typed).await
}

/// `GET /people/zones`
pub(super) async fn zone(at: SignedInAsker) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    first(&at, &Form::Zone, Typed::default()).await
}

/// `GET /people/{person}/posts`
pub(super) async fn grant(
    at: SignedInAsker,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    first(&at, &Form::Grant(&person), Typed::default()).await
}

/// `GET /people/{person}/posts/{held}/end`
pub(super) async fn end(
    at: SignedInAsker,
    Path((person, held)): Path<(String, String)>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let seen = at.seen(&[id::<PersonId>(&person)?.uuid()]).await?;
    let typed = Typed {
        seen,
        ..Typed::default()
    };
    first(&at, &Form::End(&person, &held), typed).await
}

/// `GET /people/{person}/posts/{held}/deputy`; also for who holds the post.
pub(super) async fn deputy(
    at: SignedInAsker,
    Path((person, held)): Path<(String, String)>,
) -> Result<Response, Failure> {
    first(&at, &Form::Deputy(&person, &held), Typed::default()).await
}

/// `GET /people/{person}/leaving`
pub(super) async fn leaving(
    at: SignedInAsker,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    first(&at, &Form::Leaving(&person), Typed::default()).await
}

async fn first(at: &SignedInAsker, form: &Form<'_>, typed: Typed) -> Result<Response, Failure> {
    again(at, form, &typed, (Errors::default(), None)).await
}

/// The form with what was typed, and why it cannot be accepted.
pub(super) async fn again(
    at: &SignedInAsker,
    form: &Form<'_>,
    typed: &Typed,
    wrong: (Errors, Option<Refused>),
) -> Result<Response, Failure> {
    let t = at.t;
    let person = match form {
        Form::Invite | Form::Zone => String::new(),
        Form::Grant(id) | Form::End(id, _) | Form::Deputy(id, _) | Form::Leaving(id) => {
            name(t, &member(at, id).await?)
        }
    };
    let (title, mut line, action, button) = words(t, form, &person);
    if let Form::Leaving(person) = form {
        let page = at.app.staff_member(&at.asker, at.site.id(), id(person)?);
        let in_hand = in_hand(t, page.await?.in_hand);
        line.push_str(&in_hand.unwrap_or_else(|| t.people_nothing_in_hand()));
    }
    let (choices, fields) = fields(at, form, typed).await?;
    Ok(FormPage::new(at, Place::People, head(t, title), &action)
        .line(line)
        .button(button)
        .command(&typed.command)
        .hidden("seen", typed.seen.as_str())
        .fields(choices, fields)
        .answer(wrong))
}

async fn fields(
    at: &SignedInAsker,
    form: &Form<'_>,
    typed: &Typed,
) -> Result<(Vec<Choice>, Vec<Field>), Failure> {
    let t = at.t;
    let text = |name, label: String, value: &str| Field::new(name, label).value(value);
    let day = |name, label: String, value: &str| text(name, label, value).kind("date");
    Ok(match form {
        Form::Invite => (
            vec![staff_choice(at, "person", t.people_who(), &typed.person, t.people_new()).await?],
            vec![
                text("name", t.people_name(), &typed.name).hint(t.people_name_hint()),
                text("phone", t.people_phone(), &typed.phone).kind("tel"),
                text("login", t.sign_in_account(), &typed.login).required(),
            ],
        ),
        Form::Zone => (
            Vec::new(),
            vec![text("name", t.people_zone_name(), &typed.name).required()],
        ),
        Form::Grant(_) => (
            grant_choices(at, typed).await?,
            vec![
                day("from", t.people_from(), &typed.from).hint(t.people_from_hint()),
                day("to", t.people_to(), &typed.to).hint(t.people_to_hint()),
            ],
        ),
        Form::End(..) => (
            Vec::new(),
            vec![day("to", t.people_to(), &typed.to).hint(t.people_from_hint())],
        ),
        Form::Deputy(..) => (
            vec![staff_choice(at, "person", t.people_deputy(), &typed.person, t.none()).await?],
            vec![
                day("from", t.people_from(), &typed.from).required(),
                day("to", t.people_to(), &typed.to).required(),
            ],
        ),
        Form::Leaving(_) => {
            let by_rules = t.people_by_rules();
            let successor = &typed.successor;
            let label = t.people_successor();
            (
                vec![staff_choice(at, "successor", label, successor, by_rules).await?],
                Vec::new(),
            )
        }
    })
}

/// Title, the line below it, where the form goes, and its button.
fn words(t: Texts, form: &Form<'_>, person: &str) -> (String, String, String, String) {
    let named = |title: String| format!("{person}・{title}");
    match form {
        Form::Invite => (
            t.people_invite(),
            t.people_invite_line(),
            "/people/invitations".to_owned(),
            t.people_invite(),
        ),
        Form::Zone => (
            t.people_open_zone(),
            t.people_open_zone_line(),
            "/people/zones".to_owned(),
            t.people_open_zone(),
        ),
        Form::Grant(id) => (
            named(t.people_grant()),
            t.people_grant_line(),
            format!("{}/posts", href(id)),
            t.people_grant(),
        ),
        Form::End(id, held) => (
            named(t.people_end()),
            t.people_end_line(),
            format!("{}/posts/{held}/end", href(id)),
            t.people_end(),
        ),
        Form::Deputy(id, held) => (
            named(t.people_name_deputy()),
            t.people_name_deputy_line(),
            format!("{}/posts/{held}/deputy", href(id)),
            t.people_name_deputy(),
        ),
        Form::Leaving(id) => (
            named(t.people_leave()),
            t.people_leave_line(),
            format!("{}/leaving", href(id)),
            t.people_leave(),
        ),
    }
}

/// One of the staff whose account is not closed, or what stands for nobody.
pub(super) async fn staff_choice(
    at: &SignedInAsker,
    field: &'static str,
    label: String,
    chosen: &str,
    nobody: String,
) -> Result<Choice, Failure> {
    let staff = at.app.staff(&at.asker, at.site.id()).await?;
    let there = staff
        .iter()
        .filter(|member| member.account_closed_at.is_none())
        .map(|member| (member.person.to_string(), name(at.t, member)));
    let options = std::iter::once((String::new(), nobody)).chain(there);
    Ok(Choice::new(field, label).options(options, chosen))
}

async fn grant_choices(at: &SignedInAsker, typed: &Typed) -> Result<Vec<Choice>, Failure> {
    let t = at.t;
    let ids = at.procedure().posts.iter().map(|post| post.id.as_str());
    let posts = ids
        .chain([Right::ADMINISTRATOR])
        .map(|id| (id, post_title(at.procedure(), id, t)));
    let zones = at.app.zones(&at.asker, &at.site).await?;
    let site = (at.site.id().to_string(), at.site.name().to_owned());
    let zones = zones.into_iter().map(|(id, name)| (id.to_string(), name));
    let company = at.app.installation().await?;
    let company = company
        .filter(|_| at.app.check_opens_sites(&at.asker).is_ok())
        .map(|it| (it.company.to_string(), it.name));
    Ok(vec![
        Choice::new("post", t.people_post())
            .options(posts, &typed.post)
            .required(),
        Choice::new("scope", t.people_place())
            .options(
                std::iter::once(site).chain(zones).chain(company),
                &typed.scope,
            )
            .required(),
    ])
}
