use std::collections::BTreeMap;

use huiyin_domain::entry::Word;
use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{
    Category, Day, Instant, Month, PaperId, PaperKind, PaperState, PersonId, Personal, Rate,
    ScopeId,
};
use huiyin_rules::Rules;
use huiyin_rules::procedure::Basis;
use huiyin_store::papers::{self, CaseEventRow, CaseRow, PaperRow, PaperStepRow, PaperWordsRow};
use huiyin_store::record_list::RecordListRow;
use huiyin_store::tasks::{self, TaskRow};
use huiyin_store::{Tx, people};

use super::give_task::staff;
use super::month_page::{PaperLine, TaskLine};
use super::{basis_of, right_to_sign};
use crate::access::{self, Right, has_right};
use crate::reviews::all_of_month;
use crate::statistics::{
    Besides, CategoryFigures, Figure, Figures, Statistics, after, besides, read,
};
use crate::{App, Asker, Error, Result, Site};

/// A paper with all that stands in it.
#[derive(Clone, Debug)]
pub struct PaperPage {
    /// The site.
    pub site: Site,
    /// The paper.
    pub line: PaperLine,
    /// What asks for it.
    pub basis: Basis,
    /// The figures of the month.
    pub figures: PaperFigures,
    /// Its cases.
    pub cases: Vec<PaperCase>,
    /// The visits of the month, of a return.
    pub visits: Vec<(String, RecordListRow)>,
    /// What a leader asked for, of a return.
    pub notes: Vec<TaskLine>,
    /// The return of the month before, of a return.
    pub last: Option<LastReturn>,
    /// What was done to it, in order.
    pub steps: Vec<PaperStepRow>,
    /// What comes next, where it is the asker's.
    pub next: Option<PaperStep>,
    /// Who can be given something to do, by name.
    pub staff: Vec<(PersonId, String)>,
    words: Vec<PaperWordsRow>,
}

/// A case of an analysis report.
#[derive(Clone, Debug)]
pub struct PaperCase {
    /// The case.
    pub row: CaseRow,
    /// Its events, each with its number for people.
    pub events: Vec<(String, CaseEventRow)>,
    /// What is done about it.
    pub tasks: Vec<TaskLine>,
}

/// The figures that a paper shows.
#[derive(Clone, Debug)]
pub struct PaperFigures {
    /// The moment they show: of the close, of the signature, or now.
    pub as_of: Instant,
    /// Those of the month, frozen once the paper is signed.
    pub this: Vec<CategoryFigures>,
    /// The same added up.
    pub total: Figures,
    /// What stands beside them at that moment.
    pub besides: Besides,
    /// The target of 處理率.
    pub handling_target: Rate,
    /// Whether the month still ran at that moment: what is missing then is not missed.
    pub running: bool,
    /// Those of the month before, where there are any.
    pub last_month: (Month, Vec<CategoryFigures>),
    /// Those of the same month of the year before, where there are any.
    pub last_year: (Month, Vec<CategoryFigures>),
    /// What changed after that moment (結後): category, figure, then, now.
    pub later: Vec<(Category, Figure, u64, u64)>,
}

/// The return of the month before.
#[derive(Clone, Debug)]
pub struct LastReturn {
    /// The return.
    pub row: PaperRow,
    /// What it proposed.
    pub proposals: Option<Personal<String>>,
    /// What a leader asked for because of it.
    pub notes: Vec<TaskLine>,
}

/// A step of a paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaperStep {
    /// Completing and signing it.
    Sign,
    /// Reviewing it.
    Review,
    /// Deciding on it.
    Decide,
    /// Reading it, and asking for something.
    Read,
}

impl PaperPage {
    /// What was written under a name, of the case of a number; 0 for the whole.
    pub fn said(&self, word: Word, number: u32) -> Option<&Personal<String>> {
        let found = self.words.iter().find(|row| row.is(word, number));
        found.and_then(|row| row.said.as_ref())
    }
}

impl App {
    /// A paper with its figures, cases and what was written in it.
    pub async fn paper(&self, asker: &Asker, paper: PaperId) -> Result<PaperPage> {
        let mut page = self.paper_without_visits(asker, paper).await?;
        if page.line.row.kind == PaperKind::Return {
            let mut tx = self.db().read().await?;
            page.visits = all_of_month(&mut tx, &page.site, page.line.row.month).await?;
        }
        Ok(page)
    }

    async fn paper_without_visits(&self, asker: &Asker, paper: PaperId) -> Result<PaperPage> {
        let now = self.clock().now();
        let mut tx = self.db().read().await?;
        let row = papers::paper(&mut tx, paper)
            .await?
            .filter(|row| asker.belongs_to(row.site))
            .ok_or(Error::NotFound)?;
        let site = self.editions().site(&mut tx, row.site).await?;
        let today = site.day(now);
        let rules = site.rules_on(today);
        access::check(&rules, asker, site.id(), Right::See)?;
        let next = PaperStep::of(&rules, asker, &row);
        let names = match next {
            Some(PaperStep::Decide | PaperStep::Read) => names(&mut tx, &site, today).await?,
            _ => Vec::new(),
        };
        let mut given = tasks_of(&mut tx, asker, today, row.id).await?;
        let cases = cases(&mut tx, &site, row.id, &mut given).await?;
        let is_return = row.kind == PaperKind::Return;
        Ok(PaperPage {
            figures: figures(&mut tx, &site, &row, now).await?,
            visits: Vec::new(),
            last: if is_return {
                last(&mut tx, &site, asker, (row.month, today)).await?
            } else {
                None
            },
            steps: papers::steps(&mut tx, row.id).await?,
            words: papers::words(&mut tx, row.id).await?,
            basis: basis_of(&rules, row.kind),
            line: PaperLine::of(&site, today, row),
            cases,
            notes: given,
            next,
            staff: names,
            site,
        })
    }
}

