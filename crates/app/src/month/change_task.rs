use huiyin_domain::entry::facts::TaskChanged;
use huiyin_domain::entry::{Facts, Word, Words};
use huiyin_domain::{CommandId, Day, PaperKind, PersonId, TaskId, TaskState, Topic};
use huiyin_rules::Rules;
use huiyin_store::tasks::TaskRow;
use huiyin_store::{Change, Draft};

use super::give_task::staff;
use super::{basis_of, refused, task_at_hand};
use crate::access::{self, Right, has_right};
use crate::fields::{Fields, LONG};
use crate::meanwhile::check as check_unchanged;
use crate::notices::{News, tell};
use crate::site::Editions;
use crate::{App, Asker, Fault, Refusal, Result, Site};

/// Another owner for a task, or another last day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangeTask {
    /// The task: open.
    pub task: TaskId,
    /// Who does it from now on: somebody of the staff.
    pub owner: Option<PersonId>,
    /// The last day in time, as typed.
    pub due: String,
    /// Why; required.
    pub why: String,
}

impl App {
    /// Gives a task to somebody else, or gives it more time: by who gave it or who gives such tasks, with a reason that
    /// stays with it. The new owner is told.
    pub async fn change_task(
        &self,
        asker: &Asker,
        command: CommandId,
        input: ChangeTask,
    ) -> Result<()> {
        let act = asker.act(command, self.clock().now());
        let input = (self.editions().clone(), asker.clone(), input);
        self.db()
            .command(act, input, |change, (editions, asker, input)| {
                Box::pin(change_it(change, editions, asker, input))
            })
            .await
    }
}

/// Whether somebody may say who does a task, and by when.
pub(super) fn may_change(rules: &Rules<'_>, asker: &Asker, row: &TaskRow) -> bool {
    let gave = asker.person.is_some() && asker.person == row.given_by_id;
    gave || has_right(rules, asker, row.site, right_to_give(row.paper_kind))
}

/// Who gives tasks because of a paper.
const fn right_to_give(kind: PaperKind) -> Right {
    match kind {
        PaperKind::Analysis => Right::DecideAnalysis,
        PaperKind::Return => Right::ReadReturn,
    }
}

async fn change_it(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    input: &ChangeTask,
) -> Result<()> {
    let (row, site) = task_at_hand(change, editions, asker, input.task).await?;
    let today = site.day(change.at());
    let rules = site.rules_on(today);
    if !may_change(&rules, asker, &row) {
        access::check(&rules, asker, site.id(), right_to_give(row.paper_kind))?;
    }
    if row.state != TaskState::Open {
        return Err(refused(&rules, row.paper_kind, Refusal::TaskState));
    }
    check_unchanged(change, asker, row.id.uuid(), |facts| {
        matches!(facts, Facts::TaskChanged(_))
    })
    .await?;
    let staff = staff(change, &site, today).await?;
    let mut fields = Fields::default();
    match input.owner {
        None => fields.wrong("owner", Fault::Missing),
        Some(owner) if !staff.contains(&owner) => fields.wrong("owner", Fault::Unknown),
        Some(_) => {}
    }
    let due = fields.parsed_required::<Day>("due", &input.due);
    if due.is_some_and(|due| due < today && due != row.due) {
        fields.wrong("due", Fault::Before { other: "today" });
    }
    let why = fields.required("why", &input.why, LONG);
    fields.check()?;
    let (owner, due) = (input.owner.unwrap_or(row.owner), due.unwrap_or(row.due));
    let words = Words::new().with(Word::Why, why);
    let facts = changed(&row, owner, due);
    let draft = Draft::new(site.id(), facts).about(asker.person, words);
    change.append(draft).await?;
    tell_owner(change, &site, &row, (owner, due)).await
}

/// The task as somebody else has it from now on.
pub(crate) fn changed(row: &TaskRow, owner: PersonId, due: Day) -> TaskChanged {
    TaskChanged {
        task: row.id,
        site: row.site,
        owner,
        due,
    }
}

/// Tells who does a task from now on.
pub(crate) async fn tell_owner(
    change: &mut Change<'_>,
    site: &Site,
    row: &TaskRow,
    (owner, due): (PersonId, Day),
) -> Result<()> {
    let rules = site.rules_on(site.day(change.at()));
    let news = News {
        topic: Topic::TaskGiven,
        follow_ups: Vec::new(),
        record: None,
        events: Vec::new(),
        due: Some(due),
        basis: basis_of(&rules, row.paper_kind),
    };
    tell(change, site, &[owner], &news).await
}
