use huiyin_domain::entry::facts::RunningNumber;
use huiyin_domain::{Category, Channel, Day, Instant, PersonId, RecordId, ScopeId, Severity};
use huiyin_rules::review::PostHolder;
use huiyin_rules::{Rules, Workdays};
use huiyin_store::Tx;
use huiyin_store::reviews::{self, WaitingRow};

use crate::access::{self, Right};
use crate::{App, Asker, Result, Site};

/// A record that waits for the asker's review.
#[derive(Clone, Debug)]
pub struct WaitingRecord {
    /// The record.
    pub record: RecordId,
    /// The event's number for people, such as CY-2026-00123.
    pub number: String,
    /// Its category.
    pub category: Category,
    /// How grave a complaint is.
    pub severity: Option<Severity>,
    /// The home.
    pub unit: Option<String>,
    /// What happened.
    pub summary: Option<String>,
    /// Whether it is confidential: then nothing else is told of it here.
    pub confidential: bool,
    /// Which round.
    pub round: u32,
    /// The last day in time.
    pub due: Day,
    /// The day of the visit.
    pub visited_on: Day,
    /// How the customer was contacted.
    pub channel: Channel,
    /// When it was handed in.
    pub recorded_at: Instant,
    /// Who visited.
    pub visitors: Vec<PersonId>,
    /// The post in which the asker reviews it.
    pub post: String,
    /// The clauses that give it to this post.
    pub clauses: Vec<String>,
    /// The readings that give it to this post.
    pub readings: Vec<String>,
    /// What to look at.
    pub look_at: Vec<LookAt>,
}

/// What a reviewer should look at in a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LookAt {
    /// The customer declined to sign.
    Refused,
    /// The customer is dissatisfied.
    Dissatisfied,
    /// It is not solved, or the facts are disputed.
    NotSolved,
    /// Looking on the spot showed a failure.
    FailedOnTheSpot,
    /// The visit was late.
    Late,
    /// 電話回訪.
    Phone,
    /// It was signed on paper: the sheet is to be held against it.
    OnPaper,
}

impl App {
    /// The records of a site that wait for the asker, oldest first: those whose next step is theirs to take, because
    /// they hold its post, or the one above where nobody in it may.
    pub async fn review_queue(&self, asker: &Asker, site: ScopeId) -> Result<Vec<WaitingRecord>> {
        let today = self.clock().now();
        let mut tx = self.db().read().await?;
        let site = self.editions().site(&mut tx, site).await?;
        let today = site.day(today);
        access::check(&site.rules_on(today), asker, site.id(), Right::See)?;
        let rows = reviews::waiting(&mut tx, site.id()).await?;
        let holders = holders_of(&mut tx, site.id(), today).await?;
        Ok(for_asker(&site, asker, &holders, rows))
    }
}

/// Who holds which post at a site, for the rules.
pub(crate) async fn holders_of(tx: &mut Tx, site: ScopeId, on: Day) -> Result<Vec<PostHolder>> {
    let rows = reviews::holders(tx, site, on).await?;
    Ok(rows
        .into_iter()
        .map(|row| PostHolder {
            post: row.post,
            person: row.person,
        })
        .collect())
}

/// Those of the waiting records that wait for the asker.
pub(crate) fn for_asker(
    site: &Site,
    asker: &Asker,
    holders: &[PostHolder],
    rows: Vec<WaitingRow>,
) -> Vec<WaitingRecord> {
    let mine = |row: WaitingRow| {
        let edition = site.version(row.reviewed.procedure)?;
        let rules = Rules::new(&edition.procedure, Workdays::default());
        let posts: Vec<String> = row.visitors.iter().map(|it| it.post.clone()).collect();
        let visitors: Vec<PersonId> = row.visitors.iter().map(|it| it.person).collect();
        let done = usize::try_from(row.reviewed.accepted).ok()?;
        let step = *rules.review_steps(&posts).get(done)?;
        let mut involved = visitors.clone();
        involved.extend(row.reviewed.recorded_by);
        let (post, people) = rules.reviewers(step, holders, &involved)?;
        if !people.contains(&asker.person?) {
            return None;
        }
        let number = RunningNumber {
            year: row.number.0,
            number: row.number.1,
        };
        Some(WaitingRecord {
            record: row.reviewed.record,
            number: number.text(site.code()),
            look_at: look_at(&rules, &row),
            category: row.category,
            severity: row.severity,
            unit: row.unit,
            summary: row.summary,
            confidential: row.confidential,
            round: row.round,
            due: row.due,
            visited_on: row.visited_on,
            channel: row.channel,
            recorded_at: row.recorded_at,
            visitors,
            post: post.clone(),
            clauses: step.basis.clauses.clone(),
            readings: step.basis.readings.clone(),
        })
    };
    rows.into_iter().filter_map(mine).collect()
}

fn look_at(rules: &Rules<'_>, row: &WaitingRow) -> Vec<LookAt> {
    use huiyin_rules::procedure::NonconformingWhen as When;
    let dissatisfied =
        row.rating == Some(huiyin_domain::Rating::Dissatisfied) || row.section_dissatisfied;
    let mut marks: Vec<LookAt> = Vec::new();
    if row.refused {
        marks.push(LookAt::Refused);
    }
    for when in rules.calls_for_nonconforming(dissatisfied, row.solved, row.site_check) {
        let mark = match when {
            When::Dissatisfied => LookAt::Dissatisfied,
            When::NotSolved | When::FactsDisputed => LookAt::NotSolved,
            When::FailedOnTheSpot => LookAt::FailedOnTheSpot,
        };
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    if row.visited_on > row.due {
        marks.push(LookAt::Late);
    }
    if row.channel == Channel::Phone {
        marks.push(LookAt::Phone);
    }
    if row.paper_signatures > 0 {
        marks.push(LookAt::OnPaper);
    }
    marks
}
