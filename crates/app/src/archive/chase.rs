use std::collections::BTreeSet;

use huiyin_domain::{Instant, PersonId, Topic};
use huiyin_rules::Rules;
use huiyin_store::follow_ups;
use huiyin_store::{Change, Tx, archive, outbox};

use super::{is_open, is_ready};
use crate::notices::{News, of_post, tell};
use crate::{Result, Site};

/// Batches looked through for those that are not received.
const LATEST: u32 = 12;

/// Whether the day has come on which those are told who have the next step of the month's batch, and nobody was yet.
pub(crate) async fn is_to_be_chased(tx: &mut Tx, site: &Site, now: Instant) -> Result<bool> {
    let today = site.day(now);
    let rules = site.rules_on(today);
    let archive = &rules.procedure().archive;
    let month = today.month();
    let (from, due) = (archive.remind_on(month), archive.due(month));
    if today < from || today > due {
        return Ok(false);
    }
    let since = site.zone().start_of(from);
    Ok(
        !outbox::was_told(tx, site.id(), Topic::ArchiveDue, since).await?
            && !next(tx, site, &rules, now).await?.is_empty(),
    )
}

/// Tells them.
pub(crate) async fn chase(change: &mut Change<'_>, site: &Site) -> Result<()> {
    let now = change.at();
    let today = site.day(now);
    let rules = site.rules_on(today);
    let archive = &rules.procedure().archive;
    let people: Vec<PersonId> = next(change, site, &rules, now).await?.into_iter().collect();
    let news = News {
        topic: Topic::ArchiveDue,
        follow_ups: Vec::new(),
        record: None,
        events: Vec::new(),
        due: Some(archive.due(today.month())),
        basis: archive.basis.clone(),
    };
    tell(change, site, &people, &news).await
}

/// Who has the next step: of records that are in no batch the planner, of a batch its reader or its keeper.
async fn next(
    tx: &mut Tx,
    site: &Site,
    rules: &Rules<'_>,
    now: Instant,
) -> Result<BTreeSet<PersonId>> {
    let procedure = rules.procedure();
    let batches = archive::batches(tx, site.id(), LATEST).await?;
    let mut posts: Vec<&String> = Vec::new();
    if archive::ready_count(tx, site.id()).await? > 0 {
        posts.push(&procedure.plan.by);
    }
    if batches.iter().any(is_open) {
        posts.extend(procedure.archive.reviewed_by.as_ref());
    }
    if batches
        .iter()
        .any(|batch| is_ready(&procedure.archive, batch))
    {
        posts.push(&procedure.archive.kept_by);
    }
    let holders = follow_ups::holders(tx, site.id(), site.day(now)).await?;
    let people = posts.iter().flat_map(|post| of_post(rules, &holders, post));
    Ok(people.collect())
}
