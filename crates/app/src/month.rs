//! The month's end: the analysis report of what went wrong repeatedly (四.6), the return to the company's leaders
//! (11.2.4), and what somebody was given to do because of them. What is drafted is data; people complete, sign, review
//! and decide.

mod change_task;
mod chase;
mod check_task;
mod decide_paper;
mod draft_papers;
mod finish_task;
mod give_task;
mod month_page;
mod paper_page;
mod read_return;
mod review_paper;
mod sign_paper;
mod task_page;

use huiyin_domain::{Day, PaperId, PaperKind, PersonId, TaskId};
use huiyin_rules::Rules;
use huiyin_rules::procedure::Basis;
use huiyin_store::papers::{self, PaperRow};
use huiyin_store::tasks::{self, TaskRow};
use huiyin_store::{Change, Tx, follow_ups};

pub(crate) use change_task::{changed, tell_owner};
pub(crate) use chase::{chase_late, is_anything_late};
pub(crate) use draft_papers::{draft, to_be_drafted, told_again};
pub(crate) use month_page::{open_papers, open_tasks};

pub use change_task::ChangeTask;
pub use check_task::CheckTask;
pub use decide_paper::{CaseDecision, DecidePaper, Decision};
pub use finish_task::FinishTask;
pub use give_task::GiveTask;
pub use huiyin_store::papers::{CaseEventRow, CaseRow, PaperRow as Paper, PaperStepRow};
pub use huiyin_store::record_list::RecordListRow;
pub use huiyin_store::tasks::{TaskRow as Task, TaskStepRow};
pub use month_page::{MonthPage, PaperLine, TaskLine};
pub use paper_page::{LastReturn, PaperCase, PaperFigures, PaperPage, PaperStep};
pub use read_return::ReadReturn;
pub use review_paper::ReviewPaper;
pub use sign_paper::{SignPaper, WrittenPaper};
pub use task_page::{MayTask, TaskPage};

use crate::access::Right;
use crate::notices::of_post;
use crate::site::Editions;
use crate::{Asker, Error, Refusal, Result, Site};

/// A paper, locked, and its site; [`Error::NotFound`] for who has nothing to do with it.
async fn paper_at_hand(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    paper: PaperId,
) -> Result<(PaperRow, Site)> {
    let row = papers::paper_to_change(change, paper)
        .await?
        .filter(|row| asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    let site = editions.site(change, row.site).await?;
    Ok((row, site))
}

/// A task, locked, and its site; [`Error::NotFound`] for who has nothing to do with it.
async fn task_at_hand(
    change: &mut Change<'_>,
    editions: &Editions,
    asker: &Asker,
    task: TaskId,
) -> Result<(TaskRow, Site)> {
    let row = tasks::task_to_change(change, task)
        .await?
        .filter(|row| asker.belongs_to(row.site))
        .ok_or(Error::NotFound)?;
    let site = editions.site(change, row.site).await?;
    Ok((row, site))
}

/// Who completes a paper.
const fn right_to_sign(kind: PaperKind) -> Right {
    match kind {
        PaperKind::Analysis => Right::WriteAnalysis,
        PaperKind::Return => Right::SignReturn,
    }
}

/// What asks for a paper; nothing under a procedure that knows none.
fn basis_of(rules: &Rules<'_>, kind: PaperKind) -> Basis {
    let procedure = rules.procedure();
    let basis = match kind {
        PaperKind::Analysis => procedure.analysis.as_ref().map(|rule| &rule.basis),
        PaperKind::Return => procedure.monthly_return.as_ref().map(|rule| &rule.basis),
    };
    basis.cloned().unwrap_or_default()
}

fn refused(rules: &Rules<'_>, kind: PaperKind, why: Refusal) -> Error {
    Error::Refused {
        why,
        basis: basis_of(rules, kind),
    }
}

/// Who holds a post at a site today, or the first above it that somebody holds.
async fn who_holds(tx: &mut Tx, site: &Site, today: Day, post: &str) -> Result<Vec<PersonId>> {
    let holders = follow_ups::holders(tx, site.id(), today).await?;
    let mut people = of_post(&site.rules_on(today), &holders, post);
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
