//! First aid (急救): words about somebody's health, which are sensitive under the Personal Information Protection Law
//! (article 28) and are shown to who must see them.
//!
//! While the help is given, that is everybody of the site. Once it is handled, it is who had a hand in it (who entered it,
//! who owns it, who visits or wrote the record) and the posts that plan, review, decide on and keep its records. What
//! happened is kept apart from the event, so lists, searches and figures show only that it is there; its own pages ask here.

use huiyin_domain::{EventId, Handling, ScopeId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::Basis;
use huiyin_store::events::EventRow;
use huiyin_store::{Tx, events};

use crate::access::has_right;
use crate::{Asker, Error, Result, Right};

/// Whether what an event tells is kept from those who had no hand in it.
pub(crate) fn is_kept(row: &EventRow) -> bool {
    row.state.tells_of_health() && row.handling == Handling::Completed
}

/// Whether the asker's posts let them see what any first aid tells.
pub(crate) fn may_see_any(rules: &Rules<'_>, asker: &Asker, site: ScopeId) -> bool {
    const RIGHTS: [Right; 5] = [
        Right::Plan,
        Right::ManagePeople,
        Right::AnswerFor,
        Right::ReviewBatch,
        Right::KeepArchive,
    ];
    asker.person.is_none()
        || RIGHTS
            .iter()
            .any(|right| has_right(rules, asker, site, *right))
        || asker.holds(site, &readers(rules))
}

/// The posts that review records, decide on them, or enter them from paper.
fn readers<'r>(rules: &'r Rules<'_>) -> Vec<&'r str> {
    let procedure = rules.procedure();
    let reviews = procedure.reviews.iter().map(|review| &review.by);
    let decides = std::iter::once(&procedure.nonconforming.decided_by);
    let posts = reviews.chain(decides).flat_map(|post| rules.upwards(post));
    let enters = procedure.paper.iter().flat_map(|paper| &paper.posts);
    posts.chain(enters).map(String::as_str).collect()
}

/// Refuses first aid that is handled to who had no hand in it and need not see it.
pub(crate) async fn check(
    tx: &mut Tx,
    rules: &Rules<'_>,
    asker: &Asker,
    (site, event): (ScopeId, EventId),
) -> Result<()> {
    if may_see_any(rules, asker, site) {
        return Ok(());
    }
    if let Some(person) = asker.person
        && events::had_a_hand(tx, event, person).await?
    {
        return Ok(());
    }
    let procedure = rules.procedure();
    Err(Error::Forbidden {
        right: Right::See,
        posts: vec![
            procedure.plan.by.clone(),
            procedure.rounds.closed_by.clone(),
        ],
        basis: Basis::default(),
    })
}

/// The same, of an event that is at hand.
pub(crate) async fn check_row(
    tx: &mut Tx,
    rules: &Rules<'_>,
    asker: &Asker,
    row: &EventRow,
) -> Result<()> {
    if is_kept(row) {
        return check(tx, rules, asker, (row.site, row.id)).await;
    }
    Ok(())
}
