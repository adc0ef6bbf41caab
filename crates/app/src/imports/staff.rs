//! Staff from a file: people with a login, and the posts that they hold. A post that a row does not name is not taken
//! away by it: giving up a post is an act of its own.

use std::collections::{HashMap, HashSet};

use huiyin_domain::entry::facts::{DepartmentSaved, PostEnded, PostGranted};
use huiyin_domain::entry::{ContactWish, ImportKind};
use huiyin_domain::{DepartmentId, PersonId, Personal, PostHeldId, ScopeId};
use huiyin_forms::people::{StaffColumn, StaffRow};
use huiyin_forms::{ColumnOf, Expected, Refusal};
use huiyin_rules::procedure::{HeldAt, Post};
use huiyin_store::imports::{self, DepartmentRow as KnownDepartment, KnownPerson, PostRow};
use huiyin_store::{Draft, Tx, Work, people};

use super::Outcome;
use super::piece::{Context, Importable, Judged, Keys, Target, said};
use super::posts::post_called;
use super::residents::person_draft;
use crate::accounts::folded_login;
use crate::{Error, Result};

impl Importable for StaffRow {
    const KIND: ImportKind = ImportKind::Staff;
    type Row = Self;
    type Seen = Keys;

    fn place(mut row: Self, seen: &mut Keys) -> Result<Self, Refusal> {
        row.login = folded_login(&row.login).into();
        seen.note((row.row, StaffColumn::Login), "", &row.login)?;
        Ok(row)
    }

    fn judge<'t>(
        tx: &'t mut Tx,
        context: &'t Context,
        items: &'t [Self],
    ) -> Work<'t, Vec<Judged>, Error> {
        Box::pin(async move {
            let mut known = Known::ask(tx, context, items).await?;
            Ok(items
                .iter()
                .map(|row| {
                    judge_row(context, row, &mut known)
                        .unwrap_or_else(|refusals| Judged::refused(row.row, refusals))
                })
                .collect())
        })
    }
}

/// What is known of the people, zones and departments that a piece names.
struct Known {
    staff: HashMap<String, KnownPerson>,
    /// Those of the staff who are residents too.
    residents: HashSet<PersonId>,
    posts: HashMap<PersonId, Vec<PostRow>>,
    zones: HashMap<String, ScopeId>,
    departments: HashMap<String, KnownDepartment>,
}

impl Known {
    async fn ask(tx: &mut Tx, context: &Context, items: &[StaffRow]) -> Result<Self> {
        let site = context.site.id();
        let logins: Vec<&str> = items.iter().map(|row| &*row.login).collect();
        let staff: HashMap<_, _> = imports::staff_of_logins(tx, &logins)
            .await?
            .into_iter()
            .map(|staff| (staff.login, staff.person))
            .collect();
        let people: Vec<_> = staff.values().map(|person| person.id).collect();
        let mut posts: HashMap<_, Vec<_>> = HashMap::new();
        for post in imports::posts_of(tx, &people, context.today).await? {
            posts.entry(post.person).or_default().push(post);
        }
        let departments = imports::departments(tx, site).await?;
        Ok(Self {
            staff,
            residents: people::residents_among(tx, &people).await?,
            posts,
            zones: imports::zones(tx, site).await?.into_iter().collect(),
            departments: departments
                .into_iter()
                .map(|department| (department.name.clone(), department))
                .collect(),
        })
    }
}

fn judge_row(context: &Context, row: &StaffRow, known: &mut Known) -> Result<Judged, Vec<Refusal>> {
    let places = places(context, row, known)?;
    let before = known.staff.get(&*row.login);
    let mut person = person_of(context, row, before);
    // As where a post of the company is given by hand; and who works at two sites is of neither alone.
    let of_two = before.is_some_and(|before| before.home != context.site.id());
    let of_company = places.iter().any(|(_, scope)| *scope == context.company)
        || (of_two && context.gives_company_posts);
    if of_company && !known.residents.contains(&person.id) {
        person.home = context.company;
    }
    let mut drafts = Vec::new();
    if before.is_none_or(|before| *before != person) {
        drafts.push(person_draft(&person));
    }
    let held = known.posts.get(&person.id).map_or(&[][..], Vec::as_slice);
    drafts.extend(post_drafts(context, row, person.id, &places, held));
    drafts.extend(head_draft(
        context,
        row,
        person.id,
        &places,
        &mut known.departments,
    ));
    let outcome = match before {
        None => Outcome::Created,
        Some(_) if drafts.is_empty() => Outcome::Same,
        Some(_) => Outcome::Updated,
    };
    let target = Target {
        kind: "person",
        id: person.id.uuid(),
    };
    let mut judged = Judged::new(row.row, outcome, target).with(drafts);
    if before.is_none() {
        judged.account = Some((person.id, row.login.to_string()));
    }
    Ok(judged)
}

