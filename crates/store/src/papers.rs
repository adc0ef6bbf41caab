//! The papers of the month: what was found for them, what was written in them, and how far they are.

use huiyin_domain::entry::Word;
use huiyin_domain::{
    CaseSort, Category, Day, EventId, Instant, Month, PaperId, PaperKind, PaperState, PersonId,
    Personal, ScopeId, UnitId,
};

use crate::row::Row;
use crate::{Result, Tx};

/// A paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PaperRow {
    /// The paper.
    pub id: PaperId,
    /// Its site.
    pub site: ScopeId,
    /// Which paper.
    pub kind: PaperKind,
    /// The month it is about.
    pub month: Month,
    /// How far it is.
    pub state: PaperState,
    /// The last day on which it is signed in time, where there is one.
    pub due: Option<Day>,
    /// When it was drafted.
    pub drafted_at: Instant,
    /// When it was signed last.
    pub signed_at: Option<Instant>,
    /// By whom.
    pub signed_by: Option<PersonId>,
    /// How many cases it has.
    pub cases: u64,
}

impl PaperRow {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            site: row.get("site_id")?,
            kind: row.get("kind")?,
            month: row.get("month")?,
            state: row.get("state")?,
            due: row.get("due")?,
            drafted_at: row.get("drafted_at")?,
            signed_at: row.get("signed_at")?,
            signed_by: row.get("signed_by_id")?,
            cases: row.get("cases")?,
        })
    }
}

/// Something that was done to a paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaperStepRow {
    /// How far it was then.
    pub state: PaperState,
    /// When.
    pub done_at: Instant,
    /// Who did it; the product, where nobody did.
    pub by: Option<PersonId>,
    /// Their name.
    pub name: Option<Personal<String>>,
    /// What was said with it.
    pub said: Option<Personal<String>>,
    /// The strokes of the signature.
    pub strokes: Option<Personal<String>>,
    /// The name that was signed with.
    pub signed_name: Option<Personal<String>>,
}

/// A case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CaseRow {
    /// Its number in the paper.
    pub number: u32,
    /// Why it is one.
    pub sort: CaseSort,
    /// Whether it was decided that nothing is done about it.
    pub without_action: bool,
}

/// An event of a case. Of a confidential complaint nothing is told but that it is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseEventRow {
    /// The number of the case.
    pub case: u32,
    /// The event.
    pub event: EventId,
    /// Year and number by which people call it.
    pub number: (i32, u32),
    /// Its category.
    pub category: Category,
    /// Its finer sort.
    pub kind: Option<String>,
    /// The home.
    pub unit: Option<String>,
    /// The public asset.
    pub asset: Option<String>,
    /// The department concerned.
    pub department: Option<String>,
    /// What happened; none when it was erased.
    pub summary: Option<String>,
    /// Whether it is confidential.
    pub confidential: bool,
    /// When it was reported.
    pub reported_at: Option<Instant>,
    /// When its handling ended.
    pub completed_at: Option<Instant>,
}

/// What was written in a paper.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaperWordsRow {
    /// The number of the case; 0 for what is about the whole.
    pub number: u32,
    /// The name of what it is.
    pub word: String,
    /// The words; none when they were erased.
    pub said: Option<Personal<String>>,
}

/// A complaint or repair as it was told once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TellingRow {
    /// The event; of what was merged into another, the other.
    pub event: EventId,
    /// Complaint or repair.
    pub category: Category,
    /// Its finer sort.
    pub kind: String,
    /// The home, where it is known.
    pub unit: Option<UnitId>,
    /// The home as the intake had it.
    pub unit_words: Option<String>,
    /// The public asset.
    pub asset: Option<String>,
    /// When it was told.
    pub told_at: Instant,
    /// When its handling ended.
    pub completed_at: Option<Instant>,
}

const PAPERS: &str = "select p.id, p.site_id, p.kind, p.month, p.state, p.due, p.drafted_at, p.signed_at, p.signed_by_id, \
    (select count(*) from paper_case c where c.paper_id = p.id) as cases \
    from month_paper p where p.site_id = $1 order by p.month desc, p.kind limit $2";
