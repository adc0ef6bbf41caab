use huiyin_domain::entry::Facts;
use huiyin_domain::entry::facts::PostEnded;
use huiyin_domain::{CommandId, Day, PersonId, PostHeldId, ScopeId};
use huiyin_store::{Change, Draft, posts};

use super::{chain_of, check_may_manage};
use crate::fields::{Fields, wrong};
use crate::meanwhile::check_alone;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Result};

/// A post ends, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EndPost {
    /// The site whose page was used.
    pub site: ScopeId,
    /// Who holds it: a holding of somebody else is not there.
    pub holder: PersonId,
    /// The holding.
    pub held: PostHeldId,
    /// The last day; empty for today.
    pub to: String,
}

impl App {
    /// Ends somebody's holding of a post, or a deputy's.
    pub async fn end_post(&self, asker: &Asker, command: CommandId, end: &EndPost) -> Result<()> {
        let mut fields = Fields::default();
        let to: Option<Day> = fields.parsed("to", &end.to);
        fields.check()?;
        let input = (self.editions().clone(), asker.clone(), end.clone(), to);
        let act = asker.act(command, self.clock().now());
        self.db()
            .command(act, input, |change, (editions, asker, end, to)| {
                Box::pin(end_now(change, editions, asker, end, *to))
            })
            .await
    }
}

async fn end_now(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    end: &EndPost,
    to: Option<Day>,
) -> Result<()> {
    let site = editions.site(change, end.site).await?;
    let today = site.day(change.at());
    let held = posts::holding(change, end.held).await?;
    let held = held
        .filter(|held| held.person == end.holder)
        .filter(|held| held.site.is_none_or(|at| at == end.site))
        .ok_or(Error::NotFound)?;
    check_may_manage(asker, &site, today, &held.post, held.site.is_some())?;
    let thing = (end.site, held.person.uuid());
    check_alone(
        change,
        asker,
        thing,
        |facts| matches!(facts, Facts::PostEnded(other) if other.held == held.id),
    )
    .await?;
    let to = to.unwrap_or(today);
    if to < held.from {
        return Err(wrong("to", Fault::Before { other: "from" }));
    }
    // What was done in a post stays done in it: days gone by are not taken back.
    if to < today.plus_days(-1) {
        return Err(wrong("to", Fault::Before { other: "today" }));
    }
    let chain = chain_of(change, &held).await?;
    let ended = PostEnded {
        held: held.id,
        person: held.person,
        to,
    };
    change.append(Draft::new(chain, ended)).await?;
    Ok(())
}
