//! What somebody was given to do because of a paper of the month, and what became of it.

use huiyin_domain::{
    Day, Instant, Month, PaperId, PaperKind, PersonId, Personal, ScopeId, TaskId, TaskKind,
    TaskState,
};

use crate::row::Row;
use crate::{Result, Tx};

/// A task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskRow {
    /// The task.
    pub id: TaskId,
    /// Its site.
    pub site: ScopeId,
    /// What sort it is.
    pub kind: TaskKind,
    /// The paper it comes from.
    pub paper: PaperId,
    /// Which paper that is.
    pub paper_kind: PaperKind,
    /// The month of the paper.
    pub month: Month,
    /// The case of the paper, where it is about one.
    pub case: Option<u32>,
    /// The task that had no effect, in whose place it stands.
    pub follows: Option<TaskId>,
    /// How far it is.
    pub state: TaskState,
    /// Who does it.
    pub owner: PersonId,
    /// Their name; none when they were erased.
    pub owner_name: Option<Personal<String>>,
    /// The last day in time.
    pub due: Day,
    /// When it was given.
    pub given_at: Instant,
    /// Who gave it.
    pub given_by_id: Option<PersonId>,
    /// The name of who gave it.
    pub given_by: Option<Personal<String>>,
    /// The day on which it was done.
    pub done_on: Option<Day>,
    /// Who said so.
    pub done_by: Option<PersonId>,
    /// What was put right at once.
    pub correction: Option<Personal<String>>,
    /// What is to be done.
    pub action: Option<Personal<String>>,
}

impl TaskRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            kind: row.get("kind")?,
            paper: row.get("paper_id")?,
            paper_kind: row.get("paper_kind")?,
            month: row.get("month")?,
            case: row.get("case_number")?,
            follows: row.get("follows_id")?,
            state: row.get("state")?,
            owner: row.get("owner_id")?,
            owner_name: row.get("owner_name")?,
            due: row.get("due")?,
            given_at: row.get("given_at")?,
            given_by_id: row.get("given_by_id")?,
            given_by: row.get("given_by_name")?,
            done_on: row.get("done_on")?,
            done_by: row.get("done_by_id")?,
            correction: row.get("correction")?,
            action: row.get("action")?,
        })
    }
}

/// What was done about a task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskStepRow {
    /// How far it was then.
    pub state: TaskState,
    /// When.
    pub done_at: Instant,
    /// The name of who did it.
    pub name: Option<Personal<String>>,
    /// What was said with it.
    pub said: Option<Personal<String>>,
    /// The name of who does it from then on, and the last day, where these were changed.
    pub changed_to: Option<(Option<Personal<String>>, Day)>,
}

macro_rules! whole_task {
    ($rest:literal) => {
        concat!(
            "select t.id, t.site_id, t.kind, t.paper_id, m.kind as paper_kind, m.month, t.case_number, t.follows_id, \
             t.state, t.owner_id, w.name as owner_name, t.due, t.given_at, t.given_by_id, g.name as given_by_name, t.done_on, \
             t.done_by_id, t.correction, t.action from task t join month_paper m on m.id = t.paper_id \
             left join person w on w.id = t.owner_id left join person g on g.id = t.given_by_id ",
            $rest
        )
    };
}

const OPEN: &str = whole_task!(
    "where t.site_id = $1 and t.state in ('open', 'done') order by t.due, t.id limit $2"
);
const CLOSED: &str = whole_task!(
    "where t.site_id = $1 and t.state not in ('open', 'done') order by t.given_at desc, t.id desc limit $2"
);
const OF_PAPER: &str =
    whole_task!("where t.paper_id = $1 order by t.case_number, t.given_at, t.id");
const TASK: &str = whole_task!("where t.id = $1");
const FOLLOWING: &str = whole_task!("where t.follows_id = $1 order by t.given_at limit 1");
const LATE: &str = whole_task!(
    "where t.site_id = $1 and t.state = 'open' and t.due >= $2 and t.due < $3 order by t.due, t.id limit 200"
);
const LOCK: &str = "select id from task where id = $1";
const STEPS: &str = "select s.state, s.done_at, p.name, s.said, s.due, o.name as owner_name from task_step s \
    left join person p on p.id = s.done_by_id left join person o on o.id = s.owner_id \
    where s.task_id = $1 order by s.number";
const OPEN_OF: &str =
    whole_task!("where t.owner_id = $1 and t.state = 'open' order by t.site_id, t.due, t.id");

/// The open tasks of a site, the first due first, at most `limit`.
pub async fn open(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<TaskRow>> {
    tx.all(OPEN, &[&site, &limit], TaskRow::read).await
}

/// The tasks of a site that are over, the latest first, at most `limit`.
pub async fn closed(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<TaskRow>> {
    tx.all(CLOSED, &[&site, &limit], TaskRow::read).await
}

/// The tasks that come from a paper, by case and time.
pub async fn of_paper(tx: &mut Tx, paper: PaperId) -> Result<Vec<TaskRow>> {
    tx.all(OF_PAPER, &[&paper], TaskRow::read).await
}

/// A task.
pub async fn task(tx: &mut Tx, id: TaskId) -> Result<Option<TaskRow>> {
    tx.optional(TASK, &[&id], TaskRow::read).await
}

/// A task, kept from others until the transaction ends.
pub async fn task_to_change(tx: &mut Tx, id: TaskId) -> Result<Option<TaskRow>> {
    tx.lock(LOCK, &[&id]).await?;
    task(tx, id).await
}

/// The task that stands in the place of one without effect.
pub async fn following(tx: &mut Tx, id: TaskId) -> Result<Option<TaskRow>> {
    tx.optional(FOLLOWING, &[&id], TaskRow::read).await
}

/// What somebody has still to do, at all sites.
pub async fn open_of(tx: &mut Tx, person: PersonId) -> Result<Vec<TaskRow>> {
    tx.all(OPEN_OF, &[&person], TaskRow::read).await
}

/// The tasks of a site that are not done and whose last day lies from one day until before another.
pub async fn undone_since(
    tx: &mut Tx,
    site: ScopeId,
    from: Day,
    before: Day,
) -> Result<Vec<TaskRow>> {
    tx.all(LATE, &[&site, &from, &before], TaskRow::read).await
}

/// What was done about a task, in order.
pub async fn steps(tx: &mut Tx, id: TaskId) -> Result<Vec<TaskStepRow>> {
    tx.all(STEPS, &[&id], |row| {
        Ok(TaskStepRow {
            state: row.get("state")?,
            done_at: row.get("done_at")?,
            name: row.get("name")?,
            said: row.get("said")?,
            changed_to: match row.get("due")? {
                Some(due) => Some((row.get("owner_name")?, due)),
                None => None,
            },
        })
    })
    .await
}
