//! What the forms about people and posts do.

use std::str::FromStr;

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use huiyin_app::Error;
use huiyin_app::accounts::{Invite, Token};
use huiyin_app::people::OpenZone;
use huiyin_app::posts::{EndPost, GrantPost, Leave, NameDeputy};
use huiyin_domain::{PersonId, Personal};

use super::forms::{Form as Which, Typed, again};
use super::{command, head, href, id, person};
use crate::at_work::SignedInAsker;
use crate::failure::Failure;
use crate::page::Page;
use crate::texts::Texts;
use crate::view::{Errors, Field, Frame, Head, NavCounts, Place};

/// A link that is shown once.
#[derive(Template)]
#[template(path = "password_link.html")]
struct LinkPage {
    t: Texts,
    frame: Frame,
    head: Head,
    /// None when the form was sent again: the link was shown the first time.
    link: Option<Field>,
    /// Until when it works.
    until: String,
    person: String,
}

/// `POST /people/invitations`
pub(super) async fn invite(
    at: SignedInAsker,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let Ok(person) = chosen(&typed.person) else {
        return unchosen(&at, &Which::Invite, &typed, "person").await;
    };
    let invite = Invite {
        site: at.site.id(),
        person,
        name: Personal::new(typed.name.clone()),
        phone: Personal::new(typed.phone.clone()),
        login: typed.login.clone(),
        lang: None,
    };
    let done = at
        .app
        .invite(&at.asker, command(&typed.command)?, &invite)
        .await;
    match done {
        Ok(invited) => link_page(&at, invited.person, invited.link.as_ref()).await,
        // Whoever was chosen is not there: what was typed stays.
        Err(Error::NotFound) => unchosen(&at, &Which::Invite, &typed, "person").await,
        Err(error) => not_done(&at, &Which::Invite, &typed, error).await,
    }
}

/// `POST /people/{person}/password-link`
pub(super) async fn reset_password(
    at: SignedInAsker,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let person = id(&person)?;
    let link = at.app.reset_password(&at.asker, at.site.id(), person);
    link_page(&at, person, Some(&link.await?)).await
}

/// `POST /people/zones`
pub(super) async fn open_zone(
    at: SignedInAsker,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let zone = OpenZone {
        site: at.site.id(),
        name: typed.name.clone(),
    };
    let done = at
        .app
        .open_zone(&at.asker, command(&typed.command)?, &zone)
        .await;
    match done {
        Ok(_) => Ok(Redirect::to("/people").into_response()),
        Err(error) => not_done(&at, &Which::Zone, &typed, error).await,
    }
}

/// `POST /people/{person}/posts`
pub(super) async fn grant(
    at: SignedInAsker,
    Path(person): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let form = Which::Grant(&person);
    let Ok(scope) = typed.scope.parse() else {
        return unchosen(&at, &form, &typed, "scope").await;
    };
    let grant = GrantPost {
        site: at.site.id(),
        person: id(&person)?,
        post: typed.post.clone(),
        scope,
        from: typed.from.clone(),
        to: typed.to.clone(),
    };
    let done = at
        .app
        .grant_post(&at.asker, command(&typed.command)?, &grant)
        .await;
    back(&at, &form, &typed, &person, done).await
}

/// `POST /people/{person}/posts/{held}/end`
pub(super) async fn end(
    at: SignedInAsker,
    Path((person, held)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let end = EndPost {
        site: at.site.id(),
        holder: id(&person)?,
        held: id(&held)?,
        to: typed.to.clone(),
    };
    let done = at
        .app
        .end_post(&at.having_seen(&typed.seen), command(&typed.command)?, &end)
        .await;
    let typed = match done {
        Err(Error::Conflict) => Typed {
            seen: at.seen(&[end.holder.uuid()]).await?,
            ..typed
        },
        _ => typed,
    };
    back(&at, &Which::End(&person, &held), &typed, &person, done).await
}

/// `POST /people/{person}/posts/{held}/deputy`; also for who holds the post.
pub(super) async fn name_deputy(
    at: SignedInAsker,
    Path((person, held)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let form = Which::Deputy(&person, &held);
    let Ok(deputy) = typed.person.parse() else {
        return unchosen(&at, &form, &typed, "person").await;
    };
    let named = NameDeputy {
        site: at.site.id(),
        holder: id(&person)?,
        held: id(&held)?,
        person: deputy,
        from: typed.from.clone(),
        to: typed.to.clone(),
    };
    let done = at
        .app
        .name_deputy(&at.asker, command(&typed.command)?, &named);
    let done = done.await;
    back(&at, &form, &typed, &person, done).await
}

/// `POST /people/{person}/leaving`
pub(super) async fn leave(
    at: SignedInAsker,
    Path(person): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let form = Which::Leaving(&person);
    let Ok(successor) = chosen(&typed.successor) else {
        return unchosen(&at, &form, &typed, "successor").await;
    };
    let leave = Leave {
        site: at.site.id(),
        person: id(&person)?,
        successor,
    };
    let command = command(&typed.command)?;
    match at.app.leave(&at.asker, command, &leave).await {
        Ok(left) => person::page(&at, leave.person, Some(left)).await,
        Err(error) => not_done(&at, &form, &typed, error).await,
    }
}

/// To the person when it is done; else the form again.
async fn back<T>(
    at: &SignedInAsker,
    form: &Which<'_>,
    typed: &Typed,
    person: &str,
    done: Result<T, Error>,
) -> Result<Response, Failure> {
    match done {
        Ok(_) => Ok(Redirect::to(&href(id::<PersonId>(person)?)).into_response()),
        Err(error) => not_done(at, form, typed, error).await,
    }
}

async fn not_done(
    at: &SignedInAsker,
    form: &Which<'_>,
    typed: &Typed,
    error: Error,
) -> Result<Response, Failure> {
    again(at, form, typed, at.wrong(error).await?).await
}

async fn link_page(
    at: &SignedInAsker,
    person: PersonId,
    link: Option<&Token>,
) -> Result<Response, Failure> {
    let t = at.t;
    let open = match link {
        Some(link) => at.app.password_link(link).await?,
        None => None,
    };
    let until = open.map(|it| t.moment(at.site.zone().local(it.expires_at)));
    let link = link.map(|link| at.address(&format!("/invitations/{}", link.reveal())));
    Ok(Page::new(LinkPage {
        t,
        frame: at.frame(Some(Place::People), &NavCounts::default()),
        head: head(t, t.people_link()),
        link: link.map(|link| Field::new("link", t.people_link()).value(link)),
        until: until.unwrap_or_default(),
        person: href(person),
    })
    .into_response())
}

/// Who was chosen, when anybody was.
fn chosen(person: &str) -> Result<Option<PersonId>, <PersonId as FromStr>::Err> {
    (!person.is_empty()).then(|| person.parse()).transpose()
}

/// The form again, with a field in which nothing was chosen, or nothing that is there.
async fn unchosen(
    at: &SignedInAsker,
    form: &Which<'_>,
    typed: &Typed,
    field: &str,
) -> Result<Response, Failure> {
    let mut errors = Errors::default();
    let chosen = match field {
        "scope" => &typed.scope,
        "successor" => &typed.successor,
        _ => &typed.person,
    };
    let fault = if chosen.is_empty() {
        at.t.fault_missing()
    } else {
        at.t.fault_unknown()
    };
    errors.add(field, fault);
    again(at, form, typed, (errors, None)).await
}
