use huiyin_domain::entry::ScopeKind;
use huiyin_domain::entry::facts::PostGranted;
use huiyin_domain::{CommandId, Day, PersonId, PostHeldId, ScopeId};
use huiyin_rules::procedure::{HeldAt, Procedure};
use huiyin_store::{Change, draw, people, posts, scopes};

use super::{append_grant, check_may_manage, company};
use crate::fields::{Fields, wrong};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result, Right, Site};

/// Somebody gets a post, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GrantPost {
    /// The site whose procedure names the post.
    pub site: ScopeId,
    /// Who gets it.
    pub person: PersonId,
    /// The post's id, or [`Right::ADMINISTRATOR`].
    pub post: String,
    /// Where they hold it: a zone of the site, the site, or the company.
    pub scope: ScopeId,
    /// The first day; empty for today.
    pub from: String,
    /// The last day; empty for none.
    pub to: String,
}

struct Input {
    editions: Editions,
    asker: Asker,
    grant: GrantPost,
    from: Option<Day>,
    to: Option<Day>,
}

impl App {
    /// Gives somebody a post.
    pub async fn grant_post(
        &self,
        asker: &Asker,
        command: CommandId,
        grant: &GrantPost,
    ) -> Result<PostHeldId> {
        let mut fields = Fields::default();
        let from: Option<Day> = fields.parsed("from", &grant.from);
        let to: Option<Day> = fields.parsed("to", &grant.to);
        fields.check()?;
        let input = Input {
            editions: self.editions().clone(),
            asker: asker.clone(),
            grant: grant.clone(),
            from,
            to,
        };
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, input| {
                Box::pin(grant_now(change, input))
            })
            .await
    }
}

async fn grant_now(change: &mut Change<'_>, input: &Input) -> Result<PostHeldId> {
    let grant = &input.grant;
    draw::lock_site(change, grant.site).await?;
    let site = input.editions.site(change, grant.site).await?;
    let today = site.day(change.at());
    let place = scopes::scope(change, grant.scope).await?;
    let place = place.ok_or_else(|| wrong("scope", Fault::Unknown))?;
    let at_site = place.id == site.id() || place.parent == Some(site.id());
    check_may_manage(&input.asker, &site, today, &grant.post, at_site)?;
    let mut fields = Fields::default();
    match held_at(site.procedure_on(today), &grant.post) {
        None => fields.wrong("post", Fault::Unknown),
        Some(held_at) if !fits(held_at, place.kind, &grant.post) => {
            fields.wrong("scope", Fault::Unknown);
        }
        Some(_) => {}
    }
    if !at_site && place.kind != ScopeKind::Company {
        fields.wrong("scope", Fault::Unknown);
    }
    let from = input.from.unwrap_or(today);
    if input.to.is_some_and(|to| to < from) {
        fields.wrong("to", Fault::Before { other: "from" });
    }
    check_person(change, &mut fields, grant, &site, from, input.to).await?;
    fields.check()?;
    let chain = if at_site {
        site.id()
    } else {
        company(change).await?
    };
    let granted = PostGranted {
        held: PostHeldId::generate(),
        person: grant.person,
        post: grant.post.clone(),
        scope: grant.scope,
        from,
        to: input.to,
        deputy_for: None,
    };
    let held = granted.held;
    append_grant(change, chain, granted).await?;
    Ok(held)
}

/// Where the procedure says a post is held. Administrators are held for a site or for the company.
fn held_at(procedure: &Procedure, post: &str) -> Option<HeldAt> {
    if post == Right::ADMINISTRATOR {
        return Some(HeldAt::Site);
    }
    let known = procedure.posts.iter().find(|known| known.id == post);
    known.map(|known| known.held_at)
}

/// Whether a post can be held at such a place. Who holds a zone's post may do so for the whole site.
fn fits(held_at: HeldAt, place: ScopeKind, post: &str) -> bool {
    match held_at {
        HeldAt::Company => place == ScopeKind::Company,
        HeldAt::Zone => matches!(place, ScopeKind::Zone | ScopeKind::Site),
        HeldAt::Site | HeldAt::Department => {
            place == ScopeKind::Site
                || (post == Right::ADMINISTRATOR && place == ScopeKind::Company)
        }
    }
}

/// The person is known, of this site or the company, and does not hold the post there already.
async fn check_person(
    change: &mut Change<'_>,
    fields: &mut Fields,
    grant: &GrantPost,
    site: &Site,
    from: Day,
    to: Option<Day>,
) -> Result<()> {
    let person = people::person(change, grant.person).await?;
    let person = person
        .filter(|person| person.erased_at.is_none())
        .ok_or_else(|| wrong("person", Fault::Unknown))?;
    let company = scopes::installation(change).await?.ok_or(Error::NotFound)?;
    let of_company = grant.scope == company.company || person.home == company.company;
    if person.home != site.id() && !of_company {
        fields.wrong("person", Fault::Unknown);
    }
    let held = posts::holdings_of(change, grant.person).await?;
    let again = held.iter().any(|held| {
        held.post == grant.post
            && held.scope == grant.scope
            && held.deputy_for.is_none()
            && held.to.is_none_or(|until| from <= until)
            && to.is_none_or(|to| held.from <= to)
    });
    if again {
        fields.wrong("person", Fault::Taken);
    }
    Ok(())
}
