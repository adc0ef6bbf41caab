use huiyin_domain::entry::Word;
use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{PaperState, PersonId, Personal, TaskId, TaskState};
use huiyin_rules::procedure::Basis;
use huiyin_store::papers::{self, CaseEventRow, CaseRow, PaperStepRow};
use huiyin_store::tasks::{self, TaskRow, TaskStepRow};

use super::basis_of;
use super::change_task::may_change;
use super::month_page::TaskLine;
use super::paper_page::names;
use crate::access::{self, Right, has_right};
use crate::{App, Asker, Error, Result, Site};

/// A task with what it is about and what became of it: of an action the whole 不合格(糾正、預防措施)報告.
#[derive(Clone, Debug)]
pub struct TaskPage {
    /// The site.
    pub site: Site,
    /// The task.
    pub line: TaskLine,
    /// What asks for it.
    pub basis: Basis,
    /// The case, of an action.
    pub case: Option<CaseRow>,
    /// The events of the case, each with its number for people.
    pub events: Vec<(String, CaseEventRow)>,
    /// Why it came to that.
    pub cause: Option<Personal<String>>,
    /// Who signed the paper that found it, and when.
    pub found: Option<PaperStepRow>,
    /// Who decided on it, and when.
    pub decided: Option<PaperStepRow>,
    /// What was done about it, in order.
    pub steps: Vec<TaskStepRow>,
    /// The one that stands in its place.
    pub following: Option<TaskRow>,
    /// What the asker may do with it now.
    pub may: Option<MayTask>,
    /// Whether the asker may say who does it, and by when.
    pub may_change: bool,
    /// Who can be given it, or what is done instead, by name.
    pub staff: Vec<(PersonId, String)>,
}

/// What somebody may do with a task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MayTask {
    /// Saying what was done.
    Finish,
    /// Saying what it came to.
    Check,
}

impl App {
    /// A task.
    pub async fn task(&self, asker: &Asker, task: TaskId) -> Result<TaskPage> {
        let mut tx = self.db().read().await?;
        let row = tasks::task(&mut tx, task)
            .await?
            .filter(|row| asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let today = site.day(self.clock().now());
        let rules = site.rules_on(today);
        access::check(&rules, asker, site.id(), Right::See)?;
        let may = |right| has_right(&rules, asker, site.id(), right);
        let is_owner = asker.person == Some(row.owner);
        let is_other = !is_owner && asker.person != row.done_by;
        let may = match row.state {
            TaskState::Open if is_owner || may(Right::Plan) => Some(MayTask::Finish),
            TaskState::Done if is_other && may(Right::ReviewAnalysis) => Some(MayTask::Check),
            _ => None,
        };
        let may_change = row.state == TaskState::Open && may_change(&rules, asker, &row);
        let cases = papers::cases(&mut tx, row.paper).await?;
        let words = papers::words(&mut tx, row.paper).await?;
        let cause = words
            .into_iter()
            .find(|it| row.case.is_some_and(|case| it.is(Word::Cause, case)));
        let events = papers::case_events(&mut tx, row.paper).await?;
        let events = events
            .into_iter()
            .filter(|event| row.case == Some(event.case))
            .map(|event| {
                let (year, number) = event.number;
                (RunningNumber { year, number }.text(site.code()), event)
            });
        let steps = papers::steps(&mut tx, row.paper).await?;
        // Signing an analysis hands it to its reviewer, signing a return delivers it.
        let signed =
            |step: &&PaperStepRow| matches!(step.state, PaperState::Signed | PaperState::Delivered);
        let found = steps.iter().rev().find(signed).cloned();
        let decided = steps.into_iter().rev().find(|step| !step.state.is_open());
        Ok(TaskPage {
            case: cases.into_iter().find(|case| row.case == Some(case.number)),
            events: events.collect(),
            cause: cause.and_then(|it| it.said),
            found,
            decided,
            steps: tasks::steps(&mut tx, row.id).await?,
            following: tasks::following(&mut tx, row.id).await?,
            staff: if may_change || may == Some(MayTask::Check) {
                names(&mut tx, &site, today).await?
            } else {
                Vec::new()
            },
            basis: basis_of(&rules, row.paper_kind),
            line: TaskLine::of(asker, today, row),
            may,
            may_change,
            site,
        })
    }
}
