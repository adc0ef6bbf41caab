use huiyin_domain::entry::facts::MatterSettled;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{CommandId, Instant, MatterId};
use huiyin_store::ledger::MatterAtHandRow;
use huiyin_store::{Change, Draft, Tx, ledger};

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

    /// Whether the asker may settle a matter now; else what it would be refused for.
    pub async fn check_matter(&self, asker: &Asker, matter: MatterId) -> Result<()> {
        let mut tx = self.db().read().await?;
        let row = ledger::matter(&mut tx, matter).await?;
        let at = (self.editions(), self.clock().now());
        check(&mut tx, at, asker, row).await?;
        Ok(())
    }
}

/// Refuses who may not settle a matter, and what is settled.
async fn check(
    tx: &mut Tx,
    (editions, now): (&Editions, Instant),
    asker: &Asker,
    row: Option<MatterAtHandRow>,
) -> Result<MatterAtHandRow> {
    let row = row
        .filter(|row| asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    let site = editions.site(tx, row.site).await?;
    let rules = site.rules_on(site.day(now));
    confidential::check_event(tx, &site, asker, row.event, &rules).await?;
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
    Ok(row)
}

async fn settle_now(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &SettleMatter,
) -> Result<()> {
    let row = ledger::matter_at_hand(change, input.matter).await?;
    let now = change.at();
    let row = check(change, (editions, now), asker, row).await?;
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
