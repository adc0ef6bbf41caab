use huiyin_domain::entry::VoidCause;
use huiyin_domain::entry::facts::{EventMerged, MergeNoted};
use huiyin_domain::{Category, CommandId, EventId, PersonId};
use huiyin_rules::Rules;
use huiyin_store::events::EventRow;
use huiyin_store::{Change, Draft, complaints};

use super::at_hand;
use crate::fields::{Fields, LONG};
use crate::planning::void;
use crate::site::Editions;
use crate::{App, Asker, Error, Refusal, Result, Right, Site, access};

/// A complaint that is the same as another, though it was registered by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MergeEvent {
    /// The complaint.
    pub event: EventId,
    /// The one it becomes a part of.
    pub into: EventId,
    /// Why; required.
    pub why: String,
}

impl App {
    /// Merges a complaint into another that is the same. It stays to be seen with its reports and words, as a part of
    /// the other; what was asked for it is void, its number stays, and was it picked, it is replaced.
    ///
    /// Refused where it was told only after the other was settled ([`Refusal::ToldAfter`]), comes from another household
    /// ([`Refusal::OtherHousehold`]), was visited already, is about somebody else in confidence or has others merged into it ([`Refusal::InUse`]), or one of
    /// the two is a part of another already ([`Refusal::Merged`]).
    pub async fn merge_event(
        &self,
        asker: &Asker,
        command: CommandId,
        input: MergeEvent,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(merge(change, editions, asker, input))
            })
            .await
    }
}

/// Refuses who may not merge it, and what is no complaint.
pub(super) fn check(rules: &Rules<'_>, asker: &Asker, row: &EventRow) -> Result<()> {
    access::check(rules, asker, row.site, Right::CorrectEvents)?;
    if row.state.category == Category::Complaint {
        return Ok(());
    }
    Err(Error::Refused {
        why: Refusal::NotComplaint,
        basis: rules.procedure().same_complaint.basis.clone(),
    })
}

async fn merge(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &MergeEvent,
) -> Result<()> {
    let (row, site) = at_hand(change, editions, asker, input.event).await?;
    let rules = site.rules_on(site.day(change.at()));
    check(&rules, asker, &row)?;
    let (into, _) = at_hand(change, editions, asker, input.into).await?;
    let mut fields = Fields::default();
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    if let Some(why) = hindrance(change, &site, &row, &into).await? {
        return Err(Error::Refused {
            why,
            basis: rules.procedure().same_complaint.basis.clone(),
        });
    }
    let about = row.state.reporter;
    let merged = EventMerged {
        event: row.id,
        into: Some(into.id),
    };
    let draft = Draft::new(site.id(), merged).because(about, &why);
    change.append(draft).await?;
    note(change, &site, (into.id, row.id), true, (about, &why)).await?;
    void(change, &site, row.id, VoidCause::Merged, (about, &why)).await?;
    Ok(())
}

/// Writes into the history of an event that another came in, or was taken out.
pub(super) async fn note(
    change: &mut Change<'_>,
    site: &Site,
    (event, other): (EventId, EventId),
    merged: bool,
    (about, why): (Option<PersonId>, &str),
) -> Result<()> {
    let noted = MergeNoted {
        event,
        other,
        merged,
    };
    let draft = Draft::new(site.id(), noted).because(about, why);
    change.append(draft).await?;
    Ok(())
}

async fn hindrance(
    change: &mut Change<'_>,
    site: &Site,
    row: &EventRow,
    into: &EventRow,
) -> Result<Option<Refusal>> {
    let complaints = [row, into].map(|one| one.state.category == Category::Complaint);
    if complaints != [true, true] || row.id == into.id || into.site != site.id() {
        return Ok(Some(Refusal::NotComplaint));
    }
    if (row.confidential, row.accused) != (into.confidential, into.accused) {
        // Who sees the one need not see the other.
        return Ok(Some(Refusal::InUse));
    }
    if is_other_household(row, into) {
        return Ok(Some(Refusal::OtherHousehold));
    }
    let told = row.state.reported_at.unwrap_or(row.registered_at);
    if into.completed_at.is_some_and(|settled| told > settled) {
        return Ok(Some(Refusal::ToldAfter));
    }
    let holds_others = !complaints::merged(change, row.id).await?.is_empty();
    if holds_others || complaints::is_visited(change, row.id).await? {
        return Ok(Some(Refusal::InUse));
    }
    Ok(None)
}

/// Whether both say who complained, and it is not the same household.
fn is_other_household(one: &EventRow, other: &EventRow) -> bool {
    let (one, other) = (&one.state, &other.state);
    let same_person = one.reporter.is_some() && one.reporter == other.reporter;
    let other_unit = match (one.unit, other.unit) {
        (Some(unit), Some(other)) => unit != other,
        _ => false,
    };
    other_unit && !same_person
}
