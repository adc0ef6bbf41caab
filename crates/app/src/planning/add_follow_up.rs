use huiyin_domain::{CommandId, EventId, FollowUpId, ObligationId};
use huiyin_rules::live;
use huiyin_store::{Change, events, plan};

use super::case::Case;
use super::pick::load;
use super::visitors::{Planner, ToPlan};
use crate::events::known_obligations;
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result, Right, access};

/// A follow-up that nobody has to make, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AddFollowUp {
    /// The event.
    pub event: EventId,
    /// What of it: not drawn, or exempt.
    pub obligation: ObligationId,
    /// Why; required.
    pub why: String,
}

impl App {
    /// Adds a voluntary follow-up of what the draw did not pick, or of what is exempt: exempt is a permission, not a
    /// prohibition. It changes no pick, and of what is exempt it counts for no rate. Clause 11.2.2.
    ///
    /// Refused while the draw is open, and where there is a follow-up already ([`Refusal::NotVoluntary`]).
    pub async fn add_follow_up(
        &self,
        asker: &Asker,
        command: CommandId,
        input: AddFollowUp,
    ) -> Result<FollowUpId> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(add(change, editions, asker, input))
            })
            .await
    }
}

async fn add(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &AddFollowUp,
) -> Result<FollowUpId> {
    let now = change.at();
    let row = events::event(change, input.event)
        .await?
        .filter(|row| asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    let site = editions.site(change, row.site).await?;
    let today = site.day(now);
    let rules = site.rules_on(today);
    access::check(&rules, asker, site.id(), Right::Plan)?;
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let around = plan::drawn_around_event(change, input.event).await?;
    let own = known_obligations(input.event, &around, now);
    let known = own
        .iter()
        .find(|one| one.row.obligation == input.obligation)
        .ok_or(Error::NotFound)?;
    if !known.may_add || plan::has_follow_up(change, input.obligation).await? {
        return Err(Error::Refused {
            why: Refusal::NotVoluntary,
            basis: rules.procedure().plan.changes_basis.clone(),
        });
    }
    let one = load(change, input.obligation).await?;
    let case = Case::load(change, &site, input.event, now).await?;
    let to_plan = ToPlan {
        obligation: one.id,
        line: one.line,
        round: 1,
        window: one.window,
        working_limit: live::working_limit(one.window, today).filter(|_| one.window.due() < today),
        shown_from: None,
        visitors: &one.visitors,
        channels: &one.channels,
        voluntary: Some(&why),
    };
    Planner::new(&site, now)
        .plan_round(change, &case, &to_plan)
        .await
}
