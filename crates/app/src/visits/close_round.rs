use huiyin_domain::entry::facts::RoundClosed;
use huiyin_domain::{CommandId, EventId, FollowUpId, ScopeId, Step};
use huiyin_rules::Rules;
use huiyin_store::visits::{self, FollowUpRow};
use huiyin_store::{Change, Draft, Tx};

use super::AtHand;
use crate::access::Right;
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result};

/// Why the customer of a further round is not visited again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CloseRound {
    /// The follow-up: of a later round, or of the complaint that a nonconforming verdict opened.
    pub follow_up: FollowUpId,
    /// Why; required.
    pub why: String,
}

impl App {
    /// Closes a further round, with a reason that stays: by the manager, or the post above. Rounds go on until the
    /// customer is content or this is done. What is owed stays owed, and what was raised stays in the ledger.
    ///
    /// A first visit is not closed so ([`Refusal::FirstRound`]), nor what was visited or closed already
    /// ([`Refusal::FollowUpState`]).
    pub async fn close_round(
        &self,
        asker: &Asker,
        command: CommandId,
        input: CloseRound,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(close(change, editions, asker, input))
            })
            .await
    }
}

/// In which post somebody may close a further round: the one that the procedure names, or one above.
pub(super) fn closes_as<'r>(
    rules: &Rules<'r>,
    asker: &Asker,
    site: ScopeId,
) -> Option<&'r huiyin_rules::procedure::PostId> {
    let posts = rules.upwards(&rules.procedure().rounds.closed_by);
    let mut posts = posts.into_iter();
    posts.find(|post| asker.holds(site, &[post.as_str()]))
}

/// Whether a follow-up is no first visit: a later round, or the one of a complaint that a nonconforming verdict opened.
pub(super) async fn is_further_round(tx: &mut Tx, follow_up: &FollowUpRow) -> Result<bool> {
    Ok(follow_up.round > 1 || visits::was_opened_by_a_verdict(tx, follow_up.event).await?)
}

async fn close(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &CloseRound,
) -> Result<()> {
    let at_hand = AtHand::load(change, editions, asker, input.follow_up).await?;
    let rules = at_hand.rules()?;
    let rule = &rules.procedure().rounds;
    let site = at_hand.site.id();
    let Some(post) = closes_as(&rules, asker, site) else {
        return Err(Error::Forbidden {
            right: Right::Plan,
            posts: vec![rule.closed_by.clone()],
            basis: rule.basis.clone(),
        });
    };
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let refuse = |why| {
        Err(Error::Refused {
            why,
            basis: rule.basis.clone(),
        })
    };
    if !at_hand.follow_up.state.takes(Step::Close) {
        return refuse(Refusal::FollowUpState);
    }
    if !is_further_round(change, &at_hand.follow_up).await? {
        return refuse(Refusal::FirstRound);
    }
    let facts = RoundClosed {
        follow_up: input.follow_up,
        event: at_hand.follow_up.event,
        post: post.clone(),
        complaint: None,
    };
    let draft = Draft::new(site, facts).because(at_hand.follow_up.customer, why);
    change.append(draft).await?;
    Ok(())
}

/// Closes the round after this one where it waits to be visited: the complaint's own follow-up takes its place, so that
/// the customer is visited once and it counts once (四.5).
pub(crate) async fn close_for_complaint(
    change: &mut Change<'_>,
    at_hand: &AtHand,
    complaint: EventId,
    (post, why): (String, &str),
) -> Result<()> {
    let before = &at_hand.follow_up;
    let next = visits::of_round(change, before.obligation, before.round + 1).await?;
    let Some((follow_up, _)) = next.filter(|(_, state)| state.takes(Step::Close)) else {
        return Ok(());
    };
    let facts = RoundClosed {
        follow_up,
        event: before.event,
        post,
        complaint: Some(complaint),
    };
    let draft = Draft::new(before.site, facts).because(before.customer, why);
    change.append(draft).await?;
    Ok(())
}
