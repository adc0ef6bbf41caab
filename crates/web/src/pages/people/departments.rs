//! Departments and outside contractors: who heads them, and which post answers for a contractor.

use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use huiyin_app::Error;
use huiyin_app::people::{Department, SaveDepartment};
use huiyin_domain::DepartmentId;

use super::forms::staff_choice;
use super::{command, head, id};
use crate::at_work::{SignedInAsker, post_title};
use crate::failure::{Failure, Kind, Refused};
use crate::meanwhile::now;
use crate::pages::form_page::FormPage;
use crate::view::{Choice, Errors, Field, Place};

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    command: String,
    seen: String,
    name: String,
    head: String,
    kind: String,
    responsible_post: String,
}

const CONTRACTOR: &str = "contractor";

/// `GET /people/departments`: the form of a new one.
pub(super) async fn new(at: SignedInAsker) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let wrong = (Errors::default(), None);
    page(&at, None, &Typed::default(), wrong).await
}

/// `GET /people/departments/{department}`
pub(super) async fn edit(
    at: SignedInAsker,
    Path(department): Path<String>,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let standing = standing(&at, id(&department)?).await?;
    let wrong = (Errors::default(), None);
    page(&at, Some(id(&department)?), &standing, wrong).await
}

/// A department as it stands.
async fn standing(at: &SignedInAsker, department: DepartmentId) -> Result<Typed, Failure> {
    let seen = at.seen(&[department.uuid()]).await?;
    let known = at.app.departments(&at.asker, at.site.id()).await?;
    let known = known.into_iter().find(|it| it.id == department);
    let known = known.ok_or_else(|| Failure::new(Kind::NotFound))?;
    Ok(Typed {
        seen,
        ..Typed::of(known)
    })
}

/// `POST /people/departments`
pub(super) async fn add(at: SignedInAsker, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    save(&at, None, &typed).await
}

/// `POST /people/departments/{department}`
pub(super) async fn change(
    at: SignedInAsker,
    Path(department): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    save(&at, Some(id(&department)?), &typed).await
}

impl Typed {
    fn of(known: Department) -> Self {
        Self {
            command: String::new(),
            seen: String::new(),
            name: known.name,
            head: known
                .head
                .map_or_else(String::new, |(it, _)| it.to_string()),
            kind: if known.contractor { CONTRACTOR } else { "" }.to_owned(),
            responsible_post: known.responsible_post.unwrap_or_default(),
        }
    }
}

async fn save(
    at: &SignedInAsker,
    department: Option<DepartmentId>,
    typed: &Typed,
) -> Result<Response, Failure> {
    at.app.check_manages_people(&at.asker, &at.site)?;
    let head = match typed.head.as_str() {
        "" => None,
        head => match head.parse() {
            Ok(head) => Some(head),
            Err(_) => {
                let mut errors = Errors::default();
                errors.add("head", at.t.fault_unknown());
                return page(at, department, typed, (errors, None)).await;
            }
        },
    };
    let contractor = typed.kind == CONTRACTOR;
    let input = SaveDepartment {
        department,
        site: at.site.id(),
        name: typed.name.clone(),
        head,
        contractor,
        responsible_post: typed.responsible_post.clone(),
    };
    let command = command(&typed.command)?;
    let asker = at.having_seen(&typed.seen);
    let Err(error) = at.app.save_department(&asker, command, &input).await else {
        return Ok(Redirect::to("/people").into_response());
    };
    let is_changed = matches!(error, Error::Conflict);
    let mut wrong = at.wrong(error).await?;
    let Some(known) = department.filter(|_| is_changed) else {
        return page(at, department, typed, wrong).await;
    };
    let standing = standing(at, known).await?;
    let head = staff_choice(at, "head", String::new(), &standing.head, at.t.none()).await?;
    let kind = match standing.kind.as_str() {
        CONTRACTOR => at.t.people_department_contractor(),
        _ => at.t.people_department_own(),
    };
    let post = standing.responsible_post.as_str();
    let post = (!post.is_empty()).then(|| post_title(at.procedure(), post, at.t));
    wrong.0 = now(
        at.t,
        [
            ("name", standing.name.clone(), standing.name.clone()),
            ("head", standing.head.clone(), head.chosen()),
            ("kind", standing.kind.clone(), kind),
            (
                "responsible_post",
                standing.responsible_post.clone(),
                post.unwrap_or_default(),
            ),
        ],
        |field| match field {
            "name" => typed.name.clone(),
            "head" => typed.head.clone(),
            "kind" => typed.kind.clone(),
            _ => typed.responsible_post.clone(),
        },
    );
    let typed = Typed {
        seen: standing.seen,
        ..typed.clone()
    };
    page(at, department, &typed, wrong).await
}

async fn page(
    at: &SignedInAsker,
    department: Option<DepartmentId>,
    typed: &Typed,
    wrong: (Errors, Option<Refused>),
) -> Result<Response, Failure> {
    let t = at.t;
    let (title, action) = match department {
        None => (t.people_add_department(), "/people/departments".to_owned()),
        Some(department) => (
            t.people_change_department(),
            format!("/people/departments/{department}"),
        ),
    };
    let posts = at.procedure().posts.iter();
    let posts = posts.map(|post| (post.id.clone(), post_title(at.procedure(), &post.id, t)));
    let nobody = std::iter::once((String::new(), t.none()));
    let kinds = [
        ("", t.people_department_own()),
        (CONTRACTOR, t.people_department_contractor()),
    ];
    let choices = vec![
        staff_choice(
            at,
            "head",
            t.people_department_head(),
            &typed.head,
            t.none(),
        )
        .await?,
        Choice::new("kind", t.people_department_kind()).options(kinds, &typed.kind),
        Choice::new("responsible_post", t.people_department_post())
            .options(nobody.chain(posts), &typed.responsible_post),
    ];
    let name = Field::new("name", t.people_zone_name())
        .value(typed.name.as_str())
        .required();
    Ok(FormPage::new(at, Place::People, head(t, title), &action)
        .line(t.people_department_line())
        .button(t.people_save())
        .command(&typed.command)
        .hidden("seen", typed.seen.as_str())
        .fields(choices, vec![name])
        .answer(wrong))
}
