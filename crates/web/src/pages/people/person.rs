//! Somebody of the staff: posts now and before, what they have in hand, account and devices.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::accounts::Device;
use huiyin_app::people::{HeldByStaff, InHand, SaveStaff, StaffMember, StaffPage};
use huiyin_app::posts::Left;
use huiyin_domain::{PersonId, Personal};

use super::{command, days, head, href, id, name};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Refused};
use crate::meanwhile::now;
use crate::page::Page;
use crate::pages::form_page::FormPage;
use crate::texts::Texts;
use crate::view::{Action, Errors, Field, Frame, Head, NavCounts, Place};

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    t: Texts,
    frame: Frame,
    head: Head,
    /// What leaving came to, right after it.
    left: Option<String>,
    phone: String,
    /// The e-mail address, for themselves and for those who manage people.
    mail: Option<String>,
    account: String,
    in_hand: Option<String>,
    /// Where a new link for a password is asked for; none without an open account.
    reset: Option<String>,
    posts: Vec<HeldLine>,
    past: Vec<HeldLine>,
    devices: Vec<DeviceLine>,
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

/// A device of somebody.
struct DeviceLine {
    name: String,
    seen: String,
    signed_in: bool,
    shut_out: Option<String>,
}

/// What the form of name, phone and e-mail address sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    seen: String,
    name: String,
    phone: String,
    mail: String,
}

/// `GET /people/{person}`
pub(super) async fn show(
    at: SignedInAsker,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    page(&at, id(&person)?, None).await
}

/// `POST /people/{person}/devices/{device}/revocation`
pub(super) async fn shut_out(
    at: SignedInAsker,
    Path((person, device)): Path<(String, String)>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let person: PersonId = id(&person)?;
    at.app
        .shut_out_device(&at.asker, person, id(&device)?)
        .await?;
    Ok(Redirect::to(&href(person)).into_response())
}

/// `GET /people/{person}/edit`
pub(super) async fn edit(
    at: SignedInAsker,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let person: PersonId = id(&person)?;
    let seen = at.seen(&[person.uuid()]).await?;
    let page = at.app.staff_member(&at.asker, at.site.id(), person).await?;
    let typed = Typed {
        seen,
        name: name(at.t, &page.member),
        mail: mail(&page.member),
        ..Typed::default()
    };
    Ok(form(&at, &page.member, &typed, (Errors::default(), None)))
}

/// `POST /people/{person}/edit`
pub(super) async fn save(
    at: SignedInAsker,
    Path(person): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let person: PersonId = id(&person)?;
    let phone = typed.phone.trim();
    let input = SaveStaff {
        site: at.site.id(),
        person,
        name: Personal::new(typed.name.clone()),
        phone: (!phone.is_empty()).then(|| Personal::new(phone.to_owned())),
        mail: Personal::new(typed.mail.clone()),
    };
    let command = command(&typed.command)?;
    let asker = at.having_seen(&typed.seen);
    let Err(error) = at.app.save_staff(&asker, command, &input).await else {
        return Ok(Redirect::to(&href(person)).into_response());
    };
    let is_changed = matches!(error, Error::Conflict);
    let mut wrong = at.wrong(error).await?;
    let seen = at.seen(&[person.uuid()]).await?;
    let page = at.app.staff_member(&at.asker, at.site.id(), person).await?;
    if !is_changed {
        return Ok(form(&at, &page.member, &typed, wrong));
    }
    let same = |field, value: String| (field, value.clone(), value);
    let standing = [
        same("name", name(at.t, &page.member)),
        same("mail", mail(&page.member)),
    ];
    wrong.0 = now(at.t, standing, |field| match field {
        "name" => typed.name.clone(),
        _ => typed.mail.clone(),
    });
    let typed = Typed { seen, ..typed };
    Ok(form(&at, &page.member, &typed, wrong))
}

fn mail(member: &StaffMember) -> String {
    let mail = member.mail.clone();
    mail.map(Personal::into_inner).unwrap_or_default()
}

fn form(
    at: &SignedInAsker,
    member: &StaffMember,
    typed: &Typed,
    wrong: (Errors, Option<Refused>),
) -> Response {
    let t = at.t;
    let here = href(member.person);
    let title = format!("{}・{}", name(t, member), t.people_edit());
    let masked = member.phone_masked.clone().unwrap_or_else(|| t.none());
    let fields = vec![
        Field::new("name", t.people_name())
            .value(typed.name.as_str())
            .required(),
        Field::new("phone", t.people_phone())
            .kind("tel")
            .value(typed.phone.as_str())
            .hint(t.people_phone_hint(masked)),
        Field::new("mail", t.people_mail())
            .kind("email")
            .value(typed.mail.as_str())
            .hint(t.people_mail_hint()),
    ];
    FormPage::new(at, Place::People, head(t, title), &format!("{here}/edit"))
        .button(t.people_save())
        .back(here)
        .command(&typed.command)
        .hidden("seen", typed.seen.as_str())
        .fields(Vec::new(), fields)
        .answer(wrong)
}

