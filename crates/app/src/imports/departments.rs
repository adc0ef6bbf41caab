//! Departments from a file.

use std::collections::HashMap;

use huiyin_domain::entry::ImportKind;
use huiyin_domain::entry::facts::DepartmentSaved;
use huiyin_domain::{DepartmentId, PersonId};
use huiyin_forms::people::{DepartmentColumn, DepartmentRow};
use huiyin_forms::{ColumnOf, Expected, Refusal};
use huiyin_store::imports::{self, DepartmentRow as KnownDepartment};
use huiyin_store::{Draft, Tx, Work};

use super::Outcome;
use super::piece::{Context, Importable, Judged, Keys, Target};
use super::posts::post_called;
use crate::accounts::folded_login;
use crate::{Error, Result};

impl Importable for DepartmentRow {
    const KIND: ImportKind = ImportKind::Departments;
    type Row = Self;
    type Seen = Keys;

    fn place(row: Self, seen: &mut Keys) -> Result<Self, Refusal> {
        seen.note((row.row, DepartmentColumn::Department), "", &row.department)?;
        Ok(row)
    }

    fn judge<'t>(
        tx: &'t mut Tx,
        context: &'t Context,
        items: &'t [Self],
    ) -> Work<'t, Vec<Judged>, Error> {
        Box::pin(async move {
            let known = imports::departments(tx, context.site.id()).await?;
            let known: HashMap<&str, &KnownDepartment> = known
                .iter()
                .map(|department| (department.name.as_str(), department))
                .collect();
            let heads: Vec<String> = items
                .iter()
                .filter_map(|row| row.head.as_deref().map(folded_login))
                .collect();
            let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
            let staff: HashMap<String, PersonId> = imports::staff_of_logins(tx, &heads)
                .await?
                .into_iter()
                .map(|staff| (staff.login, staff.person.id))
                .collect();
            Ok(items
                .iter()
                .map(|row| {
                    let known = known.get(&*row.department).copied();
                    judge_row(context, row, known, &staff)
                        .unwrap_or_else(|refusal| Judged::refused(row.row, vec![refusal]))
                })
                .collect())
        })
    }
}

/// Who answers for a department.
enum Head {
    Person(PersonId),
    Post(String),
}

fn judge_row(
    context: &Context,
    row: &DepartmentRow,
    known: Option<&KnownDepartment>,
    staff: &HashMap<String, PersonId>,
) -> Result<Judged, Refusal> {
    let contractor = row
        .contractor
        .or_else(|| known.map(|known| known.contractor))
        .unwrap_or(false);
    let head = row
        .head
        .as_deref()
        .map(|name| head(context, row, contractor, name, staff))
        .transpose()?;
    let (head, responsible_post) = match (head, known) {
        (Some(Head::Person(person)), _) => (Some(person), None),
        (Some(Head::Post(post)), _) => (None, Some(post)),
        (None, Some(known)) => (known.head, known.responsible_post.clone()),
        (None, None) => (None, None),
    };
    let saved = DepartmentSaved {
        department: known.map_or_else(DepartmentId::generate, |known| known.id),
        site: context.site.id(),
        name: row.department.to_string(),
        head,
        contractor,
        responsible_post,
        import: known.map_or(context.import, |known| known.import),
    };
    let outcome = match known {
        None => Outcome::Created,
        Some(known) if is_same(&saved, known) => Outcome::Same,
        Some(_) => Outcome::Updated,
    };
    let target = Target {
        kind: "department",
        id: saved.department.uuid(),
    };
    let drafts = match outcome {
        Outcome::Same => Vec::new(),
        _ => vec![Draft::new(context.site.id(), saved)],
    };
    Ok(Judged::new(row.row, outcome, target).with(drafts))
}

/// A login; for a contractor the post that answers for it.
fn head(
    context: &Context,
    row: &DepartmentRow,
    contractor: bool,
    name: &str,
    staff: &HashMap<String, PersonId>,
) -> Result<Head, Refusal> {
    let refused = |expected| {
        Refusal::new(
            row.row,
            Some(DepartmentColumn::Head.column()),
            name,
            expected,
        )
    };
    if contractor {
        let post = post_called(context, name).ok_or_else(|| refused(Expected::KnownPost))?;
        Ok(Head::Post(post.id.clone()))
    } else {
        let person = staff
            .get(&folded_login(name))
            .ok_or_else(|| refused(Expected::KnownLogin))?;
        Ok(Head::Person(*person))
    }
}

fn is_same(saved: &DepartmentSaved, known: &KnownDepartment) -> bool {
    saved.head == known.head
        && saved.contractor == known.contractor
        && saved.responsible_post == known.responsible_post
}