const PAPER: &str = "select p.id, p.site_id, p.kind, p.month, p.state, p.due, p.drafted_at, p.signed_at, p.signed_by_id, \
    (select count(*) from paper_case c where c.paper_id = p.id) as cases from month_paper p where p.id = $1";
const OF_MONTH: &str = "select p.id, p.site_id, p.kind, p.month, p.state, p.due, p.drafted_at, p.signed_at, p.signed_by_id, \
    (select count(*) from paper_case c where c.paper_id = p.id) as cases \
    from month_paper p where p.site_id = $1 and p.kind = $2 and p.month = $3";
const LATE: &str = "select p.id, p.site_id, p.kind, p.month, p.state, p.due, p.drafted_at, p.signed_at, p.signed_by_id, \
    (select count(*) from paper_case c where c.paper_id = p.id) as cases from month_paper p where p.site_id = $1 \
    and p.state in ('drafted', 'sent_back') and p.due >= $2 and p.due < $3 order by p.due, p.kind limit 20";
const LOCK: &str = "select id from month_paper where id = $1";
const STEPS: &str = "select s.state, s.done_at, s.done_by_id, p.name, s.said, s.strokes, s.signed_name from paper_step s \
    left join person p on p.id = s.done_by_id where s.paper_id = $1 order by s.number";
const CASES: &str =
    "select number, sort, without_action from paper_case where paper_id = $1 order by number";
const EVENTS: &str = "select c.number as case_number, e.id, e.year, e.number, e.category, e.kind, \
    coalesce(u.code, e.unit_given) as unit_code, e.asset, coalesce(d.name, e.respondent_given) as department, e.summary, \
    e.confidential, e.reported_at, e.completed_at from paper_event c join event e on e.id = c.event_id \
    left join unit u on u.id = e.unit_id left join department d on d.id = e.respondent_department_id \
    where c.paper_id = $1 order by c.number, e.reported_at, e.year, e.number";
const WORDS: &str =
    "select number, word, said from paper_words where paper_id = $1 order by number, word";
// What is confidential is kept out: that two complaints come from one home is for nobody else to know.
const TELLINGS: &str = "select m.id, m.category, m.kind, m.unit_id, m.unit_given, m.asset, told.told_at, m.completed_at from \
    (select coalesce(e.merged_into_id, e.id) as event_id, coalesce(e.reported_at, e.completed_at) as told_at from event e \
    where e.site_id = $1 and e.category in ('complaint', 'repair') and e.withdrawn_at is null \
    and coalesce(e.reported_at, e.completed_at) >= $2 and coalesce(e.reported_at, e.completed_at) < $3 \
    union all select coalesce(e.merged_into_id, e.id), r.reported_at from event_report r join event e on e.id = r.event_id \
    where e.site_id = $1 and e.category in ('complaint', 'repair') and e.withdrawn_at is null \
    and r.reported_at >= $2 and r.reported_at < $3) told \
    join event m on m.id = told.event_id where m.withdrawn_at is null and m.confidential = 0 and m.kind is not null \
    and (m.unit_id is not null or m.unit_given is not null or m.asset is not null) order by told.told_at, m.id";
const NONCONFORMING: &str = "select r.event_id, min(v.reviewed_at) as found_at from review v \
    join record r on r.id = v.record_id join event e on e.id = r.event_id where e.site_id = $1 \
    and v.verdict = 'nonconforming' and v.reviewed_at >= $2 and v.reviewed_at < $3 \
    group by r.event_id order by 2, 1";

/// The papers of a site, the latest month first, at most `limit`.
pub async fn papers(tx: &mut Tx, site: ScopeId, limit: u32) -> Result<Vec<PaperRow>> {
    tx.all(PAPERS, &[&site, &limit], PaperRow::read).await
}

/// A paper.
pub async fn paper(tx: &mut Tx, id: PaperId) -> Result<Option<PaperRow>> {
    tx.optional(PAPER, &[&id], PaperRow::read).await
}

/// A paper, kept from others until the transaction ends.
pub async fn paper_to_change(tx: &mut Tx, id: PaperId) -> Result<Option<PaperRow>> {
    tx.lock(LOCK, &[&id]).await?;
    paper(tx, id).await
}

