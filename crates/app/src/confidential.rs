//! Confidential complaints: about a member of the staff by name, or about privacy.
//!
//! What tells of one is kept apart from the events, so every list, search, plan and figure shows only that it is there:
//! it counts like any other, and each number still leads to its rows. That the others see a row without words, rather
//! than none, keeps the figures and the draw open to everybody's check. Its words are shown on its own pages only, to
//! the posts that the procedure names and never to who is complained of; everybody else is refused there, and in every
//! action on it.

use huiyin_domain::{EventId, PersonId, ScopeId};
use huiyin_rules::Rules;
use huiyin_store::{Tx, events};

use crate::{Asker, Error, Result, Right, Site, first_aid};

/// Whether the asker may see a complaint that is confidential, of which `accused` is complained of.
pub(crate) fn may_see(
    rules: &Rules<'_>,
    asker: &Asker,
    site: ScopeId,
    accused: Option<PersonId>,
) -> bool {
    if asker.person.is_none() {
        return true;
    }
    let posts: Vec<&str> = match &rules.procedure().confidential {
        Some(rule) => rule.seen_by.iter().map(String::as_str).collect(),
        // A complaint that became confidential under another version stays so.
        None => vec![&rules.procedure().plan.by],
    };
    asker.person != accused && asker.holds(site, &posts)
}

/// Refuses a confidential complaint to who may not see it.
pub(crate) fn check(
    rules: &Rules<'_>,
    asker: &Asker,
    site: ScopeId,
    (confidential, accused): (bool, Option<PersonId>),
) -> Result<()> {
    if !confidential || may_see(rules, asker, site, accused) {
        return Ok(());
    }
    let rule = rules.procedure().confidential.as_ref();
    Err(Error::Forbidden {
        right: Right::See,
        posts: rule.map_or_else(Vec::new, |rule| rule.seen_by.clone()),
        basis: rule.map_or_else(Default::default, |rule| rule.basis.clone()),
    })
}

/// The same, of the event that something is about; first aid is refused too, to who need not see it.
pub(crate) async fn check_event(
    tx: &mut Tx,
    site: &Site,
    asker: &Asker,
    event: EventId,
    rules: &Rules<'_>,
) -> Result<()> {
    let known = events::restriction(tx, event).await?;
    let known = known.ok_or(Error::NotFound)?;
    check(rules, asker, site.id(), known.confidential)?;
    if known.first_aid {
        return first_aid::check(tx, rules, asker, (site.id(), event)).await;
    }
    Ok(())
}