impl App {
    /// The paper of a month with all that stands in it but the visits, of which a return may have very many; none where
    /// none was drafted.
    pub async fn paper_of_month_without_visits(
        &self,
        asker: &Asker,
        site: ScopeId,
        kind: PaperKind,
        month: Month,
    ) -> Result<Option<PaperPage>> {
        let mut tx = self.db().read().await?;
        let found = papers::paper_of_month(&mut tx, site, kind, month).await?;
        drop(tx);
        match found {
            Some(row) => self.paper_without_visits(asker, row.id).await.map(Some),
            None => Ok(None),
        }
    }
}

impl PaperStep {
    fn of(rules: &Rules<'_>, asker: &Asker, row: &PaperRow) -> Option<Self> {
        let may = |right| has_right(rules, asker, row.site, right);
        let is_other = asker.person != row.signed_by;
        match row.state {
            PaperState::Drafted | PaperState::SentBack => {
                may(right_to_sign(row.kind)).then_some(Self::Sign)
            }
            PaperState::Signed => (is_other && may(Right::ReviewAnalysis)).then_some(Self::Review),
            PaperState::Accepted => {
                (is_other && may(Right::DecideAnalysis)).then_some(Self::Decide)
            }
            PaperState::Delivered | PaperState::Read => {
                may(Right::ReadReturn).then_some(Self::Read)
            }
            PaperState::Decided => None,
        }
    }
}

/// Everybody of the staff, by name.
pub(super) async fn names(tx: &mut Tx, site: &Site, today: Day) -> Result<Vec<(PersonId, String)>> {
    let staff = staff(tx, site, today).await?;
    let rows = people::people(tx, &staff).await?;
    let mut names: Vec<(PersonId, String)> = rows
        .into_iter()
        .filter_map(|row| Some((row.id, row.name?.into_inner())))
        .collect();
    names.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(names)
}

async fn tasks_of(tx: &mut Tx, asker: &Asker, today: Day, paper: PaperId) -> Result<Vec<TaskLine>> {
    let rows: Vec<TaskRow> = tasks::of_paper(tx, paper).await?;
    let lines = rows.into_iter().map(|row| TaskLine::of(asker, today, row));
    Ok(lines.collect())
}

/// The cases with their events and tasks; what is given for none of them stays.
async fn cases(
    tx: &mut Tx,
    site: &Site,
    paper: PaperId,
    given: &mut Vec<TaskLine>,
) -> Result<Vec<PaperCase>> {
    let mut events: BTreeMap<u32, Vec<(String, CaseEventRow)>> = BTreeMap::new();
    for row in papers::case_events(tx, paper).await? {
        let number = number(site, row.number);
        events.entry(row.case).or_default().push((number, row));
    }
    let (of_cases, others): (Vec<_>, Vec<_>) =
        given.drain(..).partition(|task| task.row.case.is_some());
    *given = others;
    let rows = papers::cases(tx, paper).await?;
    let cases = rows.into_iter().map(|row| PaperCase {
        events: events.remove(&row.number).unwrap_or_default(),
        tasks: of_cases
            .iter()
            .filter(|task| task.row.case == Some(row.number))
            .cloned()
            .collect(),
        row,
    });
    Ok(cases.collect())
}

async fn last(
    tx: &mut Tx,
    site: &Site,
    asker: &Asker,
    (month, today): (Month, Day),
) -> Result<Option<LastReturn>> {
    let last = papers::paper_of_month(tx, site.id(), PaperKind::Return, month.plus(-1)).await?;
    let Some(row) = last else {
        return Ok(None);
    };
    let words = papers::words(tx, row.id).await?;
    let proposals = words.into_iter().find(|it| it.is(Word::Proposals, 0));
    Ok(Some(LastReturn {
        proposals: proposals.and_then(|it| it.said),
        notes: tasks_of(tx, asker, today, row.id).await?,
        row,
    }))
}

/// The figures as the paper was signed on, and what came later.
async fn figures(tx: &mut Tx, site: &Site, row: &PaperRow, now: Instant) -> Result<PaperFigures> {
    let current = read(tx, site, row.month, now).await?;
    let signed = row.signed_at.filter(|_| !row.state.is_unsigned());
    // A return rests on the close of the month; a report on what was known when it was signed.
    let (as_of, this, total) = match (row.kind, &current.closed, signed) {
        (PaperKind::Return, Some(closed), _) => {
            let snapshot = closed.snapshot.clone();
            (closed.as_of, snapshot.categories, snapshot.total)
        }
        (_, _, Some(signed)) => {
            let then = read(tx, site, row.month, signed).await?;
            (signed, then.categories, then.total)
        }
        _ => (now, current.categories.clone(), current.total.clone()),
    };
    let of = async |tx: &mut Tx, months: i32| {
        let month = row.month.plus(months);
        let figures = read(tx, site, month, now).await.map(frozen)?;
        Ok::<_, Error>((month, figures))
    };
    Ok(PaperFigures {
        later: after(&this, &current.categories),
        last_month: of(tx, -1).await?,
        last_year: of(tx, -12).await?,
        besides: besides(tx, site, row.month, as_of).await?,
        handling_target: current.handling_target.0,
        running: site.day(as_of).month() <= row.month,
        as_of,
        this,
        total,
    })
}

/// The frozen figures of a month that is closed.
fn frozen(statistics: Statistics) -> Vec<CategoryFigures> {
    match statistics.closed {
        Some(closed) => closed.snapshot.categories,
        None => statistics.categories,
    }
}

fn number(site: &Site, (year, number): (i32, u32)) -> String {
    RunningNumber { year, number }.text(site.code())
}
