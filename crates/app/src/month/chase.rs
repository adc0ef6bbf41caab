use huiyin_domain::{Day, Instant, PersonId, Topic};
use huiyin_store::papers::{self, PaperRow};
use huiyin_store::tasks::{self, TaskRow};
use huiyin_store::{Change, Tx, outbox};

use super::draft_papers::writer;
use super::{basis_of, who_holds};
use crate::notices::{News, tell};
use crate::{Result, Site};

/// Whether something became late of which nobody was told yet.
pub(crate) async fn is_anything_late(tx: &mut Tx, site: &Site, now: Instant) -> Result<bool> {
    Ok(!late_papers(tx, site, now).await?.is_empty()
        || !late_tasks(tx, site, now).await?.is_empty())
}

/// Tells who completes the papers that became late, and the owners of late tasks: of each once.
pub(crate) async fn chase_late(change: &mut Change<'_>, site: &Site) -> Result<()> {
    let now = change.at();
    let today = site.day(now);
    let rules = site.rules_on(today);
    for paper in late_papers(change, site, now).await? {
        let people = who_holds(change, site, today, &writer(site, today, paper.kind)).await?;
        let news = News {
            topic: Topic::PaperLate,
            follow_ups: Vec::new(),
            record: None,
            events: Vec::new(),
            due: paper.due,
            basis: basis_of(&rules, paper.kind),
        };
        tell(change, site, &people, &news).await?;
    }
    let late = late_tasks(change, site, now).await?;
    let mut owners: Vec<PersonId> = late.iter().map(|task| task.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    for owner in owners {
        let mut theirs = late.iter().filter(|task| task.owner == owner);
        let first = theirs.next();
        let news = News {
            topic: Topic::TaskLate,
            follow_ups: Vec::new(),
            record: None,
            events: Vec::new(),
            due: first.map(|task| task.due),
            basis: first.map_or_else(Default::default, |task| basis_of(&rules, task.paper_kind)),
        };
        tell(change, site, &[owner], &news).await?;
    }
    Ok(())
}

/// The papers that became late since anybody was told of one.
async fn late_papers(tx: &mut Tx, site: &Site, now: Instant) -> Result<Vec<PaperRow>> {
    let told = outbox::last_told(tx, site.id(), Topic::PaperLate).await?;
    let (from, today) = since(site, told, now);
    Ok(papers::unsigned_since(tx, site.id(), from, today).await?)
}

/// The tasks that became late since anybody was told of one.
async fn late_tasks(tx: &mut Tx, site: &Site, now: Instant) -> Result<Vec<TaskRow>> {
    let told = outbox::last_told(tx, site.id(), Topic::TaskLate).await?;
    let (from, today) = since(site, told, now);
    Ok(tasks::undone_since(tx, site.id(), from, today).await?)
}

/// What was due on the day on which somebody was told was not late then.
fn since(site: &Site, told: Option<Instant>, now: Instant) -> (Day, Day) {
    let from = told.map_or_else(|| site.live_from(), |at| site.day(at));
    (from, site.day(now))
}
