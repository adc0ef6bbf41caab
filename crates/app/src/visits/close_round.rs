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

    /// Whether the asker may close a follow-up now; else what it would be refused for.
    pub async fn check_closing(&self, asker: &Asker, follow_up: FollowUpId) -> Result<()> {
        let mut tx = self.db().read().await?;
        let at_hand = AtHand::read(&mut tx, self.editions(), asker, follow_up).await?;
        closer(&mut tx, &at_hand, asker).await?;
        Ok(())
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
    let post = closer(change, &at_hand, asker).await?;
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let facts = RoundClosed {
        follow_up: input.follow_up,
        event: at_hand.follow_up.event,
        post,
        complaint: None,
    };
    let draft = Draft::new(at_hand.site.id(), facts).because(at_hand.follow_up.customer, why);
    change.append(draft).await?;
    Ok(())
}

/// In which post the asker closes a follow-up as it stands.
async fn closer(tx: &mut Tx, at_hand: &AtHand, asker: &Asker) -> Result<String> {
    let rules = at_hand.rules()?;
    let rule = &rules.procedure().rounds;
    let Some(post) = closes_as(&rules, asker, at_hand.site.id()) else {
        return Err(Error::Forbidden {
            right: Right::Plan,
            posts: vec![rule.closed_by.clone()],
            basis: rule.basis.clone(),
        });
    };
    let refuse = |why| {
        Err(Error::Refused {
            why,
            basis: rule.basis.clone(),
        })
    };
    if !at_hand.follow_up.state.takes(Step::Close) {
        return refuse(Refusal::FollowUpState);
    }
    if !is_further_round(tx, &at_hand.follow_up).await? {
        return refuse(Refusal::FirstRound);
    }
    Ok(post.clone())
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
