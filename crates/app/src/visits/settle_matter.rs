use huiyin_domain::entry::facts::MatterSettled;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{CommandId, MatterId};
use huiyin_store::{Change, Draft, ledger};

use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result, confidential};

/// The answer to what a customer raised, or what was done to put it right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettleMatter {
    /// The matter.
    pub matter: MatterId,
    /// What was answered or done; required.
    pub outcome: String,
}

impl App {
    /// Writes down what became of a matter that was not settled on the spot: by who promised the answer or puts it
    /// right, or by the planner. 11.1.11: nothing is closed without an outcome.
    pub async fn settle_matter(
        &self,
        asker: &Asker,
        command: CommandId,
        input: &SettleMatter,
    ) -> Result<()> {
        let mut fields = Fields::default();
        let outcome = fields.required("outcome", &input.outcome, LONG);
        fields.check()?;
        let act = asker.act(command, self.clock().now());
        let settle = SettleMatter {
            matter: input.matter,
            outcome,
        };
        let input = (self.editions().clone(), asker.clone(), settle);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(settle_now(change, editions, asker, input))
            })
            .await
    }
}

async fn settle_now(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &SettleMatter,
) -> Result<()> {
    let row = ledger::matter_at_hand(change, input.matter)
        .await?
        .filter(|row| asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    let site = editions.site(change, row.site).await?;
    let rules = site.rules_on(site.day(change.at()));
    confidential::check_event(change, &site, asker, row.event, &rules).await?;
    let is_owner = asker.person.is_some() && row.owners.contains(&asker.person);
    if !is_owner {
        access::check(&rules, asker, row.site, Right::Plan)?;
    }
    if row.closed {
        return Err(Error::Refused {
            why: Refusal::Settled,
            basis: rules.procedure().handling.basis.clone(),
        });
    }
    let facts = MatterSettled {
        matter: input.matter,
        event: row.event,
    };
    let words = Words::new().with_item(Word::Outcome, 1_u32, &input.outcome);
    change
        .append(Draft::new(row.site, facts).about(row.customer, words))
        .await?;
    Ok(())
}
