use huiyin_domain::entry::facts::ConfidentialitySet;
use huiyin_domain::entry::{Facts, VoidCause};
use huiyin_domain::{Category, CommandId, Day, EventId, PersonId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::Basis;
use huiyin_store::events::EventRow;
use huiyin_store::{Change, Draft, Tx, complaints, follow_ups};

use super::at_hand;
use crate::fields::{Fields, LONG};
use crate::meanwhile::check as check_unchanged;
use crate::planning::arise_anew;
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Right, Site, access, confidential};

/// Whether a complaint is confidential from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeepConfidential {
    /// The complaint.
    pub event: EventId,
    /// Whether it is; else it is like any other again.
    pub confidential: bool,
    /// Who of the staff is complained of, where somebody is.
    pub accused: Option<PersonId>,
    /// Why; required.
    pub why: String,
}

impl App {
    /// Makes a complaint confidential, or ends that; by the posts that see confidential complaints. A follow-up that was
    /// planned goes to those who may see it: what was asked for is void and asked for anew.
    ///
    /// Refused to who is complained of, and where the procedure knows no confidential complaints or others are merged
    /// into it ([`Refusal::EventState`], [`Refusal::InUse`]).
    pub async fn keep_confidential(
        &self,
        asker: &Asker,
        command: CommandId,
        input: KeepConfidential,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(keep(change, editions, asker, input))
            })
            .await
    }
}

fn basis(rules: &Rules<'_>) -> Basis {
    let rule = rules.procedure().confidential.as_ref();
    rule.map(|rule| rule.basis.clone()).unwrap_or_default()
}

/// Refuses who may not keep it or end that, and what is no complaint.
pub(super) fn check(rules: &Rules<'_>, asker: &Asker, row: &EventRow) -> Result<()> {
    access::check(rules, asker, row.site, Right::See)?;
    // Who could not see it afterwards does not make it so; nor does who is complained of end it.
    confidential::check(rules, asker, row.site, (true, row.accused))?;
    let knows = row.confidential || rules.procedure().confidential.is_some();
    if row.state.category != Category::Complaint || !knows {
        return Err(Error::Refused {
            why: Refusal::EventState,
            basis: basis(rules),
        });
    }
    Ok(())
}

async fn keep(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &KeepConfidential,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.event).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    check(&rules, asker, &row)?;
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    check_accused(change, &site, today, input.accused, &mut fields).await?;
    fields.check()?;
    check_unchanged(change, asker, row.id.uuid(), |facts| {
        matches!(facts, Facts::ConfidentialitySet(_))
    })
    .await?;
    let basis = basis(&rules);
    let is_so = row.confidential == input.confidential && row.accused == input.accused;
    let knows = rules.procedure().confidential.is_some();
    if is_so || (input.confidential && !knows) {
        let why = Refusal::EventState;
        return Err(Error::Refused { why, basis });
    }
    if !complaints::merged(change, row.id).await?.is_empty() {
        let why = Refusal::InUse;
        return Err(Error::Refused { why, basis });
    }
    let about = row.state.reporter;
    let facts = ConfidentialitySet {
        event: row.id,
        confidential: input.confidential,
        accused: input.accused.filter(|_| input.confidential),
    };
    let draft = Draft::new(site.id(), facts).because(about, &why);
    change.append(draft).await?;
    // Whoever was planned to visit may not see it any more, or is complained of.
    arise_anew(change, &site, row.id, VoidCause::Corrected, (about, &why)).await
}

/// Notes a wrong name: who is complained of must be of the staff.
pub(super) async fn check_accused(
    tx: &mut Tx,
    site: &Site,
    today: Day,
    accused: Option<PersonId>,
    fields: &mut Fields,
) -> Result<()> {
    let Some(accused) = accused else {
        return Ok(());
    };
    let holders = follow_ups::holders(tx, site.id(), today).await?;
    if holders.iter().all(|holder| holder.person != accused) {
        fields.wrong("accused", Fault::Unknown);
    }
    Ok(())
}
