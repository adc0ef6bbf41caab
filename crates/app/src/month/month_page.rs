use huiyin_domain::{Day, ScopeId, TaskState};
use huiyin_store::Tx;
use huiyin_store::papers::{self, PaperRow};
use huiyin_store::tasks::{self, TaskRow};

use crate::access::{self, Right};
use crate::{App, Asker, Result, Site};

/// The papers of the months, and what was given to do because of them.
#[derive(Clone, Debug)]
pub struct MonthPage {
    /// The site.
    pub site: Site,
    /// The papers, the latest month first, at most 60.
    pub papers: Vec<PaperLine>,
    /// The open tasks, the first due first, at most 200.
    pub open: Vec<TaskLine>,
    /// The tasks that are over, the latest first, at most 60.
    pub closed: Vec<TaskLine>,
}

/// A paper in a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PaperLine {
    /// The paper.
    pub row: PaperRow,
    /// Whether it was signed late, or is late.
    pub is_late: bool,
}

/// A task in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskLine {
    /// The task.
    pub row: TaskRow,
    /// Whether it was done late, or is late.
    pub is_late: bool,
    /// Whether it is the asker's own.
    pub is_mine: bool,
}

/// Five years of months, or the latest tasks.
const LINES: u32 = 60;
/// The most open tasks.
const OPEN: u32 = 200;

impl App {
    /// The papers and tasks of a site. Three statements besides that of the site.
    pub async fn month_page(&self, asker: &Asker, site: ScopeId) -> Result<MonthPage> {
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(self.clock().now());
        access::check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let papers = papers::papers(&mut tx, site.id(), LINES).await?;
        let papers = papers
            .into_iter()
            .map(|row| PaperLine::of(&site, today, row));
        let closed = tasks::closed(&mut tx, site.id(), LINES).await?;
        let closed = closed
            .into_iter()
            .map(|row| TaskLine::of(asker, today, row));
        Ok(MonthPage {
            papers: papers.collect(),
            closed: closed.collect(),
            open: open_tasks(&mut tx, &site, asker, today).await?,
            site,
        })
    }
}

/// The tasks of a site with which somebody still has a step to do.
pub(crate) async fn open_tasks(
    tx: &mut Tx,
    site: &Site,
    asker: &Asker,
    today: Day,
) -> Result<Vec<TaskLine>> {
    let rows = tasks::open(tx, site.id(), OPEN).await?;
    let lines = rows.into_iter().map(|row| TaskLine::of(asker, today, row));
    Ok(lines.collect())
}

/// The papers of a site with which somebody still has a step to do.
pub(crate) async fn open_papers(tx: &mut Tx, site: &Site, today: Day) -> Result<Vec<PaperLine>> {
    let rows = papers::papers(tx, site.id(), LINES).await?;
    let open = rows.into_iter().filter(|row| row.state.is_open());
    Ok(open.map(|row| PaperLine::of(site, today, row)).collect())
}

impl PaperLine {
    pub(super) fn of(site: &Site, today: Day, row: PaperRow) -> Self {
        let signed = row.signed_at.filter(|_| !row.state.is_unsigned());
        let signed = signed.map_or(today, |at| site.day(at));
        Self {
            is_late: row.due.is_some_and(|due| due < signed),
            row,
        }
    }
}

impl TaskLine {
    pub(super) fn of(asker: &Asker, today: Day, row: TaskRow) -> Self {
        Self {
            is_late: row.due < row.done_on.unwrap_or(today),
            is_mine: asker.person == Some(row.owner) && row.state == TaskState::Open,
            row,
        }
    }
}
