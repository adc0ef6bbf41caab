use huiyin_domain::entry::facts::{
    ErasedFor, PersonErased, PersonRestricted, RequestSettled, WordsErased,
};
use huiyin_domain::entry::{Ground, RequestKind, RequestOutcome};
use huiyin_domain::{CommandId, EventId, FollowUpId, RequestId};
use huiyin_rules::procedure::Basis;
use huiyin_store::privacy::{self, RequestRow};
use huiyin_store::{Change, Draft, people};

use super::{Erasing, resident, rules_at};
use crate::access::{Right, check};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Error, Fault, Refusal, Result, Site};

/// What a request comes to, as the form sends it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettleRequest {
    /// The request.
    pub request: RequestId,
    /// What it comes to.
    pub outcome: Option<RequestOutcome>,
    /// Why it is refused, or done in part only. What keeps something from erasure the product says itself.
    pub ground: Option<Ground>,
    /// The reason, or what was done, in words; always required.
    pub why: String,
    /// Of an erasure: events of which somebody found that they are about the person, to be erased as well.
    pub also: Vec<EventId>,
}

/// The most things in one entry.
const PIECE: usize = 200;

impl App {
    /// Settles a request. By the manager; an erasure by another than who entered it, and only as far as neither a hold,
    /// nor what is still owed, nor the time of keeping stands against it.
    pub async fn settle_request(
        &self,
        asker: &Asker,
        command: CommandId,
        input: SettleRequest,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(settle(change, editions, asker, input))
            })
            .await
    }
}

fn refused(why: Refusal) -> Error {
    Error::Refused {
        why,
        basis: Basis::default(),
    }
}

async fn settle(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &SettleRequest,
) -> Result<()> {
    let request = privacy::request_to_change(change, input.request)
        .await?
        .ok_or(Error::NotFound)?;
    let (_, site) = resident(change, editions, asker, request.person).await?;
    let (rules, today) = rules_at!(site, change.at());
    check(&rules, asker, site.id(), Right::ManagePeople)?;
    if request.outcome.is_some() {
        return Err(refused(Refusal::RequestSettled));
    }
    let mut fields = Fields::default();
    let Some(outcome) = input.outcome else {
        fields.wrong("outcome", Fault::Missing);
        fields.required("why", &input.why, LONG);
        fields.check()?;
        return Err(Error::NotFound);
    };
    let erases = request.kind == RequestKind::Erasure && outcome != RequestOutcome::Refused;
    if outcome != RequestOutcome::Done && !erases && input.ground.is_none() {
        fields.wrong("ground", Fault::Missing);
    }
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let mut facts = RequestSettled {
        request: request.id,
        person: request.person,
        outcome,
        ground: input.ground.filter(|_| outcome != RequestOutcome::Done),
        rest_from: None,
    };
    if !erases {
        settle_as(change, (&site, asker), &facts, why).await?;
        return restrict(change, &site, &request, outcome).await;
    }
    if asker.person.is_some() && asker.person == request.received_by {
        return Err(refused(Refusal::OwnRequest));
    }
    let found = Erasing::of(change, (&site, &rules), asker, (request.person, today)).await?;
    check_erasing(change, &found, &request, outcome).await?;
    facts.ground = found.kept();
    facts.rest_from = found.rest_from();
    let also = also(&found, &input.also)?;
    settle_as(change, (&site, asker), &facts, why).await?;
    erase(change, &site, &request, (&found, also)).await
}

async fn settle_as(
    change: &mut Change<'_>,
    (site, asker): (&Site, &Asker),
    facts: &RequestSettled,
    why: String,
) -> Result<()> {
    let draft = Draft::new(site.id(), facts.clone()).because(asker.person, why);
    change.append(draft).await?;
    Ok(())
}

/// A restriction, or its end, holds from the answer on.
async fn restrict(
    change: &mut Change<'_>,
    site: &Site,
    request: &RequestRow,
    outcome: RequestOutcome,
) -> Result<()> {
    let restricted = match request.kind {
        RequestKind::Restriction => true,
        RequestKind::Release => false,
        _ => return Ok(()),
    };
    if outcome == RequestOutcome::Refused {
        return Ok(());
    }
    let facts = PersonRestricted {
        person: request.person,
        request: request.id,
        restricted,
    };
    change.append(Draft::new(site.id(), facts)).await?;
    Ok(())
}

/// Refuses an outcome that is not what an erasure would come to today.
async fn check_erasing(
    change: &mut Change<'_>,
    found: &Erasing,
    request: &RequestRow,
    outcome: RequestOutcome,
) -> Result<()> {
    if people::is_staff(change, request.person).await? {
        return Err(refused(Refusal::StaffData));
    }
    match (outcome, found.kept()) {
        (_, Some(ground)) if !found.goes() => Err(refused(Refusal::NothingGoes(ground))),
        (RequestOutcome::Done, Some(ground)) => Err(refused(Refusal::SomethingStays(ground))),
        (RequestOutcome::InPart, None) => Err(refused(Refusal::NothingStays)),
        _ => Ok(()),
    }
}

/// The events that somebody found to be the person's: only those that were offered, and that nothing keeps.
fn also(found: &Erasing, chosen: &[EventId]) -> Result<Vec<EventId>> {
    for event in chosen {
        let offered = found.perhaps.iter().find(|it| it.row.event == *event);
        match offered.map(|it| it.kept) {
            Some(None) => {}
            Some(Some(ground)) => return Err(refused(Refusal::SomethingStays(ground))),
            None => return Err(crate::fields::wrong("also", Fault::Unknown)),
        }
    }
    Ok(chosen.to_vec())
}

async fn erase(
    change: &mut Change<'_>,
    site: &Site,
    request: &RequestRow,
    (found, also): (&Erasing, Vec<EventId>),
) -> Result<()> {
    let is_whole = found.kept().is_none();
    // What is only the person's goes with the person; what is not known to be theirs goes by what it is about.
    let mut events = found.events();
    events.extend(also.into_iter().filter(|it| !found.events().contains(it)));
    let mut follow_ups = found.follow_ups();
    let mut person = (!is_whole && found.profile.is_none()).then_some(request.person);
    while !events.is_empty() || !follow_ups.is_empty() || person.is_some() {
        let some: Vec<EventId> = events.drain(..events.len().min(PIECE / 2)).collect();
        let more: Vec<FollowUpId> = follow_ups
            .drain(..follow_ups.len().min(PIECE / 2))
            .collect();
        let facts = WordsErased {
            site: site.id(),
            because: ErasedFor::Request(request.id),
            person: person.take(),
            events: some,
            follow_ups: more,
        };
        change.append(Draft::new(site.id(), facts)).await?;
    }
    if is_whole {
        let person = request.person;
        change
            .append(Draft::new(site.id(), PersonErased { person }))
            .await?;
        return Ok(());
    }
    // What stays is stored and nothing else.
    let facts = PersonRestricted {
        person: request.person,
        request: request.id,
        restricted: true,
    };
    change.append(Draft::new(site.id(), facts)).await?;
    Ok(())
}
