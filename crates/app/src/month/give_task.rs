use huiyin_domain::entry::facts::TaskGiven;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{Day, PaperId, PaperKind, PersonId, TaskId, TaskKind, Topic};
use huiyin_store::{Change, Draft, follow_ups};

use super::basis_of;
use crate::fields::{Fields, LONG};
use crate::notices::{News, tell};
use crate::{Asker, Fault, Result, Site};

/// Something that somebody is given to do.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct GiveTask {
    /// What was put right at once; may be left out.
    pub correction: String,
    /// What is to be done.
    pub action: String,
    /// Who does it: somebody of the staff.
    pub owner: Option<PersonId>,
    /// The last day in time, as typed.
    pub due: String,
}

/// Where a task comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct From {
    pub(super) kind: TaskKind,
    pub(super) paper: (PaperId, PaperKind),
    pub(super) case: Option<u32>,
    pub(super) follows: Option<TaskId>,
}

/// A task that was read from a form, and can be given.
#[derive(Clone, Debug)]
pub(super) struct Readable {
    correction: Option<String>,
    action: String,
    owner: PersonId,
    due: Day,
}

impl GiveTask {
    /// What was typed; nothing where something of it is wrong.
    pub(super) fn read(
        &self,
        fields: &mut Fields,
        staff: &[PersonId],
        today: Day,
    ) -> Option<Readable> {
        let correction = fields.optional("correction", &self.correction, LONG);
        let action = fields.required("action", &self.action, LONG);
        match self.owner {
            None => fields.wrong("owner", Fault::Missing),
            Some(owner) if !staff.contains(&owner) => fields.wrong("owner", Fault::Unknown),
            Some(_) => {}
        }
        let due = fields.parsed_required::<Day>("due", &self.due);
        if due.is_some_and(|due| due < today) {
            fields.wrong("due", Fault::Before { other: "today" });
        }
        Some(Readable {
            correction,
            action,
            owner: self.owner?,
            due: due?,
        })
    }
}

/// Everybody who holds a post at the site today, or above it.
pub(super) async fn staff(
    tx: &mut huiyin_store::Tx,
    site: &Site,
    today: Day,
) -> Result<Vec<PersonId>> {
    let holders = follow_ups::holders(tx, site.id(), today).await?;
    let mut staff: Vec<PersonId> = holders.into_iter().map(|holder| holder.person).collect();
    staff.sort_unstable();
    staff.dedup();
    Ok(staff)
}

/// Writes the task down and tells who is to do it.
pub(super) async fn give(
    change: &mut Change<'_>,
    site: &Site,
    asker: &Asker,
    task: Readable,
    from: From,
) -> Result<()> {
    let today = site.day(change.at());
    let facts = TaskGiven {
        task: TaskId::generate(),
        site: site.id(),
        kind: from.kind,
        paper: from.paper.0,
        case: from.case,
        follows: from.follows,
        owner: task.owner,
        due: task.due,
    };
    let words = Words::new()
        .with(Word::Action, task.action)
        .with_some(Word::Correction, task.correction);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    let news = News {
        topic: Topic::TaskGiven,
        follow_ups: Vec::new(),
        record: None,
        events: Vec::new(),
        due: Some(task.due),
        basis: basis_of(&site.rules_on(today), from.paper.1),
    };
    tell(change, site, &[task.owner], &news).await
}