/// The paper of a month, when it was drafted.
pub async fn paper_of_month(
    tx: &mut Tx,
    site: ScopeId,
    kind: PaperKind,
    month: Month,
) -> Result<Option<PaperRow>> {
    tx.optional(OF_MONTH, &[&site, &kind, &month], PaperRow::read)
        .await
}

/// The latest month of which a paper of a kind was drafted; none where none ever was.
pub async fn last_month(tx: &mut Tx, site: ScopeId, kind: PaperKind) -> Result<Option<Month>> {
    const SQL: &str = "select month from month_paper where site_id = $1 and kind = $2 order by month desc limit 1";
    tx.optional(SQL, &[&site, &kind], |row| row.get("month"))
        .await
}

/// The papers of a site that nobody has signed and whose last day lies from one day until before another.
pub async fn unsigned_since(
    tx: &mut Tx,
    site: ScopeId,
    from: Day,
    before: Day,
) -> Result<Vec<PaperRow>> {
    tx.all(LATE, &[&site, &from, &before], PaperRow::read).await
}

/// What was done to a paper, in order.
pub async fn steps(tx: &mut Tx, id: PaperId) -> Result<Vec<PaperStepRow>> {
    tx.all(STEPS, &[&id], |row| {
        Ok(PaperStepRow {
            state: row.get("state")?,
            done_at: row.get("done_at")?,
            by: row.get("done_by_id")?,
            name: row.get("name")?,
            said: row.get("said")?,
            strokes: row.get("strokes")?,
            signed_name: row.get("signed_name")?,
        })
    })
    .await
}

/// The cases of a paper, in order.
pub async fn cases(tx: &mut Tx, id: PaperId) -> Result<Vec<CaseRow>> {
    tx.all(CASES, &[&id], |row| {
        Ok(CaseRow {
            number: row.get("number")?,
            sort: row.get("sort")?,
            without_action: row.get("without_action")?,
        })
    })
    .await
}

/// The events of its cases, by case and time.
pub async fn case_events(tx: &mut Tx, id: PaperId) -> Result<Vec<CaseEventRow>> {
    tx.all(EVENTS, &[&id], |row| {
        Ok(CaseEventRow {
            case: row.get("case_number")?,
            event: row.get("id")?,
            number: (row.get("year")?, row.get("number")?),
            category: row.get("category")?,
            kind: row.get("kind")?,
            unit: row.get("unit_code")?,
            asset: row.get("asset")?,
            department: row.get("department")?,
            summary: row.get("summary")?,
            confidential: row.get("confidential")?,
            reported_at: row.get("reported_at")?,
            completed_at: row.get("completed_at")?,
        })
    })
    .await
}

/// What was written in a paper.
pub async fn words(tx: &mut Tx, id: PaperId) -> Result<Vec<PaperWordsRow>> {
    tx.all(WORDS, &[&id], |row| {
        Ok(PaperWordsRow {
            number: row.get("number")?,
            word: row.get("word")?,
            said: row.get("said")?,
        })
    })
    .await
}

impl PaperWordsRow {
    /// Whether it is this, of the case of a number.
    pub fn is(&self, word: Word, number: u32) -> bool {
        self.word == word.id() && self.number == number
    }
}

/// How complaints and repairs were told at a site from one moment until before another. What was merged into another
/// event was told of that one; what is confidential is left out.
pub async fn tellings(
    tx: &mut Tx,
    site: ScopeId,
    from: Instant,
    before: Instant,
) -> Result<Vec<TellingRow>> {
    tx.all(TELLINGS, &[&site, &from, &before], |row| {
        Ok(TellingRow {
            event: row.get("id")?,
            category: row.get("category")?,
            kind: row.get("kind")?,
            unit: row.get("unit_id")?,
            unit_words: row.get("unit_given")?,
            asset: row.get("asset")?,
            told_at: row.get("told_at")?,
            completed_at: row.get("completed_at")?,
        })
    })
    .await
}

/// The events whose follow-ups were found nonconforming from one moment until before another, the first found first.
pub async fn nonconforming(
    tx: &mut Tx,
    site: ScopeId,
    from: Instant,
    before: Instant,
) -> Result<Vec<EventId>> {
    tx.all(NONCONFORMING, &[&site, &from, &before], |row| {
        row.get("event_id")
    })
    .await
}
