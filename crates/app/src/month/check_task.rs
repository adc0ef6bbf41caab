use huiyin_domain::entry::facts::TaskChecked;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{CommandId, TaskId, TaskState};
use huiyin_store::{Change, Draft};

use super::give_task::{From, GiveTask, give, staff};
use super::{refused, task_at_hand};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::site::Editions;
use crate::{App, Asker, Fault, Refusal, Result};

/// What a corrective or preventive action came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckTask {
    /// The action: done.
    pub task: TaskId,
    /// Whether it had the effect that was wanted; required.
    pub effective: Option<bool>,
    /// What was found; required.
    pub opinion: String,
    /// What is done instead, where it had none.
    pub next: GiveTask,
}

impl App {
    /// Checks the effect of a corrective or preventive action: by who reviews the reports, and never by who did it
    /// ([`Refusal::OwnPaper`]). One without effect is followed by another; nothing ends without an effect.
    pub async fn check_task(
        &self,
        asker: &Asker,
        command: CommandId,
        input: CheckTask,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(check(change, editions, asker, input))
            })
            .await
    }
}

async fn check(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &CheckTask,
) -> Result<()> {
    let (row, site) = task_at_hand(change, editions, asker, input.task).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    access::check(&rules, asker, site.id(), Right::ReviewAnalysis)?;
    if row.state != TaskState::Done {
        return Err(refused(&rules, row.paper_kind, Refusal::TaskState));
    }
    if asker.person == Some(row.owner) || asker.person == row.done_by {
        return Err(refused(&rules, row.paper_kind, Refusal::OwnPaper));
    }
    let mut fields = Fields::default();
    let opinion = fields.required("opinion", &input.opinion, LONG);
    if input.effective.is_none() {
        fields.wrong("effective", Fault::Missing);
    }
    let next = match input.effective {
        Some(false) => {
            let staff = staff(change, &site, today).await?;
            input.next.read(&mut fields, &staff, today)
        }
        _ => None,
    };
    fields.check()?;
    let facts = TaskChecked {
        task: row.id,
        site: site.id(),
        effective: next.is_none(),
    };
    let words = Words::new().with(Word::Opinion, opinion);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    let Some(next) = next else {
        return Ok(());
    };
    let from = From {
        kind: row.kind,
        paper: (row.paper, row.paper_kind),
        case: row.case,
        follows: Some(row.id),
    };
    give(change, &site, asker, next, from).await
}
