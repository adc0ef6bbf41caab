use huiyin_domain::entry::facts::TaskDone;
use huiyin_domain::entry::{Word, Words};
use huiyin_domain::{CommandId, Day, TaskId, TaskState, Topic};
use huiyin_store::{Change, Draft};

use super::{basis_of, refused, task_at_hand, who_holds};
use crate::access::{self, Right};
use crate::fields::{Fields, LONG};
use crate::notices::{News, tell};
use crate::site::Editions;
use crate::{App, Asker, Fault, Refusal, Result};

/// A task that was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FinishTask {
    /// The task: open.
    pub task: TaskId,
    /// The day on which it was done, as typed.
    pub done_on: String,
    /// What was done; required.
    pub outcome: String,
}

impl App {
    /// Writes down what was done about a task and when: by its owner, or by who plans. Nothing ends without it; what
    /// is corrective or preventive is checked by somebody else after that.
    pub async fn finish_task(
        &self,
        asker: &Asker,
        command: CommandId,
        input: FinishTask,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(finish(change, editions, asker, input))
            })
            .await
    }
}

async fn finish(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &FinishTask,
) -> Result<()> {
    let (row, site) = task_at_hand(change, editions, asker, input.task).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    if asker.person != Some(row.owner) {
        access::check(&rules, asker, site.id(), Right::Plan)?;
    }
    if row.state != TaskState::Open {
        return Err(refused(&rules, row.paper_kind, Refusal::TaskState));
    }
    let mut fields = Fields::default();
    let outcome = fields.required("outcome", &input.outcome, LONG);
    let done_on = fields.parsed_required::<Day>("done_on", &input.done_on);
    if done_on.is_some_and(|day| day > today) {
        fields.wrong("done_on", Fault::InFuture);
    }
    fields.check()?;
    let closes = !row.kind.is_checked();
    let facts = TaskDone {
        task: row.id,
        site: site.id(),
        done_on: done_on.unwrap_or(today),
        closes,
    };
    let words = Words::new().with(Word::Outcome, outcome);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    let Some(rule) = rules.procedure().analysis.as_ref().filter(|_| !closes) else {
        return Ok(());
    };
    let mut people = who_holds(change, &site, today, &rule.reviewed_by).await?;
    people.retain(|person| *person != row.owner && Some(*person) != asker.person);
    let news = News {
        topic: Topic::TaskDone,
        follow_ups: Vec::new(),
        record: None,
        events: Vec::new(),
        due: None,
        basis: basis_of(&rules, row.paper_kind),
    };
    tell(change, &site, &people, &news).await
}
