use huiyin_domain::entry::Facts;
use huiyin_domain::entry::facts::DepartmentSaved;
use huiyin_domain::{CommandId, DepartmentId, PersonId, ScopeId};
use huiyin_store::{Change, Draft, draw, imports, people};

use crate::access::check;
use crate::fields::{Fields, NAME};
use crate::meanwhile::check_alone;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result, Right};

/// A department or an outside contractor, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SaveDepartment {
    /// The department; none for a new one.
    pub department: Option<DepartmentId>,
    /// Its site.
    pub site: ScopeId,
    /// Its name, unique in the site.
    pub name: String,
    /// Who heads it.
    pub head: Option<PersonId>,
    /// Whether it is an outside contractor.
    pub contractor: bool,
    /// The post that answers for a contractor; a contractor needs one.
    pub responsible_post: String,
}

impl App {
    /// Adds or changes a department. [`Error::Conflict`] where somebody changed it after the asker saw it.
    pub async fn save_department(
        &self,
        asker: &Asker,
        command: CommandId,
        department: &SaveDepartment,
    ) -> Result<DepartmentId> {
        let mut fields = Fields::default();
        let name = fields.required("name", &department.name, NAME);
        let post = fields.optional("responsible_post", &department.responsible_post, NAME);
        if department.contractor && post.is_none() {
            fields.wrong("responsible_post", Fault::Missing);
        }
        fields.check()?;
        let saved = DepartmentSaved {
            department: department.department.unwrap_or_else(DepartmentId::generate),
            site: department.site,
            name,
            head: department.head,
            contractor: department.contractor,
            responsible_post: post,
            import: None,
        };
        let is_new = department.department.is_none();
        let input = (self.editions().clone(), asker.clone(), saved, is_new);
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, (editions, asker, saved, is_new)| {
                Box::pin(save_now(change, editions, asker, saved, *is_new))
            })
            .await
    }
}

async fn save_now(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    saved: &DepartmentSaved,
    is_new: bool,
) -> Result<DepartmentId> {
    draw::lock_site(change, saved.site).await?;
    let site = editions.site(change, saved.site).await?;
    let today = site.day(change.at());
    check(
        &site.rules_on(today),
        asker,
        saved.site,
        Right::ManagePeople,
    )?;
    let known = imports::departments(change, saved.site).await?;
    if !is_new && known.iter().all(|known| known.id != saved.department) {
        return Err(Error::NotFound);
    }
    if !is_new {
        let thing = (saved.site, saved.department.uuid());
        let is_other = |facts: &Facts| matches!(facts, Facts::DepartmentSaved(_));
        check_alone(change, asker, thing, is_other).await?;
    }
    let mut fields = Fields::default();
    if known
        .iter()
        .any(|known| known.name == saved.name && known.id != saved.department)
    {
        fields.wrong("name", Fault::Taken);
    }
    let posts = &site.procedure_on(today).posts;
    let is_post = |id: &String| posts.iter().any(|post| post.id == *id);
    if !saved.responsible_post.as_ref().is_none_or(is_post) {
        fields.wrong("responsible_post", Fault::Unknown);
    }
    if let Some(head) = saved.head {
        let head = people::person(change, head).await?;
        if head.is_none_or(|head| head.erased_at.is_some()) {
            fields.wrong("head", Fault::Unknown);
        }
    }
    fields.check()?;
    change.append(Draft::new(saved.site, saved.clone())).await?;
    Ok(saved.department)
}
