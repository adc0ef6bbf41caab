use huiyin_domain::entry::FollowUpState;
use huiyin_domain::{CommandId, FollowUpId, ObligationId, ScopeId, Step};
use huiyin_rules::Rules;
use huiyin_store::{Change, follow_ups, visits};
use serde::{Deserialize, Serialize};

use super::adjust_plan::at_hand;
use super::void;
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result, Right, access};

/// A customer who cannot be reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplaceUnreachable {
    /// Their follow-up; its tries stay on record.
    pub follow_up: FollowUpId,
    /// Why it is closed so; required.
    pub why: String,
}

/// Who is followed up instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Replaced {
    /// The next number of the stratum; none where nobody takes the place, and it stays owed.
    pub instead: Option<ObligationId>,
}

impl App {
    /// Closes a follow-up as 無法聯繫, with the consent of whom the procedure names: a customer whom the draw picked gives
    /// way to the next number of the stratum; whoever is picked besides the draw or at a rate of 100 %, or is the last
    /// of a stratum, stays owed.
    ///
    /// Refused before the customer was sought often enough ([`Refusal::Untried`]).
    pub async fn replace_unreachable(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ReplaceUnreachable,
    ) -> Result<Replaced> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(replace(change, editions, asker, input))
            })
            .await
    }
}

/// Whether the asker may consent to a replacement: in the post that the procedure names, or one above.
pub(crate) fn may_consent(rules: &Rules<'_>, asker: &Asker, site: ScopeId) -> bool {
    let posts: Vec<&str> = rules
        .upwards(&rules.procedure().unreachable.consent_by)
        .into_iter()
        .map(String::as_str)
        .collect();
    asker.person.is_none() || asker.holds(site, &posts)
}

/// Whether a follow-up is one whose customer has not been met yet.
pub(crate) const fn is_replaceable(state: FollowUpState, round: u32) -> bool {
    state.takes(Step::Replace) && round == 1
}

async fn replace(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ReplaceUnreachable,
) -> Result<Replaced> {
    let (planned, site) = at_hand(change, editions, asker, input.follow_up).await?;
    let rules = site.rules_on(site.day(change.at()));
    let rule = &rules.procedure().unreachable;
    access::check(&rules, asker, site.id(), Right::See)?;
    if !may_consent(&rules, asker, site.id()) {
        return Err(Error::Forbidden {
            right: Right::Plan,
            posts: vec![rule.consent_by.clone()],
            basis: rule.basis.clone(),
        });
    }
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let refused = |why| Error::Refused {
        why,
        basis: rule.basis.clone(),
    };
    if !is_replaceable(planned.state, planned.round) {
        return Err(refused(Refusal::FollowUpState));
    }
    let tries = visits::tries(change, planned.id).await?;
    let tries = crate::visits::tries(&tries, site.zone());
    let stays_owed = void::is_owed_for_ever(change, &site, planned.obligation).await?;
    let untried = rules.untried(&tries, stays_owed);
    if !untried.is_empty() {
        return Err(refused(Refusal::Untried(untried)));
    }
    let customer = follow_ups::customer(change, planned.id).await?;
    let instead =
        void::replace_unreachable(change, &site, planned.obligation, (customer, &why)).await?;
    Ok(Replaced { instead })
}