/// The person as the row and what is known say together. Somebody of another site, who holds posts here too, is not
/// renamed from here.
fn person_of(context: &Context, row: &StaffRow, before: Option<&KnownPerson>) -> KnownPerson {
    if let Some(known) = before
        && !context.gives_company_posts
        && known.home != context.site.id()
    {
        return known.clone();
    }
    let phone = row
        .phone
        .as_ref()
        .map(|phone| Personal::new(phone.reveal().to_string()));
    let known_phone = before.and_then(|before| before.phone.as_ref());
    KnownPerson {
        id: before.map_or_else(PersonId::generate, |before| before.id),
        home: before.map_or(context.site.id(), |before| before.home),
        name: Some(Personal::new(row.name.reveal().to_string())),
        phone: said(phone, known_phone),
        hours: before.and_then(|before| before.hours.clone()),
        mail: before.and_then(|before| before.mail.clone()),
        language: before.and_then(|before| before.language),
        wish: before.map_or(ContactWish::Any, |before| before.wish),
        import: before.map_or(context.import, |before| before.import),
    }
}

/// The posts of a row, each with the scope it is held in.
fn places<'c>(
    context: &'c Context,
    row: &StaffRow,
    known: &Known,
) -> Result<Vec<(&'c Post, ScopeId)>, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let mut refuse = |column: StaffColumn, value: &str, expected| {
        refusals.push(Refusal::new(
            row.row,
            Some(column.column()),
            value,
            expected,
        ));
    };
    let mut zones = Vec::new();
    for name in &row.zones {
        match known.zones.get(&**name) {
            Some(zone) => zones.push(*zone),
            None => refuse(StaffColumn::Zones, name, Expected::KnownZone),
        }
    }
    let mut places = Vec::new();
    for name in &row.posts {
        match post_called(context, name) {
            None => refuse(StaffColumn::Posts, name, Expected::KnownPost),
            Some(post) => match post.held_at {
                HeldAt::Company if !context.gives_company_posts => {
                    refuse(StaffColumn::Posts, name, Expected::PostToGive);
                }
                HeldAt::Company => places.push((post, context.company)),
                HeldAt::Zone if !zones.is_empty() => {
                    places.extend(zones.iter().map(|zone| (post, *zone)));
                }
                HeldAt::Zone | HeldAt::Site | HeldAt::Department => {
                    places.push((post, context.site.id()));
                }
            },
        }
    }
    if refusals.is_empty() {
        Ok(places)
    } else {
        Err(refusals)
    }
}

/// Posts that are not held yet are given; those that are held end when the row says so.
fn post_drafts(
    context: &Context,
    row: &StaffRow,
    person: PersonId,
    places: &[(&Post, ScopeId)],
    held: &[PostRow],
) -> Vec<Draft> {
    let draft = |(post, scope): &(&Post, ScopeId)| {
        let chain = if *scope == context.company {
            context.company
        } else {
            context.site.id()
        };
        let known = held
            .iter()
            .find(|held| held.post == post.id && held.scope == *scope);
        match (known, row.to) {
            (Some(known), Some(to)) if known.to != Some(to) => {
                let ended = PostEnded {
                    held: known.held,
                    person,
                    to,
                };
                Some(Draft::new(chain, ended))
            }
            (Some(_), _) => None,
            // A post that was over before today would be given and taken away again by the next import.
            (None, Some(to)) if to < context.today => None,
            (None, to) => {
                let granted = PostGranted {
                    held: PostHeldId::generate(),
                    person,
                    post: post.id.clone(),
                    scope: *scope,
                    from: row.from.unwrap_or(context.today),
                    to,
                    deputy_for: None,
                };
                Some(Draft::new(chain, granted))
            }
        }
    };
    places.iter().filter_map(draft).collect()
}

/// Whoever holds a post of a department and is said to work in one heads it.
fn head_draft(
    context: &Context,
    row: &StaffRow,
    person: PersonId,
    places: &[(&Post, ScopeId)],
    departments: &mut HashMap<String, KnownDepartment>,
) -> Option<Draft> {
    let name = row.department.as_deref()?;
    let heads = places
        .iter()
        .any(|(post, _)| post.held_at == HeldAt::Department);
    let before = departments.get(name);
    if !heads || before.is_some_and(|before| before.head == Some(person)) {
        return None;
    }
    let saved = DepartmentSaved {
        department: before.map_or_else(DepartmentId::generate, |before| before.id),
        site: context.site.id(),
        name: name.to_owned(),
        head: Some(person),
        contractor: before.is_some_and(|before| before.contractor),
        responsible_post: before.and_then(|before| before.responsible_post.clone()),
        import: before.map_or(context.import, |before| before.import),
    };
    departments.insert(
        name.to_owned(),
        KnownDepartment {
            id: saved.department,
            name: saved.name.clone(),
            head: saved.head,
            contractor: saved.contractor,
            responsible_post: saved.responsible_post.clone(),
            import: saved.import,
        },
    );
    Some(Draft::new(context.site.id(), saved))
}