/// The page of somebody; with what their leaving came to, right after it.
pub(super) async fn page(
    at: &SignedInAsker,
    person: PersonId,
    left: Option<Left>,
) -> Result<Response, Failure> {
    let t = at.t;
    let shown = at.app.staff_member(&at.asker, at.site.id(), person).await?;
    let manages = at.app.check_manages_people(&at.asker, &at.site).is_ok();
    let member = &shown.member;
    let here = href(person);
    let open = member.login.is_some() && member.account_closed_at.is_none();
    let is_self = at.asker.person == Some(person);
    let held = |held: &HeldByStaff| {
        let link = |step: &str| format!("{here}/posts/{}/{step}", held.held);
        HeldLine {
            end: manages.then(|| link("end")),
            name_deputy: ((manages || is_self) && held.deputy_for.is_none())
                .then(|| link("deputy")),
            ..past_line(at, held)
        }
    };
    let page = PersonPage {
        t,
        frame: at.frame(Some(Place::People), &NavCounts::default()),
        head: page_head(at, member, manages),
        left: left.map(|it| left_words(t, it)),
        phone: member.phone_masked.clone().unwrap_or_else(|| t.none()),
        mail: (manages || is_self).then(|| {
            member
                .mail
                .as_ref()
                .map_or_else(|| t.none(), |it| it.reveal().clone())
        }),
        account: account(at, member),
        in_hand: in_hand(t, shown.in_hand),
        reset: (manages && open).then(|| format!("{here}/password-link")),
        posts: member.posts.iter().map(held).collect(),
        past: shown.past.iter().map(|it| past_line(at, it)).collect(),
        devices: devices(at, &shown, manages),
    };
    Ok(Page::new(page).into_response())
}

fn page_head(at: &SignedInAsker, member: &StaffMember, manages: bool) -> Head {
    let t = at.t;
    let here = href(member.person);
    let mut head = head(t, name(t, member));
    if !manages {
        return head;
    }
    if at.asker.person != Some(member.person) && member.account_closed_at.is_none() {
        let leaving = Action::new(format!("{here}/leaving"), t.people_leave());
        head.actions.push(leaving);
    }
    if member.login.is_none() {
        let invite = format!("/people/invitations?person={}", member.person);
        head.actions.push(Action::new(invite, t.people_invite()));
    }
    let edit = Action::new(format!("{here}/edit"), t.people_edit());
    let grant = Action::new(format!("{here}/posts"), t.people_grant());
    head.actions.extend([edit, grant.primary()]);
    head
}

fn past_line(at: &SignedInAsker, held: &HeldByStaff) -> HeldLine {
    HeldLine {
        post: post_title(at.procedure(), &held.post, at.t),
        place: held.place.clone(),
        days: days(at.t, held),
        deputy: held.deputy_for.is_some(),
        end: None,
        name_deputy: None,
    }
}

fn devices(at: &SignedInAsker, shown: &StaffPage, manages: bool) -> Vec<DeviceLine> {
    let t = at.t;
    let here = href(shown.member.person);
    let line = |device: &Device| {
        let name = device.name.reveal();
        DeviceLine {
            name: if name.is_empty() {
                t.account_device_unknown()
            } else {
                name.clone()
            },
            seen: t.moment(at.site.zone().local(device.last_seen_at)),
            signed_in: device.signed_in,
            shut_out: (manages && device.signed_in)
                .then(|| format!("{here}/devices/{}/revocation", device.id)),
        }
    };
    shown.devices.iter().map(line).collect()
}

/// What somebody has in hand, in words; none where it is nothing.
pub(super) fn in_hand(t: Texts, it: InHand) -> Option<String> {
    let nothing = it == InHand::default();
    (!nothing).then(|| t.people_in_hand(it.follow_ups, it.events, it.tasks, it.departments))
}

fn left_words(t: Texts, left: Left) -> String {
    let done = t.people_left(left.posts, left.follow_ups, left.events, left.tasks);
    if left.vacant == 0 {
        return done;
    }
    format!("{done}{}", t.people_left_vacant(left.vacant))
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
