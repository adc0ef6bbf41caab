use huiyin_domain::entry::facts::PostGranted;
use huiyin_domain::{CommandId, Day, PersonId, PostHeldId, ScopeId};
use huiyin_store::{Change, draw, people, posts};

use super::{append_grant, chain_of, check_may_manage, company};
use crate::fields::Fields;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result};

/// Somebody stands in for some days, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameDeputy {
    /// The site whose page was used.
    pub site: ScopeId,
    /// Whose post it is: a holding of somebody else is not there.
    pub holder: PersonId,
    /// The holding, not a deputy's.
    pub held: PostHeldId,
    /// Who stands in.
    pub person: PersonId,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

struct Input {
    editions: Editions,
    asker: Asker,
    named: NameDeputy,
    from: Day,
    to: Day,
}

impl App {
    /// Names a deputy for dates. Who holds the post may do so, and who manages its people.
    pub async fn name_deputy(
        &self,
        asker: &Asker,
        command: CommandId,
        named: &NameDeputy,
    ) -> Result<PostHeldId> {
        let mut fields = Fields::default();
        let from: Option<Day> = fields.parsed_required("from", &named.from);
        let to: Option<Day> = fields.parsed_required("to", &named.to);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            fields.wrong("to", Fault::Before { other: "from" });
        }
        fields.check()?;
        let (from, to) = from.zip(to).ok_or(Error::NotFound)?;
        let input = Input {
            editions: self.editions().clone(),
            asker: asker.clone(),
            named: named.clone(),
            from,
            to,
        };
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, input| {
                Box::pin(name_now(change, input))
            })
            .await
    }
}

async fn name_now(change: &mut Change<'_>, input: &Input) -> Result<PostHeldId> {
    let named = &input.named;
    draw::lock_site(change, named.site).await?;
    let site = input.editions.site(change, named.site).await?;
    let today = site.day(change.at());
    let held = posts::holding(change, named.held).await?;
    let held = held
        .filter(|held| held.person == named.holder && held.deputy_for.is_none())
        .filter(|held| held.site.is_none_or(|at| at == named.site))
        .ok_or(Error::NotFound)?;
    if input.asker.person != Some(held.person) {
        check_may_manage(&input.asker, &site, today, &held.post, held.site.is_some())?;
    }
    let mut fields = Fields::default();
    if input.from < today {
        fields.wrong("from", Fault::Before { other: "today" });
    }
    if input.from < held.from || held.to.is_some_and(|last| last < input.to) {
        fields.wrong("to", Fault::Unknown);
    }
    let person = people::person(change, named.person).await?;
    let is_other = named.person != held.person;
    let company = company(change).await?;
    // As where a post is given: by people of the site or of the company.
    let is_there = person.is_some_and(|person| {
        let fits = |site| person.home == site || person.home == company;
        person.erased_at.is_none() && held.site.is_none_or(fits)
    });
    if !is_other || !is_there || !people::is_staff(change, named.person).await? {
        fields.wrong("person", Fault::Unknown);
    }
    let theirs = posts::holdings_of(change, named.person).await?;
    let again = theirs.iter().any(|it| {
        it.deputy_for == Some(held.id)
            && it.from <= input.to
            && it.to.is_none_or(|last| input.from <= last)
    });
    if again {
        fields.wrong("person", Fault::Taken);
    }
    fields.check()?;
    let granted = PostGranted {
        held: PostHeldId::generate(),
        person: named.person,
        post: held.post.clone(),
        scope: held.scope,
        from: input.from,
        to: Some(input.to),
        deputy_for: Some(held.id),
    };
    let deputy = granted.held;
    let chain = chain_of(change, &held).await?;
    append_grant(change, chain, granted).await?;
    Ok(deputy)
}
